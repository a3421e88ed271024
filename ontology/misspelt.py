"""Misspelt and damaged names: which right names a name may stand for.

Only a word that is no Swedish word is mended, and only into one that is: "Samrådsgupp äldre" may be "Samrådsgrupp
äldre", but "Rådet för näring" is never "Rådet för nöring", and "Norra rådet" never "Nora rådet". A mended name
counts only where somebody bears it, so two things with like names stay two. Proper names that no word list holds
are one where they differ by marks alone ("Ljusvattnets" and "Ljusvättnets").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from ingest.language.lexicon import frequency, known, listed
from ingest.language.spelling import LETTERS, distance, edits
from ontology.names import key

_ALPHABET = LETTERS + "wqåäö"
_SHORTEST = 4  # letters of a word whose marks are put back
_EDITED = 6  # letters of a word in which one letter may be wrong
_VAGUE = 6  # letters of a word that may each be several
_MOST = 4  # right words for a wrong one
_WRONG = 2  # wrong words of a name
# What a letter or sign may be where marks were lost or misread.
_READ = {"a": "aåä", "o": "oö", "å": "åä", "ä": "äå", "é": "åäöe", "è": "äe", "à": "åa", "6": "ö", "0": "oö", "á": "å"}
_READ |= {"ò": "ö", "ó": "ö", "1": "l"}
_LOOKS = str.maketrans({"6": "o", "0": "o", "1": "l"})


@lru_cache(maxsize=65_536)
def mended(name: str) -> tuple[str, ...]:
    """The names, as `names.key` gives them, that a name may be a wrong spelling of; none where its words are right.

    >>> mended("Samrådsgupp äldre")
    ('samrådsgrupp äldre',)
    """
    words = key(name).split()
    wrong = [i for i, word in enumerate(words) if not _is_word(word)]
    if not wrong or len(wrong) > _WRONG:
        return ()
    options = [_right(words[i]) for i in wrong]
    if not all(options):
        return ()
    found = []
    for chosen in product(*options):
        right = list(words)
        for at, word in zip(wrong, chosen, strict=True):
            right[at] = word
        found.append(" ".join(right))
    return tuple(found[:_MOST])


@lru_cache(maxsize=65_536)
def looks(name: str) -> str | None:
    """What a name with a word that no list holds looks like without marks; None where all its words are known.

    >>> looks("Rådet Xyffla") == looks("Radet Xyfflå"), looks("Rådet för skolan")
    (True, None)
    """
    words = key(name).split()
    if all(_is_word(word) for word in words):
        return None
    return " ".join(plain(word) for word in words)


def plain(word: str) -> str:
    """A word without marks, signs that are taken for letters as letters."""
    stripped = unicodedata.normalize("NFKD", word.casefold().translate(_LOOKS))
    return "".join(c for c in stripped if not unicodedata.combining(c))


def marks(name: str) -> int:
    """How many letters of a name bear marks, less its digits: of two spellings the one with more is the better."""
    return sum(not c.isascii() and c.isalpha() for c in name) - sum(c.isdigit() for c in name)


def nearness(one: str, other: str) -> float:
    """How near two names are, 0 to 1: 1 less the share of letters that differ; 0 where that is more than a few."""
    a, b = key(one), key(other)
    most = max(2, min(4, max(len(a), len(b)) // 6)) + 1
    apart = distance(plain(a), plain(b), most)
    return 0.0 if apart >= most else round(1 - apart / max(len(a), len(b), 1), 3)


def _is_word(word: str) -> bool:
    """Whether nothing is to be mended: a word, a number, an abbreviation, or too short to tell."""
    return len(word) < _SHORTEST or word.isdigit() or known(word)


@lru_cache(maxsize=65_536)
def _right(word: str) -> tuple[str, ...]:
    """The words that a wrong one may be, the commonest first: with its marks put back, else one letter away."""
    marked = sorted({f for f in _marked(word) if f != word and known(f)}, key=lambda f: (-frequency(f), f))
    if marked:
        return tuple(marked[:_MOST])
    if len(word) < _EDITED or not word.isalpha():
        return ()
    forms = {f for f in edits(word, _ALPHABET) if f[:1] == word[:1]}
    near = {f for f in forms if listed(f)} or {f for f in forms if known(f)}
    return tuple(sorted(near, key=lambda f: (-frequency(f), f))[:_MOST])


def _marked(word: str) -> Iterator[str]:
    options = [_READ.get(letter, letter) for letter in word]
    if sum(len(option) > 1 for option in options) <= _VAGUE:
        yield from ("".join(chosen) for chosen in product(*options))
