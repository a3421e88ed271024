"""The pages for parties, groups and agreements: lists, and one page each with its relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.rendering import render
from api.pages.wording import INVERSE, heading, link
from api.routes.paging import Cursor
from api.wiring import Container, Wired
from corpus.ids import slug
from ingest.artifact import EntityKind
from ontology import entities, facts
from ontology.paging import every
from ontology.rows import EntityRef, EntityRow, Page, RelationRow

router = APIRouter()
_MANY = 200  # rows
# What the reader of a page asks for first.
_FIRST = ("förvaltar", "följer upp", "fastställer", "beslutar", "rapporterar till", "ingår i", "bereder", "utser")


@dataclass(slots=True)
class Related:
    """The other end of a relation, with every row that says so."""

    other: EntityRef | None
    negated: bool
    rows: list[RelationRow] = field(default_factory=list)


@router.get("/grupper")
def groups(request: Request, wired: Wired, q: str = "", cursor: Cursor = None) -> HTMLResponse:
    """Groups and what they own."""
    owned: dict[str, list[EntityRef]] = {}
    for row in _every(wired, predicate="förvaltar"):
        if row.object is not None and not row.negated and row.object not in owned.setdefault(row.subject.id, []):
            owned[row.subject.id].append(row.object)
    page = entities.groups(wired.catalogue, q=q, limit=_MANY, cursor=cursor)
    return render(request, "groups.html", page=page, shared=_shared(page), owned=owned, q=q)


@router.get("/parter")
def parties(request: Request, wired: Wired, q: str = "", cursor: Cursor = None) -> HTMLResponse:
    """Regions, municipalities, boards and functions."""
    page = entities.parties(wired.catalogue, q=q, limit=_MANY, cursor=cursor)
    return render(request, "parties.html", page=page, shared=_shared(page), q=q)


@router.get("/overenskommelser")
def agreements(request: Request, wired: Wired, q: str = "", type: str = "", cursor: Cursor = None) -> HTMLResponse:
    """Agreements and who owns them."""
    page = entities.agreements(wired.catalogue, q=q, type_=type, limit=_MANY, cursor=cursor)
    records = wired.catalogue.entity_records(wired.catalogue.ids_of_kind(EntityKind.AGREEMENT))
    types = sorted({r.type for r in records.values() if r.type})
    return render(request, "agreements.html", page=page, shared=_shared(page), q=q, type=type, types=types)


@router.get("/grupper/{name}")
def group(request: Request, name: str, wired: Wired) -> Response:
    """A group: what it owns, follows up, decides, has to do, and where it reports."""
    return _thing(request, wired, name, EntityKind.GROUP)


@router.get("/parter/{name}")
def party(request: Request, name: str, wired: Wired) -> Response:
    """A party: what it must do, and its relations."""
    return _thing(request, wired, name, EntityKind.PARTY)


@router.get("/overenskommelser/{name}")
def agreement(request: Request, name: str, wired: Wired) -> Response:
    """An agreement: who owns, decides and follows up, what it replaces."""
    return _thing(request, wired, name, EntityKind.AGREEMENT)


def _thing(request: Request, wired: Container, name: str, kind: EntityKind) -> Response:
    thing = entities.entity(wired.catalogue, name)
    if thing.kind is not kind and link(thing):
        return RedirectResponse(link(thing))
    mandates = facts.mandates(wired.catalogue, group=name, limit=_MANY) if kind is EntityKind.GROUP else None
    duties = facts.obligations(wired.catalogue, bearer=name, limit=_MANY) if kind is not EntityKind.AGREEMENT else None
    return render(
        request,
        "entity.html",
        thing=thing,
        county=_county(wired, thing),
        relations=_relations(wired, name),
        mandates=mandates,
        duties=duties,
    )


def _shared(page: Page[Any]) -> set[str]:
    """Names that more than one of a list have: they are told apart by their document."""
    return {name for name, number in Counter(row.name.casefold() for row in page.items).items() if number > 1}


def _county(wired: Container, thing: EntityRow) -> str:
    """The county of an entity as its documents write it, or "" where none is known."""
    records = wired.catalogue.document_records()
    named = (records[d.id].county for d in thing.documents if d.id in records)
    return next((county for county in named if county and slug(county) == thing.county), "")


def _relations(wired: Container, name: str) -> list[tuple[str, list[Related]]]:
    """The relations of an entity under Swedish headings, those asked for most first."""
    found = _gathered(_every(wired, subject=name), lambda row: row.object)
    other = _gathered(_every(wired, object_=name), lambda row: row.subject)
    order = {p: place for place, p in enumerate((*_FIRST, *INVERSE))}
    sides = [(order[p], 0, heading(p), r) for p, r in found.items()]
    sides += [(order[p], 1, INVERSE[p], r) for p, r in other.items()]
    return [(title, related) for _, _, title, related in sorted(sides, key=lambda side: side[:3])]


def _gathered(rows: Iterable[RelationRow], end: Callable[[RelationRow], EntityRef | None]) -> dict[str, list[Related]]:
    """Rows by predicate, and under it by the entity at the other end."""
    found: dict[str, dict[tuple[str, bool], Related]] = {}
    for row in rows:
        other = end(row)
        key = (other.id or other.name if other else "", row.negated)
        found.setdefault(row.predicate, {}).setdefault(key, Related(other, row.negated)).rows.append(row)
    return {predicate: list(related.values()) for predicate, related in found.items()}


def _every(wired: Container, **criteria: str) -> Iterator[RelationRow]:
    """All relations that fulfil the criteria."""
    return every(lambda cursor: facts.relations(wired.catalogue, limit=_MANY, cursor=cursor, **criteria))
