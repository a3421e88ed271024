"""Where the days of a year stand on the wheel."""

from datetime import date
from math import hypot

import pytest

from api.yearwheel import RADIUS, Event, degrees, spokes, wheel
from ingest.artifact import EntityKind
from ontology.rows import EntityRef

AGREEMENT = EntityRef("agreement-x", "Avtal X", (), EntityKind.AGREEMENT, "avtal")


@pytest.mark.parametrize(
    ("day", "low", "high"),
    [
        (date(2026, 1, 1), 0, 1),
        (date(2026, 3, 31), 89, 90),
        (date(2026, 7, 1), 180, 181),
        (date(2024, 2, 29), 59, 60),
        (date(2026, 12, 31), 359, 360),
    ],
)
def test_each_month_is_a_twelfth(day: date, low: float, high: float) -> None:
    assert low < degrees(day) < high


def test_dots_stand_on_the_wheel_and_apart() -> None:
    days = [date(2026, 5, 4), date(2026, 5, 4), date(2026, 5, 6), date(2026, 5, 9), date(2026, 11, 30)]
    dots = wheel(tuple(Event(day, "upphör", AGREEMENT) for day in days))
    assert [dot.number for dot in dots] == [1, 2, 3, 4, 5]
    assert all(hypot(dot.x, dot.y) < RADIUS for dot in dots)
    apart = [hypot(a.x - b.x, a.y - b.y) for i, a in enumerate(dots) for b in dots[:i]]
    assert min(apart) > 8
    assert dots[0].x > 0 and dots[0].y > 0 and dots[4].x < 0 and dots[4].y < 0


def test_the_months_begin_at_the_top() -> None:
    found = spokes()
    assert [s[0] for s in found][:2] == ["jan", "feb"] and len(found) == 12
    assert found[0][3:] == (0.0, -RADIUS)
