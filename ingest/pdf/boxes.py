"""Where a stretch of a page's text stands on the page.

Text pages: through `Page.runs` to pdfium's characters and their rectangles. Recognised pages:
from `Page.words`. Boxes are fractions of the page as shown, one a line, in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

import pypdfium2

from ingest.artifact import Box, Page, Span
from ingest.pdf.characters import Characters
from ingest.pdf.document import opened
from ingest.pdf.geometry import Frame, clip, frame_of, union
from ingest.pdf.lines import Limits

_PAD = 0.08  # of a line's height that a box reaches beyond the ink


class BoxFinder:
    """Finds boxes in one file; opens each page once while spans of it are asked for in turn.

    Use as a context manager. Not thread-safe, as pdfium is not.
    """

    def __init__(self, path: Path, pages: tuple[Page, ...]) -> None:
        self._pages = pages
        self._opening = opened(path, Limits(pages=max(len(pages), Limits().pages)))
        self._document: pypdfium2.PdfDocument | None = None
        self._number = 0
        self._page: pypdfium2.PdfPage | None = None
        self._textpage: pypdfium2.PdfTextPage | None = None
        self._characters: Characters | None = None
        self._frame: Frame | None = None

    def __enter__(self) -> BoxFinder:
        self._document = self._opening.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        self._document = None
        self._opening.__exit__(kind, error, trace)

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """One box for each line that the span touches; empty where nothing leads back to the page."""
        page = self._pages[span.page - 1]
        if page.words:
            return word_boxes(page, span)
        stretches = raw_stretches(page, span)
        if not stretches:
            return ()
        characters, frame = self._turn_to(span.page)
        found = [frame.box(*rect) for start, length in stretches for rect in characters.rects(start, length)]
        return merged(found)

    def _turn_to(self, number: int) -> tuple[Characters, Frame]:
        if self._number != number or self._characters is None or self._frame is None:
            self._leave()
            if self._document is None:
                raise ValueError("BoxFinder is used outside its with statement")
            self._page = self._document[number - 1]
            self._textpage = self._page.get_textpage()
            self._characters = Characters(self._textpage, read=False)
            self._frame = frame_of(self._page)
            self._number = number
        return self._characters, self._frame

    def _leave(self) -> None:
        self._characters = None
        if self._textpage is not None:
            self._textpage.close()
        if self._page is not None:
            self._page.close()
        self._textpage, self._page, self._number = None, None, 0


def boxes_of(path: Path, page: Page, span: Span) -> tuple[Box, ...]:
    """The boxes of one span of one page; for many, a BoxFinder opens the file once."""
    if page.words:
        return word_boxes(page, span)
    pages = tuple(page if page.number == number else _empty(page, number) for number in range(1, span.page + 1))
    with BoxFinder(path, pages) as finder:
        return finder.boxes(span)


def raw_stretches(page: Page, span: Span) -> list[tuple[int, int]]:
    """(first raw character, how many) behind the span, neighbours joined."""
    found: list[tuple[int, int]] = []
    for run in page.runs:
        low, high = max(span.start, run.start), min(span.end, run.start + run.length)
        if low >= high:
            continue
        first, length = run.source + low - run.start, high - low
        if found and found[-1][0] + found[-1][1] == first:
            found[-1] = (found[-1][0], found[-1][1] + length)
        else:
            found.append((first, length))
    return found


def word_boxes(page: Page, span: Span) -> tuple[Box, ...]:
    """Boxes of the recognised words that the span touches, one a line."""
    return merged(word.box for word in page.words if word.start < span.end and word.end > span.start)


def merged(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Boxes in reading order, those that follow each other on one line made one, slightly padded."""
    lines: list[Box] = []
    for box in boxes:
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        if lines and _same_line(lines[-1], box):
            lines[-1] = union([lines[-1], box])
        else:
            lines.append(box)
    return tuple(clip(_padded(box)) for box in lines)


def _same_line(a: Box, b: Box) -> bool:
    """Whether `b` goes on the line of `a`: level with it, or a turned line's next part above or below."""
    overlap = min(a[3], b[3]) - max(a[1], b[1])
    if overlap > 0.5 * min(a[3] - a[1], b[3] - b[1]):
        return b[0] >= a[0] - 0.002
    return False


def _padded(box: Box) -> Box:
    x0, y0, x1, y1 = box
    pad = _PAD * min(y1 - y0, x1 - x0)
    return x0 - pad, y0 - pad, x1 + pad, y1 + pad


def _empty(page: Page, number: int) -> Page:
    return Page(number, page.width, page.height, "", page.source)
