"""An optional last look: a cross-encoder reads question and passage together and orders the best anew.

It costs a model's run for each passage, so only the first `DEPTH` are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from search.embedding import Vectors
from search.ranking import Ranked

DEPTH = 30  # passages that are read


class Reranker(Protocol):
    """A model that tells how well passages answer a question."""

    def scores(self, query: str, texts: Sequence[str]) -> Vectors:
        """One number for each text, float32 [texts]; the larger, the better the answer."""


def rerank(reranker: Reranker, query: str, found: Sequence[Ranked], depth: int = DEPTH) -> list[Ranked]:
    """The list with its first `depth` passages in the reranker's order; the scores of the places stay.

    So a passage's score still says how well the best, the second best ... of the list fits, and what is
    not read stays below what is.
    """
    head = found[:depth]
    if not head:
        return []
    read = reranker.scores(query, [_shown(ranked) for ranked in head])
    order = np.argsort(-read, kind="stable")
    return [replace(head[int(at)], score=place.score) for place, at in zip(head, order, strict=True)] + list(
        found[depth:]
    )


def _shown(ranked: Ranked) -> str:
    """The passage under its heading, as a reader sees it."""
    heading = str(ranked.payload.get("section_heading") or "")
    text = str(ranked.payload["text"])
    return f"{heading}. {text}" if heading else text
