"""Text to weighted terms, and terms to sparse vectors.

A term is a key (lemma, then stem) with a prefix for what it is: `w` a word or a part of a compound,
`f` a word with å, ä, ö folded, `n` a number. Passages get the BM25 weight of Robertson & Zaragoza
(2009) without the inverse document frequency, which the index puts on when it is asked; queries get
the weights below.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.language.keys import key, part_keys
from ingest.language.stopwords import STOPWORDS

PART = 0.6  # weight of a compound's part in a query
FOLDED = 0.25  # weight in a query of the word without its diacritics
_WORD = re.compile(r"[^\W\d_]+(?:[-:’'][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*")


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse vector: term ids (ascending, unique) and their weights."""

    indices: list[int]
    values: list[float]


@dataclass(frozen=True, slots=True)
class Bm25:
    """How a term's count in a passage becomes a weight. `average` is the usual number of terms of a passage."""

    k1: float = 1.2
    b: float = 0.75
    average: float = 100.0


@dataclass(frozen=True, slots=True)
class WordTerms:
    """The terms of one word: the whole, the parts of a compound, and the folded form ("" where it is the same)."""

    whole: str
    parts: tuple[str, ...] = ()
    folded: str = ""


@lru_cache(maxsize=200_000)
def word_terms(word: str) -> WordTerms | None:
    """The terms of a word in lower case; None for a stop word."""
    if word[0].isdigit():
        return WordTerms("n" + word)
    if word in STOPWORDS:
        return None
    whole = key(word)
    parts = ["w" + part for part in part_keys(word) if len(part) > 2 and part not in STOPWORDS]
    folded = fold(whole)
    return WordTerms("w" + whole, tuple(parts), "f" + folded if folded != whole else "")


def fold(text: str) -> str:
    """The text without diacritics: "vård" is "vard"."""
    if text.isascii():
        return text
    folded = text.translate(_LATIN)
    return folded if folded.isascii() else _folded(folded)


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_LATIN = {code: _folded(chr(code)) for code in range(0x80, 0x250)}  # nearly all of Swedish text, at a tenth of the time


def words(text: str) -> list[tuple[str, int, int]]:
    """The words and numbers of a text in lower case, with where they stand. `text` is in NFC."""
    return [(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(text)]


def bare_words(text: str) -> list[str]:
    """The words and numbers of a text in lower case, without their places: half the time."""
    return [word.lower() for word in _WORD.findall(text)]


def document_terms(text: str) -> Counter[str]:
    """The terms of a passage with their counts."""
    return Counter(term for word in _WORD.findall(text) for term in _passage_terms(word))


@lru_cache(maxsize=200_000)
def _passage_terms(word: str) -> tuple[str, ...]:
    terms = word_terms(word.lower())
    if terms is None:
        return ()
    return (terms.whole, *terms.parts, terms.folded) if terms.folded else (terms.whole, *terms.parts)


def query_terms(text: str) -> dict[str, float]:
    """The terms of a query with their weights."""
    weights: dict[str, float] = {}
    for word, _, _ in words(text):
        terms = word_terms(word)
        if terms is None:
            continue
        weights[terms.whole] = 1.0
        for part in terms.parts:
            weights[part] = max(weights.get(part, 0.0), PART)
        if terms.whole[0] == "w":
            weights.setdefault(terms.folded or "f" + terms.whole[1:], FOLDED)
    return weights


@lru_cache(maxsize=400_000)
def term_id(term: str) -> int:
    """A stable id of 32 bits."""
    return zlib.crc32(term.encode())


def sparse(weights: Mapping[str, float]) -> Sparse:
    """The sparse vector of weighted terms."""
    merged: dict[int, float] = {}
    for term, weight in weights.items():
        if weight > 0:
            number = term_id(term)
            merged[number] = max(merged.get(number, 0.0), weight)
    ordered = sorted(merged)
    return Sparse(ordered, [merged[i] for i in ordered])


def document_vector(counts: Mapping[str, float], bm25: Bm25) -> Sparse:
    """The passage's side of BM25: tf (k1 + 1) / (tf + k1 (1 - b + b length / average)).

    Counts may be fractions: words of the context (title, section) count less than the passage's own.
    """
    length = sum(count for term, count in counts.items() if term[0] != "f")
    norm = bm25.k1 * (1 - bm25.b + bm25.b * length / bm25.average)
    return sparse({term: count * (bm25.k1 + 1) / (count + norm) for term, count in counts.items()})
