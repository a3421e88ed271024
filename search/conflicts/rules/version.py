"""What was changed between two versions of one agreement."""

from __future__ import annotations

from collections.abc import Iterator

from search.conflicts.bodies import Body
from search.conflicts.candidates import Pair
from search.conflicts.comparison import Comparison
from search.conflicts.differing import TWIN
from search.conflicts.material import Candidate
from search.conflicts.matters import one_matter
from search.conflicts.statements import content
from search.conflicts.twins import twins
from search.conflicts.verification import may_be_same


def version(work: Comparison) -> Iterator[Candidate]:
    """En äldre och en nyare version av samma överenskommelse säger olika: en ändring, inte en konflikt."""
    material = work.material
    for found in work.differences:
        a, b = found.pair.a, found.pair.b
        if material.versions(a, b):
            yield Candidate(
                "version", a, b, found.a.text, found.b.text, "låg", found.confidence,
                f"Ändrat mellan versionerna: ”{found.a.text}” respektive ”{found.b.text}”.",
            )  # fmt: skip
    for pair in work.pairs:
        a, b = pair.a, pair.b
        if not material.versions(a, b) or a.text == b.text or not a.bodies or not b.bodies:
            continue
        changed = _bodies(work, pair)
        if changed is not None:
            yield Candidate(
                "version", a, b, changed[0].name, changed[1].name, "låg", 0.65,
                f"Ändrat mellan versionerna: {changed[0].name} respektive {changed[1].name}.",
            )  # fmt: skip


def _bodies(work: Comparison, pair: Pair) -> tuple[Body, Body] | None:
    """The bodies in which two clauses differ: the only thing that differs, or what both begin with."""
    a, b = pair.a, pair.b
    alike = twins(a, b, counterparts=True) if pair.likeness >= TWIN else None
    if alike is not None:
        return next((x for x in alike.bodies if not may_be_same(*x)), None)
    if not one_matter(work.material, a, b):
        return None
    one, other = a.bodies[0], b.bodies[0]
    if one.start > 5 or other.start > 5 or one.genitive or other.genitive or may_be_same(one, other):
        return None
    rest_a = a.keys - frozenset(k for x in a.bodies for k in content(a.text[x.start : x.end]))
    rest_b = b.keys - frozenset(k for x in b.bodies for k in content(b.text[x.start : x.end]))
    enough = len(rest_a & rest_b) >= 2 and work.material.overlap(rest_a, rest_b) >= 0.7
    return (one, other) if enough else None
