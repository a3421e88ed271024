"""What a language model may propose, and what of it is kept.

The model is asked passage by passage and answers in JSON. A proposal is kept only where its quote
stands verbatim in the passage, the bodies that it names stand in the document, and its predicate or
modality is in the vocabulary; words that it puts in other fields must stand in the passage too.
Nothing here speaks to a model: `question` makes what is asked, `parse` and `Checker` judge what comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from corpus.errors import LanguageModelError
from ingest.artifact import (
    Entity,
    EntityKind,
    Evidence,
    Mandate,
    Modality,
    Obligation,
    Passage,
    Relation,
    Span,
    Structure,
    Tier,
    page_slice,
)
from ingest.extraction.status import status_of

Proposed = Relation | Mandate | Obligation

RELATIONS = (
    *("förvaltar", "följer upp", "fastställer", "beslutar", "bereder", "rapporterar till", "utser", "ingår i"),
    *("underordnad", "ersätter", "kompletterar", "antas av", "tecknas av", "publicerar", "samordnar", "initierar"),
    *("ansvarar för", "regleras av", "grundar sig på"),
)
LONGEST = 6_000  # characters of a passage that is asked about
_SHORTEST = 12  # characters of a quote that can carry a fact
_NAMED = 80  # entities told to the model
_DEFAULT = 0.5  # confidence where the model gives none

INSTRUCTIONS = (
    "Du läser ett stycke ur ett svenskt avtal eller styrande dokument och anger vilka uppgifter som uttryckligen "
    'står där. Svara bara med JSON: {"facts": [...]}. Varje uppgift har "kind", "quote" (ordagrant ur stycket, '
    'minst en hel sats) och "confidence" (0 till 1). Slag: "obligation" med "bearer", "modality" '
    f'({", ".join(Modality)}), "action", "object", "counterparty", "condition", "deadline", '
    '"frequency"; "relation" med "subject", "predicate", "object", "negated"; "mandate" med "group", "text", "verb". '
    f"Predikat: {', '.join(RELATIONS)}. Ange aktörer och avtal med id ur listan. Alla andra fält är ordagranna "
    'utdrag ur stycket. Utelämna det som inte står där. Finns inget att ange: {"facts": []}.'
)


class Proposal(msgspec.Struct, frozen=True):
    """A fact as the model gives it. Fields that its kind does not have are passed over."""

    kind: str
    quote: str
    confidence: float | None = None
    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    negated: bool = False
    bearer: str | None = None
    modality: str | None = None
    action: str | None = None
    counterparty: str | None = None
    condition: str | None = None
    deadline: str | None = None
    frequency: str | None = None
    group: str | None = None
    text: str | None = None
    verb: str | None = None


class _Reply(msgspec.Struct):
    facts: list[Any] = []


def question(structure: Structure, passage: Passage, entities: Sequence[Entity]) -> str:
    """What the model is asked about a passage: where it stands, who is named in the document, its text."""
    section = structure.sections[passage.section] if passage.section is not None else None
    heading = f"{section.number} {section.heading}".strip() if section else ""
    known = [f"{e.id}: {e.name}" + (f" ({', '.join(e.aliases[:3])})" if e.aliases else "") for e in entities]
    return "\n".join(
        (
            f"Dokument: {structure.metadata.title}",
            f"Avsnitt: {heading}",
            "Aktörer och avtal:",
            *known[:_NAMED],
            "Stycke:",
            passage.text,
        )
    )


def parse(reply: str) -> tuple[Proposal, ...]:
    """The proposals of an answer; those that are malformed are left out. Raises LanguageModelError for no JSON."""
    start, end = reply.find("{"), reply.rfind("}")
    try:
        found = msgspec.json.decode(reply[start : end + 1], type=_Reply).facts if start >= 0 else None
    except (msgspec.DecodeError, UnicodeError):
        found = None
    if found is None:
        raise LanguageModelError("Språkmodellen svarade inte med JSON.")
    kept: list[Proposal] = []
    for one in found:
        try:
            kept.append(msgspec.convert(one, Proposal))
        except msgspec.ValidationError:
            continue
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Checker:
    """Judges proposals about one document. `method` names the model that made them."""

    structure: Structure
    entities: Sequence[Entity]
    method: str

    def named(self) -> list[Entity]:
        """The entities of which a name stands in the document: those that the model may speak of."""
        whole = _folded(" ".join(page.text for page in self.structure.pages))
        return [e for e in self.entities if any(_folded(n) in whole for n in (e.name, *e.aliases) if n)]

    def check(self, proposal: Proposal, passage: Passage, named: Sequence[Entity]) -> Proposed | None:
        """The fact that is proposed, or None where the text does not bear it out."""
        evidence = self._evidence(proposal, passage)
        if evidence is None:
            return None
        match proposal.kind:
            case "relation":
                return _relation(proposal, evidence, named)
            case "mandate":
                return _mandate(proposal, evidence, passage, named)
            case "obligation":
                return _obligation(proposal, evidence, passage, named)
        return None

    def _evidence(self, proposal: Proposal, passage: Passage) -> Evidence | None:
        quote = proposal.quote.strip()
        if len(quote) < _SHORTEST:
            return None
        for span in passage.spans:
            at = page_slice(self.structure.pages, span).find(quote)
            if at >= 0:
                start = span.start + at
                given = proposal.confidence
                return Evidence(
                    span=Span(span.page, start, start + len(quote)),
                    quote=quote,
                    section=passage.section,
                    status=status_of(passage.status, self.structure.metadata, quote),
                    rule=self.method,
                    confidence=min(1.0, max(0.0, _DEFAULT if given is None else given)),
                    tier=Tier.MODEL,
                )
        return None


def added(found: Sequence[Proposed], said: Sequence[Proposed]) -> list[Proposed]:
    """Of the proposals in `found` those that say nothing that a rule has read otherwise, each once.

    A rule's fact of the same kind about the same words stands; so does one that says the same elsewhere.
    """
    taken = list(said)
    kept: list[Proposed] = []
    for fact in found:
        if not any(type(one) is type(fact) and (_overlap(one, fact) or _same(one, fact)) for one in taken):
            taken.append(fact)
            kept.append(fact)
    return kept


def _overlap(one: Proposed, other: Proposed) -> bool:
    a, b = one.evidence.span, other.evidence.span
    about = not (isinstance(one, Relation) and isinstance(other, Relation)) or one.predicate == other.predicate
    return about and a.page == b.page and a.start < b.end and b.start < a.end


def _same(one: Proposed, other: Proposed) -> bool:
    if isinstance(one, Relation) and isinstance(other, Relation):
        return (one.subject, one.predicate, one.object) == (other.subject, other.predicate, other.object)
    return False


def _relation(proposal: Proposal, evidence: Evidence, named: Sequence[Entity]) -> Relation | None:
    subject, object_ = _entity(proposal.subject, named), _entity(proposal.object, named)
    if subject is None or proposal.predicate not in RELATIONS or subject == object_:
        return None
    if object_ is None and (proposal.object or not proposal.negated):
        return None
    return Relation(evidence, subject.id, proposal.predicate, object_.id if object_ else None, proposal.negated)


def _mandate(proposal: Proposal, evidence: Evidence, passage: Passage, named: Sequence[Entity]) -> Mandate | None:
    group = _entity(proposal.group, named)
    if group is None or group.kind not in (EntityKind.GROUP, EntityKind.PARTY):
        return None
    text = _stated(proposal.text, passage) or " ".join(evidence.quote.split())
    return Mandate(evidence, group.id, text, _stated(proposal.verb, passage) or "")


def _obligation(proposal: Proposal, evidence: Evidence, passage: Passage, named: Sequence[Entity]) -> Obligation | None:
    bearer = _entity(proposal.bearer, named)
    if (proposal.bearer and bearer is None) or proposal.modality not in set(Modality):
        return None
    explicit = bearer is not None and any(_folded(n) in _folded(evidence.quote) for n in (bearer.name, *bearer.aliases))
    return Obligation(
        evidence,
        bearer.id if bearer else None,
        explicit,
        Modality(proposal.modality),
        "",
        _stated(proposal.action, passage) or " ".join(evidence.quote.split()),
        _stated(proposal.object, passage),
        _stated(proposal.counterparty, passage),
        _stated(proposal.condition, passage),
        _stated(proposal.deadline, passage),
        _stated(proposal.frequency, passage),
    )


def _entity(word: str | None, named: Sequence[Entity]) -> Entity | None:
    """Whom an id, else a name that only one carries, means."""
    if not word:
        return None
    folded = _folded(word)
    for entity in named:
        if word == entity.id:
            return entity
    carriers = [e for e in named if folded in {_folded(n) for n in (e.name, *e.aliases)}]
    return carriers[0] if len(carriers) == 1 else None


def _stated(words: str | None, passage: Passage) -> str | None:
    """The words where they stand in the passage, else None."""
    text = " ".join((words or "").split())
    return text if text and _folded(text) in _folded(passage.text) else None


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
