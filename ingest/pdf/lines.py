"""What reading a PDF gives: pages of lines with their geometry, before any structure is seen.

Boxes are fractions of the page as shown (after rotation), origin top left. Sizes and page
measures are points. Lines stand in reading order: a column is read to its end before the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.artifact import Box, PageSource, Problem


@dataclass(frozen=True, slots=True)
class LineWord:
    """A recognised word of a scanned line: `text[start:end]` of its line, and where it stands."""

    start: int
    end: int
    box: Box
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class CharRun:
    """`length` characters of a line's text from `start` are the page's raw characters from `source`.

    A text layer's line is one run where nothing was cleaned away, more where something was
    (a soft hyphen, a doubled space, a letter written with a combining accent).
    """

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or the part of it that stands in one column or table cell.

    `text` is cleaned: NFC, single spaces, no soft hyphens, no control characters, bullets of
    private-use characters as "•". A word cut at the line's end keeps no mark in `text`:
    `hyphenated` is True instead, also after a visible hyphen ("hälso-", "Region-"), and the
    joiner decides: a hyphen belongs there before a capital, a digit and "och", "eller", "samt",
    "respektive" (those with a space too), nothing does before other words.
    """

    page: int  # from 1
    text: str
    box: Box
    size: float  # points, the size most characters of the line have
    bold: bool = False
    italic: bool = False
    hyphenated: bool = False
    source: int = 0  # index of the line's first raw character on the page (0 for recognised text)
    length: int = 0  # raw characters, the swallowed hyphen and line break not counted
    confidence: float = 1.0  # 0 to 1, mean of the words' for recognised text
    column: int = 0  # 0 spans the page; else the column, from 1
    runs: tuple[CharRun, ...] = ()  # text -> raw characters; empty for recognised text
    words: tuple[LineWord, ...] = ()  # of recognised text only
    superscripts: tuple[tuple[int, int], ...] = ()  # parts of `text` raised and smaller: footnote marks
    bold_length: int = 0  # characters of `text` that are bold from its start: a label before its value


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line or thin filled box: table rules, underlines, footnote separators."""

    box: Box
    horizontal: bool


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page as lines in reading order."""

    number: int  # from 1
    width: float  # points, as shown (after rotation)
    height: float
    lines: tuple[Line, ...]
    source: PageSource
    confidence: float = 1.0
    rules: tuple[Rule, ...] = ()
    original: str = ""  # the damaged text layer, where the page was mended or read again
    turn: int = 0  # clockwise degrees that turn the shown page so that its text stands upright;
    # lines' boxes and rules are then fractions of the page so turned (words' boxes: as shown)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's outline. `page` is from 1, None where the target is outside the file."""

    title: str
    level: int  # from 1
    page: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A PDF as read. `info` holds what the file says of itself, with keys
    title, author, subject, keywords, creator, producer, created, modified (dates ISO 8601)."""

    pages: tuple[PageLines, ...]
    outline: tuple[Bookmark, ...] = ()
    info: dict[str, str] | None = None
    attachments: tuple[str, ...] = ()  # names only; attachments are never opened
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use. More raises LimitExceededError."""

    pages: int = 2000
    pixels: int = 40_000_000  # of one rendered page
    seconds: float = 900.0
    megabytes: int = 2048  # address space of the reading process, above what it starts with
