"""Compact records stored beside the triples (`avtal:record`, rdf:JSON), for fast lists.

A record says what the triples of the same node say, no more. Reading 200 records takes one
index lookup each, where the triples would take thirty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import msgspec

from ingest.artifact import Box, EntityKind, Status, Tier


class DocumentRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document version, and how many facts of each kind it holds (see `count_keys`)."""

    id: str
    version: str
    graph: str
    title: str
    file: str
    type: str
    status: Status
    date: str | None = None
    edition: str | None = None
    register_number: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    county: str | None = None
    decided_by: str | None = None
    replaces: tuple[str, ...] = ()
    language: str = "sv"
    pages: int = 0
    sections: tuple[tuple[str, str, int], ...] = ()  # number, heading, level
    problems: tuple[tuple[str, str, int | None], ...] = ()  # code, message, page
    own: str | None = None  # local id of the agreement that this document is
    counts: dict[str, int] = {}
    sketch: tuple[int, ...] = ()  # hashes of the text (see ingest.shingles)
    figures: tuple[int, ...] = ()  # and of its figures
    soundness: float = 1.0  # how well it could be read: 1 where all pages are text layers
    parties: tuple[str, ...] = ()  # folded names of the parties of the agreement that this document is


class EvidenceRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where something stands, and how it was found."""

    page: int
    quote: str
    start: int
    end: int
    section: str
    status: Status
    method: str
    confidence: float
    boxes: tuple[Box, ...] = ()
    section_index: int | None = None
    tier: Tier = Tier.RULE


class EntityRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entity as one document knows it. Other entities are named by local id."""

    id: str
    document: str
    county: str
    kind: EntityKind
    type: str
    name: str
    status: Status
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    evidence: tuple[EvidenceRecord, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    parties: tuple[str, ...] = ()
    target_group: str | None = None
    purpose: str | None = None
    identifier: str | None = None
    supersedes: tuple[str, ...] = ()
    own: bool = False  # the document itself is this agreement
    facts: int = 0  # how many facts of the document name it


class GlobalRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """An entity of the collection. Other entities are named by id; `members` are (document, local id)."""

    id: str
    kind: EntityKind
    type: str
    name: str
    status: Status
    aliases: tuple[str, ...] = ()
    county: str = ""
    parent: str | None = None
    identifier: str | None = None
    documents: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None
    parties: tuple[str, ...] = ()
    target_group: str | None = None
    purpose: str | None = None
    supersedes: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # documents that are this agreement


class FactRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fact of any kind. `subject`, `object`, `group` and `bearer` are local ids."""

    id: str
    kind: str  # relation, mandate, obligation, definition, reference
    document: str
    evidence: EvidenceRecord
    curated: bool = False
    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    negated: bool = False
    group: str | None = None
    text: str = ""
    verb: str = ""
    bearer: str | None = None
    bearer_explicit: bool = False
    modality: str = ""
    trigger: str = ""
    action: str = ""
    object_text: str | None = None
    counterparty: str | None = None
    condition: str | None = None
    deadline: str | None = None
    frequency: str | None = None
    term: str = ""
    meaning: str = ""
    reference_kind: str = ""
    target: str = ""
    resolved: str | None = None
    note: str = ""


@dataclass(frozen=True)
class DocumentRecords:
    """All records of a document version."""

    document: DocumentRecord
    entities: tuple[EntityRecord, ...]
    facts: tuple[FactRecord, ...]

    @cached_property
    def digest(self) -> str:
        """The same for the same records."""
        return blake2b(msgspec.json.encode((self.document, self.entities, self.facts)), digest_size=16).hexdigest()


def count_keys(record: FactRecord) -> tuple[str, ...]:
    """Under which keys a fact is counted in its document: its kind, and with predicate or modality."""
    detail = record.predicate or record.modality or record.reference_kind
    return (record.kind, f"{record.kind}/{detail}") if detail else (record.kind,)


def order_key(record: FactRecord) -> tuple[int, int, int, str]:
    """The order of facts within a document: as they stand in the text."""
    return record.evidence.page, record.evidence.start, record.evidence.end, record.id
