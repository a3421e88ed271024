"""Names left open, and facts least certain first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.decisions import Decision, DecisionKind
from corpus.errors import InvalidInputError
from ingest.artifact import EntityKind, Tier
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.oxigraph import OxigraphStore
from ontology.projection import project
from ontology.review import least_certain, unresolved
from ontology.vocabulary import DATA

GROUP, AGREEMENT = EntityKind.GROUP, EntityKind.AGREEMENT


def catalogue(*artifacts, decisions=()):
    store = OxigraphStore()
    GraphBuilder(store, DATA).put_all(artifacts, decisions)
    return Catalogue(store, DATA)


def first(draft):
    one = draft("Avtal om ljus")
    one.entity("g1", GROUP, "styrgrupp", "Styrgruppen")
    one.entity("g2", GROUP, "styrgrupp", "Styrgrupp Ljus")
    one.entity("g3", GROUP, "råd", "LJR")
    one.entity("g4", GROUP, "råd", "Rådet Xyfflafors", "RXF")
    one.entity("g5", GROUP, "styrgrupp", "Arbetsgrupper")
    one.entity("a1", AGREEMENT, "avtal", "Avtal om ljus")
    one.relation("g1", "förvaltar", "a1", "Styrgruppen förvaltar avtalet.")
    one.relation("g5", "följer upp", "a1", "Arbetsgrupper följer upp avtalet.")
    one.reference("document", "Avtal om mörker", "se Avtal om mörker")
    return one


def second(draft):
    two = draft("Avtal om vatten")
    two.entity("g1", GROUP, "råd", "Rådet Xyfflofors")
    two.entity("g2", GROUP, "råd", "Rådet för vatten", "RXF")
    two.entity("g3", GROUP, "råd", "Rådet för luft", "RXF")
    two.entity("a1", AGREEMENT, "avtal", "Avtal om vatten")
    two.entity("a2", AGREEMENT, "avtal", "Avtal om mörkret")
    return two


@pytest.fixture
def open_names(draft):
    return catalogue(first(draft).build(), second(draft).build())


@pytest.mark.parametrize(
    ("reason", "names", "candidates"),
    [
        ("unknown", ["Styrgruppen"], ["Styrgrupp Ljus"]),
        ("abbreviation", ["LJR"], []),
        ("ambiguous", ["RXF"], ["Rådet Xyfflafors", "Rådet för luft", "Rådet för vatten"]),
        ("alike", ["Rådet Xyfflafors", "Rådet Xyfflofors"], ["Rådet Xyfflofors", "Rådet Xyfflafors"]),
        ("reference", ["se Avtal om mörker"], ["Avtal om mörkret"]),
    ],
)
def test_names_that_are_left_open(open_names, reason, names, candidates):
    found = unresolved(open_names, reason=reason)
    assert sorted(r.name for r in found.items) == names and found.total == len(names)
    assert sorted(c.entity.name for r in found.items for c in r.candidates) == sorted(candidates)
    for row in found.items:
        assert row.explanation and row.evidence.page == 1 and row.evidence.quote


def test_what_is_sure_is_not_listed(open_names):
    names = {r.name for r in unresolved(open_names, limit=200).items}
    assert not names & {"Styrgrupp Ljus", "Arbetsgrupper", "Avtal om ljus", "Avtal om vatten"}


def test_names_of_low_confidence_are_uncertain(open_names):
    assert unresolved(open_names, reason="uncertain").total == 0  # all were read with 0.9
    assert "Styrgrupp Ljus" in {r.name for r in unresolved(open_names, reason="uncertain", below=0.95).items}


def test_a_person_who_joins_a_name_closes_it(draft):
    ids = [f"group-dalarnas-lan-radet-xyffl{x}fors" for x in "ao"]
    join = Decision(DecisionKind.JOIN, ids[0], {"with": ids[1]}, id="b1", when="2026-01-01T00:00:00+00:00")
    joined = catalogue(first(draft).build(), second(draft).build(), decisions=[join])
    assert unresolved(joined, reason="alike").total == 0


def test_the_least_certain_facts_come_first(draft):
    one = first(draft)
    for number, sure in enumerate((0.4, 0.99)):
        fact = one.facts[number]
        one.facts[number] = replace(fact, evidence=replace(fact.evidence, confidence=sure))
    one.facts[1] = replace(one.facts[1], evidence=replace(one.facts[1].evidence, tier=Tier.MODEL))
    found = catalogue(one.build())
    shown = [r.confidence for r in least_certain(found).items]
    assert shown == sorted(shown) and shown[0] == 0.4 and len(shown) == 3
    assert [r.confidence for r in least_certain(found, kind="relation", below=0.9).items] == [0.4]
    assert [r.tier for r in least_certain(found, tier="model").items] == [Tier.MODEL]
    assert [r.confidence for r in least_certain(found, by_confidence=False).items] == [0.4, 0.99, 0.9]
    assert len(least_certain(found, limit=1).items) == 1 and least_certain(found, limit=1).next == "1"


def test_a_confirmed_fact_needs_no_review(draft):
    artifact = first(draft).build()
    target = least_certain(catalogue(artifact), kind="relation").items[0].id
    confirm = Decision(DecisionKind.CONFIRM, target, id="b1", when="2026-01-01T00:00:00+00:00")
    assert target not in {r.id for r in least_certain(catalogue(artifact, decisions=[confirm])).items}


def test_a_models_fact_counts_only_once_a_person_confirmed_it(draft):
    one = first(draft)
    one.facts[0] = replace(one.facts[0], evidence=replace(one.facts[0].evidence, tier=Tier.MODEL))
    artifact = one.build()
    (fact,) = least_certain(catalogue(artifact), tier="model").items
    confirm = Decision(DecisionKind.CONFIRM, fact.id, id="b1", when="2026-01-01T00:00:00+00:00")
    read, confirmed = project(artifact, DATA), project(artifact, DATA, [confirm])
    assert not any(t.predicate.value.endswith("#manages") for t in (*read.triples, *read.curated))
    assert any(t.predicate.value.endswith("#manages") for t in confirmed.curated)


@pytest.mark.parametrize("call", [lambda c: unresolved(c, reason="x"), lambda c: least_certain(c, kind="x")])
def test_unknown_filters_are_refused(open_names, call):
    with pytest.raises(InvalidInputError):
        call(open_names)
