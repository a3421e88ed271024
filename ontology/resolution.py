"""Resolution: the entities of all documents together, from the entities of each.

Names are merged within a county; bodies with a public number (statutes, municipalities) over
all counties. Two entities that one document keeps apart are never merged. The work grows
linearly with the number of entities, and the order of the documents does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from corpus.decisions import Decision, DecisionKind
from ingest.extraction.likeness import likeness, near
from ontology.misspelt import looks, mended
from ontology.names import key, merges_as_alias, merges_as_name
from ontology.naming import (
    NATIONAL,
    candidate_ids,
    global_record,
    identified,
    parted_names,
)
from ontology.records import EntityRecord, GlobalRecord


@dataclass(slots=True)
class _Clusters:
    """Union-find over entity numbers; refuses to join two of one document, or of two public numbers."""

    documents: list[set[str]]
    identifiers: list[set[str]]
    parent: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.documents)))

    def find(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, a: int, b: int, *, force: bool = False) -> bool:
        a, b = self.find(a), self.find(b)
        if a == b:
            return True
        two_numbers = len(self.identifiers[a] | self.identifiers[b]) > 1
        if not force and (two_numbers or not self.documents[a].isdisjoint(self.documents[b])):
            return False
        if len(self.documents[a]) < len(self.documents[b]):
            a, b = b, a
        self.parent[b] = a
        self.documents[a] |= self.documents[b]
        self.identifiers[a] |= self.identifiers[b]
        return True


def resolve(
    entities: Iterable[EntityRecord],
    decisions: Sequence[Decision] = (),
    copies: Mapping[str, str] | None = None,
) -> list[GlobalRecord]:
    """The entities of the collection, by id.

    `decisions` join and part names; `copies` leads from a document to the one that it is a copy
    of, so that both are counted as one document.
    """
    locals_ = list(entities)
    named = identified(clustered(locals_, decisions, copies or {}, contested(locals_)))
    ids = {(e.document, e.id): n.id for n in named for e in n.members}
    parted = parted_names(decisions)
    return [global_record(n, ids, parted, copies or {}) for n in sorted(named, key=lambda n: n.id)]


def clustered(
    entities: Iterable[EntityRecord],
    decisions: Sequence[Decision],
    copies: Mapping[str, str],
    disputed: AbstractSet[tuple[str, str]],
) -> list[list[EntityRecord]]:
    """The entities that are one, together. `disputed`: names that two public numbers share (see `contested`).

    Entities without a bucket in common, directly or by way of others, do not touch each other: what is found
    for a part that no bucket leads out of is what is found for the whole.
    """
    locals_ = sorted(entities, key=lambda e: (e.document, e.id))
    parted = parted_names(decisions)
    clusters = _Clusters([{e.document} for e in locals_], [{e.identifier} if e.identifier else set() for e in locals_])
    _join_public(locals_, clusters, disputed)
    _join_copies(locals_, clusters, copies)
    _join_named(locals_, clusters, parted, disputed)
    _join_alike(locals_, clusters, parted)
    _join_aliased(locals_, clusters, parted)
    _join_misspelt(locals_, clusters, parted)
    _join_decided(locals_, clusters, decisions)
    members: dict[int, list[EntityRecord]] = defaultdict(list)
    for number, entity in enumerate(locals_):
        members[clusters.find(number)].append(entity)
    return list(members.values())


def buckets(entity: EntityRecord, original: str | None, joins: Sequence[Decision]) -> Iterator[str]:
    """Under what an entity may be joined with others: each step of `clustered` joins within one bucket only.

    `original`: the document that the entity's own is a copy of, or that is itself copied. `joins`: the decisions
    that join names.
    """
    name = key(entity.name)
    if entity.identifier:
        yield f"number|{entity.kind}|{entity.identifier}"
    if original is not None:
        yield f"copy|{original}|{entity.kind}|{entity.type}|{name}"
    if merges_as_name(entity.name):
        yield f"name|{entity.kind}|{entity.county}|{name}"
        if entity.type in NATIONAL:
            yield f"public|{entity.kind}|{name}"
        yield from (f"name|{entity.kind}|{entity.county}|{right}" for right in mended(entity.name))
        if seen := looks(entity.name):
            yield f"looks|{entity.kind}|{entity.county}|{seen}"
        if not entity.identifier:
            mark = likeness(entity.kind, entity.type, entity.name, entity.county)
            if mark is not None:
                marks = (mark, *near(entity.kind, entity.type, entity.name, entity.county))
                yield from (f"like|{entity.county}|{m}" for m in marks)
    for alias in {entity.name, *entity.aliases}:
        if merges_as_alias(alias):
            yield f"alias|{entity.kind}|{entity.county}|{key(alias)}"
    if joins:
        ids = candidate_ids(entity)
        yield from (f"decided|{d.id}" for d in joins if d.target in ids or d.values["with"] in ids)


def joining(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that join names."""
    return [d for d in decisions if d.kind is DecisionKind.JOIN and d.values.get("with")]


def contested(locals_: Iterable[EntityRecord]) -> set[tuple[str, str]]:
    """Names (by kind) under which two public numbers are known: the name alone does not say which."""
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in locals_:
        if entity.identifier:
            numbers[entity.kind, key(entity.name)].add(entity.identifier)
    return {name for name, found in numbers.items() if len(found) > 1}


def _join_public(locals_: list[EntityRecord], clusters: _Clusters, disputed: AbstractSet[tuple[str, str]]) -> None:
    """Join over all counties by public number, or by the full name of a public body."""
    first: dict[tuple[str, str, str], int] = {}
    for number, entity in enumerate(locals_):
        if entity.identifier:
            clusters.join(first.setdefault((entity.kind, "number", entity.identifier), number), number, force=True)
    for number, entity in enumerate(locals_):
        name = key(entity.name)
        if entity.type in NATIONAL and merges_as_name(entity.name) and (entity.kind, name) not in disputed:
            clusters.join(first.setdefault((entity.kind, "name", name), number), number)


def _join_copies(locals_: list[EntityRecord], clusters: _Clusters, copies: Mapping[str, str]) -> None:
    """In copies of one document even generic names mean the same."""
    first: dict[tuple[str, str, str, str], int] = {}
    originals = set(copies.values())
    for number, entity in enumerate(locals_):
        original = copies.get(entity.document, entity.document)
        if original in originals:
            known = first.setdefault((original, entity.kind, entity.type, key(entity.name)), number)
            clusters.join(known, number)


def _join_named(
    locals_: list[EntityRecord],
    clusters: _Clusters,
    parted: Mapping[str, set[str]],
    disputed: AbstractSet[tuple[str, str]],
) -> None:
    """Join entities of one kind, county and name."""
    first: dict[tuple[str, str, str], int] = {}
    for number, entity in enumerate(locals_):
        name = key(entity.name)
        if (entity.kind, name) in disputed or not merges_as_name(entity.name):
            continue
        if name and not _is_parted(entity, name, parted):
            known = first.setdefault((entity.kind, entity.county, name), number)
            clusters.join(known, number)


def _join_alike(locals_: list[EntityRecord], clusters: _Clusters, parted: Mapping[str, set[str]]) -> None:
    """Join agreements and groups of one county whose names differ only in words that say nothing."""
    first: dict[tuple[str, str], int] = {}
    longer: dict[tuple[str, str], int] = {}
    named = [
        (n, e)
        for n, e in enumerate(locals_)
        if not e.identifier and merges_as_name(e.name) and not _is_parted(e, key(e.name), parted)
    ]
    for number, entity in named:
        mark = likeness(entity.kind, entity.type, entity.name, entity.county)
        if mark is not None:
            clusters.join(first.setdefault((entity.county, mark), number), number)
            for shorter in near(entity.kind, entity.type, entity.name, entity.county):
                longer.setdefault((entity.county, shorter), number)
    for mark_, number in first.items():
        if mark_ in longer:
            clusters.join(number, longer[mark_])


def _join_aliased(locals_: list[EntityRecord], clusters: _Clusters, parted: Mapping[str, set[str]]) -> None:
    """Join entities of one kind and county that share an alias, where no document gives it to two."""
    carriers: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for number, entity in enumerate(locals_):
        names = {key(n): n for n in (entity.name, *entity.aliases)}
        for folded, name in names.items():
            if folded and merges_as_alias(name) and not _is_parted(entity, folded, parted):
                carriers[entity.kind, entity.county, folded].append(number)
    for numbers in carriers.values():
        roots = {clusters.find(n) for n in numbers}
        if len(roots) < 2 or len({i for root in roots for i in clusters.identifiers[root]}) > 1:
            continue
        per_document = Counter(d for root in roots for d in clusters.documents[root])
        if max(per_document.values()) == 1:
            for number in numbers[1:]:
                clusters.join(numbers[0], number)


def _join_misspelt(locals_: list[EntityRecord], clusters: _Clusters, parted: Mapping[str, set[str]]) -> None:
    """Join a name with a wrong word to the one entity that bears it spelt right, or that looks the same."""
    bearers: dict[tuple[str, str, str], int] = {}
    wrong: list[tuple[int, EntityRecord]] = []
    for number, entity in enumerate(locals_):
        name = key(entity.name)
        if merges_as_name(entity.name) and not _is_parted(entity, name, parted):
            bearers.setdefault((entity.kind, entity.county, name), number)
            if looks(entity.name) is not None:
                wrong.append((number, entity))
    same: dict[tuple[str, str, str], int] = {}
    for number, entity in wrong:
        right = [n for m in mended(entity.name) if (n := bearers.get((entity.kind, entity.county, m))) is not None]
        if len({clusters.find(n) for n in right}) == 1:
            clusters.join(right[0], number)
        elif not right and (seen := looks(entity.name)):
            clusters.join(same.setdefault((entity.kind, entity.county, seen), number), number)


def _join_decided(locals_: list[EntityRecord], clusters: _Clusters, decisions: Sequence[Decision]) -> None:
    joins = joining(decisions)
    if not joins:
        return
    by_id: dict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(locals_):
        for name in candidate_ids(entity):
            by_id[name].append(number)
    for decision in joins:
        numbers = by_id.get(decision.target, []) + by_id.get(decision.values["with"], [])
        for number in numbers[1:]:
            clusters.join(numbers[0], number, force=True)


def _is_parted(entity: EntityRecord, folded: str, parted: Mapping[str, set[str]]) -> bool:
    return bool(parted) and any(folded in parted.get(i, ()) for i in candidate_ids(entity))
