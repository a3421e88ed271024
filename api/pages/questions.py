"""The pages for search and for questions to the graph."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api import overview, views
from api.examples import QUESTIONS
from api.pages.rendering import render
from api.pages.wording import LABELS
from api.routes.filters import SearchFilters
from api.wiring import Container, Wired
from corpus.ids import slug

router = APIRouter()
_FILTERS = ("type", "status", "year", "target_group", "group", "party", "document")
_FIRST, _MOST = 20, 100  # hits
_ORDERS = (("relevance", "Bäst först"), ("date", "Nyast först"))
Words = Annotated[str, Query(max_length=1000)]


@router.get("/")
def search(
    request: Request,
    wired: Wired,
    filters: SearchFilters,
    q: Words = "",
    antal: Annotated[int, Query(ge=1, le=_MOST)] = _FIRST,
    sort: Literal["relevance", "date"] = "relevance",
) -> HTMLResponse:
    """Search, with the answer from the graph where the question is about a relation."""
    chosen = {k: v for k, v in request.query_params.items() if k in _FILTERS and v}
    if not q.strip():
        return render(request, "search.html", q="", overview=_overview(wired), examples=QUESTIONS, chosen=chosen)
    newest = sort == "date"
    found = views.search_answer(wired.answers.search(q, antal, filters, expand=True, newest=newest))
    asked = wired.answers.ask(q) if not chosen else None
    related = asked if asked is not None and asked.kind == "relation" and asked.rows else None
    kept = {**chosen, **({"sort": sort} if newest else {})}
    titles = {id_: record.title for id_, record in wired.catalogue.document_records().items()}
    facets = {
        name: [_facet(name, c.value, c.count, q, kept, titles) for c in _values(name, found.facets.get(name, []))]
        for name in _FILTERS
    }
    more = min(antal + _FIRST, _MOST)
    return render(
        request,
        "search.html",
        q=q,
        result=found,
        facets={n: v for n, v in facets.items() if len(v) > 1 or any(i["chosen"] for i in v)},
        chosen=chosen,
        filters=[_facet(n, v, 0, q, kept, titles) for n, v in chosen.items()],
        related=related,
        sort=sort,
        orders=[
            (s, label, urlencode({"q": q, **chosen, **({"sort": s} if s == "date" else {})})) for s, label in _ORDERS
        ],
        more=urlencode({"q": q, **kept, "antal": more}) if len(found.results) == antal < more else "",
    )


@router.get("/fraga")
def ask(request: Request, wired: Wired, q: Words = "") -> HTMLResponse:
    """A question to the graph."""
    asked = wired.answers.ask(q) if q.strip() else None
    hits = [views.hit(result) for result in asked.results] if asked else []
    return render(request, "ask.html", q=q, asked=asked, hits=hits, examples=QUESTIONS)


def _overview(wired: Container) -> list[tuple[str, int, str]]:
    counts = overview.counts(wired)
    return [
        ("Dokument", counts["documents"], "/dokument"),
        ("Grupper", counts["groups"], "/grupper"),
        ("Avtal och överenskommelser", counts["agreements"], "/overenskommelser"),
        ("Konflikter att granska", wired.findings.page(state="new", limit=1).total, "/konflikter?state=new"),
    ]


def _values(name: str, counts: list[Any]) -> list[Any]:
    """A facet's values. The index knows parties and groups by name and by id; the names are shown."""
    if name not in ("party", "group"):
        return counts
    ids = {slug(c.value) for c in counts if c.value != slug(c.value)}
    return [c for c in counts if c.value not in ids]


def _facet(name: str, value: str, count: int, q: str, chosen: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    """A facet's value as a link that puts the filter on or takes it off."""
    on = chosen.get(name) == value
    rest = {k: v for k, v in chosen.items() if k != name} | ({} if on else {name: value})
    label = titles.get(value, value) if name == "document" else LABELS.get(name, {}).get(value, value)
    return {
        "name": LABELS["facet"][name],
        "value": value,
        "label": label,
        "count": count,
        "chosen": on,
        "query": urlencode({"q": q, **rest}),
    }
