"""Every table of the pages as a file for spreadsheets."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request, Response

from api import exports
from api.routes.conflicts import attached
from api.tables import TABLES, Table
from api.wiring import Wired
from corpus.errors import NotFoundError

router = APIRouter(prefix="/api/tables", tags=["fakta"])
_TYPES = {"csv": exports.CSV_TYPE, "xlsx": exports.XLSX_TYPE}
_CONTENT: dict[int | str, dict[str, Any]] = {200: {"content": {media.split(";")[0]: {} for media in _TYPES.values()}}}


@router.get("/{name}.{format}", response_class=Response, responses=_CONTENT)
def table(name: str, format: Literal["csv", "xlsx"], request: Request, wired: Wired) -> Response:
    """A table whole: grupper, parter, overenskommelser, forteckning, luckor, agarskap, relationer, uppdrag ..."""
    found = _named(name)
    rows = found.rows(wired, str(request.base_url))
    if format == "csv":
        body = exports.csv_table(found.heads, rows)
    else:
        body = exports.xlsx_table(found.label, found.heads, rows, found.wide)
    return attached(body, _TYPES[format], f"{name}.{format}")


def _named(name: str) -> Table:
    if name not in TABLES:
        raise NotFoundError(f"Tabellen ”{name}” finns inte. Välj en av: {', '.join(TABLES)}.")
    return TABLES[name]
