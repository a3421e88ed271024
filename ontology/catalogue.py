"""Documents, facts and entities of the collection, paged, with full evidence.

Lists are read from the look-up tables beside the graph, in which every document knows how many facts of each kind
it holds, so a page is found without sorting the whole collection. What was read is kept until the tables change.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar, cast

import msgspec

from corpus.errors import NotFoundError
from ontology.copies import Links, linked
from ontology.document_rows import document_row
from ontology.following import follow
from ontology.graph import GraphView
from ontology.iris import Iris
from ontology.lookup import Lookup, Row
from ontology.names import key
from ontology.paging import paged, window
from ontology.quotes import facts_with_words
from ontology.records import DocumentRecord, EntityRecord, FactRecord, GlobalRecord, order_key
from ontology.rows import DocumentRef, DocumentRow, EntityRef, Page

T = TypeVar("T")
_KEPT = 256  # answers remembered

_OF_DOCUMENT = "SELECT record FROM facts WHERE document = ? AND kind = ? ORDER BY page, start, stop, id"
_ORDERED = "ORDER BY d.sort, f.page, f.start, f.stop, f.id"
_SHOWN = "JOIN documents d ON d.id = f.document"


@dataclass(slots=True)
class _Cache:
    generation: int = -1
    documents: dict[str, DocumentRecord] | None = None
    more: OrderedDict[Hashable, object] = field(default_factory=OrderedDict)


class Catalogue:
    """Typed questions to a graph under `base`, by the look-up tables beside it (of its own where none are given)."""

    def __init__(self, view: GraphView, base: str, lookup: Lookup | None = None) -> None:
        self.view = view
        self.iris = Iris(base)
        self._lookup = lookup or Lookup()
        self._cache = _Cache()
        self._guard = threading.Lock()
        self._decoded: dict[str, tuple[str, DocumentRecord]] = {}  # by document: its digest and record

    # ---- documents ---------------------------------------------------------------------------

    def document_records(self) -> dict[str, DocumentRecord]:
        """All documents by id, in the order of lists: title, date. Without sketches."""
        cache = self._fresh()
        if cache.documents is None:
            digests: dict[str, str] = dict(self._lookup.rows("SELECT id, digest FROM documents ORDER BY sort"))
            stale = [d for d, digest in digests.items() if self._decoded.get(d, ("",))[0] != digest or not digest]
            for id_, record in self._lookup.rows_in("SELECT id, record FROM documents WHERE id IN (?*)", stale):
                self._decoded[id_] = digests[id_], msgspec.json.decode(record, type=DocumentRecord)
            for gone in self._decoded.keys() - digests.keys():
                del self._decoded[gone]
            cache.documents = {d: self._decoded[d][1] for d in digests}
        return cache.documents

    def documents(
        self, *, q: str = "", type_: str = "", county: str = "", limit: int = 50, cursor: str | None = None
    ) -> Page[DocumentRow]:
        """The documents by title; `q` stands in title or file name."""
        wanted = key(q)
        found = [
            d
            for d in self.document_records().values()
            if wanted in key(f"{d.title} {d.file}") and type_ in ("", d.type) and county in ("", d.county)
        ]
        start, end = window(limit, cursor)
        return paged([self._row(d) for d in found[start:end]], start, len(found))

    def document(self, document: str) -> DocumentRow:
        """A document. Raises NotFoundError."""
        return self._row(self.document_record(document))

    def _row(self, record: DocumentRecord) -> DocumentRow:
        return linked(document_row(record), self.links(), self.ref)

    def links(self) -> Links:
        """Which documents are copies, and which are later versions of which."""

        def read() -> Links:
            rows = self._lookup.rows("SELECT id, original, earlier FROM documents ORDER BY id")
            return Links({d: o for d, o, _ in rows if o}, {d: e for d, _, e in rows if e})

        return self.remembered("links", read)

    def is_counted(self, document: str, asked: str = "") -> bool:
        """Whether a list shows the facts of a document: those of a copy only where it is asked for by its id."""
        return document == asked if asked else document not in self.links().originals

    def document_record(self, document: str) -> DocumentRecord:
        """A document's record. Raises NotFoundError."""
        found = self.document_records().get(document)
        if found is None:
            raise NotFoundError(f"Dokumentet {document} finns inte i samlingen. Sök det i dokumentlistan.")
        return found

    def ref(self, document: str) -> DocumentRef:
        """A document as evidence names it. Raises NotFoundError."""
        found = self.refs().get(document)
        return found or document_ref(self.document_record(document))

    def refs(self) -> dict[str, DocumentRef]:
        """All documents as evidence names them, by id."""
        return self.remembered("refs", lambda: {d: document_ref(r) for d, r in self.document_records().items()})

    # ---- facts -------------------------------------------------------------------------------

    def facts(
        self, kind: str, *, document: str = "", count_as: str = "", limit: int = 50, cursor: str | None = None
    ) -> tuple[list[FactRecord], int, int]:
        """Facts of a kind in the order of documents and of their text: (records, offset, total).

        `count_as` is the key under which documents count what is wanted ("relation/förvaltar").
        """
        start, end = window(limit, cursor)
        ids, ends = self._spread(count_as or kind, document)
        total = ends[-1] if ends else 0
        at = bisect_right(ends, start)
        found: list[FactRecord] = []
        before = ends[at - 1] if at else 0
        detail = count_as.removeprefix(f"{kind}/") if count_as else ""
        for id_ in ids[at : bisect_right(ends, end - 1) + 1]:
            found += [f for f in self.facts_of(id_, kind) if not detail or detail == _detail(f)]
        return found[start - before : end - before], start, total

    def _spread(self, counted: str, document: str) -> tuple[list[str], list[int]]:
        """The documents with facts that are counted so, and how many there are up to the end of each."""

        def read() -> tuple[list[str], list[int]]:
            records = [self.document_records().get(document)] if document else self.document_records().values()
            numbers = [
                (r.id, n) for r in records if r and self.is_counted(r.id, document) and (n := r.counts.get(counted, 0))
            ]
            return [id_ for id_, _ in numbers], list(accumulate(n for _, n in numbers))

        return read() if document else self.remembered(("spread", counted), read)

    def facts_of(self, document: str, kind: str) -> list[FactRecord]:
        """All facts of a kind in a document, in the order of its text. Raises NotFoundError."""
        self.document_record(document)
        return list(_facts(self._lookup.rows(_OF_DOCUMENT, (document, kind))))

    def facts_saying(
        self,
        kind: str,
        words: Sequence[str],
        document: str = "",
        *,
        detail: str = "",
        limit: int = 0,
        cursor: str | None = None,
    ) -> tuple[list[FactRecord], int, int]:
        """Facts of a kind whose quote holds all the words (as `names.key` gives them): (records, offset, total).

        `detail`: predicate, modality or kind of reference. All of them where `limit` is 0.
        """
        start, end = window(limit, cursor) if limit else (0, -1)
        numbers = self.remembered(
            ("saying", kind, tuple(words), document, detail),
            lambda: facts_with_words(self._lookup, kind, words, document=document, detail=detail),
        )
        shown = numbers[start:end] if limit else numbers
        by_number: dict[int, bytes] = dict(
            self._lookup.rows_in("SELECT number, record FROM facts WHERE number IN (?*)", shown)
        )
        return list(_facts((by_number[n],) for n in shown if n in by_number)), start, len(numbers)

    def facts_about(self, kind: str, role: str, entities: Iterable[str], document: str = "") -> list[FactRecord]:
        """Facts of a kind in which an entity of the collection (by id) has the role, in order."""
        self._fresh()
        column = "object" if role == "avtal:object" else "subject"
        test = "d.id = ?" if document else "d.original IS NULL"
        sql = (
            f"SELECT f.record FROM locals l CROSS JOIN facts f ON f.document = l.document AND f.{column} = l.local "
            f"CROSS {_SHOWN} WHERE l.entity IN (?*) AND f.kind = ? AND {test}"
        )
        return self.in_order(_facts(self._lookup.rows_in(sql, entities, (kind, *([document] if document else [])))))

    def facts_with(self, *predicates: str) -> list[FactRecord]:
        """All relations with one of the predicates (Swedish), in order; negated ones too."""
        return self._facts_where("f.kind = 'relation' AND f.detail IN (?*)", predicates)

    def facts_of_kind(self, kind: str) -> list[FactRecord]:
        """All facts of a kind, in order."""
        return self._facts_where("f.kind IN (?*)", [kind])

    def _facts_where(self, test: str, values: Iterable[str]) -> list[FactRecord]:
        self._fresh()
        sql = f"SELECT f.record FROM facts f {_SHOWN} WHERE {test} AND d.original IS NULL {_ORDERED}"
        return list(_facts(self._lookup.rows_in(sql, values)))

    def fact(self, fact: str) -> FactRecord:
        """A fact by id. Raises NotFoundError."""
        found = self.facts_by_id([fact])
        if not found:
            raise NotFoundError(f"Uppgiften {fact} finns inte i grafen. Den kan ha ändrats vid en ny inläsning.")
        return found[0]

    def facts_by_id(self, facts: Iterable[str]) -> list[FactRecord]:
        """The facts with these ids, in order; those unknown are left out."""
        self._fresh()
        return self.in_order(_facts(self._lookup.rows_in("SELECT record FROM facts WHERE id IN (?*)", facts)))

    def in_order(self, facts: Iterable[FactRecord]) -> list[FactRecord]:
        """The facts in the order of documents and of their text."""
        place = self.remembered("places", lambda: {d: i for i, d in enumerate(self.document_records())})
        return sorted((f for f in facts if f.document in place), key=lambda f: (place[f.document], order_key(f)))

    # ---- entities ----------------------------------------------------------------------------

    def meant(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], EntityRef]:
        """What local entities (document, local id) mean in the collection."""
        self._fresh()
        wanted = list(dict.fromkeys(pairs))
        found = {pair: EntityRef("", pair[1]) for pair in wanted}
        named = "locals USING (document, local) CROSS JOIN entities ON id = entity"
        for document, local, ref in self._lookup.rows_of("document, local, ref", named, wanted):
            found[document, local] = entity_ref(msgspec.json.decode(ref, type=GlobalRecord))
        return found

    def entity_records(self, ids: Iterable[str]) -> dict[str, GlobalRecord]:
        """Entities of the collection by id; those unknown are left out."""
        return self._entities("record", ids)

    def entity_refs(self, ids: Iterable[str]) -> dict[str, EntityRef]:
        """Entities of the collection by id, as rows name them; those unknown are left out."""
        return {i: entity_ref(r) for i, r in self._entities("ref", ids).items()}

    def _entities(self, column: str, ids: Iterable[str]) -> dict[str, GlobalRecord]:
        self._fresh()
        rows = self._lookup.rows_in(f"SELECT {column} FROM entities WHERE id IN (?*)", sorted(set(ids)))
        found = (msgspec.json.decode(record, type=GlobalRecord) for (record,) in rows)
        return {r.id: r for r in found}

    def entity_ids(self, word: str) -> list[str]:
        """The ids that a word means: an id, or a name or alias of one or several entities."""
        self._fresh()
        if self._lookup.rows("SELECT 1 FROM entities WHERE id = ?", (word,)):
            return [word]
        return [e for (e,) in self._lookup.rows("SELECT entity FROM names WHERE name = ? ORDER BY 1", (key(word),))]

    def ids_of_kind(self, kind: str, *, q: str = "", type_: str = "", document: str = "") -> list[str]:
        """The ids of all entities of a kind, by name; `q` stands in a name or alias, as `names.key` gives it."""

        def read() -> list[str]:
            tests, values = ["kind = ?"], [kind]
            if q:
                tests.append("id IN (SELECT entity FROM names WHERE instr(name, ?))")
                values.append(q)
            if type_:
                tests.append("ref ->> '$.type' = ?")
                values.append(type_)
            if document:
                tests.append("id IN (SELECT entity FROM locals WHERE document = ?)")
                values.append(document)
            sql = f"SELECT id FROM entities WHERE {' AND '.join(tests)} ORDER BY sort, id"
            return [i for (i,) in self._lookup.rows(sql, values)]

        return self.remembered(("ids", kind, q, type_, document), read)

    def entity_names(self) -> list[tuple[str, str, str]]:
        """The names of all entities as `names.key` gives them: (id, kind, name)."""
        self._fresh()
        rows = self._lookup.rows("SELECT e.id, e.kind, n.name FROM names n JOIN entities e ON e.id = n.entity")
        return [(i, k, n) for i, k, n in rows]

    def local_records(self, pairs: Iterable[tuple[str, str]]) -> list[EntityRecord]:
        """Entities as their documents know them, by (document, local id)."""
        self._fresh()
        rows = self._lookup.rows_of("record", "locals USING (document, local)", pairs)
        return [msgspec.json.decode(record, type=EntityRecord) for (record,) in rows]

    def remembered(self, what: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, kept until the graph changes. `what` names it, parameters and all."""
        more = self._fresh().more
        with self._guard:
            if what in more:
                more.move_to_end(what)
                return cast(T, more[what])
        found = work()
        with self._guard:
            more[what] = found
            while len(more) > _KEPT:
                more.popitem(last=False)
        return found

    def _fresh(self) -> _Cache:
        follow(self._lookup, self.view, self.iris)
        if self._cache.generation != self._lookup.generation:
            self._cache = _Cache(self._lookup.generation)
        return self._cache


def document_ref(record: DocumentRecord) -> DocumentRef:
    """A document as evidence names it."""
    return DocumentRef(record.id, record.title, record.file, record.type, record.date, record.status)


def entity_ref(record: GlobalRecord) -> EntityRef:
    """An entity as a row names it."""
    return EntityRef(record.id, record.name, record.aliases, record.kind, record.type)


def _facts(rows: Iterable[Row]) -> Iterator[FactRecord]:
    return (msgspec.json.decode(record, type=FactRecord) for (record,) in rows)


def _detail(record: FactRecord) -> str:
    return record.predicate or record.modality or record.reference_kind
