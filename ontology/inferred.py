"""The inferred graph: what follows from the documents together, as triples."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from pyoxigraph import NamedNode, Triple

from corpus.decisions import Decision, DecisionKind
from ingest.artifact import EntityKind
from ontology.bodies import say_changes
from ontology.fact_triples import say_decision
from ontology.iris import Iris
from ontology.names import key
from ontology.records import GlobalRecord
from ontology.triples import Triples, date, json, text
from ontology.vocabulary import classify, node


def inferred_triples(
    iris: Iris,
    entities: Iterable[GlobalRecord],
    denoted: Iterable[tuple[str, str, str]],
    linked: Iterable[tuple[str, str, str]],
    copied: Iterable[tuple[str, str]],
    followed: Iterable[tuple[str, str]],
    digest: str,
) -> tuple[Triple, ...]:
    """The entities of the collection, what each document means by them, and the relations that apply.

    `denoted` are (document, local id, entity), `linked` (entity, property IRI, entity), `copied` (copy, original),
    `followed` (version, earlier version). Each triple follows from one of these alone: parts of them give a part.
    """
    said = Triples()
    said.add(iris.inferred, "avtal:digest", digest)
    for record in entities:
        _say_global(said, iris, record, iris.entity(record.id))
    for document, local, entity in denoted:
        said.add(iris.local(document, local), "avtal:denotes", iris.entity(entity))
    for subject, property_, object_ in linked:
        said.say(iris.entity(subject), NamedNode(property_), iris.entity(object_))
    for document, original in copied:
        said.add(iris.document(document), "avtal:alsoIn", iris.document(original))
    for document, earlier in followed:
        said.add(iris.document(document), "prov:wasRevisionOf", iris.document(earlier))
    return said.all()


def name_decisions(iris: Iris, decisions: Iterable[Decision]) -> tuple[Triple, ...]:
    """The decisions about names, for the curated graph."""
    said = Triples()
    for decision in decisions:
        if decision.kind in (DecisionKind.JOIN, DecisionKind.PART):
            target = iris.entity(decision.target)
            say_decision(said, iris, decision, target)
            if decision.kind is DecisionKind.JOIN and decision.values.get("with"):
                said.add(iris.decision(decision.id), "avtal:about", iris.entity(decision.values["with"]))
            said.add(iris.decision(decision.id), "avtal:term", text(decision.values.get("name")))
    return said.all()


def _say_global(said: Triples, iris: Iris, record: GlobalRecord, entity: NamedNode) -> None:
    class_, type_ = classify(record.kind, record.type)
    said.a(entity, class_)
    said.add(entity, "avtal:kind", record.kind.value)
    said.add(entity, "skos:prefLabel", text(record.name))
    said.add(entity, "skos:altLabel", *(text(a) for a in record.aliases))
    said.add(entity, "avtal:nameKey", *(key(n) for n in (record.name, *record.aliases)))
    said.add(entity, "avtal:sortKey", key(record.name))
    said.add(entity, "dcterms:type", text(record.type))
    is_agreement = record.kind is EntityKind.AGREEMENT
    classification = "eli:type_document" if is_agreement else "org:classification"
    said.add(entity, classification, node(type_) if type_ else None)
    said.add(entity, "avtal:status", node(f"avtal:{record.status}"))
    said.add(entity, "avtal:jurisdiction", iris.county(record.county) if record.county else None)
    said.add(entity, "dcterms:identifier", record.identifier)
    above = {EntityKind.PARTY: "org:unitOf", EntityKind.GROUP: "org:subOrganizationOf"}
    said.add(entity, above.get(record.kind, "dcterms:isPartOf"), iris.entity(record.parent) if record.parent else None)
    said.add(entity, "eli:first_date_entry_in_force", date(record.valid_from))
    said.add(entity, "eli:date_no_longer_in_force", date(record.valid_to))
    said.add(entity, "avtal:party", *(iris.entity(p) for p in record.parties))
    said.add(entity, "avtal:targetGroup", text(record.target_group))
    said.add(entity, "avtal:purpose", text(record.purpose))
    said.add(entity, "dcterms:replaces", *(iris.entity(s) for s in record.supersedes))
    said.add(entity, "prov:wasDerivedFrom", *(iris.document(d) for d in record.documents))
    say_changes(said, record, entity)
    said.add(entity, "avtal:record", json(msgspec.json.encode(record)))
