"""The ontology as a page: `python -m ontology.reference` writes `docs/ontology.md`.

Everything on it comes from `avtal.ttl`, `concepts.ttl` and `shapes.ttl`; a test holds the page to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from corpus.files import write_atomic
from ingest.artifact import EntityKind
from ontology.shapes import Rule, Shape, shapes
from ontology.vocabulary import (
    NS,
    PREFIXES,
    alternatives,
    classify,
    concepts,
    definition,
    label,
    node,
    short,
    superclasses,
    terms,
    triples,
)

PAGE = Path(__file__).parent.parent / "docs" / "ontology.md"
# The classes of the picture: what documents name, what they say, and what people and the collection add.
PICTURED = (
    *("avtal:LocalEntity", "avtal:Party", "avtal:Group", "avtal:Agreement", "avtal:Matter"),
    *("avtal:Fact", "avtal:Relation", "avtal:Mandate", "avtal:Obligation", "avtal:Definition", "avtal:Reference"),
    *("avtal:Conflict", "avtal:Gap", "avtal:Correction"),
)
_SEVERITIES = {"sh:Violation": "breach", "sh:Warning": "warning", "sh:Info": "note"}


def page() -> str:
    """The page, in Markdown."""
    relations = terms("avtal:RelationProperty")
    others = [p for kind in ("owl:ObjectProperty", "owl:DatatypeProperty") for p in terms(kind) if p not in relations]
    parts = [
        "# The ontology\n\nMade by `make docs` from `ontology/avtal.ttl`, `concepts.ttl` and `shapes.ttl`; "
        "change those, not this page.\nHow the graph is laid out is in [developers.md](developers.md).",
        f"The namespace is `{NS}`, written `avtal:`. Terms of other vocabularies are used as they are:\n\n"
        + _table(("Prefix", "Vocabulary"), ((f"`{name}:`", f"<{iri}>") for name, iri in PREFIXES.items())),
        f"## The main classes\n\n```mermaid\n{picture()}\n```\n\n"
        "A hollow arrow leads to the wider class; other arrows are properties. `avtal:LocalEntity` is a thing as one "
        "document knows it:\nit is also a party, group, agreement or matter, and `avtal:denotes` leads to the entity "
        "of the collection.\n"
        "Conflicts, gaps and decisions lie in named graphs of their own (`graph/conflicts`, `graph/gaps`, "
        "`graph/decisions`), made anew whenever they change.",
        "## Classes\n\n"
        + _table(("Class", "Swedish", "English", "Under", "Definition"), map(_class, terms("owl:Class"))),
        "## Relations between entities\n\nThe values of `avtal:predicate`. The other words are those under which "
        "the lists of the API take them too.\nAn exclusive relation has one subject: two are reported.\n\n"
        + _table(("Relation", "Swedish", "English", "Other words", "Like", "Definition"), map(_relation, relations)),
        "## Other properties\n\n"
        + _table(("Property", "Swedish", "English", "Of", "Value", "Definition"), map(_property, others)),
        "## Concept schemes",
        *(_scheme(name) for name in terms("skos:ConceptScheme")),
        "## What a valid graph looks like\n\nThe SHACL shapes, asked by `avtal validate`. A breach makes the graph "
        "invalid; warnings and notes do not.\n\n"
        + _table(("Of", "Property", "How many", "Value", "Otherwise", "Weight"), _requirements(shapes()))
        + "\n\nRules over several properties or a whole document:\n\n"
        + _table(("Rule", "Of", "Otherwise", "Weight"), _rules(shapes())),
    ]
    return "\n\n".join(parts) + "\n"


def picture() -> str:
    """The main classes and the properties between them, as a Mermaid class diagram.

    A property is drawn where a shape or the vocabulary says which class it leads from and to; `avtal:denotes`, dashed,
    to the classes of entities.
    """
    wider = [(parent, name) for name in PICTURED for parent in _objects(name, "rdfs:subClassOf")]
    drawn = {name for pair in wider for name in pair}
    edges: dict[tuple[str, str], str] = {}
    for shape in shapes():
        for rule in shape.properties:
            to = rule.class_ or next(iter(_objects(rule.path, "rdfs:range")), "")
            for target in shape.targets:
                if target in PICTURED and to and not to.startswith(("xsd:", "rdf:", "skos:")):
                    edges.setdefault((target, rule.path), to)
    drawn |= set(edges.values())
    lines = ["classDiagram", "direction LR"]
    lines += [f'class {_id(name)}["{name}"]' for name in sorted(drawn)]
    lines += [f"{_id(parent)} <|-- {_id(name)}" for parent, name in wider]
    lines += [f"{_id(source)} --> {_id(to)} : {path.partition(':')[2]}" for (source, path), to in edges.items()]
    lines += [f"avtal_LocalEntity ..> {_id(classify(kind, '')[0])} : denotes" for kind in EntityKind]
    return "\n".join(lines)


def _class(name: str) -> Sequence[str]:
    return f"`{name}`", label(name), label(name, "en"), _names(_objects(name, "rdfs:subClassOf")), _defined(name)


def _relation(name: str) -> Sequence[str]:
    like = [t for p in ("rdfs:subPropertyOf", "owl:inverseOf", "rdfs:seeAlso") for t in _objects(name, p)]
    exclusive = " Exclusive." if name in terms("avtal:ExclusiveProperty") else ""
    others = ", ".join(alternatives(name))
    return f"`{name}`", label(name), label(name, "en"), others, _names(like), _defined(name) + exclusive


def _property(name: str) -> Sequence[str]:
    domain, values = _objects(name, "rdfs:domain"), _objects(name, "rdfs:range")
    return f"`{name}`", label(name), label(name, "en"), _names(domain), _names(values), _defined(name)


def _scheme(name: str) -> str:
    rows = ((f"`{c}`", label(c), label(c, "en"), ", ".join(alternatives(c)), _defined(c)) for c in concepts(name))
    title = f"### {label(name, 'en').capitalize()} (`{name}`)\n\n{_defined(name)}\n\n"
    return title + _table(("Concept", "Swedish", "English", "Other words", "Definition"), rows)


def _requirements(found: Iterable[Shape]) -> Iterator[Sequence[str]]:
    for shape in found:
        for rule in shape.properties:
            yield (
                _targets(shape),
                f"`{rule.path}`",
                rule.count,
                _value(rule),
                rule.message,
                _weight(rule.severity),
            )


def _rules(found: Iterable[Shape]) -> Iterator[Sequence[str]]:
    for shape in found:
        for message, severity in shape.rules:
            yield f"`{shape.name}`", _targets(shape), message, _weight(severity)


def _targets(shape: Shape) -> str:
    """What a shape applies to; a class with only its own subclasses beside it stands for them."""
    if shape.bearers_of:
        return f"what has `{shape.bearers_of}`"
    first, *others = shape.targets
    if others and all(first in superclasses(other) for other in others):
        return f"`{first}` and its kinds"
    return _names(shape.targets)


def _value(rule: Rule) -> str:
    named = [n for n in (rule.class_, rule.datatype) if n]
    return _names(named) if named else _names(rule.one_of)


def _weight(severity: str) -> str:
    return _SEVERITIES.get(severity, "breach")


def _defined(name: str) -> str:
    """The English definition, then the Swedish one."""
    return f"{definition(name, 'en')} *{definition(name)}*"


def _objects(name: str, property_: str) -> list[str]:
    """The terms that a property of the vocabulary leads to, in the order of the file."""
    if " " in name or name.partition(":")[0] not in PREFIXES:  # a path of several, or a term of SHACL
        return []
    wanted = (node(name), node(property_))
    return [
        short(t.object.value)
        for t in triples()
        if (t.subject, t.predicate) == wanted and isinstance(t.object, NamedNode)
    ]


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _id(name: str) -> str:
    return name.replace(":", "_")


def main() -> None:
    """Write the page."""
    write_atomic(PAGE, page().encode())


if __name__ == "__main__":
    main()
