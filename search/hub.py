"""Any sentence-transformers model, by name or folder. Needs the extra `models` (torch)."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import InvalidInputError
from search.embedding import Embedder, StaticEmbedder, Vectors
from search.reranking import Reranker

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

# Models of the e5 family are trained with these prefixes (Wang et al. 2022) and do not always say so in their settings.
_E5 = re.compile(r"(?:^|[/-])(?:multilingual-)?e5(?:-|$)", re.IGNORECASE)


class HubEmbedder:
    """A sentence-transformers model with its prompts for queries and passages."""

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seconds, and only for those who ask
        except ImportError as error:
            raise InvalidInputError(
                f"Språkmodellen {model} kräver tillägget: pip install 'avtalsgraf[models]'."
            ) from error
        try:
            self._model: SentenceTransformer = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError) as error:
            raise InvalidInputError(f"Språkmodellen {model} går inte att läsa in.") from error
        version = importlib.metadata.version("sentence-transformers")
        self._name = re.sub(r"[^0-9A-Za-z.]+", "-", f"{model}-st{version}").strip("-")
        prompts = self._model.prompts or {}
        e5 = bool(_E5.search(model))
        self._query = prompts.get("query") or ("query: " if e5 else "")
        self._passage = prompts.get("document") or prompts.get("passage") or ("passage: " if e5 else "")

    @property
    def name(self) -> str:
        """The model's name, fit for a folder name."""
        return self._name

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, of length 1, float32 [texts, dimensions]."""
        return self._encode(list(texts), self._passage)

    def encode_query(self, text: str) -> Vectors:
        """The vector of a query, float32 [dimensions]."""
        row: Vectors = self._encode([text], self._query)[0]
        return row

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        vectors = self._model.encode(texts, prompt=prompt, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


class HubReranker:
    """A sentence-transformers cross-encoder with one output, by name or folder."""

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import CrossEncoder  # noqa: PLC0415 - as above
        except ImportError as error:
            raise InvalidInputError(
                f"Omrankningsmodellen {model} kräver tillägget: pip install 'avtalsgraf[models]'."
            ) from error
        try:
            self._model: CrossEncoder = CrossEncoder(model, device="cpu")
        except (OSError, ValueError) as error:
            raise InvalidInputError(f"Omrankningsmodellen {model} går inte att läsa in.") from error
        if self._model.num_labels != 1:
            raise InvalidInputError(
                f"Modellen {model} är ingen omrankningsmodell: den ger {self._model.num_labels} tal, inte ett."
            )

    def scores(self, query: str, texts: Sequence[str]) -> Vectors:
        """How well each text answers, float32 [texts]."""
        read = self._model.predict([(query, text) for text in texts], show_progress_bar=False)
        return np.asarray(read, dtype=np.float32)


def load_reranker(model: str = "") -> Reranker | None:
    """The cross-encoder of that name or folder; none for ""."""
    return HubReranker(model) if model else None


def load_embedder(model: str = "") -> Embedder:
    """The shipped model for "", a static model in a folder, else any sentence-transformers model by name or folder."""
    if not model:
        return StaticEmbedder()
    folder = Path(model)
    if (folder / "model.safetensors").exists() and not (folder / "config.json").exists():
        modules = folder / "modules.json"
        if modules.exists() and "StaticEmbedding" in modules.read_text(encoding="utf-8"):
            return StaticEmbedder(folder)
    return HubEmbedder(model)
