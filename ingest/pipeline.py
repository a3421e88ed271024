"""From files to artifacts: what is new is read in child processes, kept, and told one by one.

The only per-document boundary of the project is here: a document that cannot be read is
recorded with its reason, and the others go on. Killed at any moment and started again, the
run goes on where it was, since each document counts as soon as its artifact and its ledger
entry are on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import DocumentError, InvalidInputError
from corpus.ids import DocumentId, VersionId
from corpus.ledger import Entry, State
from corpus.store import DocumentStore
from ingest.artifact import SCHEMA, Artifact, Facts, PageSource, Structure, decode, encode
from ingest.extraction.modelling import Proposer
from ingest.options import RECIPE, ReadOptions, place_in_child, read_in_child
from ingest.pdf.document import check_signature
from ingest.pdf.sandbox import WorkerPool

UNREAD_PAGES = "olasta-sidor"  # read, but some pages hold only a picture that could not be recognised


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in. `name` is the key in the ledger: its path, or "upload:FILE"."""

    name: str
    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a source. `artifact` is set where the document is new or changed."""

    entry: Entry
    artifact: Artifact | None = None
    previous: VersionId | None = None  # the version that this one takes the place of


def sources(paths: Iterable[Path]) -> list[Source]:
    """The PDF files in `paths`, folders searched to any depth, in order of path.

    A file given by name is taken whatever its name; in a folder those ending in .pdf are.
    Raises InvalidInputError for a path that does not exist.
    """
    found: dict[str, Source] = {}
    for path in paths:
        if not path.exists():
            raise InvalidInputError(f"Sökvägen {path} finns inte. Kontrollera stavningen.")
        files = (
            sorted(p for p in path.rglob("*") if p.suffix.lower() == ".pdf" and p.is_file())
            if path.is_dir()
            else [path]
        )
        for file in files:
            name = str(file.resolve())
            found.setdefault(name, Source(name, file.name, file))
    return list(found.values())


class Pipeline:
    """Takes files in. One at a time per data folder (see `corpus.lock`)."""

    def __init__(
        self, store: DocumentStore, options: ReadOptions, workers: int, proposer: Proposer | None = None
    ) -> None:
        self._store = store
        self._proposer = proposer
        self._options = options
        self._workers = max(1, workers)

    def run(self, found: list[Source], again: bool = False) -> Iterator[Outcome]:
        """Take in the files, in the order in which they are done. `again` reads unchanged ones too."""
        waiting: list[tuple[Source, str, DocumentId, VersionId]] = []
        for source in found:
            known = None if again else self._unchanged(source)
            if known is not None:
                yield Outcome(known)
                continue
            try:
                digest = self._keep(source)
            except DocumentError as error:
                yield Outcome(self._failed(source, "", error))
                continue
            twin = None if again else self._known_bytes(source, digest)
            if twin is not None:
                yield Outcome(twin)
                continue
            waiting.append((source, digest, *self._store.ledger.identify(source.name, digest)))
        if waiting:
            yield from self._read_all(waiting)

    def _read_all(self, waiting: list[tuple[Source, str, DocumentId, VersionId]]) -> Iterator[Outcome]:
        count = min(self._workers, len(waiting))
        with WorkerPool(count, self._options.limits) as pool, ThreadPoolExecutor(count) as threads:
            queue = iter(waiting)
            running: set[Future[Outcome]] = set()
            while True:
                # no more in flight than twice the workers, so that finished artifacts do not pile up
                while len(running) < 2 * count and (job := next(queue, None)) is not None:
                    running.add(threads.submit(self._read_one, pool, *job))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()

    def _read_one(
        self, pool: WorkerPool, source: Source, digest: str, document: DocumentId, version: VersionId
    ) -> Outcome:
        try:
            structure, facts = pool.run(
                read_in_child, str(self._store.original_path(digest)), source.file, self._options
            )
        except DocumentError as error:
            return Outcome(self._failed(source, digest, error))
        if self._proposer is not None:
            structure, facts = self._proposed(pool, digest, *self._proposer.enrich(structure, facts))
        artifact = Artifact(document, version, digest, source.file, structure, facts)
        self._store.write_artifact(document, version, encode(artifact))
        unread = [p.number for p in structure.pages if p.source in (PageSource.NONE, PageSource.DAMAGED)]
        problems = structure.problems
        previous = self._store.ledger.by_source(source.name)
        entry = self._entry(source, digest, State.READ)
        entry = replace(
            entry,
            document=document,
            version=version,
            pages=len(structure.pages),
            code=UNREAD_PAGES if unread and not self._options.ocr else (problems[0].code if problems else ""),
            message=" ".join(dict.fromkeys(p.message for p in problems)),
        )
        entry = self._store.ledger.record(entry)
        changed = previous is not None and previous.state is State.READ and previous.version != version
        return Outcome(entry, artifact, previous.version if previous is not None and changed else None)

    def _proposed(self, pool: WorkerPool, digest: str, structure: Structure, facts: Facts) -> tuple[Structure, Facts]:
        """What the language model added, with its boxes; without them where the file can no longer be opened."""
        try:
            return pool.run(place_in_child, str(self._store.original_path(digest)), structure, facts)
        except DocumentError:
            return structure, facts

    def _unchanged(self, source: Source) -> Entry | None:
        """The entry of a source whose size, time and reading recipe are as they were.

        What a person left out stays out while its file is the same.
        """
        known = self._store.ledger.by_source(source.name)
        if known is None or known.recipe != self._recipe():
            return None
        stat = source.path.stat()
        if (stat.st_size, stat.st_mtime_ns) != (known.size, known.modified):
            return None
        if known.state is State.READ and not self._store.artifact_path(known.document, known.version).exists():
            return None
        return known

    def _known_bytes(self, source: Source, digest: str) -> Entry | None:
        """The entry for bytes that were read before, now recorded for this source too."""
        twin = self._store.ledger.by_digest(digest)
        if twin is None or twin.recipe != self._recipe():
            return None
        if not self._store.artifact_path(twin.document, twin.version).exists():
            return None
        stat = source.path.stat()
        fresh = replace(twin, source=source.name, file=source.file, size=stat.st_size, modified=stat.st_mtime_ns, at="")
        return self._store.ledger.record(fresh)

    def _keep(self, source: Source) -> str:
        """Keep the original. Raises DocumentError for what is clearly no PDF."""
        check_signature(source.path)
        return self._store.add_original(source.path.read_bytes())

    def _failed(self, source: Source, digest: str, error: DocumentError) -> Entry:
        return self._store.ledger.record(
            replace(self._entry(source, digest, State.FAILED), code=error.code, message=error.message)
        )

    def _entry(self, source: Source, digest: str, state: State) -> Entry:
        stat = source.path.stat()
        return Entry(
            source=source.name,
            file=source.file,
            digest=digest,
            document=DocumentId(""),
            version=VersionId(""),
            state=state,
            size=stat.st_size,
            modified=stat.st_mtime_ns,
            recipe=self._recipe(),
        )

    def _recipe(self) -> str:
        asked = f"+{self._proposer.method}" if self._proposer is not None else ""
        return f"{SCHEMA}.{RECIPE}{'+ocr' if self._options.ocr else ''}{asked}"


def load(store: DocumentStore, entry: Entry) -> Artifact:
    """The artifact of a ledger entry. Raises NotFoundError."""
    return decode(store.artifact(entry.document, entry.version))
