"""Who and what a document speaks of: find names, join those that mean one thing, place every mention."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.artifact import Block, Entity, EntityKind, Evidence, Status, Structure, locate, page_slice
from ingest.extraction.acronyms import find_acronyms
from ingest.extraction.agreement_parties import with_parties
from ingest.extraction.agreements import DOCUMENT, find_document, find_titles
from ingest.extraction.aliases import AliasLink, find_aliases, find_bracketed
from ingest.extraction.attributes import with_attributes
from ingest.extraction.coreference import (
    find_back_references,
    find_this_document,
    join_generic,
    resolve_bare,
    roles,
    secretariats,
)
from ingest.extraction.damaged import with_damaged
from ingest.extraction.document_phrases import find_agreements
from ingest.extraction.found import Found
from ingest.extraction.jurisdiction import find_municipalities
from ingest.extraction.members import find_members
from ingest.extraction.merging import Keys, join_names, without_overlaps
from ingest.extraction.named_groups import find_named_groups
from ingest.extraction.nouns import fold, upper_first
from ingest.extraction.parties import find_parties
from ingest.extraction.phrases import find_bodies
from ingest.extraction.proper_names import find_organisations
from ingest.extraction.region_names import find_regions
from ingest.extraction.registered import find_registered
from ingest.extraction.rescan import find_again
from ingest.extraction.statute_names import find_statutes
from ingest.extraction.table import EntityTable, Mention
from ingest.extraction.text import Text, read
from ingest.extraction.topics import find_topics

_LETTER = {EntityKind.PARTY: "p", EntityKind.GROUP: "g", EntityKind.AGREEMENT: "a", EntityKind.MATTER: "m"}
_MAX_ALIASES = 24


def find_entities(structure: Structure) -> EntityTable:
    """The entities of a document with all their mentions, the topics of its sections and its parties."""
    text = read(structure)
    by_block, links, spare = _collect(text)
    topics = find_topics(text, by_block)
    secretariats(text, by_block, topics)
    roles(text, by_block, topics)
    by_block = without_overlaps([*_all(by_block), *find_back_references(text, by_block, topics)])
    found = list(_all(by_block))
    keys = join_names(found, links, structure.metadata.county or "")
    resolve_bare(text, by_block, topics, keys)
    join_generic(by_block, keys)
    by_block = without_overlaps([*_all(by_block), *find_again(text, by_block, links)])
    by_block = without_overlaps([*_all(by_block), *find_acronyms(text, by_block)])
    table = _table(text, by_block, links, keys, topics, spare)
    with_attributes(structure, table)
    with_damaged(structure, table)
    return with_parties(structure, table)


def _all(by_block: Mapping[int, Sequence[Found]]) -> Iterable[Found]:
    for index in sorted(by_block):
        yield from by_block[index]


def _collect(text: Text) -> tuple[dict[int, list[Found]], list[AliasLink], dict[str, Found]]:
    """All names but back references, the aliases that the text defines, and by key what stands inside longer names."""
    document = find_document(text)
    first = [
        *find_regions(text), *find_municipalities(text), *find_parties(text), *find_registered(text), *find_statutes(text),  # noqa: E501
        *find_titles(text), *find_named_groups(text), *find_members(text), *find_organisations(text), *find_this_document(text),  # noqa: E501
    ]  # fmt: skip
    names = without_overlaps(first)
    bodies = list(find_bodies(text, names, functions=False))
    draft = without_overlaps([*first, *bodies, *find_agreements(text, without_overlaps([*first, *bodies]))])
    again = list(find_again(text, draft, list(find_aliases(text, draft))))
    names = without_overlaps([*first, *bodies, *again])
    functions = list(find_bodies(text, names, functions=True))
    names = without_overlaps([*first, *bodies, *again, *functions])
    everything = [*first, *bodies, *again, *functions, *find_agreements(text, names)]
    names = without_overlaps(everything)
    names = without_overlaps([*everything, *find_bracketed(text, names)])
    links = list(find_aliases(text, names))
    spare: dict[str, Found] = {}
    for one in everything:
        spare.setdefault(one.key, one)
    if document is not None:
        others = [
            f for f in names.get(document.block, ()) if f.kind is not EntityKind.AGREEMENT or f.key.startswith("lag:")
        ]
        names[document.block] = sorted([*others, _in_gap(document, others)], key=lambda f: f.start)
    return names, links, spare


def _in_gap(document: Found, others: Sequence[Found]) -> Found:
    """The document's mention in its title: the longest part that names nobody else."""
    edges = [(document.start, document.start), *((f.start, f.end) for f in others), (document.end, document.end)]
    gaps = [(b[0] - a[1], a[1], b[0]) for a, b in pairwise(edges)]
    _, start, end = max(gaps)
    return replace(document, start=start, end=max(end, start + 1))


def _table(
    text: Text,
    by_block: dict[int, list[Found]],
    links: Sequence[AliasLink],
    keys: Keys,
    topics: Mapping[int, Found],
    spare: Mapping[str, Found],
) -> EntityTable:
    groups: dict[str, list[Found]] = defaultdict(list)
    spare = {keys.root(key): one for key, one in spare.items()}
    for one in _all(by_block):
        groups[keys.root(one.key)].append(one)
    surfaces: dict[str, list[str]] = defaultdict(list)
    for link in links:
        surfaces[keys.root(link.target.key)].append(link.surface)
    ids: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for root, several in groups.items():
        kind = _best(several).kind
        ids[root] = f"{_LETTER[kind]}{_next(numbers, kind)}"
    for root in sorted({keys.root(f.owner) for f in _all(by_block) if f.owner}):
        if root not in groups and root in spare:
            groups[root].append(replace(spare[root], silent=True))
            ids[root] = f"{_LETTER[spare[root].kind]}{_next(numbers, spare[root].kind)}"
        elif root not in groups and root.startswith("kommuner:"):
            ids[root] = f"p{_next(numbers, EntityKind.PARTY)}"
    entities = {ids[root]: _entity(text, ids, keys, root, several, surfaces[root]) for root, several in groups.items()}
    for root, id_ in ids.items():
        if root not in groups:
            county = root.partition(":")[2]
            entities[id_] = Entity(
                id_, EntityKind.PARTY, "kommun", f"Kommunerna i {county}" if county else "Kommunerna"
            )
    _unambiguous(entities)
    mentions = {
        index: tuple(Mention(index, f.start, f.end, ids[keys.root(f.key)]) for f in several if f.end > f.start)
        for index, several in by_block.items()
    }  # fmt: skip
    document = ids.get(keys.root(DOCUMENT))
    parties = _parties(text, groups, ids, keys)
    if document is not None and parties:
        entities[document] = replace(
            entities[document],
            parties=parties,
            valid_from=text.structure.metadata.valid_from,
            valid_to=text.structure.metadata.valid_to,
            status=text.structure.metadata.status,
        )
    return EntityTable(
        entities,
        mentions,
        {s: ids[keys.root(f.key)] for s, f in topics.items() if keys.root(f.key) in ids},
        document,
        parties,
    )


def _next(numbers: Counter[str], kind: EntityKind) -> int:
    numbers[_LETTER[kind]] += 1
    return numbers[_LETTER[kind]]


def _best(several: Sequence[Found]) -> Found:
    return max(several, key=lambda f: (f.strength, f.key == DOCUMENT, f.rule != "agreement-acronym", f.confidence))


def _name(several: Sequence[Found]) -> str:
    best = _best(several)
    if best.silent or best.rule in (
        "document-title",
        "agreement-list",
        "agreement-table",
        "agreement-quoted",
        "group-list",
        "group-heading",
        "secretariat-of-topic",
        "agreement-label",
    ):
        return best.name
    named = [f for f in several if f.strength is best.strength and f.kind is best.kind and f.aliases]
    full = [f for f in named if "|" in f.key and f.key.split("|")[1]] or named
    if not full:
        return best.name
    counts = Counter(fold(f.name) for f in full)
    top = max(full, key=lambda f: (counts[fold(f.name)], -f.block))
    return upper_first(top.name)


def _entity(
    text: Text, ids: Mapping[str, str], keys: Keys, root: str, several: Sequence[Found], given: Sequence[str]
) -> Entity:
    best = _best(several)
    name = _name(several)
    aliases: dict[str, str] = {}
    for alias in [*given, *(a for f in several for a in (f.name, *f.aliases))]:
        low = fold(alias)
        if low and low != fold(name):
            aliases.setdefault(low, alias.strip())
    owner = next(
        (keys.root(f.owner) for f in several if f.owner and keys.root(f.owner) in ids and keys.root(f.owner) != root),
        None,
    )
    first = next((f for f in several if f.rule == "document-title"), several[0])
    block = text.structure.blocks[first.block]
    start, end = (0, len(block.text)) if first.rule == "document-title" else (first.start, first.end)
    identifier = next((f.identifier for f in several if f.identifier), None)
    type_ = next(
        (f.type for f in several if f.strength is best.strength and f.type != "grupp" and f.kind is best.kind),
        best.type,
    )
    return Entity(
        ids[root],
        best.kind,
        type_ if best.type == "grupp" else best.type,
        name,
        tuple(aliases.values())[:_MAX_ALIASES],
        ids[owner] if owner else None,
        _status(text, several),
        (evidence(text.structure, block, start, end, first.rule, best.confidence),),
        identifier=identifier,
    )


def _status(text: Text, several: Sequence[Found]) -> Status:
    """Proposed only where it is named nowhere but in proposals."""
    states = set()
    for one in several:
        section = text.structure.blocks[one.block].section
        states.add(Status.IN_FORCE if section is None else text.structure.sections[section].status)
    return states.pop() if len(states) == 1 else Status.IN_FORCE


def _unambiguous(entities: dict[str, Entity]) -> None:
    """An alias that two entities of one kind have names neither, unless it is the name of one."""
    owners: dict[tuple[EntityKind, str], list[str]] = defaultdict(list)
    for one in entities.values():
        for alias in {fold(a) for a in one.aliases}:
            owners[(one.kind, alias)].append(one.id)
    names = {(e.kind, fold(e.name)) for e in entities.values()}
    shared = {k for k, ids in owners.items() if len(ids) > 1 or k in names}
    for one in list(entities.values()):
        kept = tuple(a for a in one.aliases if (one.kind, fold(a)) not in shared)
        if len(kept) != len(one.aliases):
            entities[one.id] = replace(one, aliases=kept)


def _parties(text: Text, groups: Mapping[str, Sequence[Found]], ids: Mapping[str, str], keys: Keys) -> tuple[str, ...]:
    """The region of the county and its municipalities: together where the text speaks of them so, else each."""
    found: list[str] = []
    region = keys.root(f"region:{text.region.county}") if text.region else ""
    if region in ids:
        found.append(ids[region])
    together = keys.root(f"kommuner:{text.region.county}" if text.region else "kommuner:")
    if together in ids:
        found.append(ids[together])
    return tuple(found)


def evidence(structure: Structure, block: Block, start: int, end: int, rule: str, confidence: float) -> Evidence:
    """Evidence for characters `start` to `end` of a block; the quote is what stands on the page."""
    span = locate(block, start, end)
    section = block.section
    status = structure.metadata.status if section is None else structure.sections[section].status
    return Evidence(span, page_slice(structure.pages, span), section, status, rule, confidence)
