"""The year wheel: which agreements are followed up and which end when in a year, and where that stands on a circle."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from corpus.decisions import DecisionKind, Decisions
from ingest.artifact import EntityKind
from ontology.catalogue import Catalogue, entity_ref
from ontology.periods import last_day
from ontology.rows import EntityRef

FOLLOW_UP, DONE, ENDS = "planerad uppföljning", "gjord uppföljning", "upphör"
MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
RADIUS = 100.0  # of the drawn circle
_LABELS = 88.0  # of the circle that the months' names stand on
_STEP = 11.0  # between dots of one day or week
_CLOSE = 8.0  # degrees: dots nearer than that are moved inwards


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to an agreement on a day. `outcome` and `by`: what a person recorded."""

    day: date
    kind: str
    agreement: EntityRef
    outcome: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """An event's place on the wheel; January begins at the top, clockwise."""

    number: int
    x: float
    y: float
    event: Event


def events(catalogue: Catalogue, decisions: Decisions, year: int) -> tuple[Event, ...]:
    """What is planned, was done and ends in a year, by day."""
    records = catalogue.entity_records(catalogue.ids_of_kind(EntityKind.AGREEMENT))
    found: list[Event] = []
    for decision in decisions.all(DecisionKind.FOLLOWUP):
        record = records.get(decision.target)
        if record is None:
            continue
        for field, kind in (("planned", FOLLOW_UP), ("done", DONE)):
            if decision.values.get(field):
                day = date.fromisoformat(decision.values[field])
                found.append(Event(day, kind, entity_ref(record), decision.values.get("outcome", ""), decision.who))
    for record in records.values():
        ends = last_day(record.valid_to) if record.valid_to else None
        if ends is not None and record.own:
            found.append(Event(ends, ENDS, entity_ref(record)))
    return tuple(sorted({e for e in found if e.day.year == year}, key=lambda e: (e.day, e.kind, e.agreement.name)))


def wheel(found: tuple[Event, ...]) -> list[Dot]:
    """The events as numbered dots; those close to one before stand further in."""
    dots: list[Dot] = []
    last, ring = -math.inf, 0
    for number, event in enumerate(found, start=1):
        angle = degrees(event.day)
        ring = ring + 1 if angle - last < _CLOSE else 0
        last = angle if ring == 0 else last
        x, y = _at(angle, max(RADIUS - 30 - ring * _STEP, 12.0))
        dots.append(Dot(number, x, y, event))
    return dots


def degrees(day: date) -> float:
    """The angle of a day, 0 to 360: each month is a twelfth of the circle."""
    return (day.month - 1 + (day.day - 0.5) / monthrange(day.year, day.month)[1]) * 30


def spokes() -> list[tuple[str, float, float, float, float]]:
    """Months: name, its place, and the end of the line that begins the month."""
    return [(name, *_at(at * 30 + 15, _LABELS), *_at(at * 30, RADIUS)) for at, name in enumerate(MONTHS)]


def _at(angle: float, radius: float) -> tuple[float, float]:
    turned = math.radians(angle)
    return round(radius * math.sin(turned), 2), round(-radius * math.cos(turned), 2)
