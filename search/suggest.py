"""Suggestions while a question is written: names, titles, headings and words that begin as what is typed.

A label is found from the start of any of its words, with å, ä and ö as they are or folded. The keys lie sorted,
so that what begins with some letters is one stretch of them, found by bisection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from heapq import nsmallest

from search.analysis import fold

MOST = 8
_LEAST = 2  # letters, from which it is worth suggesting
_REMEMBERED = 4096  # beginnings
_BEYOND = "\U0010ffff"  # sorts after every letter


class Kind(StrEnum):
    """What a suggestion is, as the list says it; the order is that of the list."""

    GROUP = "grupp"
    AGREEMENT = "avtal"
    PARTY = "part"
    DOCUMENT = "dokument"
    SECTION = "avsnitt"
    WORD = "ord"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to search for. `weight`: how much there is of it, more first among those of a kind."""

    label: str
    kind: Kind
    weight: int = 1


class Suggester:
    """Finds suggestions by their beginnings. Safe to share between threads."""

    def __init__(self, found: Iterable[Suggestion]) -> None:
        kinds = list(Kind)
        best: dict[str, Suggestion] = {}
        for one in sorted(found, key=lambda s: (kinds.index(s.kind), -s.weight, len(s.label), s.label)):
            best.setdefault(folded(one.label), one)
        self._ranked = tuple(best.values())
        keys = sorted(
            (" ".join(words[at:]), at > 0, rank)
            for rank, key in enumerate(best)
            for words in (key.split(),)
            for at in range(1 if self._ranked[rank].kind is Kind.WORD else len(words))
        )
        self._keys = [key for key, _, _ in keys]
        self._places = [(inside, rank) for _, inside, rank in keys]
        self.suggest = lru_cache(_REMEMBERED)(self._suggest)

    def _suggest(self, typed: str, limit: int = MOST) -> tuple[Suggestion, ...]:
        """What begins so, at most `limit`: whole labels before words within them, then by kind and weight."""
        key = folded(typed)
        if len(key) < _LEAST:
            return ()
        start, end = bisect_left(self._keys, key), bisect_left(self._keys, key + _BEYOND)
        first: dict[int, None] = {}
        for _, rank in nsmallest(2 * limit, self._places[start:end]):
            first.setdefault(rank)
        return tuple(self._ranked[rank] for rank in list(first)[:limit])


def folded(text: str) -> str:
    """The letters and digits of a text, small and without diacritics, its words parted by one space.

    >>> folded(" Vård- och  omsorg ")
    'vard och omsorg'
    """
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text.casefold())).split())
