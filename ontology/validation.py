"""Validation of a document's graph against the shapes (SHACL)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import pyshacl
from pyoxigraph import RdfFormat, Triple, serialize
from rdflib import Graph, Node, URIRef
from rdflib.namespace import RDF, SH

from ontology.graph import GraphView, prepared
from ontology.vocabulary import FOLDER, short


class Severity(StrEnum):
    """How bad a violation is: a graph with an error is not taken as valid."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_DOCUMENT_GRAPHS = prepared("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?version a eli:LegalExpression } }")
_OTHER_GRAPHS = prepared(
    "SELECT DISTINCT ?graph WHERE { "
    "VALUES ?kind { avtal:Conflict avtal:Gap avtal:FollowUp } GRAPH ?graph { ?one a ?kind } }"
)
_SEVERITIES = {SH.Violation: Severity.ERROR, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}


@dataclass(frozen=True, slots=True)
class Violation:
    """What in the graph breaks a shape. `message` is Swedish; `path` and `value` may be ""."""

    node: str
    shape: str
    path: str
    value: str
    severity: Severity
    message: str


def validate(triples: Iterable[Triple], least: Severity = Severity.INFO) -> list[Violation]:
    """The violations of a document's triples, worst first, down to a severity.

    Takes about three seconds of a core for 10,000 triples (a document of thirty pages).
    """
    _, report, _ = pyshacl.validate(
        as_rdflib(triples) + _concepts(), shacl_graph=_shapes(), inference="none", inplace=True, do_owl_imports=False
    )
    order = list(Severity)
    found = {_violation(report, result) for result in report.subjects(RDF.type, SH.ValidationResult)}
    kept = (v for v in found if order.index(v.severity) <= order.index(least))
    return sorted(kept, key=lambda v: (order.index(v.severity), v.shape, v.node, v.path, v.value))


def validate_graphs(view: GraphView, least: Severity = Severity.ERROR) -> tuple[int, list[tuple[str, Violation]]]:
    """How many named graphs of documents, conflicts, gaps and decisions there are, and (graph, violation) for all."""
    found = {graph for query in (_DOCUMENT_GRAPHS, _OTHER_GRAPHS) for (graph,) in view.query(query).strings()}
    graphs = sorted(found)
    return len(graphs), [(g, v) for g in graphs for v in validate(view.triples(g), least)]


def as_rdflib(triples: Iterable[Triple]) -> Graph:
    """The triples as an rdflib graph."""
    graph = Graph()
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    return graph


@cache
def _shapes() -> Graph:
    return Graph().parse(FOLDER / "shapes.ttl", format="turtle")


@cache
def _concepts() -> Graph:
    return Graph().parse(FOLDER / "concepts.ttl", format="turtle")


def _violation(report: Graph, result: Node) -> Violation:
    def one(name: Node) -> str:
        found = report.value(result, name)
        return "" if found is None else str(found)

    severity = report.value(result, SH.resultSeverity)
    shape = report.value(result, SH.sourceShape)
    return Violation(
        node=one(SH.focusNode),
        shape=short(str(shape)) if isinstance(shape, URIRef) else "",
        path=short(one(SH.resultPath)),
        value=one(SH.value),
        severity=_SEVERITIES[severity] if isinstance(severity, URIRef) else Severity.ERROR,
        message=one(SH.resultMessage),
    )
