"""Which documents are compared with each other: those of one county, or of one region that no register knows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.artifact import Artifact, EntityKind
from ingest.extraction.status import genre_of
from ingest.extraction.triggers import Genre
from ontology.names import key, merges_as_name

_AREA = re.compile(r"\b(?:Region(?:en)? ([A-ZÅÄÖ][a-zåäö]{3,})|([A-ZÅÄÖ][a-zåäö]{3,}?)s? län\b)")


@dataclass(frozen=True, slots=True)
class Area:
    """What a document says of where it holds. `bodies`: local ids of the parties and groups that it names."""

    document: str
    named: str  # its county, the area it names most, or nothing
    regulation: bool
    names: tuple[str, ...]  # names that say enough to know documents of one area by
    bodies: tuple[str, ...]


def area(artifact: Artifact) -> Area:
    """The area of a document, from the document alone."""
    meta = artifact.structure.metadata
    regulation = genre_of(meta) is Genre.REGULATION
    named = meta.county or ("" if regulation else _most_named(artifact))
    bodies = tuple(e.id for e in artifact.facts.entities if e.kind in (EntityKind.PARTY, EntityKind.GROUP))
    return Area(artifact.document, named, regulation, tuple(sorted(_names(artifact))), bodies)


def scopes(areas: Sequence[Area]) -> list[str]:
    """The scope of each document: the area it names, else that of documents with its names, else its own."""
    names: dict[str, Counter[str]] = defaultdict(Counter)  # name -> scopes that use it
    for one in areas:
        if one.named:
            for name in one.names:
                names[name][one.named] += 1
    return [one.named or _by_names(one, names) or one.document for one in areas]


def _by_names(one: Area, names: dict[str, Counter[str]]) -> str:
    if one.regulation:
        return ""
    counted: Counter[str] = Counter()
    for name in one.names:
        counted.update(names[name].keys())
    return min(counted, key=lambda s: (-counted[s], s)) if counted else ""


def _most_named(artifact: Artifact) -> str:
    named: Counter[str] = Counter()
    for page in artifact.structure.pages:
        named.update((m[1] or m[2]).removesuffix("s").lower() for m in _AREA.finditer(page.text))
    return min(named, key=lambda n: (-named[n], n)) if named else ""


def _names(artifact: Artifact) -> set[str]:
    """Names that say enough to know documents of one area by: groups and agreements of three words or more."""
    wanted = (EntityKind.GROUP, EntityKind.AGREEMENT)
    return {
        name
        for e in artifact.facts.entities
        if e.kind in wanted and not e.identifier and merges_as_name(e.name) and len((name := key(e.name)).split()) >= 3
    }
