"""Who manages what, as a matrix, and what applies when."""

from datetime import date

import pytest

from ingest.artifact import EntityKind, Status
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.network import network
from ontology.ownership import ownership
from ontology.oxigraph import OxigraphStore
from ontology.timeline import timeline
from ontology.vocabulary import DATA


@pytest.fixture
def catalogue(draft, agreement):
    other = draft(
        "Avtal om ambulans", type="avtal", county="Kalmar län", date=None, valid_from="2020", valid_to="2022-12"
    )
    other.entity("a", EntityKind.AGREEMENT, "avtal", "Avtal om ambulans")
    other.entity("p", EntityKind.PARTY, "region", "Region Kalmar län")
    other.entity("g", EntityKind.GROUP, "arbetsgrupp", "Arbetsgrupp Ambulans")
    other.relation("g", "följer upp", "a", "Arbetsgrupp Ambulans föreslås följa upp avtalet.", status=Status.PROPOSED)
    other.relation("g", "förvaltar", "a", "Arbetsgrupp Ambulans förvaltar inte avtalet.", negated=True)
    other.relation("a", "tecknas av", "p", "Avtalet tecknas av Region Kalmar län.")
    alone = draft("Rutin för tolk", type="rutin", county="Kalmar län", date=None)
    alone.entity("r", EntityKind.AGREEMENT, "rutin", "Rutin för tolk")
    store = OxigraphStore()
    GraphBuilder(store, DATA).put_all([d.build() for d in (agreement, other, alone)])
    return Catalogue(store.view(), DATA)


def _told(found):
    actors = {a.id: a.name for a in found.actors}
    agreements = {a.id: a.name for a in found.agreements}
    return {(actors[a], agreements[b]): list(roles) for (a, b), roles in found.cells.items()}


def test_the_matrix_tells_who_does_what_and_leaves_out_what_is_denied(catalogue):
    found = ownership(catalogue)
    assert _told(found) == {
        ("Samråd Äldre i Dalarna", "Överenskommelse om hälsa för äldre"): ["förvaltar"],
        ("Arbetsgrupp Ambulans", "Avtal om ambulans"): ["följer upp"],
        ("Region Kalmar län", "Avtal om ambulans"): ["tecknas av"],
    }
    assert [a.name for a in found.actors] == ["Arbetsgrupp Ambulans", "Samråd Äldre i Dalarna", "Region Kalmar län"]
    proposed = [row.status for roles in found.cells.values() for role, row in roles.items() if role == "följer upp"]
    assert proposed == [Status.PROPOSED]


def test_an_agreement_of_the_collection_is_told_even_where_nobody_is_named(catalogue):
    assert "Rutin för tolk" in [a.name for a in ownership(catalogue).agreements]


def test_a_county_sees_its_own(catalogue):
    found = ownership(catalogue, county="kalmar-lan")
    assert [a.name for a in found.agreements] == ["Avtal om ambulans", "Rutin för tolk"]
    assert [a.name for a in found.actors] == ["Arbetsgrupp Ambulans", "Region Kalmar län"]


def test_periods_are_as_wide_as_their_dates_can_mean(catalogue):
    found = timeline(catalogue)
    assert [(p.document.title, p.start, p.end, p.dated) for p in found.periods] == [
        ("Avtal om ambulans", date(2020, 1, 1), date(2022, 12, 31), False),
        ("Överenskommelse om hälsa för äldre", date(2023, 1, 1), None, True),
    ]
    assert [d.title for d in found.undated] == ["Rutin för tolk"]
    assert found.years[0] == 2020 and found.years[1] >= date.today().year
    assert timeline(catalogue, county="Blekinge län").years == (0, 0)


def _linked(found):
    return {(row.subject.name, row.predicate, row.object.name) for row in found.links}


def test_the_network_holds_what_is_said_and_not_denied(catalogue):
    assert _linked(network(catalogue)) == {
        ("Samråd Äldre i Dalarna", "förvaltar", "Överenskommelse om hälsa för äldre"),
        ("Arbetsgrupp Ambulans", "följer upp", "Avtal om ambulans"),
        ("Avtal om ambulans", "tecknas av", "Region Kalmar län"),
    }


def test_the_network_around_one_thing_reaches_as_far_as_asked(catalogue):
    group = next(a.id for a in ownership(catalogue).actors if a.name == "Arbetsgrupp Ambulans")
    near = network(catalogue, around=group)
    assert _linked(near) == {("Arbetsgrupp Ambulans", "följer upp", "Avtal om ambulans")}
    assert len(network(catalogue, around=group, steps=2).links) == 2


@pytest.mark.parametrize(
    ("criteria", "links"),
    [
        ({"county": "kalmar-lan"}, 2),
        ({"kinds": (EntityKind.GROUP, EntityKind.AGREEMENT)}, 2),
        ({"predicates": ("tecknas av",)}, 1),
        ({"most": 2}, 1),
        ({"county": "blekinge-lan"}, 0),
    ],
)
def test_the_network_is_narrowed(catalogue, criteria, links):
    found = network(catalogue, **criteria)
    assert len(found.links) == links
    assert len(found.things) == len({end.id for row in found.links for end in (row.subject, row.object)})
