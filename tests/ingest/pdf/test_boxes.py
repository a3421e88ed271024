from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from corpus.errors import NotFoundError
from ingest.artifact import Page, PageSource, Run, Span, Word
from ingest.pdf.boxes import BoxFinder, boxes_of, merged, word_boxes
from ingest.pdf.lines import Limits
from ingest.pdf.pictures import png
from ingest.pdf.reading import read_pdf
from tests.ingest.pdf.conftest import LETTER, written

Make = Callable[..., Path]


def page_of(path: Path, number: int = 1) -> Page:
    """The page's lines below each other as its text, with runs."""
    read = read_pdf(path, Limits(), None).pages[number - 1]
    text, runs = "", []
    for line in read.lines:
        runs.extend(Run(len(text) + run.start, run.source, run.length) for run in line.runs)
        text += line.text + "\n"
    return Page(number, read.width, read.height, text, PageSource.TEXT, runs=tuple(runs))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_holds_the_ink_of_its_words_and_no_other(make: Make, rotation: int) -> None:
    path = make(written(["Kort rad", "", "boendestöd", "", "Sista raden"]), rotate=rotation)
    page = page_of(path)
    start = page.text.index("boendestöd")
    (box,) = boxes_of(path, page, Span(1, start, start + len("boendestöd")))
    with Image.open(io.BytesIO(png(path, 1, 2.0, Limits()))) as image:
        dark = np.asarray(image.convert("L")) < 128
    height, width = dark.shape
    x0, y0, x1, y1 = (round(v * s) for v, s in zip(box, (width, height, width, height), strict=True))
    inside = dark[y0:y1, x0:x1].sum()
    wider = dark[max(y0 - 4, 0) : y1 + 4, max(x0 - 4, 0) : x1 + 4].sum()
    assert inside > 100
    assert wider == inside  # no ink of the word is left out, none of its neighbours let in


def test_a_span_over_lines_has_a_box_for_each(make: Make) -> None:
    path = make(written(LETTER))
    page = page_of(path)
    start, end = page.text.index("följa"), page.text.index("boendestöd") + len("boendestöd")
    with BoxFinder(path, (page,)) as finder:
        boxes = finder.boxes(Span(1, start, end))
        again = finder.boxes(Span(1, start, end))
    assert len(boxes) == 2
    assert boxes == again
    assert boxes[0][1] < boxes[1][1]


def test_nothing_behind_the_span_gives_no_box(make: Make) -> None:
    path = make(written(LETTER))
    page = page_of(path)
    assert boxes_of(path, page, Span(1, len(page.text), len(page.text) + 5)) == ()


def test_recognised_words() -> None:
    words = (
        Word(0, 5, (0.1, 0.1, 0.2, 0.12), 0.9),
        Word(6, 10, (0.21, 0.1, 0.3, 0.12), 0.9),
        Word(11, 15, (0.1, 0.14, 0.2, 0.16), 0.9),
    )
    page = Page(1, 595, 842, "första raden nästa", PageSource.OCR, words=words)
    boxes = word_boxes(page, Span(1, 3, 15))
    assert len(boxes) == 2
    assert boxes[0] == pytest.approx((0.1, 0.1, 0.3, 0.12), abs=0.003)


def test_boxes_without_area_are_left_out() -> None:
    assert merged([(0.1, 0.1, 0.1, 0.2)]) == ()


def test_png_of_a_missing_page(make: Make) -> None:
    with pytest.raises(NotFoundError):
        png(make(written(LETTER)), 2, 1.0, Limits())


def test_png_keeps_within_the_pixel_limit(make: Make) -> None:
    with Image.open(io.BytesIO(png(make(written(LETTER)), 1, 8.0, Limits(pixels=100_000)))) as image:
        assert image.width * image.height <= 101_000
