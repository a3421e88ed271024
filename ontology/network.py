"""The part of the graph that a picture shows: who stands in which relation to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ingest.artifact import EntityKind
from ontology import facts
from ontology.catalogue import Catalogue
from ontology.paging import MOST, every
from ontology.rows import EntityRef, RelationRow


@dataclass(frozen=True, slots=True)
class Network:
    """Things, and one row for each relation between two of them. `left_out`: things that were too many."""

    things: tuple[EntityRef, ...]
    links: tuple[RelationRow, ...]
    left_out: int = 0


def network(
    catalogue: Catalogue,
    *,
    around: str = "",
    steps: int = 1,
    county: str = "",
    kinds: Collection[EntityKind] = (),
    predicates: Collection[str] = (),
    most: int = 40,
) -> Network:
    """The relations of the collection that are not denied, or those within `steps` of the thing `around`.

    Empty `kinds` and `predicates` mean all; `county` is the id of a county that one end is of. Of more than
    `most` things, those with the most relations are kept, and always `around`.
    """
    links = _distinct(
        row
        for row in every(lambda cursor: facts.relations(catalogue, limit=MOST, cursor=cursor))
        if not row.negated and row.object is not None and row.subject.id and row.object.id
    )
    known = catalogue.entity_records({end.id for link in links for end in _ends(link)})
    links = [
        link
        for link in links
        if (not county or any(known[end.id].county == county for end in _ends(link)))
        and (not kinds or all(known[end.id].kind in kinds or end.id == around for end in _ends(link)))
        and (not predicates or link.predicate in predicates)
    ]
    if around:
        near = _near(links, around, steps)
        links = [link for link in links if all(end.id in near for end in _ends(link))]
    degrees = Counter(end.id for link in links for end in _ends(link))
    kept = {id_ for id_, _ in degrees.most_common(most)} | {around}
    links = [link for link in links if all(end.id in kept for end in _ends(link))]
    things = {end.id: end for link in links for end in _ends(link)}
    return Network(tuple(things.values()), tuple(links), len(degrees) - len(degrees.keys() & kept))


def _ends(link: RelationRow) -> tuple[EntityRef, ...]:
    return (link.subject, link.object) if link.object is not None else (link.subject,)


def _distinct(rows: Iterable[RelationRow]) -> list[RelationRow]:
    """One row for each relation between two things, that which is in force before others."""
    found: dict[tuple[str, ...], RelationRow] = {}
    for row in rows:
        place = (row.subject.id, row.predicate, row.object.id if row.object else "")
        if place not in found or (row.status == "in_force" != found[place].status):
            found[place] = row
    return list(found.values())


def _near(links: Iterable[RelationRow], around: str, steps: int) -> set[str]:
    near = {around}
    known = list(links)
    for _ in range(steps):
        near |= {end.id for link in known for end in _ends(link) if near & {e.id for e in _ends(link)}}
    return near
