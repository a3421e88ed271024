"""Constraints of norms (ODRL), validity (OWL-Time), dated names (ORG), and what stands beside the documents."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.decisions import Decision, DecisionKind
from ingest.artifact import EntityKind
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.gaps import find
from ontology.graph import prepared
from ontology.iris import Iris
from ontology.oxigraph import OxigraphStore
from ontology.projection import project
from ontology.review_triples import Disagreement, Said, conflict_triples, decision_triples, gap_triples
from ontology.validation import Severity, validate, validate_graphs
from ontology.vocabulary import DATA, short

IRIS = Iris(DATA)


def constraints(draft, **more):
    d = draft("Avtal om ljus")
    d.entity("p1", EntityKind.PARTY, "kommun", "Alviks kommun")
    d.obligation("p1", "Alviks kommun ska byta lampor.", **more)
    said: dict[str, dict[str, str]] = {}
    for t in project(d.build(), DATA).triples:
        if short(t.predicate.value).startswith("odrl:") and "#" in t.subject.value.rsplit("/", 1)[1]:
            value = getattr(t.object, "value", "")
            said.setdefault(t.subject.value.rsplit("#")[1], {})[short(t.predicate.value)] = short(value)
    return said


@pytest.mark.parametrize(
    ("field", "words", "operand", "operator", "right", "unit"),
    [
        ("frequency", "minst sex gånger per år", "avtal:timesPerPeriod", "odrl:gteq", "6", "time:unitYear"),
        ("frequency", "en gång i veckan", "avtal:timesPerPeriod", "odrl:eq", "1", "time:unitWeek"),
        ("frequency", "vartannat år", "avtal:timesPerPeriod", "odrl:eq", "0.5", "time:unitYear"),
        ("frequency", "högst två gånger per termin", "avtal:timesPerPeriod", "odrl:lteq", "2", "avtal:unitTerm"),
        ("frequency", "regelbundet", "avtal:timesPerPeriod", "odrl:eq", "regelbundet", None),
        ("deadline", "inom tre dagar", "odrl:elapsedTime", "odrl:lteq", "3", "time:unitDay"),
        ("deadline", "inom fem vardagar", "odrl:elapsedTime", "odrl:lteq", "5", "avtal:unitWorkday"),
        ("deadline", "senast den 15 december 2025", "odrl:dateTime", "odrl:lteq", "2025-12-15", None),
        ("deadline", "så snart det går", "odrl:elapsedTime", "odrl:eq", "så snart det går", None),
        ("condition", "om det snöar", "avtal:circumstance", "odrl:eq", "om det snöar", None),
    ],
)
def test_a_norm_is_bound(draft, field, words, operand, operator, right, unit):
    said = constraints(draft, **{field: words})[field]
    assert (said["odrl:leftOperand"], said["odrl:operator"], said["odrl:rightOperand"]) == (operand, operator, right)
    assert said.get("odrl:unit") == unit


def test_a_range_has_two_bounds(draft):
    said = constraints(draft, frequency="två till fyra gånger per år")
    assert [(said[n]["odrl:operator"], said[n]["odrl:rightOperand"]) for n in ("frequency", "frequency-most")] == [
        ("odrl:gteq", "2"),
        ("odrl:lteq", "4"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2024-01-01", "2026-12-31", {"time:hasBeginning": "2024-01-01", "time:hasEnd": "2026-12-31"}),
        ("2024", None, {"time:hasBeginning": "2024"}),
        (None, "2026-06", {"time:hasEnd": "2026-06"}),
        (None, None, {}),
        ("tills vidare", None, {}),
    ],
)
def test_validity_is_an_interval(draft, start, end, found):
    d = draft("Avtal om ljus", valid_from=start, valid_to=end)
    triples = project(d.build(), DATA).triples
    ends = {t.object.value: short(t.predicate.value) for t in triples if "time:has" in short(t.predicate.value)}
    dates = {ends[t.subject.value]: t.object.value for t in triples if t.subject.value in ends and "inXSD" in str(t)}
    assert dates == found
    assert [v for v in validate(triples, Severity.ERROR) if "ntervall" in v.message or "dpunkt" in v.message] == []


def graph(*artifacts):
    store = OxigraphStore()
    builder = GraphBuilder(store, DATA)
    builder.put_all(artifacts)
    return store, builder, Catalogue(store, DATA)


def test_a_region_is_one_body_with_dated_names(draft):
    old = draft("Avtal om ljus", county="Dalarnas län")
    old.entity("p1", EntityKind.PARTY, "region", "Region Dalarna", "landstinget")
    store, _, _ = graph(old.build())
    rows = store.query(
        prepared(
            "SELECT ?name ?date WHERE { GRAPH ?g { ?r org:resultedFrom ?e . "
            "?e avtal:formerName ?name ; dcterms:date ?date } }"
        )
    ).strings()
    names = {name: day for name, day in rows}  # noqa: C416 - for the type
    assert names["Landstinget Dalarna"] == "2019-01-01"
    assert validate(store.triples(IRIS.inferred.value), Severity.ERROR) == []


def test_what_stands_beside_the_documents_is_valid_and_made_anew(draft):
    one = draft("Avtal om ljus", valid_to="2020-12-31", valid_from="2019-01-01")
    one.entity("a1", EntityKind.AGREEMENT, "avtal", "Avtal om ljus")
    one.reference("section", "9.9", "se avsnitt 9.9", None, "Avsnittet finns inte.")
    artifact = one.build()
    store, builder, catalogue = graph(artifact)
    side = Said(artifact.document, 1, "se avsnitt 9.9", 0, 14, "9.9")
    found = [Disagreement("konflikt-1", t, "hög", 0.7, "De säger olika.", side, side) for t in ("frist", "regn")]
    gone = Disagreement("konflikt-2", "frist", "hög", 0.7, "x", side, Said("d-borta", 1, "x", 0, 1))
    conflicts = conflict_triples(IRIS, [*found[:1], gone], {artifact.document: artifact.version})
    gaps = gap_triples(IRIS, find(catalogue, date(2026, 1, 1), {}))
    followups = [
        Decision(
            DecisionKind.CONFLICT, "konflikt-1", {"state": "rejected"}, "Ada", "2026-01-01T00:00:00+00:00", id="b1"
        ),
        Decision(DecisionKind.FOLLOWUP, "agreement-x", {"planned": "2026-05-01"}, "Ada", "2026-01-01", id="b2"),
        Decision(DecisionKind.REJECT, "relation-1", {}, "Ada", "2026-01-01", id="b3"),
    ]
    decided = decision_triples(IRIS, followups)
    builder.put_beside({"conflicts": conflicts, "gaps": gaps, "decisions": decided})
    count = "SELECT (COUNT(?x) AS ?n) WHERE {{ GRAPH ?g {{ ?x a {} }} }}"

    def number(kind):
        return int(store.query(prepared(count.format(kind))).rows[0][0].value)

    assert (number("avtal:Conflict"), number("avtal:FollowUp"), number("avtal:Correction")) == (1, 1, 1)
    assert number("avtal:Gap") == len(list(find(catalogue, date(2026, 1, 1), {}))) > 0
    graphs, violations = validate_graphs(store)
    assert graphs == 4 and violations == []
    builder.put_beside({"conflicts": conflict_triples(IRIS, [], {})})
    assert (number("avtal:Conflict"), number("avtal:FollowUp")) == (0, 1)


def test_a_type_that_is_not_in_the_vocabulary_is_another_conflict(draft):
    artifact = draft("Avtal om ljus").build()
    side = Said(artifact.document, 1, "x", 0, 1)
    triples = conflict_triples(
        IRIS, [Disagreement("k", "regn", "låg", 0.5, "x", side, side)], {artifact.document: artifact.version}
    )
    kinds = [str(t.object) for t in triples if t.predicate.value.endswith("conflictType")]
    assert len(kinds) == 1 and "other_conflict" in kinds[0]
