"""Which documents are compared with each other: those of one county, or of one region that no register knows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.artifact import EntityKind
from ingest.extraction.status import genre_of
from ingest.extraction.triggers import Genre
from ontology.names import key, merges_as_name
from search.conflicts.model import ConflictDocument

_AREA = re.compile(r"\b(?:Region(?:en)? ([A-ZÅÄÖ][a-zåäö]{3,})|([A-ZÅÄÖ][a-zåäö]{3,}?)s? län\b)")


def scopes(documents: Sequence[ConflictDocument]) -> list[str]:
    """The scope of each document: its county, else the area it names most, else that of documents with its names."""
    found = [_named(d) for d in documents]
    names: dict[str, Counter[str]] = defaultdict(Counter)  # name -> scopes that use it
    for scope, document in zip(found, documents, strict=True):
        if scope:
            for name in _names(document):
                names[name][scope] += 1
    for at, document in enumerate(documents):
        if not found[at] and genre_of(document.artifact.structure.metadata) is not Genre.REGULATION:
            counted: Counter[str] = Counter()
            for name in _names(document):
                counted.update(names[name].keys())
            if counted:
                found[at] = min(counted, key=lambda s: (-counted[s], s))
        found[at] = found[at] or document.artifact.document
    return found


def _named(document: ConflictDocument) -> str:
    meta = document.artifact.structure.metadata
    if meta.county:
        return meta.county
    if genre_of(meta) is Genre.REGULATION:
        return document.artifact.document
    named: Counter[str] = Counter()
    for page in document.artifact.structure.pages:
        named.update((m[1] or m[2]).removesuffix("s").lower() for m in _AREA.finditer(page.text))
    return min(named, key=lambda n: (-named[n], n)) if named else ""


def _names(document: ConflictDocument) -> set[str]:
    """Names that say enough to know documents of one area by: groups and agreements of two words or more."""
    wanted = (EntityKind.GROUP, EntityKind.AGREEMENT)
    return {
        name
        for e in document.artifact.facts.entities
        if e.kind in wanted and not e.identifier and merges_as_name(e.name) and len((name := key(e.name)).split()) >= 3
    }
