"""Search results, answers and comparisons."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.schemas.base import Box, DocumentRef, Schema


class Hit(Schema):
    """A passage that answers."""

    id: Annotated[str, Field(description="For `/api/similar/{id}`")]
    score: float
    document: DocumentRef
    page: int
    section: str | None = None
    text: Annotated[str, Field(max_length=1500)]
    start: int
    end: int
    boxes: list[Box] = []
    highlights: Annotated[list[tuple[int, int]], Field(description="Characters of `text` to mark")] = []
    matched: Annotated[list[str], Field(description="Why: the words and meanings that matched")] = []
    status: str
    copies: Annotated[list[DocumentRef], Field(description="Other documents with the same passage")] = []


class SuggestionRow(Schema):
    """What a question may go on as."""

    label: Annotated[str, Field(examples=["Samrådsgruppen för äldre"])]
    kind: Annotated[str, Field(description="grupp, avtal, part, dokument, avsnitt or ord")]


class Answer(Schema):
    """The sentence that answers, with its citation."""

    text: str
    document: DocumentRef
    page: int
    section: str | None = None
    start: int
    end: int
    boxes: list[Box] = []
    confidence: float


class FacetCount(Schema):
    """How many passages have a value."""

    value: str
    count: int


class SearchAnswer(Schema):
    """The answer to a search."""

    query: str
    results: list[Hit]
    answer: Answer | None = None
    suggestion: Annotated[str | None, Field(description="Did you mean")] = None
    expanded: Annotated[list[str], Field(description="Terms that were searched too")] = []
    facets: dict[str, list[FacetCount]] = {}
    total: Annotated[int, Field(description="Candidates that words and meaning gave, copies included")]
    searched: Annotated[int, Field(description="Passages that fulfil the filters")] = 0


class AskAnswer(Schema):
    """The answer to a question: rows from the graph where it is about a relation, else passages."""

    kind: Annotated[str, Field(description="relation or passage")]
    answer: str
    rows: list[Any] = []
    results: list[Hit] = []
    sparql: str | None = None
    citations: list[Any] = []


class CompareRow(Schema):
    """One clause beside its counterpart."""

    kind: Annotated[str, Field(description="same, changed, only_a or only_b")]
    a: str | None = None
    b: str | None = None
    a_page: int | None = None
    b_page: int | None = None
    words: Annotated[list[tuple[str, str]], Field(description="For changed: (same|removed|added, words)")] = []


class Comparison(Schema):
    """Two documents clause by clause."""

    a: DocumentRef
    b: DocumentRef
    counts: dict[str, int]
    clauses: list[CompareRow]
