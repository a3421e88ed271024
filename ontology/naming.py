"""Ids, names and records of the entities of the collection, from those that documents know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.decisions import Decision, DecisionKind
from corpus.ids import entity_id
from ingest.artifact import EntityKind, Status
from ontology.misspelt import marks, mended
from ontology.names import is_generic, key, merges_as_name
from ontology.records import EntityRecord, GlobalRecord

Local = tuple[str, str]  # (document, local id)
NATIONAL = {"region", "landsting", "kommun", "myndighet", "lag", "förordning", "balk"}
_RANK = {Status.IN_FORCE: 0, Status.PLANNED: 1, Status.PROPOSED: 2, Status.HISTORICAL: 3, Status.REPEALED: 4}


@dataclass(frozen=True, slots=True)
class Named:
    """A cluster with its id. `base` is the id that its name gives, which several clusters may share."""

    id: str
    base: str
    members: tuple[EntityRecord, ...]


def candidate_ids(entity: EntityRecord) -> set[str]:
    """The ids that an entity would have under each of its names: how decisions find it again.

    With the document too, as names that say too little and names that two bear are told apart.
    """
    plain = {_id(entity, _is_public(entity), name) for name in (entity.name, *entity.aliases)}
    return plain | {entity_id(one, entity.document) for one in plain}


def _id(entity: EntityRecord, public: bool, name: str) -> str:
    number = entity.identifier if entity.kind is EntityKind.AGREEMENT else None
    return entity_id(entity.kind, "" if public else entity.county, name, number or "")


def _is_public(entity: EntityRecord) -> bool:
    return bool(entity.identifier) or (entity.type in NATIONAL and merges_as_name(entity.name))


def parted_names(decisions: Iterable[Decision]) -> dict[str, set[str]]:
    """The names that a person took from an entity, by its id. A later join of the same takes it back."""
    parted: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.kind is DecisionKind.PART and decision.values.get("name"):
            parted[decision.target].add(key(decision.values["name"]))
        elif decision.kind is DecisionKind.JOIN and decision.values.get("name"):
            for one in (decision.target, decision.values.get("with", "")):
                parted[one].discard(key(decision.values["name"]))
    return dict(parted)


def base_id(cluster: Sequence[EntityRecord]) -> str:
    """The id that the name of a cluster gives; another cluster may have the same."""
    head = next((e for e in cluster if e.identifier), cluster[0])
    return _id(head, any(_is_public(e) for e in cluster), _main_name(cluster))


def identified(clusters: Iterable[list[EntityRecord]]) -> list[Named]:
    """The clusters with ids; two of one name are told apart by the document that names them first."""
    taken: dict[str, Named] = {}
    for cluster in sorted(clusters, key=lambda c: (-len(c), c[0].document, c[0].id)):
        head = next((e for e in cluster if e.identifier), cluster[0])
        public = any(_is_public(e) for e in cluster)
        base = plain = wanted = _id(head, public, _main_name(cluster))
        generic = not public and not merges_as_name(_main_name(cluster))
        if wanted in taken or (generic and head.county != head.document):
            plain = wanted = entity_id(plain, head.document)
        number = 2
        while wanted in taken:
            wanted = f"{plain}-{number}"
            number += 1
        taken[wanted] = Named(wanted, base, tuple(cluster))
    return list(taken.values())


def global_record(
    named: Named,
    ids: Mapping[Local, str],
    parted: Mapping[str, set[str]],
    copies: Mapping[str, str],
) -> GlobalRecord:
    """The record of a cluster. `ids`: of the entities that its members name."""
    one, cluster = named.id, named.members
    name = _main_name(cluster)
    taken = parted.get(one, set())
    aliases = Counter(n for e in cluster for n in {e.name, *e.aliases} if n != name and key(n) not in taken)
    best = min(cluster, key=lambda e: (not e.own, _RANK[e.status], -e.facts, e.document, e.id))

    def linked(document: str, locals_: Iterable[str]) -> list[str]:
        return [ids[document, i] for i in locals_ if (document, i) in ids]

    parents = Counter(p for e in cluster if e.parent for p in linked(e.document, [e.parent]) if p != one)
    parties = {p: None for e in cluster for p in linked(e.document, e.parties)}
    supersedes = {s: None for e in cluster for s in linked(e.document, e.supersedes) if s != one}
    ranked = sorted(cluster, key=lambda e: (not e.own, _RANK[e.status], e.document))
    return GlobalRecord(
        id=one,
        kind=cluster[0].kind,
        type=_most(e.type for e in cluster if e.type),
        name=name,
        status=best.status,
        aliases=tuple(sorted(aliases, key=lambda a: (-aliases[a], a))),
        county="" if any(_is_public(e) for e in cluster) else cluster[0].county,
        parent=min(parents, key=lambda p: (-parents[p], p), default=None),
        identifier=next((e.identifier for e in cluster if e.identifier), None),
        documents=tuple(sorted({copies.get(e.document, e.document) for e in cluster})),
        members=tuple((e.document, e.id) for e in cluster),
        valid_from=next((e.valid_from for e in ranked if e.valid_from), None),
        valid_to=next((e.valid_to for e in ranked if e.valid_to), None),
        parties=tuple(parties),
        target_group=next((e.target_group for e in ranked if e.target_group), None),
        purpose=next((e.purpose for e in ranked if e.purpose), None),
        supersedes=tuple(supersedes),
        own=tuple(sorted({e.document for e in cluster if e.own})),
    )


def _main_name(cluster: Sequence[EntityRecord]) -> str:
    """The name that most documents use, the longer where they are even.

    Generic words, and names with a word that may be misspelt, only where there is no other.
    """
    names = Counter(e.name for e in cluster)
    return min(names, key=lambda n: (is_generic(n), bool(mended(n)), -names[n], -len(n), -marks(n), n))


def _most(words: Iterable[str]) -> str:
    counted = Counter(words)
    return min(counted, key=lambda w: (-counted[w], w), default="")
