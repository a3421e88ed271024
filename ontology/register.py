"""The register: documents in force by level, with parties, owner, signatories and next follow-up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ingest.artifact import Status
from ontology.catalogue import Catalogue, document_ref
from ontology.entities import owners, refs
from ontology.names import key
from ontology.paging import paged, window
from ontology.periods import covers
from ontology.records import DocumentRecord, GlobalRecord
from ontology.rows import Page, RegisterRow
from ontology.vocabulary import concept, concepts, label

# Documents that steer nothing: what they say is told about others.
_DESCRIPTIVE = {
    "avtal:OfficialOpinionType",
    "avtal:PrestudyType",
    "avtal:ReportType",
    "avtal:MinutesType",
}
_OTHER = "avtal:OtherDocumentType"


def register(
    catalogue: Catalogue,
    *,
    valid_on: date | None = None,
    county: str = "",
    follow_ups: Mapping[str, str] | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[RegisterRow]:
    """Steering documents in force, on a day or at all, by level and title.

    `follow_ups` are the dates of planned follow-ups by agreement id.
    """
    order = {name: place for place, name in enumerate(concepts("avtal:DocumentType"))}
    found = [d for d in catalogue.document_records().values() if _applies(d, valid_on, county)]
    found.sort(key=lambda d: (order[_level(d)], key(d.title), d.id))
    start, end = window(limit, cursor)
    shown = found[start:end]
    own = catalogue.meant((d.id, d.own) for d in shown if d.own)
    records = catalogue.entity_records(e.id for e in own.values() if e.id)
    owned = owners(catalogue, records)
    signed = owners_of_signatures(catalogue, records)
    named = {i for r in records.values() for i in r.parties}
    named |= {i for one in (owned, signed) for ids in one.values() for i in ids}
    more = catalogue.entity_refs(named)
    rows = []
    for document in shown:
        entity = own.get((document.id, document.own or ""))
        record = records.get(entity.id) if entity else None
        ids = record.id if record else ""
        rows.append(
            RegisterRow(
                document=document_ref(document),
                agreement=entity,
                level=label(_level(document)),
                county=document.county,
                parties=refs(record.parties if record else (), more),
                owners=refs(owned.get(ids, ()), more),
                signed_by=refs(signed.get(ids, ()), more),
                valid_from=document.valid_from or (record.valid_from if record else None),
                valid_to=document.valid_to or (record.valid_to if record else None),
                next_follow_up=(follow_ups or {}).get(ids),
            )
        )
    return paged(rows, start, len(found))


def owners_of_signatures(catalogue: Catalogue, records: Mapping[str, GlobalRecord]) -> dict[str, list[str]]:
    """The ids of those who sign or adopt agreements: {agreement: [signatory, ...]}."""
    signed: dict[str, list[str]] = {}
    facts = catalogue.facts_about("relation", "avtal:subject", records)
    wanted = [f for f in facts if f.predicate == "tecknas av" and not f.negated and f.subject and f.object]
    meant = catalogue.meant((f.document, e) for f in wanted for e in (f.subject, f.object) if e)
    for fact in wanted:
        agreement = meant[fact.document, fact.subject or ""].id
        who = meant[fact.document, fact.object or ""].id
        if agreement in records and who and who not in signed.setdefault(agreement, []):
            signed[agreement].append(who)
    return signed


def level(type_: str) -> str:
    """The document type concept of a Swedish type word."""
    return concept("avtal:DocumentType", type_) or _OTHER


def _level(document: DocumentRecord) -> str:
    return level(document.type)


def _applies(document: DocumentRecord, day: date | None, county: str) -> bool:
    if county and key(county) != key(document.county or ""):
        return False
    if document.status not in (Status.IN_FORCE, Status.PLANNED) or _level(document) in _DESCRIPTIVE:
        return False
    if day is None:
        return document.status is Status.IN_FORCE
    started = document.valid_from or (document.date if document.status is Status.IN_FORCE else None)
    return (document.status is Status.IN_FORCE or bool(document.valid_from)) and covers(started, document.valid_to, day)
