"""Writing the inferred graph: in place where little has changed, anew where most of it has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

import msgspec
from pyoxigraph import Literal, NamedNode, Triple

from ontology.graph import GraphStore
from ontology.inferred import inferred_triples
from ontology.iris import Iris
from ontology.lookup import Local, Lookup
from ontology.queries import ask
from ontology.records import GlobalRecord

_AMENDED = 4_000  # subjects up to which the inferred graph is changed in place
_ASKED = 200  # subjects of one query
_ATOMIC = 200_000  # triples of the inferred graph up to which it is replaced in one transaction


@dataclass(slots=True)
class Changed:
    """What has another value than before: entities by id, local entities, documents by id."""

    entities: set[str] = field(default_factory=set)
    locals: set[Local] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.entities) + len(self.locals) + len(self.documents)


def write_inferred(store: GraphStore, lookup: Lookup, iris: Iris, changed: Changed, digest: str) -> None:
    """Bring the inferred graph in step with the tables. `digest` of the tables; "" where there are no entities."""
    inferred = iris.inferred.value
    if digest and lookup.meta("inferred") not in ("", "-") and len(changed) <= _AMENDED:
        held, wanted = _held(store, iris, changed), set(_triples(lookup, iris, digest, changed))
        store.amend(inferred, _ordered(held - wanted), _ordered(wanted - held))
        return
    triples = _triples(lookup, iris, digest, None) if digest else ()
    if len(triples) <= _ATOMIC:
        store.replace({inferred: triples} if triples else {}, drop=[inferred])
    else:
        store.replace({}, drop=[inferred])
        store.load({inferred: triples})


def _held(store: GraphStore, iris: Iris, changed: Changed) -> set[Triple]:
    """What the graph says of what has changed."""
    subjects = [iris.inferred, *(iris.entity(e) for e in sorted(changed.entities))]
    subjects += [iris.local(d, i) for d, i in sorted(changed.locals)]
    subjects += [iris.document(d) for d in sorted(changed.documents)]
    held: set[Triple] = set()
    for at in range(0, len(subjects), _ASKED):
        rows = ask(store, "said_of", g=[iris.inferred], subject=subjects[at : at + _ASKED]).rows
        held |= {Triple(cast(NamedNode, s), cast(NamedNode, p), cast(Literal, o)) for s, p, o in rows}
    return held


def _triples(lookup: Lookup, iris: Iris, digest: str, part: Changed | None) -> tuple[Triple, ...]:
    """The inferred graph, or what it says of a part of its subjects."""
    entities = "SELECT record FROM entities"
    linked = "SELECT subject, property, object FROM linked"
    related = "SELECT id, original, earlier FROM documents"
    if part is None:
        records = lookup.rows(f"{entities} ORDER BY id")
        denoted = lookup.rows("SELECT document, local, entity FROM locals")
        links, documents = lookup.rows(linked), lookup.rows(related)
    else:
        records = list(lookup.rows_in(f"{entities} WHERE id IN (?*)", part.entities))
        denoted = list(lookup.rows_of("document, local, entity", "locals USING (document, local)", part.locals))
        links = list(lookup.rows_in(f"{linked} WHERE subject IN (?*)", part.entities))
        documents = list(lookup.rows_in(f"{related} WHERE id IN (?*)", part.documents))
    return inferred_triples(
        iris,
        (msgspec.json.decode(record, type=GlobalRecord) for (record,) in records),
        ((d, i, e) for d, i, e in denoted if e is not None),
        ((s, p, o) for s, p, o in links),
        ((d, original) for d, original, _ in documents if original),
        ((d, earlier) for d, _, earlier in documents if earlier),
        digest,
    )


def _ordered(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(triples, key=str)
