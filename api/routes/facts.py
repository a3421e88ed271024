"""Lists of facts: relations, mandates, obligations, definitions, references, gaps."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.feeds import planned
from api.routes.paging import Cursor, Limit
from api.schemas.base import Paged
from api.schemas.facts import DefinitionRow, GapRow, MandateRow, ObligationRow, ReferenceRow, RelationRow
from api.wiring import Wired
from ontology import facts
from ontology.gaps import gaps as find_gaps

router = APIRouter(prefix="/api", tags=["fakta"])
Text = Annotated[str, Query(max_length=500)]
Tier = Annotated[str, Query(pattern="^(rule|model|person)?$", description="rule, model or person: who found it")]


@router.get("/relations")
def relations(
    wired: Wired,
    subject: Text = "",
    predicate: Text = "",
    object: Text = "",
    document: Text = "",
    tier: Tier = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Paged[RelationRow]:
    """Who stands in which relation to what. Subject and object are ids or names, predicate any word for it."""
    found = facts.relations(
        wired.catalogue,
        subject=subject,
        predicate=predicate,
        object_=object,
        document=document,
        tier=tier,
        limit=limit,
        cursor=cursor,
    )
    return Paged[RelationRow].model_validate(found)


@router.get("/groups/{name}/agreements")
def group_agreements(name: str, wired: Wired, limit: Limit = 50, cursor: Cursor = None) -> Paged[RelationRow]:
    """What a group manages, follows up, adopts and decides on."""
    return Paged[RelationRow].model_validate(facts.group_agreements(wired.catalogue, name, limit=limit, cursor=cursor))


@router.get("/mandates")
def mandates(
    wired: Wired,
    group: Text = "",
    document: Text = "",
    tier: Tier = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Paged[MandateRow]:
    """What groups have to do or may decide."""
    found = facts.mandates(wired.catalogue, group=group, document=document, tier=tier, limit=limit, cursor=cursor)
    return Paged[MandateRow].model_validate(found)


@router.get("/obligations")
def obligations(
    wired: Wired,
    bearer: Text = "",
    modality: Annotated[str, Query(pattern="^(obligation|recommendation|permission|prohibition)?$")] = "",
    document: Text = "",
    q: Text = "",
    tier: Tier = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Paged[ObligationRow]:
    """Who must, should, may or must not do what."""
    found = facts.obligations(
        wired.catalogue, bearer=bearer, modality=modality, document=document, q=q, tier=tier, limit=limit, cursor=cursor
    )
    return Paged[ObligationRow].model_validate(found)


@router.get("/definitions")
def definitions(
    wired: Wired, document: Text = "", q: Text = "", limit: Limit = 50, cursor: Cursor = None
) -> Paged[DefinitionRow]:
    """What terms mean in the documents."""
    found = facts.definitions(wired.catalogue, document=document, q=q, limit=limit, cursor=cursor)
    return Paged[DefinitionRow].model_validate(found)


@router.get("/references")
def references(
    wired: Wired, document: Text = "", kind: Text = "", limit: Limit = 50, cursor: Cursor = None
) -> Paged[ReferenceRow]:
    """What the documents cite, and whether it leads anywhere."""
    found = facts.references(wired.catalogue, document=document, kind=kind, limit=limit, cursor=cursor)
    return Paged[ReferenceRow].model_validate(found)


@router.get("/gaps")
def gaps(wired: Wired, kind: Text = "", limit: Limit = 50, cursor: Cursor = None) -> Paged[GapRow]:
    """What the secretariat must mend."""
    found = find_gaps(
        wired.catalogue,
        date.today(),
        kind=kind,
        follow_ups=planned(wired.store.decisions),
        limit=limit,
        cursor=cursor,
    )
    return Paged[GapRow].model_validate(found)
