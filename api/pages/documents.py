"""The pages for the list of documents and for a document, page by page."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api import overview
from api.pages import reading
from api.pages.rendering import render
from api.routes.paging import Cursor
from api.wiring import Container, Wired
from corpus.ledger import State
from ingest.artifact import Box, Page, Span, Structure
from ingest.pdf.boxes import boxes_of
from ontology import facts
from ontology.records import FactRecord
from search.touching import Touch

router = APIRouter()
_MANY = 200  # rows
_KINDS = (
    ("Skyldigheter", "obligation"),
    ("Uppdrag", "mandate"),
    ("Samband", "relation"),
    ("Definitioner", "definition"),
    ("Hänvisningar", "reference"),
)


@router.get("/dokument")
def documents(request: Request, wired: Wired, q: str = "", cursor: Cursor = None) -> HTMLResponse:
    """The documents, and the files that could not be read."""
    failed = [e for e in wired.store.ledger.entries() if e.state is State.FAILED]
    page = wired.catalogue.documents(q=q, limit=_MANY, cursor=cursor)
    return render(
        request,
        "documents.html",
        page=page,
        failed=failed,
        q=q,
        limit=wired.settings.max_upload,
        locked=bool(wired.settings.write_token),
    )


@router.get("/dokument/{document}")
def document(
    request: Request,
    document: str,
    wired: Wired,
    sida: int = 1,
    start: int | None = None,
    slut: int | None = None,
    sok: Annotated[str, Query(max_length=200)] = "",
    zoom: int = reading.ZOOMS[0],
    sparat: bool = False,
) -> HTMLResponse:
    """A page of a document: its picture with the passage boxed, its text, what was read from it."""
    detail = overview.document_detail(wired, document)
    page = wired.collection.page(document, sida)
    span = _span(page, start, slut)
    zoom = zoom if zoom in reading.ZOOMS else reading.ZOOMS[0]
    kept = {"zoom": zoom} if zoom != reading.ZOOMS[0] else {}
    looked = reading.look(wired, document, page, sok.strip(), span, kept) if sok.strip() else None
    here = {"sida": sida, **({"start": span.start, "slut": span.end} if span else {})}
    searched = {"sok": sok.strip()} if looked else {}
    return render(
        request,
        "document.html",
        lines=reading.layer(wired, document, page),
        looked=looked,
        zoom=zoom,
        zooms=[(z, urlencode({**here, **searched, "zoom": z})) for z in reading.ZOOMS],
        kept="".join(f"&{urlencode({k: v})}" for k, v in {**kept, **searched}.items()),
        cites=reading.cites(wired, document),
        cited_by=reading.cited_by(wired, document),
        saved=sparat,
        document=detail,
        page=page,
        boxes=_boxes(wired, document, page, span),
        span=span,
        quote=page.text[span.start : span.end] if span else "",
        section=_section(wired.collection.artifact(document).structure, sida, span),
        touches=_touches(wired, document, span),
        facts=_facts_on(wired, document, sida),
        conflicts=_conflicts_on(wired, document, sida),
    )


def _touches(wired: Container, document: str, span: Span | None) -> tuple[Touch, ...]:
    """What cites, repeats or contradicts the passage that is marked."""
    passage = wired.touching.passage_at(document, span.page, span.start, span.end) if span else None
    return wired.touching.touched(passage).touches if passage else ()


def _span(page: Page, start: int | None, end: int | None) -> Span | None:
    if start is None or end is None or not 0 <= start < end <= len(page.text):
        return None
    return Span(page.number, start, end)


def _section(structure: Structure, page: int, span: Span | None) -> int | None:
    """The index of the section that the passage stands in, or that the page begins with."""
    at = span.start if span else 0
    for block in structure.blocks:
        if block.section is not None and any(s.page == page and s.end > at for s in block.spans):
            return block.section
    return None


def _boxes(wired: Container, document: str, page: Page, span: Span | None) -> tuple[Box, ...]:
    if span is None:
        return ()
    path = wired.store.original_path(wired.collection.entry(document).digest)
    return tuple(boxes_of(path, page, span)) if path.exists() else ()


def _facts_on(wired: Container, document: str, page: int) -> list[tuple[str, list[Any]]]:
    """What was read from a page, by kind, in the order of the text."""
    found: list[tuple[str, list[Any]]] = []
    for heading, kind in _KINDS:
        records = [r for r in _all(wired, kind, document) if r.evidence.page == page]
        if records:
            found.append((heading, list(facts.rows_of(wired.catalogue, records))))
    return found


def _all(wired: Container, kind: str, document: str) -> list[FactRecord]:
    """All facts of a kind in a document."""
    rows: list[FactRecord] = []
    while True:
        records, start, total = wired.catalogue.facts(
            kind, document=document, limit=_MANY, cursor=str(len(rows)) if rows else None
        )
        rows += records
        if not records or start + len(records) >= total:
            return rows


def _conflicts_on(wired: Container, document: str, page: int) -> list[Any]:
    """The conflicts with a side on a page."""
    found = wired.findings.page(document=document, limit=_MANY).items
    return [c for c in found if any(s.document.id == document and s.page == page for s in (c.a, c.b))]
