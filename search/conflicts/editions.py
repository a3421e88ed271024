"""The clauses of two versions of one agreement: each that was reworded beside its counterpart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from search.conflicts.material import Material
from search.conflicts.statements import Statement

ALIKE = 0.55  # of the words of both stand in both
COMMON = 60  # statements with one word; a word that more have tells nothing


def counterparts(material: Material) -> Iterator[tuple[Statement, Statement, float]]:
    """Statements of a replaced document and of the one in its place that are not the same, and how alike they are.

    All words count, so that short clauses about the agreement itself are found too. Each statement has one
    counterpart, the most alike; the work grows with the length of the two documents.
    """
    for old, new in sorted(material.older.items()):
        yield from _of(material.reads[old].statements, material.reads[new].statements)


def _of(old: tuple[Statement, ...], new: tuple[Statement, ...]) -> Iterator[tuple[Statement, Statement, float]]:
    told = {_folded(s) for s in old}, {_folded(s) for s in new}
    left = [s for s in old if s.said and _folded(s) not in told[1]]
    right = [s for s in new if s.said and _folded(s) not in told[0]]
    filed: dict[str, list[int]] = defaultdict(list)
    words = [frozenset(w.text for w in s.words) for s in right]
    for at, found in enumerate(words):
        for word in found:
            filed[word].append(at)
    likely: list[tuple[float, int, int]] = []
    for number, statement in enumerate(left):
        mine = frozenset(w.text for w in statement.words)
        near = {at for word in mine if len(filed[word]) <= COMMON for at in filed[word]}
        for at in near:
            likeness = len(mine & words[at]) / len(mine | words[at])
            if likeness >= ALIKE:
                likely.append((-likeness, number, at))
    taken: tuple[set[int], set[int]] = (set(), set())
    for likeness, number, at in sorted(likely):
        if number not in taken[0] and at not in taken[1]:
            taken[0].add(number)
            taken[1].add(at)
            yield left[number], right[at], -likeness


def _folded(statement: Statement) -> str:
    return " ".join(statement.text.casefold().split())
