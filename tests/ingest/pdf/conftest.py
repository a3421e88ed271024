"""PDFs made on the spot: born digital, scanned (a noisy picture), with a layer of misread text."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], None]

LETTER = [
    "Parterna ska träffas minst två gånger varje år för att följa upp samarbetet.",
    "Kommunen ansvarar för boendestöd och regionen för medicinska bedömningar.",
    "Vid oenighet ska frågan lyftas till närmaste chef inom fem vardagar, så att",
    "den enskilde inte påverkas. Överenskommelsen gäller tills vidare och kan",
    "sägas upp skriftligen av båda parter med sex månaders uppsägningstid.",
    "Ändringar görs årligen i samråd mellan ledningsgrupperna på lokal nivå.",
]
MISREAD = str.maketrans("åäöÅÄÖ", "aaoAAO")


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """make(draw, ..., name=, rotate=) -> the file with one page for each function given."""

    def build(*draws: Draw, name: str = "fil.pdf", rotate: int = 0, size: tuple[float, float] = (595, 842)) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=size, invariant=1)
        for draw in draws:
            draw(canvas)
            canvas.showPage()
        canvas.save()
        if rotate:
            with pypdfium2.PdfDocument(path.read_bytes()) as document:
                for page in document:
                    page.set_rotation(rotate)
                    page.close()
                document.save(path)
        return path

    return build


def written(lines: list[str], *, x: float = 72, y: float = 760, size: float = 11, font: str = "Helvetica") -> Draw:
    """A page with the lines below each other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for index, line in enumerate(lines):
            canvas.drawString(x, y - index * size * 1.3, line)

    return draw


def picture_of(path: Path, *, dpi: int = 200, turn: int = 0) -> Image.Image:
    """The first page as a scanner would give it: grey, slightly tilted, with noise."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        image: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil().copy()
        page.close()
    dice = random.Random(7)
    image = image.rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(0.5))
    for _ in range(400):
        image.putpixel((dice.randrange(image.width), dice.randrange(image.height)), dice.randrange(120, 220))
    return image.rotate(-turn, expand=True) if turn else image


def scanned(image: Image.Image, hidden: list[str] | None = None) -> Draw:
    """A page that is a picture, over an invisible text layer where `hidden` is given."""

    def draw(canvas: Canvas) -> None:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=80)
        canvas.drawImage(ImageReader(buffer), 0, 0, width=595, height=842)
        text = canvas.beginText(72, 760)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 11)
        for line in hidden or []:
            text.textLine(line)
        canvas.drawText(text)

    return draw
