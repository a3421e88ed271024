"""The normalised value: what a number in a text measures, and when two of them agree or clash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.language.calendar import UNITS


class Kind(StrEnum):
    """What a quantity measures."""

    COUNT = "count"  # unit: the noun counted, lower case as written
    FREQUENCY = "frequency"  # times per unit
    DEADLINE = "deadline"  # unit of time from an event, or a date
    DURATION = "duration"
    MONEY = "money"  # SEK, or EUR
    SHARE = "share"  # percent
    AGE = "age"  # years
    DATE = "date"
    NUMBER = "number"


class Comparator(StrEnum):
    """How the value binds."""

    EQ = "eq"
    MIN = "min"
    MAX = "max"
    RANGE = "range"
    APPROX = "approx"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A normalised value. An open side is None: "minst 6" has low 6 and no high. `start`, `end`: its characters."""

    kind: Kind
    low: float | None
    high: float | None
    unit: str
    comparator: Comparator
    text: str
    start: int
    end: int


NEAR = 0.03  # relative difference within which a month is thirty days
ROUGH = 0.15  # the same for "cirka"

_Interval = tuple[float, float]


def _scale(quantity: Quantity) -> tuple[str, float]:
    """The dimension a quantity is compared in, and the factor that takes its value there."""
    if quantity.kind is Kind.FREQUENCY:
        return "per year", UNITS[quantity.unit][2] if quantity.unit in UNITS else 1.0
    if quantity.kind in (Kind.DEADLINE, Kind.DURATION) and quantity.unit in UNITS:
        working = quantity.unit == "workday"  # a working day is no day: the two are never converted
        return ("workdays", 1.0) if working else ("days", UNITS[quantity.unit][1])
    return quantity.unit, 1.0


def _interval(quantity: Quantity) -> _Interval:
    """The values that a quantity allows, in its dimension."""
    _, factor = _scale(quantity)
    low = float("-inf") if quantity.low is None else quantity.low * factor
    high = float("inf") if quantity.high is None else quantity.high * factor
    return low, high


def _close(a: float, b: float, tolerance: float) -> bool:
    """Whether two bounds are equal for people; infinite ones must be the same."""
    return a == b or (abs(a - b) <= tolerance * max(abs(a), abs(b)) and abs(a - b) != float("inf"))


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether both measure the same thing: kind alike, and units that mean the same sort of value."""
    if a.kind is not b.kind:
        return False
    if a.kind in (Kind.DEADLINE, Kind.DURATION):
        return (a.unit in UNITS) == (b.unit in UNITS) and (a.unit in UNITS or a.unit == b.unit)
    return a.kind is Kind.FREQUENCY or a.unit == b.unit


def same(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities say the same: "var sjätte månad" and "två gånger per år" do."""
    if not comparable(a, b) or _scale(a)[0] != _scale(b)[0]:
        return False
    dates = a.unit not in UNITS and a.kind in (Kind.DATE, Kind.DEADLINE)
    tolerance = 0.0 if dates else NEAR if a.unit != b.unit else 1e-9
    return all(_close(x, y, tolerance) for x, y in zip(_interval(a), _interval(b), strict=True))


def conflicting(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities cannot be meant as one rule.

    Two minima (or two maxima) that differ are two rules; a value inside the other's interval is none.
    Days against working days always clash.
    """
    if not comparable(a, b) or same(a, b):
        return False
    if _scale(a)[0] != _scale(b)[0]:
        return True
    (low_a, high_a), (low_b, high_b) = _interval(a), _interval(b)
    if Comparator.APPROX in (a.comparator, b.comparator) and _close(low_a, low_b, ROUGH):
        return False
    if a.comparator is b.comparator:
        return True
    return high_a < low_b or high_b < low_a
