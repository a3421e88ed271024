"""What the typed queries return: the rows of the contract, as plain data.

Every row that states a fact begins with its evidence (`FactRow`). Offsets are characters in the
page's text, boxes are fractions of the page, origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest.artifact import Box, EntityKind, Status, Tier

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list; `next` is the cursor of what follows, or None; `total` counts the whole list."""

    items: tuple[T, ...]
    next: str | None
    total: int


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document, as evidence names it."""

    id: str
    title: str
    file: str
    type: str
    date: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity, as a row names it. `id` is "" for one that is not in the collection's list."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: EntityKind | None = None
    type: str = ""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of a document; `level` from 1."""

    number: str
    heading: str
    level: int


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something about the reading of a document that a person should know; `message` is Swedish."""

    code: str
    message: str
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with its metadata. `counts` are numbers of facts by kind.

    `copy_of` is the best copy of the same text where this is not it, `copies` are those that this is the best
    of; `earlier` and `later` are versions of the same agreement.
    """

    id: str
    title: str
    file: str
    type: str
    date: str | None
    status: Status
    version: str
    edition: str | None
    register_number: str | None
    valid_from: str | None
    valid_to: str | None
    county: str | None
    decided_by: str | None
    replaces: tuple[str, ...]
    language: str
    pages: int
    sections: tuple[SectionRow, ...]
    problems: tuple[ProblemRow, ...]
    counts: dict[str, int]
    copy_of: DocumentRef | None = None
    copies: tuple[DocumentRef, ...] = ()
    earlier: DocumentRef | None = None
    later: tuple[DocumentRef, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRow:
    """The evidence of a fact."""

    id: str
    document: DocumentRef
    page: int
    quote: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    section: str
    status: Status
    method: str
    confidence: float
    curated: bool
    tier: Tier


@dataclass(frozen=True, slots=True)
class RelationRow(FactRow):
    """`subject` stands in relation `predicate` (Swedish) to `object`; `negated`: the text says that it is NOT so."""

    subject: EntityRef
    predicate: str
    object: EntityRef | None
    negated: bool


@dataclass(frozen=True, slots=True)
class MandateRow(FactRow):
    """What a group has to do or may decide."""

    group: EntityRef
    text: str
    verb: str


@dataclass(frozen=True, slots=True)
class ObligationRow(FactRow):
    """Who must, should, may or must not do what."""

    bearer: EntityRef | None
    bearer_explicit: bool
    modality: str
    trigger: str
    action: str
    object: str | None
    counterparty: str | None
    condition: str | None
    deadline: str | None
    frequency: str | None


@dataclass(frozen=True, slots=True)
class DefinitionRow(FactRow):
    """What a term means in a document."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ReferenceRow(FactRow):
    """What is cited. `kind`: section, document or statute; `statute`: "in_force", "replaced" or "" where it is none."""

    kind: str
    target: str
    text: str
    resolved: bool
    resolved_to: EntityRef | None
    note: str
    statute: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A party, group or agreement of the collection. `evidence` is where its documents name it first."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: EntityKind
    type: str
    status: Status
    county: str
    parent: EntityRef | None
    documents: tuple[DocumentRef, ...]
    identifier: str | None
    evidence: tuple[FactRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementRow(EntityRow):
    """An agreement, guideline or statute."""

    valid_from: str | None = None
    valid_to: str | None = None
    parties: tuple[EntityRef, ...] = ()
    target_group: str | None = None
    purpose: str | None = None
    supersedes: tuple[EntityRef, ...] = ()
    owners: tuple[EntityRef, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A document in force, as the register of agreements shows it. `level` is its document type in Swedish."""

    document: DocumentRef
    agreement: EntityRef | None
    level: str
    county: str | None
    parties: tuple[EntityRef, ...]
    owners: tuple[EntityRef, ...]
    signed_by: tuple[EntityRef, ...]
    valid_from: str | None
    valid_to: str | None
    next_follow_up: str | None


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something to mend. `kind` is a concept of avtal:GapKind; `label` and `explanation` are Swedish."""

    id: str
    kind: str
    label: str
    explanation: str
    entity: EntityRef | None
    document: DocumentRef | None
    evidence: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom a name may mean. `likeness` of the names is 0 to 1; 0 where it is their kind that speaks for it."""

    entity: EntityRef
    likeness: float


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name that is left open for a person. `entity` is what it is taken for meanwhile; `explanation` is Swedish."""

    id: str
    name: str
    reason: str
    explanation: str
    entity: EntityRef | None
    candidates: tuple[Candidate, ...]
    evidence: FactRow
