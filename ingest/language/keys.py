"""Index keys: inflected forms and derivations of one word share a key.

The lemmatiser is applied twice (some plurals pass through a middle form), then the Snowball
stemmer. Of a compound only the last part inflects, so it alone is reduced: the lemmatiser's list
does not hold the compounds.
"""

from __future__ import annotations

from functools import lru_cache

import Stemmer
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy

from ingest.language.compounds import split
from ingest.language.stopwords import STOPWORDS
from ingest.language.tokens import words

_STEMMER = Stemmer.Stemmer("swedish")
# Looks words up in the packed list: the first word takes half as long as when the list is unpacked whole.
_LEMMATISER = Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))
# Base forms that the lemmatiser takes for a form of another word, or the stemmer cuts as if inflected.
_BASES = frozenset(["nämnd", "ansvar"])
_LINKS = ("s",)  # letters that join parts and are no part of the word


def _lemma(word: str) -> str:
    """The base form of a lower-case word."""
    for _ in range(2):
        if word in _BASES:
            break
        word = _LEMMATISER.lemmatize(word, lang="sv").lower()
    return word


def _stem(word: str) -> str:
    return word if word in _BASES else str(_STEMMER.stemWord(word))


@lru_cache(maxsize=131_072)
def key(word: str) -> str:
    """The key of one word: lower case, base form, stemmed; a compound keeps its first parts as they are."""
    lemma = _lemma(word.lower())
    parts = split(lemma)
    if len(parts) == 1:
        return _stem(lemma)
    return "".join(parts[:-1]) + _stem(_lemma(parts[-1]))


@lru_cache(maxsize=131_072)
def part_keys(word: str) -> tuple[str, ...]:
    """The keys of a compound's parts, linking s taken off; nothing for a word that is no compound."""
    parts = split(word)
    if len(parts) == 1:
        return ()
    bare = [part[:-1] if part.endswith(_LINKS) and len(part) > 4 else part for part in parts[:-1]]
    return tuple(_stem(_lemma(part)) for part in (*bare, parts[-1]))


def keys(text: str) -> list[str]:
    """The keys of the words of `text` in order, without stop words."""
    lowered = (token.text.lower() for token in words(text))
    return [key(word) for word in lowered if word not in STOPWORDS]
