"""Documents, pages, parties, groups and agreements."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import DocumentRef, Named, Schema


class SectionRow(Schema):
    """A section of a document, and the page where it begins."""

    number: str
    heading: str
    level: int
    page: int
    status: str


class VersionRow(Schema):
    """One version of a document."""

    version: str
    file: str
    at: str
    current: bool


class DocumentRow(DocumentRef):
    """A document with its metadata."""

    pages: int
    version: str
    valid_from: str | None = None
    valid_to: str | None = None
    register_number: str | None = None
    county: str | None = None
    decided_by: str | None = None
    counts: Annotated[dict[str, int], Field(description="Facts by kind")] = {}
    copy_of: Annotated[DocumentRef | None, Field(description="The best copy of the same text, where not this")] = None
    copies: Annotated[list[DocumentRef], Field(description="Other copies of the same text")] = []
    earlier: Annotated[DocumentRef | None, Field(description="The version of the agreement before this")] = None
    later: Annotated[list[DocumentRef], Field(description="Later versions of the agreement")] = []


class DocumentDetail(DocumentRow):
    """A document with its sections and versions."""

    sections: list[SectionRow] = []
    versions: list[VersionRow] = []
    problems: Annotated[list[str], Field(description="Swedish: what a reader should know")] = []
    replaces: list[str] = []


class PageRow(Schema):
    """The text of a page and its size in points."""

    page: int
    text: str
    width: float
    height: float
    source: Annotated[str, Field(description="text, ocr, repaired, damaged or none")]
    confidence: float


class EntityRow(Named):
    """A party or group."""

    type: Annotated[str, Field(examples=["samrådsgrupp"])]
    parent: Named | None = None
    documents: list[DocumentRef] = []
    county: str = ""
    status: str = "in_force"
    identifier: Annotated[str | None, Field(description="SFS number or municipality code")] = None


class AgreementRow(EntityRow):
    """An agreement, guideline or statute."""

    valid_from: str | None = None
    valid_to: str | None = None
    parties: list[Named] = []
    target_group: str | None = None
    purpose: str | None = None
    supersedes: list[Named] = []
    owners: list[Named] = []


class RegisterRow(Schema):
    """A document in force, by level."""

    level: Annotated[str, Field(examples=["överenskommelse"])]
    document: DocumentRef
    parties: list[Named] = []
    owners: list[Named] = []
    signed_by: list[Named] = []
    valid_from: str | None = None
    valid_to: str | None = None
    next_follow_up: str | None = None


class FollowupRow(Schema):
    """A follow-up of an agreement."""

    id: str
    agreement: str
    planned: str | None = None
    done: str | None = None
    outcome: str = ""
    by: str = ""
    recorded_at: str = ""


class FollowupRequest(Schema):
    """A follow-up to record. Dates are ISO 8601."""

    planned: Annotated[str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None
    done: Annotated[str | None, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] = None
    outcome: str = ""
    by: str = ""


class FileStepRow(Schema):
    """What has become of one file of a job."""

    file: str
    state: Annotated[str, Field(description="waiting, read, unchanged or failed")]
    message: Annotated[str, Field(description="Swedish: why it failed and what to do")] = ""
    document: str = ""


class JobRow(Schema):
    """Work that goes on in the background."""

    id: str
    state: Annotated[str, Field(description="waiting, running, done or failed")]
    done: int
    total: int
    error: str | None = None
    documents: list[str] = []
    files: list[FileStepRow] = []
