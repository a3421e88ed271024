"""Different bodies decide on one thing."""

from __future__ import annotations

from collections.abc import Iterator

from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.opposed import opposed, reach


def beslutsratt(work: Comparison) -> Iterator[Candidate]:
    """Två organ beslutar enligt olika texter om samma sak."""
    for one, other, shared in opposed(work, ("beslutar",)):
        a, b = one.statement, other.statement
        nature = work.nature(a, b)
        kind = nature if nature in ("version", "förslag") else "beslutsrätt"
        yield Candidate(
            kind, a, b, one.body.name, other.body.name, "låg" if kind != "beslutsrätt" else "hög", round(0.5 + 0.4 * shared, 3),
            f"Både {one.body.name} och {other.body.name} beslutar om samma sak.",
            reach(one),
            reach(other),
        )  # fmt: skip
