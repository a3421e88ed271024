"""The facts of a document with their ids, after people's corrections.

A fact is known by what it says: kind, document, the names in it and its quote. Read again,
it has the same id, so a correction finds it. The n-th fact that says the same is numbered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.decisions import Decision, DecisionKind
from corpus.ids import FactId, fact_id
from ingest.artifact import (
    Artifact,
    Definition,
    Entity,
    Mandate,
    Obligation,
    Reference,
    Relation,
)
from ontology.corrections import Fact, added, changed


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact of a document; `decision` is the person's decision that it rests on, if any."""

    id: FactId
    fact: Fact
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """What a document says, in the order of the artifact. `rejected` are facts that a person rejected."""

    entities: tuple[Entity, ...]
    facts: tuple[Statement, ...]
    rejected: tuple[Statement, ...] = ()


def kind_of(fact: Fact) -> str:
    """ "relation", "mandate", "obligation", "definition" or "reference"."""
    return type(fact).__name__.lower()


def identify(document: str, facts: Iterable[Fact], names: dict[str, str]) -> Iterator[Statement]:
    """The facts with their ids. `names` are names by local entity id."""
    seen: Counter[FactId] = Counter()
    for fact in facts:
        parts = [document, *_says(fact, names), " ".join(fact.evidence.quote.split())]
        first = fact_id(kind_of(fact), *parts)
        seen[first] += 1
        number = seen[first]
        yield Statement(first if number == 1 else fact_id(kind_of(fact), *parts, str(number)), fact)


def state(artifact: Artifact, decisions: Sequence[Decision] = ()) -> Statements:
    """The facts of a document after corrections: rejected ones out, changed ones changed, added ones in.

    The last decision about a fact counts. Decisions about other documents are passed over.
    """
    found = artifact.facts
    names = {e.id: e.name for e in found.entities}
    by_target = {d.target: d for d in decisions if d.kind in _ON_FACTS}
    entities = list(found.entities)
    kept: list[Statement] = []
    rejected: list[Statement] = []
    facts: list[Fact] = [
        *found.relations,
        *found.mandates,
        *found.obligations,
        *found.definitions,
        *found.references,
    ]
    for statement in identify(artifact.document, facts, names):
        decision = by_target.get(statement.id)
        if decision is None:
            kept.append(statement)
        elif decision.kind is DecisionKind.REJECT:
            rejected.append(replace(statement, decision=decision))
        else:
            fact = changed(statement.fact, decision.values, entities)
            kept.append(Statement(statement.id, fact, decision))
    adding = [d for d in decisions if d.kind is DecisionKind.ADD and _added_to(d) == artifact.document]
    for decision in adding:
        new = added(decision.values, artifact.structure.pages, entities)
        if new is None:
            continue
        names = {e.id: e.name for e in entities}
        statement = next(identify(artifact.document, [new], names))
        last = by_target.get(statement.id)
        if last is None or last.kind is not DecisionKind.REJECT:
            kept.append(replace(statement, decision=decision))
    return Statements(tuple(entities), tuple(kept), tuple(rejected))


def _added_to(decision: Decision) -> str:
    """The document that a fact was added to: the target, or named among the values."""
    return decision.values.get("document") or decision.target


_ON_FACTS = (DecisionKind.CHANGE, DecisionKind.REJECT, DecisionKind.CONFIRM)


def _says(fact: Fact, names: dict[str, str]) -> tuple[str, ...]:
    """What a fact says, as names and words."""

    def name(entity: str | None) -> str:
        return names.get(entity, entity) if entity else ""

    match fact:
        case Relation():
            return name(fact.subject), fact.predicate, name(fact.object), "inte" if fact.negated else ""
        case Mandate():
            return name(fact.group), fact.text
        case Obligation():
            return name(fact.bearer), fact.modality, fact.action
        case Definition():
            return fact.term, fact.meaning
        case Reference():
            return fact.kind, fact.target, fact.text
