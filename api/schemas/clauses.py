"""One kind of clause over all documents, and what a passage touches."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import DocumentRef, Schema


class ClauseKindRow(Schema):
    """A kind of clause that can be asked for."""

    name: Annotated[str, Field(examples=["uppfoljning"])]
    label: Annotated[str, Field(examples=["Uppföljning och revidering"])]


class ClausePart(Schema):
    """A clause and where it begins. Offsets count characters of that page."""

    page: Annotated[int, Field(ge=1)]
    start: int
    end: int
    section: str | None = None
    text: Annotated[str, Field(description="At most 2,000 characters; it may go on over pages")]
    status: str
    found: Annotated[str, Field(description="rubrik (under a heading of the kind) or text (a sentence that says it)")]


class ClauseRow(Schema):
    """What a document says of a kind. No clauses: it says nothing of it."""

    document: DocumentRef
    clauses: list[ClausePart] = []


class TouchRow(Schema):
    """A text that touches a passage."""

    how: Annotated[
        str, Field(description="konflikt, hänvisar hit, hänvisar till dokumentet, hänvisar till or upprepar")
    ]
    document: DocumentRef
    page: Annotated[int, Field(ge=1)]
    start: int
    end: int
    text: str
    section: str | None = None
    why: Annotated[str, Field(description="Swedish")]
    target: Annotated[str, Field(description="Id of the conflict, fact or passage")]


class TouchedPassage(Schema):
    """A passage and what touches it."""

    id: Annotated[str, Field(examples=["3fa1c29b04de-17"])]
    document: DocumentRef
    page: Annotated[int, Field(ge=1)]
    start: int
    end: int
    text: str
    touches: list[TouchRow] = []
