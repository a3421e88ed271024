"""Look-up tables beside the graph: its records in SQLite, filed by what lists ask for.

The graph is the truth. The tables say nothing that its records do not; they are written together with it and
read from it again where they are missing or differ (`ontology.following`). They are here because a list of a
million triples must not be sorted to show fifty rows. Readers never wait for a writer.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from ontology.fact_triples import plain_property
from ontology.names import key
from ontology.records import DocumentRecord, DocumentRecords, EntityRecord, FactRecord, GlobalRecord

_SCHEMA = (Path(__file__).parent / "lookup.sql").read_text(encoding="utf-8")
_VERSION = blake2b(_SCHEMA.encode(), digest_size=8).hexdigest()  # tables of another schema are made anew
_TABLES = [t for t in re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", _SCHEMA) if t != "meta"]
_MANY = 500  # values of one statement
Row = tuple[Any, ...]
Local = tuple[str, str]  # (document, local id)


class Lookup:
    """The tables in a file, or in memory. One process writes; `changing` is held by whoever writes graph and tables."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._here = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._guard = threading.RLock()
        self.changing = threading.RLock()
        self.generation = 0  # grows with every change of the tables
        self.followed: object = None  # what of the graph the tables were last compared with
        self._writer = self._prepared()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows of a query."""
        if self._path is None or getattr(self._here, "writing", False):
            with self._guard:
                return self._writer.execute(sql, values).fetchall()
        return self._reader().execute(sql, values).fetchall()

    def rows_in(self, sql: str, values: Iterable[Any], more: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a query with `IN (?*)` for values, however many; `more` come after them."""
        left = list(dict.fromkeys(values))
        for at in range(0, len(left), _MANY):
            some = left[at : at + _MANY]
            yield from self.rows(sql.replace("?*", ",".join("?" * len(some))), (*some, *more))

    def rows_of(self, columns: str, table: str, pairs: Iterable[Local]) -> Iterator[Row]:
        """Columns of the rows of a table for pairs (document, local id), however many.

        Joined in the order written: the planner would read the whole table where pairs stand in `IN (...)`.
        """
        left = list(dict.fromkeys(pairs))
        for at in range(0, len(left), _MANY):
            some = left[at : at + _MANY]
            wanted = ",".join(["(?,?)"] * len(some))
            sql = f"WITH wanted (document, local) AS (VALUES {wanted}) SELECT {columns} FROM wanted CROSS JOIN {table}"
            yield from self.rows(sql, [v for pair in some for v in pair])

    def meta(self, name: str) -> str:
        """A value kept beside the tables; "" where there is none."""
        found = self.rows("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0][0]) if found else ""

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction; within another, a part of it."""
        with self._guard:
            if self._writer.in_transaction:
                yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            self._here.writing = True  # this thread reads what it writes
            before = self._writer.total_changes
            try:
                yield self._writer
            except BaseException:
                self._writer.rollback()
                raise
            finally:
                self._here.writing = False
            self._writer.commit()
            self.generation += self._writer.total_changes != before

    def put(self, records: DocumentRecords, digest: str | None = None) -> None:
        """File a document in place of what is filed of it. What its names mean and what it is a copy of
        is kept until the next settling.

        `digest`: as the graph has it, where the records are read from there.
        """
        document = records.document
        with self.writing() as base:
            known = dict(base.execute("SELECT local, entity FROM locals WHERE document = ?", (document.id,)).fetchall())
            links = base.execute("SELECT original, earlier FROM documents WHERE id = ?", (document.id,)).fetchone()
            self.remove(document.id)
            base.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id, document.graph, records.digest if digest is None else digest, _sort(document),
                    msgspec.json.encode(msgspec.structs.replace(document, sketch=(), figures=())),
                    msgspec.json.encode((document.sketch, document.figures)), *(links or (None, None)),
                ),
            )  # fmt: skip
            base.executemany(
                "INSERT INTO locals VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(*_local(e), known.get(e.id), msgspec.json.encode(e)) for e in records.entities],
            )
            first = base.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM facts").fetchone()[0]
            base.executemany(
                "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(n, *_fact(f)) for n, f in enumerate(records.facts, start=first)],
            )
            base.executemany(
                "INSERT INTO said (rowid, quote) VALUES (?, ?)",
                [(n, key(f.evidence.quote)) for n, f in enumerate(records.facts, start=first)],
            )
            base.execute("INSERT OR IGNORE INTO changed_documents VALUES (?)", (document.id,))

    def remove(self, document: str) -> None:
        """Take a document out, and note whom that touches."""
        with self.writing() as base:
            at = (document,)
            base.execute("INSERT OR IGNORE INTO changed_buckets SELECT bucket FROM buckets WHERE document = ?", at)
            meant = "SELECT entity FROM locals WHERE document = ? AND entity NOT NULL"
            base.execute(f"INSERT OR IGNORE INTO changed_entities {meant}", at)
            base.execute("DELETE FROM said WHERE rowid IN (SELECT number FROM facts WHERE document = ?)", at)
            for table in ("facts", "locals", "buckets"):
                base.execute(f"DELETE FROM {table} WHERE document = ?", at)
            base.execute("DELETE FROM documents WHERE id = ?", at)
            base.execute("DELETE FROM changed_documents WHERE document = ?", at)

    def clear(self) -> None:
        """Take everything out."""
        with self.writing() as base:
            for table in _TABLES:
                base.execute(f"DELETE FROM {table}")
            base.execute("DELETE FROM meta WHERE name <> 'schema'")

    def set_entities(self, put: Iterable[tuple[GlobalRecord, str]], drop: Iterable[str]) -> None:
        """File entities, each with its base id, in place of what is filed of them; leave others out."""
        with self.writing() as base:
            records = list(put)
            gone = [(i,) for i in (*drop, *(r.id for r, _ in records))]
            base.executemany("DELETE FROM entities WHERE id = ?", gone)
            base.executemany("DELETE FROM names WHERE entity = ?", gone)
            base.executemany(
                "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (r.id, r.kind, key(r.name), plain, msgspec.json.encode(reference(r)), msgspec.json.encode(r))
                    for r, plain in records
                ],
            )
            base.executemany(
                "INSERT OR IGNORE INTO names VALUES (?, ?)",
                [(key(n), r.id) for r, _ in records for n in (r.name, *r.aliases)],
            )

    def set_meta(self, name: str, value: str) -> None:
        """Keep a value beside the tables."""
        with self.writing() as base:
            base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Let go of the file."""
        with self._guard:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def _connect(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path or ":memory:", check_same_thread=False, isolation_level=None, timeout=60.0)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute("PRAGMA cache_size = -65536")  # 64 MiB
        self._open.append(base)
        return base

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._here, "connection", None)
        if connection is None:
            connection = self._here.connection = self._connect()
        return connection

    def _prepared(self) -> sqlite3.Connection:
        if self._path:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            base = self._connect()
            if base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]:
                if base.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone() == (_VERSION,):
                    return base
                self._discard()
                base = self._connect()
        except sqlite3.DatabaseError:  # no tables, or broken ones: they are read from the graph again
            self._discard()
            base = self._connect()
        base.executescript(_SCHEMA)
        base.execute("INSERT INTO meta VALUES ('schema', ?)", (_VERSION,))
        return base

    def _discard(self) -> None:
        self.close()
        for end in ("", "-wal", "-shm") if self._path else ():
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)  # type: ignore[union-attr]


def reference(record: GlobalRecord) -> GlobalRecord:
    """The entity without what grows with the collection: enough to name it in a row."""
    return msgspec.structs.replace(record, documents=(), members=(), own=(), parties=(), supersedes=())


def _sort(document: DocumentRecord) -> str:
    return "\x01".join((key(document.title), document.date or "", document.id))


def _local(entity: EntityRecord) -> Row:
    return entity.document, entity.id, entity.kind, key(entity.name), entity.identifier


def _fact(fact: FactRecord) -> Row:
    at = fact.evidence
    detail = fact.predicate or fact.modality or fact.reference_kind
    subject = fact.subject or fact.group or fact.bearer
    property_ = plain_property(fact)
    place = (at.page, at.start, at.end)
    plain = property_.value if property_ else None
    return fact.id, fact.document, fact.kind, detail, *place, subject, fact.object, plain, msgspec.json.encode(fact)
