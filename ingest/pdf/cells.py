"""Where a printed line is cut into cells: at wide gaps, and at drawn walls that it steps over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.artifact import Box
from ingest.pdf.characters import Characters
from ingest.pdf.cleaning import clean
from ingest.pdf.geometry import Frame
from ingest.pdf.lines import Rule

BREAK = re.compile("[^\r\n\ufffe]*\ufffe?")
MARKER = re.compile(r"(?:[•\-–—*o]|\(?\d{1,3}[.)]?|\d+(?:\.\d+)+\.?|[a-zåäö][.)]|\d+ ?[a-z]? ?(?:§|kap\.?))$")

GAP = 2.5  # ems between two pieces of one line from which they are cells, not words
WIDE = 0.8  # ems a character from which a piece is looked through for gaps inside it
_TIGHT = 0.13  # ems between the ink of two letters of one word
_LEANING = 0.002  # of the page's width that a letter may lean over a rule


def unbroken(chars: Characters, frame: Frame, walls: Sequence[Rule]) -> list[Rule]:
    """The walls that no word stands across: the others are drawn behind the text."""
    crossed: set[float] = set()
    for match in BREAK.finditer(chars.text):
        raw = match.group()
        if raw.isspace() or match.end() == match.start():
            continue
        boxes = [frame.box(*rect) for rect in chars.rects(match.start(), len(raw))]
        stepped = [x for x in stepped_over(walls, boxes) if x not in crossed] if boxes else []
        if not stepped:
            continue
        places = _places(chars, frame, match.start(), raw)
        for wall in stepped:
            for (before, _, right), (after, left, end) in pairwise(places):
                near = after == before + 1 and right - _LEANING <= wall <= left + _LEANING
                tight = _TIGHT * chars.size(match.start() + before) / frame.width if near else 0.0
                if (near and left - right < tight) or left + _LEANING < wall < end - _LEANING:
                    crossed.add(wall)
                    break
    return [wall for wall in walls if wall.box[0] not in crossed]


def _places(chars: Characters, frame: Frame, start: int, raw: str) -> list[tuple[int, float, float]]:
    """(index in `raw`, left, right) of the characters that are printed."""
    found = []
    for index, char in enumerate(raw):
        if char.isspace() or char in "\u00ad\ufffe":
            continue
        left, right, bottom, top = chars.char_box(start + index)
        if right - left > 0:
            x0, _, x1, _ = frame.box(left, top, right, bottom)
            found.append((index, x0, x1))
    return found


def stepped_over(walls: Sequence[Rule], boxes: list[Box]) -> list[float]:
    """Where upright rules pass through the middle of a line from above to below it, fractions of the width."""
    if not walls:
        return []
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return [
        wall.box[0]
        for wall in walls
        if left < wall.box[0] < right
        and wall.box[1] <= (3 * top + bottom) / 4
        and wall.box[3] >= (top + 3 * bottom) / 4
    ]


def gapped(boxes: list[Box], frame: Frame, size: float, length: int) -> bool:
    """Whether the pieces of a line stand so far apart, or are so wide for their letters, that cells may part it."""
    limit = GAP * size / frame.width
    if any(after[0] - before[2] > limit for before, after in pairwise(boxes)):
        return True
    return any(box[2] - box[0] > WIDE * size * length / frame.width for box in boxes)


def cell_starts(
    chars: Characters, frame: Frame, start: int, raw: str, size: float, walls: Sequence[float] = ()
) -> list[int]:
    """Where the cells of a line start. A list mark or a heading's number stays with its text, but for a wall."""
    cuts, last = [0], 0
    edge: float | None = None
    for index, x0, x1 in _places(chars, frame, start, raw):
        if edge is not None:
            walled = any(edge <= wall + _LEANING and wall <= x0 + _LEANING for wall in walls) and x0 > edge
            gap = x0 - edge > GAP * size / frame.width
            if walled or (gap and not MARKER.match(clean(raw[last:index], 0).text)):
                cuts.append(index)
                last = index
        edge = x1
    return cuts
