"""Which statements are worth comparing: those of one scope that share rare words, never all pairs.

Every statement is filed under each pair of its rarest keys; statements filed together are compared.
Statements of the same words are filed once, and a pair of words that too many share says nothing,
so the work grows with the number of statements, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ingest.artifact import BlockKind
from search.conflicts.editions import counterparts
from search.conflicts.material import Material, couples
from search.conflicts.statements import Statement, content

RAREST = 7  # keys of a statement that it is filed under, two by two
CROWD = 24  # statements under one pair of keys; more share no subject, only a way of speaking
MOST = 400  # the same, where a third key tells them apart
THIRD = 3  # keys beside the two
SHARED = 0.42  # of the lesser statement's words, by weight


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that say nearly the same. `overlap`: of the lesser's words; `likeness`: of all words."""

    a: Statement
    b: Statement
    overlap: float
    likeness: float
    shared: frozenset[str]


def pairs(material: Material) -> list[Pair]:
    """The pairs worth comparing, in order of their statements."""
    found: list[Pair] = []
    for scope in sorted(material.scopes):
        found += _of_scope(material, material.scopes[scope])
    found += _rows(material)
    known = {(p.a.number, p.b.number) for p in found}
    for more in (_proposals(material), _versions(material)):
        for pair in more:
            if (pair.a.number, pair.b.number) not in known:
                known.add((pair.a.number, pair.b.number))
                found.append(pair)
    return found


def _versions(material: Material) -> Iterator[Pair]:
    """Reworded clauses of two versions of one agreement."""
    for old, new, alike in counterparts(material):
        a, b = (old, new) if old.number < new.number else (new, old)
        yield Pair(a, b, alike, alike, a.keys & b.keys)


def _rows(material: Material) -> Iterator[Pair]:
    """Rows of one word and a number against sentences that have that word and one of the column heads."""
    for one in material.reads:
        rows = [s for s in one.statements if s.kind is BlockKind.ROW and s.numbers and len(s.keys) == 1]
        texts = [s for s in one.statements if s.kind is BlockKind.PARAGRAPH and s.numbers] if rows else []
        for row in rows:
            head = frozenset(content(material.head(row)))
            for text in texts:
                if row.keys <= text.keys and head & text.keys:
                    a, b = (row, text) if row.number < text.number else (text, row)
                    yield Pair(a, b, 1.0, material.likeness(row.keys | head, text.keys), row.keys)


def _proposals(material: Material) -> Iterator[Pair]:
    """A proposal against the document that it would change: clauses with numbers of one kind."""
    for number, target in sorted(material.revised.items()):
        numbered = [s for s in material.reads[target].statements if s.said and s.numbers]
        for a in material.reads[number].statements:
            kinds = {q.kind for q in a.numbers}
            for b in numbered if a.said and not a.text.rstrip().endswith("?") else ():
                if kinds & {q.kind for q in b.numbers} and len(a.keys & b.keys) >= 2:
                    one, other = (a, b) if a.number < b.number else (b, a)
                    overlap = material.overlap(a.keys, b.keys)
                    yield Pair(one, other, overlap, material.likeness(a.keys, b.keys), a.keys & b.keys)


def _of_scope(material: Material, statements: list[Statement]) -> Iterator[Pair]:
    first: dict[tuple[str, str], Statement] = {}
    ranks = {d: material.rank(d) for d in {s.document for s in statements}}
    for statement in sorted(statements, key=lambda s: (ranks[s.document], s.number)):
        if len(statement.keys) >= 2 and not statement.text.rstrip().endswith("?"):
            # one wording stands for all documents that repeat it; which document counts where it is another version
            first.setdefault((statement.text.casefold(), ""), statement)
    filed: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    weights = material.weights
    for statement in first.values():
        rare = sorted(statement.keys, key=lambda k: (-weights.get(k, 1.0), k))[:RAREST]
        for two in combinations(sorted(rare), 2):
            filed[two].append(statement)
    seen: set[tuple[int, int]] = set()
    for a, b in _together(filed, weights):
        at = (a.number, b.number) if a.number < b.number else (b.number, a.number)
        if at in seen:
            continue
        seen.add(at)
        if a.document == b.document and a.block == b.block:
            continue
        overlap = material.overlap(a.keys, b.keys)
        if overlap >= SHARED:
            one, other = (a, b) if a.number < b.number else (b, a)
            yield Pair(one, other, overlap, material.likeness(a.keys, b.keys), a.keys & b.keys)


def _together(
    filed: dict[tuple[str, str], list[Statement]], weights: dict[str, float]
) -> Iterator[tuple[Statement, Statement]]:
    """Statements under one pair of keys. A crowd is filed once more under each third key, and then held only
    against those that follow within reach, so that the work stays linear."""
    for two, together in sorted(filed.items()):
        if len(together) <= CROWD:
            yield from combinations(together, 2)
            continue
        if len(together) > MOST:
            continue
        finer: dict[str, list[Statement]] = defaultdict(list)
        for statement in together:
            rest = sorted(statement.keys - set(two), key=lambda k: (-weights.get(k, 1.0), k))[:THIRD]
            for third in rest or ("",):
                finer[third].append(statement)
        for _, few in sorted(finer.items()):
            if len(few) <= CROWD:
                yield from combinations(few, 2)
            elif len(few) <= MOST:
                yield from couples(few)
