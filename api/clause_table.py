"""One kind of clause over all documents as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.exports import Value, csv_table, place_of, xlsx_table
from search.clauses import DocumentClauses

HEADS = ("Dokument", "Typ", "Datum", "Fil", "Avsnitt", "Sida", "Text", "Hittad genom", "Länk")
_WIDE = ("Dokument", "Text", "Avsnitt")


def rows(found: Iterable[DocumentClauses], base: str) -> Iterator[tuple[Value, ...]]:
    """A row for each clause under HEADS, and one with empty fields for a document that says nothing."""
    for one in found:
        d = one.document
        head = (d.title, d.type, d.date or "", d.file)
        for clause in one.clauses:
            link = place_of(base, d.id, clause.page, clause.start, clause.end)
            yield (*head, clause.section or "", clause.page, clause.text, clause.found, link)
        if not one.clauses:
            yield (*head, "", "", "", "saknas", "")


def as_csv(found: Iterable[DocumentClauses], base: str) -> bytes:
    """The clauses as CSV for spreadsheets. `base`: the address of the service, with a slash at the end."""
    return csv_table(HEADS, rows(found, base))


def as_xlsx(label: str, found: Iterable[DocumentClauses], base: str) -> bytes:
    """The clauses as a workbook of one sheet, named by the kind."""
    return xlsx_table(label[:31], HEADS, rows(found, base), _WIDE)
