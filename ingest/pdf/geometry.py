"""From PDF user space to fractions of the page as shown.

PDF user space has its origin at the lower left and units of 1/72 inch (ISO 32000-1, 8.3.2.3);
the page is shown cropped to its box and turned clockwise by /Rotate (7.7.3.3).
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2

from ingest.artifact import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in user space and how far it is turned clockwise (0, 90, 180, 270)."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width(self) -> float:
        """Points, as shown."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Points, as shown."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def turned(self, degrees: int) -> Frame:
        """The frame of the shown page turned `degrees` further clockwise."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.rotation + degrees) % 360)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A user-space point as fractions from the top left of the shown page."""
        across, up = self.right - self.left, self.top - self.bottom
        u, v = (x - self.left) / across, (y - self.bottom) / up
        if self.rotation == 90:
            return v, u
        if self.rotation == 180:
            return 1 - u, v
        if self.rotation == 270:
            return 1 - v, 1 - u
        return u, 1 - v

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A user-space rectangle, given by any two opposite corners, as a box of the shown page."""
        a, b = self.point(x0, y0)
        c, d = self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def frame_of(page: pypdfium2.PdfPage) -> Frame:
    """The frame of a pdfium page. A box without area becomes ISO A4."""
    left, bottom, right, top = page.get_bbox()
    if right - left < 1 or top - bottom < 1:
        left, bottom, right, top = 0.0, 0.0, 595.0, 842.0
    return Frame(left, bottom, right, top, page.get_rotation() % 360)


def union(boxes: list[Box]) -> Box:
    """The smallest box around `boxes` (at least one)."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def clip(box: Box) -> Box:
    """The part of the box on the page."""
    x0, y0, x1, y1 = (min(max(value, 0.0), 1.0) for value in box)
    return x0, y0, x1, y1


def on_page(box: Box) -> bool:
    """Whether any of the box is on the page."""
    return box[2] > 0 and box[3] > 0 and box[0] < 1 and box[1] < 1
