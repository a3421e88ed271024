"""The lists of facts: relations, mandates, obligations, definitions, references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from corpus.errors import InvalidInputError
from ontology.catalogue import Catalogue
from ontology.names import key
from ontology.paging import paged, window
from ontology.records import EvidenceRecord, FactRecord
from ontology.rows import (
    DefinitionRow,
    DocumentRef,
    EntityRef,
    FactRow,
    MandateRow,
    ObligationRow,
    Page,
    ReferenceRow,
    RelationRow,
)
from ontology.vocabulary import predicate_words, predicates

Meant = Mapping[tuple[str, str], EntityRef]
RowT = TypeVar("RowT", bound=FactRow)
OWNERSHIP = ("förvaltar", "följer upp", "fastställer", "beslutar")


def relations(
    catalogue: Catalogue,
    *,
    subject: str = "",
    predicate: str = "",
    object_: str = "",
    document: str = "",
    tier: str = "",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[RelationRow]:
    """Relations; `subject` and `object_` are ids or names, `predicate` any word for it, `tier` rule, model or person.

    Raises InvalidInputError for an unknown predicate.
    """
    wanted = _predicate(predicate)
    if subject or object_:
        found = _about(catalogue, "relation", {"avtal:subject": subject, "avtal:object": object_}, document)
        found = [f for f in _of_tier(found, tier) if wanted in ("", f.predicate)]
        return _page(catalogue, found, relation_row, limit, cursor)
    if tier:
        found = [f for f in _all(catalogue, "relation", tier, document) if wanted in ("", f.predicate)]
        return _page(catalogue, found, relation_row, limit, cursor)
    counted = f"relation/{wanted}" if wanted else ""
    records, start, total = catalogue.facts("relation", document=document, count_as=counted, limit=limit, cursor=cursor)
    return paged(_rows(catalogue, records, relation_row), start, total)


def group_agreements(
    catalogue: Catalogue, group: str, *, limit: int = 50, cursor: str | None = None
) -> Page[RelationRow]:
    """What a group manages, follows up, adopts and decides on; negated rows too ("ingen överenskommelse finns")."""
    found = _about(catalogue, "relation", {"avtal:subject": group}, "")
    owned = [f for f in found if f.predicate in OWNERSHIP]
    owned.sort(key=lambda f: OWNERSHIP.index(f.predicate or ""))
    return _page(catalogue, owned, relation_row, limit, cursor)


def mandates(
    catalogue: Catalogue,
    *,
    group: str = "",
    document: str = "",
    tier: str = "",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[MandateRow]:
    """Mandates; `group` is an id or a name, `tier` rule, model or person."""
    if group:
        found = _of_tier(_about(catalogue, "mandate", {"avtal:mandateHolder": group}, document), tier)
        return _page(catalogue, found, mandate_row, limit, cursor)
    if tier:
        return _page(catalogue, _all(catalogue, "mandate", tier, document), mandate_row, limit, cursor)
    records, start, total = catalogue.facts("mandate", document=document, limit=limit, cursor=cursor)
    return paged(_rows(catalogue, records, mandate_row), start, total)


def obligations(
    catalogue: Catalogue,
    *,
    bearer: str = "",
    modality: str = "",
    document: str = "",
    q: str = "",
    tier: str = "",
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ObligationRow]:
    """Obligations; `bearer` is an id or a name, `q` words that all stand in the quote, `tier` rule, model or person."""
    words = key(q).split()
    if bearer or words or tier:
        if bearer:
            found = _about(catalogue, "obligation", {"odrl:assignee": bearer}, document)
            found = [f for f in found if all(w in key(f.evidence.quote) for w in words)]
        elif words and not tier:
            shown, start, total = catalogue.facts_saying(
                "obligation", words, document, detail=modality, limit=limit, cursor=cursor
            )
            return paged(_rows(catalogue, shown, obligation_row), start, total)
        elif words:
            found, _, _ = catalogue.facts_saying("obligation", words, document)
        else:
            found = _all(catalogue, "obligation", tier, document)
        found = [f for f in _of_tier(found, tier) if modality in ("", f.modality)]
        return _page(catalogue, found, obligation_row, limit, cursor)
    counted = f"obligation/{modality}" if modality else ""
    records, start, total = catalogue.facts(
        "obligation", document=document, count_as=counted, limit=limit, cursor=cursor
    )
    return paged(_rows(catalogue, records, obligation_row), start, total)


def definitions(
    catalogue: Catalogue, *, document: str = "", q: str = "", limit: int = 50, cursor: str | None = None
) -> Page[DefinitionRow]:
    """Definitions; `q` stands in the term."""
    if key(q):
        found = [f for f in catalogue.facts_of_kind("definition") if document in ("", f.document)]
        return _page(catalogue, [f for f in found if key(q) in key(f.term)], definition_row, limit, cursor)
    records, start, total = catalogue.facts("definition", document=document, limit=limit, cursor=cursor)
    return paged(_rows(catalogue, records, definition_row), start, total)


def references(
    catalogue: Catalogue, *, document: str = "", kind: str = "", limit: int = 50, cursor: str | None = None
) -> Page[ReferenceRow]:
    """References; `kind` is section, document or statute."""
    counted = f"reference/{kind}" if kind else ""
    records, start, total = catalogue.facts(
        "reference", document=document, count_as=counted, limit=limit, cursor=cursor
    )
    return paged(_rows(catalogue, records, reference_row), start, total)


def fact_row(record: FactRecord, document: DocumentRef, meant: Meant) -> FactRow:
    """A fact of any kind as a row."""
    return _ROWS[record.kind](record, document, meant)


def rows_of(catalogue: Catalogue, records: Sequence[FactRecord]) -> list[FactRow]:
    """Facts of any kinds as rows."""
    return _rows(catalogue, records, fact_row)


def entities_in(records: Iterable[FactRecord]) -> set[tuple[str, str]]:
    """The (document, local id) that facts name."""
    return {
        (r.document, e)
        for r in records
        for e in (r.subject, r.object, r.group, r.bearer, r.resolved if r.reference_kind != "section" else None)
        if e
    }


def evidence_row(id_: str, evidence: EvidenceRecord, document: DocumentRef, *, curated: bool = False) -> FactRow:
    """Evidence alone as a row."""
    return FactRow(**_evidence(id_, evidence, document, curated))


def relation_row(record: FactRecord, document: DocumentRef, meant: Meant) -> RelationRow:
    """A relation as a row."""
    return RelationRow(
        **_shared(record, document),
        subject=_meant(record, record.subject, meant) or EntityRef("", ""),
        predicate=record.predicate or "",
        object=_meant(record, record.object, meant),
        negated=record.negated,
    )


def mandate_row(record: FactRecord, document: DocumentRef, meant: Meant) -> MandateRow:
    """A mandate as a row."""
    return MandateRow(
        **_shared(record, document),
        group=_meant(record, record.group, meant) or EntityRef("", ""),
        text=record.text,
        verb=record.verb,
    )


def obligation_row(record: FactRecord, document: DocumentRef, meant: Meant) -> ObligationRow:
    """An obligation as a row."""
    return ObligationRow(
        **_shared(record, document),
        bearer=_meant(record, record.bearer, meant),
        bearer_explicit=record.bearer_explicit,
        modality=record.modality,
        trigger=record.trigger,
        action=record.action,
        object=record.object_text,
        counterparty=record.counterparty,
        condition=record.condition,
        deadline=record.deadline,
        frequency=record.frequency,
    )


def definition_row(record: FactRecord, document: DocumentRef, meant: Meant) -> DefinitionRow:
    """A definition as a row."""
    return DefinitionRow(**_shared(record, document), term=record.term, meaning=record.meaning)


def reference_row(record: FactRecord, document: DocumentRef, meant: Meant) -> ReferenceRow:
    """A reference as a row."""
    entity = record.resolved if record.reference_kind != "section" else None
    statute = ""
    if record.reference_kind == "statute" and record.resolved:
        statute = "replaced" if record.note else "in_force"
    return ReferenceRow(
        **_shared(record, document),
        kind=record.reference_kind,
        target=record.target,
        text=record.text,
        resolved=record.resolved is not None,
        resolved_to=_meant(record, entity, meant),
        note=record.note,
        statute=statute,
    )


_ROWS: dict[str, Callable[[FactRecord, DocumentRef, Meant], FactRow]] = {
    "relation": relation_row,
    "mandate": mandate_row,
    "obligation": obligation_row,
    "definition": definition_row,
    "reference": reference_row,
}


def _predicate(word: str) -> str:
    if not word:
        return ""
    found = predicate_words().get(word.casefold())
    if found is None:
        raise InvalidInputError(f"Relationen ”{word}” finns inte. Välj en av: {', '.join(predicates())}.")
    return found


def _about(catalogue: Catalogue, kind: str, roles: Mapping[str, str], document: str) -> list[FactRecord]:
    """Facts in which every role that is given is filled by what its word means."""
    found: list[FactRecord] | None = None
    for role, word in roles.items():
        if word:
            here = catalogue.facts_about(kind, role, catalogue.entity_ids(word), document)
            known = {f.id for f in here}
            found = here if found is None else [f for f in found if f.id in known]
    return found or []


def _of_tier(found: Iterable[FactRecord], tier: str) -> list[FactRecord]:
    return [f for f in found if tier in ("", f.evidence.tier)]


def _all(catalogue: Catalogue, kind: str, tier: str, document: str) -> list[FactRecord]:
    """All facts of a kind and tier, those of one document where it is given."""
    found = catalogue.facts_of(document, kind) if document else catalogue.facts_of_kind(kind)
    return _of_tier(found, tier)


def _page(
    catalogue: Catalogue,
    found: Sequence[FactRecord],
    row: Callable[[FactRecord, DocumentRef, Meant], RowT],
    limit: int,
    cursor: str | None,
) -> Page[RowT]:
    start, end = window(limit, cursor)
    return paged(_rows(catalogue, found[start:end], row), start, len(found))


def _rows(
    catalogue: Catalogue, records: Sequence[FactRecord], row: Callable[[FactRecord, DocumentRef, Meant], RowT]
) -> list[RowT]:
    meant = catalogue.meant(entities_in(records))
    documents = {d: catalogue.ref(d) for d in {r.document for r in records}}
    return [row(r, documents[r.document], meant) for r in records]


def _meant(record: FactRecord, local: str | None, meant: Meant) -> EntityRef | None:
    return meant.get((record.document, local)) if local else None


def _shared(record: FactRecord, document: DocumentRef) -> dict[str, Any]:
    return _evidence(record.id, record.evidence, document, record.curated)


def _evidence(id_: str, evidence: EvidenceRecord, document: DocumentRef, curated: bool) -> dict[str, Any]:
    return {
        "id": id_,
        "document": document,
        "page": evidence.page,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "boxes": evidence.boxes,
        "section": evidence.section,
        "status": evidence.status,
        "method": evidence.method,
        "confidence": evidence.confidence,
        "curated": curated,
        "tier": evidence.tier,
    }
