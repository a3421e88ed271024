"""The register of what is in force, follow-ups of agreements, the calendar and the feed of changes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import feeds
from api.routes.filters import day
from api.routes.paging import Cursor, Limit
from api.schemas.base import Paged
from api.schemas.things import FollowupRequest, FollowupRow, RegisterRow
from api.wiring import Wired, Writer
from corpus.decisions import Decision, DecisionKind
from corpus.errors import InvalidInputError
from ontology import entities
from ontology.register import register as register_rows

router = APIRouter(prefix="/api", tags=["fakta"])


@router.get("/register")
def register(
    wired: Wired,
    valid_on: Annotated[str | None, Query(description="A date, 2025-12-31; today where left out")] = None,
    county: str = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Paged[RegisterRow]:
    """The documents in force on a day, by level, with parties, owner and validity."""
    found = register_rows(
        wired.catalogue,
        valid_on=day(valid_on) or date.today(),
        county=county,
        follow_ups=feeds.planned(wired.store.decisions),
        limit=limit,
        cursor=cursor,
    )
    return Paged[RegisterRow].model_validate(found)


@router.get("/agreements/{name}/followups")
def followups(name: str, wired: Wired) -> Paged[FollowupRow]:
    """The follow-ups of an agreement, planned and done."""
    entities.entity(wired.catalogue, name)
    rows = [feeds.followup(d) for d in wired.store.decisions.all(DecisionKind.FOLLOWUP) if d.target == name]
    return Paged[FollowupRow](items=rows, next=None, total=len(rows))


@router.post("/agreements/{name}/followups", status_code=201)
def add_followup(name: str, request: FollowupRequest, wired: Wired, _: Writer) -> FollowupRow:
    """Record a follow-up: when it is planned, or when it was done and with what outcome."""
    entities.entity(wired.catalogue, name)
    for given in (request.planned, request.done):
        day(given)
    if request.planned is None and request.done is None:
        raise InvalidInputError("Ange när uppföljningen är planerad eller när den gjordes, som 2025-12-31.")
    values = {k: v for k, v in request.model_dump(exclude={"by"}).items() if v}
    recorded = wired.store.decisions.add(Decision(DecisionKind.FOLLOWUP, name, values, request.by))
    wired.note_decisions()
    return feeds.followup(recorded)


@router.get("/calendar.ics")
def calendar(wired: Wired) -> Response:
    """Follow-ups and end dates as a calendar (RFC 5545)."""
    return Response(feeds.calendar(wired.catalogue, wired.store.decisions), media_type="text/calendar; charset=utf-8")


@router.get("/changes.atom")
def changes(request: Request, wired: Wired) -> Response:
    """What was read and decided lately, as an Atom feed (RFC 4287)."""
    body = feeds.changes(str(request.base_url), wired.store)
    return Response(body, media_type="application/atom+xml; charset=utf-8")
