"""Documents and facts of the collection, paged, with full evidence.

A list is walked document by document: every document knows how many facts of each kind it
holds, so a page is found without sorting the whole collection. What was read is kept until the
graph's revision changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

import msgspec
from pyoxigraph import Literal, NamedNode

from corpus.errors import NotFoundError
from ontology.copies import Links, linked, links
from ontology.graph import GraphView
from ontology.iris import Iris
from ontology.names import key
from ontology.paging import paged, window
from ontology.queries import ask
from ontology.records import DocumentRecord, FactRecord, GlobalRecord, count_keys, order_key
from ontology.rows import DocumentRef, DocumentRow, EntityRef, Page, ProblemRow, SectionRow
from ontology.vocabulary import node
from ontology.vocabulary import predicates as all_predicates

T = TypeVar("T")
_KEPT = 256  # lists kept decoded

_CLASSES = {
    "relation": "avtal:Relation",
    "mandate": "avtal:Mandate",
    "obligation": "avtal:Obligation",
    "definition": "avtal:Definition",
    "reference": "avtal:Reference",
}


@dataclass(slots=True)
class _Cache:
    revision: int | None = None
    documents: dict[str, DocumentRecord] | None = None
    facts: OrderedDict[tuple[str, str], list[FactRecord]] = field(default_factory=OrderedDict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    more: OrderedDict[Hashable, object] = field(default_factory=OrderedDict)


class Catalogue:
    """Typed questions to a graph under `base`."""

    def __init__(self, view: GraphView, base: str) -> None:
        self.view = view
        self.iris = Iris(base)
        self._cache = _Cache()

    # ---- documents ---------------------------------------------------------------------------

    def document_records(self) -> dict[str, DocumentRecord]:
        """All documents by id, in the order of lists: title, date."""
        cache = self._fresh()
        if cache.documents is None or cache.revision is None:
            found = [
                msgspec.json.decode(text, type=DocumentRecord) for (text,) in ask(self.view, "documents").strings()
            ]
            found.sort(key=lambda d: (key(d.title), d.date or "", d.id))
            cache.documents = {d.id: d for d in found}
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
        return self.remembered("links", lambda: links(self.document_records().values()))

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
        return document_ref(self.document_record(document))

    # ---- facts -------------------------------------------------------------------------------

    def facts(
        self, kind: str, *, document: str = "", count_as: str = "", limit: int = 50, cursor: str | None = None
    ) -> tuple[list[FactRecord], int, int]:
        """Facts of a kind in the order of documents and of their text: (records, offset, total).

        `count_as` is the key under which documents count what is wanted ("relation/förvaltar").
        """
        start, end = window(limit, cursor)
        documents = {d: r for d, r in self.document_records().items() if self.is_counted(d, document)}
        needed: list[DocumentRecord] = []
        before = total = 0
        for record in documents.values():
            number = record.counts.get(count_as or kind, 0)
            if number and total < end and total + number > start:
                needed.append(record)
            elif not needed:
                before = total + number
            total += number
        lists = self._facts_of(needed, kind)
        found = [f for facts in lists for f in facts if count_as in ("", _counted(f))]
        return found[start - before : end - before] if needed else [], start, total

    def facts_of(self, document: str, kind: str) -> list[FactRecord]:
        """All facts of a kind in a document, in the order of its text. Raises NotFoundError."""
        return [f for facts in self._facts_of([self.document_record(document)], kind) for f in facts]

    def facts_saying(self, kind: str, words: Sequence[str], document: str = "") -> list[FactRecord]:
        """Facts of a kind whose quote holds all the words (as `names.key` gives them), in order."""

        def read() -> list[FactRecord]:
            longest = Literal(max(words, key=len))
            rows = ask(self.view, "facts_saying", kind=[node(_CLASSES[kind])], word=[longest]).strings()
            found = [msgspec.json.decode(text, type=FactRecord) for (text,) in rows]
            return self.in_order(f for f in found if all(w in key(f.evidence.quote) for w in words))

        found = self.remembered(("saying", kind, tuple(words)), read)
        return [f for f in found if self.is_counted(f.document, document)]

    def facts_about(self, kind: str, role: str, entities: Iterable[str], document: str = "") -> list[FactRecord]:
        """Facts of a kind in which an entity of the collection (by id) has the role, in order."""
        local = self.locals_of(entities)
        if not local:
            return []
        rows = ask(self.view, "facts_of_entity", local=local, role=[node(role)]).strings()
        found = [msgspec.json.decode(text, type=FactRecord) for (text,) in rows]
        return self.in_order(f for f in found if f.kind == kind and self.is_counted(f.document, document))

    def facts_with(self, *predicates: str) -> list[FactRecord]:
        """All relations with one of the predicates (Swedish), in order; negated ones too."""
        names = all_predicates()
        terms = [node(names[p]) for p in predicates]
        rows = ask(self.view, "facts_with_predicate", predicate=terms).strings()
        found = (msgspec.json.decode(text, type=FactRecord) for (text,) in rows)
        return self.in_order(f for f in found if self.is_counted(f.document))

    def facts_of_kind(self, kind: str) -> list[FactRecord]:
        """All facts of a kind, in order."""
        rows = ask(self.view, "facts_of_kind", kind=[node(_CLASSES[kind])]).strings()
        found = (msgspec.json.decode(text, type=FactRecord) for (text,) in rows)
        return self.in_order(f for f in found if self.is_counted(f.document))

    def fact(self, fact: str) -> FactRecord:
        """A fact by id. Raises NotFoundError."""
        rows = ask(self.view, "fact", fact=[self.iris.fact(fact)]).rows
        if not rows or rows[0][0] is None:
            raise NotFoundError(f"Uppgiften {fact} finns inte i grafen. Den kan ha ändrats vid en ny inläsning.")
        return msgspec.json.decode(rows[0][0].value, type=FactRecord)

    def in_order(self, facts: Iterable[FactRecord]) -> list[FactRecord]:
        """The facts in the order of documents and of their text."""
        place = {d: i for i, d in enumerate(self.document_records())}
        return sorted((f for f in facts if f.document in place), key=lambda f: (place[f.document], order_key(f)))

    def _facts_of(self, documents: Sequence[DocumentRecord], kind: str) -> list[list[FactRecord]]:
        """The facts of a kind of each document, in order."""
        cache = self._fresh()
        lists: dict[str, list[FactRecord]] = {}
        unread: dict[str, list[FactRecord]] = {}
        for document in documents:
            known = cache.facts.get((document.id, kind)) if cache.revision is not None else None
            if known is None:
                known = unread[document.id] = []
            lists[document.id] = known
        if unread:
            graphs = [NamedNode(d.graph) for d in documents if d.id in unread]
            graphs += [self.iris.curated(d) for d in unread]
            rows = ask(self.view, "facts_in_graphs", g=graphs, kind=[node(_CLASSES[kind])]).strings()
            for (text,) in rows:
                fact = msgspec.json.decode(text, type=FactRecord)
                unread[fact.document].append(fact)
            for id_, facts in unread.items():
                facts.sort(key=order_key)
                cache.facts[id_, kind] = facts
            while len(cache.facts) > _KEPT:
                cache.facts.popitem(last=False)
        return [lists[d.id] for d in documents]

    # ---- entities ----------------------------------------------------------------------------

    def locals_of(self, entities: Iterable[str]) -> list[NamedNode]:
        """The local entities that mean the entities with these ids, as terms."""
        terms = [self.iris.entity(e) for e in entities]
        return [NamedNode(local) for (local,) in ask(self.view, "locals", entity=terms).strings()] if terms else []

    def meant(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], EntityRef]:
        """What local entities (document, local id) mean in the collection."""
        wanted = {self.iris.local(d, e): (d, e) for d, e in pairs}
        if not wanted:
            return {}
        rows = ask(self.view, "denoted", local=list(wanted)).strings()
        denoted = {local: self.iris.entity_id(entity) for local, entity in rows}
        records = self.entity_records(denoted.values())
        found: dict[tuple[str, str], EntityRef] = {}
        for local, pair in wanted.items():
            record = records.get(denoted.get(local.value, ""))
            found[pair] = entity_ref(record) if record else EntityRef("", pair[1])
        return found

    def entity_records(self, ids: Iterable[str]) -> dict[str, GlobalRecord]:
        """Entities of the collection by id; those unknown are left out."""
        terms = [self.iris.entity(i) for i in sorted(set(ids))]
        if not terms:
            return {}
        rows = ask(self.view, "entities", entity=terms).strings()
        found = [msgspec.json.decode(text, type=GlobalRecord) for _, text in rows]
        return {r.id: r for r in found}

    def entity_ids(self, word: str) -> list[str]:
        """The ids that a word means: an id, or a name or alias of one or several entities."""
        if self.entity_records([word]):
            return [word]
        name = Literal(key(word))
        return sorted(self.iris.entity_id(e) for (e,) in ask(self.view, "entities_by_name", name=[name]).strings())

    def ids_of_kind(self, kind: str) -> list[str]:
        """The ids of all entities of a kind, by name."""
        cache = self._fresh()
        if kind not in cache.keys or cache.revision is None:
            rows = ask(self.view, "entity_keys", kind=[Literal(kind)]).strings()
            cache.keys[kind] = [self.iris.entity_id(e) for _, e in sorted((k, e) for e, k in rows)]
        return cache.keys[kind]

    def remembered(self, what: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, kept until the graph changes. `what` names it, parameters and all."""
        cache = self._fresh()
        if cache.revision is None:
            return work()
        if what not in cache.more:
            cache.more[what] = work()
            if len(cache.more) > _KEPT:
                cache.more.popitem(last=False)
        return cast(T, cache.more[what])

    def _fresh(self) -> _Cache:
        revision = self.view.revision
        if self._cache.revision != revision:
            self._cache = _Cache(revision)
        return self._cache


def document_ref(record: DocumentRecord) -> DocumentRef:
    """A document as evidence names it."""
    return DocumentRef(record.id, record.title, record.file, record.type, record.date, record.status)


def entity_ref(record: GlobalRecord) -> EntityRef:
    """An entity as a row names it."""
    return EntityRef(record.id, record.name, record.aliases, record.kind, record.type)


def document_row(record: DocumentRecord) -> DocumentRow:
    """A document with its metadata."""
    return DocumentRow(
        id=record.id,
        title=record.title,
        file=record.file,
        type=record.type,
        date=record.date,
        status=record.status,
        version=record.version,
        edition=record.edition,
        register_number=record.register_number,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        county=record.county,
        decided_by=record.decided_by,
        replaces=record.replaces,
        language=record.language,
        pages=record.pages,
        sections=tuple(SectionRow(*s) for s in record.sections),
        problems=tuple(ProblemRow(*p) for p in record.problems),
        counts=record.counts,
    )


def _counted(record: FactRecord) -> str:
    """The most exact key that a fact is counted under."""
    return count_keys(record)[-1]
