"""Gaps: what the secretariat must mend. One function a kind; each is pure over what it is given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.errors import InvalidInputError
from corpus.ids import fact_id
from ingest.artifact import EntityKind, Status
from ontology.catalogue import Catalogue
from ontology.entities import rows as entity_rows
from ontology.facts import rows_of
from ontology.names import key, merges_as_alias, merges_as_name
from ontology.paging import paged, window
from ontology.periods import last_day
from ontology.records import FactRecord, GlobalRecord
from ontology.register import level
from ontology.rows import EntityRef, GapRow, Page
from ontology.vocabulary import concepts, label

_LIVE = (Status.IN_FORCE, Status.PLANNED)
_GONE = (Status.HISTORICAL, Status.REPEALED)
_AGREEMENTS = {"avtal:MasterAgreementType", "avtal:AgreementType", "avtal:SupplementType", "avtal:ContractType"}


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap found. `entities` and `facts` are what shows it."""

    kind: str
    explanation: str
    entities: tuple[str, ...] = ()
    document: str | None = None
    facts: tuple[FactRecord, ...] = ()

    @property
    def id(self) -> str:
        """The same as long as the gap is."""
        return fact_id("lucka", self.kind, *self.entities, self.document or "", *(f.id for f in self.facts[:1]))


@dataclass(frozen=True, slots=True)
class Holdings:
    """Who has what, over the whole collection."""

    entities: Mapping[str, GlobalRecord]
    owned: Mapping[str, tuple[tuple[str, FactRecord], ...]]  # agreement: (owner, the fact that says so)
    mandates: Mapping[str, tuple[FactRecord, ...]]  # group: its mandates


def gaps(
    catalogue: Catalogue,
    today: date,
    *,
    kind: str = "",
    follow_ups: Mapping[str, str] | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[GapRow]:
    """The gaps of the collection, by kind. `follow_ups` are dates of planned follow-ups by agreement id.

    Raises InvalidInputError for an unknown kind.
    """
    kinds = [name.removeprefix("avtal:") for name in concepts("avtal:GapKind")]
    if kind and kind not in kinds:
        raise InvalidInputError(f"Slaget ”{kind}” finns inte. Välj ett av: {', '.join(kinds)}.")
    planned = tuple(sorted((follow_ups or {}).items()))
    found = catalogue.remembered(("gaps", today, planned), lambda: list(find(catalogue, today, dict(planned))))
    wanted = [g for g in found if kind in ("", g.kind)]
    start, end = window(limit, cursor)
    return paged(_rows(catalogue, wanted[start:end]), start, len(wanted))


def find(catalogue: Catalogue, today: date, follow_ups: Mapping[str, str]) -> Iterator[Gap]:
    """All gaps, by kind, in a fixed order."""
    held = holdings(catalogue)
    yield from without_owner(held)
    yield from with_gone_owner(held)
    yield from without_agreement(held)
    yield from past_end(held, today)
    yield from without_end(held)
    yield from bad_references(catalogue.facts_of_kind("reference"))
    yield from ambiguous_names(held)
    yield from overdue(held, today, follow_ups)


def holdings(catalogue: Catalogue) -> Holdings:
    """Who manages or follows up what and who has mandates, read from the graph."""
    ids = [i for kind in EntityKind for i in catalogue.ids_of_kind(kind.value)]
    entities = catalogue.entity_records(ids)
    of_local = {pair: r.id for r in entities.values() for pair in r.members}
    owned: dict[str, list[tuple[str, FactRecord]]] = defaultdict(list)
    for fact in catalogue.facts_with("förvaltar"):
        owner = of_local.get((fact.document, fact.subject or ""))
        agreement = of_local.get((fact.document, fact.object or ""))
        if owner and agreement and not fact.negated:
            owned[agreement].append((owner, fact))
    mandates: dict[str, list[FactRecord]] = defaultdict(list)
    for fact in catalogue.facts_of_kind("mandate"):
        group = of_local.get((fact.document, fact.group or ""))
        if group:
            mandates[group].append(fact)
    return Holdings(
        {i: entities[i] for i in ids if i in entities},
        {a: tuple(o) for a, o in owned.items()},
        {g: tuple(m) for g, m in mandates.items()},
    )


def without_owner(held: Holdings) -> Iterator[Gap]:
    """Agreements in force that nobody is said to manage."""
    for record in _agreements(held):
        if record.status in _LIVE and record.id not in held.owned:
            yield Gap(
                "agreement_without_owner",
                f"Inget dokument säger vem som förvaltar ”{record.name}”.",
                (record.id,),
            )


def with_gone_owner(held: Holdings) -> Iterator[Gap]:
    """Agreements in force whose managers are all historical or repealed."""
    for record in _agreements(held):
        stated = held.owned.get(record.id, ())
        gone = [(o, f) for o, f in stated if held.entities[o].status in _GONE or f.evidence.status in _GONE]
        if record.status in _LIVE and gone and len(gone) == len(stated):
            owner = held.entities[gone[0][0]]
            yield Gap(
                "owner_abolished",
                f"”{record.name}” förvaltas enligt texten av ”{owner.name}”, som inte längre finns.",
                (record.id, owner.id),
                facts=tuple(f for _, f in gone),
            )


def without_agreement(held: Holdings) -> Iterator[Gap]:
    """Groups with mandates that manage no agreement."""
    owners = {owner for stated in held.owned.values() for owner, _ in stated}
    for record in held.entities.values():
        mandates = [m for m in held.mandates.get(record.id, ()) if m.evidence.status in _LIVE]
        if record.kind is EntityKind.GROUP and mandates and record.id not in owners and merges_as_name(record.name):
            yield Gap(
                "mandate_without_agreement",
                f"”{record.name}” har uppdrag, men ingen överenskommelse sägs förvaltas av gruppen.",
                (record.id,),
                facts=tuple(mandates[:3]),
            )


def past_end(held: Holdings, today: date) -> Iterator[Gap]:
    """Agreements shown as in force whose last day has passed."""
    for record in _agreements(held):
        last = last_day(record.valid_to) if record.valid_to else None
        if last and last < today and record.status in _LIVE:
            yield Gap(
                "end_date_passed",
                f"”{record.name}” gällde till {record.valid_to}, och inget säger att den har förlängts eller upphört.",
                (record.id,),
            )


def without_end(held: Holdings) -> Iterator[Gap]:
    """Agreements in force, in the collection as documents, that name no last day."""
    for record in _agreements(held):
        if record.own and not record.valid_to and record.status in _LIVE:
            yield Gap("end_date_missing", f"”{record.name}” anger inget slutdatum.", (record.id,))


def bad_references(references: list[FactRecord]) -> Iterator[Gap]:
    """References that lead nowhere, and statutes that were replaced or are cited under another's number."""
    for fact in references:
        if fact.reference_kind == "statute" and fact.note:
            yield Gap("replaced_statute", f"”{fact.text}”: {fact.note}", document=fact.document, facts=(fact,))
    for fact in references:
        if fact.resolved is None and not (fact.reference_kind == "statute" and fact.note):
            why = fact.note or "Det som hänvisas till finns inte i samlingen."
            yield Gap("broken_reference", f"”{fact.text}”: {why}", document=fact.document, facts=(fact,))


def ambiguous_names(held: Holdings) -> Iterator[Gap]:
    """Names and abbreviations that mean two things of one kind in one county."""
    carriers: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for record in held.entities.values():
        if record.kind is not EntityKind.MATTER and record.county:
            for name in (record.name, *record.aliases):
                if merges_as_alias(name):
                    carriers[record.county, record.kind, key(name)].setdefault(record.id, name)
    for _, found in sorted(carriers.items()):
        if len(found) > 1:
            ids = sorted(found)
            listed = ", ".join(f"”{held.entities[i].name}”" for i in ids)
            yield Gap("ambiguous_name", f"Namnet ”{found[ids[0]]}” används om {listed}.", tuple(ids))


def overdue(held: Holdings, today: date, follow_ups: Mapping[str, str]) -> Iterator[Gap]:
    """Agreements whose planned follow-up has not been done."""
    for agreement, planned in sorted(follow_ups.items()):
        last = last_day(planned)
        record = held.entities.get(agreement)
        if record and last and last < today:
            yield Gap("followup_overdue", f"Uppföljningen av ”{record.name}” skulle ha gjorts {planned}.", (record.id,))


def _agreements(held: Holdings) -> Iterator[GlobalRecord]:
    """Agreements proper: no statutes, guidelines or plans, and none that only a generic word names."""
    for record in held.entities.values():
        if (
            record.kind is EntityKind.AGREEMENT
            and level(record.type) in _AGREEMENTS
            and (record.own or merges_as_name(record.name))
        ):
            yield record


def _rows(catalogue: Catalogue, found: list[Gap]) -> list[GapRow]:
    records = catalogue.entity_records(i for g in found for i in g.entities)
    entities = {r.id: r for r in entity_rows(catalogue, list(records.values()))}
    rows = []
    for gap in found:
        evidence = rows_of(catalogue, gap.facts) or [e for i in gap.entities for e in entities[i].evidence]
        first = entities.get(gap.entities[0]) if gap.entities else None
        document = catalogue.ref(gap.document) if gap.document else None
        rows.append(
            GapRow(
                id=gap.id,
                kind=gap.kind,
                label=label(f"avtal:{gap.kind}"),
                explanation=gap.explanation,
                entity=EntityRef(first.id, first.name, first.aliases, first.kind, first.type) if first else None,
                document=document or (evidence[0].document if evidence else None),
                evidence=tuple(evidence),
            )
        )
    return rows
