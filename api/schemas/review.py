"""What a person is to look at: names left open, facts least certain first."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.schemas.base import EvidenceRow, Named, Schema


class CandidateRow(Schema):
    """Whom a name may mean."""

    entity: Named
    likeness: Annotated[float, Field(ge=0, le=1, description="Of the names; 0 where only the kind speaks for it")]


class NameRow(Schema):
    """A name that leads nowhere for sure. Join or part it through `POST /api/corrections`."""

    id: Annotated[str, Field(examples=["namn-8c1f0a6b27d4"])]
    name: Annotated[str, Field(examples=["styrgruppen"])]
    reason: Annotated[str, Field(description="unknown, abbreviation, ambiguous, alike, uncertain or reference")]
    explanation: Annotated[str, Field(description="Swedish")]
    entity: Annotated[Named | None, Field(description="What it is taken for meanwhile")] = None
    candidates: list[CandidateRow] = []
    evidence: EvidenceRow


class ReviewRow(EvidenceRow):
    """A fact of any kind, to be confirmed, changed or rejected."""

    kind: Annotated[str, Field(description="relation, mandate, obligation, definition or reference")]
    says: Annotated[str, Field(description="The fact in a line")]
