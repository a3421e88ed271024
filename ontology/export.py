"""The whole graph as a stream of bytes, in a fixed order: the same content gives the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from corpus.errors import InvalidInputError
from ontology.graph import GraphView
from ontology.vocabulary import PREFIXES

MEDIA_TYPES = {
    "turtle": "text/turtle; charset=utf-8",
    "nquads": "application/n-quads; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}


def export(view: GraphView, format_: str) -> Iterator[bytes]:
    """The graph, a named graph at a time, as "turtle", "nquads", "jsonld" or "csv".

    Turtle and CSV readers know no named graphs: Turtle holds the union, CSV a column with the graph.
    Raises InvalidInputError for another format, before anything is written.
    """
    writers: dict[str, Callable[[GraphView], Iterator[bytes]]] = {
        "turtle": _turtle,
        "nquads": _nquads,
        "jsonld": _jsonld,
        "csv": _csv,
    }
    if format_ not in writers:
        raise InvalidInputError(f"Formatet {format_} finns inte. Välj ett av: {', '.join(writers)}.")
    return writers[format_](view)


def ordered(triples: Iterator[Triple]) -> list[Triple]:
    """The triples in the order of their N-Triples lines."""
    return [t for _, t in sorted((f"{t.subject} {t.predicate} {t.object}", t) for t in triples)]


def _graphs(view: GraphView) -> Iterator[tuple[str, list[Triple]]]:
    for graph in view.graphs():
        yield graph, ordered(view.triples(graph))


def _nquads(view: GraphView) -> Iterator[bytes]:
    for graph, triples in _graphs(view):
        yield "".join(f"{t.subject} {t.predicate} {t.object} <{graph}> .\n" for t in triples).encode()


def _turtle(view: GraphView) -> Iterator[bytes]:
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    yield header.encode()
    for graph, triples in _graphs(view):
        body = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        lines = body.decode().splitlines(keepends=True)
        kept = "".join(line for line in lines if not line.startswith("@prefix "))
        yield f"\n# {graph}\n{kept}".encode()


def _jsonld(view: GraphView) -> Iterator[bytes]:
    yield b"["
    first = True
    for graph, triples in _graphs(view):
        name = NamedNode(graph)
        body = (
            serialize((Quad(t.subject, t.predicate, t.object, name) for t in triples), format=RdfFormat.JSON_LD)
            or b"[]"
        )
        inner = body.strip()[1:-1].strip()
        if inner:
            yield (b"" if first else b",") + b"\n" + inner
            first = False
    yield b"\n]\n"


def _csv(view: GraphView) -> Iterator[bytes]:
    yield _row("subject", "predicate", "object", "datatype", "language", "graph")
    for graph, triples in _graphs(view):
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        for t in triples:
            literal = t.object if isinstance(t.object, Literal) else None
            datatype = literal.datatype.value if literal and not literal.language else ""
            language = (literal.language or "") if literal else ""
            writer.writerow([_value(t.subject), t.predicate.value, _value(t.object), datatype, language, graph])
        yield out.getvalue().encode()


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _row(*cells: str) -> bytes:
    return (",".join(cells) + "\r\n").encode()
