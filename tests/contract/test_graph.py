"""One suite over every graph store: memory, disk, and a SPARQL endpoint over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store, Triple, serialize

from corpus.errors import InvalidInputError, StoreUnavailableError
from ontology import entities, facts
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.export import MEDIA_TYPES, export
from ontology.graph import GraphStore, Limits
from ontology.lookup import Lookup
from ontology.oxigraph import OxigraphStore
from ontology.remote import RemoteStore
from tests.bench.generated import Generated

BASE = "https://example.org/"


class Endpoint(BaseHTTPRequestHandler):
    """The SPARQL 1.1 protocol over a store in memory: query and update by direct POST."""

    store: Store

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        try:
            if self.path == "/update":
                assert self.headers["Content-Type"] == "application/sparql-update"
                self.store.update(body)
                self._answer(204, "text/plain", b"")
                return
            found = self.store.query(body, use_default_graph_as_union=True)
        except SyntaxError as error:
            self._answer(400, "text/plain", str(error).encode())
            return
        if isinstance(found, QueryTriples):
            self._answer(200, "application/n-triples", serialize(found, format=RdfFormat.N_TRIPLES) or b"")
        else:
            data = found.serialize(format=QueryResultsFormat.JSON)
            self._answer(200, "application/sparql-results+json", data or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(params=["memory", "disk", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    if request.param == "remote":
        handler = type("Handler", (Endpoint,), {"store": Store()})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        yield RemoteStore(f"{url}/query", f"{url}/update")
        server.shutdown()
        server.server_close()
        return
    one = OxigraphStore(tmp_path / "graph" if request.param == "disk" else None)
    yield one
    one.close()


def iri(name: str) -> NamedNode:
    return NamedNode(BASE + name)


def said(*words: str) -> list[Triple]:
    return [Triple(iri(w), iri("says"), Literal(w, language="sv")) for w in words]


def words(store: GraphStore) -> list[str]:
    query = f"SELECT ?w WHERE {{ GRAPH ?g {{ ?s <{BASE}says> ?w }} }} ORDER BY ?w"
    return [w for (w,) in store.query(query).strings()]


def test_replace_puts_and_drops_graphs_together(store: GraphStore) -> None:
    store.replace({BASE + "g1": said("a", "b"), BASE + "g2": said("c")})
    assert store.graphs() == [BASE + "g1", BASE + "g2"]
    store.replace({BASE + "g1": said("d")}, drop=[BASE + "g2"])
    assert words(store) == ["d"]
    assert store.count() == 1


def test_replace_is_all_or_nothing(store: GraphStore) -> None:
    store.replace({BASE + "g1": said("a")})
    with pytest.raises(InvalidInputError):
        store.replace({BASE + "g1": said("b"), BASE + "not a graph>": said("c")})
    assert words(store) == ["a"]


def test_amend_takes_out_and_puts_in_together(store: GraphStore) -> None:
    store.replace({BASE + "g1": said("a", "b"), BASE + "g2": said("a")})
    store.amend(BASE + "g1", said("a", "x"), said("c"))
    assert {t.object.value for t in store.triples(BASE + "g1")} == {"b", "c"}
    assert [t.object.value for t in store.triples(BASE + "g2")] == ["a"], "other graphs keep theirs"
    with pytest.raises(InvalidInputError):
        store.amend(BASE + "g1>", said("b"), said("d"))
    assert words(store) == ["a", "b", "c"]


def test_the_catalogue_shows_what_any_store_holds(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables beside a store, its builder's or a reader's own, give the same lists, and see what another writes."""
    monkeypatch.setattr("ontology.following.PATIENCE", 0.0)
    made = Generated(6)
    lookup = Lookup()
    builder = GraphBuilder(store, BASE, lookup)
    catalogues = [Catalogue(store, BASE, lookup), Catalogue(store, BASE)]
    for number in range(5):
        builder.put(made.artifact(number))
    builder.settle()
    for change in (lambda: None, lambda: builder.put(made.artifact(5)), lambda: builder.remove(made.id(0))):
        change()
        builder.settle()
        for ask in (facts.relations, facts.obligations, entities.groups, entities.agreements, Catalogue.documents):
            first, second = (ask(c, limit=200) for c in catalogues)
            assert first == second and first.total
        first, second = (facts.obligations(c, q="kommunen", limit=5, cursor="2") for c in catalogues)
        assert first == second and len(first.items) == 5
    assert not catalogues[1].document_records().keys() & {made.id(0)}


@pytest.mark.parametrize("text", ["rad\nbrytning", 'citat "inuti"', "bakstreck \\ n", "å ä ö é 😀", "\ttabb\r"])
def test_text_comes_back_as_it_was(store: GraphStore, text: str) -> None:
    store.replace({BASE + "g": [Triple(iri("s"), iri("says"), Literal(text, language="sv"))]})
    assert words(store) == [text]
    store.clear()
    store.load({BASE + "g": [Triple(iri("s"), iri("says"), Literal(text))]})
    assert words(store) == [text]


def test_default_graph_is_the_union(store: GraphStore) -> None:
    store.replace({BASE + "g1": said("a"), BASE + "g2": said("b")})
    assert len(store.query(f"SELECT ?w WHERE {{ ?s <{BASE}says> ?w }}").rows) == 2


def test_prefixes_of_the_vocabulary_are_known_and_may_be_declared(store: GraphStore) -> None:
    store.replace(
        {BASE + "g": [Triple(iri("s"), NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), Literal("x"))]}
    )
    plain = "SELECT ?l WHERE { GRAPH ?g { ?s skos:prefLabel ?l } }"
    assert len(store.query(plain).rows) == 1
    assert len(store.query(f"PREFIX skos: <http://www.w3.org/2004/02/skos/core#> {plain}").rows) == 1


def test_select_ask_and_construct(store: GraphStore) -> None:
    store.replace({BASE + "g": said("a", "b")})
    assert store.query(f"ASK {{ GRAPH ?g {{ <{BASE}a> ?p ?o }} }}").boolean is True
    assert store.query(f"ASK {{ GRAPH ?g {{ <{BASE}x> ?p ?o }} }}").boolean is False
    built = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert set(built) == set(said("a", "b"))
    found = store.query("SELECT ?s ?none WHERE { GRAPH ?g { ?s ?p ?o } }", Limits(rows=1))
    assert found.variables == ("s", "none") and found.truncated and found.rows[0][1] is None


def test_a_query_that_cannot_be_read_is_the_askers_error(store: GraphStore) -> None:
    with pytest.raises(InvalidInputError, match="tolkas"):
        store.query("SELECT WHERE {")


@pytest.mark.parametrize("format_", list(MEDIA_TYPES))
def test_export_is_the_same_bytes_in_any_order_of_writing(store: GraphStore, format_: str) -> None:
    store.load({BASE + "g2": said("c", "a"), BASE + "g1": said("b")})
    first = b"".join(export(store, format_))
    store.clear()
    store.load({BASE + "g1": said("b"), BASE + "g2": said("a", "c")})
    assert b"".join(export(store, format_)) == first
    assert all(w in first for w in (b"example.org/a", b"example.org/b", b"example.org/c"))


def test_export_in_an_unknown_format_is_refused(store: GraphStore) -> None:
    with pytest.raises(InvalidInputError, match="turtle"):
        export(store, "docx")


def test_a_remote_store_that_is_down_says_so() -> None:
    with pytest.raises(StoreUnavailableError, match="nås"):
        RemoteStore("http://127.0.0.1:9/query", "http://127.0.0.1:9/update").count()
