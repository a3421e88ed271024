"""What a conflict is made of: two sides, each a quote with the value compared, and what is wrong between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.ids import FactId, fact_id
from ingest.artifact import Artifact, Box
from ontology.rows import DocumentRef


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two statements, where it stands, and the value that is compared."""

    id: str
    document: DocumentRef
    page: int
    quote: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    section: str | None
    status: str
    method: str
    confidence: float
    value: str = ""
    curated: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Two statements that contradict each other. `severity` is hög, medel or låg."""

    id: str
    type: str
    severity: str
    confidence: float  # 0 to 1
    explanation: str  # one Swedish sentence
    a: Side
    b: Side
    verified: bool = True  # False: it only looked like a conflict, and `note` says why it is none
    note: str = ""  # what verification says, in Swedish
    contradiction: float | None = None  # what a model said of it, 0 to 1, where one is set
    model: str = ""  # and which


@dataclass(frozen=True, slots=True)
class ConflictDocument:
    """A document to be compared. `entities`: local entity id -> (id, name) in the collection."""

    artifact: Artifact
    entities: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def ref(self) -> DocumentRef:
        """The document as a side names it."""
        meta = self.artifact.structure.metadata
        return DocumentRef(self.artifact.document, meta.title, self.artifact.file, meta.type, meta.date, meta.status)


def finding_id(kind: str, a: str, b: str) -> FactId:
    """The id of a finding, from its type and what the two quotes say, whichever comes first."""
    folded = sorted(" ".join(quote.casefold().split()) for quote in (a, b))
    return fact_id("konflikt", kind, *folded)
