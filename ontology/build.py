"""Building the graph: documents in and out, and the step that links them.

After `put` and `remove`, `settle` works out the entities of the whole collection anew; a batch
calls it once at its end. The graph can be rebuilt from artifacts and decisions at any time,
in any order of the documents, and comes out the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
from pyoxigraph import Triple

from corpus.decisions import Decision
from ingest.artifact import Artifact
from ontology.copies import copies, editions
from ontology.graph import GraphStore
from ontology.inferred import inferred_triples, name_decisions
from ontology.iris import Iris
from ontology.projection import project
from ontology.queries import ask
from ontology.records import DocumentRecord, EntityRecord
from ontology.resolution import resolve

T = TypeVar("T")
_BATCH = 100  # documents loaded together in a rebuild
_ATOMIC = 200_000  # triples of the inferred graph up to which it is replaced in one transaction


class GraphBuilder:
    """Writes documents into a graph store under `base`."""

    def __init__(self, store: GraphStore, base: str) -> None:
        self._store = store
        self._iris = Iris(base)

    def put(self, artifact: Artifact, decisions: Sequence[Decision] = ()) -> None:
        """Put a document version into the graph in place of any other version, all or nothing."""
        projection = project(artifact, self._iris.base, decisions)
        graphs: dict[str, Iterable[Triple]] = {projection.graph.value: projection.triples}
        curated = self._iris.curated(artifact.document).value
        if projection.curated:
            graphs[curated] = projection.curated
        self._store.replace(graphs, drop=[*self._graphs(artifact.document), curated])

    def put_all(self, artifacts: Iterable[Artifact], decisions: Sequence[Decision] = ()) -> int:
        """Build the graph anew from artifacts and settle it. Returns how many documents it holds."""
        self._store.clear()
        number = 0
        waiting: dict[str, Iterable[Triple]] = {}
        for artifact in artifacts:
            projection = project(artifact, self._iris.base, decisions)
            waiting[projection.graph.value] = projection.triples
            if projection.curated:
                waiting[self._iris.curated(artifact.document).value] = projection.curated
            number += 1
            if number % _BATCH == 0:
                self._store.load(waiting)
                waiting = {}
        if waiting:
            self._store.load(waiting)
        self.settle(decisions)
        return number

    def remove(self, document: str) -> None:
        """Take a document out of the graph; call `settle` afterwards."""
        self._store.replace({}, drop=[*self._graphs(document), self._iris.curated(document).value])

    def settle(self, decisions: Sequence[Decision] = ()) -> None:
        """Work out the entities of the collection and write the inferred graph."""
        documents = [_decoded(row, DocumentRecord) for (row,) in ask(self._store, "documents").strings()]
        locals_ = [_decoded(row, EntityRecord) for (row,) in ask(self._store, "local_entities").strings()]
        copied = copies(documents)
        entities = resolve(locals_, decisions, copied)
        stated = [(s, p, o) for s, p, o in ask(self._store, "stated_relations").strings()]
        triples = inferred_triples(self._iris, entities, sorted(stated), copied, editions(documents, copied))
        inferred, names = self._iris.inferred.value, self._iris.curated().value
        graphs: Mapping[str, Iterable[Triple]] = {inferred: triples, names: name_decisions(self._iris, decisions)}
        if len(triples) <= _ATOMIC:
            self._store.replace({g: t for g, t in graphs.items() if t}, drop=[inferred, names])
        else:
            self._store.replace({}, drop=[inferred, names])
            self._store.load(graphs)
        self._store.flush()

    def versions(self) -> dict[str, str]:
        """The version that the graph holds of each document."""
        records = (_decoded(row, DocumentRecord) for (row,) in ask(self._store, "documents").strings())
        return {record.id: record.version for record in records}

    def _graphs(self, document: str) -> list[str]:
        work = self._iris.document(document)
        return [g for (g,) in ask(self._store, "document_graphs", work=[work]).strings()]


def _decoded(text: str, kind: type[T]) -> T:
    return msgspec.json.decode(text, type=kind)
