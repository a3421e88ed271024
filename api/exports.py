"""Tables for spreadsheets, and conflicts as one: CSV and Office Open XML (ECMA-376).

A spreadsheet computes a cell whose text begins like a formula, also where a document wrote it (CWE-1236). Such cells
are kept as text: in CSV by an apostrophe before them, in a workbook by the cell's own type.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

from search.conflicts.model import Side
from search.findings import Judged

CSV_TYPE = "text/csv; charset=utf-8; header=present"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES = {"new": "ny", "confirmed": "bekräftad", "rejected": "avvisad", "fixed": "åtgärdad"}
_SIDE = ("dokument", "fil", "datum", "sida", "avsnitt", "värde", "citat", "länk")
HEADS = (
    *("Id", "Typ", "Allvar", "Säkerhet", "Vad som skiljer"),
    *(f"{side}: {name}" for side in ("A", "B") for name in _SIDE),
    *("Läge", "Kommentar", "Beslutad av", "Beslutad", "Prövning", "Företräde", "Tidigare beslut"),
)
_WIDE = ("Vad som skiljer", "Kommentar", "Prövning", "Företräde", "Tidigare beslut")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
Value = str | int | float


def rows(found: Iterable[Judged], base: str) -> Iterator[tuple[Value, ...]]:
    """The conflicts as rows under HEADS. `base` is the address of the service, with a slash at the end."""
    for c in found:
        yield (
            *(c.id, c.type, c.severity, round(c.confidence, 2), c.explanation),
            *_side(c.a, base),
            *_side(c.b, base),
            *(STATES.get(c.state, c.state), c.comment, c.decided_by or "", c.decided_at or ""),
            *(c.note, c.precedence, c.returned),
        )


def as_csv(found: Iterable[Judged], base: str) -> bytes:
    """The conflicts as CSV (RFC 4180), as Swedish spreadsheets read it: semicolons, UTF-8 with a byte order mark."""
    return csv_table(HEADS, rows(found, base))


def as_xlsx(found: Iterable[Judged], base: str) -> bytes:
    """The conflicts as a workbook of one sheet, its heads in bold and staying in view."""
    wide = {head for head in HEADS if head in _WIDE or head.endswith(("citat", "dokument", "värde"))}
    return xlsx_table("Konflikter", HEADS, rows(found, base), wide)


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A table as CSV (RFC 4180), in which no text is taken for a formula."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(heads)
    writer.writerows([_plain(v) if isinstance(v, str) else v for v in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def xlsx_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[Value]], wide: Iterable[str]) -> bytes:
    """A table as a workbook of one sheet. Columns named in `wide` hold running text."""
    # only here: openpyxl takes a tenth of a second, which the service need not wait for
    from api.workbook import workbook  # noqa: PLC0415

    return workbook(title, heads, rows, wide, _FORMULA)


def place_of(base: str, document: str, page: int, start: int, end: int) -> str:
    """The address of a passage on its page."""
    return f"{base}dokument/{document}?{urlencode({'sida': page, 'start': start, 'slut': end})}#traff"


def _side(side: Side, base: str) -> tuple[Value, ...]:
    document = side.document
    return (
        *(document.title, document.file, document.date or "", side.page, side.section or "", side.value or ""),
        *(side.quote, place_of(base, document.id, side.page, side.start, side.end)),
    )


def _plain(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
