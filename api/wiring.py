"""Wiring: from settings to the open collection, and how routes come by it."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.jobs import FileStep, Job, Jobs
from api.settings import Settings
from corpus.decisions import Decision
from corpus.errors import AccessError, AvtalError
from corpus.ledger import State
from corpus.lock import FolderLock
from corpus.store import DocumentStore
from ingest.extraction.endpoint import ChatEndpoint
from ingest.extraction.modelling import Proposer
from ingest.options import ReadOptions
from ingest.pdf.lines import Limits
from ingest.pipeline import Outcome, Pipeline, Source
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.graph import GraphStore
from ontology.lookup import Lookup
from ontology.oxigraph import OxigraphStore
from ontology.remote import RemoteStore
from search.answers import Answers
from search.clauses import Clauses
from search.collection import Collection
from search.conflicts.entailment import load_contradictor
from search.findings import Findings
from search.hub import load_embedder, load_reranker
from search.library import Library
from search.touching import Touching

T = TypeVar("T")
Counted = Callable[[Outcome], None]


@dataclass(slots=True)
class Container:
    """Everything that is open, for one data folder."""

    settings: Settings
    store: DocumentStore
    lock: FolderLock
    graph: GraphStore
    lookup: Lookup
    library: Library
    catalogue: Catalogue
    collection: Collection
    findings: Findings
    answers: Answers
    clauses: Clauses
    touching: Touching
    jobs: Jobs
    key: str  # what the command line shows to hand work over

    def ingest(self, found: list[Source], again: bool = False, discard: bool = False) -> Job:
        """Queue files to be taken in. `discard` removes them afterwards: the store has the originals."""

        def work(job: Job) -> None:
            def each(outcome: Outcome) -> None:
                entry = outcome.entry
                failed = entry.state == State.FAILED
                kind = "failed" if failed else "read" if outcome.artifact is not None else "unchanged"
                step = FileStep(entry.file, kind, entry.message or "", entry.document or "")
                job.step(entry.document or None, f"{entry.file}: {entry.message}" if failed else None, step)

            try:
                self.take_in(found, each, again)
            finally:
                for source in found if discard else []:
                    source.path.unlink(missing_ok=True)

        return self.jobs.submit(len(found), work, [source.file for source in found])

    def take_in(self, found: list[Source], each: Counted, again: bool = False) -> None:
        """Take files in now, telling `each` outcome as it comes."""
        self.collection.begin()
        changed = False
        pipeline = Pipeline(self.store, self.options(), self.settings.workers, self.proposer())
        for outcome in pipeline.run(found, again):
            if outcome.artifact is not None:
                self.collection.put(outcome.artifact)
                changed = True
            each(outcome)
        self.collection.settle(changed)

    def remove(self, document: str) -> int:
        """Leave a document out, after what is queued. Returns how many decisions about it are kept."""
        self.store.ledger.document(document)
        return self._in_turn(lambda: self.collection.remove(document))

    def correct(self, decision: Decision) -> Decision:
        """Record and apply a person's correction, after what is queued."""
        return self._in_turn(lambda: self.collection.correct(decision))

    def take_decisions(self, data: bytes) -> int:
        """Take in decisions that were exported, after what is queued. Returns how many were new."""

        def work() -> int:
            fresh = self.store.decisions.load(data)
            if fresh:
                self.collection.refresh()
            return fresh

        return self._in_turn(work)

    def note_decisions(self) -> None:
        """Say in the graph what people decided, after what is queued; nobody waits for it."""
        self.jobs.submit(1, lambda _: self.collection.note_decisions())

    def _in_turn(self, work: Callable[[], T]) -> T:
        """Let the one thread that writes the collection do the work, and wait for it. Raises what the work raises."""
        results: list[T] = []
        errors: list[AvtalError] = []

        def run(_: Job) -> None:
            try:
                results.append(work())
            except AvtalError as error:
                errors.append(error)

        self.jobs.submit(1, run).wait()
        if errors:
            raise errors[0]
        return results[0]

    def passages(self, document: str) -> int:
        """How many passages the artifact of a document has."""
        return len(self.collection.artifact(document).structure.passages)

    def options(self) -> ReadOptions:
        """How documents are read here."""
        # only here: the recogniser's tables are for reading, which most starts of the service do not come to
        from ingest.pdf.ocr import Recogniser  # noqa: PLC0415

        limits = Limits(
            pages=self.settings.max_pages, seconds=self.settings.max_seconds, megabytes=self.settings.max_megabytes
        )
        return ReadOptions(limits, Recogniser().available)

    def proposer(self) -> Proposer | None:
        """The language model that may propose facts, where one is set."""
        given = self.settings
        if not (given.llm_url and given.llm_model):
            return None
        return Proposer(ChatEndpoint(given.llm_url, given.llm_model, given.llm_key, given.llm_seconds))

    def inbox(self) -> Path:
        """Where uploads lie until they are read."""
        folder = self.settings.data / "inbox"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def same_site(self, request: Request) -> None:
        """Refuse a form that another site sent. Raises AccessError."""
        sender = request.headers.get("origin") or request.headers.get("referer")
        if sender and urlsplit(sender).netloc != request.headers.get("host"):
            raise AccessError("Formuläret kom från en annan webbplats. Öppna sidan här och försök igen.")

    def close(self) -> None:
        """Finish what is queued and give everything back."""
        self.jobs.close()
        self.library.close()
        self.graph.close()
        self.lookup.close()
        self.lock.release()


def open_container(settings: Settings, command: str, url: str | None = None) -> Container:
    """Take the data folder and open what it holds. Raises StoreLockedError, CorruptStoreError.

    A projection that is missing (another model, a deleted folder) is made anew from the artifacts.
    """
    lock = FolderLock(settings.data)
    key = secrets.token_hex(16)
    lock.acquire(command, url, key)
    try:
        return _open(settings, lock, key)
    except BaseException:
        lock.release()
        raise


def _open(settings: Settings, lock: FolderLock, key: str) -> Container:
    store = DocumentStore(settings.data)
    graph = _graph(settings)
    library = Library(
        settings.data / "index",
        load_embedder(settings.embedding),
        settings.qdrant_url,
        settings.qdrant_key,
        load_reranker(settings.reranker),
    )
    findings = Findings(settings.data / "findings.json", store.decisions, load_contradictor(settings.nli))
    lookup = Lookup(settings.data / "graph" / "lookup.sqlite")
    catalogue = Catalogue(graph, settings.base_iri, lookup)
    collection = Collection(store, GraphBuilder(graph, settings.base_iri, lookup), catalogue, library, findings)
    answers = Answers(library, catalogue, findings)
    clauses = Clauses(collection, catalogue)
    touching = Touching(store.ledger, collection, catalogue, findings, library)
    if store.ledger.current() and (not library.built or not catalogue.document_records()):
        collection.rebuild()
    elif collection.unsettled:
        collection.reconcile()
    return Container(
        settings=settings,
        store=store,
        lock=lock,
        graph=graph,
        lookup=lookup,
        library=library,
        catalogue=catalogue,
        collection=collection,
        findings=findings,
        answers=answers,
        clauses=clauses,
        touching=touching,
        jobs=Jobs(),
        key=key,
    )


def _graph(settings: Settings) -> GraphStore:
    if settings.sparql_url:
        base = settings.sparql_url.rstrip("/")
        return RemoteStore(f"{base}/query", f"{base}/update")
    return OxigraphStore(settings.data / "graph")


def container(request: Request) -> Container:
    """The open collection of the application that serves this request."""
    found: Container = request.app.state.container
    return found


Wired = Annotated[Container, Depends(container)]


def writer(request: Request, wired: Wired) -> None:
    """Let through who may change things. Raises AccessError."""
    token = wired.settings.write_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token and not hmac.compare_digest(given.encode(), token.encode()):
        raise AccessError("Ändringar kräver en giltig nyckel. Skicka den som ”Authorization: Bearer NYCKEL”.")
    wired.same_site(request)


Writer = Annotated[None, Depends(writer)]
