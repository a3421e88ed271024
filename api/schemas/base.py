"""What the other schemas share: pages of rows, documents, named things, evidence."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Row = TypeVar("Row")
Box = tuple[float, float, float, float]


class Schema(BaseModel):
    """A model that can be read from a domain object with the same names."""

    model_config = ConfigDict(from_attributes=True)


class Paged(Schema, Generic[Row]):
    """One page of a list. `next` goes into `cursor` for the page after it."""

    items: list[Row]
    next: Annotated[str | None, Field(description="Cursor of the next page, or null", examples=["200"])] = None
    total: Annotated[int, Field(examples=[413])]


class DocumentRef(Schema):
    """A document as it is named in a row."""

    id: Annotated[str, Field(examples=["d-3fa1c29b04de"])]
    title: Annotated[str, Field(examples=["Överenskommelse om samverkan vid utskrivning"])]
    file: Annotated[str, Field(examples=["utskrivning.pdf"])]
    type: Annotated[str, Field(examples=["överenskommelse"])]
    date: Annotated[str | None, Field(examples=["2024-03-01"])] = None
    status: Annotated[str, Field(examples=["in_force"])]


class Named(Schema):
    """A thing with a name: a party, group, agreement or matter."""

    id: Annotated[str, Field(examples=["group-norrmarks-lan-samradsgruppen-for-aldre"])]
    name: Annotated[str, Field(examples=["Samrådsgruppen för äldre"])]
    aliases: Annotated[list[str], Field(examples=[["Äldregruppen"]])] = []


class EvidenceRow(Schema):
    """Where a fact stands: document, page, quote, boxes; how it was found and how sure it is."""

    id: Annotated[str, Field(examples=["relation-8c1f0a6b27d4"])]
    document: DocumentRef
    page: Annotated[int, Field(ge=1, examples=[4])]
    quote: Annotated[str, Field(description="Characters `start` to `end` of the page's text, exactly")]
    start: Annotated[int, Field(examples=[812])]
    end: Annotated[int, Field(examples=[901])]
    boxes: Annotated[list[Box], Field(description="Fractions of the page, origin top left: x0, y0, x1, y1")] = []
    section: Annotated[str | None, Field(examples=["5.2 Samrådsgrupper"])] = None
    status: Annotated[str, Field(description="in_force, proposed, planned, historical or repealed")]
    method: Annotated[str, Field(description="The rule or model that found it", examples=["deontic-ska"])]
    confidence: Annotated[float, Field(ge=0, le=1, examples=[0.9])]
    tier: Annotated[str, Field(description="rule, model (a language model) or person: who found it")] = "rule"
    curated: Annotated[bool, Field(description="A person entered or confirmed it")] = False


class Problem(BaseModel):
    """An error as RFC 9457 describes it. `code` is stable, `detail` is Swedish."""

    type: Annotated[str, Field(examples=["about:blank"])] = "about:blank"
    title: Annotated[str, Field(examples=["Hittades inte"])]
    status: Annotated[int, Field(examples=[404])]
    detail: Annotated[str, Field(examples=["Dokumentet finns inte i samlingen."])]
    code: Annotated[str, Field(examples=["saknas"])]
    instance: str | None = None
