"""A table as a workbook (Office Open XML, ECMA-376), text kept as text whatever it begins with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

_WIDE = 48  # characters: columns of running text
_LONGEST = 32_767  # characters that a cell of a workbook holds
_Value = str | int | float


def workbook(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[_Value]], wide: Iterable[str], guarded: tuple[str, ...]
) -> bytes:
    """One sheet, its heads in bold and staying in view; columns named in `wide` hold running text.

    Text that begins as in `guarded` is marked, so that it stays text where a person edits the cell.
    """
    book = Workbook()
    sheet = book.create_sheet(title, 0)
    for other in book.worksheets[1:]:
        book.remove(other)
    for number, row in enumerate([heads, *rows], 1):
        for column, value in enumerate(row, 1):
            _fill(sheet.cell(number, column), value, guarded)
    broad = set(wide)
    for column, head in enumerate(heads, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE if head in broad else max(12, len(head) + 2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(cell: Cell, value: _Value, guarded: tuple[str, ...]) -> None:
    """Put a value in a cell: text as text whatever it begins with, without what XML cannot hold."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell.data_type = "s"  # the library takes what begins with "=" for a formula
    cell.quotePrefix = value.startswith(guarded)  # stays text also where a person edits the cell
    cell.alignment = Alignment(vertical="top", wrap_text=len(value) > _WIDE)
