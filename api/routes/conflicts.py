"""Conflicts: the findings, what people decided about them, and comparing two documents."""

from __future__ import annotations

from fastapi import APIRouter

from api.routes.paging import Cursor, Limit
from api.schemas.base import Paged
from api.schemas.facts import ConflictDecision, ConflictRow
from api.schemas.search import Comparison
from api.wiring import Wired, Writer

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
    return Comparison.model_validate(wired.collection.compare(a, b, a_version, b_version))
