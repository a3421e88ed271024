"""The text of a page as the lines that stand on it, so that it can be laid over the page's picture and marked there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.artifact import Box, Page, Span
from ingest.pdf.boxes import BoxFinder
from ingest.pdf.geometry import union
from ingest.pdf.lines import Limits

_WORD = re.compile(r"\S+")
_LEVEL = 0.5  # of a word's height that it shares with the line it stands on
_GAP = 3.0  # heights of a line between two words that stand in different columns


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words that stand side by side: characters `start` to `end` of `Page.text`, and their box (fractions)."""

    text: str
    start: int
    end: int
    box: Box


def text_lines(path: Path, page: Page) -> tuple[TextLine, ...]:
    """The lines of a page in the order of its text. A word cut by a hyphen stands whole on its first line."""
    empty = (Page(number, page.width, page.height, "", page.source) for number in range(1, page.number))
    if page.words:
        words = [(w.start, w.end, w.box) for w in page.words]
        return tuple(_lines(page, iter(sorted(words))))
    if page.number > Limits().pages:
        return ()
    with BoxFinder(path, (*empty, page)) as finder:
        return tuple(_lines(page, _placed(finder, page)))


def _placed(finder: BoxFinder, page: Page) -> Iterator[tuple[int, int, Box]]:
    for match in _WORD.finditer(page.text):
        boxes = finder.boxes(Span(page.number, match.start(), match.end()))
        if boxes:
            yield match.start(), match.end(), boxes[0]


def _lines(page: Page, words: Iterator[tuple[int, int, Box]]) -> Iterator[TextLine]:
    """The words joined to lines: those of one row of the text that go on at the same height."""
    start, end, box = -1, -1, (0.0, 0.0, 0.0, 0.0)
    for first, last, placed in words:
        if start >= 0 and "\n" not in page.text[end:first] and _goes_on(box, placed, page):
            end, box = last, union([box, placed])
            continue
        if start >= 0:
            yield TextLine(page.text[start:end], start, end, box)
        start, end, box = first, last, placed
    if start >= 0:
        yield TextLine(page.text[start:end], start, end, box)


def _goes_on(line: Box, word: Box, page: Page) -> bool:
    low, high = sorted((line[3] - line[1], word[3] - word[1]))
    shared = min(line[3], word[3]) - max(line[1], word[1])
    gap = (word[0] - line[2]) * page.width
    return shared > _LEVEL * low and -1 <= gap / max(high * page.height, 1.0) <= _GAP
