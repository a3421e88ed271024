"""Make a scan of a PDF: grey page pictures, slightly tilted, with noise and without a text layer."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 200
MAX_TILT = 0.8  # degrees
NOISE = 7.0  # standard deviation, of 255 grey levels
JPEG_QUALITY = 72


def scan(pdf: bytes, seed: int, title: str) -> bytes:
    """The pages of `pdf` as pictures of 200 dpi on A4; the same seed gives the same bytes."""
    random = np.random.default_rng(seed)
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
            canvas.drawImage(ImageReader(_photographed(picture, random)), 0, 0, *A4)
            canvas.showPage()
    finally:
        document.close()
    canvas.save()
    return target.getvalue()


def _photographed(picture: Image.Image, random: np.random.Generator) -> BytesIO:
    angle = float(random.uniform(-MAX_TILT, MAX_TILT))
    tilted = picture.rotate(angle, resample=Image.Resampling.BILINEAR, fillcolor=255)
    grey = np.asarray(tilted, dtype=np.float32) * 0.93 + 8  # paper is not white and print is not black
    grey += random.standard_normal(grey.shape, dtype=np.float32) * NOISE
    jpeg = BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(jpeg, "JPEG", quality=JPEG_QUALITY)
    jpeg.seek(0)
    return jpeg
