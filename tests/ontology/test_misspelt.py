"""Misspelt and damaged names lead to the right one; two things with like names stay two."""

from __future__ import annotations

from itertools import count

import pytest

from ingest.artifact import EntityKind, Status
from ontology.misspelt import looks, mended, nearness
from ontology.records import EntityRecord
from ontology.resolution import resolve

_numbers = count()


def local(document, name, kind=EntityKind.GROUP, type_="råd", county="dalarnas-lan"):
    return EntityRecord(f"e{next(_numbers)}", document, county, kind, type_, name, Status.IN_FORCE)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Samrådsgrupp äldre", "Samrådsgupp äldre"),
        ("Samrådsgrupp äldre", "Samradsgrupp aldre"),
        ("Samrådsgrupp äldre", "Samrédsgrupp éldre"),
        ("Samrådsgrupp psykiatri", "Samrådsgrupp psykatri"),
        ("Samrådsgrupp funktionsnedsättning", "Samrådsgrupp funktionsnedsattning"),
        ("Rådet för missbruk och beroende", "Rådet för misbruk och beroende"),
        ("Rådet för hjälpmedel", "Rådet för hjälpmdel"),
        ("Rådet för hjälpmedel", "Radet för hjalpmedel"),
        ("Beredningsgruppen för skolhälsa", "Beredningsgrupen för skolhälsa"),
        ("Ungdomsmottagningarnas råd", "Ungdomsmotagningarnas råd"),
        ("Styrgrupp primärvård", "Styrgrupp primarvard"),
        ("Styrgrupp primärvård", "Styrgrupp primärvrd"),
        ("Nätverket för närsjukvård", "Natverket för närsjukvård"),
        ("Nätverket för rehabilitering", "Nätverket för rehabiltering"),
        ("Nätverket för rehabilitering", "Nätverket för rehabiliterring"),
        ("Samrådet om smittskydd", "Samrådet om smittskyd"),
        ("Forum för hälsofrämjande arbete", "Forum för halsoframjande arbete"),
        ("Styrgruppen för öppenvård", "Styrgruppen för 6ppenvård"),
        ("Kommittén för tandvård", "Kommittén för tandvärd"),
        ("Rådet för barns hälsa", "Rådet för barns hälssa"),
        ("Rådet Xyfflåfors", "Rådet Xyfflafors"),
        ("Rådet Xyfflåfors", "Rådet Xyfflåf0rs"),
    ],
)
def test_a_wrong_spelling_leads_to_the_right_name(right, wrong):
    (one,) = resolve([local("d1", right), local("d2", wrong)])
    assert one.name == right and wrong in one.aliases


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Samrådsgrupp barn", "Samrådsgrupp bam"),
        ("Rådet för vård", "Rådet för värd"),
        ("Norra rådet", "Södra rådet"),
        ("Norra rådet", "Nora rådet"),
        ("Rådet Habo", "Rådet Håbo"),
        ("Rådet i Mora", "Rådet i Nora"),
        ("Rådet för tandvård", "Rådet för handvård"),
        ("Styrgrupp skola", "Styrgrupp skolan i norr"),
        ("Styrgrupp äldre", "Styrgrupp äldre 2"),
        ("Styrgrupp 1 vård", "Styrgrupp 2 vård"),
        ("Rådet för kultur", "Rådet för natur"),
        ("Rådet för hälsa", "Rådet för hälsan och skolan"),
        ("Rådet Lindby", "Rådet Lindbo"),
        ("Rådet Alfa", "Rådet Alfta"),
        ("Rådet Xyffla", "Rådet Xyfflo"),
        ("Rådet Qvarnfall", "Rådet Qvarnfalk"),
        ("Samverkan kring barn", "Samverkan kring bön"),
        ("Rådet för missbruk", "Rådet för bruk"),
        ("Rådet för rehabilitering", "Rådet för habilitering"),
        ("Rådet för hemsjukvård", "Rådet för sjukvård"),
        ("Forum Öst", "Forum Väst"),
        ("Rådet för missbruk hos unga", "Rådet för misbruk hos äldre"),
    ],
)
def test_two_with_like_names_stay_two(a, b):
    assert len(resolve([local("d1", a), local("d2", b)])) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (local("d1", "Rådet för missbruk"), local("d1", "Rådet för misbruk")),  # one document keeps them apart
        (local("d1", "Rådet för missbruk"), local("d2", "Rådet för misbruk", county="kalmar-lan")),
        (local("d1", "Rådet för missbruk"), local("d2", "Rådet för misbruk", EntityKind.PARTY)),
    ],
)
def test_spelling_joins_only_within_kind_and_county(first, second):
    assert len(resolve([first, second])) == 2


def test_a_name_that_may_be_two_is_neither():
    names = ("Rådet för dammens", "Rådet för demens", "Rådet för demmens")
    found = resolve([local(f"d{i}", name) for i, name in enumerate(names)])
    assert sorted(r.name for r in found) == sorted(names)


@pytest.mark.parametrize("name", ["Rådet för skolan", "HSF", "Rådet 2023", "Styrgrupp X"])
def test_right_names_are_left_alone(name):
    assert mended(name) == () and looks(name) is None


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("Rådet Xyffla", "Rådet Xyfflo", True),
        ("Rådet", "Rådet", True),
        ("Rådet för ljus", "Nätverket för vatten", False),
    ],
)
def test_nearness(a, b, near):
    assert (nearness(a, b) > 0.8) is near
