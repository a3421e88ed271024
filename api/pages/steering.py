"""The pages of the secretariat: the register of what applies, and what is missing."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.feeds import planned
from api.pages.rendering import render
from api.routes.filters import day
from api.wiring import Wired
from ontology.gaps import gaps as find_gaps
from ontology.register import register as register_rows

router = APIRouter()
_MANY = 200  # rows


@router.get("/forteckning")
def register(request: Request, wired: Wired, valid_on: str | None = None) -> HTMLResponse:
    """What is in force, by level."""
    chosen = day(valid_on) or date.today()
    page = register_rows(wired.catalogue, valid_on=chosen, follow_ups=planned(wired.store.decisions), limit=_MANY)
    levels = [(level, list(rows)) for level, rows in groupby(page.items, key=lambda r: r.level)]
    return render(request, "register.html", levels=levels, page=page, valid_on=chosen.isoformat())


@router.get("/luckor")
def gaps(request: Request, wired: Wired) -> HTMLResponse:
    """What is missing, by kind."""
    page = find_gaps(wired.catalogue, date.today(), follow_ups=planned(wired.store.decisions), limit=_MANY)
    rows = sorted(page.items, key=lambda g: (g.label, g.explanation))
    kinds = [(label, list(found)) for label, found in groupby(rows, key=lambda g: g.label)]
    return render(request, "gaps.html", kinds=kinds, page=page)
