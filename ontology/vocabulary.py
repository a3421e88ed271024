"""The vocabulary: names, labels and concepts from the Turtle files, read once.

`avtal.ttl` holds classes and properties, `concepts.ttl` the concept schemes. Code, interface
and documentation take their names and labels from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple, parse

from ingest.artifact import EntityKind

FOLDER = Path(__file__).parent
NS = "https://w3id.org/avtalsgraf/ns#"
DATA = "https://w3id.org/avtalsgraf/id/"  # where a collection sets no base of its own

PREFIXES: dict[str, str] = {
    "avtal": NS,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

SPARQL_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@cache
def node(name: str) -> NamedNode:
    """The term of a prefixed name: node("org:unitOf"). Raises KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def short(iri: str) -> str:
    """The prefixed name of an IRI of a known vocabulary, or the IRI itself."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


@cache
def triples() -> tuple[Triple, ...]:
    """All triples of the vocabulary, in the order of the files."""
    return tuple(t.triple for name in ("avtal.ttl", "concepts.ttl") for t in parse(path=str(FOLDER / name)))


@cache
def _texts() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """Literals by (subject, property, language), in order."""
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for triple in triples():
        if isinstance(triple.object, Literal) and isinstance(triple.subject, NamedNode):
            key = (triple.subject.value, triple.predicate.value, triple.object.language or "")
            found[key] = (*found.get(key, ()), triple.object.value)
    return found


@cache
def _objects() -> dict[tuple[str, str], tuple[str, ...]]:
    """IRIs by (subject, property), in order."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for triple in triples():
        if isinstance(triple.object, NamedNode) and isinstance(triple.subject, NamedNode):
            key = (triple.subject.value, triple.predicate.value)
            found[key] = (*found.get(key, ()), triple.object.value)
    return found


def label(name: str, language: str = "sv") -> str:
    """The label of a term ("avtal:manages"): prefLabel, else label, else the name itself."""
    iri = node(name).value
    texts = _texts()
    for kind in ("skos:prefLabel", "rdfs:label"):
        found = texts.get((iri, node(kind).value, language))
        if found:
            return found[0]
    return name


def definition(name: str, language: str = "sv") -> str:
    """The definition of a term, or ""."""
    return "".join(_texts().get((node(name).value, node("skos:definition").value, language), ())[:1])


def alternatives(name: str) -> tuple[str, ...]:
    """Other Swedish words for a term."""
    return _texts().get((node(name).value, node("skos:altLabel").value, "sv"), ())


def terms(kind: str) -> tuple[str, ...]:
    """Prefixed names of all terms of a type, in the order of the files: terms("owl:Class")."""
    wanted = node(kind).value
    rdf_type = node("rdf:type").value
    return tuple(short(s) for (s, p), objects in _objects().items() if p == rdf_type and wanted in objects)


def concepts(scheme: str) -> tuple[str, ...]:
    """Prefixed names of the concepts of a scheme, in order: concepts("avtal:Status")."""
    wanted = node(scheme).value
    inside = node("skos:inScheme").value
    return tuple(short(s) for (s, p), objects in _objects().items() if p == inside and wanted in objects)


def superclasses(name: str) -> Iterator[str]:
    """Prefixed names of the classes above a class of ours, nearest first, standard classes too."""
    for iri in _objects().get((node(name).value, node("rdfs:subClassOf").value), ()):
        yield short(iri)
        yield from superclasses(short(iri)) if iri.startswith(NS) else ()


@cache
def predicates() -> dict[str, str]:
    """The relations by Swedish name: {"förvaltar": "avtal:manages", ...}, in the order of the file."""
    return {label(name): name for name in terms("avtal:RelationProperty")}


@cache
def predicate_words() -> dict[str, str]:
    """Swedish name of the relation by every word for it, other words and English names too."""
    words: dict[str, str] = {}
    for swedish, name in predicates().items():
        for word in (swedish, *alternatives(name), label(name, "en"), name.removeprefix("avtal:")):
            words.setdefault(word.casefold(), swedish)
    return words


@cache
def _concept_words(scheme: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for name in concepts(scheme):
        for word in (label(name), *alternatives(name), label(name, "en")):
            words.setdefault(word.casefold(), name)
    return words


def concept(scheme: str, word: str) -> str | None:
    """The concept of a scheme that a Swedish word names, by its longest known ending, or None.

    >>> concept("avtal:GroupType", "styrgrupp")
    'avtal:SteeringGroupType'
    """
    words = _concept_words(scheme)
    folded = word.casefold().strip()
    if folded in words:
        return words[folded]
    endings = [w for w in words if len(w) > 3 and (folded.endswith(w) or folded.startswith(w + " "))]
    return words[max(endings, key=len)] if endings else None


_SCHEMES = {
    EntityKind.PARTY: "avtal:PartyType",
    EntityKind.GROUP: "avtal:GroupType",
    EntityKind.AGREEMENT: "avtal:DocumentType",
}
_CLASSES = {
    EntityKind.PARTY: "avtal:Party",
    EntityKind.GROUP: "avtal:Group",
    EntityKind.AGREEMENT: "avtal:Agreement",
    EntityKind.MATTER: "avtal:Matter",
}
_SUBCLASSES = {
    "RegionType": "avtal:Principal",
    "MunicipalityType": "avtal:Principal",
    "FederationType": "avtal:Principal",
    "AdministrationType": "avtal:Unit",
    "BoardType": "avtal:Unit",
    "ServiceType": "avtal:Unit",
    "FunctionType": "avtal:CoordinatingFunction",
    "PoliticalGroupType": "avtal:PoliticalGroup",
    "SteeringGroupType": "avtal:SteeringGroup",
    "OfficialsGroupType": "avtal:SteeringGroup",
    "ConsultationGroupType": "avtal:ConsultationGroup",
    "PreparatoryGroupType": "avtal:PreparatoryGroup",
    "WorkingGroupType": "avtal:WorkingGroup",
    "SecretariatType": "avtal:Secretariat",
    "NetworkType": "avtal:Network",
    "LocalGroupType": "avtal:LocalGroup",
    "MasterAgreementType": "avtal:MasterAgreement",
    "AgreementType": "avtal:AreaAgreement",
    "SupplementType": "avtal:SupplementaryAgreement",
    "GuidelineType": "avtal:Guideline",
    "RoutineType": "avtal:Guideline",
    "ActType": "avtal:Statute",
    "OrdinanceType": "avtal:Statute",
    "RegulationType": "avtal:Statute",
}


@cache
def classify(kind: EntityKind, word: str) -> tuple[str, str | None]:
    """The class and the type concept of an entity, from its kind and its Swedish type word."""
    scheme = _SCHEMES.get(kind)
    found = concept(scheme, word) if scheme and word else None
    general = _CLASSES[kind]
    return (_SUBCLASSES.get(found.removeprefix("avtal:"), general) if found else general), found
