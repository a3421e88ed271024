"""Did you mean: words of the collection that a misspelt search word may have been.

Words are compared by how they sound and by what keyboards leave out: å, ä, ö as a, o or aa, ae, oe; single
and double consonants; the sje- and tje-sounds. Then one edit (Damerau 1964), then two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import log

import numpy as np
import numpy.typing as npt

from ingest.language.lexicon import known
from ingest.language.wordtable import WORD, row

LETTERS = "abcdefghijklmnopqrstuvxyz"
MOST = 5  # suggestions
SHORTEST = 3  # letters of a word that is corrected
SURVIVORS = 12  # words whose distance is computed in full
COMMON = 30  # occurrences of a word of the general lexicon that is suggested
EDIT = 4.0  # what an edit costs, in log units of frequency
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"aa|ae|[åäáà]", "a"),
        (r"oe|[öøó]", "o"),
        (r"[éèê]", "e"),
        (r"sch|skj|stj|sj|sh|ch", "$"),
        (r"tj|kj", "k"),
        (r"^(?:hj|lj|gj|dj)", "j"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"tsion|ssion|tion|sion", "$on"),
        (r"(.)\1", r"\1"),
    )
]


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """How a word sounds, roughly: words that are easily written for each other share it."""
    key = word.lower()
    for pattern, letters in _SOUNDS:
        key = pattern.sub(letters, key)
    return key


def edits(key: str, letters: str = LETTERS) -> Iterator[str]:
    """The strings one edit from `key`: deletion, transposition, replacement, insertion."""
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        if tail:
            yield head + tail[1:]
            for letter in letters:
                yield head + letter + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail


def distance(a: str, b: str, most: int = 3) -> int:
    """The optimal string alignment distance of `a` and `b`; `most` where it is that or more."""
    if abs(len(a) - len(b)) >= most:
        return most
    before, last = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        now = [i] + [0] * len(b)
        for j, other in enumerate(b, 1):
            now[j] = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                now[j] = min(now[j], before[j - 2] + 1)
        if min(now) >= most:
            return most
        before, last = last, now
    return min(last[-1], most)


def _letters(key: str) -> int:
    """The letters of `key` as bits, whatever their order."""
    bits = 0
    for letter in key:
        bits |= 1 << (ord(letter) % 61)
    return bits


class Speller:
    """Suggestions against one vocabulary (lower-case word -> occurrences), indexed by sound once."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)
        for word in vocabulary:
            self._sounds[sound(word)].append(word)
        self._keys = list(self._sounds)
        self._bits: npt.NDArray[np.uint64] = np.array([_letters(key) for key in self._keys], dtype=np.uint64)
        self._lengths: npt.NDArray[np.int16] = np.array([len(key) for key in self._keys], dtype=np.int16)

    def suggest(self, word: str) -> list[str]:
        """The likeliest words of the vocabulary for a misspelt `word`, best first, at most `MOST`.

        Nothing for a word of the vocabulary itself. Words written apart ("samverkans grupp") are joined.
        """
        lower = word.lower().strip()
        joined = re.sub(r"[\s-]+", "", lower)
        if lower in self.vocabulary or len(joined) < SHORTEST:
            return []
        costs: dict[str, float] = {}
        if joined != lower and (joined in self.vocabulary or known(joined)):
            costs[joined] = 0.0
        self._near(joined, costs)
        if not costs:
            self._far(sound(joined), costs)
        if not costs:
            self._compound(joined, costs)
        for other in _marked(joined):
            costs.setdefault(other, 0.5)
        costs.pop(lower, None)
        return sorted(costs, key=lambda other: EDIT * costs[other] - log(1 + self._weight(other)))[:MOST]

    def _weight(self, word: str) -> float:
        """How common a word is here; one of the general lexicon alone counts little."""
        return self.vocabulary.get(word, 0) or min(1.0, row(word).seen / 1000)

    def _near(self, word: str, costs: dict[str, float]) -> None:
        """Words that sound the same, or are one edit from it."""
        key = sound(word)
        for other in self._sounds.get(key, ()):
            costs[other] = 0.3
        for edited in set(edits(key)):
            for other in self._sounds.get(edited, ()):
                costs.setdefault(other, 1.0)

    def _far(self, key: str, costs: dict[str, float]) -> None:
        """Words two edits away: first those whose letters nearly agree, then the distance."""
        if len(key) < 6 or not self._keys:
            return
        differing = np.bitwise_count(self._bits ^ np.uint64(_letters(key))).astype(np.int16)
        differing += np.abs(self._lengths - len(key)) // 2
        close = np.flatnonzero((differing <= 3) & (np.abs(self._lengths - len(key)) <= 2))
        for at in close[np.argsort(differing[close], kind="stable")][:SURVIVORS]:
            if distance(key, self._keys[at]) <= 2:
                for other in self._sounds[self._keys[at]]:
                    costs[other] = 2.0

    def _compound(self, word: str, costs: dict[str, float]) -> None:
        """A compound of a right first part and a misspelt last one, or the other way round."""
        for at in range(4, len(word) - 3):
            head, tail = word[:at], word[at:]
            if known(head) or row(head).bits:
                for other in self._sounds.get(sound(tail), ()):
                    costs[head + other] = 0.6
            if tail in self.vocabulary:
                for other in (o for o in _marked(head) if row(o).bits):
                    costs[other + tail] = 0.6


def _marked(word: str) -> list[str]:
    """Common words of the general lexicon that `word` is when its å, ä, ö are put back or a consonant doubled."""
    spelt = word.replace("aa", "å").replace("ae", "ä").replace("oe", "ö")
    options = ["aåä" if letter == "a" else "oö" if letter == "o" else letter for letter in spelt]
    forms = {spelt}
    if sum(len(option) > 1 for option in options) <= 5:
        forms |= {"".join(chosen) for chosen in product(*options)}
    forms |= {spelt[:at] + spelt[at] + spelt[at:] for at in range(len(spelt))}
    forms |= {spelt[:at] + spelt[at + 1 :] for at in range(1, len(spelt)) if spelt[at] == spelt[at - 1]}
    found = ((form, row(form)) for form in forms if form != word)
    return [form for form, entry in found if entry.seen >= COMMON or (entry.bits & ~WORD and entry.first)]


@lru_cache(maxsize=2)
def _speller(words: tuple[tuple[str, int], ...]) -> Speller:
    """A speller for a small vocabulary given anew each time."""
    return Speller(dict(words))


def suggest(word: str, vocabulary: Mapping[str, int] | Speller) -> list[str]:
    """Suggestions for `word`. Give a `Speller` made once for the index: making one takes a while."""
    speller = vocabulary if isinstance(vocabulary, Speller) else _speller(tuple(sorted(vocabulary.items())))
    return speller.suggest(word)
