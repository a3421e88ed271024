"""The artifact: everything read from one document version, as plain typed data.

The artifact is the truth, together with the original and people's decisions; the graph and
the index are projections of it. It holds no time of reading and nothing that depends on
other documents, so the same bytes always give the same artifact.

Offsets are characters. A page's text is the cleaned text in reading order: one block (heading,
paragraph, list item, table row) a line, hyphenation joined, running headers and footers left
out (they are in `Page.furniture`). Coordinates are fractions of the page, origin top left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

SCHEMA = 1  # raise it when a reader of older artifacts would misread them

Box = tuple[float, float, float, float]  # x0, y0, x1, y1 as fractions of the page, origin top left


class Status(StrEnum):
    """Whether what is said applies."""

    IN_FORCE = "in_force"
    PROPOSED = "proposed"
    PLANNED = "planned"
    HISTORICAL = "historical"
    REPEALED = "repealed"


class Modality(StrEnum):
    """The deontic force of a clause."""

    OBLIGATION = "obligation"
    RECOMMENDATION = "recommendation"
    PERMISSION = "permission"
    PROHIBITION = "prohibition"


class PageSource(StrEnum):
    """Where the text of a page comes from."""

    TEXT = "text"  # the PDF's own text
    OCR = "ocr"  # recognised from the picture
    REPAIRED = "repaired"  # a damaged text layer, words mended
    DAMAGED = "damaged"  # a damaged text layer that could not be mended
    NONE = "none"  # nothing could be read


class BlockKind(StrEnum):
    """What a block is on the page."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    TABLE_HEAD = "table_head"
    CONTENTS = "contents"
    FOOTNOTE = "footnote"
    CAPTION = "caption"


class Tier(StrEnum):
    """Who found a fact."""

    RULE = "rule"
    MODEL = "model"  # proposed by a language model; its quote was found in the text
    PERSON = "person"


class EntityKind(StrEnum):
    """The lists that entities are shown in."""

    PARTY = "party"
    GROUP = "group"
    AGREEMENT = "agreement"
    MATTER = "matter"  # something decided on or followed up that is neither


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the text of page `page` (from 1)."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of the page's text from `start` are the PDF's characters from `source`."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised word: where it stands in the page's text and on the picture."""

    start: int
    end: int
    box: Box
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `runs` lead back to the PDF's characters, `words` to the recognised picture."""

    number: int  # from 1
    width: float  # points, as shown (after rotation)
    height: float
    text: str
    source: PageSource
    confidence: float = 1.0
    runs: tuple[Run, ...] = ()
    words: tuple[Word, ...] = ()
    furniture: tuple[str, ...] = ()  # running headers, footers, page numbers
    original: str = ""  # the damaged text layer, where the text was mended or read again


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table row. `text` is one line.

    `spans` are the parts of `text` on their pages, in order; a block over a page break has two,
    and its text is their slices joined by one space (by nothing where a word was cut).
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...]
    section: int | None = None  # index in `sections`
    level: int = 0  # of a heading (from 1) or of a list item (from 1)
    number: str = ""  # "5.2", "3 §", "a)", "-"
    lead_in: int | None = None  # of an item: index of the block that leads it in
    cells: tuple[str, ...] = ()  # of a table row
    table: int | None = None  # rows of one table share a number; its head row too


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or headed part. Its blocks are `first` to `last` (not included), with the subsections'."""

    number: str
    heading: str
    level: int  # from 1
    parent: int | None
    first: int
    last: int
    status: Status = Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class Passage:
    """What search finds: a paragraph, or a list item or row with its lead-in or column heads.

    `text` is what is shown and matched (lead-in first); `spans` are where it stands, lead-in
    not counted; `blocks` are indexes, lead-in first.
    """

    text: str
    spans: tuple[Span, ...]
    section: int | None
    blocks: tuple[int, ...]
    boxes: tuple[Box, ...] = ()  # on the page of the first span
    status: Status = Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself. Dates are ISO 8601, as exact as the text ("2022-07")."""

    title: str
    type: str  # avtal, överenskommelse, riktlinje, ... in lower case
    status: Status = Status.IN_FORCE
    date: str | None = None
    version: str | None = None
    register_number: str | None = None  # diarienummer
    valid_from: str | None = None
    valid_to: str | None = None
    county: str | None = None  # "Stockholms län": the jurisdiction in which names are resolved
    decided_by: str | None = None
    replaces: tuple[str, ...] = ()  # titles or register numbers, as written
    language: str = "sv"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands. `quote` is the page's text from `span.start` to `span.end`, exactly."""

    span: Span
    quote: str
    section: int | None
    status: Status
    rule: str
    confidence: float
    boxes: tuple[Box, ...] = ()
    tier: Tier = Tier.RULE


@dataclass(frozen=True, slots=True)
class Entity:
    """A body, group, function, agreement, statute or matter, as this document knows it.

    `id` is local to the document. `type` is a Swedish word ("region", "samrådsgrupp", "lag").
    `name` is spelt right; `aliases` are other names that the text uses, damaged spellings too.
    """

    id: str
    kind: EntityKind
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None  # local id
    status: Status = Status.IN_FORCE
    evidence: tuple[Evidence, ...] = ()
    valid_from: str | None = None  # of an agreement
    valid_to: str | None = None
    parties: tuple[str, ...] = ()  # of an agreement: local ids
    target_group: str | None = None
    purpose: str | None = None
    identifier: str | None = None  # SFS number, municipality code, organisation number
    supersedes: tuple[str, ...] = ()  # of an agreement: local ids


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject` `predicate` `object`; `object` is None only where negated ("ingen överenskommelse finns")."""

    evidence: Evidence
    subject: str  # local entity id
    predicate: str
    object: str | None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a group has to do or may decide."""

    evidence: Evidence
    group: str  # local entity id
    text: str
    verb: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """Who must, should, may or must not do what. `bearer` is None where nobody is named or understood."""

    evidence: Evidence
    bearer: str | None  # local entity id
    bearer_explicit: bool
    modality: Modality
    trigger: str  # "ska", "ansvarar för", ...
    action: str
    object: str | None = None
    counterparty: str | None = None
    condition: str | None = None
    deadline: str | None = None
    frequency: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """What a term means here."""

    evidence: Evidence
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited: a section of this document, another document, a statute."""

    evidence: Evidence
    kind: str  # "section", "document", "statute"
    target: str  # "5.2", a title, "2017:30"
    text: str  # as written
    resolved: str | None = None  # local entity id, or the number of a section that exists
    note: str = ""  # why it does not resolve, or that the statute was replaced


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the document that a person should know. `message` is Swedish."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A document read and divided, before facts are found in it."""

    metadata: Metadata
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found in a document."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    definitions: tuple[Definition, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """One document version: where it came from, how it is divided, what it says."""

    document: str  # DocumentId
    version: str  # VersionId
    digest: str  # SHA-256 of the original
    file: str  # name of the file, without folder
    structure: Structure
    facts: Facts
    schema: int = SCHEMA


def encode(artifact: Artifact) -> bytes:
    """The artifact as JSON, the same bytes each time."""
    return msgspec.json.format(msgspec.json.encode(artifact, order="deterministic"), indent=0)


def decode(data: bytes) -> Artifact:
    """The artifact in `data`. Raises msgspec.ValidationError where it is none."""
    return msgspec.json.decode(data, type=Artifact)


def page_slice(pages: tuple[Page, ...], span: Span) -> str:
    """The characters of `span`, from its page."""
    return pages[span.page - 1].text[span.start : span.end]


def locate(block: Block, start: int, end: int) -> Span:
    """Characters `start` to `end` of a block's text, as a span on one page.

    Where they go over a page break, the page with the larger share is taken, so that the
    quote always stands on the page it names.
    """
    best = Span(block.spans[0].page, block.spans[0].start, block.spans[0].start)
    offset = 0
    for part in block.spans:
        length = part.end - part.start
        if offset and block.text[offset : offset + 1] == " ":
            offset += 1
        lo, hi = max(start, offset), min(end, offset + length)
        if hi - lo > best.end - best.start:
            best = Span(part.page, part.start + lo - offset, part.start + hi - offset)
        offset += length
    return best
