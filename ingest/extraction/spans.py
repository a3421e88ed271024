"""Spans of a sentence: the object of a verb, whose task is spoken of, what kind of subject or agent stands there."""

from __future__ import annotations

from ingest.extraction.actors import entities, heads
from ingest.extraction.clauses import Clause
from ingest.extraction.grammar import infinitives
from ingest.extraction.units import Token, Unit
from ingest.extraction.verbs import form_of
from ingest.extraction.word_classes import COORDINATORS, PREPOSITIONS


def whole_mention(unit: Unit) -> str | None:
    """The entity whose name fills the sentence."""
    for token in unit.tokens:
        if token.mention and token.end - token.start >= 0.8 * len(unit.text):
            return token.mention.entity
    return None


def cut(unit: Unit, length: int) -> tuple[Token, ...]:
    """The tokens after the label of `length` characters."""
    return tuple(t for t in unit.tokens if t.start >= unit.start + length)


def owner_of(tokens: tuple[Token, ...], i: int) -> tuple[str, ...]:
    """Whose "uppdrag" token `i` is: a genitive before it, or "uppdraget för X", else "X har ... uppdrag"."""
    if i + 2 < len(tokens) and tokens[i + 1].low in ("för", "till"):
        named = tuple(entities(tokens, heads(tokens, i + 2, len(tokens))))
        if named:
            return named
    before: list[int] = []
    j = i - 1
    while j >= 0 and (tokens[j].mention or tokens[j].low in COORDINATORS or tokens[j].low.endswith(("a", "e", "iga"))):
        if tokens[j].mention:
            before.append(j)
        j -= 1
    if before:
        return tuple(entities(tokens, before[::-1]))
    return tuple(entities(tokens, heads(tokens, 0, i)))


def object_end(tokens: tuple[Token, ...], start: int, end: int) -> int:
    """Where the object from `start` ends: at the next verb, clause or stop."""
    for i in range(start, min(end, len(tokens))):
        token = tokens[i]
        if token.mention:
            continue
        if token.low in (";", ".", ":") or (token.low in ("som", "vilka", "vilket", "att", "så") and i > start):
            return i
        form = form_of(token.low)
        if form is not None and i > start and form.tense.value != "supine":
            # a coordinator before the next verb belongs to neither object
            back = i
            while back > start and (tokens[back - 1].low in COORDINATORS or tokens[back - 1].low in ("att", "för")):
                back -= 1
            return back
        if form is not None and i == start:
            return i
    return min(end, len(tokens))


def nothing_in(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether there is no object, only coordinators and particles."""
    return all(
        not t.mention and (t.low in COORDINATORS or t.low in ("upp", "fram", "över", "av", "samt", "ut"))
        for t in tokens[start:end]
    )


def next_shared(tokens: tuple[Token, ...], at: int) -> int | None:
    """After "initierar," the object is that of the verb coordinated with it."""
    i = at
    while i < len(tokens) and not tokens[i].mention and tokens[i].low in COORDINATORS:
        i += 1
    if i == at and not (i < len(tokens) and form_of(tokens[i].low)):
        return None
    while (
        i < len(tokens)
        and not tokens[i].mention
        and (form_of(tokens[i].low) or tokens[i].low in COORDINATORS or tokens[i].low in ("upp", "fram"))
    ):
        i += 1
    return i if i < len(tokens) else None


def named_otherwise(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether the subject is a noun of people or bodies that is no known entity ("arbetsgivaren", "den som ...")."""
    if not clause.subject:
        return False
    lo, hi = clause.subject
    words = [t.low for t in tokens[lo:hi]]
    return any(
        w.endswith(
            (
                "givaren",
                "ägaren",
                "innehavaren",
                "myndigheten",
                "nämnden",
                "styrelsen",
                "chefen",
                "utövaren",
                "haren",
                "ören",
            )
        )
        for w in words
    )


def names_task(tokens: tuple[Token, ...]) -> bool:
    """Whether a list item names something to do, not a time, place or manner of it ("så att ...", "vid ...")."""
    if not tokens:
        return False
    first = tokens[0].low
    if first in ("så", "när", "om", "då", "innan", "där", "som") or first in PREPOSITIONS:
        return any(v.at <= 6 for v in infinitives(tokens, 0, len(tokens)))
    return True


def agent_unknown(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether "av" names an agent that is no known entity ("utses av fullmäktige")."""
    at = clause.verbs[0].at if clause.verbs else (clause.finite or 0)
    return any(t.low == "av" and not t.mention for t in tokens[at + 1 : at + 6])


def about_work(tokens: tuple[Token, ...], lo: int, hi: int) -> bool:
    """Whether the phrase is about the work of somebody ("arbetet i X"): not where another noun has it in its tail."""
    head = next((i for i in range(lo + 1, hi) if not tokens[i].mention and tokens[i].low in PREPOSITIONS), hi)
    return any(
        t.low.startswith(("arbet", "verksamhet", "insats", "uppföljning")) for t in tokens[lo:head] if not t.mention
    )
