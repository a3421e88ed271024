"""What was changed between two versions of one agreement."""

from __future__ import annotations

from collections.abc import Iterator

from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import content
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
        one, other = a.bodies[0], b.bodies[0]
        if one.start > 5 or other.start > 5 or one.genitive or other.genitive or may_be_same(one, other):
            continue
        rest_a = a.keys - frozenset(k for x in a.bodies for k in content(a.text[x.start : x.end]))
        rest_b = b.keys - frozenset(k for x in b.bodies for k in content(b.text[x.start : x.end]))
        if len(rest_a & rest_b) >= 2 and material.overlap(rest_a, rest_b) >= 0.7:
            yield Candidate(
                "version", a, b, one.name, other.name, "låg", 0.65,
                f"Ändrat mellan versionerna: {one.name} respektive {other.name}.",
            )  # fmt: skip
