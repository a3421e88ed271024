"""Words of a block with their places, read once and shared by the finders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extraction.heads import Head, head_of

_WORD = re.compile(r"[^\W_]+(?:[-/:’'&][^\W_]+)*-?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a punctuation mark."""

    text: str
    low: str
    start: int
    end: int
    head: Head | None

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


def words(text: str) -> list[Word]:
    """The words and marks of a text, in order."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        low = word.lower()
        found.append(Word(word, low, match.start(), match.end(), head_of(low) if len(low) > 3 else None))
    return found
