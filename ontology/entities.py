"""Parties, groups and agreements of the collection, paged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corpus.errors import NotFoundError
from ingest.artifact import EntityKind
from ontology.catalogue import Catalogue
from ontology.facts import evidence_row
from ontology.names import key
from ontology.paging import paged, window
from ontology.records import GlobalRecord
from ontology.rows import AgreementRow, EntityRef, EntityRow, FactRow, Page


def parties(
    catalogue: Catalogue,
    *,
    q: str = "",
    type_: str = "",
    document: str = "",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[EntityRow]:
    """Parties by name; `q` stands in a name or alias."""
    records, start, total = _list(catalogue, EntityKind.PARTY, q, type_, document, limit, cursor)
    return paged(rows(catalogue, records), start, total)


def groups(
    catalogue: Catalogue,
    *,
    q: str = "",
    type_: str = "",
    document: str = "",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[EntityRow]:
    """Groups by name; `q` stands in a name or alias."""
    records, start, total = _list(catalogue, EntityKind.GROUP, q, type_, document, limit, cursor)
    return paged(rows(catalogue, records), start, total)


def agreements(
    catalogue: Catalogue,
    *,
    q: str = "",
    type_: str = "",
    document: str = "",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[AgreementRow]:
    """Agreements, guidelines and statutes by name; `q` stands in a name or alias."""
    records, start, total = _list(catalogue, EntityKind.AGREEMENT, q, type_, document, limit, cursor)
    return paged(agreement_rows(catalogue, records), start, total)


def entity(catalogue: Catalogue, id_: str) -> EntityRow | AgreementRow:
    """One party, group, agreement or matter. Raises NotFoundError."""
    record = catalogue.entity_records([id_]).get(id_)
    if record is None:
        raise NotFoundError(f"{id_} finns inte i grafen. Namnet kan ha slagits ihop med ett annat; sök i listan.")
    if record.kind is EntityKind.AGREEMENT:
        return agreement_rows(catalogue, [record])[0]
    return rows(catalogue, [record])[0]


def owners(catalogue: Catalogue, agreement_ids: Iterable[str], predicate: str = "förvaltar") -> dict[str, list[str]]:
    """The ids of those that stand in a relation, not negated, to agreements: {agreement: [owner, ...]}."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    wanted = set(agreement_ids)
    stated = catalogue.facts_about("relation", "avtal:object", wanted)
    facts = [f for f in stated if f.predicate == predicate and not f.negated]
    meant = catalogue.meant((f.document, e) for f in facts for e in (f.subject, f.object) if e)
    for fact in facts:
        owner = meant.get((fact.document, fact.subject or ""))
        agreement = meant.get((fact.document, fact.object or ""))
        if owner and owner.id and agreement and agreement.id in wanted:
            found[agreement.id][owner.id] = None
    return {a: list(o) for a, o in found.items()}


def rows(catalogue: Catalogue, records: Sequence[GlobalRecord]) -> list[EntityRow]:
    """Entities as rows."""
    more = catalogue.entity_refs(r.parent for r in records if r.parent)
    evidence = _evidence(catalogue, records)
    return [EntityRow(**_shared(catalogue, r, more, evidence.get(r.id, ()))) for r in records]


def agreement_rows(catalogue: Catalogue, records: Sequence[GlobalRecord]) -> list[AgreementRow]:
    """Agreements as rows."""
    owned = owners(catalogue, [r.id for r in records])
    named = [i for r in records for i in (r.parent, *r.parties, *r.supersedes, *owned.get(r.id, ())) if i]
    more = catalogue.entity_refs(named)
    evidence = _evidence(catalogue, records)
    return [
        AgreementRow(
            **_shared(catalogue, r, more, evidence.get(r.id, ())),
            valid_from=r.valid_from,
            valid_to=r.valid_to,
            parties=refs(r.parties, more),
            target_group=r.target_group,
            purpose=r.purpose,
            supersedes=refs(r.supersedes, more),
            owners=refs(owned.get(r.id, ()), more),
        )
        for r in records
    ]


def refs(ids: Iterable[str], known: Mapping[str, EntityRef]) -> tuple[EntityRef, ...]:
    """Entities as rows name them, in order; those unknown are left out."""
    return tuple(known[i] for i in ids if i in known)


def _list(
    catalogue: Catalogue, kind: EntityKind, q: str, type_: str, document: str, limit: int, cursor: str | None
) -> tuple[list[GlobalRecord], int, int]:
    start, end = window(limit, cursor)
    ids = catalogue.ids_of_kind(kind, q=key(q), type_=type_, document=document)
    return _in_order(catalogue, ids[start:end]), start, len(ids)


def _in_order(catalogue: Catalogue, ids: Sequence[str]) -> list[GlobalRecord]:
    records = catalogue.entity_records(ids)
    return [records[i] for i in ids if i in records]


def _evidence(catalogue: Catalogue, records: Sequence[GlobalRecord]) -> dict[str, tuple[FactRow, ...]]:
    """Where the entities are named first, in up to three documents each."""
    wanted = {member: r.id for r in records for member in r.members[:3]}
    found: dict[str, list[FactRow]] = defaultdict(list)
    for record in catalogue.local_records(wanted):
        owner, document = wanted[record.document, record.id], catalogue.ref(record.document)
        found[owner] += [evidence_row(f"{owner}@{record.document}", e, document) for e in record.evidence[:1]]
    return {i: tuple(sorted(rows_, key=lambda r: r.document.id)) for i, rows_ in found.items()}


def _shared(
    catalogue: Catalogue, record: GlobalRecord, more: Mapping[str, EntityRef], evidence: tuple[FactRow, ...]
) -> dict[str, Any]:
    known = catalogue.refs()
    return {
        "id": record.id,
        "name": record.name,
        "aliases": record.aliases,
        "kind": record.kind,
        "type": record.type,
        "status": record.status,
        "county": record.county,
        "parent": more.get(record.parent or ""),
        "documents": tuple(known[d] for d in record.documents if d in known),
        "identifier": record.identifier,
        "evidence": evidence,
    }
