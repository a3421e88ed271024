"""Where indexes lie: one per model and schema, built beside the old one and switched when whole.

    <folder>/<model>-s<schema>/<generation>/   a shard
    <folder>/<model>-s<schema>/current         the generation that answers

A question never meets vectors of another model, because another model has another folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from corpus.files import write_atomic
from search.embedding import Embedder
from search.index.edge import EdgeIndex
from search.index.port import SCHEMA, PassageIndex

_CURRENT = "current"


def index_name(embedder: Embedder) -> str:
    """The name of the index of a model under this schema, fit for a folder or a collection."""
    return f"{embedder.name}-s{SCHEMA}"


class Shelf:
    """The embedded indexes in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, embedder: Embedder) -> EdgeIndex:
        """The index that answers for this model; an empty one where none was built.

        Raises StoreLockedError where another process has it.
        """
        home = self._home(embedder)
        generation = self._current(home)
        if generation is None:
            generation = 1
            index = EdgeIndex(home / str(generation), embedder.dimensions)
            write_atomic(home / _CURRENT, str(generation).encode())
            return index
        return EdgeIndex(home / str(generation), embedder.dimensions)

    def exists(self, embedder: Embedder) -> bool:
        """True where an index was built for this model and schema."""
        return self._current(self._home(embedder)) is not None

    def rebuild(self, embedder: Embedder, fill: Callable[[PassageIndex], None]) -> None:
        """Fill a new index beside the old one, then switch to it.

        Where `fill` raises, the old one stays. The caller closes the old index and opens the shelf
        again; folders of older generations go at the next rebuild, so that readers are not cut off.
        """
        home = self._home(embedder)
        current = self._current(home)
        fresh = max([current or 0, *self._generations(home)]) + 1
        try:
            with EdgeIndex(home / str(fresh), embedder.dimensions) as index:
                fill(index)
                index.optimize()
                index.flush()
        except BaseException:
            shutil.rmtree(home / str(fresh), ignore_errors=True)
            raise
        write_atomic(home / _CURRENT, str(fresh).encode())
        for old in self._generations(home):
            if old not in (fresh, current):
                shutil.rmtree(home / str(old), ignore_errors=True)

    def clear(self) -> None:
        """Remove all indexes. They can be rebuilt from the artifacts."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _home(self, embedder: Embedder) -> Path:
        return self._folder / index_name(embedder)

    @staticmethod
    def _current(home: Path) -> int | None:
        try:
            generation = int((home / _CURRENT).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None
        return generation if (home / str(generation)).is_dir() else None

    @staticmethod
    def _generations(home: Path) -> list[int]:
        if not home.is_dir():
            return []
        return [int(path.name) for path in home.iterdir() if path.name.isdigit()]
