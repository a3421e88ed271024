from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, Triple
from rdflib import Graph
from rdflib.namespace import SH

from ingest.artifact import EntityKind, Relation, Section, Span, Status
from ontology.projection import project
from ontology.validation import Severity, validate
from ontology.vocabulary import DATA, FOLDER, node, terms


def _without(triples, *properties):
    dropped = {node(p) for p in properties}
    return [t for t in triples if t.predicate not in dropped]


def test_a_projected_document_is_valid(agreement):
    assert validate(project(agreement.build(), DATA).triples, Severity.WARNING) == []


@pytest.mark.parametrize(
    ("property_", "message"),
    [
        ("oa:hasTarget", "belägg"),
        ("oa:exact", "citat"),
        ("avtal:page", "sida"),
        ("avtal:confidence", "Säkerheten"),
        ("avtal:status", "status"),
        ("avtal:modality", "modalitet"),
        ("avtal:subject", "subjekt"),
        ("avtal:mandateHolder", "uppdragstagare"),
        ("avtal:term", "term"),
        ("avtal:target", "mål"),
        ("prov:wasGeneratedBy", "hittades"),
        ("skos:prefLabel", "namn"),
        ("avtal:jurisdiction", "samverkansområde"),
        ("eli:date_document", "odaterat"),
        ("odrl:assignee", "bärare"),
        ("avtal:object", "nekar"),
    ],
)
def test_what_is_missing_is_an_error(agreement, property_, message):
    found = validate(_without(project(agreement.build(), DATA).triples, property_), Severity.ERROR)
    assert any(message in v.message for v in found), found


def test_a_quote_that_ends_before_it_begins_is_an_error(draft):
    d = draft("Riktlinje", type="riktlinje")
    d.definition("samråd", "möte")
    d.facts[0] = replace(d.facts[0], evidence=replace(d.facts[0].evidence, span=Span(1, 9, 3)))
    assert any("före dess slut" in v.message for v in validate(project(d.build(), DATA).triples, Severity.ERROR))


def test_what_stands_in_a_proposal_must_not_be_in_force(draft):
    d = draft("Förslag", type="rapport")
    d.entity("g", EntityKind.GROUP, "råd", "Rådet för trygghet")
    d.entity("a", EntityKind.AGREEMENT, "avtal", "Avtal om trygghet")
    d.sections.append(Section("7", "Förslag", 1, None, 0, 1, Status.PROPOSED))
    evidence = replace(d.evidence("Rådet för trygghet förvaltar avtalet."), section=0)
    d.facts.append(Relation(evidence, "g", "förvaltar", "a"))
    assert any("förslag" in v.message for v in validate(project(d.build(), DATA).triples, Severity.ERROR))


def test_a_group_below_itself_is_an_error(draft):
    d = draft("Riktlinje", type="riktlinje")
    d.entity("a", EntityKind.GROUP, "råd", "Rådet Alfa", parent="b")
    d.entity("b", EntityKind.GROUP, "råd", "Rådet Beta", parent="a")
    assert any("underordnad sig själv" in v.message for v in validate(project(d.build(), DATA).triples, Severity.ERROR))


def test_two_who_adopt_one_thing_are_a_warning(draft):
    d = draft("Riktlinje", type="riktlinje")
    d.entity("a", EntityKind.GROUP, "råd", "Rådet Alfa", "ALF")
    d.entity("b", EntityKind.GROUP, "råd", "Rådet Beta", "ALF")
    d.entity("c", EntityKind.AGREEMENT, "rutin", "Rutin Gamma")
    d.relation("a", "fastställer", "c", "Rådet Alfa fastställer rutinen.")
    d.relation("b", "fastställer", "c", "Rådet Beta fastställer rutinen.")
    found = validate(project(d.build(), DATA).triples)
    assert {v.message for v in found if v.severity is Severity.WARNING} == {
        "Två olika sägs göra det som bara en kan göra.",
        "Ett annat namn delas av två av dokumentets entiteter.",
    }


def test_an_own_word_in_place_of_a_predicate_is_an_error(agreement):
    triples = [
        Triple(t.subject, t.predicate, Literal("äter")) if t.predicate == node("avtal:predicate") else t
        for t in project(agreement.build(), DATA).triples
    ]
    assert any("vokabulären" in v.message for v in validate(triples, Severity.ERROR))


def test_every_class_has_a_shape():
    shapes = Graph().parse(FOLDER / "shapes.ttl")
    targets = {str(o) for o in shapes.objects(None, SH.targetClass)}
    classes = {n for n in terms("owl:Class") if n not in ("avtal:RelationProperty", "avtal:ExclusiveProperty")}
    assert {n for n in classes if node(n).value not in targets} == set()
