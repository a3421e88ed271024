"""Index keys: inflected forms and derivations of one word share a key.

The lemma is looked up, then cut by the Snowball stemmer. Of a compound only the last part inflects, so
it alone is reduced: the word table does not hold most compounds.
"""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from ingest.language.compounds import split
from ingest.language.lemmas import lemma
from ingest.language.stopwords import STOPWORDS
from ingest.language.tokens import words

_STEMMER = Stemmer.Stemmer("swedish")
# Base forms that the stemmer cuts as if they were inflected.
_UNCUT = frozenset(["nämnd", "ansvar"])
_LINKS = ("s",)  # letters that join parts and are no part of the word


def _stem(word: str) -> str:
    return word if word in _UNCUT else str(_STEMMER.stemWord(word))


@lru_cache(maxsize=131_072)
def key(word: str) -> str:
    """The key of one word: lower case, base form, stemmed; a compound keeps its first parts as they are."""
    base = lemma(word.lower())
    parts = split(base)
    if len(parts) == 1:
        return _stem(base)
    return "".join(parts[:-1]) + _stem(lemma(parts[-1]))


@lru_cache(maxsize=131_072)
def part_keys(word: str) -> tuple[str, ...]:
    """The keys of a compound's parts, linking s taken off; nothing for a word that is no compound."""
    parts = split(word)
    if len(parts) == 1:
        return ()
    bare = [part[:-1] if part.endswith(_LINKS) and len(part) > 4 else part for part in parts[:-1]]
    return tuple(_stem(lemma(part)) for part in (*bare, parts[-1]))


def keys(text: str) -> list[str]:
    """The keys of the words of `text` in order, without stop words."""
    lowered = (token.text.lower() for token in words(text))
    return [key(word) for word in lowered if word not in STOPWORDS]
