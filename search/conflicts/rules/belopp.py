"""Differing amounts of money."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.language.quantity import Kind
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate


def belopp(work: Comparison) -> Iterator[Candidate]:
    """Samma avgift eller ersättning anges med olika belopp."""
    yield from work.numbers((Kind.MONEY,), "belopp", "hög", "Beloppet")
