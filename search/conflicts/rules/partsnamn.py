"""A principal under an earlier name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import Status
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement

_NOW = re.compile(r"\bRegion(?:en)?\s+[A-ZÅÄÖ]\w+")
_BEFORE = re.compile(r"\b(?:[A-ZÅÄÖ]\w+s\s+läns\s+landsting|[Ll]andsting(?:et|ets|s)?)\b")
_TOLD = re.compile(
    r"\b(?:tidigare|dåvarande|numera|före detta|f\.d\.|bytte namn|bildas|övergick|ombildad|regioner)\b", re.IGNORECASE
)
_PARTY = re.compile(r"\b(?:part(?:er|erna)?|mellan|ingår|ingås|består)\b", re.IGNORECASE)

_BETWEEN = re.compile(r"\bmellan\s+(?:\w+\s+){0,3}(?:och|samt)?\s*landsting\w*|\bmellan\s+landsting", re.IGNORECASE)


def partsnamn(work: Comparison) -> Iterator[Candidate]:
    """Parten heter region i dokumentet men kallas också landsting, som om namnet inte hade ändrats."""
    for one in work.material.reads:
        if (
            one.scope not in work.material.scopes
            or not one.statements
            or one.statements[0].document in work.material.older
        ):
            continue
        now = [s for s in one.statements if _NOW.search(s.text) and not _BEFORE.search(s.text)]
        before = [
            s for s in one.statements if s.said and _BEFORE.search(s.text) and not _NOW.search(s.text) and not _cited(s)
        ]
        if not now or not before:
            continue
        a = max(now, key=lambda s: (s.text.lower().startswith("part"), bool(_PARTY.search(s.text)), s.said, -s.number))
        said = _NOW.search(a.text)
        b = max(before, key=lambda s: (bool(_BETWEEN.search(s.text)), s.status is Status.IN_FORCE, -s.number))
        old = _BEFORE.search(b.text)
        yield Candidate(
            "partsnamn", a, b, said.group() if said else "", old.group() if old else "", "låg", 0.75,
            "Parten heter region men kallas landsting på andra ställen i samma dokument.",
        )  # fmt: skip


def _cited(statement: Statement) -> bool:
    """Whether the earlier name is told as earlier, or stands in the name of a law or another document."""
    return (
        bool(_TOLD.search(statement.text)) or "lag" in statement.keys or "”" in statement.text or '"' in statement.text
    )
