"""The collection: artifacts taken into graph, index and findings, and read back page by page.

It is the one place that keeps the three projections in step. Each of them can be deleted and is
made again from artifacts and decisions, the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache, partial

from corpus.decisions import Decision, DecisionKind
from corpus.errors import NotFoundError
from corpus.files import write_atomic
from corpus.ledger import Entry
from corpus.store import DocumentStore
from ingest.artifact import Artifact, Page
from ingest.pipeline import load
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from search.beside import decided_beside, found_beside
from search.conflicts.recheck import KeptFindings, Source
from search.findings import Findings
from search.index.port import PassageIndex
from search.indexing import index_artifacts
from search.library import Library

Step = Callable[[int, int], None]  # done, total
_GRAPH_DECISIONS = (
    DecisionKind.ADD,
    DecisionKind.CHANGE,
    DecisionKind.REJECT,
    DecisionKind.CONFIRM,
    DecisionKind.JOIN,
    DecisionKind.PART,
)


class Collection:
    """Graph, index and findings over one document store. One writer at a time."""

    def __init__(
        self, store: DocumentStore, builder: GraphBuilder, catalogue: Catalogue, library: Library, findings: Findings
    ) -> None:
        self._store = store
        self._builder = builder
        self._catalogue = catalogue
        self._library = library
        self._findings = findings
        self._kept = KeptFindings(store.root / "conflicts")
        self._mark = store.root / "unsettled"
        self._cached = lru_cache(maxsize=64)(self._load)

    def begin(self) -> None:
        """Call before changes. Until `settle` is done, the next start knows that it must reconcile."""
        write_atomic(self._mark, b"")

    @property
    def unsettled(self) -> bool:
        """True where changes were begun and not settled: the process was stopped on the way."""
        return self._mark.exists()

    def reconcile(self) -> None:
        """Bring graph and index in step with the ledger, reading only what differs, then settle."""
        self.begin()
        current = {e.document: e for e in self._store.ledger.current()}
        held = self._builder.versions()
        indexed = self._library.documents()
        for gone in held.keys() - current.keys():
            self._builder.remove(gone)
        for gone in indexed - current.keys():
            self._library.index.delete_document(gone)
        for document, entry in current.items():
            if held.get(document) != entry.version or document not in indexed:
                self.put(load(self._store, entry))
        self.settle()

    def put(self, artifact: Artifact) -> None:
        """Take a new document or version in, between `begin` and `settle`."""
        self._builder.put(artifact, self._decisions())
        index_artifacts(self._library.index, self._library.embedder, [artifact])

    def remove(self, document: str) -> int:
        """Leave a document out. Returns how many decisions about it are kept."""
        self.begin()
        self._store.ledger.delete(document)
        self._builder.remove(document)
        self._library.index.delete_document(document)
        self.settle()
        return sum(d.values.get("document") == document or d.target == document for d in self._store.decisions.all())

    def settle(self, changed: bool = True) -> None:
        """Work out what follows from all documents together: entities, findings, words; nothing if not `changed`."""
        if changed:
            self._builder.settle(self._decisions())
            self._findings.replace(self._kept.check(list(self._compared()), self._meant))
            self._library.settle()
            every = self._findings.page(limit=max(1, self._findings.count())).items
            beside = found_beside(self._catalogue, every, self._store.decisions.all(), date.today())
            self._builder.put_beside(beside)
        self._mark.unlink(missing_ok=True)

    def note_decisions(self) -> None:
        """Say in the graph what people decided about conflicts and follow-ups."""
        self._builder.put_beside(decided_beside(self._catalogue, self._store.decisions.all()))

    def refresh(self) -> None:
        """Apply the decisions anew to the whole graph, then settle."""
        self.begin()
        self._builder.put_all(self._artifacts(), self._decisions())
        self.settle()

    def correct(self, decision: Decision) -> Decision:
        """Record a person's correction and apply it at once, to the document that it is about where that is known."""
        self.begin()
        documents = self._corrected(decision)
        recorded = self._store.decisions.add(decision)
        if documents is None:
            self.refresh()
            return recorded
        for document in documents:
            self._builder.put(self.artifact(document), self._decisions())
        self.settle()
        return recorded

    def _corrected(self, decision: Decision) -> list[str] | None:
        """The documents whose facts a decision changes; None where that cannot be told (a fact rejected before)."""
        if decision.kind in (DecisionKind.JOIN, DecisionKind.PART):
            return []
        named = decision.values.get("document") if decision.kind is DecisionKind.ADD else None
        held = {named} if named else {f.document for f in self._catalogue.facts_by_id([decision.target])}
        return sorted(held & self._catalogue.document_records().keys()) or None

    def rebuild(self, step: Step | None = None) -> int:
        """Make graph, index and findings anew from the artifacts. Returns how many documents there are."""
        self.begin()
        entries = self._store.ledger.current()
        self._builder.put_all(self._artifacts(), self._decisions())

        def fill(index: PassageIndex) -> None:
            index_artifacts(index, self._library.embedder, counted())

        def counted() -> Iterator[Artifact]:
            for number, artifact in enumerate(self._artifacts(), start=1):
                yield artifact
                if step is not None:
                    step(number, len(entries))

        self._library.rebuild(fill)
        self.settle()
        return len(entries)

    def entry(self, document: str, version: str | None = None) -> Entry:
        """The ledger's entry of a document, of its current version or another. Raises NotFoundError."""
        current = self._store.ledger.document(document)
        if version is None or version == current.version:
            return current
        for entry in self._store.ledger.versions(document):
            if entry.version == version:
                return entry
        raise NotFoundError(f"Versionen {version} finns inte. Se dokumentets versioner.")

    def versions(self, document: str) -> list[Entry]:
        """The versions of a document, oldest first."""
        return self._store.ledger.versions(document)

    def artifact(self, document: str, version: str | None = None) -> Artifact:
        """What was read from a document. Raises NotFoundError."""
        entry = self.entry(document, version)
        return self._cached(entry.document, entry.version)

    def page(self, document: str, number: int) -> Page:
        """A page of a document, from 1. Raises NotFoundError."""
        pages = self.artifact(document).structure.pages
        if not 1 <= number <= len(pages):
            raise NotFoundError(f"Sidan {number} finns inte; dokumentet har {len(pages)} sidor.")
        return pages[number - 1]

    def _load(self, document: str, version: str) -> Artifact:
        return load(self._store, self.entry(document, version))

    def _artifacts(self) -> Iterator[Artifact]:
        return (load(self._store, entry) for entry in self._store.ledger.current())

    def _compared(self) -> Iterator[Source]:
        """The documents to be compared, of copies the best read one."""
        copies = self._catalogue.links().originals
        for entry in self._store.ledger.current():
            if entry.document not in copies:
                written = self._store.artifact_path(entry.document, entry.version).stat()
                stamp = f"{entry.version} {entry.recipe} {written.st_size} {written.st_mtime_ns}"
                yield Source(entry.document, stamp, partial(load, self._store, entry))

    def _meant(self, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
        return {pair: (ref.id, ref.name) for pair, ref in self._catalogue.meant(pairs).items()}

    def _decisions(self) -> list[Decision]:
        return self._store.decisions.all(*_GRAPH_DECISIONS)
