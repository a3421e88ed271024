"""The ledger: every file that was ever taken in, what became of it, and which document it is a version of.

An append-only file of JSON lines; the last line about a source wins. It is read whole at start
(a line is about 300 bytes: ten thousand documents are read in a tenth of a second).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock

import msgspec

from corpus.errors import NotFoundError
from corpus.files import append_line
from corpus.ids import DocumentId, VersionId, document_id, version_id


class State(StrEnum):
    """What became of a file."""

    READ = "read"
    FAILED = "failed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was last seen. `source` is its path, or "upload:NAME"."""

    source: str
    file: str
    digest: str  # SHA-256; "" where the file could not even be read
    document: DocumentId
    version: VersionId
    state: State
    size: int = 0  # bytes
    modified: int = 0  # nanoseconds since 1970, of the file
    at: str = ""  # when it was taken in, ISO 8601
    recipe: str = ""  # version of the reading that made the artifact
    code: str = ""  # of the error
    message: str = ""  # Swedish
    pages: int = 0


class Ledger:
    """The entries by source, in memory, with every change on disk before it counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = Lock()
        self._entries: dict[str, Entry] = {}
        self._history: dict[DocumentId, list[Entry]] = {}
        if path.exists():
            for line in path.read_bytes().splitlines():
                entry = _decode(line)
                if entry is not None:
                    self._remember(entry)

    def entries(self) -> list[Entry]:
        """The last entry of each source, by file name."""
        return sorted(self._entries.values(), key=lambda e: (e.file, e.source))

    def by_source(self, source: str) -> Entry | None:
        """What is known of a path or upload."""
        return self._entries.get(source)

    def by_digest(self, digest: str) -> Entry | None:
        """A document that was read from the same bytes, wherever they lay."""
        found = [e for e in list(self._entries.values()) if e.digest == digest and e.state is State.READ]
        return min(found, key=lambda e: (e.at, e.source), default=None)

    def current(self) -> list[Entry]:
        """The newest readable entry of each document that is not deleted, by document id."""
        newest: dict[DocumentId, Entry] = {}
        for entry in list(self._entries.values()):
            if entry.state is State.READ:
                known = newest.get(entry.document)
                if known is None or (entry.at, entry.source) > (known.at, known.source):
                    newest[entry.document] = entry
        return [newest[d] for d in sorted(newest)]

    def document(self, document: str) -> Entry:
        """The current entry of a document. Raises NotFoundError."""
        for entry in self.current():
            if entry.document == document:
                return entry
        raise NotFoundError(f"Dokumentet {document} finns inte i samlingen. Sök det i dokumentlistan.")

    def versions(self, document: str) -> list[Entry]:
        """The versions of a document that were read, oldest first."""
        seen: dict[VersionId, Entry] = {}
        for entry in self._history.get(DocumentId(document), []):
            if entry.state is State.READ:
                seen.setdefault(entry.version, entry)
        return list(seen.values())

    def identify(self, source: str, digest: str) -> tuple[DocumentId, VersionId]:
        """The ids of these bytes from this source: a known source keeps its document, new bytes are a new version."""
        twin = self.by_digest(digest)
        known = self._entries.get(source)
        if twin is not None:
            return twin.document, twin.version
        if known is not None and known.state is State.READ:
            return known.document, version_id(digest)
        return document_id(digest), version_id(digest)

    def record(self, entry: Entry) -> Entry:
        """Write an entry; it counts once the disk has it."""
        stamped = replace(entry, at=entry.at or datetime.now(UTC).isoformat(timespec="microseconds"))
        with self._writing:
            append_line(self._path, msgspec.json.encode(stamped))
            self._remember(stamped)
        return stamped

    def delete(self, document: str) -> list[Entry]:
        """Mark all sources of a document as deleted. Raises NotFoundError."""
        self.document(document)
        gone = [e for e in list(self._entries.values()) if e.document == document and e.state is State.READ]
        return [self.record(replace(e, state=State.DELETED, at="")) for e in gone]

    def _remember(self, entry: Entry) -> None:
        self._entries[entry.source] = entry
        self._history.setdefault(entry.document, []).append(entry)


def _decode(line: bytes) -> Entry | None:
    """The entry of a line; None for a line that a crash cut short."""
    try:
        return msgspec.json.decode(line, type=Entry)
    except msgspec.DecodeError:
        return None
