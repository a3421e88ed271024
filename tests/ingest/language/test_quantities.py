"""Quantities: what is read, and when two agree or clash."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.language.quantities import quantities
from ingest.language.quantity import Quantity, conflicting, same

DAY = float(date(2024, 9, 1).toordinal())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rådet möts minst fyra (4) gånger per år.", [("frequency", 4, None, "year", "min")]),
        ("Två till tre träffar per termin hålls.", [("frequency", 2, 3, "term", "range")]),
        ("Listan uppdateras varannan månad.", [("frequency", 0.5, 0.5, "month", "eq")]),
        ("Revision görs vartannat år.", [("frequency", 0.5, 0.5, "year", "eq")]),
        ("Rapport lämnas kvartalsvis.", [("frequency", 1, 1, "quarter", "eq")]),
        ("Planen ses över årligen.", [("frequency", 1, 1, "year", "eq")]),
        ("De ses en gång i veckan.", [("frequency", 1, 1, "week", "eq")]),
        ("De ses tre gånger årligen.", [("frequency", 3, 3, "year", "eq")]),
        ("Svara inom fem arbetsdagar.", [("deadline", None, 5, "workday", "max")]),
        ("Svara inom 48 timmar.", [("deadline", None, 48, "hour", "max")]),
        ("Besked ges nästa vardag.", [("deadline", None, 1, "workday", "max")]),
        ("Klart senast i oktober året före.", [("deadline", None, -2, "month_of_year", "max")]),
        ("Klart senast 2024-09-01.", [("deadline", None, DAY, "date", "max")]),
        ("Klart senast den 1 september 2024.", [("deadline", None, DAY, "date", "max")]),
        ("Klart före den 15 juni.", [("deadline", None, 615, "yearday", "max")]),
        ("Kallelse ska ske minst tio dagar före mötet.", [("deadline", 10, None, "day", "min")]),
        ("Avtalet gäller i två år.", [("duration", 2, 2, "year", "eq")]),
        ("Det kostar 2 400 000 kronor.", [("money", 2_400_000, 2_400_000, "SEK", "eq")]),
        ("Budgeten är 1,5 miljarder.", [("money", 1.5e9, 1.5e9, "SEK", "eq")]),
        ("Högst 300 tkr får användas.", [("money", None, 300_000, "SEK", "max")]),
        ("Kommunen betalar 40 procent.", [("share", 40, 40, "percent", "eq")]),
        ("Regionen bär tre fjärdedelar.", [("share", 75, 75, "percent", "eq")]),
        ("Hälften delas.", [("share", 50, 50, "percent", "eq")]),
        ("Personer 20 år och äldre omfattas.", [("age", 20, None, "year", "min")]),
        ("Ungdomar under 16 år omfattas.", [("age", None, 15, "year", "max")]),
        ("Unga i åldern 13–19 år omfattas.", [("age", 13, 19, "year", "range")]),
        ("Personer äldre än 64 år omfattas.", [("age", 65, None, "year", "min")]),
        ("Nämnden har minst sju ledamöter.", [("count", 7, None, "ledamöter", "min")]),
        ("Cirka 30 platser finns.", [("count", 30, 30, "platser", "approx")]),
        ("Enligt 7 § och 3 kap. 2 § i lagen (2001:10), dnr 2020/55.", []),
        ("En region ska utse ett ombud.", []),
    ],
)
def test_quantities(text: str, expected: list[tuple[str, float | None, float | None, str, str]]) -> None:
    found = quantities(text)
    assert [(q.kind, q.low, q.high, q.unit, q.comparator) for q in found] == expected
    assert all(text[q.start : q.end].strip() == q.text for q in found)


def _one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("a", "b", "agree", "clash"),
    [
        ("två gånger per år", "var sjätte månad", True, False),
        ("fyra gånger per år", "kvartalsvis", True, False),
        ("minst två gånger per år", "minst fyra gånger per år", False, True),
        ("minst två gånger per år", "fyra gånger per år", False, False),
        ("inom sju dagar", "inom en vecka", True, False),
        ("inom tre dagar", "inom tre vardagar", False, True),
        ("inom tre dagar", "inom fem dagar", False, True),
        ("i 30 dagar", "i en månad", True, False),
        ("50 procent", "hälften", True, False),
        ("50 procent", "40 procent", False, True),
        ("barn under 18 år", "barn upp till 20 år", False, True),
        ("senast den 1 mars", "senast den 1 april", False, True),
        ("50 procent", "50 kronor", False, False),
        ("cirka 100 platser", "105 platser", False, False),
    ],
)
def test_same_and_conflicting(a: str, b: str, agree: bool, clash: bool) -> None:
    assert (same(_one(a), _one(b)), conflicting(_one(a), _one(b))) == (agree, clash)
    assert (same(_one(b), _one(a)), conflicting(_one(b), _one(a))) == (agree, clash)
