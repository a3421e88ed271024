"""Which of two statements goes before the other, as parties to Swedish agreements commonly order their documents.

An agreement (avtal) goes before a main accord (huvudöverenskommelse), that before an accord (överenskommelse), that
before a guideline (riktlinje), that before a routine (rutin). What is in force goes before what is proposed, and of two
on one level the later before the earlier. It says where to look first; people decide what holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from ingest.artifact import Status
from search.conflicts.model import Side

LEVELS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Avtal", frozenset({"avtal", "samverkansavtal", "tilläggsavtal", "huvudavtal", "ramavtal"})),
    ("Huvudöverenskommelse", frozenset({"huvudöverenskommelse", "ramöverenskommelse"})),
    ("Överenskommelse", frozenset({"överenskommelse", "tilläggsöverenskommelse"})),
    ("Riktlinje", frozenset({"riktlinje", "policy", "reglemente", "arbetsordning", "samarbetsordning"})),
    ("Rutin", frozenset({"rutin", "anvisning", "vägledning"})),
)
_IN_FORCE = (Status.IN_FORCE, Status.PLANNED)


class Typed(Protocol):
    """A document with its type: a record, a row or a reference."""

    @property
    def type(self) -> str:
        """The type, as "överenskommelse"."""


@dataclass(frozen=True, slots=True)
class Precedence:
    """Which side goes first, "a" or "b", or "" where it cannot be said; and why, one Swedish sentence."""

    first: str
    reason: str


def level(document: Typed) -> int | None:
    """The level of a document by its type, 0 the highest, or None for one that binds nobody."""
    return next((n for n, (_, types) in enumerate(LEVELS) if document.type in types), None)


def precedence(a: Side, b: Side) -> Precedence:
    """Which of two statements goes before the other: by standing, then level, then date."""
    if a.document.id == b.document.id:
        return Precedence("", "Båda texterna står i samma dokument; ingen av dem går före.")
    holds = [s.status in _IN_FORCE and s.document.status in _IN_FORCE for s in (a, b)]
    if holds[0] != holds[1]:
        return _told(a, b, holds[0], "Det som gäller går före det som inte gäller eller bara är föreslaget")
    one, other = level(a.document), level(b.document)
    if one is None or other is None:
        return Precedence("", "Ett av dokumenten hör inte till ordningen avtal, överenskommelse, riktlinje, rutin.")
    if one != other:
        upper, lower = LEVELS[min(one, other)][0], LEVELS[max(one, other)][0].lower()
        return _told(a, b, one < other, f"{upper} går före {lower}")
    dates = a.document.date or "", b.document.date or ""
    length = min(len(dates[0]), len(dates[1]))
    if length and dates[0][:length] != dates[1][:length]:
        return _told(a, b, dates[0] > dates[1], f"Det senare dokumentet ({max(dates)}) går före det tidigare")
    return Precedence("", "Dokumenten är på samma nivå, och vilket som är senast framgår inte.")


def _told(a: Side, b: Side, first: bool, why: str) -> Precedence:
    return Precedence("a" if first else "b", f"{why}: ”{(a if first else b).document.title}”.")
