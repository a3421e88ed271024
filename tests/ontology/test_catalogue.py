from __future__ import annotations

import pytest

from corpus.decisions import Decision, DecisionKind
from corpus.errors import InvalidInputError, NotFoundError
from ingest.artifact import EntityKind, Modality, Status
from ontology import entities, facts
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.export import export
from ontology.oxigraph import OxigraphStore
from ontology.vocabulary import DATA


@pytest.fixture
def second(draft):
    """Another document of the same county that names some of the same things."""
    d = draft("Årsrapport om samverkan", type="rapport", date="2024-02-01")
    d.entity("x1", EntityKind.GROUP, "samrådsgrupp", "Samrådet för äldre", "SÄD")
    d.entity("x2", EntityKind.PARTY, "region", "Region Dalarna")
    d.entity("x3", EntityKind.GROUP, "sekretariat", "sekretariatet")
    d.mandate("x1", "Samrådet för äldre föreslås samordna hjälpmedel.")
    d.obligation("x2", "Region Dalarna får utse en ordförande.", Modality.PERMISSION)
    d.relation("x1", "följer upp", "x2", "Samrådet följer upp regionen.", status=Status.PROPOSED)
    return d


@pytest.fixture
def collection(agreement, second):
    store = OxigraphStore()
    builder = GraphBuilder(store, DATA)
    builder.put(agreement.build())
    builder.put(second.build())
    builder.settle()
    return Catalogue(store.view(), DATA), builder, store


def test_documents_are_listed_by_title_with_counts(collection):
    catalogue, _, _ = collection
    page = catalogue.documents()
    assert [d.title for d in page.items] == ["Årsrapport om samverkan", "Överenskommelse om hälsa för äldre"] or [
        d.title for d in page.items
    ] == ["Överenskommelse om hälsa för äldre", "Årsrapport om samverkan"]
    assert page.total == 2 and page.next is None
    assert catalogue.document(page.items[0].id) == page.items[0]
    assert {d.title: d.counts["obligation"] for d in page.items} == {
        "Årsrapport om samverkan": 1,
        "Överenskommelse om hälsa för äldre": 2,
    }
    assert [d.title for d in catalogue.documents(q="rapport").items] == ["Årsrapport om samverkan"]
    with pytest.raises(NotFoundError):
        catalogue.document("d-saknas")


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({}, 3),
        ({"predicate": "förvaltar"}, 1),
        ({"predicate": "har hand om"}, 1),
        ({"predicate": "utser"}, 0),
        ({"subject": "SÄD"}, 3),
        ({"subject": "samråd äldre i dalarna", "predicate": "följer upp"}, 1),
        ({"object_": "Region Dalarna"}, 1),
        ({"subject": "SÄD", "object_": "Region Dalarna"}, 1),
        ({"subject": "Region Dalarna"}, 0),
        ({"subject": "okänd grupp"}, 0),
    ],
)
def test_relations_are_found_by_any_name_and_word(collection, query, total):
    page = facts.relations(collection[0], **query)
    assert page.total == total == len(page.items)


def test_an_unknown_predicate_is_refused(collection):
    with pytest.raises(InvalidInputError, match="förvaltar"):
        facts.relations(collection[0], predicate="flyger")


def test_a_row_carries_its_whole_evidence(collection):
    (row,) = facts.relations(collection[0], predicate="förvaltar").items
    assert row.quote == "Samråd Äldre i Dalarna förvaltar överenskommelsen."
    assert (row.page, row.end - row.start) == (1, len(row.quote))
    assert row.document.title == "Överenskommelse om hälsa för äldre" and row.document.file.endswith(".pdf")
    assert row.boxes == ((0.1, 0.1, 0.9, 0.12),)
    assert (row.status, row.method, row.confidence, row.curated) == (Status.IN_FORCE, "regel", 0.9, False)
    assert row.subject.id and "SÄD" in row.subject.aliases and row.object and row.object.kind == "agreement"


def test_negated_and_proposed_rows_say_so(collection):
    rows = facts.relations(collection[0]).items
    assert [r.predicate for r in rows if r.negated] == ["ersätter"]
    assert [r.status for r in rows if r.predicate == "följer upp"] == [Status.PROPOSED]


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({}, 3),
        ({"modality": "permission"}, 1),
        ({"bearer": "Region Dalarna"}, 2),
        ({"bearer": "Region Dalarna", "modality": "obligation"}, 1),
        ({"q": "ordförande"}, 1),
        ({"q": "möte gånger"}, 1),
        ({"q": "saknas"}, 0),
    ],
)
def test_obligations(collection, query, total):
    page = facts.obligations(collection[0], **query)
    assert page.total == total == len(page.items)


def test_mandates_definitions_and_references(collection):
    catalogue = collection[0]
    assert facts.mandates(catalogue, group="SÄD").total == 2
    assert [d.term for d in facts.definitions(catalogue, q="när").items] == ["närsjukvård"]
    statute, section = sorted(facts.references(catalogue).items, key=lambda r: r.kind, reverse=True)
    assert (statute.resolved, statute.statute, statute.resolved_to.name) == (True, "replaced", "Socialtjänstlagen")
    assert (section.resolved, section.statute) == (False, "")
    assert facts.references(catalogue, kind="section").total == 1


def test_group_agreements_leave_other_relations_out(collection):
    catalogue = collection[0]
    (group,) = catalogue.entity_ids("SÄD")
    assert [r.predicate for r in facts.group_agreements(catalogue, group).items] == ["förvaltar", "följer upp"]


@pytest.mark.parametrize("size", [1, 2, 3, 200])
def test_pages_together_are_the_whole_list(collection, size):
    catalogue = collection[0]
    for ask in (facts.relations, facts.obligations, facts.mandates, entities.parties, entities.groups):
        whole = ask(catalogue, limit=200)
        got, cursor = [], None
        while True:
            page = ask(catalogue, limit=size, cursor=cursor)
            got += page.items
            assert page.total == whole.total
            cursor = page.next
            if cursor is None:
                break
        assert tuple(got) == whole.items


@pytest.mark.parametrize("cursor", ["x", "-1", "1;2", "９"])
def test_a_foreign_cursor_is_refused(collection, cursor):
    with pytest.raises(InvalidInputError):
        facts.relations(collection[0], cursor=cursor)


def test_entities_are_merged_over_documents_with_their_names(collection):
    catalogue = collection[0]
    (group,) = entities.groups(catalogue, q="äldre").items
    assert {group.name, *group.aliases} == {"Samråd Äldre i Dalarna", "Samrådet för äldre", "SÄD"}
    assert len(group.documents) == 2 and len(group.evidence) == 2
    (party,) = entities.parties(catalogue).items
    assert party.name == "Region Dalarna" and entities.entity(catalogue, party.id) == party
    agreement = next(a for a in entities.agreements(catalogue).items if a.type == "överenskommelse")
    assert [o.id for o in agreement.owners] == [group.id]
    with pytest.raises(NotFoundError):
        entities.entity(catalogue, "group-saknas")


def test_a_document_taken_out_leaves_nothing(collection, second):
    catalogue, builder, store = collection
    builder.remove(second.build().document)
    builder.settle()
    assert catalogue.documents().total == 1
    assert facts.obligations(catalogue).total == 2
    assert not any(second.build().document in g for g in store.graphs())


def test_a_new_version_takes_the_place_of_the_old(collection, second):
    catalogue, builder, store = collection
    before = store.count()
    second.mandate("x1", "Samrådet utser en redaktör.")
    builder.put(second.build())
    builder.settle()
    assert catalogue.documents().total == 2
    assert facts.mandates(catalogue).total == 3
    builder.remove(second.build().document)
    second.facts.pop()
    builder.settle()
    assert store.count() < before


def test_a_rebuild_gives_the_same_bytes_in_any_order(agreement, second):
    decisions = [
        Decision(
            DecisionKind.JOIN,
            "party-region-dalarna",
            {"with": "party-okand"},
            "Ada",
            "2026-01-01T00:00:00+00:00",
            "",
            "b1",
        )
    ]
    dumps = []
    for artifacts in ([agreement.build(), second.build()], [second.build(), agreement.build()]):
        store = OxigraphStore()
        GraphBuilder(store, DATA).put_all(artifacts, decisions)
        dumps.append(b"".join(export(store, "nquads")))
    assert dumps[0] == dumps[1]


def test_a_correction_shows_in_lists_and_survives_a_new_reading(agreement):
    store = OxigraphStore()
    builder, catalogue = GraphBuilder(store, DATA), Catalogue(store.view(), DATA)
    builder.put(agreement.build())
    builder.settle()
    (row,) = facts.relations(catalogue, predicate="förvaltar").items
    change = Decision(
        DecisionKind.CHANGE, row.id, {"predicate": "följer upp"}, "Ada", "2026-01-01T00:00:00+00:00", "fel verb", "b1"
    )
    agreement.text += "Ny rad.\n"
    builder.put(agreement.build(), [change])
    builder.settle([change])
    assert facts.relations(catalogue, predicate="förvaltar").total == 0
    (changed,) = facts.relations(catalogue, predicate="följer upp").items
    assert changed.curated and changed.id == row.id and changed.quote == row.quote
    reject = Decision(DecisionKind.REJECT, row.id, {}, "Ada", "2026-01-02T00:00:00+00:00", "", "b2")
    builder.put(agreement.build(), [change, reject])
    builder.settle([change, reject])
    assert facts.relations(catalogue).total == 1


def test_a_copy_is_counted_once_and_shown_where_it_is_asked_for(agreement, second):
    store = OxigraphStore()
    builder, catalogue = GraphBuilder(store, DATA), Catalogue(store.view(), DATA)
    builder.put(agreement.build())
    builder.put(second.build())
    builder.settle()
    alone = {kind: facts_total(catalogue, kind) for kind in ("relation", "mandate", "obligation")}
    agreement.file = "kopia.pdf"
    twin = agreement.build()
    builder.put(twin)
    builder.settle()
    copy, original = next((d, d.copy_of) for d in catalogue.documents().items if d.copy_of)
    assert original is not None and {copy.id, original.id} >= {twin.document}
    assert {kind: facts_total(catalogue, kind) for kind in alone} == alone
    group = catalogue.entity_ids("Samråd Äldre i Dalarna")[0]
    assert {r.document.id for r in facts.relations(catalogue, subject=group).items} & {copy.id} == set()
    asked = facts.relations(catalogue, document=copy.id)
    assert asked.total == 2 and {r.document.id for r in asked.items} == {copy.id}


def facts_total(catalogue: Catalogue, kind: str) -> int:
    listed = {"relation": facts.relations, "mandate": facts.mandates, "obligation": facts.obligations}
    return listed[kind](catalogue).total
