"""What `shapes.ttl` asks for, as plain data in the order of the file (SHACL, W3C Recommendation, 20 July 2017)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, parse

from ontology.vocabulary import FOLDER, node, short

_SH = "http://www.w3.org/ns/shacl#"
_Node = NamedNode | BlankNode
_Graph = dict[_Node, list[tuple[str, _Node | Literal]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold of one property. `path` is a prefixed name, or several joined by " / "."""

    path: str
    least: int = 0
    most: int | None = None
    class_: str = ""
    datatype: str = ""
    one_of: tuple[str, ...] = ()
    message: str = ""  # Swedish
    severity: str = "sh:Violation"

    @property
    def count(self) -> str:
        """How many values there may be: "1", "0–1", "2 or more"."""
        if self.most is None:
            return f"{self.least} or more" if self.least else "any"
        return str(self.most) if self.least == self.most else f"{self.least}–{self.most}"


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape: the classes it applies to, or the property whose bearers it applies to; its properties; its
    other rules as (message, severity)."""

    name: str
    targets: tuple[str, ...]
    bearers_of: str
    properties: tuple[Rule, ...]
    rules: tuple[tuple[str, str], ...]


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes, in the order of the file."""
    graph: _Graph = {}
    for quad in parse(path=str(FOLDER / "shapes.ttl")):
        assert isinstance(quad.subject, NamedNode | BlankNode) and not hasattr(quad.object, "subject")
        graph.setdefault(quad.subject, []).append((_short(quad.predicate.value), quad.object))
    found = [s for s, said in graph.items() if ("rdf:type", NamedNode(f"{_SH}NodeShape")) in said]
    return tuple(_shape(graph, subject) for subject in found)


def _shape(graph: _Graph, subject: _Node) -> Shape:
    targets = tuple(_short(t.value) for t in _nodes(graph, subject, "sh:targetClass"))
    bearers = _text(graph, subject, "sh:targetSubjectsOf")
    severity = _text(graph, subject, "sh:severity", "sh:Violation")
    rules = [
        (_text(graph, rule, "sh:message"), _text(graph, rule, "sh:severity", severity))
        for rule in _nodes(graph, subject, "sh:sparql")
    ]
    if message := _text(graph, subject, "sh:message"):
        rules.append((message, severity))
    properties = tuple(_rule(graph, p, severity) for p in _nodes(graph, subject, "sh:property"))
    return Shape(_short(subject.value), targets, bearers, properties, tuple(rules))


def _rule(graph: _Graph, subject: _Node, severity: str) -> Rule:
    most = _text(graph, subject, "sh:maxCount")
    listed = _nodes(graph, subject, "sh:in")
    node_shape = _text(graph, subject, "sh:node")
    kind = _text(graph, subject, "sh:class") or node_shape.removesuffix("Shape")
    return Rule(
        path=" / ".join(_path(graph, _nodes(graph, subject, "sh:path")[0])),
        least=int(_text(graph, subject, "sh:minCount") or 0),
        most=int(most) if most else None,
        class_=kind,
        datatype=_text(graph, subject, "sh:datatype"),
        one_of=tuple(_list(graph, listed[0])) if listed else (),
        message=_text(graph, subject, "sh:message"),
        severity=_text(graph, subject, "sh:severity", severity),
    )


def _path(graph: _Graph, path: _Node) -> list[str]:
    return [_short(path.value)] if isinstance(path, NamedNode) else _list(graph, path)


def _list(graph: _Graph, head: _Node) -> list[str]:
    """The members of an RDF list."""
    found: list[str] = []
    while head != node("rdf:nil"):
        found += [_short(o.value) for o in _all(graph, head, "rdf:first")]
        head = _nodes(graph, head, "rdf:rest")[0]
    return found


def _all(graph: _Graph, subject: _Node, property_: str) -> list[_Node | Literal]:
    return [o for p, o in graph.get(subject, ()) if p == property_]


def _nodes(graph: _Graph, subject: _Node, property_: str) -> list[_Node]:
    return [o for o in _all(graph, subject, property_) if not isinstance(o, Literal)]


def _text(graph: _Graph, subject: _Node, property_: str, otherwise: str = "") -> str:
    found = _all(graph, subject, property_)
    return _short(found[0].value) if found else otherwise


def _short(iri: str) -> str:
    return f"sh:{iri[len(_SH) :]}" if iri.startswith(_SH) else short(iri)
