"""One name for two bodies, and one body under differing names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from ingest.artifact import BlockKind, PageSource
from ingest.extraction.triggers import Genre
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.statements import Statement, content

_CALLED = re.compile(
    r"(?P<long>[^.;:()]{4,160}?)\s*\((?:nedan|här)\s+(?:kallad|kallat|kallade|benämnd|benämnt)\s+(?P<short>[^)]{2,60})\)"
)
_CALLS = re.compile(r"\((?:nedan|här)\s")
_PRINCIPALS = re.compile(
    r"\b(?:region|kommun|landsting|part|huvudman|överenskommelse|avtal|riktlinje|hök|rutin)", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?P<n>\d+(?:\.\d+)*)\.?\s+(?P<name>.+)$")


def namn(work: Comparison) -> Iterator[Candidate]:
    """Samma namn används för två organ, eller samma organ eller avsnitt har olika namn."""
    yield from _short_names(work)
    yield from _headings(work)
    yield from _tails(work)


def _short_names(work: Comparison) -> Iterator[Candidate]:
    for scope in sorted(work.material.scopes):
        called: dict[str, list[tuple[Statement, str, str]]] = defaultdict(list)
        for statement in work.material.scopes[scope]:
            for match in _CALLED.finditer(statement.text) if _CALLS.search(statement.text) else ():
                if not _PRINCIPALS.search(match["short"]):
                    long = re.split(r",\s| av | bereds | och ", match["long"])[-1]
                    if "som består" in match["long"]:
                        long = match["long"][match["long"].index("som består") :]
                    called[match["short"].strip(' ”"').lower()].append((statement, match["short"], long))
        for told in called.values():
            for (a, short, one), (b, _, other) in couples(told):
                keys = frozenset(content(one)), frozenset(content(other))
                if a.document == b.document or work.material.outdated(a) or work.material.outdated(b):
                    continue
                if keys[0] & keys[1] or not (keys[0] and keys[1]):
                    continue
                yield Candidate(
                    "namn",
                    a,
                    b,
                    one.strip(),
                    other.strip(),
                    "medel",
                    0.75,
                    f"Namnet ”{short}” används för två olika organ.",
                )


def _headings(work: Comparison) -> Iterator[Candidate]:
    """Headings that read otherwise in the list of contents."""
    for one in work.material.reads:
        pages = one.document.artifact.structure.pages
        if one.genre is Genre.REGULATION or any(p.source is not PageSource.TEXT for p in pages):
            continue
        listed: dict[str, Statement] = {}
        for statement in one.statements:
            match = _NUMBERED.match(statement.text)
            if match is None:
                continue
            if statement.kind is BlockKind.CONTENTS:
                listed.setdefault(match["n"], statement)
            elif statement.kind is BlockKind.HEADING and match["n"] in listed:
                other = listed[match["n"]]
                names = match["name"], _NUMBERED.sub(r"\g<name>", other.text)
                folded = [" ".join(re.findall(r"\w+", n.lower())) for n in names]
                if (
                    folded[0] != folded[1]
                    and SequenceMatcher(None, folded[0], folded[1]).ratio() >= 0.6
                    and not folded[0].startswith(folded[1])
                ):
                    yield Candidate(
                        "namn", statement, other, names[0], names[1], "låg", 0.9,
                        f"Rubriken ”{names[0]}” heter ”{names[1]}” i innehållsförteckningen.",
                    )  # fmt: skip


def _tails(work: Comparison) -> Iterator[Candidate]:
    """Names in lists of two documents that are the same but for their first word."""
    for scope in sorted(work.material.scopes):
        filed: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
        for statement in work.material.scopes[scope]:
            if statement.kind in (BlockKind.ITEM, BlockKind.ROW) and 4 <= len(statement.words) <= 16:
                order = content(re.sub(r"\([^)]*\)", "", statement.text))
                if len(order) >= 4 and statement.text[:1].isupper():
                    filed[tuple(order[2:])].append(statement)
                    filed[tuple(order[1:])].append(statement)
        seen: set[tuple[int, int]] = set()
        for tail, named in sorted(filed.items()):
            for a, b in couples(named):
                at = (a.number, b.number)
                if a.document == b.document or at in seen or len(tail) < 2 or work.material.weight(frozenset(tail)) < 8:
                    continue
                seen.add(at)
                first, second = content(a.text)[:2], content(b.text)[:2]
                if content(a.text) == content(b.text) or first == second:
                    continue
                if SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() < 0.5:
                    continue
                yield Candidate(
                    "namn", a, b, a.text, b.text, "låg", 0.7, f"Samma namn skrivs olika: ”{a.text}” och ”{b.text}”."
                )
