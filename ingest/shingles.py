"""A document's text as a few numbers, by which copies of it are known again: scan beside export, saved twice.

Shingles of three folded words are hashed and the smallest hashes kept (bottom-k sketch; A. Broder, "On the
resemblance and containment of documents", 1997; E. Cohen & H. Kaplan, 2007). Folding leaves å, ä, ö as a, a, o,
so that a text read without them still looks the same. The figures of the text (dates, years, sums, numbers of
statutes) are kept apart: two versions of one agreement share nearly all words, but not their dates.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence

KEPT = 128  # hashes of shingles; the share of common shingles is right within 0.04 or so
FIGURES = 48  # hashes of figures
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d[\d.,:/-]*\d")
_FEWEST = 40  # words: a shorter text is like too many others

Sketch = tuple[int, ...]


def fold(text: str) -> str:
    """Lower case without marks: "Överenskommelse" as "overenskommelse"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def sketch(texts: Iterable[str]) -> Sketch:
    """The smallest hashes of the text's shingles, in order; empty for a text of a few words."""
    words = [word for text in texts for word in _WORD.findall(fold(text))]
    if len(words) < _FEWEST:
        return ()
    found = {zlib.crc32(" ".join(words[at : at + 3]).encode()) for at in range(len(words) - 2)}
    return tuple(sorted(found)[:KEPT])


def figures(texts: Iterable[str]) -> Sketch:
    """The smallest hashes of the text's figures of two digits or more, in order."""
    found = {zlib.crc32(re.sub(r"\D", "", figure).encode()) for text in texts for figure in _FIGURE.findall(text)}
    return tuple(sorted(found)[:FIGURES])


def resemblance(first: Sequence[int], second: Sequence[int], kept: int = KEPT) -> float:
    """The share of shingles that two texts have in common (Jaccard), estimated; 0 where one has none."""
    if not first or not second:
        return 0.0
    a, b = set(first), set(second)
    smallest = sorted(a | b)[: min(kept, max(len(a), len(b)))]
    return sum(value in a and value in b for value in smallest) / len(smallest)
