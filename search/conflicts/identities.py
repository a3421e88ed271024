"""Which bodies of different documents are one: by the collection's ids, and by names that say enough."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.artifact import EntityKind
from ontology.names import key, merges_as_alias, merges_as_name
from search.conflicts.model import ConflictDocument

Local = tuple[int, str]  # (number of the document, local entity id)


def identities(documents: Sequence[ConflictDocument], scopes: Sequence[str]) -> dict[Local, str]:
    """An id for each body of each document, the same for the same body of one scope."""
    joined: dict[str, str] = {}

    def find(one: str) -> str:
        while joined.get(one, one) != one:
            one = joined[one]
        return one

    own: dict[Local, str] = {}
    named: dict[tuple[str, str, str], str] = {}
    for number, document in enumerate(documents):
        for entity in document.artifact.facts.entities:
            if entity.kind not in (EntityKind.PARTY, EntityKind.GROUP):
                continue
            known, _name = document.entities.get(entity.id, (f"{number}/{entity.id}", entity.name))
            own[number, entity.id] = known
            forms = {key(entity.name)} if merges_as_name(entity.name) else set()
            forms |= {key(a) for a in entity.aliases if merges_as_alias(a)}
            for form in sorted(forms):
                first = named.setdefault((scopes[number], str(entity.kind), form), known)
                one, other = find(first), find(known)
                if one != other:
                    joined[max(one, other)] = min(one, other)
    return {at: find(known) for at, known in own.items()}
