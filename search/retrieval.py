"""One search of an index: both halves asked, and their passages put in one order that fits the question.

A question in the words of the documents is best answered by words, one in everyday words by meaning.
Which it is shows in the passages that the words find: how much of the question stands in the best of them.
The mean of many subwords is blurred, so vectors count less where passages are long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from search.alignment import Aligner
from search.analysis import document_terms
from search.embedding import Embedder, StaticEmbedder, Vectors
from search.index.port import Filters, Hit, PassageIndex
from search.query import Plan
from search.ranking import Ranked, fuse
from search.weighing import MEASURES, Candidates, Weights, candidates, load_weights, ordered

LEAST, MOST = 0.35, 0.95  # weight of the dense half where all of the question's words are found, and where none is
SHORT, LONG = 600, 1_600  # characters: from the one on `LEAST` falls, at the other it is 0
NEARBY = 0.1  # of the vector of the thesaurus's terms is added to the question's
_BEST = 3  # passages that are looked at


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches an index with both halves.

    With an aligner the candidates are read word by word and ordered by the fitted weights; without, where the
    embedder is too slow for that, the two lists alone are joined.
    """

    index: PassageIndex
    embedder: Embedder
    aligner: Aligner | None = None
    weights: Weights = field(default_factory=load_weights)

    def retrieve(self, made: Plan, depth: int, filters: Filters) -> list[Ranked]:
        """The passages of both halves, `depth` each at most, best first."""
        if self.aligner is None:
            return self.joined(made, depth, filters)
        found, uncovered, long = self.candidates(self.aligner, made, depth, filters)
        return ordered(found, uncovered, long, self.weights)

    def joined(self, made: Plan, depth: int, filters: Filters, weight: float | None = None) -> list[Ranked]:
        """The two lists alone, joined by their scores. `weight` is that of the dense half, if given."""
        sparse = self.index.sparse(made.sparse, depth, filters)
        dense = self.index.dense(query_vector(self.embedder, made), depth, filters)
        if weight is None:
            weight = dense_weight(coverage(made.meant, sparse), _length(sparse))
        return fuse(dense, sparse, weight)

    def candidates(self, aligner: Aligner, made: Plan, depth: int, filters: Filters) -> tuple[Candidates, float, float]:
        """The candidates; how much of the question words do not find; how long the passages are (0 to 1 each).

        The first `depth` of the joined lists are read word by word; reading all was worth no more.
        """
        vector = query_vector(self.embedder, made)
        sparse = self.index.sparse(made.sparse, depth, filters)
        dense = self.index.dense(vector, depth, filters)
        covered, length = coverage(made.meant, sparse), _length(sparse)
        joined = fuse(dense, sparse, dense_weight(covered, length))
        if not joined:
            return Candidates((), np.empty((0, len(MEASURES)))), 0.0, 0.0
        read = joined[:depth]
        closeness = aligner.closeness(made.text, vector, [ranked.payload for ranked in read], made.nearby)
        return candidates(dense, sparse, read, closeness, joined[depth:]), 1 - covered, longness(length)


def retriever(index: PassageIndex, embedder: Embedder) -> Retriever:
    """The retriever of an index: with an aligner where the embedder is quick enough."""
    return Retriever(index, embedder, Aligner(embedder) if isinstance(embedder, StaticEmbedder) else None)


def _length(sparse: Sequence[Hit]) -> float:
    lengths = [len(hit.payload["text"]) for hit in sparse[:_BEST]]
    return float(np.median(lengths)) if lengths else 0.0


def query_vector(embedder: Embedder, made: Plan) -> Vectors:
    """The question's vector with a share of that of the administrative terms for its everyday words."""
    vector = embedder.encode_query(made.text)
    if made.nearby:
        vector = vector + NEARBY * embedder.encode_query(made.nearby)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-12), dtype=np.float32)


def dense_weight(covered: float, length: float) -> float:
    """The weight of the dense half, 0 to 1, from the share of the question that words find and the passages' length."""
    least = LEAST * (1 - longness(length))
    return least + (MOST - least) * (1 - covered)


def longness(length: float) -> float:
    """How long passages of `length` characters are, 0 to 1."""
    return min(max((length - SHORT) / (LONG - SHORT), 0.0), 1.0)


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
