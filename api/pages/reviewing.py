"""The pages of those who take documents in: upload, names to resolve, facts to review."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.pages.facts import KINDS
from api.pages.keys import may_write
from api.pages.rendering import render
from api.routes.paging import Cursor
from api.wiring import Wired
from corpus.decisions import Decision, DecisionKind
from corpus.ledger import State
from ontology import entities, review

router = APIRouter()
_SHOWN = 25
_REASONS = {
    "unknown": "Framgår inte",
    "abbreviation": "Förkortning",
    "ambiguous": "Flera möjliga",
    "alike": "Liknar ett annat",
    "uncertain": "Osäkert läst",
    "reference": "Saknas i samlingen",
}
Text = Annotated[str, Query(max_length=500)]


@router.get("/inlasning")
def intake(request: Request, wired: Wired) -> HTMLResponse:
    """Upload, files that could not be read, and how much there is to look at."""
    failed = [e for e in wired.store.ledger.entries() if e.state is State.FAILED]
    return render(
        request,
        "intake.html",
        failed=failed,
        names=review.unresolved(wired.catalogue, limit=1).total,
        facts=review.least_certain(wired.catalogue, below=review.SURE, limit=1).total,
        documents=len(wired.catalogue.document_records()),
        limit=wired.settings.max_upload,
        locked=bool(wired.settings.write_token),
    )


@router.get("/granska")
def facts(
    request: Request, wired: Wired, kind: Text = "", document: Text = "", cursor: Cursor = None, sparat: bool = False
) -> HTMLResponse:
    """Facts that nobody has confirmed, the least certain first."""
    page = review.least_certain(wired.catalogue, kind=kind, document=document, below=1.01, limit=_SHOWN, cursor=cursor)
    titles = [(r.id, r.title) for r in wired.catalogue.document_records().values()]
    given = urlencode({"kind": kind, "document": document})
    return render(
        request,
        "review_facts.html",
        page=page,
        kinds=KINDS,
        kind=kind,
        document=document,
        titles=titles,
        saved=sparat,
        query=f"{given}&",
    )


@router.get("/granska/namn")
def names(
    request: Request, wired: Wired, reason: Text = "", cursor: Cursor = None, sparat: bool = False
) -> HTMLResponse:
    """Names that lead nowhere for sure, with whom they may mean."""
    page = review.unresolved(wired.catalogue, reason=reason, limit=_SHOWN, cursor=cursor)
    return render(
        request,
        "review_names.html",
        page=page,
        reasons=_REASONS,
        reason=reason,
        saved=sparat,
        query=f"{urlencode({'reason': reason})}&",
        locked=bool(wired.settings.write_token),
    )


@router.post("/granska/namn")
def join(
    request: Request,
    wired: Wired,
    entity: Annotated[str, Form(max_length=400)],
    same: Annotated[str, Form(max_length=400)],
    who: Annotated[str, Form(max_length=200)],
    key: Annotated[str, Form(max_length=400)] = "",
) -> RedirectResponse:
    """Two names mean one thing, from the form. Raises NotFoundError for an entity that is none."""
    may_write(wired, request, key)
    for name in (entity, same):
        entities.entity(wired.catalogue, name)
    wired.correct(Decision(DecisionKind.JOIN, entity, {"with": same}, who.strip()))
    return RedirectResponse("/granska/namn?sparat=1", status_code=303)
