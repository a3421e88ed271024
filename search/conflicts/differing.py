"""Numbers that differ between two statements of the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.artifact import BlockKind, Modality
from ingest.language.quantity import Comparator, Kind, Quantity, conflicting, same
from search.conflicts.candidates import Pair
from search.conflicts.material import Material
from search.conflicts.matters import one_matter
from search.conflicts.statements import Statement
from search.conflicts.twins import Twins, twins
from search.conflicts.verification import (
    beside,
    other_bodies,
    other_matter,
    other_people,
    other_subject,
    other_time,
    same_table,
    special_rule,
)

_TIMES = (Kind.DEADLINE, Kind.DURATION)
COMPARED = (Kind.FREQUENCY, Kind.DEADLINE, Kind.MONEY, Kind.SHARE, Kind.AGE, Kind.COUNT)
_PARAGRAPH = re.compile(r"^\d{1,3}\s*(?:[a-z]\s*)?§")
_TIMED = {Kind.DEADLINE, Kind.DURATION, Kind.DATE, Kind.FREQUENCY, Kind.SHARE, Kind.COUNT}
TWIN = 0.6  # likeness from which it is worth to compare word by word
NEAR = 0.8  # likeness of sentences that are the same but for what differs


@dataclass(frozen=True, slots=True)
class Difference:
    """Two numbers of one kind that cannot both hold."""

    pair: Pair
    kind: Kind
    a: Quantity
    b: Quantity
    confidence: float
    rejected: str = ""  # why the two can both hold, in Swedish


def differences(material: Material, found: Iterable[Pair]) -> list[Difference]:
    """The numbers that differ, also where something keeps the statements apart; the reason is then in `rejected`."""
    made = _graded([d for pair in found for d in _of_pair(material, pair)])
    best: dict[int, float] = defaultdict(float)  # of versions, each clause is held against the one most like it
    for one in made:
        if not one.rejected and material.versions(one.pair.a, one.pair.b):
            for statement in (one.pair.a, one.pair.b):
                best[statement.number] = max(best[statement.number], one.pair.likeness)
    return [
        d for d in made
        if d.pair.likeness >= max(best.get(d.pair.a.number, 0.0), best.get(d.pair.b.number, 0.0))
        or not material.versions(d.pair.a, d.pair.b)
    ]  # fmt: skip


def _of_pair(material: Material, pair: Pair) -> Iterator[Difference]:
    a, b = pair.a, pair.b
    if not (a.numbers and b.numbers):
        return
    versions = material.versions(a, b) or material.revises(a, b)
    row = (a.kind is BlockKind.ROW) != (b.kind is BlockKind.ROW)
    if row and a.document != b.document:
        return
    if not row and ("=" in a.text or "=" in b.text):
        return
    alike = None
    if a.kind is not BlockKind.ROW and not row and pair.likeness >= TWIN:
        alike = twins(a, b, counterparts=material.versions(a, b))
    if alike is not None and not alike.bodies:
        rejected = other_matter(material, a, b) or other_time(material, a, b) or _listed(a, b)
        yield from _of_twins(pair, alike, rejected)
        return
    least = 0.4 if versions else 0.55 if row else 0.6
    if pair.overlap < least or (len(pair.shared) < 2 and not row):
        return
    if not row and not versions and pair.likeness < 0.3:
        return
    if not row and not material.revises(a, b) and not one_matter(material, a, b):
        return
    rejected = _apart(material, pair, row, versions)
    near = pair.likeness >= NEAR and len(pair.shared) >= 3
    for kind in (*COMPARED, Kind.DATE) if near or versions else COMPARED:
        left, right = _unmatched(a.numbers, b.numbers, kind, strict=row or versions or near)
        if left is not None and right is not None:
            yield Difference(
                pair,
                kind,
                left,
                right,
                round(min(0.95, 0.45 + 0.5 * pair.overlap * (0.5 + pair.likeness / 2)), 3),
                rejected,
            )


def _exception(text: Statement) -> str:
    """What may be done on a condition is an exception from what a table says."""
    may = text.condition and text.modality is not Modality.OBLIGATION
    return "ingen konflikt: allmän regel och särskild regel" if may else ""


def _listed(a: Statement, b: Statement) -> str:
    """Two items, or two sentences of one section, that a document tells apart by their numbers."""
    if a.document != b.document:
        return ""
    items = a.kind is BlockKind.ITEM and b.kind is BlockKind.ITEM
    numbered = _PARAGRAPH.match(a.text) and _PARAGRAPH.match(b.text)
    return "ingen konflikt: olika fall i samma dokument" if items or numbered or a.section == b.section else ""


def _graded(made: list[Difference]) -> list[Difference]:
    """A document that says the same with three numbers or more grades cases: no two of them contradict each other."""
    partners: dict[int, set[int]] = defaultdict(set)
    for one in made:
        a, b = one.pair.a, one.pair.b
        if a.document == b.document and a.kind is not BlockKind.ROW and b.kind is not BlockKind.ROW:
            partners[a.number].add(b.number)
            partners[b.number].add(a.number)
    return [
        replace(d, rejected=d.rejected or "ingen konflikt: olika fall i samma dokument")
        if d.pair.a.document == d.pair.b.document
        and max(len(partners[d.pair.a.number]), len(partners[d.pair.b.number])) > 1
        else d
        for d in made
    ]


def _of_twins(pair: Pair, alike: Twins, rejected: str) -> Iterator[Difference]:
    """The first number that differs between sentences that say the same but for numbers."""
    for x, y in alike.numbers:
        kind = x.kind if x.kind is not Kind.DURATION else Kind.DEADLINE
        if x.kind is Kind.NUMBER or (x.kind is not y.kind and not {x.kind, y.kind} <= _TIMED):
            continue
        yield Difference(pair, kind, x, y, 0.9, rejected)
        return


def _apart(material: Material, pair: Pair, row: bool, versions: bool) -> str:
    """Why two numbers can both hold, or nothing. `row`: one of the two is a row of a table."""
    a, b = pair.a, pair.b
    reason = same_table(a, b) or other_matter(material, a, b) or other_time(material, a, b)
    if reason or row:
        return reason or _exception(b if a.kind is BlockKind.ROW else a)
    reason = beside(a, b, pair.likeness)
    if reason or versions:
        return reason
    reason = other_subject(a, b) or _other_case(a, b) or other_people(a, b) or special_rule(a, b)
    return reason or other_bodies(a, b)


def _other_case(a: Statement, b: Statement) -> str:
    """Bare numbers tell two cases apart: "zon 1" and "zon 2"."""
    bare = [{q.low for q in s.numbers if q.kind is Kind.NUMBER and q.text.isdigit()} for s in (a, b)]
    return "ingen konflikt: olika fall" if bare[0] and bare[1] and bare[0] != bare[1] else ""


def _unmatched(
    a: tuple[Quantity, ...], b: tuple[Quantity, ...], kind: Kind, *, strict: bool
) -> tuple[Quantity | None, Quantity | None]:
    """The first numbers of a kind that have no like on the other side, where they clash."""
    one, other = _of_kind(a, kind), _of_kind(b, kind)
    left = [x for x in one if not any(same(x, y) or _bound(x, y) for y in other)]
    right = [y for y in other if not any(same(x, y) or _bound(x, y) for x in one)]
    if len(left) < len(one) and kind is not Kind.COUNT and kind is not Kind.SHARE and not strict:
        return None, None  # one number agrees: the others are about something more
    for x in left:
        for y in right:
            if conflicting(x, y) or (strict and x.unit == y.unit and not _bound(x, y)):
                return x, y
    return None, None


def _of_kind(numbers: tuple[Quantity, ...], kind: Kind) -> list[Quantity]:
    if kind is Kind.DEADLINE:
        return [replace(q, kind=Kind.DEADLINE) for q in numbers if q.kind in _TIMES]
    # "den dagliga verksamheten" says no more than what kind of work it is
    return [q for q in numbers if q.kind is kind and not (kind is Kind.FREQUENCY and q.text.lower().endswith("liga"))]


def _bound(x: Quantity, y: Quantity) -> bool:
    """Whether two numbers are the same but for "at least" and "at most"."""
    value = [q.low if q.low is not None else q.high for q in (x, y)]
    return x.unit == y.unit and value[0] == value[1] and Comparator.RANGE not in (x.comparator, y.comparator)
