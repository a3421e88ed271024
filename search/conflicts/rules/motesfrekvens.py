"""Differing frequencies: how often a group meets, how often a thing is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.language.keys import key
from ingest.language.quantity import Kind, Quantity, conflicting
from search.conflicts.bodies import Body
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.statements import Statement, content
from search.conflicts.verification import other_time, special_rule, subject

_MEETING = key("möte")
_DUTY = key("ansvara")


def _which(statement: Statement, body: Body) -> str:
    """The group that meets; where each group of a kind is meant ("en samrådsgrupp"), the kind."""
    any_of_them = statement.text.lower().startswith(("en ", "ett ", "varje ", "respektive "))
    return " ".join(content(body.name)) if any_of_them else body.id


def motesfrekvens(work: Comparison) -> Iterator[Candidate]:
    """Samma grupp ska enligt två texter sammanträda olika ofta, eller samma sak göras olika ofta."""
    meetings: dict[tuple[str, str], list[tuple[Statement, Quantity]]] = defaultdict(list)
    for scope, statements in sorted(work.material.scopes.items()):
        for statement in statements:
            often = next((q for q in statement.numbers if q.kind is Kind.FREQUENCY), None)
            body = subject(statement)
            if (
                often is not None
                and body is not None
                and body.own
                and _MEETING in statement.keys
                and _DUTY not in statement.keys
            ):
                meetings[scope, _which(statement, body)].append((statement, often))
    for held in meetings.values():
        for (a, often_a), (b, often_b) in couples(held):
            if conflicting(often_a, often_b):
                body = subject(a)
                name = body.name if body else "Gruppen"
                kind = work.nature(a, b) or "mötesfrekvens"
                yield Candidate(
                    kind, a, b, often_a.text, often_b.text, "låg" if kind in ("version", "förslag") else "medel", 0.85,
                    f"{name} ska sammanträda ”{often_a.text}” respektive ”{often_b.text}”.",
                    rejected=special_rule(a, b) or other_time(work.material, a, b),
                )  # fmt: skip
    for found in work.numbers((Kind.FREQUENCY,), "frekvens", "medel", "Hur ofta det ska ske"):
        if _MEETING not in found.a.keys & found.b.keys:
            yield found
