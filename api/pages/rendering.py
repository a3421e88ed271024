"""Rendering of pages: the template environment, its filters, and the menu.

Everything from a document is escaped; marks are put in by us after escaping.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from markupsafe import Markup, escape

MENU = (
    ("/", "Sök"),
    ("/fraga", "Fråga"),
    ("/dokument", "Dokument"),
    ("/grupper", "Grupper"),
    ("/overenskommelser", "Överenskommelser"),
    ("/forteckning", "Förteckning"),
    ("/luckor", "Luckor"),
    ("/konflikter", "Konflikter"),
)

LABELS: dict[str, dict[str, str]] = {
    "status": {
        "in_force": "gäller",
        "proposed": "förslag",
        "planned": "planerat",
        "historical": "historiskt",
        "repealed": "upphävt",
    },
    "state": {"new": "Ny", "confirmed": "Bekräftad", "rejected": "Avvisad", "fixed": "Åtgärdad"},
    "facet": {
        "type": "Dokumenttyp",
        "document": "Dokument",
        "party": "Part",
        "group": "Grupp",
        "status": "Status",
        "year": "År",
    },
    "modality": {"obligation": "ska", "recommendation": "bör", "permission": "får", "prohibition": "får inte"},
}

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


def marked_text(page: Any, start: int | None, end: int | None) -> Markup:
    """A page's text with the passage marked."""
    return marked(page.text, [] if start is None or end is None else [(start, end)])


def said(row: Any) -> str:
    """A fact in a few words."""
    if hasattr(row, "predicate"):
        other = row.object.name if row.object else ""
        return f"{row.subject.name} {row.predicate}{' inte' if row.negated else ''} {other}".strip()
    if hasattr(row, "modality"):
        bearer = row.bearer.name if row.bearer else "Bäraren framgår inte"
        return f"{bearer}: {row.quote}"
    if hasattr(row, "verb"):
        return f"{row.group.name}: {row.text}"
    if hasattr(row, "term"):
        return f"{row.term}: {row.meaning}"
    return str(row.quote)


def severity_class(severity: str) -> str:
    """The colour of a severity."""
    return {"hög": "high", "medel": "medium"}.get(severity, "low")


templates.env.filters.update(
    passage_url=passage_url, highlighted=highlighted, marked_text=marked_text, said=said, severity_class=severity_class
)
templates.env.globals.update(menu=MENU, labels=LABELS)
templates.env.trim_blocks = True
templates.env.lstrip_blocks = True


def render(request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page."""
    return templates.TemplateResponse(request, name, {"here": request.url.path, **context}, status_code=status)


def render_problem(request: Request, status: int, heading: str, message: str) -> HTMLResponse:
    """A page that says what went wrong and what to do."""
    return render(request, "problem.html", status, heading=heading, message=message)
