"""Differing parties of one agreement, or a party without a mandate of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.conflicts.bodies import Body
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.statements import Statement, content
from search.conflicts.verification import may_be_same

_BETWEEN = re.compile(
    r"(?:överenskommelse(?:n)?|avtal(?:et)?)\s+(?:om\s+(?P<what>[^.;:]{5,90}?)\s+)?mellan\s+(?P<who>[^.;:]{5,160})",
    re.IGNORECASE,
)
_NO_MANDATE = re.compile(
    r"\b(?:har inget|saknar|har inte något)\s+(?:eget|egna)\s+(?:mandat|beslutsmandat|beslutsrätt)", re.IGNORECASE
)


TOLD = 3.5  # weight of the words of an agreement's name that tell it from others


def part(work: Comparison) -> Iterator[Candidate]:
    """En överenskommelse har enligt två texter olika parter, eller en part som saknar eget mandat."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        told = [(s, *found) for s in statements if (found := _parties(s)) is not None]
        for (a, name, one), (b, other_name, other) in couples(told):
            if (
                a.number == b.number
                or work.material.weight(name & other_name) < TOLD
                or work.material.likeness(name, other_name) < 0.7
            ):
                continue
            extra = (
                [x for x in one if not any(may_be_same(x, y) for y in other)],
                [y for y in other if not any(may_be_same(x, y) for x in one)],
            )
            sure = work.material.likeness(name, other_name) >= 0.9 and a.document != b.document
            if (extra[0] and extra[1]) or (sure and (extra[0] or extra[1])):
                yield Candidate(
                    "part", a, b, ", ".join(x.name for x in one), ", ".join(x.name for x in other), "medel", 0.65,
                    f"Parterna är olika: {_listed(one)} respektive {_listed(other)}.",
                )  # fmt: skip
        for a in statements:
            match = _NO_MANDATE.search(a.text)
            body = next((x for x in a.bodies if match and x.end <= match.start() and x.own), None)
            if body is None:
                continue
            signing = [(b, m) for b, _, parties in told for m in parties if m.id == body.id and b.number != a.number]
            for b in {x.document: x for x, _ in reversed(signing)}.values():
                yield Candidate(
                    "part", a, b, "inget eget mandat", "part", "hög", 0.7,
                    f"{body.name} är part i en överenskommelse men har enligt den andra texten inget eget mandat.",
                )  # fmt: skip


def _listed(bodies: list[Body]) -> str:
    return " och ".join(dict.fromkeys(x.name for x in bodies))


def _parties(statement: Statement) -> tuple[frozenset[str], list[Body]] | None:
    """The name of an agreement told with its parties, and who they are."""
    match = _BETWEEN.search(statement.text)
    if match is None:
        return None
    name = match["what"] or statement.text[: match.start()]
    start, end = match.span("who")
    bodies = [b for b in statement.bodies if start <= b.start < end]
    keys = frozenset(content(name))
    return (keys, bodies) if keys and len(bodies) >= 2 else None
