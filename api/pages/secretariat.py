"""The secretariat's overviews: who manages what, what applies when, and the year of follow-ups."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import yearwheel
from api.drawing import WIDE, draw
from api.pages.keys import may_write
from api.pages.rendering import render
from api.routes.filters import day
from api.wiring import Container, Wired
from corpus.decisions import Decision, DecisionKind
from corpus.errors import InvalidInputError
from corpus.ids import slug
from ingest.artifact import EntityKind
from ontology import entities
from ontology.names import key
from ontology.network import network
from ontology.ownership import ROLES, ownership
from ontology.timeline import timeline
from ontology.vocabulary import predicates

router = APIRouter()
# What the picture shows: the value in its address -> the kinds of things, and the label.
KINDS: dict[str, tuple[tuple[EntityKind, ...], str]] = {
    "allt": ((EntityKind.GROUP, EntityKind.PARTY, EntityKind.AGREEMENT), "Grupper, parter och avtal"),
    "grupper": ((EntityKind.GROUP,), "Grupper"),
    "grupper-avtal": ((EntityKind.GROUP, EntityKind.AGREEMENT), "Grupper och avtal"),
    "grupper-parter": ((EntityKind.GROUP, EntityKind.PARTY), "Grupper och parter"),
    "avtal": ((EntityKind.AGREEMENT,), "Avtal"),
}
_WIDTH = 1_000  # of the drawn axis
Year = Annotated[int | None, Query(ge=1900, le=2200)]


@router.get("/agarskap")
def matrix(request: Request, wired: Wired, lan: str = "", alla: bool = False) -> HTMLResponse:
    """Groups against agreements; with `alla` parties and functions too."""
    found = ownership(wired.catalogue, county=lan)
    actors = [a for a in found.actors if alla or a.kind is EntityKind.GROUP]
    managed = {agreement for (_, agreement), roles in found.cells.items() if ROLES[0] in roles}
    return render(
        request,
        "matrix.html",
        actors=actors,
        agreements=found.agreements,
        cells=found.cells,
        managed=managed,
        roles=_letters(),
        more=len(found.actors) - len(actors),
        counties=counties(wired),
        county=lan,
        every=alla,
    )


@router.get("/tidslinje")
def periods(request: Request, wired: Wired, lan: str = "") -> HTMLResponse:
    """From when to when each document applies."""
    known = counties(wired)
    found = timeline(wired.catalogue, county=known.get(lan, ""))
    first, last = found.years
    span = max((date(last, 12, 31) - date(first, 1, 1)).days, 1) if first else 1

    def at(when: date) -> float:
        return round((when - date(first, 1, 1)).days / span * _WIDTH, 1)

    bars = [(p, at(p.start), max(at(p.end) if p.end else _WIDTH, at(p.start) + 4)) for p in found.periods]
    step = max(1, -(-(last - first + 1) // 12))
    return render(
        request,
        "timeline.html",
        bars=bars,
        undated=found.undated,
        years=[(y, at(date(y, 1, 1))) for y in range(first, last + 1, step)] if first else [],
        today=at(date.today()) if first else None,
        width=_WIDTH,
        counties=known,
        county=lan,
    )


@router.get("/arshjul")
def wheel(request: Request, wired: Wired, ar: Year = None, sparat: bool = False) -> HTMLResponse:
    """The year's follow-ups and end dates, drawn and as a list."""
    year = ar or date.today().year
    found = yearwheel.events(wired.catalogue, wired.store.decisions, year)
    records = wired.catalogue.entity_records(wired.catalogue.ids_of_kind(EntityKind.AGREEMENT))
    own = sorted((r for r in records.values() if r.own), key=lambda r: key(r.name))
    return render(
        request,
        "wheel.html",
        year=year,
        dots=yearwheel.wheel(found),
        spokes=yearwheel.spokes(),
        agreements=[(r.id, r.name) for r in own],
        saved=sparat,
        locked=bool(wired.settings.write_token),
    )


@router.post("/arshjul")
def record(
    wired: Wired,
    request: Request,
    agreement: Annotated[str, Form(max_length=400)],
    who: Annotated[str, Form(max_length=200)],
    planned: Annotated[str, Form(max_length=10)] = "",
    done: Annotated[str, Form(max_length=10)] = "",
    outcome: Annotated[str, Form(max_length=4000)] = "",
    key: Annotated[str, Form(max_length=400)] = "",
) -> RedirectResponse:
    """A follow-up that is planned or was done, from the form."""
    may_write(wired, request, key)
    entities.entity(wired.catalogue, agreement)
    days = [found for found in (day(planned), day(done)) if found is not None]
    if not days:
        raise InvalidInputError("Ange när uppföljningen är planerad eller när den gjordes, som 2025-12-31.")
    given = {"planned": planned, "done": done, "outcome": outcome.strip()}
    values = {name: value for name, value in given.items() if value}
    wired.store.decisions.add(Decision(DecisionKind.FOLLOWUP, agreement, values, who.strip()))
    wired.note_decisions()
    return RedirectResponse(f"/arshjul?{urlencode({'ar': days[0].year, 'sparat': 1})}", status_code=303)


@router.get("/graf")
def picture(
    request: Request,
    wired: Wired,
    runt: str = "",
    steg: Annotated[int, Query(ge=1, le=3)] = 1,
    slag: str = "",
    relation: str = "",
    lan: str = "",
) -> HTMLResponse:
    """The graph as a picture, whole or around one thing, with the same as a list."""
    centre = entities.entity(wired.catalogue, runt) if runt else None
    kind = slag if slag in KINDS else "allt" if runt else "grupper-avtal"
    chosen = (relation,) if relation in predicates() else ()
    found = network(wired.catalogue, around=runt, steps=steg, county=lan, kinds=KINDS[kind][0], predicates=chosen)
    return render(
        request,
        "network.html",
        network=found,
        drawing=draw(found),
        wide=WIDE,
        centre=centre,
        steps=steg,
        kinds={value: label for value, (_, label) in KINDS.items()},
        kind=kind,
        predicates=tuple(predicates()),
        predicate=relation,
        counties=counties(wired),
        county=lan,
    )


def _letters() -> dict[str, str]:
    """Role -> the letters that stand for it in the matrix, as few as tell it from the others."""
    letters: dict[str, str] = {}
    for role in ROLES:
        size = next(n for n in range(1, len(role) + 1) if role[:n].upper() not in letters.values())
        letters[role] = role[:size].upper()
    return letters


def counties(wired: Container) -> dict[str, str]:
    """The counties of the collection: id -> name as documents write it."""
    records = wired.catalogue.document_records().values()
    found = {slug(r.county): r.county for r in records if r.county}
    return dict(sorted(found.items(), key=lambda item: key(item[1])))
