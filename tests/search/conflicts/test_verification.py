"""What verification rejects is kept with its reason, and what holds tells what was tried."""

from collections.abc import Callable

import pytest

from search.conflicts.finder import examine, find_conflicts
from search.conflicts.model import ConflictDocument

Make = Callable[..., ConflictDocument]

CASES = [
    (
        "målgrupper",
        "Tandhälsobedömning erbjuds minst en gång per år för barn som är placerade i familjehem.",
        "Tandhälsobedömning erbjuds minst två gånger per år för vuxna som är placerade i familjehem.",
        "olika målgrupper",
    ),
    (
        "villkor",
        "Hjälpmedelskonsulenten ska lämna svar om rullstolar till arbetsterapeuten inom tio dagar.",
        "Är behovet akut ska hjälpmedelskonsulenten lämna svar om rullstolar till arbetsterapeuten inom två dagar.",
        "allmän regel och särskild regel",
    ),
    (
        "undantag",
        "Varje kommun betalar en serviceavgift om 12 kronor per invånare till inköpscentralen.",
        "Varje kommun betalar en serviceavgift om 15 kronor per invånare till inköpscentralen, om inte annat avtalas.",
        "medger undantag",
    ),
    (
        "egna regler",
        "Uppföljning av överenskommelsen görs av sekretariatet minst två gånger per år.",
        "Uppföljning av överenskommelsen görs av sekretariatet minst fyra gånger per år.",
        "olika dokument med egna regler",
    ),
    (
        "förbud för andra",
        "En journalkopia om barn får inte skickas med telefax till mottagaren.",
        "En journalkopia om vuxna ska skickas med telefax till mottagaren.",
        "olika målgrupper",
    ),
]


def _pair(make: Make, one: str, other: str) -> list[ConflictDocument]:
    return [make("Överenskommelse om hemsjukvård", one), make("Överenskommelse om rehabilitering", other)]


@pytest.mark.parametrize(("one", "other", "why"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_rejected_says_why(make: Make, one: str, other: str, why: str) -> None:
    documents = _pair(make, one, other)
    assert find_conflicts(documents) == []
    rejected = examine(documents)
    assert rejected and all(not f.verified and f.note.startswith("ingen konflikt: ") for f in rejected)
    assert why in rejected[0].note
    assert {f.a.quote for f in rejected} | {f.b.quote for f in rejected} == {one, other}


def test_what_holds_says_what_was_tried(make: Make) -> None:
    sentence = "Läkaren ska besvara remissen om dietist inom {} från det att den kom in."
    (found,) = examine(_pair(make, sentence.format("fem dagar"), sentence.format("två veckor")))
    assert found.verified and found.note == "Prövat utan skillnad: målgrupp, villkor, giltighet."


def test_what_leaves_room_is_told(make: Make) -> None:
    sentence = "Läkaren ska {}besvara remissen om dietist inom {} från det att den kom in."
    (found,) = examine(_pair(make, sentence.format("", "fem dagar"), sentence.format("normalt ", "två veckor")))
    assert "den ena texten lämnar utrymme (”normalt”)" in found.note


def test_versions_and_proposals_are_told_as_such(make: Make) -> None:
    sentence = "Läkaren ska besvara remissen om dietist inom {} från det att den kom in."
    old = make("Överenskommelse om hemsjukvård", sentence.format("fem dagar"), date="2018-01-01")
    new = make("Överenskommelse om hemsjukvård", sentence.format("tre dagar"), date="2024-01-01")
    assert [f.note for f in find_conflicts([old, new])] == [
        "Två versioner av samma dokument: en ändring, ingen motsägelse."
    ]
