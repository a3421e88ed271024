"""Two documents, or two versions of one, clause by clause: same, changed with the words marked, only in one.

Clauses that stand in both are aligned by longest common subsequence; between them, those that
share most words are taken as changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.artifact import Artifact, Block, BlockKind

ALIKE = 0.5  # of the words must agree for a clause to be a change of another
_CLAUSES = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause beside its counterpart. `kind` is same, changed, only_a or only_b.

    `words`, where changed: (same | removed | added, text), in order.
    """

    kind: str
    a: str | None = None
    b: str | None = None
    a_page: int | None = None
    b_page: int | None = None
    words: tuple[tuple[str, str], ...] = ()


def compare(a: Artifact, b: Artifact) -> list[Clause]:
    """The clauses of both, in order."""
    first, second = _clauses(a), _clauses(b)
    matcher = SequenceMatcher(None, [_folded(c) for c in first], [_folded(c) for c in second], autojunk=False)
    found: list[Clause] = []
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind == "equal":
            found += [_clause("same", x, y) for x, y in zip(first[a0:a1], second[b0:b1], strict=True)]
        else:
            found += _changed(first[a0:a1], second[b0:b1])
    return found


def word_changes(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """The words of two texts as (same | removed | added, text), in order."""
    first, second = a.split(), b.split()
    found: list[tuple[str, str]] = []
    for kind, a0, a1, b0, b1 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", " ".join(first[a0:a1])))
            continue
        if a1 > a0:
            found.append(("removed", " ".join(first[a0:a1])))
        if b1 > b0:
            found.append(("added", " ".join(second[b0:b1])))
    return tuple(found)


def _clauses(artifact: Artifact) -> list[Block]:
    return [b for b in artifact.structure.blocks if b.kind in _CLAUSES and b.text.strip()]


def _folded(block: Block) -> str:
    return " ".join(block.text.casefold().split())


def _changed(first: Sequence[Block], second: Sequence[Block]) -> list[Clause]:
    """Clauses between two that agree: each with the first later one that is alike, order kept."""
    found: list[Clause] = []
    later = [_words(y) for y in second]
    at = 0
    for one in first:
        best = _most_alike(_words(one), later, at)
        if best is None:
            found.append(_clause("only_a", one, None))
            continue
        found += [_clause("only_b", None, y) for y in second[at:best]]
        found.append(_clause("changed", one, second[best]))
        at = best + 1
    return found + [_clause("only_b", None, y) for y in second[at:]]


def _words(block: Block) -> tuple[list[str], Counter[str]]:
    words = block.text.casefold().split()
    return words, Counter(words)


def _most_alike(
    one: tuple[list[str], Counter[str]], others: Sequence[tuple[list[str], Counter[str]]], at: int
) -> int | None:
    """The first of the most alike from `at` on, or None. Words are put in order only where enough are shared."""
    best: int | None = None
    most = ALIKE
    words, bag = one
    for place in range(at, len(others)):
        other, others_bag = others[place]
        bound = 2 * (bag & others_bag).total() / (len(words) + len(other))
        if bound < most or (best is not None and bound == most):
            continue
        likeness = SequenceMatcher(None, words, other, autojunk=False).ratio()
        if likeness > most or (best is None and likeness == most):
            best, most = place, likeness
    return best


def _clause(kind: str, a: Block | None, b: Block | None) -> Clause:
    return Clause(
        kind,
        a.text if a else None,
        b.text if b else None,
        a.spans[0].page if a else None,
        b.spans[0].page if b else None,
        word_changes(a.text, b.text) if kind == "changed" and a and b else (),
    )
