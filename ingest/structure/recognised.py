"""Recognised lines made comparable: sizes and places that do not depend on which letters a line holds.

Tesseract gives the box of the ink, so a line without tall letters looks smaller and lower than its neighbour, and
a tilted page stretches long lines. The size is judged by the line's width against the widths its letters have in
common typefaces, the baseline by its first words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.artifact import PageSource
from ingest.pdf.lines import Line, PageLines

_NARROW = frozenset("iljtfrI.,:;'’!|()[] -")
_WIDE = frozenset("mwMWÅÄÖABCDEFGHKLNOPQRSTUVXYZ@%—")
_DESCENDERS = frozenset("gjpqyQ,;()ç|/§")
_SAME = 0.13  # sizes this near the body's are the body's: how exactly a width can tell


def _advance(text: str) -> float:
    """The width of a text in ems, by three classes of letters (means over common text faces)."""
    return sum(0.29 if c in _NARROW else 0.7 if c in _WIDE else 0.5 for c in text)


def _baseline(line: Line, ascent: float) -> float:
    """Where the line's first words stand; `ascent` is the height of descenders, fraction of the page."""
    places = [
        word.box[3] - (ascent if _DESCENDERS.intersection(line.text[word.start : word.end]) else 0.0)
        for word in line.words[:3]
        if any(c.isalnum() for c in line.text[word.start : word.end])
    ]
    return median(places) if places else line.box[3]


def steadied(pages: Sequence[PageLines]) -> tuple[PageLines, ...]:
    """The pages, lines of recognised ones with steadied size and top and bottom; the others as they are.

    Sizes near the document's usual one become that one.
    """
    long = [
        (line, page) for page in pages if page.source is PageSource.OCR for line in page.lines if len(line.text) >= 30
    ]
    if not long:
        return tuple(pages)
    body = median(_width_size(line, page) for line, page in long)
    return tuple(
        replace(page, lines=tuple(_steady(line, page, body) for line in page.lines))
        if page.source is PageSource.OCR
        else page
        for page in pages
    )


def _width_size(line: Line, page: PageLines) -> float:
    """The size that the line's width tells, stray marks at its end not counted."""
    right, text = line.box[2], line.text
    for word in reversed(line.words):
        if any(c.isalnum() for c in line.text[word.start : word.end]):
            right, text = word.box[2], line.text[: word.end]
            break
    return (right - line.box[0]) * page.width / max(_advance(text), 0.3)


def _steady(line: Line, page: PageLines, body: float) -> Line:
    letters = sum(c.isalnum() for c in line.text)
    size = _width_size(line, page)
    same = _SAME if letters >= 12 else 1.5 * _SAME
    if letters < 4 or not 0.6 < size / body < 3 or abs(size / body - 1) < same:
        size = body
    base = _baseline(line, 0.22 * size / page.height)
    box = (line.box[0], base - 0.75 * size / page.height, line.box[2], base + 0.22 * size / page.height)
    return replace(line, size=round(size * 4) / 4, bold=False, italic=False, box=box)
