from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.artifact import PageSource
from ingest.pdf.lines import Limits, Line, PageLines
from ingest.pdf.reading import read_pdf
from tests.ingest.pdf.conftest import LETTER, written

Make = Callable[..., Path]


def first_page(path: Path) -> PageLines:
    return read_pdf(path, Limits(), None).pages[0]


def texts(page: PageLines) -> list[str]:
    return [line.text for line in page.lines]


def test_lines_with_size_and_place(make: Make) -> None:
    page = first_page(make(written(LETTER, x=72, y=760, size=11)))
    assert texts(page) == LETTER
    assert page.source is PageSource.TEXT
    first = page.lines[0]
    assert first.size == pytest.approx(11)
    assert first.box[0] * page.width == pytest.approx(72, abs=1.5)
    assert first.box[1] < (842 - 760) / 842 < first.box[3]  # around the baseline
    assert [line.box[1] for line in page.lines] == sorted(line.box[1] for line in page.lines)


def test_size_in_the_text_matrix(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.scale(2, 2)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(40, 380, "Storleken står i matrisen")
        canvas.restoreState()

    assert first_page(make(draw)).lines[0].size == pytest.approx(14)


@pytest.mark.parametrize(
    ("font", "bold", "italic"),
    [("Helvetica", False, False), ("Helvetica-Bold", True, False), ("Times-Italic", False, True)],
)
def test_weight_and_slant(make: Make, font: str, bold: bool, italic: bool) -> None:
    line = first_page(make(written(["Målgrupp"], font=font))).lines[0]
    assert (line.bold, line.italic) == (bold, italic)


def test_a_bold_label_before_its_value(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica-Bold", 11)
        text.textOut("Målgrupp: ")
        text.setFont("Helvetica", 11)
        text.textOut("vuxna med behov av stöd från flera håll")
        canvas.drawText(text)

    line = first_page(make(draw)).lines[0]
    assert line.text[: line.bold_length].rstrip() == "Målgrupp:"
    assert not line.bold


def test_columns_are_read_one_after_the_other_whatever_the_stream_says(make: Make) -> None:
    left = [f"vänster rad {n} med några ord till" for n in range(10)]
    right = [f"höger rad {n} med några ord till" for n in range(10)]

    def by_line(canvas: Canvas) -> None:
        for index, pair in enumerate(zip(left, right, strict=True)):
            canvas.setFont("Helvetica", 10)
            canvas.drawString(60, 700 - 14 * index, pair[0])
            canvas.drawString(320, 700 - 14 * index, pair[1])

    def right_first(canvas: Canvas) -> None:
        written(right, x=320, y=700, size=10)(canvas)
        written(left, x=60, y=700, size=10)(canvas)

    for draw in (by_line, right_first):
        page = first_page(make(draw))
        assert texts(page) == left + right
    assert {line.column for line in page.lines if line.text.startswith("höger")} == {2}


def test_a_header_written_last_is_read_first(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        written(LETTER)(canvas)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 810, "Sidhuvud för dokumentet")

    assert texts(first_page(make(draw))) == ["Sidhuvud för dokumentet", *LETTER]


def test_cells_of_a_row_are_lines_of_their_own_but_a_number_stays_with_its_heading(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for x, cell in ((72, "Grupp"), (250, "Ordförande"), (420, "Möten per år")):
            canvas.drawString(x, 700, cell)
        canvas.drawString(72, 660, "5.2")
        canvas.drawString(130, 660, "Ansvar och uppdrag")

    assert texts(first_page(make(draw))) == ["Grupp", "Ordförande", "Möten per år", "5.2 Ansvar och uppdrag"]


def test_a_word_cut_at_the_line_end_is_flagged(make: Make) -> None:
    page = first_page(make(written(["Parterna har tecknat en överens-", "kommelse om hälso-", "och sjukvård."])))
    assert [(line.text, line.hyphenated) for line in page.lines] == [
        ("Parterna har tecknat en överens", True),
        ("kommelse om hälso", True),
        ("och sjukvård.", False),
    ]


def test_footnote_marks_are_told(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 11)
        text.textOut("enligt socialtjänstlagen")
        text.setFont("Helvetica", 6)
        text.setRise(4)
        text.textOut("12")
        text.setRise(0)
        text.setFont("Helvetica", 11)
        text.textOut(" och hälso- och sjukvårdslagen")
        canvas.drawText(text)

    line = first_page(make(draw)).lines[0]
    assert [line.text[start:end] for start, end in line.superscripts] == ["12"]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_read_upright(make: Make, rotation: int) -> None:
    page = first_page(make(written(LETTER), rotate=rotation))
    assert texts(page) == LETTER
    assert page.turn == (360 - rotation) % 360
    assert (page.width > page.height) == (rotation != 180)
    tops = [line.box[1] for line in page.lines]
    assert tops == sorted(tops)


def test_drawn_lines_are_rules(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        written(LETTER)(canvas)
        canvas.line(72, 500, 500, 500)
        canvas.line(72, 400, 72, 500)

    rules = first_page(make(draw)).rules
    assert sorted(rule.horizontal for rule in rules) == [False, True]


def test_offsets_lead_to_raw_characters(make: Make) -> None:
    page = first_page(make(written(LETTER)))
    ends = [line.source + line.length for line in page.lines]
    starts = [line.source for line in page.lines]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert all(line.runs[0].length == len(line.text) for line in page.lines)


def test_line_defaults_describe_plain_text() -> None:
    line = Line(page=1, text="x", box=(0, 0, 1, 1), size=10)
    assert not line.hyphenated
    assert line.confidence == 1.0
