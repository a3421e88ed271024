"""The document store: originals, artifacts, ledger and decisions in one folder.

    DATA/originals/SHA256.pdf      the bytes that were taken in, never changed
    DATA/artifacts/DOC/VERSION.json  what was read from them
    DATA/ledger.jsonl              what became of each file
    DATA/decisions.jsonl           what people decided

Graph, index and findings lie beside them and can be deleted at any time. The store keeps
artifacts as bytes: their form belongs to the layer that makes them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.decisions import Decisions
from corpus.errors import CorruptStoreError, NotFoundError
from corpus.files import write_atomic
from corpus.ids import content_hash
from corpus.ledger import Ledger


class DocumentStore:
    """Everything that must never be lost, under one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.ledger = Ledger(root / "ledger.jsonl")
        self.decisions = Decisions(root / "decisions.jsonl")

    def add_original(self, data: bytes) -> str:
        """Keep the bytes of a file; the same bytes are kept once. Returns their SHA-256."""
        digest = content_hash(data)
        path = self.original_path(digest)
        if not path.exists():
            write_atomic(path, data)
        return digest

    def original_path(self, digest: str) -> Path:
        """Where the original with this SHA-256 lies."""
        return self.root / "originals" / f"{digest}.pdf"

    def original(self, digest: str) -> bytes:
        """The bytes of an original. Raises NotFoundError, CorruptStoreError."""
        path = self.original_path(digest)
        if not path.exists():
            raise NotFoundError("Originalet finns inte i arkivet. Kör `avtal doctor` för att se vad som saknas.")
        data = path.read_bytes()
        if content_hash(data) != digest:
            raise CorruptStoreError(
                f"Originalet {digest[:12]} är skadat på disk. Återställ det från en säkerhetskopia."
            )
        return data

    def artifact_path(self, document: str, version: str) -> Path:
        """Where the artifact of a document version lies."""
        return self.root / "artifacts" / document / f"{version}.json"

    def write_artifact(self, document: str, version: str, data: bytes) -> None:
        """Keep what was read from a document version."""
        write_atomic(self.artifact_path(document, version), data)

    def artifact(self, document: str, version: str) -> bytes:
        """The artifact of a document version. Raises NotFoundError."""
        path = self.artifact_path(document, version)
        if not path.exists():
            raise NotFoundError("Det som lästs ur dokumentet saknas. Läs in dokumentet igen med `avtal ingest`.")
        return path.read_bytes()

    def free_bytes(self) -> int:
        """How much room is left on the disk."""
        return shutil.disk_usage(self.root).free
