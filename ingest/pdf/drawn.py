"""What is drawn on a page besides text: pictures and straight lines, from pdfium's page objects."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw as pdfium

from ingest.pdf.geometry import Frame
from ingest.pdf.lines import Rule

_MOST_OBJECTS = 20_000  # maps and drawings: no table is looked for among more
_OUTLINES = 100  # paths on a page without text that may be letters
_DEEPEST = 3  # forms inside forms
_THIN = 3.0  # points: a filled box this thin is a drawn line
_SHORT = 12.0  # points: shorter strokes are parts of figures
_BOX = 5  # segments of a rectangle
_MOST_SEGMENTS = 4_000  # of a page's longer paths; maps and drawings have more
_COVER = 0.5  # share of the page from which a picture is taken to hold its text


@dataclass(frozen=True, slots=True)
class Drawing:
    """`cover` is the share of the page that the largest picture takes; `dots` its pixels a point."""

    rules: tuple[Rule, ...] = ()
    cover: float = 0.0
    dots: float = 0.0
    shapes: bool = False  # so many paths that letters may have been turned into outlines

    @property
    def pictured(self) -> bool:
        """Whether a picture covers so much of the page that the page may be a scan."""
        return self.cover >= _COVER


class _Looker:
    """Collects what the objects of one page draw."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.rules: list[Rule] = []
        self.cover = 0.0
        self.dots = 0.0
        self.paths = 0
        self.seen = 0
        self.segments = 0
        self._floats = tuple(ctypes.c_float() for _ in range(4))
        self._refs = tuple(ctypes.byref(value) for value in self._floats)

    def look(self, handle: pdfium.FPDF_PAGEOBJECT, matrix: tuple[float, ...] | None, depth: int) -> None:
        """Take in one page object; `matrix` leads from its form's space to the page's."""
        self.seen += 1
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            return
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST:
                self._form(handle, matrix, depth)
            return
        self.paths += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            return
        if not pdfium.FPDFPageObj_GetBounds(handle, *self._refs):
            return
        x0, y0, x1, y1 = (value.value for value in self._floats)
        if matrix is not None:
            x0, y0 = _through(matrix, x0, y0)
            x1, y1 = _through(matrix, x1, y1)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._picture(handle, abs(x1 - x0), abs(y1 - y0))
        elif not self._lines(handle, matrix, x0, y0, x1, y1):
            self._rule(x0, y0, x1, y1)

    def _form(self, handle: pdfium.FPDF_PAGEOBJECT, matrix: tuple[float, ...] | None, depth: int) -> None:
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(handle, own)
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            if self.seen > _MOST_OBJECTS:
                break
            self.look(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1)

    def _picture(self, handle: pdfium.FPDF_PAGEOBJECT, width: float, height: float) -> None:
        across, up = self.frame.right - self.frame.left, self.frame.top - self.frame.bottom
        share = min(width, across) * min(height, up) / (across * up)
        if share <= self.cover:
            return
        self.cover = share
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(handle, wide, high) and width > 0 and height > 0:
            # the matrix may turn the picture by 90 degrees: compare long sides with long sides
            self.dots = max(wide.value, high.value) / max(width, height)

    def _lines(
        self,
        handle: pdfium.FPDF_PAGEOBJECT,
        matrix: tuple[float, ...] | None,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
    ) -> bool:
        """Take in the straight lines of a path that is more than one line or box: a table drawn in one go.

        False where the path is one, or too long to look at.
        """
        if min(abs(x1 - x0), abs(y1 - y0)) <= _THIN:
            return False
        count = pdfium.FPDFPath_CountSegments(handle)
        if count <= _BOX or self.segments + count > _MOST_SEGMENTS:
            return False
        self.segments += count
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(handle, own)
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        begin = last = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(handle, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                return True  # a figure, or a box with round corners
            pdfium.FPDFPathSegment_GetPoint(segment, self._refs[0], self._refs[1])
            point = _through(inner, self._floats[0].value, self._floats[1].value)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                begin = point
            else:
                self._stroke(last, point)
            last = point
            if pdfium.FPDFPathSegment_GetClose(segment):
                self._stroke(last, begin)
                last = begin
        return True

    def _stroke(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        across, up = abs(end[0] - start[0]), abs(end[1] - start[1])
        if min(across, up) <= 1.0 and max(across, up) >= _SHORT:
            flat = (across >= up) != (self.frame.rotation in (90, 270))
            self.rules.append(Rule(self.frame.box(*start, *end), horizontal=flat))

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        across, up = abs(x1 - x0), abs(y1 - y0)
        box = self.frame.box(x0, y0, x1, y1)
        flat = across >= up  # in user space; the frame may turn it
        if self.frame.rotation in (90, 270):
            flat = not flat
        if min(across, up) <= _THIN and max(across, up) >= _SHORT:
            self.rules.append(Rule(box, horizontal=flat))
        elif min(across, up) >= _SHORT and max(across, up) < 0.98 * max(self.frame.width, self.frame.height):
            # a stroked or filled rectangle: a table's frame, cell or shaded head
            left, top, right, bottom = box
            for side, horizontal in (
                ((left, top, right, top), True),
                ((left, bottom, right, bottom), True),
                ((left, top, left, bottom), False),
                ((right, top, right, bottom), False),
            ):
                self.rules.append(Rule(side, horizontal))


def drawing_of(page: pypdfium2.PdfPage, frame: Frame) -> Drawing:
    """What `page` draws, rules in `frame`."""
    looker = _Looker(frame)
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        if looker.seen > _MOST_OBJECTS:
            return Drawing((), looker.cover, looker.dots, True)
        looker.look(pdfium.FPDFPage_GetObject(page.raw, index), None, 0)
    return Drawing(tuple(looker.rules), looker.cover, looker.dots, looker.paths >= _OUTLINES)


def _through(matrix: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(inner: tuple[float, ...], outer: tuple[float, ...] | None) -> tuple[float, ...]:
    """The matrix that applies `inner`, then `outer` (ISO 32000-1, 8.3.4)."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
