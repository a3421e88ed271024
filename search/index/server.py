"""The index on a Qdrant server. A module of its own, since qdrant-client takes most of a second to import."""

from __future__ import annotations

from search.embedding import Embedder
from search.index.client import ClientIndex
from search.index.shelf import index_name


def server_index(url: str, embedder: Embedder, api_key: str | None = None) -> ClientIndex:
    """The collection for this model on a Qdrant server (or ":memory:")."""
    return ClientIndex(url, f"passages-{index_name(embedder)}", embedder.dimensions, api_key)
