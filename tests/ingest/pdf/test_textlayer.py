"""A page's lines as they stand on it."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.artifact import Page, PageSource, Word
from ingest.document import ReadOptions, read_document
from ingest.pdf.textlayer import text_lines


def test_every_word_of_a_text_page_stands_on_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 12)
    for y, text in (
        (700, "Kommunen ansvarar för att den som bor i"),
        (686, "kommunen får den vård som behövs."),
        (600, "1 Mål"),
    ):
        canvas.drawString(72, y, text)
    canvas.save()
    structure, _ = read_document(str(path), path.name, ReadOptions())
    page = structure.pages[0]
    lines = text_lines(path, page)
    assert [line.text for line in lines] == [
        "Kommunen ansvarar för att den som bor i", "kommunen får den vård som behövs.", "1 Mål"
    ]  # fmt: skip
    assert all(page.text[line.start : line.end] == line.text for line in lines)
    tops = [round(line.box[1] * A4[1]) for line in lines]
    assert tops == sorted(tops) and abs(lines[0].box[0] * A4[0] - 72) < 2
    assert abs(lines[2].box[3] * A4[1] - (A4[1] - 600)) < 5


def test_a_recognised_page_needs_no_file_and_columns_are_kept_apart() -> None:
    words = tuple(
        Word(start, end, (x, 0.1, x + 0.05, 0.12), 0.9)
        for start, end, x in ((0, 3, 0.1), (4, 7, 0.16), (8, 11, 0.6))
    )  # fmt: skip
    page = Page(1, 595, 842, "ett två tre", PageSource.OCR, words=words)
    assert [line.text for line in text_lines(Path("finns-inte.pdf"), page)] == ["ett två", "tre"]
