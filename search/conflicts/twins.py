"""Sentences that are alike word for word but for a number, a date or a body: what exactly differs.

Where nothing else differs there is no other case, target group or condition that could keep the two apart,
so numbers and bodies are compared by their place and not by their kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.language.keys import key
from ingest.language.quantity import Comparator, Quantity, comparable, conflicting, same
from search.conflicts.bodies import Body
from search.conflicts.statements import Statement

WORDS = 4  # of a sentence; shorter ones say too little to be the same
KEPT = 3  # content words that stand in both
_MODAL = frozenset(
    ("ska", "skall", "måste", "bör", "borde", "får", "kan", "inte", "ej", "aldrig", "ha", "har", "att", "den", "det")
)


@dataclass(frozen=True, slots=True)
class Twins:
    """What differs between two sentences that are otherwise one, in order."""

    numbers: tuple[tuple[Quantity, Quantity], ...]
    bodies: tuple[tuple[Body, Body], ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a number with its unit, or a body. `same` tells whether it aligns with another."""

    same: str
    content: bool
    number: Quantity | None = None
    body: Body | None = None


def twins(a: Statement, b: Statement, *, counterparts: bool = False) -> Twins | None:
    """What differs, or None where the sentences differ in more than numbers, bodies and small words.

    `counterparts`: the two are known to be one clause of two versions, so that they may be short.
    """
    one, other = _tokens(a), _tokens(b)
    if min(len(one), len(other)) < (2 if counterparts else WORDS) or abs(len(one) - len(other)) > 3:
        return None
    matcher = SequenceMatcher(None, [t.same for t in one], [t.same for t in other], autojunk=False)
    numbers: list[tuple[Quantity, Quantity]] = []
    bodies: list[tuple[Body, Body]] = []
    kept = 0
    for kind, a0, a1, b0, b1 in matcher.get_opcodes():
        if kind != "equal":
            if any(t.content for t in (*one[a0:a1], *other[b0:b1])):
                return None
            continue
        for x, y in zip(one[a0:a1], other[b0:b1], strict=True):
            if x.number is not None and y.number is not None:
                if _clash(x.number, y.number):
                    numbers.append((x.number, y.number))
            elif x.body is not None and y.body is not None:
                if x.body.id != y.body.id:
                    bodies.append((x.body, y.body))
                else:
                    kept += 1
            else:
                kept += x.content
    least = 1 if counterparts else KEPT if len(bodies) < 2 else KEPT + 1
    return Twins(tuple(numbers), tuple(bodies)) if kept >= least else None


def _tokens(statement: Statement) -> list[_Token]:
    found: list[_Token] = []
    end = -1
    for word in statement.words:
        if word.start < end:
            continue
        number = next((q for q in statement.numbers if q.start <= word.start < q.end), None)
        body = next((b for b in statement.bodies if b.start <= word.start < b.end), None) if number is None else None
        if number is not None:
            end = number.end
            found.append(_Token("#", True, number=number))
        elif body is not None:
            end = body.end
            found.append(_Token("@", True, body=body))
        else:
            found.append(_Token(word.key or key(word.text), bool(word.key) and word.text not in _MODAL))
    return found


def _clash(x: Quantity, y: Quantity) -> bool:
    """Whether two numbers in one place cannot both hold: "minst fyra" leaves room for six."""
    if same(x, y) or _bound(x, y):
        return False
    return conflicting(x, y) if comparable(x, y) else True


def _bound(x: Quantity, y: Quantity) -> bool:
    """Whether two numbers are the same but for "at least" and "at most"."""
    value = [q.low if q.low is not None else q.high for q in (x, y)]
    return (
        x.kind is y.kind
        and x.unit == y.unit
        and value[0] == value[1]
        and Comparator.RANGE not in (x.comparator, y.comparator)
    )
