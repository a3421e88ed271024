"""Measuring search on questions with a known passage: nDCG@10, success@10, paired bootstrap.

The first right passage counts, so nDCG@10 is 1 / log2(rank + 1) (Järvelin & Kekäläinen 2002).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.artifact import Artifact
from search.embedding import Embedder
from search.index.port import Filters, Hit, PassageIndex, Point, point_id
from search.indexing import encode, index_artifacts
from search.query import Understanding, plan
from search.ranking import Ranked, collapse, weigh_status
from search.retrieval import query_vector, retriever

DEPTH = 60
PLACES = 10
Ranking = Callable[[str], list[str]]  # question -> ids of points, best first


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and the ids of the passages that answer it. `kind` groups the figures."""

    query: str
    right: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages (id -> text, with contexts) and the questions on them.

    Where `artifacts` are given, the passages are theirs, under their ids.
    """

    name: str
    texts: dict[str, str]
    questions: tuple[Judged, ...]
    contexts: dict[str, str]
    artifacts: tuple[Artifact, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over questions, and the gain of each one by question in order (for the bootstrap)."""

    ndcg: float
    success: float
    gains: tuple[float, ...]


def fill(index: PassageIndex, collection: Collection, embedder: Embedder) -> None:
    """Store the passages of a collection."""
    if collection.artifacts:
        index_artifacts(index, embedder, collection.artifacts)
        index.optimize()
        return
    ids = list(collection.texts)
    texts = [collection.texts[i] for i in ids]
    dense, sparse = encode(texts, [collection.contexts.get(i, "") for i in ids], embedder)
    index.upsert(
        [
            Point(
                point_id(i),
                dense[row],
                sparse[row],
                {"text": text, "title": collection.contexts.get(i, ""), "status": "in_force"},
            )
            for row, (i, text) in enumerate(zip(ids, texts, strict=True))
        ]
    )
    index.optimize()


def measure(questions: Sequence[Judged], ranking: Ranking) -> Figures:
    """The figures of a ranking on questions."""
    gains = []
    for question in questions:
        right = {point_id(passage) for passage in question.right}
        places = [place for place, found in enumerate(ranking(question.query)[:PLACES]) if found in right]
        gains.append(1 / math.log2(places[0] + 2) if places else 0.0)
    return Figures(float(np.mean(gains)), float(np.mean([g > 0 for g in gains])), tuple(gains))


def rankings(
    index: PassageIndex, embedder: Embedder, understanding: Understanding, *, as_shown: bool = False
) -> dict[str, Ranking]:
    """The product's ranking and its floors: each half alone, without a part, other ways to join.

    `as_shown`: copies of a passage take one place and what does not apply falls a little, as on the page of results.
    """
    both = retriever(index, embedder)

    def ids(found: Sequence[Hit | Ranked]) -> list[str]:
        if not as_shown:
            return [f.id for f in found]
        ranked = [f if isinstance(f, Ranked) else Ranked(f.id, f.score, None, None, f.payload) for f in found]
        return [first.id for first, _ in collapse(weigh_status(ranked), PLACES)]

    def sparse(query: str, expand: bool = True) -> list[str]:
        return ids(index.sparse(plan(query, understanding, expand=expand).sparse, DEPTH, Filters()))

    def dense(query: str, expand: bool = True) -> list[str]:
        made = plan(query, understanding, expand=expand)
        return ids(index.dense(query_vector(embedder, made), DEPTH, Filters()))

    def hybrid(query: str, expand: bool = True) -> list[str]:
        return ids(both.retrieve(plan(query, understanding, expand=expand), DEPTH, Filters()))

    def joined(query: str, weight: float | None = None) -> list[str]:
        return ids(both.joined(plan(query, understanding), DEPTH, Filters(), weight))

    def by_ranks(query: str) -> list[str]:
        made = plan(query, understanding)
        return ids(index.hybrid(query_vector(embedder, made), made.sparse, DEPTH, Filters()))

    return {
        "sparse": sparse,
        "sparse, no thesaurus": lambda query: sparse(query, False),
        "dense": dense,
        "dense, no thesaurus": lambda query: dense(query, False),
        "hybrid": hybrid,
        "hybrid, no thesaurus": lambda query: hybrid(query, False),
        "hybrid, no alignment": joined,
        "hybrid, equal weights": lambda query: joined(query, 0.5),
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
