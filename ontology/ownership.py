"""The ownership matrix: groups and parties against agreements, with what the one does about the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ingest.artifact import EntityKind
from ontology import facts
from ontology.catalogue import Catalogue, entity_ref
from ontology.names import key
from ontology.paging import MOST, every
from ontology.rows import EntityRef, Page, RelationRow

# What is asked of a group and an agreement, in the order of the legend.
ROLES = ("förvaltar", "följer upp", "fastställer", "beslutar", "bereder", "ansvarar för", "tecknas av", "antas av")
_TURNED = {"tecknas av", "antas av"}  # stated of the agreement, not of the group


@dataclass(frozen=True, slots=True)
class Ownership:
    """`cells`: (actor id, agreement id) -> role -> the row that says so first, in the order of `ROLES`."""

    actors: tuple[EntityRef, ...]
    agreements: tuple[EntityRef, ...]
    cells: dict[tuple[str, str], dict[str, RelationRow]]


def ownership(catalogue: Catalogue, *, county: str = "") -> Ownership:
    """Who manages, follows up, adopts, decides on and prepares which agreements.

    Agreements that are documents of the collection are told even where no text names anybody; of others,
    those that somebody is named for. `county` is a county's id.
    """
    records = catalogue.entity_records(catalogue.ids_of_kind(EntityKind.AGREEMENT))
    agreements = {r.id: entity_ref(r) for r in records.values() if r.own}
    actors: dict[str, EntityRef] = {}
    cells: dict[tuple[str, str], dict[str, RelationRow]] = {}
    for role in ROLES:
        for row in every(partial(_stated, catalogue, role)):
            actor, agreement = (row.object, row.subject) if role in _TURNED else (row.subject, row.object)
            if actor is None or agreement is None or row.negated or not actor.id or agreement.id not in records:
                continue
            if actor.kind is EntityKind.AGREEMENT or (county and records[agreement.id].county != county):
                continue
            actors[actor.id], agreements[agreement.id] = actor, agreement
            cells.setdefault((actor.id, agreement.id), {}).setdefault(role, row)
    shown = (a for a in agreements.values() if not county or records[a.id].county == county)
    return Ownership(
        actors=tuple(sorted(actors.values(), key=lambda a: (a.kind is not EntityKind.GROUP, key(a.name)))),
        agreements=tuple(sorted(shown, key=lambda a: key(a.name))),
        cells=cells,
    )


def _stated(catalogue: Catalogue, role: str, cursor: str | None) -> Page[RelationRow]:
    return facts.relations(catalogue, predicate=role, limit=MOST, cursor=cursor)
