"""A summary against the body of the same document."""

from __future__ import annotations

from collections.abc import Iterator

from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate


def sammanfattning(work: Comparison) -> Iterator[Candidate]:
    """Sammanfattningen anger ett annat tal, en annan ansvarig eller styrka än texten som den sammanfattar."""
    for found in work.differences:
        if work.nature(found.pair.a, found.pair.b) == "sammanfattning":
            yield Candidate(
                "sammanfattning", found.pair.a, found.pair.b, found.a.text, found.b.text, "medel", found.confidence,
                f"Sammanfattningen och texten säger olika: ”{found.a.text}” respektive ”{found.b.text}”.",
            )  # fmt: skip
