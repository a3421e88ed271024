"""How well the words of a question stand beside those of a passage: late interaction over static vectors.

The mean of many words is blurred: a passage of thirty words hardly moves for the one that answers. So the best
candidates are read word by word: each word of the question takes the nearest word of the passage, as in ColBERT
(Khattab & Zaharia 2020), here with vectors that know no context, and rare words count more. Rare is what few of
the candidates hold, which needs no table of the collection.

Only for embedders that give single words vectors in microseconds (`StaticEmbedder`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from ingest.language.stopwords import STOPWORDS
from search.analysis import bare_words
from search.embedding import Embedder, Vectors
from search.index.port import Payload

NEARBY = 0.6  # of a word: what a word of the thesaurus's terms counts
CONTEXT = 0.85  # of a word: what a word of title or heading counts, where it is nearer than the passage's own
SAME = 0.95  # cosine from which two words count as one
_LONGEST = 1_500  # characters of a passage that are read
_SHORTEST = 2  # letters of a word that is read
_WORDS = 50_000  # words whose vectors are kept: 51 MB at 256 dimensions
# OpenBLAS leaves products of matrices up to this size (rows x columns x depth) to one thread. Larger ones it shares
# with threads that wait for each other in a loop: on a busy machine that takes ten times as long.
_ONE_THREAD = 262_144
_TEXTS = 60_000  # passages and contexts whose words are kept

Rows = NDArray[np.int32]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Closeness:
    """For each candidate, -1 to 1. `words`: the mean of the words' best cosines; `context`: of title and heading."""

    words: Scores
    context: Scores


@dataclass(slots=True)
class _Met:
    """The words met so far, with their vectors, and which of them each text holds."""

    vectors: Vectors
    places: dict[str, int] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    means: dict[str, Vectors] = field(default_factory=dict)


class Aligner:
    """Aligns questions with passages. Remembers the words that it has met; safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = Lock()
        self._met = self._nothing()

    def closeness(self, question: str, vector: Vectors, payloads: Sequence[Payload], nearby: str = "") -> Closeness:
        """How near the candidates are to the question, whose vector is given. There is at least one candidate.

        `nearby` are the administrative terms for the question's everyday words; they count `NEARBY` of a word.
        """
        around = [context(payload) for payload in payloads]
        contexts = list(dict.fromkeys(around))
        place = {text: at for at, text in enumerate(contexts)}
        of = np.array([place[text] for text in around])
        with self._lock:
            asked, terms = _words(question), _words(nearby)
            asked += (added := [term for term in terms if term not in asked])
            table, rows, held, heads = self._read(asked, [str(p["text"])[:_LONGEST] for p in payloads], contexts)
            means = np.stack([self._met.means[text] for text in contexts])
        near = np.einsum("ij,j->i", means, vector, dtype=np.float64)[of]
        if not asked:
            return Closeness(np.zeros(len(payloads)), near)
        own = _best(table, rows, held)
        holding = (own > SAME).sum(axis=1)
        rarity = np.log(1 + (len(payloads) - holding + 0.5) / (holding + 0.5)) + 0.1
        rarity[len(asked) - len(added) :] *= NEARBY
        best = np.maximum(own, CONTEXT * _best(table, rows, heads)[:, of])
        return Closeness(rarity @ best / rarity.sum(), near)

    def _nothing(self) -> _Met:
        return _Met(np.empty((1_024, self._embedder.dimensions), dtype=np.float32))

    def _read(
        self, asked: Sequence[str], texts: Sequence[str], contexts: Sequence[str]
    ) -> tuple[Vectors, Rows, list[Rows], list[Rows]]:
        """The table of vectors, and the rows of the words asked, the texts and the contexts."""
        if len(self._met.places) > _WORDS or len(self._met.rows) > _TEXTS:
            self._met = self._nothing()
        met = self._met
        read = {text: _words(text) for text in (*texts, *contexts) if text not in met.rows}
        self._learn(word for found in (*read.values(), asked) for word in found)
        for text, found in read.items():
            met.rows[text] = _rows(met, found)
        fresh = [text for text in contexts if text not in met.means]
        met.means.update(zip(fresh, self._embedder.encode(fresh), strict=True) if fresh else ())
        return met.vectors, _rows(met, asked), [met.rows[t] for t in texts], [met.rows[t] for t in contexts]

    def _learn(self, found: Iterable[str]) -> None:
        met = self._met
        fresh = [word for word in dict.fromkeys(found) if word not in met.places]
        if not fresh:
            return
        known, needed = len(met.places), len(met.places) + len(fresh)
        if needed > len(met.vectors):  # readers keep the table that they were given
            grown = np.empty((max(needed, 2 * len(met.vectors)), met.vectors.shape[1]), dtype=np.float32)
            grown[:known] = met.vectors[:known]
            met.vectors = grown
        met.vectors[known:needed] = self._embedder.encode(fresh)
        met.places.update((word, known + at) for at, word in enumerate(fresh))


def context(payload: Payload) -> str:
    """The document's title and the heading above a passage."""
    heading = f"{payload.get('section_number', '')} {payload.get('section_heading', '')}".strip()
    title = str(payload.get("title", ""))
    return f"{title}. {heading}" if heading else title


def _words(text: str) -> list[str]:
    return [w for w in dict.fromkeys(bare_words(text)) if len(w) >= _SHORTEST and w not in STOPWORDS]


def _rows(met: _Met, found: Sequence[str]) -> Rows:
    return np.fromiter((met.places[word] for word in found), dtype=np.int32, count=len(found))


def _best(table: Vectors, asked: Rows, texts: Sequence[Rows]) -> Scores:
    """The largest cosine of each word of the question in each text [words, texts]; 0 in a text without words."""
    best = np.zeros((len(asked), len(texts)))
    filled = [at for at, rows in enumerate(texts) if len(rows)]
    if not filled:
        return best
    distinct, where = np.unique(np.concatenate([texts[at] for at in filled]), return_inverse=True)
    starts = np.cumsum([0, *(len(texts[at]) for at in filled[:-1])])
    cosines = _cosines(table[asked], table, distinct)
    best[:, filled] = np.maximum.reduceat(cosines[:, where], starts, axis=1)
    return best


def _cosines(asked: Vectors, table: Vectors, rows: Rows) -> Vectors:
    """The cosines of the words of the question and those of `rows` [words, rows]."""
    found = np.empty((len(asked), len(rows)), dtype=np.float32)
    step = max(1, _ONE_THREAD // asked.size)
    for start in range(0, len(rows), step):
        np.matmul(asked, table[rows[start : start + step]].T, out=found[:, start : start + step])
    return found
