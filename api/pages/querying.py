"""The page for questions to the graph in SPARQL: ready ones as forms, an editor, the answer as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from pyoxigraph import NamedNode

from api.pages.rendering import render
from api.ready import READY
from api.sparql import answer, query_form
from api.wiring import Container, Wired
from corpus.errors import AvtalError, NotFoundError
from ontology.graph import Limits, Solutions, Term, prepared
from ontology.vocabulary import SPARQL_PREFIXES, short

router = APIRouter()
_SHOWN = 500  # rows in the page; the download has all
_FOLDERS = {"group": "grupper", "party": "parter", "agreement": "overenskommelser"}
_TYPES = {"csv": "text/csv", "json": "application/sparql-results+json"}
Asked = Annotated[str, Query(max_length=20_000)]


@dataclass(frozen=True, slots=True)
class Cell:
    """A term of the answer: its text, and the page that it leads to, "" for none."""

    text: str
    link: str = ""


@router.get("/sparql-fraga")
def ask(
    request: Request, wired: Wired, query: Asked = "", fraga: str = "", ord: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """The editor, and the answer where something is asked. A mistake in the query is told beside it."""
    ready = next((r for r in READY if r.name == fraga), None)
    text = ready.query(ord) if ready is not None else query.strip()
    found: Solutions | None = None
    mistake = ""
    if text:
        try:
            form = query_form(text)
            if form in ("SELECT", "ASK"):
                settings = wired.settings
                limits = Limits(min(_SHOWN, settings.sparql_rows), settings.sparql_seconds, guarded=True)
                found = wired.graph.query(prepared(text), limits)
            else:
                mistake = "CONSTRUCT och DESCRIBE ger tripplar: hämta dem som fil från /sparql."
        except AvtalError as error:
            mistake = error.message
    return render(
        request,
        "sparql.html",
        ready=READY,
        chosen=ready,
        word=ord,
        query=text,
        found=found,
        rows=[[_cell(wired, term) for term in row] for row in found.rows] if found is not None else [],
        mistake=mistake,
        shown=_SHOWN,
        prefixes=SPARQL_PREFIXES,
        exported=urlencode({"query": text}),
    )


@router.get("/sparql-fraga/svar.{form}", response_class=Response)
def download(wired: Wired, form: str, query: Asked) -> Response:
    """The whole answer as a file. Raises NotFoundError for another form than csv and json."""
    if form not in _TYPES:
        raise NotFoundError("Svaret finns som csv och json.")
    found = answer(wired, query, _TYPES[form])
    found.headers["Content-Disposition"] = f'attachment; filename="svar.{form}"'
    return found


def _cell(wired: Container, term: Term | None) -> Cell:
    if term is None:
        return Cell("")
    if not isinstance(term, NamedNode):
        return Cell(term.value)
    base = wired.settings.base_iri
    folder, _, name = term.value.removeprefix(base).partition("/")
    if not term.value.startswith(base):
        return Cell(short(term.value))
    if folder == "entity" and name.partition("-")[0] in _FOLDERS:
        return Cell(name, f"/{_FOLDERS[name.partition('-')[0]]}/{name}")
    if folder == "document":
        return Cell(name, f"/dokument/{name.partition('/')[0]}")
    return Cell(term.value.removeprefix(base))
