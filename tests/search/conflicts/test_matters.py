"""What tells two matters apart, and what makes two sentences twins: tables of cases."""

from collections.abc import Callable

import pytest

from search.conflicts.finder import find_conflicts
from search.conflicts.matters import other_deed
from search.conflicts.model import ConflictDocument, Finding

Make = Callable[..., ConflictDocument]
Run = Callable[[list[str], list[str]], list[Finding]]

DEEDS = [
    ("Regionen ska erbjuda fotvård till boende.", "Regionen ska följa upp fotvård till boende.", True),
    ("Regionen ska erbjuda fotvård till boende.", "Regionen ska erbjuda tandvård till boende.", True),
    ("Kostnaden för utprovning av rullstolar delas.", "Kostnaden för upphandling av rullstolar delas.", True),
    ("Inom tio dagar ska kommunen erbjuda fotvård.", "Kommunen ska erbjuda fotvård inom fem dagar.", False),
    ("Regionen ska erbjuda läkarbesök.", "Regionen ska erbjuda besök av läkare.", False),
    ("Regionen svarar för fotvård.", "Regionen ska erbjuda fotvård.", False),
]


@pytest.mark.parametrize(("one", "other", "apart"), DEEDS)
def test_deeds_and_objects_tell_matters_apart(one: str, other: str, apart: bool) -> None:
    assert other_deed(one, other) is apart


FOUND = [
    ("mandat", ["Ansvaret för utprovning av lyftselar till boende ligger på kommunen."],
     ["Regionen svarar för utprovning av lyftselar till boende."], "ansvar"),
    ("andra talet", ["Kostnaden för tolk fördelas med 50 procent på regionen och 50 procent på kommunerna."],
     ["Kostnaden för tolk fördelas med 50 procent på regionen och 40 procent på kommunerna."], "andel"),
    ("kronor och euro", ["Varje kommun betalar en årlig avgift om 38 kronor per invånare till centralen."],
     ["Varje kommun betalar en årlig avgift om 38 euro per invånare till centralen."], "belopp"),
    ("tidsbegränsad grupp", ["En arbetsgrupp är begränsad i omfattning eller tid."],
     ["Varje arbetsgrupp har i uppdrag att förvalta länets rutiner om hjälpmedel."], "mandat"),
    ("se över och revidera", ["Gruppen får i uppdrag att se över riktlinjen för hemgång."],
     ["Beslutet innebär ett uppdrag att revidera riktlinjen för hemgång."], "mandat"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "type_"), [c[1:] for c in FOUND], ids=[c[0] for c in FOUND])
def test_found(compare_lines: Run, one: list[str], other: list[str], type_: str) -> None:
    assert [f.type for f in compare_lines(one, other)] == [type_]


NONE = [
    ("var grupp förvaltar sin egen", ["Samrådsgrupp Äldre i länet förvaltar överenskommelsen."],
     ["Samrådsgrupp Hjälpmedel i länet förvaltar överenskommelsen."]),
    ("flera kan rapportera", ["Samrådsgrupp Äldre i länet rapporterar varje år till Hälsorådet Gotland."],
     ["Samrådsgrupp Hjälpmedel i länet rapporterar varje år till Hälsorådet Gotland."]),
    ("samma målgrupp, olika uppgift", ["Regionen svarar för upphandling av hembesök till personer i livets slutskede."],
     ["Kommunen svarar för uppföljning av jourinsatser till personer i livets slutskede."]),
    ("samma sak, olika uppgift", ["Kommunen ska följa upp fotvård för personer som har fyllt 65 år."],
     ["Kommunen ska utvärdera fotvård för personer som har fyllt 80 år."]),
    ("en minst, en inom den", ["Regionen ska erbjuda tillsyn av lyftselar minst två gånger per år."],
     ["Regionen ska erbjuda tillsyn av lyftselar fyra gånger per år."]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [c[1:] for c in NONE], ids=[c[0] for c in NONE])
def test_two_matters(compare_lines: Run, one: list[str], other: list[str]) -> None:
    assert [(f.type, f.a.quote, f.b.quote) for f in compare_lines(one, other)] == []


def test_cases_graded_in_one_document(make: Make, compare_lines: Run) -> None:
    lines = [f"Lösa behållare med brandfarlig vätska på {n} liter hanteras i särskilt förråd." for n in (5, 25, 60)]
    spread = [line for n, text in enumerate(lines) for line in (f"# {n + 1} Förråd", text)]
    assert compare_lines(spread, ["Parterna samverkar."]) == []


def test_the_governing_document_stands_for_what_several_say(make: Make, compare_lines: Run) -> None:
    line = "Läkaren ska besvara remissen om dietist inom {} från det att den kom in."
    report = make("Årsrapport om vården", line.format("fem dagar"), type="rapport").artifact
    accord = make("Överenskommelse om vården", line.format("fem dagar")).artifact
    other = make("Riktlinje för remisser", line.format("tio dagar"), type="riktlinje").artifact
    found = find_conflicts([ConflictDocument(a) for a in (report, accord, other)])
    assert [{f.a.document.type, f.b.document.type} for f in found] == [{"överenskommelse", "riktlinje"}]
