"""One search of an index: both halves asked, and joined with a weight that fits the question.

A question in the words of the documents is best answered by words, one in everyday words by meaning.
Which it is shows in the passages that the words find: how much of the question stands in the best of them.
The mean of many subwords is blurred, so vectors count less where passages are long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from search.analysis import document_terms
from search.embedding import Embedder, Vectors
from search.index.port import Filters, Hit, PassageIndex
from search.query import Plan
from search.ranking import Ranked, fuse

LEAST, MOST = 0.35, 0.95  # weight of the dense half where all of the question's words are found, and where none is
SHORT, LONG = 600, 1_600  # characters: from the one on `LEAST` falls, at the other it is 0
NEARBY = 0.1  # of the vector of the thesaurus's terms is added to the question's
_BEST = 3  # passages that are looked at


def retrieve(
    index: PassageIndex, embedder: Embedder, made: Plan, depth: int, filters: Filters, weight: float | None = None
) -> list[Ranked]:
    """The passages of both halves, `depth` each at most, best first. `weight` is that of the dense half, if given."""
    sparse = index.sparse(made.sparse, depth, filters)
    dense = index.dense(query_vector(embedder, made), depth, filters)
    if weight is None:
        lengths = [len(hit.payload["text"]) for hit in sparse[:_BEST]]
        weight = dense_weight(coverage(made.meant, sparse), float(np.median(lengths)) if lengths else 0.0)
    return fuse(dense, sparse, weight)


def query_vector(embedder: Embedder, made: Plan) -> Vectors:
    """The question's vector with a share of that of the administrative terms for its everyday words."""
    vector = embedder.encode_query(made.text)
    if made.nearby:
        vector = vector + NEARBY * embedder.encode_query(made.nearby)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)


def dense_weight(covered: float, length: float) -> float:
    """The weight of the dense half, 0 to 1, from the share of the question that words find and the passages' length."""
    least = LEAST * (1 - min(max((length - SHORT) / (LONG - SHORT), 0.0), 1.0))
    return least + (MOST - least) * (1 - covered)


def coverage(meant: Mapping[str, float], hits: Sequence[Hit]) -> float:
    """The largest share of the terms' weight that one of the best passages holds, 0 to 1; 0 where there is none."""
    weights = {t: w for t, w in meant.items() if t[0] != "f"}
    total = sum(weights.values())
    best = 0.0
    for hit in hits[:_BEST] if total else ():
        payload = hit.payload
        held = document_terms(f"{payload.get('title', '')} {payload.get('section_heading', '')} {payload['text']}")
        best = max(best, sum(w for t, w in weights.items() if t in held) / total)
    return best
