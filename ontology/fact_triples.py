"""Facts as triples: what is said, where it stands (Web Annotation) and how it was found (PROV-O)."""

from __future__ import annotations

import msgspec
from pyoxigraph import NamedNode

from corpus.decisions import Decision
from ingest.artifact import Tier
from ontology.iris import Iris
from ontology.norm_triples import say_constraints
from ontology.records import FactRecord
from ontology.triples import Triples, json, text
from ontology.vocabulary import node, predicates

_RFC_PDF_FRAGMENT = NamedNode("http://tools.ietf.org/rfc/rfc3778")
_DEONTIC = {
    "obligation": "odrl:Duty",
    "recommendation": "avtal:Recommendation",
    "permission": "odrl:Permission",
    "prohibition": "odrl:Prohibition",
}
_CLASS = {
    "relation": "avtal:Relation",
    "mandate": "avtal:Mandate",
    "obligation": "avtal:Obligation",
    "definition": "avtal:Definition",
    "reference": "avtal:Reference",
}


def say_fact(said: Triples, iris: Iris, record: FactRecord, version: str) -> None:
    """A fact with its anchor in the text and its origin."""
    fact = iris.fact(record.id)
    said.a(fact, "avtal:Fact", _CLASS[record.kind])
    said.add(fact, "avtal:inVersion", iris.version(record.document, version))
    said.add(fact, "avtal:status", node(f"avtal:{record.evidence.status}"))
    said.add(fact, "avtal:confidence", float(record.evidence.confidence))
    said.add(fact, "avtal:method", record.evidence.method)
    said.add(fact, "avtal:curated", record.curated)
    said.add(fact, "avtal:tier", record.evidence.tier.value)
    index = record.evidence.section_index
    said.add(fact, "avtal:inSection", None if index is None else iris.section(record.document, version, index))
    _say_anchor(said, iris, record, version)
    _say_origin(said, iris, record, version)
    _SAY[record.kind](said, iris, record, fact)
    said.add(fact, "avtal:record", json(msgspec.json.encode(record)))


def say_decision(said: Triples, iris: Iris, decision: Decision, target: NamedNode) -> None:
    """A person's decision about a fact or an entity: who, when and why."""
    activity = iris.decision(decision.id)
    said.a(activity, "avtal:Correction", "prov:Activity")
    said.add(activity, "avtal:correctionKind", decision.kind.value)
    said.add(activity, "avtal:about", target)
    said.add(activity, "prov:wasAssociatedWith", text(decision.who))
    said.add(activity, "prov:endedAtTime", decision.when)
    said.add(activity, "avtal:reason", text(decision.why))
    link = "prov:wasInvalidatedBy" if decision.kind.value == "reject" else "prov:wasInfluencedBy"
    said.add(target, link, activity)


def _say_anchor(said: Triples, iris: Iris, record: FactRecord, version: str) -> None:
    fact = iris.fact(record.id)
    evidence = record.evidence
    target, quote, position, page = (iris.anchor(record.id, p) for p in ("target", "quote", "position", "page"))
    said.add(fact, "oa:hasTarget", target)
    said.a(target, "oa:SpecificResource")
    said.add(target, "oa:hasSource", iris.version(record.document, version))
    said.add(target, "oa:hasSelector", quote, page)
    said.add(target, "avtal:page", evidence.page)
    if evidence.boxes:
        said.add(target, "avtal:boxes", json(msgspec.json.encode(evidence.boxes)))
    said.a(quote, "oa:TextQuoteSelector")
    said.add(quote, "oa:exact", text(evidence.quote))
    said.a(page, "oa:FragmentSelector")
    said.add(page, "dcterms:conformsTo", _RFC_PDF_FRAGMENT)
    said.add(page, "rdf:value", f"page={evidence.page}")
    said.add(page, "oa:refinedBy", position)
    said.a(position, "oa:TextPositionSelector")
    said.add(position, "oa:start", evidence.start)
    said.add(position, "oa:end", evidence.end)


def _say_origin(said: Triples, iris: Iris, record: FactRecord, version: str) -> None:
    rule = record.evidence.method or "okänd"
    reading = iris.reading(record.document, version, rule)
    said.add(iris.fact(record.id), "prov:wasGeneratedBy", reading)
    said.a(reading, "prov:Activity")
    said.add(reading, "prov:used", iris.version(record.document, version))
    said.add(reading, "prov:wasAssociatedWith", iris.rule(rule))
    said.a(iris.rule(rule), "prov:SoftwareAgent")
    said.add(iris.rule(rule), "rdfs:label", rule)


def plain_property(record: FactRecord) -> NamedNode | None:
    """The property of the plain triple of a relation, or None where there is none.

    It stands only for what applies: a proposal must never look decided, nor a model's guess read.
    """
    name = predicates().get(record.predicate or "")
    sure = record.curated or record.evidence.tier is not Tier.MODEL
    applies = record.object and sure and not record.negated and record.evidence.status == "in_force"
    return node(name) if name and applies else None


def _say_relation(said: Triples, iris: Iris, record: FactRecord, fact: NamedNode) -> None:
    name = predicates().get(record.predicate or "")
    subject = iris.local(record.document, record.subject or "")
    said.add(fact, "avtal:subject", subject)
    said.add(fact, "avtal:predicate", node(name) if name else text(record.predicate))
    said.add(fact, "avtal:negated", record.negated)
    if record.object:
        object_ = iris.local(record.document, record.object)
        said.add(fact, "avtal:object", object_)
        plain = plain_property(record)
        if plain:
            said.say(subject, plain, object_)


def _say_mandate(said: Triples, iris: Iris, record: FactRecord, fact: NamedNode) -> None:
    said.add(fact, "avtal:mandateHolder", iris.local(record.document, record.group or ""))
    said.add(fact, "avtal:task", text(record.text))
    said.add(fact, "avtal:verb", text(record.verb))


def _say_obligation(said: Triples, iris: Iris, record: FactRecord, fact: NamedNode) -> None:
    said.a(fact, _DEONTIC[record.modality])
    said.add(fact, "avtal:modality", node(f"avtal:{record.modality}"))
    said.add(fact, "odrl:assignee", iris.local(record.document, record.bearer) if record.bearer else None)
    said.add(fact, "avtal:bearerExplicit", record.bearer_explicit)
    said.add(fact, "avtal:actionText", text(record.action))
    said.add(fact, "avtal:trigger", text(record.trigger))
    said.add(fact, "avtal:objectText", text(record.object_text))
    said.add(fact, "avtal:counterparty", text(record.counterparty))
    said.add(fact, "avtal:condition", text(record.condition))
    said.add(fact, "avtal:deadline", text(record.deadline))
    said.add(fact, "avtal:frequency", text(record.frequency))
    say_constraints(said, iris, record, fact)


def _say_definition(said: Triples, iris: Iris, record: FactRecord, fact: NamedNode) -> None:
    said.add(fact, "avtal:term", text(record.term))
    said.add(fact, "avtal:meaning", text(record.meaning))


def _say_reference(said: Triples, iris: Iris, record: FactRecord, fact: NamedNode) -> None:
    said.add(fact, "avtal:referenceKind", record.reference_kind)
    said.add(fact, "avtal:target", text(record.target))
    said.add(fact, "avtal:resolved", record.resolved is not None)
    said.add(fact, "avtal:note", text(record.note))


_SAY = {
    "relation": _say_relation,
    "mandate": _say_mandate,
    "obligation": _say_obligation,
    "definition": _say_definition,
    "reference": _say_reference,
}
