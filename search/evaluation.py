"""Measuring search on questions with a known passage: nDCG@10, success@10, paired bootstrap.

Every question has one right passage, so nDCG@10 is 1 / log2(rank + 1) (Järvelin & Kekäläinen 2002).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from search.embedding import Embedder
from search.index.port import Filters, Hit, PassageIndex, Point, point_id
from search.indexing import encode
from search.query import Understanding, plan
from search.ranking import Ranked
from search.retrieval import query_vector, retrieve

DEPTH = 100
Ranking = Callable[[str], list[str]]  # question -> ids of passages, best first


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the id of the passage that answers it. `kind` groups the figures."""

    query: str
    passage: str
    kind: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages (id -> text, with contexts) and the questions on them."""

    name: str
    texts: dict[str, str]
    questions: tuple[Judged, ...]
    contexts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over questions, and the gain of each one by question in order (for the bootstrap)."""

    ndcg: float
    success: float
    gains: tuple[float, ...]


def fill(index: PassageIndex, collection: Collection, embedder: Embedder) -> None:
    """Store the passages of a collection."""
    ids = list(collection.texts)
    texts = [collection.texts[i] for i in ids]
    dense, sparse = encode(texts, [collection.contexts.get(i, "") for i in ids], embedder)
    index.upsert(
        [
            Point(
                point_id(i),
                dense[row],
                sparse[row],
                {"id": i, "text": text, "title": collection.contexts.get(i, ""), "status": "in_force"},
            )
            for row, (i, text) in enumerate(zip(ids, texts, strict=True))
        ]
    )
    index.optimize()


def measure(questions: Sequence[Judged], ranking: Ranking) -> Figures:
    """The figures of a ranking on questions."""
    gains = []
    for question in questions:
        found = ranking(question.query)[:10]
        gains.append(1 / math.log2(found.index(question.passage) + 2) if question.passage in found else 0.0)
    return Figures(float(np.mean(gains)), float(np.mean([g > 0 for g in gains])), tuple(gains))


def rankings(index: PassageIndex, embedder: Embedder, understanding: Understanding) -> dict[str, Ranking]:
    """The product's ranking and its floors: words alone, vectors alone, without thesaurus, other ways to join."""

    def ids(found: Sequence[Hit | Ranked]) -> list[str]:
        return [str(f.payload["id"]) for f in found]

    def sparse(query: str, expand: bool = True) -> list[str]:
        return ids(index.sparse(plan(query, understanding, expand=expand).sparse, DEPTH, Filters()))

    def dense(query: str, expand: bool = True) -> list[str]:
        made = plan(query, understanding, expand=expand)
        return ids(index.dense(query_vector(embedder, made), DEPTH, Filters()))

    def both(query: str, expand: bool = True, weight: float | None = None) -> list[str]:
        made = plan(query, understanding, expand=expand)
        return ids(retrieve(index, embedder, made, DEPTH, Filters(), weight))

    def by_ranks(query: str) -> list[str]:
        made = plan(query, understanding)
        return ids(index.hybrid(query_vector(embedder, made), made.sparse, DEPTH, Filters()))

    return {
        "sparse": sparse,
        "sparse, no thesaurus": lambda query: sparse(query, False),
        "dense": dense,
        "dense, no thesaurus": lambda query: dense(query, False),
        "hybrid": both,
        "hybrid, no thesaurus": lambda query: both(query, False),
        "hybrid, equal weights": lambda query: both(query, weight=0.5),
        "hybrid, reciprocal ranks": by_ranks,
    }


def bootstrap(
    first: Sequence[float], second: Sequence[float], rounds: int = 2_000, seed: int = 1
) -> tuple[float, float, float]:
    """The mean gain of `first` over `second` on the same questions, with its 95 % interval (paired bootstrap)."""
    difference = np.array(first) - np.array(second)
    rng = np.random.default_rng(seed)
    means = difference[rng.integers(0, len(difference), (rounds, len(difference)))].mean(axis=1)
    return float(difference.mean()), float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))
