"""Files that people send: kept in the inbox until they are read."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fastapi import UploadFile

from api.wiring import Container
from corpus.errors import InvalidInputError, LimitExceededError
from ingest.pipeline import Source

_CHUNK = 1 << 20  # bytes


def received(wired: Container, file: UploadFile) -> Source:
    """A file sent, as a source to take in. Raises InvalidInputError (empty), LimitExceededError (too large)."""
    name = Path(file.filename or "dokument.pdf").name
    limit = wired.settings.max_upload * 1_000_000
    size = 0
    with tempfile.NamedTemporaryFile(dir=wired.inbox(), suffix=".pdf", delete=False) as target:
        while chunk := file.file.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                Path(target.name).unlink()
                raise LimitExceededError(
                    f"Filen är större än {wired.settings.max_upload} MB. Dela upp den eller höj AVTAL_MAX_UPLOAD."
                )
            target.write(chunk)
    if size == 0:
        Path(target.name).unlink()
        raise InvalidInputError("Ingen fil skickades med. Välj en PDF.")
    return Source(f"upload:{name}", name, Path(target.name))
