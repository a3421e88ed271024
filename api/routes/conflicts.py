"""Conflicts: the findings, what people decided about them, and comparing two documents."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter

from api.routes.paging import Cursor, Limit
from api.schemas.base import DocumentRef, Paged
from api.schemas.facts import ConflictDecision, ConflictRow
from api.schemas.search import CompareRow, Comparison
from api.wiring import Wired, Writer
from search.conflicts.compare import compare as compare_artifacts

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
    clauses = compare_artifacts(wired.collection.artifact(a, a_version), wired.collection.artifact(b, b_version))
    return Comparison(
        a=DocumentRef.model_validate(wired.catalogue.ref(a)),
        b=DocumentRef.model_validate(wired.catalogue.ref(b)),
        counts=dict(Counter(clause.kind for clause in clauses)),
        clauses=[CompareRow.model_validate(clause) for clause in clauses],
    )
