"""Parties, groups and agreements."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.paging import Cursor, Limit
from api.schemas.base import Paged
from api.schemas.things import AgreementRow, EntityRow
from api.wiring import Wired
from ontology import entities

router = APIRouter(prefix="/api", tags=["fakta"])
Text = Annotated[str, Query(max_length=500)]


@router.get("/parties")
def parties(wired: Wired, q: Text = "", limit: Limit = 50, cursor: Cursor = None) -> Paged[EntityRow]:
    """Regions, municipalities, administrations, functions and others, by name."""
    return Paged[EntityRow].model_validate(entities.parties(wired.catalogue, q=q, limit=limit, cursor=cursor))


@router.get("/parties/{name}")
def party(name: str, wired: Wired) -> EntityRow:
    """A party."""
    return EntityRow.model_validate(entities.entity(wired.catalogue, name))


@router.get("/groups")
def groups(wired: Wired, q: Text = "", limit: Limit = 50, cursor: Cursor = None) -> Paged[EntityRow]:
    """Steering groups, consultation groups, working groups, secretariats and networks, by name."""
    return Paged[EntityRow].model_validate(entities.groups(wired.catalogue, q=q, limit=limit, cursor=cursor))


@router.get("/groups/{name}")
def group(name: str, wired: Wired) -> EntityRow:
    """A group."""
    return EntityRow.model_validate(entities.entity(wired.catalogue, name))


@router.get("/agreements")
def agreements(wired: Wired, q: Text = "", limit: Limit = 50, cursor: Cursor = None) -> Paged[AgreementRow]:
    """Agreements, guidelines, routines and statutes, by name."""
    return Paged[AgreementRow].model_validate(entities.agreements(wired.catalogue, q=q, limit=limit, cursor=cursor))


@router.get("/agreements/{name}")
def agreement(name: str, wired: Wired) -> AgreementRow:
    """An agreement."""
    return AgreementRow.model_validate(entities.entity(wired.catalogue, name))
