"""What people decided: corrections, conflict states, names joined or parted, follow-ups.

An append-only file of JSON lines, never rewritten by a new reading. The last decision about a
target of one kind is the one that counts; all are kept as the audit trail.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock

import msgspec

from corpus.errors import InvalidInputError
from corpus.files import append_line, write_atomic
from corpus.ids import fact_id


class DecisionKind(StrEnum):
    """What a decision is about."""

    CONFLICT = "conflict"  # the state of a finding
    ADD = "add"  # a fact that the reading missed
    CHANGE = "change"
    REJECT = "reject"
    CONFIRM = "confirm"
    JOIN = "join"  # two names mean one thing
    PART = "part"  # one name means two things
    FOLLOWUP = "followup"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about which thing, when and why. `values` is plain text by field."""

    kind: DecisionKind
    target: str  # id of a finding, fact, entity or agreement
    values: dict[str, str] = field(default_factory=dict)
    who: str = ""
    when: str = ""  # ISO 8601, UTC
    why: str = ""
    id: str = ""


class Decisions:
    """All decisions, in order, in memory and on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = Lock()
        self._all: list[Decision] = []
        if path.exists():
            self._all = list(_decode(path.read_bytes()))

    def all(self, *kinds: DecisionKind) -> list[Decision]:
        """The decisions in order, of some kinds or all."""
        return [d for d in self._all if not kinds or d.kind in kinds]

    def latest(self, *kinds: DecisionKind) -> dict[str, Decision]:
        """The decision that counts, by target."""
        return {d.target: d for d in self.all(*kinds)}

    def add(self, decision: Decision) -> Decision:
        """Record a decision; it counts once the disk has it. Raises InvalidInputError for one without a target."""
        if not decision.target:
            raise InvalidInputError("Beslutet saknar uppgift om vad det gäller. Ange id för det som ändras.")
        with self._writing:
            when = decision.when or datetime.now(UTC).isoformat(timespec="seconds")
            stamp = fact_id("beslut", decision.kind, decision.target, when, str(len(self._all)))
            stamped = replace(decision, when=when, id=stamp)
            append_line(self._path, msgspec.json.encode(stamped))
            self._all.append(stamped)
        return stamped

    def export(self) -> bytes:
        """All decisions as JSON lines, as `load` takes them."""
        return b"".join(msgspec.json.encode(d) + b"\n" for d in self._all)

    def load(self, data: bytes) -> int:
        """Take in decisions that were exported elsewhere; those known are left out. Returns how many were new."""
        with self._writing:
            known = {d.id for d in self._all}
            fresh = [d for d in _decode(data) if d.id not in known]
            if fresh:
                self._all += fresh
                write_atomic(self._path, self.export())
        return len(fresh)


def _decode(data: bytes) -> list[Decision]:
    """The decisions in `data`; a line that a crash cut short is left out."""
    found: list[Decision] = []
    for line in data.splitlines():
        try:
            found.append(msgspec.json.decode(line, type=Decision))
        except msgspec.DecodeError:
            continue
    return found
