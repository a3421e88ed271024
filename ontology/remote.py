"""Any SPARQL 1.1 store, over its query and update protocols.

The store has to show the union of its named graphs as the default graph (a setting of most
stores); the queries of this project name their graphs and do not need it.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from corpus.errors import InvalidInputError, QueryTimeoutError, StoreUnavailableError
from ontology.graph import DEFAULT_LIMITS, Limits, Solutions, Term, amendment, insertion, prepared, replacement

_LOAD_BATCH = 20_000  # triples a request


class RemoteStore:
    """A store at `query_url` and `update_url`; `token` goes with every request as a bearer token."""

    def __init__(self, query_url: str, update_url: str, token: str | None = None, seconds: float = 60.0) -> None:
        self._query_url = query_url
        self._update_url = update_url
        self._token = token
        self._seconds = seconds

    @property
    def revision(self) -> int | None:
        """None: others may write to the store."""
        return None

    def query(self, sparql: str, limits: Limits = DEFAULT_LIMITS) -> Solutions:
        """The answer of a SELECT or ASK query."""
        body = self._ask(sparql, "application/sparql-results+json", limits.seconds)
        found = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            return Solutions((), (), boolean=bool(found))
        assert isinstance(found, QuerySolutions)
        names = tuple(v.value for v in found.variables)
        rows: list[tuple[Term | None, ...]] = []
        for row in found:
            if len(rows) >= limits.rows:
                return Solutions(names, tuple(rows), truncated=True)
            rows.append(tuple(row[i] for i in range(len(names))))
        return Solutions(names, tuple(rows))

    def construct(self, sparql: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        body = self._ask(sparql, "application/n-triples", limits.seconds)
        return tuple(q.triple for q in parse(body, RdfFormat.N_TRIPLES))[: limits.rows]

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, in order."""
        found = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(g for (g,) in found.strings())

    def triples(self, graph: str) -> Iterator[Triple]:
        """The triples of a named graph, in no order."""
        yield from self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")

    def count(self) -> int:
        """How many triples there are in all graphs."""
        return int(next(self.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").strings())[0])

    def replace(self, graphs: Mapping[str, Iterable[Triple]], drop: Iterable[str] = ()) -> None:
        """Put new content into named graphs and drop others, in one request: all or nothing where the store is."""
        self._update(replacement(graphs, drop))

    def amend(self, graph: str, drop: Iterable[Triple], add: Iterable[Triple]) -> None:
        """Take triples out of a named graph and put others in, in one request."""
        self._update(amendment(graph, drop, add))

    def load(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Add triples in large requests, for a rebuild: not atomic."""
        for graph, triples in graphs.items():
            batch: list[Triple] = []
            for triple in triples:
                batch.append(triple)
                if len(batch) == _LOAD_BATCH:
                    self._update(insertion(graph, batch))
                    batch = []
            if batch:
                self._update(insertion(graph, batch))

    def clear(self) -> None:
        """Remove everything."""
        self._update("DROP ALL")

    def flush(self) -> None:
        """Nothing to do: an answered request is stored."""

    def close(self) -> None:
        """Nothing to do: no connection is kept."""

    def _ask(self, sparql: str, accept: str, seconds: float) -> bytes:
        return self._send(self._query_url, prepared(sparql), "application/sparql-query", accept, seconds)

    def _update(self, sparql: str) -> None:
        self._send(self._update_url, sparql, "application/sparql-update", "*/*", self._seconds)

    def _send(self, url: str, body: str, content_type: str, accept: str, seconds: float) -> bytes:
        headers = {"Content-Type": content_type, "Accept": accept}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(url, body.encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            told = error.read(500).decode(errors="replace").strip()
            if error.code == 400:
                raise InvalidInputError(f"SPARQL-frågan kan inte tolkas: {told}") from error
            raise StoreUnavailableError(f"Graflagret svarade med fel {error.code}: {told}") from error
        except TimeoutError as error:
            raise QueryTimeoutError(f"Graflagret svarade inte inom {seconds:g} sekunder.") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise QueryTimeoutError(f"Graflagret svarade inte inom {seconds:g} sekunder.") from error
            raise StoreUnavailableError(
                f"Graflagret på {url} kan inte nås: {error.reason}. Kontrollera adressen och att det är igång."
            ) from error
