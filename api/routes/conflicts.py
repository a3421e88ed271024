"""Conflicts: the findings, what people decided about them, and comparing two documents."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request, Response

from api import exports
from api.routes.paging import Cursor, Limit
from api.schemas.base import DocumentRef, Paged
from api.schemas.facts import ConflictDecision, ConflictRow
from api.schemas.search import CompareRow, Comparison
from api.wiring import Container, Wired, Writer
from search.conflicts.compare import compare as compare_artifacts
from search.findings import Judged

router = APIRouter(prefix="/api", tags=["konflikter"])


@router.get("/conflicts")
def conflicts(
    wired: Wired,
    type: str | None = None,
    state: str | None = None,
    document: str | None = None,
    group: str | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Paged[ConflictRow]:
    """Pairs of statements that contradict each other, the surest first."""
    found = wired.findings.page(type=type, state=state, document=document, group=group, limit=limit, cursor=cursor)
    return Paged[ConflictRow].model_validate(found)


@router.get("/conflicts.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def conflicts_csv(
    request: Request,
    wired: Wired,
    type: str | None = None,
    state: str | None = None,
    document: str | None = None,
    group: str | None = None,
) -> Response:
    """All conflicts of a choice as CSV for spreadsheets: semicolons, UTF-8 with a byte order mark."""
    found = _chosen(wired, type, state, document, group)
    return _file(exports.as_csv(found, str(request.base_url)), exports.CSV_TYPE, "konflikter.csv")


@router.get("/conflicts.xlsx", response_class=Response, responses={200: {"content": {exports.XLSX_TYPE: {}}}})
def conflicts_xlsx(
    request: Request,
    wired: Wired,
    type: str | None = None,
    state: str | None = None,
    document: str | None = None,
    group: str | None = None,
) -> Response:
    """All conflicts of a choice as a workbook."""
    found = _chosen(wired, type, state, document, group)
    return _file(exports.as_xlsx(found, str(request.base_url)), exports.XLSX_TYPE, "konflikter.xlsx")


@router.get("/conflicts/{name}")
def conflict(name: str, wired: Wired) -> ConflictRow:
    """One finding."""
    return ConflictRow.model_validate(wired.findings.get(name))


@router.patch("/conflicts/{name}")
def decide(name: str, decision: ConflictDecision, wired: Wired, _: Writer) -> ConflictRow:
    """Decide about a finding. The decision stays when documents are read anew."""
    wired.findings.decide(name, decision.state, decision.comment, decision.who)
    return ConflictRow.model_validate(wired.findings.get(name))


@router.get("/compare")
def compare(a: str, b: str, wired: Wired, a_version: str | None = None, b_version: str | None = None) -> Comparison:
    """Two documents, or two versions of one, clause by clause."""
    clauses = compare_artifacts(wired.collection.artifact(a, a_version), wired.collection.artifact(b, b_version))
    return Comparison(
        a=DocumentRef.model_validate(wired.catalogue.ref(a)),
        b=DocumentRef.model_validate(wired.catalogue.ref(b)),
        counts=dict(Counter(clause.kind for clause in clauses)),
        clauses=[CompareRow.model_validate(clause) for clause in clauses],
    )


def _chosen(
    wired: Container, type: str | None, state: str | None, document: str | None, group: str | None
) -> tuple[Judged, ...]:
    """All findings of a choice. An empty field of a form chooses nothing."""
    return wired.findings.page(
        type=type or None,
        state=state or None,
        document=document or None,
        group=group or None,
        limit=max(1, wired.findings.count()),
    ).items


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)
