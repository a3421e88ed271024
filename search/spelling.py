"""Misspelt words of a question, mended with the words that the index knows.

A word is taken as right where the index or the Swedish dictionary knows it. Otherwise the nearest
word of the index is taken: å, ä, ö left out or written aa, ae, oe cost little; one slip for words of
four to seven letters, two for longer ones (deletions are indexed, as in SymSpell, Garbe 2012).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

from ingest.language.lexicon import known
from search.analysis import fold, word_terms

_LEAST = 4  # letters of a word that is mended
_LONG = 8  # letters from which two slips are mended
_PREFIX = 9  # letters of a word whose deletions are indexed
_DIGRAPHS = (("aa", "a"), ("ae", "a"), ("oe", "o"))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(slots=True)
class Speller:
    """Mends words with a vocabulary: word -> how often it stands in the index."""

    vocabulary: Mapping[str, int] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set, init=False)
    _deletions: dict[str, list[str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for word, count in self.vocabulary.items():
            terms = word_terms(word)
            if terms is None or not word.isalpha():
                continue
            self._keys.add(terms.whole)
            # A word that stands once may itself be a misreading: only words that are Swedish are offered.
            if len(word) >= _LEAST and (count > 1 or known(word)):
                for form in _deletions(fold(word)):
                    self._deletions.setdefault(form, []).append(word)

    def correct(self, text: str) -> str:
        """The text with unknown words replaced by the nearest known ones; the same text where all are known."""
        if not self._keys:
            return text
        return _WORD.sub(lambda m: self._mended(m.group()), text)

    def knows(self, word: str) -> bool:
        """True where the index or the dictionary holds the word, in any inflection."""
        terms = word_terms(word)
        return terms is None or terms.whole in self._keys or known(word)

    def _mended(self, word: str) -> str:
        lower = word.lower()
        if len(lower) < _LEAST or word.isupper() or self.knows(lower):
            return word
        best = self.nearest(lower)
        if best is None:
            return word
        return best.capitalize() if word[0].isupper() else best

    def nearest(self, word: str) -> str | None:
        """The nearest word of the vocabulary, the more frequent where two are as near; None where none is near."""
        folded = fold(word)
        candidates: set[str] = set()
        for variant in {folded, *(folded.replace(a, b) for a, b in _DIGRAPHS)}:
            for form in _deletions(variant):
                candidates.update(self._deletions.get(form, ()))
        most = 2 if len(word) >= _LONG else 1
        scored = []
        for candidate in candidates:
            slips = min(distance(f, fold(candidate)) for f in {folded, *(folded.replace(a, b) for a, b in _DIGRAPHS)})
            if slips <= most:
                scored.append((slips + 0.3 * (candidate[0] != word[0]), -self.vocabulary[candidate], candidate))
        return min(scored)[2] if scored else None


def _deletions(word: str) -> set[str]:
    """The word's beginning and all that one or two letters fewer leave of it."""
    start = word[:_PREFIX]
    found = {start}
    for count in range(1, 3 if len(word) >= _LONG - 2 else 2):
        for places in combinations(range(len(start)), count):
            found.add("".join(c for i, c in enumerate(start) if i not in places))
    return found


def distance(a: str, b: str) -> int:
    """Edits between two words: a letter put in, left out or changed, or two swapped (Damerau 1964, restricted)."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before, previous = list(range(len(b) + 1)), list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
