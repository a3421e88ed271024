"""Conflicts as a table for spreadsheets: CSV and Office Open XML (ECMA-376).

A spreadsheet computes a cell whose text begins like a formula, also where a document wrote it (CWE-1236). Such cells
are kept as text: in CSV by an apostrophe before them, in a workbook by the cell's own type.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
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
_Value = str | int | float


def rows(found: Iterable[Judged], base: str) -> Iterator[tuple[_Value, ...]]:
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
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(HEADS)
    writer.writerows([_plain(v) if isinstance(v, str) else v for v in row] for row in rows(found, base))
    return target.getvalue().encode("utf-8-sig")


def as_xlsx(found: Iterable[Judged], base: str) -> bytes:
    """The conflicts as a workbook of one sheet, its heads in bold and staying in view."""
    # only here: openpyxl takes a tenth of a second, which the service need not wait for
    from api.workbook import workbook  # noqa: PLC0415

    wide = {head for head in HEADS if head in _WIDE or head.endswith(("citat", "dokument", "värde"))}
    return workbook("Konflikter", HEADS, rows(found, base), wide, _FORMULA)


def _side(side: Side, base: str) -> tuple[_Value, ...]:
    place = urlencode({"sida": side.page, "start": side.start, "slut": side.end})
    document = side.document
    return (
        *(document.title, document.file, document.date or "", side.page, side.section or "", side.value or ""),
        *(side.quote, f"{base}dokument/{document.id}?{place}#traff"),
    )


def _plain(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
