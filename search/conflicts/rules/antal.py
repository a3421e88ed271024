"""Differing numbers of groups, members or other things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.language.keys import key
from ingest.language.quantity import Kind, Quantity, conflicting
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.statements import Statement
from search.conflicts.verification import may_be_same, other_time, special_rule, subject

_MEMBERS = frozenset(
    key(w) for w in ("ledamöter", "ledamot", "representanter", "representant", "deltagare", "medlemmar")
)
_GROUPS = ("grupp", "råd", "nämnd", "utskott", "nivå", "rutin", "överenskommels", "forum", "kommun")
_EXIST = frozenset(key(w) for w in ("finns", "består", "sker", "omfattar", "har", "utgörs"))


def antal(work: Comparison) -> Iterator[Candidate]:
    """Ett organ har enligt två texter olika många ledamöter (sammansättning), eller det finns olika många grupper."""
    counted: dict[tuple[str, str], list[tuple[Statement, Quantity]]] = defaultdict(list)
    for scope, statements in sorted(work.material.scopes.items()):
        for statement in statements:
            for number in statement.numbers:
                if number.kind is not Kind.COUNT or not number.unit:
                    continue
                noun = key(number.unit)
                if noun in _MEMBERS:
                    body = subject(statement)
                    if body is not None and (body.own or body.id.startswith("roll:")) and _total(statement, number):
                        counted[scope, f"ledamöter {body.id}"].append((statement, number))
                elif noun.startswith(_GROUPS) or noun.endswith(("grupp", "råd", "nivå")):
                    if not _stated(statement, number):
                        continue
                    counted[scope, noun].append((statement, number))
    for (_, noun), held in counted.items():
        members = noun.startswith("ledamöter")
        for (a, one), (b, other) in couples(held):
            if not conflicting(one, other):
                continue
            first, second = subject(a), subject(b)
            if members and first is not None and second is not None and not may_be_same(first, second):
                continue
            kind = work.nature(a, b) or ("sammansättning" if members else "antal")
            yield Candidate(
                kind,
                a,
                b,
                one.text,
                other.text,
                "låg" if kind in ("version", "förslag") else "medel",
                0.8 if members else 0.7,
                f"Antalet är olika: ”{one.text}” respektive ”{other.text}”.",
                rejected=special_rule(a, b) or other_time(work.material, a, b),
            )
    yield from work.numbers((Kind.COUNT,), "antal", "medel", "Antalet")


def _total(statement: Statement, number: Quantity) -> bool:
    """Whether it is the number of all members: the first count, not one of "two of the members"."""
    first = next(q for q in statement.numbers if q.kind is Kind.COUNT)
    return first is number and not statement.text[number.end :].lstrip().lower().startswith(("från", "som "))


def _stated(statement: Statement, number: Quantity) -> bool:
    """Whether the sentence says how many there are: "finns fyra samrådsgrupper", "sker i fem samrådsgrupper"."""
    before = statement.text[: number.start].lower().split()[-4:]
    return (
        number.comparator.value == "eq"
        and any(w in ("finns", "av", "i", "har", "omfattar") for w in before[-2:])
        and (any(w in ("finns", "består", "sker", "omfattar", "bedrivs", "indelad", "indelat") for w in before))
    )
