"""Building the graph: documents in and out, and the step that links them.

After `put` and `remove`, `settle` works out the entities of the collection for what has changed; a batch
calls it once at its end. The graph can be rebuilt from artifacts and decisions at any time,
in any order of the documents, and comes out the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Triple

from corpus.decisions import Decision
from ingest.artifact import Artifact
from ontology.following import follow, in_step
from ontology.graph import GraphStore
from ontology.iris import Iris
from ontology.lookup import Lookup
from ontology.projection import Projection, project
from ontology.queries import ask
from ontology.settling import Settling

_BATCH = 100  # documents loaded together in a rebuild


class GraphBuilder:
    """Writes documents into a graph store under `base`, and into the look-up tables beside it."""

    def __init__(self, store: GraphStore, base: str, lookup: Lookup | None = None) -> None:
        self._store = store
        self._iris = Iris(base)
        self._lookup = lookup or Lookup()

    def put(self, artifact: Artifact, decisions: Sequence[Decision] = ()) -> None:
        """Put a document version into the graph in place of any other version, all or nothing."""
        projection = project(artifact, self._iris.base, decisions)
        curated = self._iris.curated(artifact.document).value
        with self._lookup.changing:
            follow(self._lookup, self._store, self._iris)
            self._store.replace(self._graphs(projection), drop=[*self._held(artifact.document), curated])
            self._lookup.put(projection.records)
            in_step(self._lookup, self._store)

    def put_all(self, artifacts: Iterable[Artifact], decisions: Sequence[Decision] = ()) -> int:
        """Build the graph anew from artifacts and settle it. Returns how many documents it holds."""
        number = 0
        with self._lookup.changing, self._lookup.writing():
            self._store.clear()
            self._lookup.clear()
            waiting: dict[str, Iterable[Triple]] = {}
            for artifact in artifacts:
                projection = project(artifact, self._iris.base, decisions)
                waiting.update(self._graphs(projection))
                self._lookup.put(projection.records)
                number += 1
                if number % _BATCH == 0:
                    self._store.load(waiting)
                    waiting = {}
            if waiting:
                self._store.load(waiting)
            in_step(self._lookup, self._store)
            self.settle(decisions)
        return number

    def remove(self, document: str) -> None:
        """Take a document out of the graph; call `settle` afterwards."""
        with self._lookup.changing:
            follow(self._lookup, self._store, self._iris)
            self._store.replace({}, drop=[*self._held(document), self._iris.curated(document).value])
            self._lookup.remove(document)
            in_step(self._lookup, self._store)

    def settle(self, decisions: Sequence[Decision] = ()) -> None:
        """Work out what follows from the documents together, for what has changed, and write the inferred graph."""
        with self._lookup.changing:
            follow(self._lookup, self._store, self._iris)
            Settling(self._store, self._lookup, self._iris, decisions).run()
            self._store.flush()
            in_step(self._lookup, self._store)

    def put_beside(self, graphs: Mapping[str, Sequence[Triple]]) -> None:
        """Put what stands beside the documents (`ontology.review_triples`) in place of what stood there, by kind."""
        named = {self._iris.beside(kind).value: triples for kind, triples in graphs.items()}
        with self._lookup.changing:
            follow(self._lookup, self._store, self._iris)
            self._store.replace({name: triples for name, triples in named.items() if triples}, drop=list(named))
            self._store.flush()
            in_step(self._lookup, self._store)

    def versions(self) -> dict[str, str]:
        """The version that the graph holds of each document."""
        follow(self._lookup, self._store, self._iris)
        rows = self._lookup.rows("SELECT id, record ->> '$.version' FROM documents")
        return dict(rows)

    def _graphs(self, projection: Projection) -> dict[str, Iterable[Triple]]:
        graphs: dict[str, Iterable[Triple]] = {projection.graph.value: projection.triples}
        if projection.curated:
            graphs[self._iris.curated(projection.records.document.id).value] = projection.curated
        return graphs

    def _held(self, document: str) -> list[str]:
        work = self._iris.document(document)
        return [g for (g,) in ask(self._store, "document_graphs", work=[work]).strings()]
