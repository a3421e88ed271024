"""Conflict findings as people see them: with what was decided, filtered and paged.

Findings can be made anew at any time and are kept in one file; what people decided about them
lies with the decisions and is joined to them here, by the finding's id, which comes from what
the two quotes say. So a rejected pair comes back only where its text has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from corpus.decisions import Decision, DecisionKind, Decisions
from corpus.errors import InvalidInputError, NotFoundError
from corpus.files import write_atomic
from search.conflicts.model import Finding, Side

STATES = ("new", "confirmed", "rejected", "fixed")


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with what was decided about it."""

    id: str
    type: str
    severity: str
    confidence: float
    explanation: str
    a: Side
    b: Side
    state: str = "new"
    comment: str = ""
    decided_by: str | None = None
    decided_at: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """One page of findings."""

    items: tuple[Judged, ...]
    next: str | None
    total: int


class Findings:
    """The findings of a collection, the surest and gravest first."""

    def __init__(self, path: Path, decisions: Decisions) -> None:
        self._path = path
        self._decisions = decisions
        self._findings: tuple[Finding, ...] = ()
        if path.exists():
            self._findings = msgspec.json.decode(path.read_bytes(), type=tuple[Finding, ...])

    def replace(self, findings: Sequence[Finding]) -> None:
        """Put new findings in place of the old ones."""
        self._findings = tuple(findings)
        write_atomic(self._path, msgspec.json.encode(self._findings, order="deterministic"))

    def count(self) -> int:
        """How many findings there are."""
        return len(self._findings)

    def page(
        self,
        *,
        type: str | None = None,
        state: str | None = None,
        document: str | None = None,
        group: str | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> JudgedPage:
        """The findings of a type, state, document, or whose explanation or quotes name a group."""
        start = _offset(cursor)
        chosen = [
            judged
            for judged in self._judged()
            if (type is None or judged.type == type)
            and (state is None or judged.state == state)
            and (document is None or document in (judged.a.document.id, judged.b.document.id))
            and (group is None or _names(judged, group))
        ]
        end = start + limit
        return JudgedPage(tuple(chosen[start:end]), str(end) if end < len(chosen) else None, len(chosen))

    def get(self, name: str) -> Judged:
        """One finding. Raises NotFoundError."""
        for judged in self._judged():
            if judged.id == name:
                return judged
        raise NotFoundError("Konflikten finns inte längre. Texten kan ha ändrats; se listan över konflikter.")

    def types(self) -> tuple[str, ...]:
        """The types that occur, in order."""
        return tuple(sorted({f.type for f in self._findings}))

    def decide(self, name: str, state: str, comment: str, who: str) -> None:
        """Record what a person decided. Raises NotFoundError, InvalidInputError."""
        if state not in STATES:
            raise InvalidInputError(f"Läget ”{state}” finns inte. Välj {', '.join(STATES)}.")
        self.get(name)
        self._decisions.add(Decision(DecisionKind.CONFLICT, name, {"state": state, "comment": comment}, who))

    def _judged(self) -> list[Judged]:
        decided = self._decisions.latest(DecisionKind.CONFLICT)
        return [_join(finding, decided.get(finding.id)) for finding in self._findings]


def _join(finding: Finding, decision: Decision | None) -> Judged:
    judged = Judged(
        finding.id, finding.type, finding.severity, finding.confidence, finding.explanation, finding.a, finding.b
    )
    if decision is None:
        return judged
    return replace(
        judged,
        state=decision.values.get("state", "new"),
        comment=decision.values.get("comment", ""),
        decided_by=decision.who or None,
        decided_at=decision.when,
    )


def _names(judged: Judged, group: str) -> bool:
    wanted = group.casefold()
    return any(wanted in text.casefold() for text in (judged.explanation, judged.a.quote, judged.b.quote))


def _offset(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isdigit():
        raise InvalidInputError("Markören kan inte tolkas. Börja om från listans första sida.")
    return int(cursor)
