"""A statute that has been replaced, or whose number does not fit its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extraction.registries import Statute, statute_by_number, statutes
from ingest.extraction.triggers import Genre
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement

_NUMBER = re.compile(r"\(?(?:SFS\s*)?(?P<n>(?:1[789]|20)\d\d:\d{1,4})\)?")


def lagrum(work: Comparison) -> Iterator[Candidate]:
    """En text hänvisar till en lag som är ersatt, eller anger fel nummer för lagen,
    medan en annan text anger den som gäller."""
    cited: list[tuple[Statement, str, str]] = []
    for one in work.material.reads:
        if one.genre is not Genre.REGULATION:
            for statement in one.statements:
                if statement.said:
                    cited += [(statement, name, number) for name, number in citations(statement.text)]
    right: dict[str, list[tuple[Statement, str]]] = {}
    for statement, name, number in cited:
        if number in _numbers(name):
            right.setdefault(number, []).append((statement, name))
    for statement, name, number in cited:
        if work.material.outdated(statement):
            continue
        known = statute_by_number().get(number)
        if number in _numbers(name):
            if known is None or not known.replaced_by or _dated(work, statement) < known.replaced_from:
                continue
            wanted, kind, reason = (
                known.replaced_by,
                "ersatt författning",
                f"{name} ({number}) är ersatt av {known.replaced_by}.",
            )
        else:
            current = _current(name)
            if current is None:
                continue
            cited_right = [n for n in (current.number, *sorted(_numbers(name), reverse=True)) if n in right]
            wanted, kind = (cited_right or [current.number])[0], "författningsnummer"
            reason = f"{name} har nummer {wanted}, inte {number}."
        for other, _ in sorted(
            right.get(wanted, []),
            key=lambda o: (
                o[0].document == statement.document,
                -work.material.likeness(statement.keys, o[0].keys),
                o[0].number,
            ),
        )[:1]:
            yield Candidate(
                kind, statement, other, number, wanted, "medel" if kind.startswith("ersatt") else "låg", 0.9, reason
            )


def citations(text: str) -> Iterator[tuple[str, str]]:
    """The statutes that a text cites by a known name and a number: (name, number)."""
    for match in _NUMBER.finditer(text):
        before = text[: match.start()].rstrip(" (").lower()
        name = next((n for n in _names() if before.endswith(n)), None)
        if name is not None:
            yield name.capitalize(), match["n"]


@cache
def _names() -> tuple[str, ...]:
    names = {n.lower() for s in statutes() for n in (s.name, *s.others)}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


@cache
def _numbers(name: str) -> frozenset[str]:
    return frozenset(s.number for s in statutes() if name.lower() in (n.lower() for n in (s.name, *s.others)))


def _current(name: str) -> Statute | None:
    return next((s for s in statutes() if s.number in _numbers(name) and not s.replaced_by), None)


def _dated(work: Comparison, statement: Statement) -> str:
    meta = work.material.reads[statement.document].document.artifact.structure.metadata
    return max(meta.date or "", meta.valid_from or "")
