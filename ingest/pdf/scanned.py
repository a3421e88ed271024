"""Lines from recognised words: sizes, cells, list marks, specks.

A recogniser gives words in boxes. It reads bullets as "+", "«" or "e", or not at all, takes
specks in the margin for punctuation, and knows no type sizes. Word boxes, and for
bullets the picture itself, tell better.
"""

from __future__ import annotations

import csv
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image

from ingest.artifact import Box
from ingest.pdf.cells import GAP, MARKER
from ingest.pdf.cleaning import clean
from ingest.pdf.geometry import union
from ingest.pdf.lines import Line, LineWord

_NOISE = 0.30  # a line below this confidence is a speck, a stamp or part of a figure
_SPECK = 0.16  # ems: a mark smaller than this both ways is dirt
_STRAY = 1.5  # ems from the next word from which a lone punctuation mark does not belong to the line
_SAME_SIZE = 0.09  # share by which measured sizes of one type size differ

# share of the type size that a word's letters take from top to bottom, in common text faces
_X_HEIGHT, _ASCENDER, _DESCENDER, _RING = 0.48, 0.23, 0.21, 0.17
_TALL = re.compile(r"[A-ZÅÄÖÉÜ0-9bdfhijkltåäöéü()\[\]/&?!%§\"”’]")
_DEEP = re.compile(r"[gjpqyQ,;()\[\]/§]")
_RINGED = re.compile(r"[ÅÄÖÉÜ]")

_MISREAD_BULLET = frozenset("+*«»°¢©®=·¤•¥e>o¬-—–")
_GLUED_BULLET = re.compile(r"[«»+*•·¢°©®](?=[A-Za-zÅÄÖåäö]{2})")
_MARK_LEFT, _MARK_RIGHT = 2.2, 0.35  # ems left of a line's text within which its bullet stands
_MARK_SMALL, _MARK_LARGE = 0.12, 0.55  # ems: height and width of a bullet


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: tuple[int, int, int, int]  # pixels: left, top, right, bottom
    confidence: float

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


def lines_of(table: str, image: Image.Image, dpi: float, number: int) -> list[Line]:
    """The lines of Tesseract's TSV of `image`, in its reading order. Sizes from `dpi`, in points."""
    rows = [row for row in csv.reader(table.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) == 12]
    found = [row for row in rows if row[0] == "5" and row[11].strip()]
    groups = [[_word(row) for row in group] for _, group in groupby(found, key=lambda row: tuple(row[1:5]))]
    usual = _usual_size([_size(group) for group in groups])
    dark = np.asarray(image.convert("L")) < _threshold(image)
    lines: list[Line] = []
    for group in groups:
        size = _size(group) or usual
        if abs(size - usual) <= _SAME_SIZE * usual:
            size = usual
        for cell in _cells(_without_specks(group, size), size):
            line = _line(_marked(cell, size, dark), image.size, size * 72 / dpi, number)
            if line is not None:
                lines.append(line)
    return lines


def confidence(words: Iterable[LineWord]) -> float:
    """The mean of the words' confidence, weighted by their letters; 0 where there are none."""
    total = weight = 0.0
    for word in words:
        total += word.confidence * (word.end - word.start)
        weight += word.end - word.start
    return total / weight if weight else 0.0


def _word(row: list[str]) -> _Word:
    left, top, width, height = (int(value) for value in row[6:10])
    return _Word(row[11].strip(), (left, top, left + width, top + height), max(float(row[10]), 0.0) / 100)


def _size(words: list[_Word]) -> float:
    """The type size in pixels, from the heights that the words' letters should have; 0 where none tells."""
    sizes: list[float] = []
    for word in words:
        letters = sum(map(str.isalnum, word.text))
        if letters < 2:
            continue
        ratio = _X_HEIGHT + _ASCENDER * bool(_TALL.search(word.text)) + _DESCENDER * bool(_DEEP.search(word.text))
        ratio += _RING * bool(_RINGED.search(word.text))
        sizes.extend([word.height / ratio] * letters)
    return statistics.median(sizes) if sizes else 0.0


def _usual_size(sizes: list[float]) -> float:
    """The size most lines have, in pixels."""
    sizes = [size for size in sizes if size]
    if not sizes:
        return 0.0
    counts = Counter(round(size) for size in sizes)
    best = max(counts, key=lambda size: counts[size - 1] + counts[size] + counts[size + 1])
    return statistics.median(size for size in sizes if abs(size - best) <= 1.5)


def _without_specks(words: list[_Word], size: float) -> list[_Word]:
    """The words without dirt and without punctuation far from any word."""
    kept = [word for word in words if max(word.box[2] - word.box[0], word.height) > _SPECK * size or word.text in ".,"]
    while len(kept) > 1 and _lone(kept[-1]) and kept[-1].box[0] - kept[-2].box[2] > _STRAY * size:
        kept.pop()
    while len(kept) > 1 and _lone(kept[0]) and kept[0].text not in _MISREAD_BULLET:
        if kept[1].box[0] - kept[0].box[2] <= _STRAY * size:
            break
        kept.pop(0)
    return kept


def _lone(word: _Word) -> bool:
    return not any(map(str.isalnum, word.text))


def _cells(words: list[_Word], size: float) -> Iterator[list[_Word]]:
    """The words cut where a gap parts cells; a list mark or number stays with its text."""
    begin = 0
    for index, (before, after) in enumerate(pairwise(words), 1):
        if after.box[0] - before.box[2] <= GAP * size:
            continue
        if MARKER.match(" ".join(word.text for word in words[begin:index])):
            continue
        yield words[begin:index]
        begin = index
    if words[begin:]:
        yield words[begin:]


def _marked(words: list[_Word], size: float, dark: npt.NDArray[np.bool_]) -> list[_Word]:
    """The words with a bullet first where one is printed, however it was read."""
    first = words[0]
    if _GLUED_BULLET.match(first.text) and not any(mark in first.text[1:] for mark in "«»"):
        left, top, right, bottom = first.box
        step = round(0.4 * size)
        return [
            _Word("•", (left, top, left + step, bottom), first.confidence),
            _Word(first.text[1:], (left + step, top, right, bottom), first.confidence),
            *words[1:],
        ]
    if len(words) > 1 and first.text in _MISREAD_BULLET:
        if first.text in "-—–" or first.box[2] - first.box[0] > _MARK_LARGE * size:
            return words
        gap = words[1].box[0] - first.box[2]
        if gap > 0.3 * size or (first.text in "eo»«" and gap > 0.1 * size):
            return [replace(first, text="•"), *words[1:]]
    elif first.text[:1].isalpha() and (mark := _bullet_before(first, size, dark)) is not None:
        return [_Word("•", mark, first.confidence), *words]
    return words


def _bullet_before(word: _Word, size: float, dark: npt.NDArray[np.bool_]) -> tuple[int, int, int, int] | None:
    """The box in pixels of a round or square blot that stands alone before the word, at its middle height."""
    left, top, _, bottom = word.box
    begin, end = round(left - _MARK_LEFT * size), round(left - _MARK_RIGHT * size)
    if begin < 0:
        return None
    strip = dark[top:bottom, begin:end]
    if not strip.any():
        return None
    columns, rows = np.flatnonzero(strip.any(axis=0)), np.flatnonzero(strip.any(axis=1))
    x0, x1, y0, y1 = int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1
    width, height = x1 - x0, y1 - y0
    if not all(_MARK_SMALL * size <= side <= _MARK_LARGE * size for side in (width, height)):
        return None
    if x0 == 0 or not 0.6 <= width / height <= 1.7 or strip[y0:y1, x0:x1].mean() < 0.6:
        return None
    return begin + x0, top + y0, begin + x1, top + y1


def _threshold(image: Image.Image) -> int:
    """The grey between ink and paper: halfway between the picture's darkest and usual parts."""
    counts = np.asarray(image.convert("L").histogram())
    total = int(counts.sum())
    dark = int(np.searchsorted(np.cumsum(counts), 0.005 * total))
    paper = int(np.argmax(counts))
    return max((dark + paper) // 2, 1)


def _line(words: list[_Word], pixels: tuple[int, int], size: float, number: int) -> Line | None:
    text, hyphenated = "", False
    placed: list[LineWord] = []
    before: _Word | None = None
    for index, word in enumerate(words):
        cleaned = clean(word.text.replace("—", "–"), 0)
        part = cleaned.text
        if cleaned.hyphenated:
            if index == len(words) - 1 and part:
                hyphenated = True
            else:
                part += "-"
        if not part:
            continue
        if text and not (before is not None and part.startswith("/") and _touches(before, word)):
            text += " "
        placed.append(LineWord(len(text), len(text) + len(part), _share(word.box, pixels), round(word.confidence, 3)))
        text += part
        before = word
    if not placed:
        return None
    sure = confidence(placed)
    if sure < _NOISE:
        return None
    return Line(
        page=number,
        text=text,
        box=union([word.box for word in placed]),
        size=round(size, 1),
        hyphenated=hyphenated,
        confidence=round(sure, 3),
        words=tuple(placed),
    )


def _touches(before: _Word, word: _Word) -> bool:
    return word.box[0] - before.box[2] < 0.22 * max(before.height, word.height)


def _share(box: tuple[int, int, int, int], pixels: tuple[int, int]) -> Box:
    width, height = pixels
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height
