from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import NoTextError
from ingest.artifact import PageSource
from ingest.pdf.lines import Limits, PageLines
from ingest.pdf.ocr import Recogniser
from ingest.pdf.reading import read_pdf
from tests.ingest.pdf.conftest import LETTER, MISREAD, picture_of, scanned, written

Make = Callable[..., Path]
tesseract = pytest.mark.skipif(not Recogniser().available, reason="Tesseract with Swedish is not installed")


def texts(page: PageLines) -> list[str]:
    return [line.text for line in page.lines]


@tesseract
def test_a_scan_is_recognised_with_words_in_boxes(make: Make) -> None:
    path = make(scanned(picture_of(make(written(LETTER), name="ren.pdf"))))
    page = read_pdf(path, Limits(), Recogniser()).pages[0]
    assert texts(page) == LETTER
    assert page.source is PageSource.OCR
    assert page.confidence > 0.8
    for line in page.lines:
        assert line.size == pytest.approx(11, rel=0.1)
        assert [line.text[word.start : word.end] for word in line.words] == line.text.split()
    first = page.lines[0].words[0]
    assert first.box[0] * 595 == pytest.approx(72, abs=5)
    assert first.box[1] * 842 < 842 - 760 + 4


@tesseract
def test_only_pages_without_text_are_recognised(make: Make) -> None:
    image = picture_of(make(written(LETTER), name="ren.pdf"))
    pages = read_pdf(make(written(LETTER), scanned(image)), Limits(), Recogniser()).pages
    assert [page.source for page in pages] == [PageSource.TEXT, PageSource.OCR]


@tesseract
def test_a_misread_layer_is_read_again_from_the_picture(make: Make) -> None:
    image = picture_of(make(written(LETTER), name="ren.pdf"))
    misread = [line.translate(MISREAD) for line in LETTER * 3]
    reading = read_pdf(make(scanned(image, hidden=misread)), Limits(), Recogniser())
    page = reading.pages[0]
    assert texts(page) == LETTER
    assert page.source is PageSource.OCR
    assert "arlig" in page.original or "ar for" in page.original
    assert [problem.code for problem in reading.problems] == ["last-pa-nytt"]


@tesseract
def test_a_sound_layer_under_a_picture_is_kept(make: Make) -> None:
    image = picture_of(make(written(LETTER), name="ren.pdf"))
    page = read_pdf(make(scanned(image, hidden=LETTER * 3)), Limits(), Recogniser()).pages[0]
    assert page.source is PageSource.TEXT


@tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_scan_on_its_side_is_turned(make: Make, turn: int) -> None:
    lines = [line for _ in range(3) for line in LETTER]
    image = picture_of(make(written(lines), name="ren.pdf"), turn=turn)

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(image, 0, 0, width=595, height=842)

    page = read_pdf(make(draw) if turn == 180 else make(_wide(image), size=(842, 595)), Limits(), Recogniser()).pages[0]
    right = sum(text in LETTER for text in texts(page))
    assert right >= 0.8 * len(lines)
    assert page.turn == 360 - turn
    words = [word for line in page.lines for word in line.words if word.end - word.start > 4]
    wide = [(word.box[2] - word.box[0]) * page.width > (word.box[3] - word.box[1]) * page.height for word in words]
    assert all(wide) == (turn == 180)  # boxes of words are those of the page as shown


def _wide(image: object) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(image, 0, 0, width=842, height=595)

    return draw


@tesseract
def test_bullets_are_found_in_the_picture(make: Make) -> None:
    items = ["samordna insatser mellan parterna", "följa upp målen varje år", "utse en kontaktperson i kommunen"]

    def draw(canvas: Canvas) -> None:
        written(["Gruppen ska:"], y=760)(canvas)
        for index, item in enumerate(items):
            canvas.circle(77, 740 - 18 * index + 3.5, 1.9, fill=1)
            canvas.setFont("Helvetica", 11)
            canvas.drawString(92, 740 - 18 * index, item)

    page = read_pdf(make(scanned(picture_of(make(draw, name="ren.pdf")))), Limits(), Recogniser()).pages[0]
    assert texts(page) == ["Gruppen ska:", *[f"• {item}" for item in items]]


def test_without_a_recogniser_the_pages_are_named(make: Make) -> None:
    image = picture_of(make(written(LETTER), name="ren.pdf"), dpi=72)
    reading = read_pdf(make(written(LETTER), scanned(image), scanned(image)), Limits(), None)
    assert [page.source for page in reading.pages] == [PageSource.TEXT, PageSource.NONE, PageSource.NONE]
    assert [problem.code for problem in reading.problems] == ["utan-texttolkning"]
    assert "Sidorna 2–3" in reading.problems[0].message
    assert "tesseract-ocr-swe" in reading.problems[0].message


@tesseract
def test_pictures_without_words_are_refused(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(picture_of(make(lambda _: None, name="tom.pdf"), dpi=50), 0, 0, width=595, height=842)

    with pytest.raises(NoTextError, match="bilder"):
        read_pdf(make(draw), Limits(), Recogniser())


@tesseract
def test_a_huge_page_is_rendered_within_the_limit(make: Make) -> None:
    image = picture_of(make(written(LETTER), name="ren.pdf"))

    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(image, 0, 0, width=14000, height=14000)

    reading = read_pdf(make(draw, size=(14000, 14000)), Limits(pixels=4_000_000), Recogniser())
    assert reading.pages[0].source is PageSource.OCR


def test_a_misread_layer_without_a_picture_is_mended(make: Make) -> None:
    reading = read_pdf(make(written([line.translate(MISREAD) for line in LETTER])), Limits(), None)
    page = reading.pages[0]
    assert page.source is PageSource.REPAIRED
    assert page.original == "\n".join(line.translate(MISREAD) for line in LETTER)
    right = sum(a == b for line, true in zip(texts(page), LETTER, strict=True) for a, b in pairs(line, true))
    assert right >= 0.95 * sum(len(line.split()) for line in LETTER)
    assert [problem.code for problem in reading.problems] == ["skadad-text"]


def pairs(line: str, true: str) -> list[tuple[str, str]]:
    return list(zip(line.split(), true.split(), strict=True))
