"""Hard negatives: passages that words (BM25) or the model itself take for the answer, and that are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.analysis import Bm25, document_terms, document_vector, query_terms, sparse

Found = list[list[int]]  # for every query, places in the list of passages
_COMMON = 0.1  # a term in a larger share of the passages tells nothing
_BLOCK = 512


def by_words(queries: Sequence[str], passages: Sequence[str], depth: int) -> Found:
    """The `depth` best passages of every query by BM25 over the terms that search uses."""
    postings: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for place, text in enumerate(passages):
        vector = document_vector(document_terms(text), Bm25())
        for term, weight in zip(vector.indices, vector.values, strict=True):
            postings[term].append((place, weight))
    lists = {t: (np.array([p for p, _ in h]), np.array([w for _, w in h])) for t, h in postings.items()}
    found: Found = []
    for query in queries:
        scores = np.zeros(len(passages))
        terms = sparse(query_terms(query))
        for term, weight in zip(terms.indices, terms.values, strict=True):
            if term in lists and len(lists[term][0]) < _COMMON * len(passages):
                places, weights = lists[term]
                scores[places] += weight * np.log(len(passages) / len(places)) * weights
        best = np.argsort(-scores)[:depth]
        found.append([int(i) for i in best if scores[i] > 0])
    return found


def by_vectors(queries: NDArray[np.float32], passages: NDArray[np.float32], depth: int) -> Found:
    """The `depth` nearest passages of every query; rows are vectors of length 1."""
    found: Found = []
    for start in range(0, len(queries), _BLOCK):
        scores = queries[start : start + _BLOCK] @ passages.T
        nearest = np.argpartition(-scores, depth, axis=1)[:, :depth]
        found += [[int(i) for i in row] for row in nearest]
    return found


def chosen(lists: Sequence[Found], right: Sequence[int], count: int, passages: int, seed: int) -> NDArray[np.int64]:
    """`count` hard negatives for every query, drawn from the lists in turn, never its right passage.

    Where the lists are too short, passages at random fill up.
    """
    rng = np.random.default_rng(seed)
    rows = np.empty((len(right), count), dtype=np.int64)
    for query, answer in enumerate(right):
        drawn: list[int] = []
        for found in lists:
            wrong = [p for p in found[query] if p != answer and p not in drawn]
            share = min(len(wrong), count // len(lists))
            drawn += [int(p) for p in rng.choice(wrong, share, replace=False)] if share else []
        while len(drawn) < count:
            other = int(rng.integers(passages))
            if other != answer:
                drawn.append(other)
        rows[query] = drawn
    return rows
