"""The text layer of a page as lines.

pdfium orders the characters and breaks the lines (U+FFFE where it swallowed a hyphen with the
break); rectangles are asked for by line, type sizes and fonts by a few characters of each. A
call for every character would cost four times the extraction itself.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import pypdfium2
from pypdfium2 import raw as pdfium

from ingest.artifact import Box
from ingest.pdf.cleaning import Cleaned, clean
from ingest.pdf.geometry import Frame, on_page
from ingest.pdf.lines import CharRun, Line, Rule

_BREAK = re.compile("[^\r\n\ufffe]*\ufffe?")
MARKER = re.compile(r"(?:[•\-–—*o]|\(?\d{1,3}[.)]?|\d+(?:\.\d+)+\.?|[a-zåäö][.)]|\d+ ?[a-z]? ?(?:§|kap\.?))$")
_BOLD_NAME = re.compile("bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile("ital|obli", re.IGNORECASE)
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # font descriptor flags, ISO 32000-1 table 123

GAP = 2.5  # ems between two pieces of one line from which they are cells, not words
WIDE = 0.8  # ems a character from which a piece is looked through for gaps inside it
_LEANING = 0.002  # of the page's width that a letter may lean over a rule
DESCENT = 0.25  # of the type size that a line's box reaches below the baseline


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is set: type size in points, weight, slant, direction in degrees (0 = rightwards)."""

    size: float
    bold: bool
    italic: bool
    angle: int


class Characters:
    """The characters of one page, through pdfium's text functions. Not thread-safe, as pdfium is not."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, read: bool = True) -> None:
        self._raw = textpage.raw
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._refs = tuple(ctypes.byref(value) for value in self._doubles)
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._fonts: dict[tuple[bytes, int], tuple[bool, bool]] = {}
        self.text = self._read() if read else ""

    def _read(self) -> str:
        """One character of text for each of pdfium's, whatever the text buffer leaves out."""
        count = pdfium.FPDFText_CountChars(self._raw)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self._raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\u200b" for code in codes)

    def rects(self, start: int, count: int) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom in user space of each text object's part of the characters."""
        found = []
        left, top, right, bottom = self._doubles
        for index in range(pdfium.FPDFText_CountRects(self._raw, start, count)):
            pdfium.FPDFText_GetRect(self._raw, index, *self._refs)
            found.append((left.value, top.value, right.value, bottom.value))
        return found

    def char_box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom, top in user space of one character."""
        left, right, bottom, top = self._doubles
        pdfium.FPDFText_GetCharBox(self._raw, index, *self._refs)
        return left.value, right.value, bottom.value, top.value

    def origin(self, index: int) -> tuple[float, float]:
        """The point on the baseline where the character starts, in user space."""
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._refs[0], self._refs[1])
        return self._doubles[0].value, self._doubles[1].value

    def size(self, index: int) -> float:
        """Points. The size stands in the text matrix in most files, in the font size in others."""
        pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return float(pdfium.FPDFText_GetFontSize(self._raw, index)) * (scale or 1.0)

    def style(self, index: int) -> Style:
        """How the character is set."""
        size = self.size(index)
        angle = round(math.degrees(math.atan2(self._matrix.b, self._matrix.a)) / 90) * 90 % 360
        return Style(size, *self._font(index), angle)

    def bold(self, index: int) -> bool:
        """Whether the character is bold."""
        return self._font(index)[0]

    def _font(self, index: int) -> tuple[bool, bool]:
        """Whether the character's font is bold, italic; asked for once a font."""
        pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, 128, self._flags)
        key = self._name.value, self._flags.value
        if key not in self._fonts:
            name, flags = key[0].decode("latin-1"), key[1]
            bold = bool(flags & _FORCE_BOLD or _BOLD_NAME.search(name))
            bold = bold or pdfium.FPDFText_GetFontWeight(self._raw, index) >= 600
            self._fonts[key] = bold, bool(flags & _ITALIC or _ITALIC_NAME.search(name))
        return self._fonts[key]


def text_lines(chars: Characters, frame: Frame, number: int, walls: Sequence[Rule] = ()) -> list[Line]:
    """The lines of a page in the order of its content stream, cut where a cell or column ends.

    `walls` are the upright rules of the page: a line is cut where it steps over one.

    A line whose text is turned against the page has its box in `frame` all the same; the
    caller chooses the frame in which most of the text stands upright (`direction`).
    """
    lines: list[Line] = []
    for match in _BREAK.finditer(chars.text):
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
    stepped = _stepped_over(walls, boxes)
    if stepped or _gapped(boxes, frame, style.size, length):
        cuts = _cuts(chars, frame, start, raw, style.size, stepped)
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


def _gapped(boxes: list[Box], frame: Frame, size: float, length: int) -> bool:
    limit = GAP * size / frame.width
    if any(after[0] - before[2] > limit for before, after in pairwise(boxes)):
        return True
    return any(box[2] - box[0] > WIDE * size * length / frame.width for box in boxes)


def _stepped_over(walls: Sequence[Rule], boxes: list[Box]) -> list[float]:
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


def _cuts(chars: Characters, frame: Frame, start: int, raw: str, size: float, walls: Sequence[float] = ()) -> list[int]:
    """Where the cells of a line start. A list mark or a heading's number stays with its text, but for a wall."""
    cuts, last, edge = [0], 0, None
    for index, char in enumerate(raw):
        if char.isspace() or char in "\u00ad\ufffe":
            continue
        left, right, bottom, top = chars.char_box(start + index)
        if right - left <= 0:
            continue
        x0, _, x1, _ = frame.box(left, top, right, bottom)
        if edge is not None:
            walled = any(edge <= wall + _LEANING and wall <= x0 + _LEANING for wall in walls) and x0 > edge
            gap = x0 - edge > GAP * size / frame.width
            if walled or (gap and not MARKER.match(clean(raw[last:index], 0).text)):
                cuts.append(index)
                last = index
        edge = x1
    return cuts


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
