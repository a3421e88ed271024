"""Pictures of pages, by pdfium."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pypdfium2
from PIL import Image

from corpus.errors import NotFoundError
from ingest.pdf.document import opened
from ingest.pdf.lines import Limits


def grey(page: pypdfium2.PdfPage, scale: float, limits: Limits, turn: int = 0) -> Image.Image:
    """The page as shown, turned `turn` degrees clockwise, in grey; `scale` is pixels a point.

    A page that would get more pixels than the limit is rendered smaller.
    """
    return _render(page, scale, limits, turn, grey=True)


def png(path: Path, number: int, scale: float, limits: Limits) -> bytes:
    """Page `number` (from 1) of the file as a PNG in colour; `scale` is pixels a point, at most 8.

    Raises NotFoundError where there is no such page, and what `opened` raises.
    """
    with opened(path, limits) as document:
        if not 1 <= number <= len(document):
            raise NotFoundError(f"Dokumentet har ingen sida {number}; det har {len(document)} sidor.")
        page = document[number - 1]
        try:
            image = _render(page, min(max(scale, 0.1), 8.0), limits, 0, grey=False)
        finally:
            page.close()
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=4)
    return buffer.getvalue()


def fitting_scale(width: float, height: float, scale: float, limits: Limits) -> float:
    """`scale`, or as much of it as keeps a page of `width` by `height` points within the pixel limit."""
    most = math.sqrt(limits.pixels / max(width * height, 1.0))
    return min(scale, most)


def _render(page: pypdfium2.PdfPage, scale: float, limits: Limits, turn: int, *, grey: bool) -> Image.Image:
    width, height = page.get_size()
    fitting = fitting_scale(width, height, scale, limits)
    bitmap = page.render(scale=fitting, rotation=turn, grayscale=grey, may_draw_forms=False)
    try:
        image: Image.Image = bitmap.to_pil().copy()
    finally:
        bitmap.close()
    return image
