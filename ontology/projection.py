"""The projection: an artifact as triples, one named graph per document version.

What people entered, changed or confirmed goes to the graph of curated facts. The projection is
pure: the same artifact and decisions always give the same triples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from pyoxigraph import NamedNode, Triple

from corpus.decisions import Decision
from corpus.ids import slug
from ingest.artifact import (
    Artifact,
    Definition,
    Evidence,
    Mandate,
    Obligation,
    Page,
    PageSource,
    Reference,
    Relation,
)
from ingest.shingles import figures, sketch
from ontology.fact_triples import say_decision, say_fact
from ontology.iris import Iris
from ontology.names import key as name_key
from ontology.records import DocumentRecord, DocumentRecords, EntityRecord, EvidenceRecord, FactRecord, count_keys
from ontology.statements import Statement, Statements, kind_of, state
from ontology.thing_triples import say_document, say_entity
from ontology.triples import Triples


@dataclass(frozen=True, slots=True)
class Projection:
    """The triples of one document version, its share of the curated graph, and the records of both."""

    graph: NamedNode
    triples: tuple[Triple, ...]
    curated: tuple[Triple, ...]
    records: DocumentRecords


def project(artifact: Artifact, base: str, decisions: Sequence[Decision] = ()) -> Projection:
    """The document version as triples under `base`, corrections applied."""
    iris = Iris(base)
    said = state(artifact, decisions)
    facts = [fact_record(artifact, statement) for statement in said.facts]
    counts = Counter(key for record in facts for key in count_keys(record))
    document = document_record(artifact, iris, counts)
    entities = entity_records(artifact, said, facts)
    records = DocumentRecords(document, tuple(entities), tuple(facts))
    graph = iris.graph(artifact.document, artifact.version)

    own, curated = Triples(), Triples()
    own.add(graph, "avtal:digest", records.digest)
    say_document(own, iris, artifact, document)
    for entity in entities:
        say_entity(own, iris, entity, artifact.version)
    for record, statement in zip(facts, said.facts, strict=True):
        say_fact(curated if statement.decision else own, iris, record, artifact.version)
        if statement.decision:
            say_decision(curated, iris, statement.decision, iris.fact(record.id))
    for statement in said.rejected:
        if statement.decision:
            say_decision(curated, iris, statement.decision, iris.fact(statement.id))
    return Projection(graph, own.all(), curated.all(), records)


def document_record(artifact: Artifact, iris: Iris, counts: dict[str, int]) -> DocumentRecord:
    """The document version as a record."""
    meta = artifact.structure.metadata
    structure = artifact.structure
    return DocumentRecord(
        id=artifact.document,
        version=artifact.version,
        graph=iris.graph(artifact.document, artifact.version).value,
        title=meta.title or artifact.file,
        file=artifact.file,
        type=meta.type,
        status=meta.status,
        date=meta.date,
        edition=meta.version,
        register_number=meta.register_number,
        valid_from=meta.valid_from,
        valid_to=meta.valid_to,
        county=meta.county,
        decided_by=meta.decided_by,
        replaces=meta.replaces,
        language=meta.language,
        pages=len(structure.pages),
        sections=tuple((s.number, s.heading, s.level) for s in structure.sections),
        problems=tuple((p.code, p.message, p.page) for p in structure.problems),
        own=_own_agreement(artifact),
        counts=dict(sorted(counts.items())),
        sketch=sketch(page.text for page in structure.pages),
        figures=figures(page.text for page in structure.pages),
        soundness=_soundness(structure.pages),
        parties=_parties(artifact),
    )


def _soundness(pages: Sequence[Page]) -> float:
    """How well the pages were read, 0 to 1: a text layer, a recognised picture, a mended or a damaged layer."""
    worth = {PageSource.TEXT: 1.0, PageSource.OCR: 0.8, PageSource.REPAIRED: 0.5, PageSource.DAMAGED: 0.2}
    # pages that could not be read for want of text in them say nothing; those that are pictures do
    return round(sum(worth.get(page.source, 0.0) for page in pages) / max(len(pages), 1), 3)


def _parties(artifact: Artifact) -> tuple[str, ...]:
    """The names of the parties of the document's own agreement, folded and in order."""
    own = _own_agreement(artifact)
    by_id = {entity.id: entity for entity in artifact.facts.entities}
    named = by_id[own].parties if own in by_id else ()
    return tuple(sorted({name_key(by_id[party].name) for party in named if party in by_id}))


def jurisdiction(artifact: Artifact) -> str:
    """Within what names are resolved: the county as a slug; for a document without one, the document itself."""
    county = artifact.structure.metadata.county
    return slug(county) if county else artifact.document


def entity_records(artifact: Artifact, said: Statements, facts: Sequence[FactRecord]) -> list[EntityRecord]:
    """The document's entities as records, in order."""
    used = Counter(e for f in facts for e in (f.subject, f.object, f.group, f.bearer) if e)
    own = _own_agreement(artifact)
    meta = artifact.structure.metadata
    return [
        EntityRecord(
            id=entity.id,
            document=artifact.document,
            county=jurisdiction(artifact),
            kind=entity.kind,
            type=entity.type,
            name=entity.name,
            status=entity.status,
            aliases=entity.aliases,
            parent=entity.parent,
            evidence=tuple(evidence_record(artifact, e) for e in entity.evidence[:3]),
            valid_from=entity.valid_from or (meta.valid_from if entity.id == own else None),
            valid_to=entity.valid_to or (meta.valid_to if entity.id == own else None),
            parties=entity.parties,
            target_group=entity.target_group,
            purpose=entity.purpose,
            identifier=entity.identifier,
            supersedes=entity.supersedes,
            own=entity.id == own,
            facts=used[entity.id],
        )
        for entity in said.entities
    ]


def evidence_record(artifact: Artifact, evidence: Evidence) -> EvidenceRecord:
    """Where something stands, with the section's number and heading."""
    index = evidence.section
    section = artifact.structure.sections[index] if index is not None else None
    return EvidenceRecord(
        page=evidence.span.page,
        quote=evidence.quote,
        start=evidence.span.start,
        end=evidence.span.end,
        section=f"{section.number} {section.heading}".strip() if section else "",
        status=evidence.status,
        method=evidence.rule,
        confidence=round(evidence.confidence, 4),
        boxes=tuple((round(a, 5), round(b, 5), round(c, 5), round(d, 5)) for a, b, c, d in evidence.boxes),
        section_index=index,
        tier=evidence.tier,
    )


def fact_record(artifact: Artifact, statement: Statement) -> FactRecord:
    """A fact as a record."""
    fact = statement.fact
    record = FactRecord(
        id=statement.id,
        kind=kind_of(fact),
        document=artifact.document,
        evidence=evidence_record(artifact, fact.evidence),
        curated=statement.decision is not None,
    )
    match fact:
        case Relation():
            more: dict[str, object] = {
                "subject": fact.subject,
                "predicate": fact.predicate,
                "object": fact.object,
                "negated": fact.negated,
            }
        case Mandate():
            more = {"group": fact.group, "text": fact.text, "verb": fact.verb}
        case Obligation():
            more = {
                "bearer": fact.bearer,
                "bearer_explicit": fact.bearer_explicit,
                "modality": fact.modality.value,
                "trigger": fact.trigger,
                "action": fact.action,
                "object_text": fact.object,
                "counterparty": fact.counterparty,
                "condition": fact.condition,
                "deadline": fact.deadline,
                "frequency": fact.frequency,
            }
        case Definition():
            more = {"term": fact.term, "meaning": fact.meaning}
        case Reference():
            more = {
                "reference_kind": fact.kind,
                "target": fact.target,
                "text": fact.text,
                "resolved": fact.resolved,
                "note": fact.note,
            }
    return msgspec.structs.replace(record, **more)


def _own_agreement(artifact: Artifact) -> str | None:
    """The local entity that the document itself is: the agreement that bears its title."""
    title = slug(artifact.structure.metadata.title)
    agreements = [e for e in artifact.facts.entities if e.kind == "agreement"]
    for entity in agreements:
        if title and title in {slug(n) for n in (entity.name, *entity.aliases)}:
            return entity.id
    return None
