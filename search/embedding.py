"""Texts to vectors: the port, and the shipped static model read with tokenizers, safetensors and numpy.

A static model is a table of subword vectors; a text is the mean of its subwords' vectors,
normalised. The folder is in the format of sentence-transformers' `StaticEmbedding`
(`model.safetensors`, `tokenizer.json`, `modules.json`), which gives the same vectors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus.errors import InvalidInputError

Vectors = NDArray[np.float32]
MODEL = Path(__file__).parent / "model"
_LITTLE = 4_000  # characters below which waking the threads of the tokenizer takes longer than they save
_WEIGHTS = ("embedding.weight", "embeddings")


class Embedder(Protocol):
    """A model that gives texts vectors of length 1. `name` is different for every model and version."""

    @property
    def name(self) -> str:
        """The model's name with a mark of its version; an index is named after it."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, float32 [texts, dimensions]."""

    def encode_query(self, text: str) -> Vectors:
        """The vector of a query, float32 [dimensions]."""


class StaticEmbedder:
    """A static model in a folder, read without torch. Raises InvalidInputError where it is none."""

    def __init__(self, folder: Path = MODEL) -> None:
        try:
            weights = (folder / "model.safetensors").read_bytes()
            table = next(v for k, v in load_file(folder / "model.safetensors").items() if k in _WEIGHTS)
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, SafetensorError, StopIteration) as error:
            raise InvalidInputError(f"Mappen {folder} innehåller ingen språkmodell som går att läsa.") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._table = table.astype(np.float32)
        self._name = f"{folder.name}-{hashlib.sha256(weights).hexdigest()[:8]}"

    @property
    def name(self) -> str:
        """The folder's name and a mark of its content."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._table.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, float32 [texts, dimensions]; zero for a text without subwords."""
        out = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        if sum(map(len, texts)) < _LITTLE:
            encodings = [self._tokenizer.encode(text, add_special_tokens=False) for text in texts]
        else:
            encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ids = [encoding.ids for encoding in encodings]
        filled = [row for row, own in enumerate(ids) if own]
        if filled:
            lengths = np.array([len(ids[row]) for row in filled])
            subwords = self._table[np.concatenate([ids[row] for row in filled])]
            means = np.add.reduceat(subwords, np.cumsum(lengths) - lengths, axis=0) / lengths[:, None]
            out[filled] = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
        return out

    def encode_query(self, text: str) -> Vectors:
        """The vector of a query, float32 [dimensions]."""
        row: Vectors = self.encode([text])[0]
        return row
