"""Questions about who owns, decides, must and reports what, answered from the graph.

A question is read as a predicate (a form of a word for it), the entities that it names, and what
it asks for. What the documents do not say is answered with "framgår inte", never with a guess;
a question that is none of these is answered by the passage search alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.artifact import EntityKind
from ingest.language.keys import key as stem
from ingest.language.tokens import words
from ontology import facts
from ontology.catalogue import Catalogue, entity_ref
from ontology.rows import EntityRef
from ontology.vocabulary import predicates
from search.read import Result

MOST = 50  # rows of an answer
_NAMED = 5  # names that the sentence of an answer gives

# What people say -> the predicates that it may mean. Words are compared by their keys.
PREDICATES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("förvalta", "äga", "ägare", "sköta", "tillhöra", "administrera", "hand"), ("förvaltar", "ansvarar för")),
    (("uppföljning", "utvärdera", "utvärdering", "följa"), ("följer upp",)),
    (("fastställa", "godkänna", "klubba", "anta"), ("fastställer", "antas av", "beslutar")),
    (("besluta", "bestämma", "avgöra", "beslut", "bestämmer"), ("beslutar", "fastställer")),
    (("bereda", "föreslå", "utarbeta", "förslag"), ("bereder",)),
    (("rapportera", "redovisa", "återrapportera", "anmäla"), ("rapporterar till",)),
    (("utse", "tillsätta", "välja"), ("utser",)),
    (("ingå", "sitta", "delta", "medlem", "ledamot", "bestå"), ("ingår i",)),
    (("ersätta", "ersatt"), ("ersätter",)),
    (("komplettera", "tillägg"), ("kompletterar",)),
    (("teckna", "underteckna", "skriva"), ("tecknas av",)),
    (("publicera",), ("publicerar",)),
    (("samordna",), ("samordnar",)),
    (("ansvara", "ansvar", "ansvarig", "svara"), ("ansvarar för", "förvaltar")),
)
_DUTIES = ("skyldighet", "måste", "ska", "skall", "åligga", "uppgift", "uppdrag", "göra")
_ASKING = frozenset({"vem", "vilka", "vilken", "vilket", "vad", "vilkas", "hur", "var", "vart", "vems"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read."""

    predicates: tuple[str, ...] = ()
    entities: tuple[EntityRef, ...] = ()
    duties: bool = False
    kinds: tuple[EntityKind, ...] = ()  # what is asked for, where the question says


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer. `row_kind` is relation, mandate or obligation."""

    kind: str  # relation or passage
    answer: str
    rows: Sequence[Any] = ()
    row_kind: str = "relation"
    results: tuple[Result, ...] = ()
    sparql: str | None = None
    expanded: tuple[str, ...] = field(default=())


def read(question: str, catalogue: Catalogue) -> Reading:
    """What a question asks for."""
    tokens = [t.text.casefold() for t in words(question)]
    stems = {stem(t) for t in tokens}
    predicates = tuple(dict.fromkeys(p for said, meant in PREDICATES if stems & {stem(w) for w in said} for p in meant))
    duties = not predicates and bool(stems & {stem(w) for w in _DUTIES})
    kinds: list[EntityKind] = []
    if any(t.startswith(("överenskommelse", "avtal")) for t in tokens):
        kinds.append(EntityKind.AGREEMENT)
    if any(t.startswith(("grupp", "samrådsgrupp")) for t in tokens):
        kinds.append(EntityKind.GROUP)
    return Reading(predicates, named(tokens, catalogue), duties, tuple(kinds))


def named(tokens: Sequence[str], catalogue: Catalogue) -> tuple[EntityRef, ...]:
    """The entities that the words name, the longest names first found; words that only ask are passed over."""
    found: dict[str, EntityRef] = {}
    at = 0
    while at < len(tokens):
        for length in range(min(14, len(tokens) - at), 0, -1):
            phrase = " ".join(tokens[at : at + length])
            if length == 1 and (phrase in _ASKING or len(phrase) < 2):
                continue
            ids = catalogue.entity_ids(phrase)
            if ids:
                found.update({r.id: entity_ref(r) for r in catalogue.entity_records(ids).values()})
                at += length
                break
        else:
            at += 1
    return tuple(found.values())


def answer(question: str, catalogue: Catalogue) -> Asked | None:
    """The answer from the graph; None where the question is no question about a relation or duty."""
    reading = read(question, catalogue)
    if not reading.entities or not (reading.predicates or reading.duties):
        return None
    if reading.duties:
        return _duties(reading, catalogue)
    for predicate in reading.predicates:
        rows = _related(reading, predicate, catalogue)
        if rows:
            return Asked("relation", _sentence(rows), rows, "relation", sparql=_sparql(catalogue, reading, predicate))
    return Asked(
        "relation",
        f"Det framgår inte av dokumenten ({reading.predicates[0]}, {reading.entities[0].name}).",
        sparql=_sparql(catalogue, reading, reading.predicates[0]),
    )


def _related(reading: Reading, predicate: str, catalogue: Catalogue) -> list[Any]:
    """Rows with the predicate in which every named entity that can takes part, on either side."""
    found: dict[str, Any] = {}
    for entity in reading.entities:
        for role in ("subject", "object_"):
            page = facts.relations(catalogue, predicate=predicate, limit=MOST, **{role: entity.id})
            found.update({r.id: r for r in page.items})
    wanted = {e.id for e in reading.entities}

    def held(row: Any) -> int:
        return len(wanted & {row.subject.id, row.object.id if row.object else ""})

    most = max((held(r) for r in found.values()), default=0)
    return [r for r in found.values() if held(r) == most][:MOST]


def _duties(reading: Reading, catalogue: Catalogue) -> Asked | None:
    for entity in reading.entities:
        if entity.kind is EntityKind.GROUP:
            mandates = facts.mandates(catalogue, group=entity.id, limit=MOST).items
            if mandates:
                tasks = "; ".join(m.text for m in mandates[:_NAMED])
                return Asked("relation", f"{entity.name}: {tasks}.", mandates, "mandate")
        rows = facts.obligations(catalogue, bearer=entity.id, limit=MOST).items
        if rows:
            return Asked("relation", f"{entity.name}: {rows[0].quote}", rows, "obligation")
    return None


def _sentence(rows: Sequence[Any]) -> str:
    """The rows in one Swedish sentence for each subject and predicate."""
    said: dict[tuple[str, str, bool], dict[str, None]] = {}
    for row in rows:
        objects = said.setdefault((row.subject.name, row.predicate, row.negated), {})
        if row.object is not None:
            objects.setdefault(row.object.name)
    sentences = []
    for (subject, predicate, negated), names in list(said.items())[:_NAMED]:
        shown = list(names)
        rest = f" och {len(shown) - _NAMED} till" if len(shown) > _NAMED else ""
        other = ", ".join(shown[:_NAMED]) + rest if shown else "någon överenskommelse" if negated else ""
        sentences.append(f"{subject} {predicate}{' inte' if negated else ''} {other}".strip() + ".")
    return " ".join(sentences)


def _sparql(catalogue: Catalogue, reading: Reading, predicate: str) -> str:
    """The question as a SPARQL query that gives the same rows."""
    entities = " ".join(str(catalogue.iris.entity(e.id)) for e in reading.entities)
    return (
        "SELECT ?subject ?object ?quote WHERE {\n"
        f"  VALUES ?named {{ {entities} }}\n"
        f"  ?fact a avtal:Relation ; avtal:predicate {predicates()[predicate]} ; avtal:subject ?s .\n"
        "  ?s avtal:denotes ?from . ?from skos:prefLabel ?subject .\n"
        "  OPTIONAL { ?fact avtal:object ?o . ?o avtal:denotes ?to . ?to skos:prefLabel ?object }\n"
        "  FILTER (?from = ?named || ?to = ?named)\n"
        "  ?fact oa:hasTarget/oa:hasSelector/oa:exact ?quote .\n"
        "}"
    )
