"""Corrections: what people add, change, reject, confirm, join or part; listed, exported, imported."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.schemas.base import Paged
from api.schemas.facts import CorrectionRequest, DecisionRow
from api.wiring import Wired, Writer
from corpus.decisions import Decision, DecisionKind

router = APIRouter(prefix="/api", tags=["fakta"])


@router.post("/corrections", status_code=201)
def correct(request: CorrectionRequest, wired: Wired, _: Writer) -> DecisionRow:
    """Record a correction. It is applied at once and survives a new reading."""
    decision = Decision(DecisionKind(request.kind), request.target, request.values, request.who, "", request.why)
    return DecisionRow.model_validate(wired.correct(decision))


@router.get("/corrections")
def corrections(wired: Wired, limit: int = 200, cursor: str | None = None) -> Paged[DecisionRow]:
    """All that people decided, in order."""
    start = int(cursor) if cursor and cursor.isdigit() else 0
    every = wired.store.decisions.all()
    shown = [DecisionRow.model_validate(d) for d in every[start : start + limit]]
    return Paged[DecisionRow](
        items=shown, next=str(start + limit) if start + limit < len(every) else None, total=len(every)
    )


@router.get("/decisions.jsonl")
def export(wired: Wired) -> Response:
    """All decisions as a file that `PUT` takes back."""
    return Response(wired.store.decisions.export(), media_type="application/jsonl")


@router.put("/decisions.jsonl")
async def take_back(request: Request, wired: Wired, _: Writer) -> dict[str, int]:
    """Take in decisions that were exported; those known are left out."""
    return {"new": await run_in_threadpool(wired.take_decisions, await request.body())}
