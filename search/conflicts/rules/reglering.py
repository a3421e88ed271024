"""Where a matter is regulated: in one document according to one text, elsewhere or by a body according to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.conflicts.claims import DECIDES
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, content
from search.conflicts.verification import other_matter, other_time

_IN = re.compile(
    r"(?P<what>[^.;:]{3,160}?)\s+(?:regleras|bestäms|fastläggs|anges)\s+(?:i|av|genom)\s+(?P<where>[^.;:,]{3,80})",
    re.IGNORECASE,
)
_LAYS_DOWN = re.compile(
    r"(?P<where>[^.;:]{3,80}?)\s+(?:fastställer|reglerar|bestämmer|anger)\s+(?:principer(?:na)?|former(?:na)?|villkor(?:en)?"
    r"|regler(?:na)?|ordningen)\s+för\b(?P<what>[^.;]*)",
    re.IGNORECASE,
)
_THESE = re.compile(r"\b(?:dessa|detta|denna|den|det)\b", re.IGNORECASE)
_MATTERS = ("beslutar", "besluta", "beslutas", "fattar", "fattas", "avgör", "avgörs")  # not who appoints whom
SHARED = 3  # words of the two matters, where documents regulate both
DECIDED = 2  # the same, where a body decides


@dataclass(frozen=True, slots=True)
class _Regulated:
    statement: Statement
    head: str  # what the matter is called
    matter: frozenset[str]
    where: frozenset[str]
    told: str


def reglering(work: Comparison) -> Iterator[Candidate]:
    """En fråga regleras enligt en text i ett visst dokument, men enligt en annan text i ett annat dokument eller
    genom ett organs beslut."""
    for scope in sorted(work.material.scopes):
        regulated = [r for s in work.material.scopes[scope] if (r := _regulated(s)) is not None]
        yield from _elsewhere(work, regulated)
        yield from _decided(work, scope, regulated)


def _regulated(statement: Statement) -> _Regulated | None:
    if statement.negated:
        return None
    match = _IN.search(statement.text)
    if match is not None:
        what = match["what"].rpartition(" och ")[2]
        keys = frozenset(content(statement.text[: match.end("what")] if _THESE.search(what) else what))
    else:
        match = _LAYS_DOWN.search(statement.full)
        if match is None:
            return None
        what = match["what"] if len(content(match["what"])) > 1 else statement.text
        keys = frozenset(content(what))
    order = content(what)
    where = frozenset(content(match["where"]))
    return _Regulated(statement, order[0], keys - where, where, match["where"].strip()) if order and where else None


def _elsewhere(work: Comparison, regulated: list[_Regulated]) -> Iterator[Candidate]:
    for at, one in enumerate(regulated):
        for other in regulated[at + 1 : at + 200]:
            a, b = one.statement, other.statement
            common = one.matter & other.matter
            if len(common) < SHARED or not {one.head, other.head} & common or a.block == b.block:
                continue
            if one.where & other.where and not one.where ^ other.where:
                continue
            if work.material.overlap(one.matter, other.matter) >= 0.6:
                yield Candidate(
                    "ansvar", a, b, one.told, other.told, "medel", 0.6,
                    f"Samma fråga regleras enligt den ena texten i ”{one.told}” och enligt den andra i ”{other.told}”.",
                    rejected=other_time(work.material, a, b) or other_matter(work.material, a, b),
                )  # fmt: skip


def _decided(work: Comparison, scope: str, regulated: list[_Regulated]) -> Iterator[Candidate]:
    deciding = [
        c for c in work.material.claims[scope]
        if c.act == DECIDES and c.verb in _MATTERS and not c.negated and c.body.id != "parter"
    ]  # fmt: skip
    for one in regulated:
        a = one.statement
        matter = one.matter | one.where
        for claim in deciding:
            b = claim.statement
            common = matter & claim.keys
            if one.head not in common or len(common) < DECIDED or a.number == b.number or a.block == b.block:
                continue
            if work.material.overlap(matter, claim.keys) >= 0.3:
                yield Candidate(
                    "beslutsrätt", a, b, one.told, claim.body.name, "medel", 0.6,
                    f"Frågan regleras enligt den ena texten i ”{one.told}” men beslutas enligt den andra av "
                    f"{claim.body.name}.",
                    rejected=other_time(work.material, a, b),
                )  # fmt: skip
