"""Drafts: blocks while they are being found, still as the lines they are printed on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.artifact import BlockKind
from ingest.pdf.lines import Line

Cells = tuple[tuple[Line, ...], ...]

TERMINAL = (".", "!", "?", ":", ".”", '."', ".)", "?”", "!”")


@dataclass(slots=True)
class Part:
    """The lines of a block on one page; a table row has one group of lines for each cell."""

    page: int
    cells: Cells

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the part, cell by cell."""
        return tuple(line for cell in self.cells for line in cell)


@dataclass(slots=True)
class Draft:
    """A block being found. Measures are points; `gap` is the space above in line pitches (9 at a page's top)."""

    parts: list[Part]
    kind: BlockKind = BlockKind.PARAGRAPH
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    left: float = 0.0  # of the first line, fraction of the page's width
    hang: float = 0.0  # of the second line (the first, where there is one line)
    gap: float = 0.0
    after: float = 0.0  # space below, in line pitches
    short: bool = False  # the last line ends well before the margin
    recognised: bool = False  # from a picture: sizes are rough and weight is unknown
    number: str = ""
    level: int = 0
    lead_in: int | None = None
    table: int | None = None
    edges: tuple[float, ...] = ()  # of a table row: where its columns begin and end

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the block, over its pages."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def text(self) -> str:
        """The lines in one string, cut words joined without care: for looking at, not for showing."""
        words: list[str] = []
        for line in self.lines:
            words.append(line.text + ("" if line.hyphenated else " "))
        return "".join(words).strip()

    @property
    def confidence(self) -> float:
        """Mean confidence of the lines, 1 where they were not recognised."""
        lines = self.lines
        return sum(line.confidence for line in lines) / len(lines) if lines else 1.0

    @property
    def page(self) -> int:
        """The page that the block starts on."""
        return self.parts[0].page


def style_of(draft: Draft, body: float, fine: bool = True) -> tuple[float, bool, bool]:
    """Size, weight and slope: what headings of one level share. `body` is the size of running text, in points.

    Sizes go by half points; recognised ones, which are estimates, by steps of three tenths of the body's size,
    and not `fine` takes the body's own size for the first step: a short bold line cannot be told from a larger one.
    """
    if draft.recognised:
        step = round((draft.size / body - 1) / 0.3)
        return (float(step if fine else max(1, step)), False, False)
    return (round(draft.size * 2) / 2, draft.bold, draft.italic)


_FOLD = re.compile(r"[^0-9a-zåäöéü]+")


def folded(text: str) -> str:
    """Letters and digits only, lower case: equal for a heading and its entry in the contents."""
    return _FOLD.sub("", text.casefold())


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence or an introduction does."""
    return text.endswith(TERMINAL)
