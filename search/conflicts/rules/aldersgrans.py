"""Differing age limits."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.language.quantity import Kind
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate


def aldersgrans(work: Comparison) -> Iterator[Candidate]:
    """Samma verksamhet eller målgrupp har olika åldersgräns."""
    yield from work.numbers((Kind.AGE,), "åldersgräns", "medel", "Åldersgränsen")
