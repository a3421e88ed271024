"""One kind of clause over all documents, and what a passage touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api import clause_table, exports
from api.routes.conflicts import attached
from api.routes.paging import Cursor, Limit
from api.schemas.base import Paged
from api.schemas.clauses import ClauseKindRow, ClauseRow, TouchedPassage
from api.wiring import Container, Wired
from corpus.errors import NotFoundError
from ontology.paging import paged, window
from search.clause_kinds import KINDS, kind_named
from search.clauses import DocumentClauses

router = APIRouter(prefix="/api", tags=["konflikter"])


@dataclass(frozen=True, slots=True)
class Choice:
    """Which clauses are asked for."""

    kind: str
    type: str
    document: str

    def table(self, wired: Container) -> list[DocumentClauses]:
        """What each document says. Raises NotFoundError for a kind that is none."""
        return wired.clauses.table(self.kind, type=self.type, document=self.document)


def choice(
    kind: Annotated[str, Query(description="As `/api/clauses/kinds` names it", examples=["uppfoljning"])],
    type: Annotated[str, Query(description="Only documents of a type")] = "",
    document: Annotated[str, Query(description="Only this document, also where a later one replaces it")] = "",
) -> Choice:
    """The filters that list and tables share."""
    return Choice(kind, type, document)


Chosen = Annotated[Choice, Depends(choice)]


@router.get("/clauses")
def clauses(wired: Wired, chosen: Chosen, limit: Limit = 50, cursor: Cursor = None) -> Paged[ClauseRow]:
    """What each agreement, guideline and routine in force says of one matter, and which say nothing, by title."""
    found = chosen.table(wired)
    start, end = window(limit, cursor)
    return Paged[ClauseRow].model_validate(paged(found[start:end], start, len(found)))


@router.get("/clauses/kinds")
def kinds() -> list[ClauseKindRow]:
    """The kinds of clauses that can be asked for."""
    return [ClauseKindRow.model_validate(kind) for kind in KINDS]


@router.get("/clauses.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def clauses_csv(request: Request, wired: Wired, chosen: Chosen) -> Response:
    """The clauses as CSV for spreadsheets: semicolons, UTF-8 with a byte order mark."""
    body = clause_table.as_csv(chosen.table(wired), str(request.base_url))
    return attached(body, exports.CSV_TYPE, f"{chosen.kind}.csv")


@router.get("/clauses.xlsx", response_class=Response, responses={200: {"content": {exports.XLSX_TYPE: {}}}})
def clauses_xlsx(request: Request, wired: Wired, chosen: Chosen) -> Response:
    """The clauses as a workbook."""
    label = kind_named(chosen.kind).label
    body = clause_table.as_xlsx(label, chosen.table(wired), str(request.base_url))
    return attached(body, exports.XLSX_TYPE, f"{chosen.kind}.xlsx")


@router.get("/passages/at")
def passage_at(document: str, page: int, start: int, end: int, wired: Wired) -> TouchedPassage:
    """The passage at some characters of a page, and what touches it."""
    found = wired.touching.passage_at(document, page, start, end)
    if found is None:
        raise NotFoundError("Där står inget stycke. Välj text ur ett stycke på sidan.")
    return TouchedPassage.model_validate(wired.touching.touched(found))


@router.get("/passages/{passage}/touches")
def touches(passage: str, wired: Wired) -> TouchedPassage:
    """All that cites a passage, repeats or contradicts it, and what it cites. `passage`: its id, or that of a hit."""
    return TouchedPassage.model_validate(wired.touching.touched(passage))
