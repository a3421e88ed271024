"""A table against the running text of the same document."""

from __future__ import annotations

from collections.abc import Iterator

from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate


def tabell(work: Comparison) -> Iterator[Candidate]:
    """En tabell anger ett annat tal än den löpande texten i samma dokument."""
    for found in work.differences:
        if work.nature(found.pair.a, found.pair.b) == "tabell":
            yield Candidate(
                "tabell", found.pair.a, found.pair.b, found.a.text, found.b.text, "medel", found.confidence,
                f"Tabellen och texten säger olika: ”{found.a.text}” respektive ”{found.b.text}”.",
            )  # fmt: skip
