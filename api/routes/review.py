"""Lists for review: names left open, and facts, the least certain first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.paging import Cursor, Limit
from api.schemas.base import EvidenceRow, Paged
from api.schemas.review import NameRow, ReviewRow
from api.wiring import Wired
from ontology import review
from ontology.rows import FactRow
from search.asking.sentences import sentence

router = APIRouter(prefix="/api", tags=["fakta"])
Text = Annotated[str, Query(max_length=500)]


@router.get("/unresolved")
def unresolved(
    wired: Wired,
    reason: Annotated[
        str,
        Query(pattern="^(unknown|abbreviation|ambiguous|alike|uncertain|reference)?$", description="Only one reason"),
    ] = "",
    document: Text = "",
    below: Annotated[float, Query(ge=0, le=1, description="Names of lower confidence are uncertain")] = review.SURE,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Paged[NameRow]:
    """Names that lead to nothing, to several, or not for sure, with whom they may mean."""
    found = review.unresolved(
        wired.catalogue, reason=reason, document=document, below=below, limit=limit, cursor=cursor
    )
    return Paged[NameRow].model_validate(found)


@router.get("/facts")
def facts(
    wired: Wired,
    kind: Annotated[str, Query(pattern="^(relation|mandate|obligation|definition|reference)?$")] = "",
    tier: Annotated[str, Query(pattern="^(rule|model|person)?$", description="Who found it")] = "",
    document: Text = "",
    below: Annotated[float, Query(ge=0, le=1.01, description="Only facts of lower confidence")] = 1.01,
    order: Annotated[str, Query(pattern="^(confidence|text)$", description="Least certain first, or as it stands")] = (
        "confidence"
    ),
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Paged[ReviewRow]:
    """Facts that nobody has confirmed, the least certain first."""
    found = review.least_certain(
        wired.catalogue,
        kind=kind,
        tier=tier,
        document=document,
        below=below,
        by_confidence=order == "confidence",
        limit=limit,
        cursor=cursor,
    )
    return Paged[ReviewRow](items=[_row(r) for r in found.items], next=found.next, total=found.total)


def _row(row: FactRow) -> ReviewRow:
    evidence = EvidenceRow.model_validate(row).model_dump()
    return ReviewRow(**evidence, kind=row.id.partition("-")[0], says=sentence([row]))
