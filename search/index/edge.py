"""The embedded index: a Qdrant Edge shard in a folder, owned by one process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np
import qdrant_edge as qe

from corpus.errors import CorruptStoreError, StoreLockedError
from search.analysis import Sparse
from search.embedding import Vectors
from search.index.port import FACETS, KEYWORDS, NUMBERS, Filters, Hit, Point

_BATCH = 1_000
_EXACT_BELOW = 20_000  # passages; below it comparing with all is as fast as the graph of neighbours
_RRF = 60  # the constant of reciprocal rank fusion in Cormack et al. 2009
_PREFETCH = 3  # lists are this many times longer than the answer


class EdgeIndex:
    """A shard in `folder`, made where there is none. Raises StoreLockedError where another process owns it."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self._shard = _open(folder, dimensions)

    def __enter__(self) -> EdgeIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def upsert(self, points: Sequence[Point]) -> None:
        """Store the points; a point with the same id is replaced."""
        for start in range(0, len(points), _BATCH):
            batch = [
                qe.Point(
                    id=p.id,
                    vector={"dense": p.dense.tolist(), "sparse": qe.SparseVector(p.sparse.indices, p.sparse.values)},
                    payload=p.payload,
                )
                for p in points[start : start + _BATCH]
            ]
            self._shard.update(qe.UpdateOperation.upsert_points(batch))

    def delete_document(self, document: str) -> None:
        """Remove all passages of a document."""
        condition = _filter(Filters(document=(document,)))
        assert condition is not None
        self._shard.update(qe.UpdateOperation.delete_points_by_filter(condition))

    def dense(self, vector: Vectors, limit: int, filters: Filters) -> list[Hit]:
        """The nearest passages by cosine, best first."""
        return self._query(_nearest_dense(vector), limit, filters, self._params())

    def sparse(self, vector: Sparse, limit: int, filters: Filters) -> list[Hit]:
        """The best passages by weighted terms, best first."""
        if not vector.indices:
            return []
        return self._query(_nearest_sparse(vector), limit, filters, None)

    def hybrid(
        self, dense: Vectors, sparse: Sparse, limit: int, filters: Filters, weights: tuple[float, float] = (1.0, 1.0)
    ) -> list[Hit]:
        """Both lists joined by weighted reciprocal rank fusion, best first."""
        if not sparse.indices:
            return self.dense(dense, limit, filters)
        condition, depth = _filter(filters), max(limit * _PREFETCH, 30)
        request = qe.QueryRequest(
            limit=limit,
            prefetches=[
                qe.Prefetch(limit=depth, query=_nearest_dense(dense), filter=condition, params=self._params()),
                qe.Prefetch(limit=depth, query=_nearest_sparse(sparse), filter=condition),
            ],
            query=qe.Fusion.Rrf(k=_RRF, weights=list(weights)),  # type: ignore[arg-type]  # the stubs nest it wrongly
            with_payload=True,
        )
        return [Hit(str(p.id), p.score, p.payload or {}) for p in self._shard.query(request)]

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The dense vectors of passages, by id; ids that are not stored are left out."""
        found: dict[str, Vectors] = {}
        for record in self._shard.retrieve(list(ids), with_payload=False, with_vector=["dense"]):
            if isinstance(record.vector, dict):
                found[str(record.id)] = np.asarray(record.vector["dense"], dtype=np.float32)
        return found

    def facets(self, filters: Filters, limit: int = 20) -> dict[str, dict[str, int]]:
        """Field -> value -> number of passages, the most frequent values first."""
        condition = _filter(filters)
        found: dict[str, dict[str, int]] = {}
        for field in FACETS:
            answer = self._shard.facet(qe.FacetRequest(key=field, limit=limit, exact=True, filter=condition))
            found[field] = {str(hit.value): hit.count for hit in answer.hits}
        return found

    def count(self, filters: Filters) -> int:
        """How many passages fulfil the filters."""
        return self._shard.count(qe.CountRequest(exact=True, filter=_filter(filters)))

    def scroll(self, filters: Filters) -> Iterator[Hit]:
        """All passages that fulfil the filters, in no special order, score 0."""
        offset: qe.PointId | None = None
        while True:
            request = qe.ScrollRequest(offset=offset, limit=_BATCH, filter=_filter(filters), with_payload=True)
            records, offset = self._shard.scroll(request)
            for record in records:
                yield Hit(str(record.id), 0.0, record.payload or {})
            if offset is None:
                return

    def optimize(self) -> None:
        """Merge segments and build the graph of neighbours: nothing does so in the background."""
        self._shard.optimize()

    def flush(self) -> None:
        """Wait until the disk has everything."""
        self._shard.flush()

    def close(self) -> None:
        """Give the folder back."""
        self._shard.close()

    def _params(self) -> qe.SearchParams:
        exact = self._shard.info().points_count < _EXACT_BELOW
        return qe.SearchParams(exact=exact, hnsw_ef=None if exact else 128)

    def _query(self, query: qe.Query, limit: int, filters: Filters, params: qe.SearchParams | None) -> list[Hit]:
        request = qe.QueryRequest(limit=limit, query=query, filter=_filter(filters), with_payload=True, params=params)
        return [Hit(str(p.id), p.score, p.payload or {}) for p in self._shard.query(request)]


def _open(folder: Path, dimensions: int) -> qe.EdgeShard:
    config = qe.EdgeConfig(
        vectors={"dense": qe.EdgeVectorParams(size=dimensions, distance=qe.Distance.Cosine)},
        sparse_vectors={"sparse": qe.EdgeSparseVectorParams(modifier=qe.Modifier.Idf)},
    )
    new = not (folder / "edge_config.json").exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        shard = qe.EdgeShard.create(str(folder), config) if new else qe.EdgeShard.load(str(folder))
    except Exception as error:  # the engine raises nothing narrower; everything is raised again
        if "WouldBlock" in str(error) or "lock" in str(error).lower():
            raise StoreLockedError(
                f"Sökindexet i {folder} används redan av en annan process. Stoppa den först."
            ) from error
        raise CorruptStoreError(f"Sökindexet i {folder} kan inte öppnas. Bygg om det med `avtal rebuild`.") from error
    if new:
        for field in KEYWORDS:
            shard.update(qe.UpdateOperation.create_field_index(field, qe.PayloadSchemaType.Keyword))
        for field in NUMBERS:
            shard.update(qe.UpdateOperation.create_field_index(field, qe.PayloadSchemaType.Integer))
    return shard


def _nearest_dense(vector: Vectors) -> qe.Query:
    return qe.Query.Nearest(vector.tolist(), using="dense")


def _nearest_sparse(vector: Sparse) -> qe.Query:
    return qe.Query.Nearest(qe.SparseVector(vector.indices, vector.values), using="sparse")


def _filter(filters: Filters) -> qe.Filter | None:
    must: list[qe.FieldCondition] = []
    for field, values in filters.keywords():
        must.append(qe.FieldCondition(key=field, match=qe.MatchAny(list(values))))
    if filters.year:
        must.append(qe.FieldCondition(key="year", match=qe.MatchAny(list(filters.year))))
    if filters.valid_on is not None:
        must.append(qe.FieldCondition(key="valid_from", range=qe.RangeFloat(lte=filters.valid_on)))
        must.append(qe.FieldCondition(key="valid_to", range=qe.RangeFloat(gte=filters.valid_on)))
    return qe.Filter(must=list(must)) if must else None
