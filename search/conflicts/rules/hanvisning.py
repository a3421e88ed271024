"""References that lead nowhere, or to what no longer holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import BlockKind
from ingest.extraction.triggers import Genre
from ingest.language.keys import key
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, content

_SECTION = re.compile(
    r"\b(?:avsnitt|kapitel|punkt)\s+(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\b(?P<where>\s+i\s+[\wåäöÅÄÖ-]+(?:\s+[\wåäö-]+){0,4})?"
)
_HERE = re.compile(r"\s+i\s+(?:denna|detta|den här|det här)\b")
_REPLACED = re.compile(r"\bersätter\s+(?P<what>[A-ZÅÄÖ][^.;,]{8,140})")
_CITED = re.compile(
    r"\b(?P<type>Rutin|Riktlinje|Överenskommelse|Avtal|Handlingsplan)\s+(?P<rest>(?:för|om|kring)\s+[^.,;:()|]{4,90})"
)
_RELIES = re.compile(
    r"\b(?:enligt|i enlighet med|framgår av|beskrivs|regleras|se|anges|följer av|hänvisas)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def hanvisning(work: Comparison) -> Iterator[Candidate]:
    """En hänvisning leder till ett avsnitt som inte finns,
    eller till ett dokument som är ersatt eller saknas i förteckningen."""
    yield from _sections(work)
    yield from _replaced(work)
    yield from _missing(work)


def _sections(work: Comparison) -> Iterator[Candidate]:
    for number, one in enumerate(work.material.reads):
        if one.genre is Genre.REGULATION:
            continue
        for statement in one.statements:
            for match in _SECTION.finditer(statement.text) if statement.said else ():
                target = _target(work, number, match["where"])
                if target is None:
                    continue
                headings = [s for s in work.material.reads[target].statements if s.kind is BlockKind.HEADING]
                numbers = {m.group() for h in headings if (m := re.match(r"\d+(?:\.\d+)*", h.text))}
                chapter = match["n"].split(".")[0]
                beside = [h for h in headings if h.text.startswith(f"{chapter}.") and "." in h.text[:4]]
                if len(numbers) < 4 or match["n"] in numbers or not beside or _numbered(work, target, match["n"]):
                    continue
                best = max(beside, key=lambda h: (work.material.weight(statement.keys & _below(work, h)), -h.number))
                yield Candidate(
                    "avsnittshänvisning",
                    statement,
                    best,
                    match["n"],
                    best.text,
                    "medel" if target != number else "låg",
                    0.85,
                    f"Det finns inget avsnitt {match['n']} i ”{work.name(best)}”.",
                )


def _numbered(work: Comparison, target: int, wanted: str) -> bool:
    """Whether a paragraph of the document, though no heading, begins with the number."""
    blocks = work.material.reads[target].document.artifact.structure.blocks
    return any(
        re.match(rf"{re.escape(wanted)}(?![\d.]\d)\b", b.text) for b in blocks if b.kind is not BlockKind.CONTENTS
    )


def _below(work: Comparison, heading: Statement) -> frozenset[str]:
    """The keys of what stands under a heading."""
    statements = work.material.reads[heading.document].statements
    return frozenset(k for s in statements if s.section == heading.section for k in s.keys)


def _target(work: Comparison, number: int, where: str | None) -> int | None:
    """The document that a section is cited of: this one, or the only one of the scope whose title or type is named."""
    if not where or _HERE.match(where):
        return number
    wanted = frozenset(content(where))
    here = work.material.reads[number]
    if wanted & here.title and not any(k.startswith("huvud") for k in wanted):
        return number
    fitting = [
        n
        for n, r in enumerate(work.material.reads)
        if r.scope == here.scope and n not in work.material.older and n != number and wanted
        and (wanted <= r.title or key(r.document.artifact.structure.metadata.type or "-") in wanted)
    ]  # fmt: skip
    return fitting[0] if len(fitting) == 1 else None


def _replaced(work: Comparison) -> Iterator[Candidate]:
    """Documents cited that another text says are replaced."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        for b in statements:
            match = _REPLACED.search(b.text)
            if match is None:
                continue
            what, year = frozenset(content(match["what"])), _YEAR.search(match["what"])
            if len(what) < 3:
                continue
            for a in work.material.sharing(scope, what, len(what)):
                if a.document == b.document or work.material.outdated(a) or a.kind is BlockKind.ROW:
                    continue
                if (year and year.group() not in a.text) or not what <= a.keys or "ersätt" in a.text.lower():
                    continue
                if work.material.older.get(a.document) == b.document:
                    continue
                yield Candidate(
                    "inaktuell hänvisning", a, b, match["what"], "ersatt", "medel", 0.85,
                    f"Texten hänvisar till ”{match['what'].strip()}” som är ersatt.",
                )  # fmt: skip


def _missing(work: Comparison) -> Iterator[Candidate]:
    """Documents that are relied on but named nowhere else, where the documents of that kind are counted."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        titles = {r.title for r in work.material.reads if r.scope == scope}
        for a in statements:
            match = _CITED.search(a.text)
            if match is None or not _RELIES.search(a.text[: match.start()]) or work.material.outdated(a):
                continue
            kind = key(match["type"])
            name = frozenset(content(match.group())) - frozenset(content(scope))
            if any(work.material.likeness(name, t) >= 0.6 or name <= t for t in titles):
                continue
            if any(s.number != a.number and name <= s.keys for s in work.material.sharing(scope, name)):
                continue
            listed = [s for s in statements if s.document != a.document and _counts(s, kind)]
            if listed:
                yield Candidate(
                    "inaktuell hänvisning",
                    a,
                    listed[0],
                    match.group().strip(),
                    "finns inte i förteckningen",
                    "medel",
                    0.75,
                    f"”{match.group().strip()}” finns inte bland de dokument som förtecknas.",
                )


def _counts(statement: Statement, kind: str) -> bool:
    """Whether a sentence says how many documents of a kind there are."""
    return " finns " in f" {statement.text.lower()} " and any(
        q.kind.value == "count" and any(key(w.text).endswith(kind) for w in statement.words if w.start >= q.start)
        for q in statement.numbers
    )
