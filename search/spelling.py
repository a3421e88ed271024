"""Misspelt words of a question, mended with the words that the index knows.

A word is taken as right where the index or the Swedish lexicon knows it in any inflection; otherwise
the likeliest word that it may have been is taken (`ingest.language.spelling`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.language.lexicon import known
from ingest.language.spelling import Speller as Suggester
from ingest.language.spelling import distance
from search.analysis import fold, word_terms

_LEAST = 3  # letters of a word that is mended
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Speller:
    """Mends questions with a vocabulary: word in lower case -> how often it stands in the index."""

    def __init__(self, vocabulary: Mapping[str, int] | None = None) -> None:
        words = {w: n for w, n in (vocabulary or {}).items() if w.isalpha()}
        self._keys = {terms.whole for w in words if (terms := word_terms(w)) is not None}
        self._suggester = Suggester(words) if words else None

    def correct(self, text: str) -> str:
        """The text with unknown words replaced by the likeliest known ones; the same text where all are known."""
        if self._suggester is None:
            return text
        return _WORD.sub(lambda match: self._mended(match.group()), text)

    def knows(self, word: str) -> bool:
        """True where the index or the lexicon holds the word, in any inflection."""
        terms = word_terms(word)
        return terms is None or terms.whole in self._keys or known(word)

    def _mended(self, word: str) -> str:
        lower = word.lower()
        if self._suggester is None or len(lower) < _LEAST or word.isupper() or self.knows(lower):
            return word
        for other in self._suggester.suggest(lower):
            # Two slips and another first letter is more often another word than a misspelt one.
            if fold(other[0]) == fold(lower[0]) or distance(fold(other), fold(lower)) <= 1:
                return other.capitalize() if word[0].isupper() else other
        return word
