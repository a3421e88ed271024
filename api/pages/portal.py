"""The portal of a county, help with the collection's own examples, and the accessibility statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.examples import QUESTIONS
from api.feeds import planned
from api.pages.rendering import render
from api.pages.secretariat import counties
from api.wiring import Container, Wired
from corpus.errors import NotFoundError
from ingest.artifact import EntityKind
from ontology import facts
from ontology.names import key
from ontology.records import GlobalRecord
from ontology.register import register
from ontology.rows import EntityRef, MandateRow, RelationRow

router = APIRouter()
_MANY = 200  # rows
_MANDATES = 5  # of a group that are shown
_SECRETARIAT = "sekretariat"


@dataclass(frozen=True, slots=True)
class PortalGroup:
    """A group of a county: what it manages, where it reports, and its first mandates of `total`."""

    id: str
    name: str
    type: str
    manages: tuple[EntityRef, ...]
    reports_to: tuple[EntityRef, ...]
    mandates: tuple[MandateRow, ...]
    total: int


@router.get("/lan")
def all_counties(request: Request, wired: Wired) -> HTMLResponse:
    """The counties of the collection."""
    records = wired.catalogue.document_records().values()
    found = [(id_, name, sum(r.county == name for r in records)) for id_, name in counties(wired).items()]
    return render(request, "counties.html", counties=found)


@router.get("/lan/{county}")
def portal(request: Request, county: str, wired: Wired) -> HTMLResponse:
    """The groups of a county with their mandates, and what applies there by level. Raises NotFoundError."""
    name = counties(wired).get(county)
    if name is None:
        raise NotFoundError("Inget dokument i samlingen gäller det länet. Välj ett län i listan över län.")
    today = date.today()
    page = register(
        wired.catalogue, valid_on=today, county=name, follow_ups=planned(wired.store.decisions), limit=_MANY
    )
    found = _groups(wired, county)
    return render(
        request,
        "county.html",
        county=name,
        contacts=[g for g in found if g.type == _SECRETARIAT],
        groups=[g for g in found if g.type != _SECRETARIAT],
        levels=[(level, list(rows)) for level, rows in groupby(page.items, key=lambda r: r.level)],
        today=today.isoformat(),
    )


@router.get("/hjalp")
def help_(request: Request, wired: Wired) -> HTMLResponse:
    """How to use the pages, with examples from the user's own documents."""
    relations = facts.relations(wired.catalogue, predicate="förvaltar", limit=1).items
    duties = facts.obligations(wired.catalogue, limit=_MANY).items
    definitions = facts.definitions(wired.catalogue, limit=1).items
    documents = wired.catalogue.documents(limit=1).items
    return render(
        request,
        "help.html",
        examples=QUESTIONS,
        relation=relations[0] if relations else None,
        duty=next((d for d in duties if d.bearer is not None and d.bearer.id), None),
        definition=definitions[0] if definitions else None,
        document=documents[0] if documents else None,
    )


@router.get("/tillganglighet")
def accessibility(request: Request, wired: Wired) -> HTMLResponse:
    """The accessibility statement (lagen 2018:1937; MDFFS 2019:2), with the operator's contact."""
    return render(request, "accessibility.html", contact=wired.settings.contact)


def _groups(wired: Container, county: str) -> list[PortalGroup]:
    """The groups of a county that have something to do there, by name."""
    ids = wired.catalogue.ids_of_kind(EntityKind.GROUP)
    records = [r for r in wired.catalogue.entity_records(ids).values() if r.county == county]
    found = [_group(wired, r) for r in sorted(records, key=lambda r: (key(r.name), r.id))]
    return [g for g in found if g.total or g.manages or g.reports_to]


def _group(wired: Container, record: GlobalRecord) -> PortalGroup:
    mandates = facts.mandates(wired.catalogue, group=record.id, limit=_MANDATES)
    rows = facts.relations(wired.catalogue, subject=record.id, limit=_MANY).items
    return PortalGroup(
        record.id,
        record.name,
        record.type,
        _objects(rows, "förvaltar"),
        _objects(rows, "rapporterar till"),
        mandates.items,
        mandates.total,
    )


def _objects(rows: tuple[RelationRow, ...], predicate: str) -> tuple[EntityRef, ...]:
    """What stands at the other end of a relation that is not denied, each once."""
    found = {r.object.id: r.object for r in rows if r.object and r.predicate == predicate and not r.negated}
    return tuple(found.values())
