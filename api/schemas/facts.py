"""Rows that state a fact: relations, mandates, obligations, definitions, references, gaps."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import DocumentRef, EvidenceRow, Named, Schema


class RelationRow(EvidenceRow):
    """Who stands in which relation to what. `object` is null only where the text denies that there is one."""

    subject: Named
    predicate: Annotated[str, Field(examples=["förvaltar"])]
    object: Named | None = None
    negated: Annotated[bool, Field(description="The text says that it is NOT so")] = False


class MandateRow(EvidenceRow):
    """What a group has to do or may decide."""

    group: Named
    text: str
    verb: Annotated[str, Field(examples=["fastställer"])]


class ObligationRow(EvidenceRow):
    """Who must, should, may or must not do what."""

    bearer: Named | None = None
    modality: Annotated[str, Field(description="obligation, recommendation, permission or prohibition")]
    action: str
    object: str | None = None
    counterparty: str | None = None
    condition: str | None = None
    deadline: str | None = None
    frequency: str | None = None


class DefinitionRow(EvidenceRow):
    """What a term means in a document."""

    term: str
    meaning: str


class ReferenceRow(EvidenceRow):
    """What a document cites, and whether it leads anywhere."""

    kind: Annotated[str, Field(description="section, document or statute")]
    target: Annotated[str, Field(examples=["2017:30"])]
    text: str
    resolved: bool = False
    resolved_to: Named | None = None
    note: str = ""
    statute: Annotated[str, Field(description="in_force or replaced; empty where it is none")] = ""


class GapRow(Schema):
    """Something that the secretariat must mend, with the evidence where it stands in a text."""

    id: str
    kind: Annotated[str, Field(examples=["agreement-without-owner"])]
    label: Annotated[str, Field(description="The kind in Swedish")]
    explanation: Annotated[str, Field(description="Swedish: what is missing and what to do")]
    entity: Named | None = None
    document: DocumentRef | None = None
    evidence: list[EvidenceRow] = []


class SideRow(EvidenceRow):
    """One side of a conflict: the evidence with the value that is compared."""

    value: Annotated[str, Field(examples=["minst fyra gånger per år"])] = ""


class ConflictRow(Schema):
    """Two statements that contradict each other, and what a person decided."""

    id: str
    type: Annotated[str, Field(examples=["beslutsrätt"])]
    severity: Annotated[str, Field(description="hög, medel or låg")]
    confidence: float
    explanation: Annotated[str, Field(description="One Swedish sentence")]
    a: SideRow
    b: SideRow
    state: Annotated[str, Field(description="new, confirmed, rejected or fixed")] = "new"
    comment: str = ""
    decided_by: str | None = None
    decided_at: str | None = None
    verified: Annotated[bool, Field(description="False: verification rejected it, and `note` says why")] = True
    note: Annotated[str, Field(description="Swedish: what verification found")] = ""
    rule: Annotated[str, Field(description="Swedish: what the rule tests that found it")] = ""
    precedence: Annotated[str, Field(description="Swedish: which text goes before the other, and why")] = ""
    precedes: Annotated[str, Field(description="a or b, or empty where it cannot be said")] = ""
    returned: Annotated[str, Field(description="Swedish: what was decided before the text changed")] = ""


class RuleRow(Schema):
    """A rule that finds conflicts."""

    name: Annotated[str, Field(description="As `method` of the sides that it found", examples=["frist"])]
    text: Annotated[str, Field(description="Swedish: what it tests")]


class ConflictDecision(Schema):
    """What a person decides about a conflict."""

    state: Annotated[str, Field(pattern="^(new|confirmed|rejected|fixed)$")]
    comment: str = ""
    who: str = ""


class CorrectionRequest(Schema):
    """A fact to add, change, reject or confirm, or two names to join or part."""

    kind: Annotated[str, Field(pattern="^(add|change|reject|confirm|join|part)$")]
    target: Annotated[str, Field(min_length=1, description="Id of the fact or entity; for `add` the document")]
    values: dict[str, str] = {}
    who: str = ""
    why: str = ""


class DecisionRow(Schema):
    """A decision as it was recorded."""

    id: str
    kind: str
    target: str
    values: dict[str, str]
    who: str
    when: str
    why: str
