"""The tables that people take with them into a spreadsheet: heads and rows, one function for each table.

Rows hold text and numbers; the last column of a fact is the address of its passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from api import feeds
from api.exports import Value, place_of
from api.wiring import Container
from corpus.decisions import DecisionKind
from ingest.artifact import EntityKind
from ontology import entities, facts
from ontology.gaps import gaps
from ontology.ownership import ROLES, ownership
from ontology.paging import MOST, every
from ontology.register import register
from ontology.rows import AgreementRow, EntityRef, EntityRow, FactRow
from ontology.timeline import timeline

Row = tuple[Value, ...]
_PLACE = ("Dokument", "Sida", "Avsnitt", "Citat", "Status", "Säkerhet", "Länk")


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, its heads, and what fills it: the collection and the service's address give the rows."""

    label: str
    heads: tuple[str, ...]
    rows: Callable[[Container, str], Iterable[Row]]

    @property
    def wide(self) -> tuple[str, ...]:
        """The heads of columns of running text."""
        return tuple(h for h in self.heads if h in ("Citat", "Dokument", "Vad", "Uppdrag", "Förklaring", "Parter"))


def _groups(wired: Container, base: str) -> Iterator[Row]:
    found = ownership(wired.catalogue)
    names = {agreement.id: agreement.name for agreement in found.agreements}
    owned: dict[str, list[str]] = {}
    for (actor, agreement), roles in found.cells.items():
        if ROLES[0] in roles:
            owned.setdefault(actor, []).append(names[agreement])
    for row in every(lambda cursor: entities.groups(wired.catalogue, limit=MOST, cursor=cursor)):
        yield (*_thing(row), "; ".join(owned.get(row.id, ())), f"{base}grupper/{row.id}")


def _parties(wired: Container, base: str) -> Iterator[Row]:
    for row in every(lambda cursor: entities.parties(wired.catalogue, limit=MOST, cursor=cursor)):
        yield (*_thing(row), row.identifier or "", f"{base}parter/{row.id}")


def _agreements(wired: Container, base: str) -> Iterator[Row]:
    for row in every(lambda cursor: entities.agreements(wired.catalogue, limit=MOST, cursor=cursor)):
        if isinstance(row, AgreementRow):
            yield (
                *_thing(row),
                *(_names(row.parties), _names(row.owners), row.valid_from or "", row.valid_to or ""),
                f"{base}overenskommelser/{row.id}",
            )


def _register(wired: Container, base: str) -> Iterator[Row]:
    planned = feeds.planned(wired.store.decisions)
    for row in every(
        lambda cursor: register(wired.catalogue, valid_on=date.today(), follow_ups=planned, limit=MOST, cursor=cursor)
    ):
        yield (
            *(row.level, row.document.title, _names(row.parties), _names(row.owners), _names(row.signed_by)),
            *(row.valid_from or "", row.valid_to or "", row.next_follow_up or ""),
            f"{base}dokument/{row.document.id}",
        )


def _gaps(wired: Container, base: str) -> Iterator[Row]:
    planned = feeds.planned(wired.store.decisions)
    for row in every(lambda cursor: gaps(wired.catalogue, date.today(), follow_ups=planned, limit=MOST, cursor=cursor)):
        shown = row.evidence[0] if row.evidence else None
        yield (row.label, row.explanation, row.entity.name if row.entity else "", *_place(shown, base))


def _ownership(wired: Container, base: str) -> Iterator[Row]:
    found = ownership(wired.catalogue)
    names = {end.id: end.name for end in (*found.actors, *found.agreements)}
    for (actor, agreement), roles in found.cells.items():
        for role, row in roles.items():
            yield (names[actor], role, names[agreement], *_place(row, base))


def _relations(wired: Container, base: str) -> Iterator[Row]:
    for row in every(lambda cursor: facts.relations(wired.catalogue, limit=MOST, cursor=cursor)):
        said = f"inte {row.predicate}" if row.negated else row.predicate
        yield (row.subject.name, said, row.object.name if row.object else "", *_place(row, base))


def _mandates(wired: Container, base: str) -> Iterator[Row]:
    for row in every(lambda cursor: facts.mandates(wired.catalogue, limit=MOST, cursor=cursor)):
        yield (row.group.name, row.text, *_place(row, base))


def _obligations(wired: Container, base: str) -> Iterator[Row]:
    for row in every(lambda cursor: facts.obligations(wired.catalogue, limit=MOST, cursor=cursor)):
        yield (
            *(row.bearer.name if row.bearer else "", row.trigger, row.action, row.counterparty or ""),
            *(row.condition or "", row.deadline or "", row.frequency or ""),
            *_place(row, base),
        )


def _periods(wired: Container, base: str) -> Iterator[Row]:
    for p in timeline(wired.catalogue).periods:
        stated = "daterat" if p.dated else "giltighet"
        end = p.end.isoformat() if p.end else ""
        yield (p.document.title, p.start.isoformat(), end, stated, p.document.status, f"{base}dokument/{p.document.id}")


def _follow_ups(wired: Container, base: str) -> Iterator[Row]:
    records = wired.catalogue.entity_records(wired.catalogue.ids_of_kind(EntityKind.AGREEMENT))
    for decision in wired.store.decisions.all(DecisionKind.FOLLOWUP):
        row = feeds.followup(decision)
        name = records[row.agreement].name if row.agreement in records else row.agreement
        yield (name, row.planned or "", row.done or "", row.outcome, row.by, f"{base}overenskommelser/{row.agreement}")


def _thing(row: EntityRow) -> tuple[str, ...]:
    return row.name, row.type, ", ".join(row.aliases), "; ".join(d.title for d in row.documents)


def _names(things: Iterable[EntityRef]) -> str:
    return "; ".join(thing.name for thing in things)


def _place(row: FactRow | None, base: str) -> Row:
    if row is None:
        return ("",) * len(_PLACE)
    where = place_of(base, row.document.id, row.page, row.start, row.end)
    return row.document.title, row.page, row.section, row.quote, row.status, round(row.confidence, 2), where


_NAMED = ("Namn", "Typ", "Kallas även", "Dokument")
TABLES: Mapping[str, Table] = {
    "grupper": Table("Grupper", (*_NAMED, "Förvaltar", "Länk"), _groups),
    "parter": Table("Parter", (*_NAMED, "Beteckning", "Länk"), _parties),
    "overenskommelser": Table(
        "Överenskommelser",
        (*_NAMED, "Parter", "Förvaltas av", "Gäller från", "Gäller till", "Länk"),
        _agreements,
    ),
    "forteckning": Table(
        "Förteckning",
        (
            *("Nivå", "Dokument", "Parter", "Förvaltas av", "Tecknas av"),
            *("Gäller från", "Gäller till", "Nästa uppföljning", "Länk"),
        ),
        _register,
    ),
    "luckor": Table("Luckor", ("Slag", "Förklaring", "Gäller", *_PLACE), _gaps),
    "agarskap": Table("Ägarskap", ("Vem", "Roll", "Avtal", *_PLACE), _ownership),
    "relationer": Table("Relationer", ("Vem", "Relation", "Vad", *_PLACE), _relations),
    "uppdrag": Table("Uppdrag", ("Grupp", "Uppdrag", *_PLACE), _mandates),
    "skyldigheter": Table(
        "Skyldigheter",
        ("Vem", "Hur", "Vad", "Gentemot", "Villkor", "Senast", "Hur ofta", *_PLACE),
        _obligations,
    ),
    "tidslinje": Table("Tidslinje", ("Dokument", "Från", "Till", "Grund", "Status", "Länk"), _periods),
    "uppfoljningar": Table("Uppföljningar", ("Avtal", "Planerad", "Gjord", "Utfall", "Av", "Länk"), _follow_ups),
}
