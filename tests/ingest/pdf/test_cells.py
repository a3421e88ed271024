"""Lines are cut at the walls of table cells, and at nothing else that is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.artifact import BlockKind
from ingest.pdf.lines import Limits
from ingest.pdf.reading import read_pdf
from ingest.structure.build import build

Make = Callable[..., Path]
ROWS = [
    ("Uppgift", "Ansvarig part", "Hur ofta"),
    ("Följa upp", "Regionen", "Varje år"),
    ("Kalla till", "Kommunen", "Två gånger"),
]


def table(widths: tuple[float, float], pad: float = 2.0) -> Callable[[Canvas], None]:
    """A ruled table whose columns end just after their longest text: only the walls part the cells."""

    def draw(canvas: Canvas) -> None:
        edges = [72, 72 + widths[0], 72 + widths[0] + widths[1], 400]
        canvas.grid(edges, [640, 660, 680, 700])
        for row, cells in enumerate(ROWS):
            canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 10)
            y = 686 - 20 * row
            for left, right, cell in zip(edges, edges[1:], cells, strict=False):
                assert right > left
                canvas.drawString(left + pad, y, cell)

    return draw


@pytest.mark.parametrize("widths", [(50, 68), (60, 90), (120, 120)])
def test_close_cells_are_parted_by_their_walls(make: Make, widths: tuple[float, float]) -> None:
    structure = build(read_pdf(make(table(widths)), Limits(), None), "fil.pdf")
    rows = [b.cells for b in structure.blocks if b.kind in (BlockKind.ROW, BlockKind.TABLE_HEAD)]
    assert rows == ROWS


def test_what_is_drawn_behind_the_text_cuts_no_words(make: Make) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(150, 500, 130, 220, fill=1)
        canvas.setFillGray(0)
        canvas.setFont("Helvetica", 14)
        for row, line in enumerate(("Överenskommelse om samverkan", "mellan länets kommuner och regionen")):
            canvas.drawString(72, 680 - 20 * row, line)

    lines = read_pdf(make(draw), Limits(), None).pages[0].lines
    assert [line.text for line in lines] == ["Överenskommelse om samverkan", "mellan länets kommuner och regionen"]
