"""The pages: each gathers what the API would answer and renders it."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api import overview, views
from api.examples import QUESTIONS
from api.feeds import planned
from api.pages.rendering import render
from api.routes.filters import SearchFilters, day
from api.wiring import Container, Wired
from ingest.artifact import Span
from ingest.pdf.boxes import boxes_of
from ontology import entities, facts
from ontology.gaps import gaps as find_gaps
from ontology.register import register as register_rows
from ontology.rows import Page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_MANY = 200
_FILTERS = ("type", "document", "party", "group", "status", "year")
Cursor = Annotated[str | None, Query()]


@router.get("/")
def search(request: Request, wired: Wired, filters: SearchFilters, q: str = "") -> HTMLResponse:
    """Search, with the answer from the graph where the question is about a relation."""
    chosen = {k: v for k, v in request.query_params.items() if k in _FILTERS and v}
    if not q.strip():
        counts = overview.counts(wired)
        shown = [
            ("Dokument", counts["documents"], "/dokument"),
            ("Grupper", counts["groups"], "/grupper"),
            ("Avtal och överenskommelser", counts["agreements"], "/overenskommelser"),
            ("Konflikter", counts["conflicts"], "/konflikter"),
        ]
        return render(request, "search.html", q="", overview=shown, examples=QUESTIONS, chosen=chosen, related=None)
    found = views.search_answer(wired.answers.search(q, 20, filters, True))
    asked = wired.answers.ask(q) if not chosen else None
    related = views.ask_answer(asked) if asked is not None and asked.kind == "relation" and asked.rows else None
    titles = {hit.document.id: hit.document.title for hit in found.results}
    facets = {
        name: [
            _facet(name, c.value, c.count, q, chosen, titles) for c in counts if name != "document" or c.value in titles
        ]
        for name, counts in found.facets.items()
        if name in _FILTERS
    }
    return render(
        request,
        "search.html",
        q=q,
        result=found,
        facets=facets,
        chosen=chosen,
        related=related,
        overview=[],
        examples=[],
    )


@router.get("/fraga")
def ask(request: Request, wired: Wired, q: str = "") -> HTMLResponse:
    """A question to the graph."""
    result = views.ask_answer(wired.answers.ask(q)) if q.strip() else None
    return render(request, "ask.html", q=q, result=result)


@router.get("/dokument")
def documents(request: Request, wired: Wired, cursor: Cursor = None) -> HTMLResponse:
    """The documents, and the files that could not be read."""
    failed = [e for e in wired.store.ledger.entries() if e.state == "failed"]
    return render(request, "documents.html", page=wired.catalogue.documents(limit=_MANY, cursor=cursor), failed=failed)


@router.get("/dokument/{document}")
def document(
    request: Request, document: str, wired: Wired, sida: int = 1, start: int | None = None, slut: int | None = None
) -> HTMLResponse:
    """A page of a document: its picture with the passage boxed, its text, what was read from it."""
    detail = overview.document_detail(wired, document)
    page = wired.collection.page(document, sida)
    boxes: tuple[tuple[float, ...], ...] = ()
    if start is not None and slut is not None and 0 <= start < slut <= len(page.text):
        path = wired.store.original_path(wired.collection.entry(document).digest)
        boxes = boxes_of(path, page, Span(sida, start, slut))
    shown = {"page": page.number, "text": page.text, "width": page.width, "height": page.height}
    return render(
        request,
        "document.html",
        document=detail,
        page=shown,
        boxes=boxes,
        start=start,
        end=slut,
        facts=_facts_on(wired, document, sida),
    )


@router.get("/grupper")
def groups(request: Request, wired: Wired, cursor: Cursor = None) -> HTMLResponse:
    """Groups and what they own."""
    owned: dict[str, list[Any]] = {}
    for row in _every(wired, predicate="förvaltar"):
        if row.object is not None and not row.negated and row.object not in owned.setdefault(row.subject.id, []):
            owned[row.subject.id].append(row.object)
    return render(
        request, "groups.html", page=entities.groups(wired.catalogue, limit=_MANY, cursor=cursor), owned=owned
    )


@router.get("/grupper/{name}")
def group(request: Request, name: str, wired: Wired) -> HTMLResponse:
    """A group: what it owns, decides, has to do, and where it reports."""
    parts = [
        ("Förvaltar, följer upp och beslutar om", facts.group_agreements(wired.catalogue, name, limit=_MANY).items),
        ("Uppdrag", facts.mandates(wired.catalogue, group=name, limit=_MANY).items),
        ("Skyldigheter", facts.obligations(wired.catalogue, bearer=name, limit=_MANY).items),
        ("Övriga samband", _others(wired, name)),
    ]
    return render(
        request, "entity.html", thing=entities.entity(wired.catalogue, name), parts=[p for p in parts if p[1]]
    )


@router.get("/parter/{name}")
def party(request: Request, name: str, wired: Wired) -> HTMLResponse:
    """A party: what it must do, and its relations."""
    parts = [
        ("Skyldigheter", facts.obligations(wired.catalogue, bearer=name, limit=_MANY).items),
        ("Samband", _others(wired, name)),
    ]
    return render(
        request, "entity.html", thing=entities.entity(wired.catalogue, name), parts=[p for p in parts if p[1]]
    )


@router.get("/overenskommelser")
def agreements(request: Request, wired: Wired, cursor: Cursor = None) -> HTMLResponse:
    """Agreements and who owns them."""
    page = entities.agreements(wired.catalogue, limit=_MANY, cursor=cursor)
    return render(request, "agreements.html", page=page)


@router.get("/overenskommelser/{name}")
def agreement(request: Request, name: str, wired: Wired) -> HTMLResponse:
    """An agreement: who owns, decides and follows up, what it replaces."""
    rows = _every(wired, object_=name)
    parts = [
        ("Vem som gör vad med den", rows),
        ("Vad den i sin tur ersätter, kompletterar och bygger på", _every(wired, subject=name)),
    ]
    return render(
        request, "entity.html", thing=entities.entity(wired.catalogue, name), parts=[p for p in parts if p[1]]
    )


@router.get("/forteckning")
def register(request: Request, wired: Wired, valid_on: str | None = None) -> HTMLResponse:
    """What is in force, by level."""
    chosen = day(valid_on) or date.today()
    rows = register_rows(wired.catalogue, valid_on=chosen, follow_ups=planned(wired.store.decisions), limit=_MANY).items
    levels = [(level, list(group)) for level, group in groupby(rows, key=lambda r: r.level)]
    return render(request, "register.html", levels=levels, valid_on=chosen.isoformat())


@router.get("/luckor")
def gaps(request: Request, wired: Wired) -> HTMLResponse:
    """What is missing, by kind."""
    rows = sorted(
        find_gaps(wired.catalogue, date.today(), follow_ups=planned(wired.store.decisions), limit=_MANY).items,
        key=lambda g: (g.label, g.explanation),
    )
    kinds = [(label, list(group)) for label, group in groupby(rows, key=lambda g: g.label)]
    return render(request, "gaps.html", kinds=kinds)


@router.get("/konflikter")
def conflicts(request: Request, wired: Wired, type: str = "", state: str = "", cursor: Cursor = None) -> HTMLResponse:
    """Statements that contradict each other, side by side."""
    page = wired.findings.page(type=type or None, state=state or None, limit=25, cursor=cursor)
    query = urlencode({k: v for k, v in (("type", type), ("state", state)) if v})
    return render(
        request,
        "conflicts.html",
        page=page,
        types=wired.findings.types(),
        type=type,
        state=state,
        query=f"{query}&" if query else "",
    )


@router.get("/konflikter/{name}")
def conflict(request: Request, name: str, wired: Wired) -> HTMLResponse:
    """One conflict, with both pages."""
    return render(request, "conflict.html", c=wired.findings.get(name))


@router.post("/konflikter/{name}")
def decide(
    name: str,
    wired: Wired,
    request: Request,
    state: Annotated[str, Form()],
    who: Annotated[str, Form()],
    comment: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """A person's decision from the form."""
    wired.same_site(request)
    wired.findings.decide(name, state, comment, who)
    return RedirectResponse(f"/konflikter/{name}", status_code=303)


def _every(wired: Container, **criteria: str) -> list[Any]:
    """All relations that fulfil the criteria."""
    rows: list[Any] = []
    cursor: str | None = None
    while True:
        page: Page[Any] = facts.relations(wired.catalogue, limit=_MANY, cursor=cursor, **criteria)
        rows += page.items
        cursor = page.next
        if cursor is None:
            return rows


def _others(wired: Container, name: str) -> list[Any]:
    shown = {r.id for r in facts.group_agreements(wired.catalogue, name, limit=_MANY).items}
    return [r for r in [*_every(wired, subject=name), *_every(wired, object_=name)] if r.id not in shown]


def _facts_on(wired: Container, document: str, page: int) -> list[tuple[str, list[Any]]]:
    """What was read from a page, by kind."""
    found: list[tuple[str, list[Any]]] = []
    for heading, kind in (
        ("Skyldigheter", "obligation"),
        ("Uppdrag", "mandate"),
        ("Samband", "relation"),
        ("Definitioner", "definition"),
    ):
        records = [f for f in wired.catalogue.facts_of(document, kind) if f.evidence.page == page]
        found.append((heading, list(facts.rows_of(wired.catalogue, records))))
    return found


def _facet(name: str, value: str, count: int, q: str, chosen: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    """A facet's value as a link that puts the filter on or takes it off."""
    on = chosen.get(name) == value
    rest = {k: v for k, v in chosen.items() if k != name} | ({} if on else {name: value})
    return {
        "value": value,
        "label": titles.get(value, value),
        "count": count,
        "chosen": on,
        "query": urlencode({"q": q, **rest}),
    }
