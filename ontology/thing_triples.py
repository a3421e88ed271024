"""Documents and local entities as triples (ELI, ORG, SKOS, DCTERMS, PROV-O)."""

from __future__ import annotations

import msgspec

from corpus.ids import slug
from ingest.artifact import Artifact, EntityKind, Status
from ontology.iris import Iris
from ontology.norm_triples import say_validity
from ontology.records import DocumentRecord, EntityRecord
from ontology.triples import Triples, date, json, text
from ontology.vocabulary import classify, concept, node

_IN_FORCE = {Status.IN_FORCE: "eli:InForce-inForce", Status.REPEALED: "eli:InForce-notInForce"}


def say_document(said: Triples, iris: Iris, artifact: Artifact, record: DocumentRecord) -> None:
    """The document (work), its version (expression), its sections, and where it comes from."""
    work = iris.document(record.id)
    version = iris.version(record.id, record.version)
    said.a(work, "eli:LegalResource")
    said.add(work, "avtal:currentVersion", version)
    said.add(work, "eli:is_realized_by", version)
    said.add(work, "dcterms:title", text(record.title, record.language))
    said.a(version, "eli:LegalExpression", "prov:Entity")
    said.add(version, "eli:realizes", work)
    said.add(version, "dcterms:title", text(record.title, record.language))
    said.add(version, "dcterms:language", record.language)
    said.add(version, "dcterms:identifier", record.register_number)
    said.add(version, "dcterms:source", record.file)
    said.add(version, "eli:version", record.edition)
    kind = concept("avtal:DocumentType", record.type) or "avtal:OtherDocumentType"
    said.add(version, "eli:type_document", node(kind))
    said.add(version, "dcterms:type", text(record.type))
    said.add(version, "avtal:status", node(f"avtal:{record.status}"))
    in_force = _IN_FORCE.get(record.status)
    said.add(version, "eli:in_force", node(in_force) if in_force else None)
    said.add(version, "eli:date_document", date(record.date))
    said.add(version, "eli:first_date_entry_in_force", date(record.valid_from))
    said.add(version, "eli:date_no_longer_in_force", date(record.valid_to))
    say_validity(said, version, record.valid_from, record.valid_to)
    if not (record.date or record.valid_from or record.valid_to):
        said.add(version, "avtal:undated", True)
    said.add(version, "eli:passed_by", text(record.decided_by))
    said.add(version, "dcterms:replaces", *(text(title) for title in record.replaces))
    said.add(version, "prov:value", artifact.digest)
    county = iris.county(slug(record.county) if record.county else record.id)
    say_jurisdiction(said, iris, record.county, record.id)
    said.add(version, "avtal:jurisdiction", county)
    said.add(version, "avtal:record", json(msgspec.json.encode(record)))
    if record.own:
        said.add(version, "foaf:primaryTopic", iris.local(record.id, record.own))
    for index, section in enumerate(artifact.structure.sections):
        part = iris.section(record.id, record.version, index)
        said.a(part, "eli:LegalResourceSubdivision")
        said.add(part, "eli:number", section.number)
        said.add(part, "dcterms:title", text(section.heading, record.language))
        said.add(part, "avtal:status", node(f"avtal:{section.status}"))
        above = iris.section(record.id, record.version, section.parent) if section.parent is not None else version
        said.add(part, "dcterms:isPartOf", above)


def say_jurisdiction(said: Triples, iris: Iris, county: str | None, document: str) -> None:
    """The county; a document that names none is its own jurisdiction, so that its names mix with no others."""
    area = iris.county(slug(county) if county else document)
    said.a(area, "avtal:Jurisdiction")
    said.add(area, "skos:prefLabel", text(county or "okänt län"))


def say_entity(said: Triples, iris: Iris, record: EntityRecord, version: str) -> None:
    """A body, group, agreement, statute or matter, as its document knows it."""
    entity = iris.local(record.document, record.id)
    class_, type_ = classify(record.kind, record.type)
    said.a(entity, "avtal:LocalEntity", class_)
    said.add(entity, "skos:prefLabel", text(record.name))
    said.add(entity, "skos:altLabel", *(text(a) for a in record.aliases if a != record.name))
    said.add(entity, "dcterms:type", text(record.type))
    said.add(
        entity,
        "eli:type_document" if record.kind is EntityKind.AGREEMENT else "org:classification",
        node(type_) if type_ else None,
    )
    said.add(entity, "avtal:status", node(f"avtal:{record.status}"))
    said.add(entity, "avtal:jurisdiction", iris.county(record.county))
    said.add(entity, "avtal:inVersion", iris.version(record.document, version))
    said.add(entity, "dcterms:identifier", record.identifier)
    if record.parent:
        above = "org:unitOf" if record.kind is EntityKind.PARTY else "dcterms:isPartOf"
        above = "org:subOrganizationOf" if record.kind is EntityKind.GROUP else above
        said.add(entity, above, iris.local(record.document, record.parent))
    said.add(entity, "eli:first_date_entry_in_force", date(record.valid_from))
    said.add(entity, "eli:date_no_longer_in_force", date(record.valid_to))
    say_validity(said, entity, record.valid_from, record.valid_to)
    said.add(entity, "avtal:party", *(iris.local(record.document, p) for p in record.parties))
    said.add(entity, "avtal:targetGroup", text(record.target_group))
    said.add(entity, "avtal:purpose", text(record.purpose))
    said.add(entity, "dcterms:replaces", *(iris.local(record.document, s) for s in record.supersedes))
    said.add(entity, "avtal:record", json(msgspec.json.encode(record)))
