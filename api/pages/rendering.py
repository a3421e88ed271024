"""Rendering of pages: the template environment, its filters, and the menu.

Everything from a document is escaped; marks are put in by us after escaping.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from api.pages import wording
from api.wiring import Container
from ingest.artifact import Status
from ontology.catalogue import Catalogue
from ontology.periods import first_day

MENU = (
    ("/", "Sök"),
    ("/fraga", "Fråga"),
    ("/dokument", "Dokument"),
    ("/grupper", "Grupper"),
    ("/parter", "Parter"),
    ("/overenskommelser", "Överenskommelser"),
    ("/agarskap", "Översikt"),
    ("/konflikter", "Konflikter"),
    ("/inlasning", "Inläsning"),
)
OVERVIEWS = (
    ("/agarskap", "Ägarskap"),
    ("/lan", "Län"),
    ("/forteckning", "Förteckning"),
    ("/luckor", "Luckor"),
    ("/tidslinje", "Tidslinje"),
    ("/arshjul", "Årshjul"),
    ("/graf", "Graf"),
)

Validity = dict[str, tuple[str | None, str | None, str]]
_LONGEST = 60  # characters of a title within a badge
_HERE = Path(__file__).parent
templates = Jinja2Templates(_HERE / "templates")


def passage_url(row: Any) -> str:
    """The address of a passage on its page."""
    query = urlencode({"sida": row.page, "start": row.start, "slut": row.end})
    return f"/dokument/{row.document.id}?{query}#traff"


def marked(text: str, spans: list[tuple[int, int]]) -> Markup:
    """The text, escaped, with the spans in <mark>. Spans that overlap or lie outside are left out."""
    parts: list[Markup] = []
    at = 0
    for start, end in sorted(spans):
        if start < at or end > len(text) or end <= start:
            continue
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def highlighted(hit: Any) -> Markup:
    """A hit's text with its matching words marked."""
    return marked(hit.text, [(s, e) for s, e in hit.highlights])


def marked_text(text: str, start: int | None, end: int | None) -> Markup:
    """A page's text with the passage marked."""
    return marked(text, [] if start is None or end is None else [(start, end)])


def shortened(title: str) -> str:
    """A title short enough for a badge, cut between words."""
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(' ', 1)[0]} …"


@pass_context
def standing(context: Context, status: str, document: str | None = None) -> tuple[str, str]:
    """Whether something applies today, by its own status and its document's validity: (colour, words)."""
    valid_from, valid_to, later = _validity(context["request"]).get(document or "", (None, None, ""))
    return wording.standing(status, valid_from, valid_to, date.today(), later)


def _validity(request: Request) -> Validity:
    """From when to when each document applies, and what has taken its place. Read once a change."""
    container: Container | None = getattr(request.app.state, "container", None)
    if container is None:
        return {}
    catalogue = container.catalogue
    return catalogue.remembered(("standing", date.today()), lambda: _applying(catalogue))


def _applying(catalogue: Catalogue) -> Validity:
    records = catalogue.document_records()
    today = date.today()
    later: dict[str, str] = {}
    for new, old in catalogue.links().earlier.items():
        record = records[new]
        begins = first_day(record.valid_from) if record.valid_from else None
        if record.status == Status.IN_FORCE and (begins is None or begins <= today):
            named = shortened(record.title)
            later[old] = f"{named} ({record.date})" if record.date else named
    return {id_: (r.valid_from, r.valid_to, later.get(id_, "")) for id_, r in records.items()}


templates.env.filters.update(
    passage_url=passage_url,
    highlighted=highlighted,
    marked_text=marked_text,
    saying=wording.saying,
    severity_class=wording.severity_class,
    reasons=wording.reasons,
    unbulleted=wording.unbulleted,
    link=wording.link,
    capitalize_first=wording.capitalize_first,
)
templates.env.globals.update(
    menu=MENU,
    overviews_menu=OVERVIEWS,
    labels=wording.LABELS,
    standing=standing,
    period=wording.period,
    count=wording.count,
)
templates.env.trim_blocks = True
templates.env.lstrip_blocks = True


def render(request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page. `here` is the menu's entry that it belongs to."""
    path = request.url.path
    here = next((p for p, _ in MENU if p == path or (p != "/" and path.startswith(f"{p}/"))), path)
    if path.startswith(("/granska", "/jobb/")):
        here = "/inlasning"
    if path == "/sparql-fraga":
        here = "/fraga"
    if path in dict(OVERVIEWS) or path.startswith("/lan/"):
        here = OVERVIEWS[0][0]
    return templates.TemplateResponse(request, name, {"here": here, **context}, status_code=status)


def render_problem(request: Request, status: int, heading: str, message: str) -> HTMLResponse:
    """A page that says what went wrong and what to do."""
    return render(request, "problem.html", status, heading=heading, message=message)
