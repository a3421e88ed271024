"""Differing deadlines and periods."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.language.quantity import Kind
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate


def frist(work: Comparison) -> Iterator[Candidate]:
    """Samma uppgift ska enligt två texter göras inom olika tid. Vardagar och dagar är inte samma sak."""
    yield from work.numbers((Kind.DEADLINE, Kind.DATE), "frist", "hög", "Tiden")
