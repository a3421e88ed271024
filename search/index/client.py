"""The index on a Qdrant server, or in memory for tests, through qdrant-client."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from qdrant_client import QdrantClient, models

from corpus.errors import CorruptStoreError
from search.analysis import Sparse
from search.embedding import Vectors
from search.index.port import FACETS, KEYWORDS, NUMBERS, Filters, Hit, Point

MEMORY = ":memory:"
_BATCH = 500
_RRF = 60
_PREFETCH = 3


class ClientIndex:
    """A collection of passages at `location` (a URL, or ":memory:"), made where there is none."""

    def __init__(self, location: str, collection: str, dimensions: int, api_key: str | None = None) -> None:
        try:
            self._client = (
                QdrantClient(location=MEMORY) if location == MEMORY else QdrantClient(url=location, api_key=api_key)
            )
            self._collection = collection
            self._memory = location == MEMORY
            if not self._client.collection_exists(collection):
                self._create(dimensions)
        except OSError as error:
            raise CorruptStoreError(f"Sökservern på {location} svarar inte.") from error

    def upsert(self, points: Sequence[Point]) -> None:
        """Store the points; a point with the same id is replaced."""
        for start in range(0, len(points), _BATCH):
            batch = [
                models.PointStruct(
                    id=p.id,
                    vector={
                        "dense": p.dense.tolist(),
                        "sparse": models.SparseVector(indices=p.sparse.indices, values=p.sparse.values),
                    },
                    payload=p.payload,
                )
                for p in points[start : start + _BATCH]
            ]
            self._client.upsert(self._collection, batch, wait=True)

    def delete_document(self, document: str) -> None:
        """Remove all passages of a document."""
        condition = _filter(Filters(document=(document,)))
        assert condition is not None
        self._client.delete(self._collection, models.FilterSelector(filter=condition), wait=True)

    def dense(self, vector: Vectors, limit: int, filters: Filters) -> list[Hit]:
        """The nearest passages by cosine, best first."""
        return self._query(vector.tolist(), "dense", limit, filters)

    def sparse(self, vector: Sparse, limit: int, filters: Filters) -> list[Hit]:
        """The best passages by weighted terms, best first."""
        if not vector.indices:
            return []
        return self._query(_sparse(vector), "sparse", limit, filters)

    def hybrid(
        self, dense: Vectors, sparse: Sparse, limit: int, filters: Filters, weights: tuple[float, float] = (1.0, 1.0)
    ) -> list[Hit]:
        """Both lists joined by weighted reciprocal rank fusion, best first."""
        if not sparse.indices:
            return self.dense(dense, limit, filters)
        condition, depth = _filter(filters), max(limit * _PREFETCH, 30)
        answer = self._client.query_points(
            self._collection,
            prefetch=[
                models.Prefetch(query=dense.tolist(), using="dense", limit=depth, filter=condition),
                models.Prefetch(query=_sparse(sparse), using="sparse", limit=depth, filter=condition),
            ],
            query=models.RrfQuery(rrf=models.Rrf(k=_RRF, weights=list(weights))),
            limit=limit,
            with_payload=True,
        )
        return _hits(answer.points)

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The dense vectors of passages, by id; ids that are not stored are left out."""
        records = self._client.retrieve(self._collection, list(ids), with_payload=False, with_vectors=["dense"])
        return {
            str(r.id): np.asarray(r.vector["dense"], dtype=np.float32) for r in records if isinstance(r.vector, dict)
        }

    def facets(self, filters: Filters, limit: int = 20) -> dict[str, dict[str, int]]:
        """Field -> value -> number of passages, the most frequent values first."""
        condition = _filter(filters)
        found: dict[str, dict[str, int]] = {}
        for field in FACETS:
            answer = self._client.facet(self._collection, field, facet_filter=condition, limit=limit, exact=True)
            found[field] = {str(hit.value): hit.count for hit in answer.hits}
        return found

    def count(self, filters: Filters) -> int:
        """How many passages fulfil the filters."""
        return int(self._client.count(self._collection, count_filter=_filter(filters), exact=True).count)

    def scroll(self, filters: Filters) -> Iterator[Hit]:
        """All passages that fulfil the filters, in no special order, score 0."""
        offset: Any = None
        while True:
            records, offset = self._client.scroll(
                self._collection, scroll_filter=_filter(filters), limit=_BATCH, offset=offset, with_payload=True
            )
            for record in records:
                yield Hit(str(record.id), 0.0, record.payload or {})
            if offset is None:
                return

    def optimize(self) -> None:
        """Nothing to do: a server does so in the background."""

    def flush(self) -> None:
        """Nothing to do: every change waits for the server."""

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _create(self, dimensions: int) -> None:
        self._client.create_collection(
            self._collection,
            vectors_config={"dense": models.VectorParams(size=dimensions, distance=models.Distance.COSINE)},
            sparse_vectors_config={"sparse": models.SparseVectorParams(modifier=models.Modifier.IDF)},
        )
        if self._memory:
            return  # in memory there are no payload indexes; asking for one only warns
        for field in KEYWORDS:
            self._client.create_payload_index(self._collection, field, models.PayloadSchemaType.KEYWORD)
        for field in NUMBERS:
            self._client.create_payload_index(self._collection, field, models.PayloadSchemaType.INTEGER)

    def _query(self, query: Any, using: str, limit: int, filters: Filters) -> list[Hit]:
        answer = self._client.query_points(
            self._collection, query=query, using=using, limit=limit, query_filter=_filter(filters), with_payload=True
        )
        return _hits(answer.points)


def _hits(points: Sequence[models.ScoredPoint]) -> list[Hit]:
    return [Hit(str(p.id), p.score, p.payload or {}) for p in points]


def _sparse(vector: Sparse) -> models.SparseVector:
    return models.SparseVector(indices=vector.indices, values=vector.values)


def _filter(filters: Filters) -> models.Filter | None:
    must: list[models.Condition] = []
    for field, values in filters.keywords():
        must.append(models.FieldCondition(key=field, match=models.MatchAny(any=list(values))))
    if filters.year:
        must.append(models.FieldCondition(key="year", match=models.MatchAny(any=list(filters.year))))
    if filters.valid_on is not None:
        must.append(models.FieldCondition(key="valid_from", range=models.Range(lte=filters.valid_on)))
        must.append(models.FieldCondition(key="valid_to", range=models.Range(gte=filters.valid_on)))
    return models.Filter(must=must) if must else None
