"""Differing scope: whose, jointly or apart, all or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ingest.artifact import BlockKind
from ingest.language.keys import key
from search.conflicts.bodies import Body
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, content, wide
from search.conflicts.verification import may_be_same, other_time

_JOINT = re.compile(r"\b(?:en\s+)?gemensam(?:t|ma)?\s+(?P<noun>[a-zåäö]{5,})", re.IGNORECASE)
_APART = re.compile(r"\b(?:var för sig|var sin|separata|skilda)\b(?P<rest>[^.;]{3,60})", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:inget|ingen|inga|saknar)\s+(?:[a-zåäö]+lig[at]?\s+|[a-zåäö]+(?:ell|iv)(?:a|t)?\s+|eget\s+)?(?P<noun>[a-zåäö]{8,})",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?P<noun>[a-zåäö]{8,})\s+(?:från|för|av|till|i)\s+(?:alla|samtliga|varje)\b", re.IGNORECASE)
_DUTY = key("ansvar")
CHANGED = 3  # words in a place that differs
STEM = 9  # letters that the two nouns share


def omfattning(work: Comparison) -> Iterator[Candidate]:
    """Två texter drar gränsen olika: för vem, gemensamt eller var för sig, alla eller ingen."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        yield from _joint(work, statements)
        yield from _all(work, statements)
    yield from _whose(work)


def _joint(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    apart = [(s, frozenset(content(m["rest"]))) for s in statements if (m := _APART.search(s.text))]
    if not apart:
        return
    for a in statements:
        if a.negated:
            continue
        for match in _JOINT.finditer(a.text):
            noun = key(match["noun"].lower())
            for b, keys in apart:
                if (
                    b.document != a.document
                    and noun != _DUTY
                    and noun in keys
                    and len(wide(a.text) & wide(b.text)) >= 2
                    and not other_time(work.material, a, b)
                ):
                    yield Candidate(
                        "omfattning", a, b, match.group(), "var för sig", "medel", 0.65,
                        f"Enligt den ena texten ”{match.group().strip()}”, enligt den andra har parterna var sin.",
                    )  # fmt: skip


def _all(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    whole = [(s, m["noun"].lower()) for s in statements for m in _ALL.finditer(s.text)]
    for a in statements:
        for match in _NONE.finditer(a.text):
            noun = match["noun"].lower()
            for b, other in whole:
                alike = noun[:STEM] == other[:STEM] and min(len(noun), len(other)) >= STEM + 2
                if a.number == b.number or not alike or other_time(work.material, a, b):
                    continue
                if a.document == b.document or len(a.keys & b.keys) >= 3:
                    kind = "rapporteringsväg" if "rapport" in noun else "omfattning"
                    yield Candidate(
                        kind, a, b, match.group(), other, "låg", 0.6,
                        f"Den ena texten säger ”{match.group()}”, den andra räknar med alla.",
                    )  # fmt: skip


def _whose(work: Comparison) -> Iterator[Candidate]:
    """Sentences that are alike but for whose the thing is."""
    for pair in work.pairs:
        a, b = pair.a, pair.b
        if BlockKind.ROW in (a.kind, b.kind) or a.document == b.document or len(pair.shared) < 5 or pair.overlap < 0.75:
            continue
        changed = None if work.material.versions(a, b) else _owner_changed(a, b)
        if changed is not None:
            yield Candidate(
                "omfattning", a, b, changed[0].name, changed[1].name, "låg", 0.6,
                f"Samma sak sägs gälla {changed[0].name} i den ena texten och {changed[1].name} i den andra.",
            )  # fmt: skip


def _owner_changed(a: Statement, b: Statement) -> tuple[Body, Body] | None:
    """The bodies in the genitive that stand in one place of two sentences of nearly the same words."""
    one, other = [w.text for w in a.words], [w.text for w in b.words]
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "replace" or max(a1 - a0, b1 - b0) > CHANGED:
            continue
        mine = next((x for x in a.bodies if x.genitive and a.words[a0].start <= x.start < a.words[a1 - 1].end), None)
        theirs = next((x for x in b.bodies if x.genitive and b.words[b0].start <= x.start < b.words[b1 - 1].end), None)
        if mine is not None and theirs is not None and not may_be_same(mine, theirs):
            return mine, theirs
    return None
