"""Words of a block with their places, read once and shared by the finders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.artifact import Block
from ingest.extraction.heads import Head, head_of

_MARK = re.compile(r"^(?:[•\-–▪◦*]|\d{1,2}[.)]|[a-zåäö]\))\s+")
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


def item_start(block: Block) -> int:
    """Where the words of a list item begin, after its bullet or number."""
    text = block.text
    if block.number and text.startswith(block.number):
        rest = text[len(block.number) :]
        return len(text) - len(rest.lstrip(" .)\t"))
    match = _MARK.match(text)
    return match.end() if match else 0


def words(text: str) -> list[Word]:
    """The words and marks of a text, in order."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        low = word.lower()
        found.append(Word(word, low, match.start(), match.end(), head_of(low) if len(low) > 3 else None))
    return found
