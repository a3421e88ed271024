"""The port of the passage index: what is stored, what can be asked, what comes back.

Every passage has a dense vector (cosine) and a sparse one (term weights; the index multiplies them
with the inverse document frequency). Adapters pass one contract suite (`tests/contract/test_index.py`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from search.analysis import Sparse
from search.embedding import Vectors

SCHEMA = 2  # raise it when older indexes cannot be read by this code

KEYWORDS = ("document", "type", "party", "group", "target_group", "status", "county")
NUMBERS = ("year", "valid_from", "valid_to")
FACETS = ("type", "party", "group", "target_group", "status", "year", "document")

Payload = dict[str, Any]
_NAMESPACE = uuid.UUID("6f0c3f9e-6a0e-5f0e-9d0a-5a2b8f0f7d11")


@dataclass(frozen=True, slots=True)
class Point:
    """A passage to be stored. `payload` holds the fields of `KEYWORDS` and `NUMBERS`, and what is shown.

    `valid_from`, `valid_to`: dates as whole numbers, 20240131; 0 and 99999999 where unknown.
    """

    id: str
    dense: Vectors
    sparse: Sparse
    payload: Payload


@dataclass(frozen=True, slots=True)
class Filters:
    """What a passage must fulfil. Values of one field are alternatives; fields are joined by "and"."""

    document: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    target_group: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    valid_on: int | None = None  # 20240131

    def keywords(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The keyword fields that are set."""
        for field in KEYWORDS:
            values = getattr(self, field)
            if values:
                yield field, values


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` is that of the list it came from."""

    id: str
    score: float
    payload: Payload


class PassageIndex(Protocol):
    """An index of passages, for one model."""

    def upsert(self, points: Sequence[Point]) -> None:
        """Store the points; a point with the same id is replaced."""

    def delete_document(self, document: str) -> None:
        """Remove all passages of a document."""

    def dense(self, vector: Vectors, limit: int, filters: Filters) -> list[Hit]:
        """The nearest passages by cosine, best first."""

    def sparse(self, vector: Sparse, limit: int, filters: Filters) -> list[Hit]:
        """The best passages by weighted terms, best first."""

    def hybrid(
        self, dense: Vectors, sparse: Sparse, limit: int, filters: Filters, weights: tuple[float, float] = (1.0, 1.0)
    ) -> list[Hit]:
        """Both lists joined by weighted reciprocal rank fusion (Cormack et al. 2009), best first."""

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The dense vectors of passages, by id; ids that are not stored are left out."""

    def facets(self, filters: Filters, limit: int = 20) -> dict[str, dict[str, int]]:
        """Field -> value -> number of passages, the most frequent values first."""

    def count(self, filters: Filters) -> int:
        """How many passages fulfil the filters."""

    def scroll(self, filters: Filters) -> Iterator[Hit]:
        """All passages that fulfil the filters, in no special order, score 0."""

    def optimize(self) -> None:
        """Bring the stored points into their fast form; call it after many changes."""

    def flush(self) -> None:
        """Wait until the disk has everything."""

    def close(self) -> None:
        """Give the index back. It cannot be used afterwards."""


def point_id(passage: str) -> str:
    """The id of a point (a UUID), from the id of its passage."""
    return str(uuid.uuid5(_NAMESPACE, passage))
