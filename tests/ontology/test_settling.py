"""Settling what a change touches gives what building everything anew gives, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from corpus.decisions import Decision, DecisionKind
from ingest.artifact import Artifact, EntityKind
from ontology import entities, facts
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.export import export
from ontology.lookup import Lookup
from ontology.oxigraph import OxigraphStore
from ontology.vocabulary import DATA
from tests.bench.generated import Generated

_ALL = Generated(120, seed=7)  # of two counties


def _exported(store: OxigraphStore) -> bytes:
    return b"".join(export(store, "nquads"))


def _listed(catalogue: Catalogue) -> list[object]:
    return [
        catalogue.documents(limit=200),
        catalogue.links(),
        entities.parties(catalogue, limit=200),
        entities.groups(catalogue, limit=200),
        entities.agreements(catalogue, limit=200),
        facts.relations(catalogue, limit=200),
        facts.obligations(catalogue, q="personer", limit=200),
    ]


def _anew(artifacts: list[Artifact], decisions: list[Decision] | None = None) -> tuple[bytes, list[object]]:
    store = OxigraphStore()
    GraphBuilder(store, DATA).put_all(artifacts, decisions or [])
    return _exported(store), _listed(Catalogue(store.view(), DATA))


def _renamed(artifact: Artifact, random: Random) -> Artifact:
    """The artifact with some names changed: to one that another document has, to a generic one, or with a number."""
    found = []
    for entity in artifact.facts.entities:
        match random.randrange(8):
            case 0:
                entity = replace(entity, name="Samrådsgrupp Vård i hemmet", aliases=("SVH",))
            case 1:
                entity = replace(entity, name="samrådsgruppen", aliases=(*entity.aliases, "SVH"))
            case 2 if entity.kind is EntityKind.AGREEMENT:
                entity = replace(entity, identifier=random.choice(("2001:453", "2025:400", "2099:1")))
            case 3:
                entity = replace(
                    entity, aliases=(*entity.aliases, random.choice(("Norra rådet", "NR", "Region Almora")))
                )
        found.append(entity)
    return replace(artifact, facts=replace(artifact.facts, entities=tuple(found)))


@pytest.mark.parametrize("seed", range(6))
def test_batches_in_any_order_give_what_a_rebuild_gives(seed):
    random = Random(seed)
    store = OxigraphStore()
    builder, catalogue = GraphBuilder(store, DATA), Catalogue(store.view(), DATA)
    held: dict[int, Artifact] = {}
    for _ in range(5):
        for number in random.sample(range(_ALL.documents), random.choice((1, 3, 12))):
            if number in held and random.random() < 0.4:
                builder.remove(held.pop(number).document)
            else:
                fresh = _ALL.artifact(number, random.choice((0, 0, 1)))
                held[number] = _renamed(fresh, random) if random.random() < 0.6 else fresh
                builder.put(held[number])
        builder.settle()
        assert (_exported(store), _listed(catalogue)) == _anew(list(held.values()))


def test_one_changed_document_changes_little(monkeypatch):
    store = OxigraphStore()
    builder = GraphBuilder(store, DATA)
    builder.put_all(_ALL.artifacts())
    amended: list[int] = []
    amend = store.amend
    monkeypatch.setattr(store, "amend", lambda g, d, a: (amended.append(len(d) + len(a)), amend(g, d, a))[1])
    builder.put(_ALL.artifact(8, 1))
    builder.settle()
    assert amended and amended[0] < 60, "only what the document names is written"
    builder.settle()
    assert len(amended) == 1, "nothing has changed"


def test_decisions_about_names_are_applied_to_all(agreement, draft):
    other = draft("Riktlinje om annat")
    other.entity("g1", EntityKind.GROUP, "samrådsgrupp", "Rådet för hälsa hos äldre")
    artifacts = [agreement.build(), other.build()]
    store = OxigraphStore()
    builder = GraphBuilder(store, DATA)
    for artifact in artifacts:
        builder.put(artifact)
    builder.settle()
    catalogue = Catalogue(store.view(), DATA)
    first, second = (catalogue.entity_ids(n)[0] for n in ("Samråd Äldre i Dalarna", "Rådet för hälsa hos äldre"))
    decision = Decision(
        kind=DecisionKind.JOIN,
        target=first,
        values={"with": second},
        who="Ada",
        why="samma",
        id="b1",
        when="2024-01-01T00:00:00Z",
    )
    for decisions in ([decision], []):
        builder.settle(decisions)
        assert (_exported(store), _listed(catalogue)) == _anew(artifacts, decisions)


@pytest.mark.parametrize("lost", ["tables", "a document's row", "inferred"])
def test_tables_that_differ_from_the_graph_are_read_from_it_again(tmp_path: Path, lost):
    path = tmp_path / "lookup.sqlite"
    artifacts = [_ALL.artifact(n) for n in range(12)]
    store, lookup = OxigraphStore(), Lookup(path)
    GraphBuilder(store, DATA, lookup).put_all(artifacts)
    wanted = _anew(artifacts)
    if lost == "a document's row":
        with lookup.writing() as base:
            base.execute("UPDATE documents SET digest = 'annan', record = '{}'")
            lookup.remove(artifacts[3].document)
    if lost == "inferred":
        with lookup.writing() as base:
            base.execute("DELETE FROM entities")
        lookup.set_meta("inferred", "annan")
    lookup.close()
    if lost == "tables":
        path.write_bytes(b"ingen databas" * 1000)
        for more in path.parent.glob("lookup.sqlite-*"):
            more.unlink()
    fresh = Lookup(path)
    assert _listed(Catalogue(store.view(), DATA, fresh)) == wanted[1]
    builder = GraphBuilder(store, DATA, fresh)
    builder.put(_ALL.artifact(12))
    builder.settle()
    assert _exported(store) == _anew([*artifacts, _ALL.artifact(12)])[0]
    fresh.close()
