from __future__ import annotations

import pytest
from rdflib import Graph

from ingest.artifact import EntityKind, Modality, Status
from ontology.queries import filled, names, stored
from ontology.vocabulary import (
    FOLDER,
    classify,
    concept,
    concepts,
    definition,
    label,
    node,
    predicate_words,
    predicates,
    short,
    superclasses,
    terms,
)

CONTRACT = [
    *("förvaltar", "följer upp", "fastställer", "beslutar", "bereder", "rapporterar till", "utser", "ingår i"),
    *("underordnad", "ersätter", "kompletterar", "antas av", "tecknas av", "publicerar", "samordnar", "initierar"),
    *("ansvarar för", "regleras av", "grundar sig på"),
]


def test_the_predicates_are_those_of_the_contract():
    assert list(predicates()) == CONTRACT


@pytest.mark.parametrize("kind", ["owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "skos:Concept"])
def test_every_term_has_labels_and_definitions_in_both_languages(kind):
    assert terms(kind)
    for name in terms(kind):
        for language in ("sv", "en"):
            assert label(name, language) != name, (name, language)
            assert definition(name, language).endswith("."), (name, language)


@pytest.mark.parametrize("file", ["avtal.ttl", "concepts.ttl", "shapes.ttl"])
def test_the_files_are_turtle_for_another_reader_too(file):
    assert len(Graph().parse(FOLDER / file)) > 50


@pytest.mark.parametrize("values", [Status, Modality])
def test_the_concepts_cover_the_values_of_the_artifact(values):
    assert [f"avtal:{v}" for v in values] == list(concepts(f"avtal:{values.__name__}"))


@pytest.mark.parametrize(
    ("word", "predicate"),
    [
        ("förvaltar", "förvaltar"),
        ("Har hand om", "förvaltar"),
        ("manages", "förvaltar"),
        ("svarar för", "ansvarar för"),
    ],
)
def test_words_for_predicates(word, predicate):
    assert predicate_words()[word.casefold()] == predicate


@pytest.mark.parametrize(
    ("kind", "word", "class_", "type_"),
    [
        (EntityKind.GROUP, "samrådsgrupp", "avtal:ConsultationGroup", "avtal:ConsultationGroupType"),
        (EntityKind.GROUP, "delregional arbetsgrupp", "avtal:WorkingGroup", "avtal:WorkingGroupType"),
        (EntityKind.GROUP, "kvintett", "avtal:Group", None),
        (EntityKind.PARTY, "region", "avtal:Principal", "avtal:RegionType"),
        (EntityKind.PARTY, "förvaltning", "avtal:Unit", "avtal:AdministrationType"),
        (EntityKind.PARTY, "funktion", "avtal:CoordinatingFunction", "avtal:FunctionType"),
        (EntityKind.AGREEMENT, "lag", "avtal:Statute", "avtal:ActType"),
        (EntityKind.AGREEMENT, "huvudöverenskommelse", "avtal:MasterAgreement", "avtal:MasterAgreementType"),
        (EntityKind.MATTER, "beslut", "avtal:Matter", None),
    ],
)
def test_classes_of_types(kind, word, class_, type_):
    assert classify(kind, word) == (class_, type_)


def test_classes_stand_under_standard_ones():
    assert "org:OrganizationalCollaboration" in set(superclasses("avtal:ConsultationGroup"))
    assert "eli:LegalResource" in set(superclasses("avtal:Guideline"))


def test_names_go_both_ways():
    assert short(node("eli:cites").value) == "eli:cites"
    assert short("https://example.org/x") == "https://example.org/x"
    assert concept("avtal:DocumentType", "regn") is None


@pytest.mark.parametrize("name", names())
def test_stored_queries_stand_as_they_are_and_with_their_parameters(name):
    text = stored(name)
    assert text.startswith("# ") and "GRAPH ?g" in text
    with pytest.raises(KeyError):
        filled(name, regn=[])


def test_one_term_is_written_in_place_of_its_variable():
    text = filled("said_of", subject=[node("avtal:Mandate")], g=[node("avtal:Relation")])
    assert "VALUES ?subject { <https://w3id.org/avtalsgraf/ns#Mandate> }" in text  # it is selected
    assert "GRAPH <https://w3id.org/avtalsgraf/ns#Relation> { ?subject" in text and "?g" not in text
    assert "VALUES ?g { <" in filled("said_of", g=[node("avtal:Mandate"), node("avtal:Relation")])
