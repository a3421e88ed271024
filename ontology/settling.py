"""Settling: what follows from all documents together, worked out for what a change touches.

Which documents are copies and versions, which names mean one entity, and which relations hold between entities.
Entities are resolved again only where a bucket (`ontology.resolution.buckets`) leads to them from a changed document;
all others stay as they are, and the result is what resolving everything would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from corpus.decisions import Decision, DecisionKind
from ontology.amending import Changed, write_inferred
from ontology.copies import copies, editions
from ontology.graph import GraphStore
from ontology.inferred import name_decisions
from ontology.iris import Iris
from ontology.lookup import Local, Lookup
from ontology.naming import Named, base_id, global_record, identified, parted_names
from ontology.records import DocumentRecord, EntityRecord, GlobalRecord
from ontology.resolution import buckets, clustered, joining

_LINKED = """
  SELECT DISTINCT s.entity, f.plain, o.entity FROM facts f
  JOIN locals s ON s.document = f.document AND s.local = f.subject
  JOIN locals o ON o.document = f.document AND o.local = f.object
  WHERE f.plain IS NOT NULL AND s.entity IS NOT NULL AND o.entity IS NOT NULL"""


class Settling:
    """One settling of the collection in `store`, whose tables are `lookup`."""

    def __init__(self, store: GraphStore, lookup: Lookup, iris: Iris, decisions: Sequence[Decision]) -> None:
        self._store, self._lookup, self._iris = store, lookup, iris
        self._decisions = decisions
        self._joins, self._parted = joining(decisions), parted_names(decisions)
        self._changed = Changed()
        self._copies: dict[str, str] = {}

    def run(self) -> None:
        """Bring tables and inferred graph up to date."""
        lookup = self._lookup
        with lookup.writing() as base:
            decided = _digest((d.kind, d.target, d.values, d.who, d.when, d.why) for d in self._about_names())
            redecided = decided != self._lookup.meta("decided")
            if redecided:
                base.execute("INSERT OR IGNORE INTO changed_documents SELECT id FROM documents")
            if self._is_settled():
                return
            self._link_documents()
            self._file_buckets()
            self._resolve()
            self._link_entities()
            digest = _digest(self._lookup.rows("SELECT record FROM entities ORDER BY id")) if self._any() else ""
            if redecided:
                self._write_decisions()
            write_inferred(self._store, lookup, self._iris, self._changed, digest)
            for table in ("changed_documents", "changed_buckets", "changed_entities"):
                base.execute(f"DELETE FROM {table}")
            self._lookup.set_meta("inferred", digest or "-")
            self._lookup.set_meta("decided", decided)

    def _write_decisions(self) -> None:
        names, triples = self._iris.curated().value, name_decisions(self._iris, self._decisions)
        self._store.replace({names: triples} if triples else {}, drop=[names])

    def _about_names(self) -> list[Decision]:
        return [d for d in self._decisions if d.kind in (DecisionKind.JOIN, DecisionKind.PART)]

    def _is_settled(self) -> bool:
        waiting = "SELECT 1 FROM changed_documents UNION ALL SELECT 1 FROM changed_entities"
        return bool(self._lookup.meta("decided")) and not self._lookup.rows(f"{waiting} LIMIT 1")

    def _any(self) -> bool:
        return bool(self._lookup.rows("SELECT 1 FROM entities LIMIT 1"))

    # ---- documents -------------------------------------------------------------------------------

    def _link_documents(self) -> None:
        """Copies and versions; documents whose copies are others now count as changed."""
        rows = self._lookup.rows("SELECT record, marks, original, earlier FROM documents")
        records: list[DocumentRecord] = []
        before: dict[str, tuple[str | None, str | None]] = {}
        for record, marks, original, earlier in rows:
            sketch, figures = msgspec.json.decode(marks, type=tuple[tuple[int, ...], tuple[int, ...]])
            document = msgspec.json.decode(record, type=DocumentRecord)
            records.append(msgspec.structs.replace(document, sketch=sketch, figures=figures))
            before[document.id] = (original, earlier)
        self._copies = copies(records)
        followed = editions(records, self._copies)
        copied_before = {original for original, _ in before.values()} - {None}
        copied_now = set(self._copies.values())
        touched = {d for d in before if (d in copied_before) != (d in copied_now)}
        for id_, (original, earlier) in before.items():
            now = self._copies.get(id_), followed.get(id_)
            if now != (original, earlier):
                self._changed.documents.add(id_)
                if now[0] != original:
                    touched.add(id_)
        with self._lookup.writing() as base:
            base.executemany(
                "UPDATE documents SET original = ?, earlier = ? WHERE id = ?",
                [(self._copies.get(d), followed.get(d), d) for d in sorted(self._changed.documents)],
            )
            base.executemany("INSERT OR IGNORE INTO changed_documents VALUES (?)", [(d,) for d in sorted(touched)])

    def _file_buckets(self) -> None:
        """File the entities of changed documents under their buckets; those they were in count as changed too."""
        originals = set(self._copies.values())
        changed = [d for (d,) in self._lookup.rows("SELECT document FROM changed_documents")]
        with self._lookup.writing() as base:
            for document in changed:
                at = (document,)
                base.execute("INSERT OR IGNORE INTO changed_buckets SELECT bucket FROM buckets WHERE document = ?", at)
                base.execute("DELETE FROM buckets WHERE document = ?", at)
                original = self._copies.get(document, document)
                filed: list[tuple[int, str, str]] = []
                for _, local, record in self._lookup.rows(
                    "SELECT document, local, record FROM locals WHERE document = ?", at
                ):
                    entity = msgspec.json.decode(record, type=EntityRecord)
                    names = buckets(entity, original if original in originals else None, self._joins)
                    filed += [(_number(name), document, local) for name in names]
                base.executemany("INSERT OR IGNORE INTO buckets VALUES (?, ?, ?)", filed)
                base.executemany("INSERT OR IGNORE INTO changed_buckets VALUES (?)", [(b,) for b, _, _ in filed])

    # ---- entities --------------------------------------------------------------------------------

    def _resolve(self) -> None:
        """Resolve again what changed documents touch, and file the entities that come out otherwise than before."""
        lookup = self._lookup
        disputed = self._disputed()
        seeds = {b for (b,) in lookup.rows("SELECT bucket FROM changed_buckets")}
        own = "SELECT l.document, l.local FROM changed_documents c JOIN locals l ON l.document = c.document"
        part = self._reach(seeds, {(d, i) for d, i in lookup.rows(own)})
        old = {e for (e,) in lookup.rows("SELECT entity FROM changed_entities")}
        while True:
            records = self._records(part)
            named = identified(clustered(records, self._decisions, self._copies, disputed))
            old |= {e for (e,) in lookup.rows_of("DISTINCT entity", _LOCALS, part) if e is not None}
            bases = {n.base for n in named} | {b for (b,) in lookup.rows_in(_BASES, old)}
            alike = {i for (i,) in lookup.rows_in("SELECT id FROM entities WHERE base IN (?*)", bases)}
            alike |= {i for (i,) in lookup.rows_in("SELECT id FROM entities WHERE id IN (?*)", (n.id for n in named))}
            more = {(d, i) for d, i in lookup.rows_in(_MEMBERS, alike - old)}
            if more <= part:
                break
            part = self._reach(set(), part | more)
        self._file(named, part, old)

    def _disputed(self) -> set[tuple[str, str]]:
        """Names that two public numbers share; where they are others than before, who bears them counts as changed."""
        sql = "SELECT kind, folded FROM locals WHERE identifier IS NOT NULL"
        found = sorted(
            (k, n) for k, n in self._lookup.rows(f"{sql} GROUP BY 1, 2 HAVING COUNT(DISTINCT identifier) > 1")
        )
        before = {(k, n) for k, n in msgspec.json.decode(self._lookup.meta("disputed") or "[]")}
        bearers = (
            "SELECT b.bucket FROM locals l JOIN buckets b USING (document, local) WHERE l.kind = ? AND l.folded = ?"
        )
        with self._lookup.writing() as base:
            for name in before.symmetric_difference(found):
                base.execute(f"INSERT OR IGNORE INTO changed_buckets {bearers}", name)
        self._lookup.set_meta("disputed", msgspec.json.encode(found).decode())
        return set(found)

    def _reach(self, seeds: set[int], part: set[Local]) -> set[Local]:
        """The local entities that buckets lead to."""
        lookup = self._lookup
        if len(part) * 2 > lookup.rows("SELECT count(*) FROM locals")[0][0]:
            return {(d, i) for d, i in lookup.rows("SELECT document, local FROM locals")}
        part = set(part)
        known: set[int] = set()
        fresh = set(part)
        waiting = set(seeds)
        while waiting or fresh:
            waiting |= {b for (b,) in lookup.rows_of("bucket", _FILED, fresh)}
            waiting -= known
            known |= waiting
            fresh = {(d, i) for d, i in lookup.rows_in(_IN_BUCKETS, waiting)} - part
            part |= fresh
            waiting = set()
        return part

    def _records(self, part: set[Local]) -> list[EntityRecord]:
        rows = self._lookup.rows_of("record", _LOCALS, part)
        return [msgspec.json.decode(record, type=EntityRecord) for (record,) in rows]

    def _file(self, named: Sequence[Named], part: set[Local], old: set[str]) -> None:
        lookup, changed = self._lookup, self._changed
        meant = {(e.document, e.id): n.id for n in named for e in n.members}
        before = {(d, i): e for d, i, e in lookup.rows_of("document, local, entity", _LOCALS, part)}
        moved = {local for local, entity in meant.items() if before.get(local) != entity}
        changed.locals |= moved
        with lookup.writing() as base:
            base.executemany(
                "UPDATE locals SET entity = ? WHERE document = ? AND local = ?", [(meant[m], *m) for m in sorted(moved)]
            )
        told = [*named, *self._naming(moved, part)]
        referred = {
            (e.document, i) for n in told for e in n.members for i in (e.parent, *e.parties, *e.supersedes) if i
        }
        ids = {(d, i): e for d, i, e in lookup.rows_of("document, local, entity", _LOCALS, referred) if e is not None}
        held = [*old, *(n.id for n in told)]
        known: dict[str, bytes] = dict(lookup.rows_in("SELECT id, record FROM entities WHERE id IN (?*)", held))
        put: list[tuple[GlobalRecord, str]] = []
        gone = old - {n.id for n in named}
        for one in told:
            record = global_record(one, ids, self._parted, self._copies)
            if known.get(one.id) != msgspec.json.encode(record):
                put.append((record, one.base))
        for id_ in {*gone, *(r.id for r, _ in put)} & known.keys():
            left = msgspec.json.decode(known[id_], type=GlobalRecord)
            changed.locals |= {m for m in left.members if meant.get(m) != id_}
        changed.entities |= gone | {r.id for r, _ in put}
        lookup.set_entities(put, gone)

    def _naming(self, moved: set[Local], part: set[Local]) -> list[Named]:
        """Entities outside of the part whose members name one whose id is another now."""
        lookup = self._lookup
        found: set[str] = set()
        moved_ids: dict[str, set[str]] = {}
        for document, local in moved:
            moved_ids.setdefault(document, set()).add(local)
        for document, local, entity, record in lookup.rows_in(
            "SELECT document, local, entity, record FROM locals WHERE document IN (?*)", moved_ids
        ):
            if (document, local) not in part and entity is not None:
                one = msgspec.json.decode(record, type=EntityRecord)
                if moved_ids[document] & {one.parent, *one.parties, *one.supersedes}:
                    found.add(entity)
        named = []
        for entity in sorted(found):
            rows = lookup.rows("SELECT record FROM locals WHERE entity = ? ORDER BY document, local", (entity,))
            members = tuple(msgspec.json.decode(record, type=EntityRecord) for (record,) in rows)
            named.append(Named(entity, base_id(members), members))
        return named

    def _link_entities(self) -> None:
        """The relations that hold between entities."""
        with self._lookup.writing() as base:
            fresh = set(base.execute(_LINKED).fetchall())
            held = set(base.execute("SELECT subject, property, object FROM linked").fetchall())
            self._changed.entities |= {s for s, _, _ in fresh ^ held}
            base.executemany("DELETE FROM linked WHERE subject = ? AND property = ? AND object = ?", held - fresh)
            base.executemany("INSERT INTO linked VALUES (?, ?, ?)", fresh - held)


_LOCALS, _FILED = "locals USING (document, local)", "buckets USING (document, local)"
_IN_BUCKETS = "SELECT document, local FROM buckets WHERE bucket IN (?*)"
_BASES = "SELECT base FROM entities WHERE id IN (?*)"
_MEMBERS = "SELECT document, local FROM locals WHERE entity IN (?*)"


def _number(bucket: str) -> int:
    return int.from_bytes(blake2b(bucket.encode(), digest_size=8).digest(), "big", signed=True)


def _digest(parts: Iterable[object]) -> str:
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(msgspec.json.encode(part))
    return found.hexdigest()
