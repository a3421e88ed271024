"""Reporting lines that differ."""

from __future__ import annotations

from collections.abc import Iterator

from search.conflicts.claims import Claim
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.verification import may_be_same, other_time, special_rule


def rapporteringsvag(work: Comparison) -> Iterator[Candidate]:
    """En grupp rapporterar enligt två texter till olika organ."""
    for scope in sorted(work.material.claims):
        lines = [c for c in work.material.claims[scope] if c.act == "rapporterar" and c.to is not None]
        for one, other in couples(lines):
            if one.to is None or other.to is None or not _same_group(one, other) or may_be_same(one.to, other.to):
                continue
            a, b = one.statement, other.statement
            ids = {x.id for x in a.bodies} & {x.id for x in b.bodies}
            if {one.to.id, other.to.id} <= ids:
                continue
            if a.document == b.document and a.block == b.block:
                continue
            yield Candidate(
                "rapporteringsväg", a, b, one.to.name, other.to.name, "medel", 0.7,
                f"{one.body.name} rapporterar till {one.to.name} enligt den ena texten och {other.to.name} enligt "
                f"den andra.", rejected=special_rule(a, b) or other_time(work.material, a, b),
            )  # fmt: skip


def _same_group(one: Claim, other: Claim) -> bool:
    """The same group, or one of the groups that the other speaks of as a kind."""
    if one.body.id == other.body.id:
        return True
    if "parter" in (one.body.id, other.body.id) or {one.body.id, other.body.id} & {"region", "kommun"}:
        return False
    first, second = one.body.name.lower().split(), other.body.name.lower().split()
    return (
        bool(first and second)
        and first[0][:9] == second[0][:9]
        and (len(first) == 1) != (len(second) == 1)
        and len(first[0]) > 6
    )
