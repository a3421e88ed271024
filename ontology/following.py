"""Bringing the look-up tables in step with the graph: what differs is read from it again.

Every document's graph and the inferred graph carry a digest of their records, so that a look at the digests tells
what has changed: after a crash between the two writes, with tables deleted, or where another program wrote the graph.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec
from pyoxigraph import NamedNode

from ontology.graph import GraphView
from ontology.iris import Iris
from ontology.lookup import Lookup
from ontology.queries import ask
from ontology.records import DocumentRecord, DocumentRecords, EntityRecord, FactRecord, GlobalRecord
from ontology.vocabulary import node, predicates

T = TypeVar("T")
PATIENCE = 5.0  # seconds between two looks at a graph that cannot tell whether it has changed
NONE = "-"  # the digest of an inferred graph that has none
_BATCH = 50  # documents read together


def follow(lookup: Lookup, view: GraphView, iris: Iris) -> None:
    """Bring the tables in step with the graph; at once where it has not changed since the last time.

    While another thread writes graph and tables together, they are left as they are.
    """
    revision = view.revision
    last = lookup.followed
    if revision is None:
        if isinstance(last, float) and time.monotonic() - last < PATIENCE:
            return
    elif last == revision:
        return
    if not lookup.changing.acquire(blocking=False):
        return
    try:
        with lookup.writing():
            _follow_documents(lookup, view, iris)
            _follow_entities(lookup, view, iris)
        in_step(lookup, view)
    finally:
        lookup.changing.release()


def in_step(lookup: Lookup, view: GraphView) -> None:
    """Note that the tables say what the graph says now."""
    lookup.followed = time.monotonic() if view.revision is None else view.revision


def _follow_documents(lookup: Lookup, view: GraphView, iris: Iris) -> None:
    held = {graph: (digest, id_) for graph, digest, id_ in lookup.rows("SELECT graph, digest, id FROM documents")}
    found = {graph: digest for graph, digest in ask(view, "digests").strings()}  # noqa: C416 - for the type
    differing = [g for g in sorted(found) if g not in held or held[g][0] != found[g]]
    gone = sorted(id_ for graph, (_, id_) in held.items() if graph not in found)
    for id_ in gone:
        lookup.remove(id_)
    for at in range(0, len(differing), _BATCH):
        for records in _read(view, iris, differing[at : at + _BATCH]):
            lookup.put(records, found[records.document.graph])
    if differing or gone:
        lookup.set_meta("inferred", "")  # what their names mean is read again too


def _read(view: GraphView, iris: Iris, graphs: Sequence[str]) -> Iterator[DocumentRecords]:
    """The records of the documents in some graphs, and what people entered about them."""
    own = [NamedNode(g) for g in graphs]
    documents = list(_records(view, own, "eli:LegalExpression", DocumentRecord))
    entities: dict[str, list[EntityRecord]] = {d.id: [] for d in documents}
    for entity in _records(view, own, "avtal:LocalEntity", EntityRecord):
        entities[entity.document].append(entity)
    facts: dict[str, list[FactRecord]] = {d.id: [] for d in documents}
    for fact in _records(view, [*own, *(iris.curated(d.id) for d in documents)], "avtal:Fact", FactRecord):
        facts[fact.document].append(fact)
    for document in documents:
        yield DocumentRecords(document, tuple(entities[document.id]), tuple(facts[document.id]))


def _records(view: GraphView, graphs: Sequence[NamedNode], class_: str, kind: type[T]) -> Iterator[T]:
    for (text,) in ask(view, "records_in_graphs", g=graphs, **{"class": [node(class_)]}).strings():
        yield msgspec.json.decode(text, type=kind)


def _follow_entities(lookup: Lookup, view: GraphView, iris: Iris) -> None:
    """Where the inferred graph differs, read all of it, and count every document as changed since it was settled."""
    digest = next((d for (d,) in ask(view, "digest", g=[iris.inferred]).strings()), NONE)
    if digest == lookup.meta("inferred"):
        return
    texts = ask(view, "inferred_entities", g=[iris.inferred]).strings()
    records = [msgspec.json.decode(text, type=GlobalRecord) for (text,) in texts]
    with lookup.writing() as base:
        for table in ("entities", "names", "linked"):
            base.execute(f"DELETE FROM {table}")
        lookup.set_entities([(r, r.id) for r in records], ())
        base.execute("UPDATE locals SET entity = NULL")
        meant = [(r.id, *member) for r in records for member in r.members]
        base.executemany("UPDATE locals SET entity = ? WHERE document = ? AND local = ?", meant)
        documents = {iris.document(d).value: d for (d,) in lookup.rows("SELECT id FROM documents")}
        base.execute("UPDATE documents SET original = NULL, earlier = NULL")
        for name, column in (("avtal:alsoIn", "original"), ("prov:wasRevisionOf", "earlier")):
            said = ask(view, "said_by", g=[iris.inferred], property=[node(name)]).strings()
            base.executemany(
                f"UPDATE documents SET {column} = ? WHERE id = ?",
                [(documents[o], documents[s]) for s, _, o in said if s in documents and o in documents],
            )
        properties = [node(name) for name in predicates().values()]
        linked = ask(view, "said_by", g=[iris.inferred], property=properties).strings()
        base.executemany(
            "INSERT OR IGNORE INTO linked VALUES (?, ?, ?)",
            [(iris.entity_id(s), p, iris.entity_id(o)) for s, p, o in linked],
        )
        base.execute("INSERT OR IGNORE INTO changed_documents SELECT id FROM documents")
        lookup.set_meta("inferred", digest)
