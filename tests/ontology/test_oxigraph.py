from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from corpus.errors import CorruptStoreError, InvalidInputError, QueryTimeoutError, StoreLockedError
from ontology.graph import Limits
from ontology.oxigraph import OxigraphStore, OxigraphView

GRAPH = "https://example.org/g"


def triples(number):
    return [
        Triple(NamedNode(f"https://example.org/{i}"), NamedNode("https://example.org/p"), Literal(i))
        for i in range(number)
    ]


def test_what_was_written_is_there_after_a_restart(tmp_path: Path):
    store = OxigraphStore(tmp_path / "graph")
    store.replace({GRAPH: triples(3)})
    store.close()
    again = OxigraphStore(tmp_path / "graph")
    assert again.count() == 3
    again.close()


def test_a_second_writer_is_told_who_the_first_is(tmp_path: Path):
    script = f"""
import sys, time
sys.path[:0] = {sys.path!r}
from pathlib import Path
from ontology.oxigraph import OxigraphStore
store = OxigraphStore(Path({str(tmp_path / "graph")!r}))
print("open", flush=True)
sys.stdin.read()
store.close()
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        assert owner.stdout and owner.stdout.readline() == b"open\n"
        with pytest.raises(StoreLockedError, match=str(owner.pid)):
            OxigraphStore(tmp_path / "graph")
        assert OxigraphView.open(tmp_path / "graph").count() == 0
    OxigraphStore(tmp_path / "graph").close()


def test_a_reader_opens_beside_the_writer_and_cannot_write(tmp_path: Path):
    store = OxigraphStore(tmp_path / "graph")
    store.replace({GRAPH: triples(2)})
    store.flush()
    reader = OxigraphView.open(tmp_path / "graph")
    assert reader.count() == 2
    assert not hasattr(reader, "replace") and not hasattr(store.view(), "clear")
    with pytest.raises(InvalidInputError):
        reader.query("DELETE WHERE { ?s ?p ?o }")
    store.close()


def test_a_folder_that_holds_something_else_is_said_to_be_damaged(tmp_path: Path):
    (tmp_path / "graph" / "rocksdb").mkdir(parents=True)
    (tmp_path / "graph" / "rocksdb" / "CURRENT").write_text("skräp")
    with pytest.raises(CorruptStoreError, match="rebuild"):
        OxigraphStore(tmp_path / "graph")
    with pytest.raises(CorruptStoreError):
        OxigraphView.open(tmp_path / "graph")


def test_a_view_sees_what_is_written_and_when():
    store = OxigraphStore()
    view = store.view()
    before = view.revision
    store.replace({GRAPH: triples(1)})
    assert view.count() == 1 and view.revision != before


def test_a_guarded_query_that_takes_too_long_is_given_up():
    store = OxigraphStore()
    store.replace({GRAPH: triples(400)})
    heavy = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . FILTER(STR(?x) > STR(?z)) }"
    with pytest.raises(QueryTimeoutError):
        store.query(heavy, Limits(seconds=0.2, guarded=True))
    assert store.query("SELECT ?s WHERE { ?s ?p 1 }", Limits(seconds=20, guarded=True)).rows


def test_rows_stop_at_the_clock_even_unguarded():
    store = OxigraphStore()
    store.replace({GRAPH: triples(300)})
    with pytest.raises(QueryTimeoutError):
        store.query("SELECT * WHERE { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }", Limits(rows=10**9, seconds=0.1))


def test_readers_and_a_writer_at_once_never_see_half_a_replacement():
    store = OxigraphStore()
    store.replace({GRAPH: triples(50)})
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(len(store.query("SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } }").rows))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(40):
        store.replace({GRAPH: triples(50 if turn % 2 else 70)})
    stop.set()
    for reader in readers:
        reader.join()
    assert seen and seen <= {50, 70}
