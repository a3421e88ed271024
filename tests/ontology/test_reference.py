from __future__ import annotations

import pytest

from ontology import reference
from ontology.shapes import shapes
from ontology.vocabulary import concepts, definition, terms


def test_the_page_is_what_the_vocabulary_gives():
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run `make docs`"


@pytest.mark.parametrize("kind", ["owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "skos:ConceptScheme"])
def test_every_term_has_a_row_or_a_heading(kind):
    page = reference.page()
    assert [name for name in terms(kind) if f"| `{name}` |" not in page and f"(`{name}`)" not in page] == []


def test_every_concept_is_defined_in_both_languages():
    page = reference.page()
    for scheme in terms("skos:ConceptScheme"):
        for name in concepts(scheme):
            row = next(
                line for line in page.splitlines() if line.startswith(f"| `{name}` |") and definition(name) in line
            )
            assert definition(name, "en") in row


def test_the_picture_shows_what_shapes_and_vocabulary_join():
    picture = reference.picture()
    for line in (
        "avtal_Fact <|-- avtal_Relation",
        "avtal_Relation --> avtal_LocalEntity : subject",
        "avtal_Obligation --> avtal_LocalEntity : assignee",
        "avtal_Fact --> eli_LegalExpression : inVersion",
    ):
        assert line in picture.splitlines()


def test_shapes_are_read_whole():
    found = {shape.name: shape for shape in shapes()}
    rules = {rule.path: rule for rule in found["avtal:RelationShape"].properties}
    assert rules["avtal:subject"].count == "1" and rules["avtal:object"].count == "0–1"
    assert len(rules["avtal:predicate"].one_of) == len(terms("avtal:RelationProperty"))
    assert found["avtal:AnchorShape"].properties[2].path == "oa:hasSelector / oa:exact"
    assert found["avtal:WorkShape"].bearers_of == "avtal:currentVersion"
    assert {severity for _, severity in found["avtal:HierarchyShape"].rules} == {"sh:Info"}
