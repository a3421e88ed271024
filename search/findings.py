"""Conflict findings as people see them: with what was decided, filtered and paged.

Findings can be made anew at any time and are kept in one file; what people decided about them
lies with the decisions and is joined to them here, by what the two quotes say (`search.judgements`).
So a rejected pair comes back only where its text has changed, and says so. What verification
rejected is kept beside the findings, with the reason, for those who ask; where a person confirms
it, it is one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.decisions import Decision, DecisionKind, Decisions
from corpus.errors import InvalidInputError, NotFoundError
from corpus.files import write_atomic
from search.conflicts.entailment import Contradictor, rescored
from search.conflicts.model import Finding, Side
from search.conflicts.precedence import precedence
from search.conflicts.rules import EXPLAINED
from search.judgements import STATES, Verdict, judge, remembered

_GONE = "Konflikten finns inte längre. Texten kan ha ändrats; se listan över konflikter."

ALL = 1_000_000  # rows: more than a collection has


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding with what was decided about it.

    `rule` says what is tested, `note` what verification found, `precedence` which side goes first and why,
    `returned` what was decided before the text changed: all in Swedish.
    """

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
    verified: bool = True
    note: str = ""
    rule: str = ""
    precedence: str = ""
    precedes: str = ""  # a, b or nothing
    returned: str = ""


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """One page of findings."""

    items: tuple[Judged, ...]
    next: str | None
    total: int


class Findings:
    """The findings of a collection, the surest and gravest first."""

    def __init__(self, path: Path, decisions: Decisions, model: Contradictor | None = None) -> None:
        self._path = path
        self._model = model
        self._decisions = decisions
        self._findings: tuple[Finding, ...] = ()
        self._joined: tuple[int, list[Judged]] | None = None  # how many decisions were joined; they are only added to
        if path.exists():
            self._findings = msgspec.json.decode(path.read_bytes(), type=tuple[Finding, ...])

    def replace(self, findings: Sequence[Finding]) -> None:
        """Put new findings in place of the old ones; a model, where one is set, weighs those that are new to it."""
        if self._model is not None:
            name = self._model.name
            known = {f.id: f.contradiction for f in self._findings if f.model == name and f.contradiction is not None}
            findings = rescored(findings, self._model, known)
        self._findings = tuple(findings)
        self._joined = None
        write_atomic(self._path, msgspec.json.encode(self._findings, order="deterministic"))

    def count(self) -> int:
        """How many findings are shown."""
        return sum(judged.verified for judged in self._judged())

    def page(
        self,
        *,
        type: str | None = None,
        state: str | None = None,
        document: str | None = None,
        group: str | None = None,
        verified: bool = True,
        limit: int = 50,
        cursor: str | None = None,
    ) -> JudgedPage:
        """The findings of a type, state, document, or whose explanation or quotes name a group.

        `verified` false gives instead what verification rejected.
        """
        start = _offset(cursor)
        chosen = [
            judged
            for judged in self._judged()
            if judged.verified is verified
            and (type is None or judged.type == type)
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
        raise NotFoundError(_GONE)

    def types(self, verified: bool = True) -> tuple[str, ...]:
        """The types that occur, in order."""
        return tuple(sorted({judged.type for judged in self._judged() if judged.verified is verified}))

    def decide(self, name: str, state: str, comment: str, who: str) -> None:
        """Record what a person decided. Raises NotFoundError, InvalidInputError."""
        if state not in STATES:
            raise InvalidInputError(f"Läget ”{state}” finns inte. Välj {', '.join(STATES)}.")
        finding = next((f for f in self._findings if f.id == name), None)
        if finding is None:
            raise NotFoundError(_GONE)
        values = {"state": state, "comment": comment, **remembered(finding)}
        self._decisions.add(Decision(DecisionKind.CONFLICT, name, values, who))

    def _judged(self) -> list[Judged]:
        decided = self._decisions.all(DecisionKind.CONFLICT)
        if self._joined is None or self._joined[0] != len(decided):
            verdicts = judge(self._findings, decided)
            self._joined = len(decided), [_join(f, v) for f, v in zip(self._findings, verdicts, strict=True)]
        return self._joined[1]


def _join(finding: Finding, verdict: Verdict) -> Judged:
    decision = verdict.decision
    values = decision.values if decision else {}
    state = values.get("state", "new")
    goes_first = precedence(finding.a, finding.b)
    return Judged(
        id=finding.id,
        type=finding.type,
        severity=finding.severity,
        confidence=finding.confidence,
        explanation=finding.explanation,
        a=finding.a,
        b=finding.b,
        state=state,
        comment=values.get("comment", ""),
        decided_by=(decision.who or None) if decision else None,
        decided_at=decision.when if decision else None,
        verified=finding.verified or state in ("confirmed", "fixed"),
        note=finding.note,
        rule=EXPLAINED.get(finding.a.method, ""),
        precedence=goes_first.reason,
        precedes=goes_first.first,
        returned=verdict.returned,
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
