"""Differing shares."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.language.quantity import Kind
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate


def andel(work: Comparison) -> Iterator[Candidate]:
    """Samma kostnad eller mål fördelas eller anges med olika andelar."""
    yield from work.numbers((Kind.SHARE,), "andel", "hög", "Andelen")
