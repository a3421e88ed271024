"""People's corrections applied to facts: values as plain words, turned into the artifact's own types.

Words for entities may be a local id, a name or an alias of the document; a word that names
nothing known makes a new entity of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ingest.artifact import (
    Definition,
    Entity,
    EntityKind,
    Evidence,
    Mandate,
    Modality,
    Obligation,
    Page,
    Reference,
    Relation,
    Span,
    Status,
    Tier,
)

Fact = Relation | Mandate | Obligation | Definition | Reference

_KINDS = {
    "subject": EntityKind.GROUP,
    "object": EntityKind.AGREEMENT,
    "group": EntityKind.GROUP,
    "bearer": EntityKind.PARTY,
}
_YES = {"true", "ja", "1", "sant"}


def changed(fact: Fact, values: Mapping[str, str], entities: list[Entity]) -> Fact:
    """The fact with new values; fields that it does not have are passed over. New entities join `entities`.

    Values that the field cannot take (an unknown status or modality) leave it as it was.
    """
    evidence = fact.evidence
    status = _status(values.get("status"), evidence.status)
    fact = replace(fact, evidence=replace(evidence, status=status))

    def words(*fields: str) -> dict[str, Any]:
        return {f: values[f] for f in fields if values.get(f)}

    def bodies(*fields: str) -> dict[str, Any]:
        return {f: _entity(values[f], values, f, entities) for f in fields if values.get(f)}

    match fact:
        case Relation():
            negated = values["negated"].casefold() in _YES if "negated" in values else fact.negated
            return replace(fact, **bodies("subject", "object"), **words("predicate"), negated=negated)
        case Mandate():
            return replace(fact, **bodies("group"), **words("text", "verb"))
        case Obligation():
            modality = _modality(values.get("modality"), fact.modality)
            texts = words("action", "object", "trigger", "counterparty", "condition", "deadline", "frequency")
            return replace(fact, **bodies("bearer"), **texts, modality=modality)
        case Definition():
            return replace(fact, **words("term", "meaning"))
        case Reference():
            return replace(fact, **words("target", "text", "resolved", "note"))


def added(values: Mapping[str, str], pages: tuple[Page, ...], entities: list[Entity]) -> Fact | None:
    """The fact that a person adds, or None where its quote does not stand in the document.

    `values`: "kind" (relation, mandate, obligation, definition, reference), "quote", "page" (may be
    left out), "status" and the fields of the kind.
    """
    evidence = _evidence(values, pages)
    fact = _blank(values.get("kind", ""), values, evidence) if evidence else None
    if fact is None:
        return None
    filled = changed(fact, values, entities)
    whole = not isinstance(filled, Relation) or (filled.subject and (filled.object or filled.negated))
    named = not isinstance(filled, Mandate) or filled.group
    return filled if whole and named else None


def _blank(kind: str, values: Mapping[str, str], evidence: Evidence) -> Fact | None:
    quote = " ".join(evidence.quote.split())
    match kind:
        case "relation" if values.get("predicate"):
            return Relation(evidence, "", values["predicate"], None)
        case "mandate":
            return Mandate(evidence, "", values.get("text") or quote, values.get("verb", ""))
        case "obligation":
            modality = _modality(values.get("modality"), Modality.OBLIGATION)
            return Obligation(evidence, None, bool(values.get("bearer")), modality, "", values.get("action") or quote)
        case "definition" if values.get("term"):
            return Definition(evidence, values["term"], values.get("meaning") or quote)
        case "reference" if values.get("target"):
            return Reference(evidence, values.get("reference_kind", "document"), values["target"], quote)
    return None


def _evidence(values: Mapping[str, str], pages: tuple[Page, ...]) -> Evidence | None:
    """Where the quote stands: on the page named, or on the first that has it."""
    quote = values.get("quote", "").strip()
    named = values.get("page", "")
    for page in pages:
        if quote and (not named or named == str(page.number)):
            start = page.text.find(quote)
            if start >= 0:
                span = Span(page.number, start, start + len(quote))
                status = _status(values.get("status"), Status.IN_FORCE)
                return Evidence(span, quote, None, status, "manuell", 1.0, tier=Tier.PERSON)
    return None


def _entity(word: str, values: Mapping[str, str], field: str, entities: list[Entity]) -> str:
    folded = word.casefold()
    for one in entities:
        if word == one.id or folded == one.name.casefold():
            return one.id
    carriers = [one.id for one in entities if folded in {a.casefold() for a in one.aliases}]
    if len(carriers) == 1:
        return carriers[0]
    kind = _KINDS[field]
    if values.get(f"{field}_kind") in set(EntityKind):
        kind = EntityKind(values[f"{field}_kind"])
    fresh = Entity(id=f"granskad-{folded}", kind=kind, type=values.get(f"{field}_type", ""), name=word)
    entities.append(fresh)
    return fresh.id


def _status(word: str | None, default: Status) -> Status:
    return Status(word) if word in set(Status) else default


def _modality(word: str | None, default: Modality) -> Modality:
    return Modality(word) if word in set(Modality) else default
