"""Norms said with a noun ("uppdraget är att", "det är X ansvar att"), and whether a norm is left open for its items."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.artifact import Modality
from ingest.extraction.clauses import Clause
from ingest.extraction.triggers import (
    Bearer,
)
from ingest.extraction.units import Token
from ingest.extraction.verbs import Tense, form_of
from ingest.extraction.word_classes import ADVERBS
from ingest.extraction.wordlists import words


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm found in a clause. `at` is the token of the trigger's end; `open` where its complement is missing."""

    modality: Modality
    trigger: str
    bearer: Bearer
    at: int
    open: bool = False


_TASKS = ("uppdrag", "uppgift", "huvuduppgift", "huvuduppdrag", "ansvar")


_SMALL = words(
    """
    för att bland annat bl a . : följande uppgifter därför även också av om ansvarsområden delar bl.a huvudsakligen i
    första hand främst särskilt gemensamt - –
    """
)


def said_with_noun(tokens: tuple[Token, ...], clause: Clause, finite: int, actor: bool) -> Norm | None:
    """ "Uppdraget är att", "det är X ansvar att", "har att", "har avsatt"."""
    if tokens[finite].low == "är" and _task_is(tokens, clause):
        return Norm(Modality.OBLIGATION, "uppdrag är att", Bearer.SUBJECT, finite, ends_open(tokens, finite))
    duty = _duty_of(tokens, clause)
    if duty is not None:
        return Norm(Modality.OBLIGATION, "är ansvar att", Bearer.OBJECT, duty - 2)
    if tokens[finite].low == "har" and _has_to(tokens, finite):
        return Norm(Modality.OBLIGATION, "har att", Bearer.SUBJECT, finite + 1)
    if tokens[finite].low == "har" and actor:
        for token in tokens[finite + 1 : finite + 4]:
            if token.low in ("avsatt", "åtagit", "förbundit"):
                return Norm(Modality.OBLIGATION, f"har {token.low}", Bearer.SUBJECT, finite + 1)
    return None


def _task_is(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """ "Gruppens uppdrag är (bland annat) att ..."."""
    if clause.subject is None:
        return False
    task = any(t.low.startswith(_TASKS) for t in tokens[slice(*clause.subject)] if not t.mention)
    return task and any(t.low == "att" for t in tokens[(clause.finite or 0) + 1 : (clause.finite or 0) + 5])


def _duty_of(tokens: tuple[Token, ...], clause: Clause) -> int | None:
    """The token "ansvar" of "det är gruppens ansvar att ..."."""
    if tokens[clause.finite or 0].low not in ("är", "blir", "kommer"):
        return None
    for i in range((clause.finite or 0) + 2, min((clause.finite or 0) + 7, len(tokens) - 1)):
        if tokens[i].low in ("ansvar", "uppgift", "uppdrag", "skyldighet") and tokens[i - 1].mention:
            return i if tokens[i + 1].low == "att" else None
    return None


def _has_to(tokens: tuple[Token, ...], at: int) -> bool:
    for i in range(at + 1, min(at + 4, len(tokens) - 1)):
        if tokens[i].low == "att":
            form = form_of(tokens[i + 1].low)
            return form is not None and form.tense is Tense.INFINITIVE
        if tokens[i].low not in ADVERBS or tokens[i].mention:
            return False
    return False


def ends_open(tokens: tuple[Token, ...], at: int, word_needed: bool = False) -> bool:
    """Whether nothing but "för", "att", "bland annat", "följande" stands between token `at` and the sentence's end.

    `word_needed`: one of these must stand there ("ska ansvara för:"), for "ska utses." is whole.
    """
    if word_needed and not any(t.low in ("för", "att", "följande", "annat", "uppgifter") for t in tokens[at + 1 :]):
        return False
    return all(t.low in _SMALL for t in tokens[at + 1 :])
