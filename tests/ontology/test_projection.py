from __future__ import annotations

import pytest
from pyoxigraph import Literal

from corpus.decisions import Decision, DecisionKind
from ontology.projection import project
from ontology.vocabulary import DATA, node, terms


def _subjects(triples, class_):
    return [t.subject for t in triples if t.predicate == node("rdf:type") and t.object == node(class_)]


def test_projection_is_the_same_each_time_and_has_no_blank_nodes(agreement):
    first = project(agreement.build(), DATA)
    assert first == project(agreement.build(), DATA)
    assert not any(str(t.subject).startswith("_:") or str(t.object).startswith("_:") for t in first.triples)


@pytest.mark.parametrize(
    ("class_", "number"),
    [
        ("eli:LegalExpression", 1),
        ("avtal:LocalEntity", 4),
        ("avtal:Relation", 2),
        ("avtal:Mandate", 1),
        ("avtal:Obligation", 2),
        ("odrl:Duty", 1),
        ("avtal:Recommendation", 1),
        ("avtal:Definition", 1),
        ("avtal:Reference", 2),
        ("avtal:ConsultationGroup", 1),
        ("avtal:Statute", 1),
    ],
)
def test_things_have_their_classes(agreement, class_, number):
    assert len(_subjects(project(agreement.build(), DATA).triples, class_)) == number


def test_every_fact_has_quote_page_and_origin(agreement):
    triples = project(agreement.build(), DATA).triples
    said = {(t.subject, t.predicate) for t in triples}
    facts = _subjects(triples, "avtal:Fact")
    assert len(facts) == 8
    for fact in facts:
        for prop in ("oa:hasTarget", "prov:wasGeneratedBy", "avtal:status", "avtal:confidence", "avtal:record"):
            assert (fact, node(prop)) in said, prop


def test_only_what_applies_becomes_a_plain_triple(agreement):
    triples = project(agreement.build(), DATA).triples
    used = {t.predicate for t in triples}
    assert node("avtal:manages") in used
    assert node("avtal:replaces") not in used  # negated in the text


def test_a_fact_said_twice_has_two_ids(draft):
    d = draft("Riktlinje")
    d.definition("samråd", "möte")
    d.definition("samråd", "möte")
    assert len(set(_subjects(project(d.build(), DATA).triples, "avtal:Definition"))) == 2


def test_ids_survive_a_new_version(agreement):
    before = set(_subjects(project(agreement.build(), DATA).triples, "avtal:Fact"))
    artifact = agreement.build()
    agreement.text += "En rad till.\n"
    later = agreement.build()
    assert later.version != artifact.version
    assert set(_subjects(project(later, DATA).triples, "avtal:Fact")) == before


def test_corrections_reject_change_and_add(agreement):
    artifact = agreement.build()
    relation, negated = sorted(_subjects(project(artifact, DATA).triples, "avtal:Relation"), key=str)
    ids = {t.subject: t for t in project(artifact, DATA).triples if t.predicate == node("avtal:negated")}
    wrong = next(s for s, t in ids.items() if t.object == Literal(True))
    right = relation if wrong == negated else negated
    name = str(right.value).rsplit("/", 1)[1]
    bad = str(wrong.value).rsplit("/", 1)[1]
    decisions = [
        Decision(DecisionKind.REJECT, bad, {}, "Ada", "2026-01-01T00:00:00+00:00", "fel", "b1"),
        Decision(DecisionKind.CHANGE, name, {"predicate": "följer upp"}, "Ada", "2026-01-02T00:00:00+00:00", "", "b2"),
        Decision(
            DecisionKind.ADD,
            artifact.document,
            {
                "document": artifact.document,
                "kind": "relation",
                "subject": "Region Dalarna",
                "predicate": "utser",
                "object": "SÄD",
                "quote": "Region Dalarna nämns här.",
            },
            "Ada",
            "2026-01-03T00:00:00+00:00",
            "",
            "b3",
        ),
    ]
    projection = project(artifact, DATA, decisions)
    assert _subjects(projection.triples, "avtal:Relation") == []
    said = {(t.predicate, t.object) for t in projection.curated}
    assert (node("avtal:predicate"), node("avtal:followsUp")) in said
    assert (node("avtal:predicate"), node("avtal:appoints")) in said
    assert len(_subjects(projection.curated, "avtal:Correction")) == 3
    assert (node("avtal:curated"), Literal(True)) in said


def test_terms_used_are_terms_of_the_vocabulary(agreement):
    known = {
        node(n)
        for kind in ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "skos:Concept")
        for n in terms(kind)
    }
    ours = node("avtal:x").value[:-1]
    used = {
        t
        for triple in project(agreement.build(), DATA).triples
        for t in (triple.predicate, triple.object)
        if getattr(t, "value", "").startswith(ours)
    }
    assert used and used <= known
