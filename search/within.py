"""Finding words within one document, as a reader does: every place, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.artifact import Page, Span
from search.analysis import fold

_AROUND = 60  # characters shown before and after
_MOST = 500  # places


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand, with what is round them. `marks` are characters of `text`."""

    span: Span
    text: str
    marks: tuple[int, int]


def places(pages: Sequence[Page], words: str) -> tuple[Place, ...]:
    """Every place where the words stand beside each other, from the start of a word; å, ä, ö may be folded.

    Words that are typed with their diacritics must have them. At most 500 places.
    """
    pattern = _pattern(words)
    if pattern is None:
        return ()
    exact = words != _same_length(words)
    found: list[Place] = []
    for page in pages:
        text = page.text if exact else _same_length(page.text)
        for match in pattern.finditer(text):
            found.append(_place(page, match.start(), match.end()))
            if len(found) == _MOST:
                return tuple(found)
    return tuple(found)


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = [re.escape(part) for part in words.split()]
    if not parts or not any(c.isalnum() for c in words):
        return None
    begins = r"\b" if words.strip()[0].isalnum() else ""
    return re.compile(begins + r"\s+".join(parts), re.IGNORECASE)


def _same_length(text: str) -> str:
    """The text folded letter by letter, so that offsets stay."""
    return "".join(folded if len(folded := fold(c)) == 1 else c for c in text)


def _place(page: Page, start: int, end: int) -> Place:
    first = page.text.rfind("\n", 0, start) + 1
    stop = page.text.find("\n", end)
    first = max(first, start - _AROUND)
    last = min(stop if stop >= 0 else len(page.text), end + _AROUND)
    return Place(Span(page.number, start, end), page.text[first:last], (start - first, end - first))
