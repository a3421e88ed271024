"""The embedded graph store: Oxigraph on disk or in memory.

One process writes; others may open the folder for reading beside it and see the data as of
their opening. A guarded query that takes too long is answered with an error; the engine cannot
be interrupted, so its work goes on in a thread of its own until it is done, and at most
`_RUNAWAYS` such threads are suffered before new guarded queries are refused.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from corpus.errors import CorruptStoreError, InvalidInputError, QueryTimeoutError, StoreLockedError
from corpus.lock import FolderLock
from ontology.graph import DEFAULT_LIMITS, Limits, Solutions, amendment, prepared, replacement, unreadable

_RUNAWAYS = 4
_ATTEMPTS = 20  # to open a store beside its writer
_PAUSE = 0.05  # seconds between them
_CHECK = 256  # rows between two looks at the clock
T = TypeVar("T")


class OxigraphView:
    """Reads a store. `OxigraphView.open` reads a folder, beside its writer."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._revision = [0]  # shared by the store and its views
        self._slots = threading.BoundedSemaphore(_RUNAWAYS)

    @classmethod
    def open(cls, folder: Path) -> OxigraphView:
        """The store in a folder, as it is now, for reading only. Raises CorruptStoreError."""
        for attempt in range(_ATTEMPTS):
            try:
                return cls(Store.read_only(str(folder / "rocksdb")))
            except (OSError, RuntimeError) as error:
                # The writer may be putting its files in order just now: they are whole again in a moment.
                if attempt == _ATTEMPTS - 1:
                    raise _corrupt(folder) from error
                time.sleep(_PAUSE)
        raise AssertionError("unreachable")

    @property
    def revision(self) -> int | None:
        """Grows with every write of this process."""
        return self._revision[0]

    def query(self, sparql: str, limits: Limits = DEFAULT_LIMITS) -> Solutions:
        """The answer of a SELECT or ASK query."""
        return self._within(lambda until: self._select(sparql, limits.rows, until), limits)

    def construct(self, sparql: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        return self._within(lambda until: self._construct(sparql, limits.rows, until), limits)

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, in order."""
        return sorted(g.value for g in self._store.named_graphs())

    def triples(self, graph: str) -> Iterator[Triple]:
        """The triples of a named graph, in no order."""
        for quad in self._store.quads_for_pattern(None, None, None, NamedNode(graph)):
            yield quad.triple

    def count(self) -> int:
        """How many triples there are in all graphs."""
        return len(self._store)

    def _evaluate(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            return self._store.query(prepared(sparql), use_default_graph_as_union=True)
        except SyntaxError as error:
            raise unreadable(error) from error

    def _select(self, sparql: str, most: int, until: float) -> Solutions:
        found = self._evaluate(sparql)
        if isinstance(found, QueryBoolean):
            return Solutions((), (), boolean=bool(found))
        if isinstance(found, QueryTriples):
            raise InvalidInputError("Frågan ger trippler. Ställ en SELECT- eller ASK-fråga.")
        rows, truncated = _taken(found, most, until)
        names = tuple(v.value for v in found.variables)
        width = range(len(names))
        return Solutions(names, tuple(tuple(row[i] for i in width) for row in rows), truncated)

    def _construct(self, sparql: str, most: int, until: float) -> tuple[Triple, ...]:
        found = self._evaluate(sparql)
        if not isinstance(found, QueryTriples):
            raise InvalidInputError("Frågan ger inga trippler. Ställ en CONSTRUCT- eller DESCRIBE-fråga.")
        return tuple(_taken(found, most, until)[0])

    def _within(self, work: Callable[[float], T], limits: Limits) -> T:
        seconds = limits.seconds
        until = time.monotonic() + seconds
        if not limits.guarded:
            return work(until)
        if not self._slots.acquire(timeout=seconds):
            raise _late(seconds)
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(work(until))
            except BaseException as error:  # noqa: BLE001 - handed to the waiting thread, raised there
                done.set_exception(error)
            finally:
                self._slots.release()

        threading.Thread(target=run, name="sparql", daemon=True).start()
        try:
            return done.result(timeout=seconds)
        except FutureTimeout:
            raise _late(seconds) from None


class OxigraphStore(OxigraphView):
    """Reads and writes. `OxigraphStore()` lives in memory, `OxigraphStore(folder)` on disk."""

    def __init__(self, folder: Path | None = None) -> None:
        self._lock = FolderLock(folder) if folder else None
        if self._lock and folder:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire("avtal", None)
        try:
            super().__init__(Store(str(folder / "rocksdb")) if folder else Store())
        except (OSError, RuntimeError) as error:
            if self._lock:
                self._lock.release()
            if folder and "lock" in str(error).casefold():
                raise StoreLockedError("Grafen används redan av ett annat program. Stoppa det först.") from error
            raise _corrupt(folder or Path(os.curdir)) from error

    def view(self) -> OxigraphView:
        """The same store for reading only; it sees what is written."""
        view = OxigraphView(self._store)
        view._revision = self._revision
        return view

    def replace(self, graphs: Mapping[str, Iterable[Triple]], drop: Iterable[str] = ()) -> None:
        """Put new content into named graphs and drop others, all or nothing."""
        self._update(replacement(graphs, drop))

    def amend(self, graph: str, drop: Iterable[Triple], add: Iterable[Triple]) -> None:
        """Take triples out of a named graph and put others in, all or nothing."""
        self._update(amendment(graph, drop, add))

    def _update(self, sparql: str) -> None:
        try:
            self._store.update(sparql)
        except SyntaxError as error:
            raise unreadable(error) from error
        self._revision[0] += 1

    def load(self, graphs: Mapping[str, Iterable[Triple]]) -> None:
        """Add triples fast, for a rebuild: not atomic."""
        names = {graph: NamedNode(graph) for graph in graphs}
        self._store.bulk_extend(
            Quad(t.subject, t.predicate, t.object, names[graph]) for graph, triples in graphs.items() for t in triples
        )
        self._revision[0] += 1

    def clear(self) -> None:
        """Remove everything."""
        self._store.clear()
        self._revision[0] += 1

    def flush(self) -> None:
        """Return when all is on disk."""
        if self._lock:
            self._store.flush()

    def optimize(self) -> None:
        """Compact what is on disk, after a rebuild."""
        self._store.optimize()

    def backup(self, folder: Path) -> None:
        """A copy of a store on disk, in a folder that does not exist yet."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._store.backup(str(folder))

    def close(self) -> None:
        """Let go of the store and its folder."""
        self.flush()
        del self._store
        if self._lock:
            self._lock.release()


def _taken(found: Iterable[T], most: int, until: float) -> tuple[list[T], bool]:
    """The first `most` items, and whether there are more. Raises QueryTimeoutError."""
    rows: list[T] = []
    for number, item in enumerate(found):
        if number >= most:
            return rows, True
        if number % _CHECK == 0 and time.monotonic() > until:
            raise _late(0)
        rows.append(item)
    return rows, False


def _late(seconds: float) -> QueryTimeoutError:
    limit = f" ({seconds:g} sekunder)" if seconds else ""
    return QueryTimeoutError(f"Frågan tog längre tid än tillåtet{limit}. Begränsa den med fler villkor eller LIMIT.")


def _corrupt(folder: Path) -> CorruptStoreError:
    return CorruptStoreError(f"Grafen i {folder} kan inte öppnas. Bygg om den med `avtal rebuild`.")
