"""The text layer of a page as lines.

pdfium orders the characters and breaks the lines (U+FFFE where it swallowed a hyphen with the
break); rectangles are asked for by line, type sizes and fonts by a few characters of each. A
call for every character would cost four times the extraction itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from ingest.artifact import Box
from ingest.pdf.cells import BREAK, cell_starts, gapped, stepped_over, unbroken
from ingest.pdf.characters import Characters, Style
from ingest.pdf.cleaning import Cleaned, clean
from ingest.pdf.geometry import Frame, on_page
from ingest.pdf.lines import CharRun, Line, Rule

DESCENT = 0.25  # of the type size that a line's box reaches below the baseline


def text_lines(chars: Characters, frame: Frame, number: int, walls: Sequence[Rule] = ()) -> list[Line]:
    """The lines of a page in the order of its content stream, cut where a cell or column ends.

    `walls` are the upright rules of the page: a line is cut where it steps over one.

    A line whose text is turned against the page has its box in `frame` all the same; the
    caller chooses the frame in which most of the text stands upright (`direction`).
    """
    lines: list[Line] = []
    if walls:
        walls = unbroken(chars, frame, walls)
    for match in BREAK.finditer(chars.text):
        if match.end() > match.start() and not match.group().isspace():
            lines.extend(_pieces(chars, frame, number, match.start(), match.group(), walls))
    return lines


def direction(chars: Characters) -> int:
    """The direction in user space, in degrees anticlockwise, in which most of the page's text runs."""
    votes: dict[int, int] = {}
    places = [match.start() for match in re.finditer(r"\w{3}", chars.text)]
    for index in places[:: max(1, len(places) // 12)]:
        angle = chars.style(index).angle
        votes[angle] = votes.get(angle, 0) + 1
    return max(sorted(votes), key=votes.__getitem__) if votes else 0


def _pieces(
    chars: Characters, frame: Frame, number: int, start: int, raw: str, walls: Sequence[Rule] = ()
) -> list[Line]:
    """The lines of one of pdfium's lines: several where wide gaps or drawn walls part it."""
    lead = len(raw) - len(raw.lstrip())
    start, raw = start + lead, raw[lead:].rstrip(" \t\u00a0")
    length = len(raw)
    rects = chars.rects(start, length)
    boxes = [frame.box(*rect) for rect in rects]
    if not any(on_page(box) for box in boxes):
        return []  # outside the visible part of the page
    sample = _sample(raw, start)
    style = chars.style(sample)
    cuts = [0]
    stepped = stepped_over(walls, boxes)
    if stepped or gapped(boxes, frame, style.size, length):
        cuts = cell_starts(chars, frame, start, raw, style.size, stepped)
    if len(cuts) == 1:
        line = _line(chars, frame, number, start, raw, boxes, sample, style)
        return [line] if line else []
    lines = []
    for begin, end in zip(cuts, [*cuts[1:], length], strict=True):
        part = raw[begin:end].rstrip()
        parts = [frame.box(*rect) for rect in chars.rects(start + begin, len(part))]
        sample = _sample(part, start + begin)
        if parts and (line := _line(chars, frame, number, start + begin, part, parts, sample, chars.style(sample))):
            lines.append(line)
    return lines


def _sample(raw: str, start: int) -> int:
    """A character to take the style from: a letter near the middle, else the first."""
    middle = len(raw) // 2
    for index in chain(range(middle, len(raw)), range(middle - 1, -1, -1)):
        if raw[index].isalnum():
            return start + index
    return start


def _line(
    chars: Characters,
    frame: Frame,
    number: int,
    start: int,
    raw: str,
    boxes: list[Box],
    sample: int,
    style: Style,
) -> Line | None:
    """The line of the raw characters from `start`; `sample` is the character with its `style`."""
    cleaned = clean(raw, start)
    if not cleaned.text:
        return None
    if style.angle == frame.rotation:
        _, baseline = frame.point(*chars.origin(sample))
        y0, y1 = baseline - (1 - DESCENT) * style.size / frame.height, baseline + DESCENT * style.size / frame.height
    else:
        y0, y1 = min(box[1] for box in boxes), max(box[3] for box in boxes)
    several = len(boxes) > 1
    return Line(
        page=number,
        text=cleaned.text,
        box=(min(box[0] for box in boxes), y0, max(box[2] for box in boxes), y1),
        size=round(style.size, 2),
        bold=style.bold,
        italic=style.italic,
        hyphenated=cleaned.hyphenated,
        source=start,
        length=len(raw.rstrip("\ufffe")),
        runs=cleaned.runs,
        superscripts=_superscripts(chars, cleaned, style.size) if several else (),
        bold_length=_bold_length(chars, cleaned, style) if several or style.bold else 0,
    )


def _superscripts(chars: Characters, cleaned: Cleaned, size: float) -> tuple[tuple[int, int], ...]:
    """Numbers and stars that are clearly smaller than the line: marks of footnotes."""
    found = []
    for match in re.finditer(
        r"(?<=[^\W\d_]|[.,;:)»”\"])(?:\d{1,3}|\*{1,3})(?!\w)|^\d{1,3}(?= ?[^\W\d_])", cleaned.text
    ):
        index = raw_index(cleaned.runs, match.start())
        if index is not None and chars.size(index) < 0.8 * size:
            found.append(match.span())
    return tuple(found)


def _bold_length(chars: Characters, cleaned: Cleaned, style: Style) -> int:
    """How many characters of the text are bold from its start (looked up by words)."""
    starts = [match.start() for match in re.finditer(r"\S+", cleaned.text)]
    if not _bold_at(chars, cleaned.runs, 0):
        return 0
    if style.bold and _bold_at(chars, cleaned.runs, starts[-1]):
        return len(cleaned.text)
    low, high = 0, len(starts)  # word `low` is bold, word `high` is not
    while high - low > 1:
        middle = (low + high) // 2
        if _bold_at(chars, cleaned.runs, starts[middle]):
            low = middle
        else:
            high = middle
    return starts[high] - 1 if high < len(starts) else len(cleaned.text)


def _bold_at(chars: Characters, runs: tuple[CharRun, ...], offset: int) -> bool:
    index = raw_index(runs, offset)
    return index is not None and chars.bold(index)


def raw_index(runs: tuple[CharRun, ...], offset: int) -> int | None:
    """The raw character behind character `offset` of a line's text."""
    for run in runs:
        if run.start <= offset < run.start + run.length:
            return run.source + offset - run.start
    return None
