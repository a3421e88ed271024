"""The graph store: what readers may do (`GraphView`) and what its one writer may do (`GraphStore`).

Terms are pyoxigraph's (NamedNode, Literal, BlankNode, Triple), whatever the store behind.
Queries see the union of all named graphs as the default graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from corpus.errors import InvalidInputError
from ontology.vocabulary import SPARQL_PREFIXES

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a query may take: rows of the answer, seconds of work.

    A `guarded` query answers in time even where the engine cannot be interrupted; for queries
    that strangers write.
    """

    rows: int = 1_000_000
    seconds: float = 60.0
    guarded: bool = False


DEFAULT_LIMITS = Limits()
PUBLIC_LIMITS = Limits(rows=10_000, seconds=10.0, guarded=True)


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of a SELECT or ASK. `truncated`: the row limit cut it. `boolean` is set for ASK only."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False
    boolean: bool | None = None

    def strings(self) -> Iterator[tuple[str, ...]]:
        """The rows as plain text; "" where a variable is unbound."""
        for row in self.rows:
            yield tuple("" if term is None else term.value for term in row)


class GraphView(Protocol):
    """Reads the graph. Raises InvalidInputError for a query that cannot be read, QueryTimeoutError."""

    @property
    def revision(self) -> int | None:
        """Changes whenever the content does; None where that cannot be known."""

    def query(self, sparql: str, limits: Limits = ...) -> Solutions:
        """The answer of a SELECT or ASK query."""

    def construct(self, sparql: str, limits: Limits = ...) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE query."""

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, in order."""

    def triples(self, graph: str) -> Iterator[Triple]:
        """The triples of a named graph, in no order."""

    def count(self) -> int:
        """How many triples there are in all graphs."""


class GraphStore(GraphView, Protocol):
    """Writes the graph too. One writer at a time."""

    def replace(self, graphs: Mapping[str, Iterable[Triple]], drop: Iterable[str] = ()) -> None:
        """Put new content into named graphs and drop others, all or nothing."""

    def amend(self, graph: str, drop: Iterable[Triple], add: Iterable[Triple]) -> None:
        """Take triples out of a named graph and put others in, all or nothing."""

    def load(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Add triples fast, for a rebuild: not atomic."""

    def clear(self) -> None:
        """Remove everything."""

    def flush(self) -> None:
        """Return when all is on disk."""

    def close(self) -> None:
        """Let go of the store."""


def prepared(sparql: str) -> str:
    """The query with the prefixes of the vocabulary before it, where it declares none of its own by those names."""
    declared = sparql.casefold()
    lines = [p for p in SPARQL_PREFIXES.splitlines() if p.split(" <")[0].casefold() not in declared]
    return "\n".join([*lines, sparql]) if lines else sparql


def unreadable(error: Exception) -> InvalidInputError:
    """The error to raise for a query that the engine cannot read."""
    return InvalidInputError(f"SPARQL-frågan kan inte tolkas: {error}. Kontrollera stavning och parenteser.")


def insertion(graph: str, triples: Iterable[Triple], verb: str = "INSERT") -> str:
    """The SPARQL update that adds triples to a named graph, or takes them out of it ("DELETE")."""
    lines = "\n".join(f"{t.subject} {t.predicate} {t.object} ." for t in triples)
    return f"{verb} DATA {{ GRAPH <{graph}> {{\n{lines}\n}} }}"


def amendment(graph: str, drop: Iterable[Triple], add: Iterable[Triple]) -> str:
    """The one SPARQL update that takes triples out of a named graph and puts others in."""
    return f"{insertion(graph, drop, 'DELETE')} ;\n{insertion(graph, add)}"


def replacement(graphs: Mapping[str, Iterable[Triple]], drop: Iterable[str]) -> str:
    """The one SPARQL update that puts new content into named graphs and drops others."""
    drops = [f"DROP SILENT GRAPH <{g}>" for g in sorted({*graphs, *drop})]
    return " ;\n".join([*drops, *(insertion(g, ts) for g, ts in graphs.items())])
