"""One process writes a data folder at a time; a second one is told which, and where to reach it."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from corpus.errors import StoreLockedError


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that owns a data folder. `url` is where it answers, if it does."""

    pid: int
    command: str
    url: str | None = None
    key: str = ""  # whoever can read this file may hand work over


class FolderLock:
    """The right to write a data folder, from `acquire` to `release`. Goes with the process when it dies."""

    def __init__(self, root: Path) -> None:
        self._path = root / "owner.json"
        self._file: IO[bytes] | None = None

    def acquire(self, command: str, url: str | None = None, key: str = "") -> None:
        """Take the folder. Raises StoreLockedError, naming the owner."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "ab+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            owner = self.owner()
            who = f"av `{owner.command}` (process {owner.pid})" if owner else "av ett annat program"
            raise StoreLockedError(
                f"Datamappen används redan {who}. Stoppa det först, eller låt den körande tjänsten göra arbetet."
            ) from None
        file.truncate(0)
        file.write(msgspec.json.encode(Owner(os.getpid(), command, url, key)))
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give the folder back."""
        if self._file is not None:
            self._file.truncate(0)
            self._file.close()
            self._file = None

    def owner(self) -> Owner | None:
        """Who owns the folder now, or None."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Owner)
        except (FileNotFoundError, msgspec.DecodeError):
            return None
