"""What helps to read a document: its words over the picture, search within it, what it cites and what cites it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from api.wiring import Container
from ingest.artifact import Box, Page, Span
from ingest.pdf.boxes import boxes_of
from ingest.pdf.textlayer import TextLine, text_lines
from ontology import facts
from ontology.rows import DocumentRef, ReferenceRow
from search.within import Place, places

ZOOMS = (100, 150, 200)  # per cent
_LISTED = 100  # hits
_LAYERS = 256  # pages whose lines are remembered
_SIZE = 0.8  # of a line's height that its letters have
_BASE = 0.2  # of it that lies under the baseline


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of text as SVG draws it, in points from the top left: `x`, `y` of the baseline, `length`, letter size."""

    text: str
    x: float
    y: float
    length: float
    size: float


@dataclass(frozen=True, slots=True)
class Looked:
    """A search within the document: all places, which of them is looked at (from 1), where the neighbours are."""

    words: str
    places: tuple[Place, ...]
    at: int
    previous: str
    following: str
    boxes: tuple[Box, ...]
    listed: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """What a document cites: name, where it leads ("" where nowhere), how often."""

    name: str
    link: str
    number: int


def layer(wired: Container, document: str, page: Page) -> tuple[Drawn, ...]:
    """The lines of a page to lay over its picture; none where the original is gone."""
    entry = wired.collection.entry(document)
    path = wired.store.original_path(entry.digest)
    if not path.exists():
        return ()
    return tuple(_drawn(line, page) for line in _lines(path, page))


def look(wired: Container, document: str, page: Page, words: str, span: Span | None, kept: Mapping[str, Any]) -> Looked:
    """The places of some words, the one at `span` or the first from this page on being looked at."""
    found = places(wired.collection.artifact(document).structure.pages, words)
    here = (page.number, span.start if span else 0)
    at = next((n for n, p in enumerate(found) if (p.span.page, p.span.start) >= here), 0)

    def address(number: int) -> str:
        place = found[number % len(found)].span
        query = {"sok": words, "sida": place.page, "start": place.start, "slut": place.end, **kept}
        return f"/dokument/{document}?{urlencode(query)}#traff"

    path = wired.store.original_path(wired.collection.entry(document).digest)
    others = [p.span for p in found if p.span.page == page.number and p.span != span]
    boxes = [box for other in others for box in boxes_of(path, page, other)] if path.exists() else []
    return Looked(
        words=words,
        places=found,
        at=at + 1 if found else 0,
        previous=address(at - 1) if found else "",
        following=address(at + (0 if span is None else 1)) if found else "",
        boxes=tuple(boxes),
        listed=tuple((address(n), p) for n, p in enumerate(found[:_LISTED])),
    )


def cites(wired: Container, document: str) -> list[Cited]:
    """The documents and statutes that a document cites, the most often cited first."""
    rows = facts.rows_of(wired.catalogue, wired.catalogue.facts_of(document, "reference"))
    found: dict[str, Cited] = {}
    for row in rows:
        if not isinstance(row, ReferenceRow) or row.kind == "section":
            continue
        name = row.resolved_to.name if row.resolved_to else row.target or row.text
        target = row.resolved_to.id if row.resolved_to else ""
        before = found.get(name.casefold())
        link = f"/overenskommelser/{target}" if target.startswith("agreement-") else before.link if before else ""
        found[name.casefold()] = Cited(name, link, before.number + 1 if before else 1)
    return sorted(found.values(), key=lambda c: (-c.number, c.name.casefold()))


def cited_by(wired: Container, document: str) -> Sequence[DocumentRef]:
    """The other documents that cite this one, by title."""
    return wired.touching.citing(document)


def _drawn(line: TextLine, page: Page) -> Drawn:
    x0, y0, x1, y1 = line.box
    height = (y1 - y0) * page.height
    return Drawn(
        line.text,
        round(x0 * page.width, 1),
        round(y1 * page.height - height * _BASE, 1),
        round((x1 - x0) * page.width, 1),
        round(height * _SIZE, 1),
    )


_lines = lru_cache(_LAYERS)(text_lines)
