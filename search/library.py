"""The open index with all that a search needs: model, thesaurus and the words the passages use.

The words are kept in a file beside the index, so that the service starts without reading
every passage.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from corpus.files import write_atomic
from search.embedding import Embedder
from search.index.port import Filters, PassageIndex
from search.index.shelf import Shelf, index_name
from search.query import Understanding
from search.read import Searcher, vocabulary
from search.reranking import Reranker
from search.spelling import Speller
from search.thesaurus import load_thesaurus


class Library:
    """The index of one model in `folder`, or on the Qdrant server at `url`. Raises StoreLockedError."""

    def __init__(
        self, folder: Path, embedder: Embedder, url: str = "", key: str = "", reranker: Reranker | None = None
    ) -> None:
        self.embedder = embedder
        self._reranker = reranker
        self._url, self._key = url, key
        self._shelf = Shelf(folder)
        self._words = folder / f"{index_name(embedder)}{'-server' if url else ''}.words.json"
        self._thesaurus = load_thesaurus()
        self.index = self._open()
        self.words = self._known_words()  # of all passages, and how often each stands
        self.searcher = self._searcher(self.words)

    @property
    def built(self) -> bool:
        """False where the index of this model has never been filled: it must be built from the artifacts."""
        return self._words.exists()

    def settle(self) -> None:
        """Bring what was stored into its fast form and learn its words."""
        self.index.optimize()
        self.index.flush()
        words = vocabulary(self.index)
        write_atomic(self._words, msgspec.json.encode(words, order="sorted"))
        self.words = words
        self.searcher = self._searcher(words)

    def rebuild(self, fill: Callable[[PassageIndex], None]) -> None:
        """Build the index anew beside the old one and switch to it. Call `settle` afterwards."""
        if self._url:
            for hit in list(self.index.scroll(Filters())):
                self.index.delete_document(hit.payload["document"])
            fill(self.index)
            return
        self._shelf.rebuild(self.embedder, fill)
        self.index.close()
        self.index = self._open()

    def documents(self) -> set[str]:
        """The ids of the documents that the index holds passages of."""
        return {str(hit.payload["document"]) for hit in self.index.scroll(Filters())}

    def close(self) -> None:
        """Give the index back."""
        self.index.close()

    def _open(self) -> PassageIndex:
        if self._url:
            # only here: importing qdrant-client would take most of the time that the service needs to start
            from search.index.server import server_index  # noqa: PLC0415

            return server_index(self._url, self.embedder, self._key or None)
        return self._shelf.open(self.embedder)

    def _searcher(self, words: dict[str, int]) -> Searcher:
        return Searcher(self.index, self.embedder, Understanding(self._thesaurus, Speller(words)), self._reranker)

    def _known_words(self) -> dict[str, int]:
        if not self._words.exists():
            return {}
        return msgspec.json.decode(self._words.read_bytes(), type=dict[str, int])
