"""What a person should look at: names that lead nowhere for sure, and facts, the least certain first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from corpus.errors import InvalidInputError
from corpus.ids import fact_id
from ingest.artifact import EntityKind
from ingest.extraction.nouns import content
from ontology.catalogue import Catalogue, entity_ref
from ontology.facts import evidence_row, rows_of
from ontology.misspelt import nearness
from ontology.names import is_abbreviation, is_generic, key, merges_as_alias
from ontology.paging import paged, window
from ontology.queries import ask
from ontology.records import EntityRecord, EvidenceRecord, FactRecord, GlobalRecord
from ontology.rows import Candidate, EntityRef, FactRow, NameRow, Page

KINDS = ("relation", "mandate", "obligation", "definition", "reference")
REASONS = {
    "unknown": "Dokumentet säger inte vilken som avses.",
    "abbreviation": "Förkortningen uttyds ingenstans.",
    "ambiguous": "Namnet används om flera.",
    "alike": "Namnet liknar ett annat, men är kanske inte detsamma.",
    "uncertain": "Namnet är osäkert läst eller osäkert tolkat.",
    "reference": "Det som nämns finns inte i samlingen.",
}
SURE = 0.75  # confidence from which a name is taken as rightly read
_NEAR = 0.8  # likeness of two names that are shown as perhaps the same
_SHORT = 6  # letters of a name that is like many others
_LONGER = 4  # letters by which two like names may differ
_MOST = 5  # candidates of a name
_DEFINITE = ("en", "et", "an", "n")
_PLURAL = ("arna", "erna", "orna", "na", "er", "ar")
_VAGUE = ("funktion", "övrig", "")
_LISTED = (EntityKind.PARTY, EntityKind.GROUP, EntityKind.AGREEMENT)


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name that is left open, where it stands, and whom it may mean (id, likeness)."""

    reason: str
    name: str
    document: str
    evidence: EvidenceRecord
    entity: str = ""
    candidates: tuple[tuple[str, float], ...] = ()

    @property
    def id(self) -> str:
        """The same as long as the name stands there."""
        return fact_id("namn", self.reason, self.document, self.name, str(self.evidence.page), self.evidence.quote)


@dataclass(frozen=True, slots=True)
class _Known:
    """The entities of the collection, and what each document's own names mean."""

    entities: Mapping[str, GlobalRecord]
    of_local: Mapping[tuple[str, str], str]
    locals_: Sequence[EntityRecord]
    by_county: Mapping[tuple[str, EntityKind], tuple[GlobalRecord, ...]]


def unresolved(
    catalogue: Catalogue,
    *,
    reason: str = "",
    document: str = "",
    below: float = SURE,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[NameRow]:
    """The names left open, the least certain first. `below`: confidence under which a name is uncertain.

    Raises InvalidInputError for an unknown reason.
    """
    if reason and reason not in REASONS:
        raise InvalidInputError(f"Skälet ”{reason}” finns inte. Välj ett av: {', '.join(REASONS)}.")
    found = catalogue.remembered(("unresolved", below), lambda: list(_find(catalogue, below)))
    wanted = [
        u
        for u in found
        if reason in ("", u.reason) and document in ("", u.document) and catalogue.is_counted(u.document, document)
    ]
    wanted.sort(key=lambda u: (u.evidence.confidence, list(REASONS).index(u.reason), key(u.name), u.id))
    start, end = window(limit, cursor)
    return paged(_rows(catalogue, wanted[start:end]), start, len(wanted))


def least_certain(
    catalogue: Catalogue,
    *,
    kind: str = "",
    tier: str = "",
    document: str = "",
    below: float = 1.0,
    by_confidence: bool = True,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[FactRow]:
    """Facts of one kind or all, those of lowest confidence first, or as they stand; what a person confirmed is out.

    Raises InvalidInputError for an unknown kind.
    """
    if kind and kind not in KINDS:
        raise InvalidInputError(f"Slaget ”{kind}” finns inte. Välj ett av: {', '.join(KINDS)}.")

    def read() -> list[FactRecord]:
        every = [f for one in ([kind] if kind else KINDS) for f in catalogue.facts_of_kind(one)]
        return sorted(every, key=lambda f: f.evidence.confidence) if by_confidence else catalogue.in_order(every)

    found = [
        f
        for f in catalogue.remembered(("least certain", kind, by_confidence), read)
        if not f.curated
        and f.evidence.confidence < below
        and tier in ("", f.evidence.tier)
        and document in ("", f.document)
    ]
    start, end = window(limit, cursor)
    return paged(rows_of(catalogue, found[start:end]), start, len(found))


def _find(catalogue: Catalogue, below: float) -> Iterator[Unresolved]:
    known = _known(catalogue)
    seen: set[tuple[str, str]] = set()
    for entity in known.locals_:
        if entity.kind in _LISTED and entity.evidence:
            # what several documents call one thing is asked about once
            name = (known.of_local.get((entity.document, entity.id), entity.document), key(entity.name))
            if name not in seen:
                seen.add(name)
                yield from _of_entity(entity, known, below)
    yield from _shared(known)
    for fact in catalogue.facts_of_kind("reference"):
        if fact.reference_kind == "document" and fact.resolved is None:
            county = next((e.county for e in known.locals_ if e.document == fact.document), "")
            rivals = known.by_county.get((county, EntityKind.AGREEMENT), ())
            near = _near(fact.target or fact.text, rivals, lambda _: True)
            yield Unresolved("reference", fact.text or fact.target, fact.document, fact.evidence, "", near)


def _of_entity(entity: EntityRecord, known: _Known, below: float) -> Iterator[Unresolved]:
    first = entity.evidence[0]
    own = known.of_local.get((entity.document, entity.id), "")
    rivals = known.by_county.get((entity.county, entity.kind), ())
    others = [r for r in rivals if r.id != own and r.type == entity.type and r.identifier is None]
    record = known.entities.get(own)

    def left(reason: str, candidates: tuple[tuple[str, float], ...]) -> Unresolved:
        return Unresolved(reason, entity.name, entity.document, first, own, candidates)

    if is_generic(entity.name):
        if entity.facts and _one(entity) and (record is None or is_generic(record.name)):
            same = [(r.id, 0.0) for r in others if not is_generic(r.name)]
            yield left("unknown", tuple(same[:_MOST]))
        return
    if is_abbreviation(entity.name) and record is not None and _unexplained(record):
        yield left("abbreviation", _initials(entity.name, others))
        return
    near = _near(entity.name, others, lambda r: entity.document not in {d for d, _ in r.members})
    if near:
        yield left("alike", near)
    elif first.confidence < below:
        yield left("uncertain", ())


def _shared(known: _Known) -> Iterator[Unresolved]:
    """Names that mean several things of one kind within a county."""
    bearers: dict[tuple[str, EntityKind, str], dict[str, EntityRecord]] = defaultdict(dict)
    for entity in known.locals_:
        own = known.of_local.get((entity.document, entity.id))
        if own and entity.kind in _LISTED and entity.evidence:
            for name in (entity.name, *entity.aliases):
                if merges_as_alias(name):
                    bearers[entity.county, entity.kind, key(name)].setdefault(own, entity)
    for (_, _, name), found in sorted(bearers.items()):
        if len(found) > 1:
            first = min(found.values(), key=lambda e: (e.document, e.id))
            shown = next(n for n in (first.name, *first.aliases) if key(n) == name)
            candidates = tuple((i, 1.0) for i in sorted(found))[:_MOST]
            yield Unresolved("ambiguous", shown, first.document, first.evidence[0], "", candidates)


def _known(catalogue: Catalogue) -> _Known:
    entities = catalogue.entity_records(i for kind in EntityKind for i in catalogue.ids_of_kind(kind.value))
    by_county: dict[tuple[str, EntityKind], list[GlobalRecord]] = defaultdict(list)
    for _, record in sorted(entities.items()):
        by_county[record.county, record.kind].append(record)
    texts = ask(catalogue.view, "local_entities").strings()
    locals_ = [msgspec.json.decode(text, type=EntityRecord) for (text,) in texts]
    locals_.sort(key=lambda e: (e.document, e.id))
    of_local = {pair: r.id for r in entities.values() for pair in r.members}
    return _Known(entities, of_local, locals_, {k: tuple(v) for k, v in by_county.items()})


def _near(
    name: str, others: Sequence[GlobalRecord], may: Callable[[GlobalRecord], bool]
) -> tuple[tuple[str, float], ...]:
    """Those with a name that is nearly the same, the nearest first."""
    size, start = len(name), key(name)[:1]
    found: dict[str, float] = {}
    if size <= _SHORT:
        return ()
    for record in others:
        for other in (record.name, *record.aliases):
            if abs(len(other) - size) > _LONGER or key(other)[:1] != start or is_generic(other):
                continue
            if content(other) != content(name):  # not the same words, inflected
                near = nearness(name, other)
                if near >= _NEAR and may(record):
                    found[record.id] = max(near, found.get(record.id, 0.0))
    return tuple(sorted(found.items(), key=lambda c: (-c[1], c[0]))[:_MOST])


def _initials(name: str, others: Sequence[GlobalRecord]) -> tuple[tuple[str, float], ...]:
    """Those whose words begin with the letters of an abbreviation."""
    letters = "".join(c for c in name.casefold() if c.isalpha())
    found = [
        (r.id, 0.5)
        for r in others
        if letters in ("".join(w[0] for w in key(r.name).split()), "".join(w[0] for w in key(r.name).split()[:-1]))
    ]
    return tuple(found[:_MOST])


def _unexplained(record: GlobalRecord) -> bool:
    """Whether a body has no name but abbreviations; those with a public number are known."""
    return record.identifier is None and all(is_abbreviation(n) for n in (record.name, *record.aliases))


def _one(entity: EntityRecord) -> bool:
    """Whether the words mean one particular thing: "styrgruppen", not "arbetsgrupper" or "en styrgrupp"."""
    last = [key(n).split()[-1] for n in (entity.name, *entity.aliases) if key(n)]
    if entity.type in _VAGUE or not last or last[0].endswith(_PLURAL):
        return False
    return any(w.endswith(_DEFINITE) and not w.endswith(_PLURAL) for w in last)


def _rows(catalogue: Catalogue, found: Sequence[Unresolved]) -> list[NameRow]:
    ids = {i for u in found for i, _ in u.candidates} | {u.entity for u in found if u.entity}
    records = catalogue.entity_records(ids)

    def ref(id_: str) -> EntityRef | None:
        return entity_ref(records[id_]) if id_ in records else None

    return [
        NameRow(
            id=u.id,
            name=u.name,
            reason=u.reason,
            explanation=REASONS[u.reason],
            entity=ref(u.entity),
            candidates=tuple(Candidate(r, near) for i, near in u.candidates if (r := ref(i))),
            evidence=evidence_row(u.id, u.evidence, catalogue.ref(u.document)),
        )
        for u in found
    ]
