"""Different bodies answer for one task."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ingest.artifact import BlockKind
from search.conflicts.bodies import Body
from search.conflicts.claims import Claim
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.opposed import opposed, reach
from search.conflicts.statements import Statement, content
from search.conflicts.verification import may_be_same, other_matter, other_time


def ansvar(work: Comparison) -> Iterator[Candidate]:
    """Två organ har enligt olika texter ansvar för samma uppgift, eller samma organ på olika sätt."""
    for one, other, shared, rejected in opposed(work, ("ansvarar", "förvaltar")):
        a, b = one.statement, other.statement
        kind = work.nature(a, b) or "ansvar"
        alike = _named(one) & _named(other)
        if kind == "ansvar" and one.act == other.act == "förvaltar" and len(alike) >= 2:
            yield Candidate(
                "namn", a, b, one.body.name, other.body.name, "medel", 0.7,
                f"Samma uppgift har {one.body.name} och {other.body.name}: oklart om det är samma grupp.",
                rejected=rejected,
            )  # fmt: skip
            continue
        yield Candidate(
            kind,
            a,
            b,
            one.body.name,
            other.body.name,
            "låg" if kind in ("version", "förslag") else "hög",
            round(0.45 + 0.4 * shared, 3),
            f"Både {one.body.name} och {other.body.name} har ansvar för samma sak.",
            reach(one),
            reach(other),
            rejected,
        )
    yield from _same_sentence(work)
    yield from _manners(work)


def _named(claim: Claim) -> frozenset[str]:
    """The keys of the name of a body, with what follows: "Länsgruppen för barn och unga"."""
    after = claim.statement.text[claim.body.end : claim.body.end + 30]
    follows = re.match(r"\s+för\s+[^.,;|]+", after)
    return frozenset(content(claim.body.name)) | frozenset(content(follows.group()) if follows else ())


def _manners(work: Comparison) -> Iterator[Candidate]:
    """One body answers for one thing in two ways: jointly, or by turns."""
    for scope in sorted(work.material.claims):
        held = [c for c in work.material.claims[scope] if c.act == "ansvarar" and c.manner]
        for one, other in couples(held):
            a, b = one.statement, other.statement
            if one.manner == other.manner or a.number == b.number or not may_be_same(one.body, other.body):
                continue
            if len(one.keys & other.keys) >= 2 and work.material.overlap(one.keys, other.keys) >= 0.4:
                yield Candidate(
                    "ansvar", a, b, one.manner, other.manner, "medel", 0.7,
                    f"{one.body.name} ansvarar ”{one.manner}” enligt den "
                    f"ena texten och ”{other.manner}” enligt den andra.",
                )  # fmt: skip


def _same_sentence(work: Comparison) -> Iterator[Candidate]:
    """Sentences that are alike word by word but for one body."""
    for pair in work.pairs:
        a, b = pair.a, pair.b
        if BlockKind.ROW in (a.kind, b.kind) or work.nature(a, b) in ("version", "förslag") or pair.likeness < 0.5:
            continue
        if not a.bodies or not b.bodies or a.modality is not b.modality or a.negated != b.negated:
            continue
        swapped = _swapped(a, b)
        if swapped is None or may_be_same(*swapped) or "parter" in (swapped[0].id, swapped[1].id):
            continue
        if _REFERS.match(a.text) or _EACH.search(a.text) or _EACH.search(b.text) or _ITSELF.search(a.text):
            continue
        yield Candidate(
            work.nature(a, b) or "ansvar", a, b, swapped[0].name, swapped[1].name, "hög", 0.75,
            f"{swapped[0].name} enligt den ena texten, {swapped[1].name} enligt den andra, i samma uppgift.",
            rejected=other_matter(work.material, a, b) or other_time(work.material, a, b),
        )  # fmt: skip


_REFERS = re.compile(
    r"(?:platsen|detta|dessa|denna|den|det|de|här|där|det här)\b(?!\s+som)", re.IGNORECASE
)  # to what stands before
# What each body has of its own, and what is said of a body itself: true of several at once.
_EACH = re.compile(
    r"\b(?:sin|sitt|sina|egen|eget|egna|respektive|varje(?! (?:år|månad|vecka|dag|kvartal|termin))"
    r"|vardera|också|även)\b",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"\b(?:sammanträder|möts|träffas|möten?|består|ledamöter|ordförande|får|kan|finns|rapporterar|redovisar"
    r"|återrapporterar|deltar|medverkar|ingår"
    r"|har (?:ett |i )?uppdrag|förvaltar (?:avtalet|överenskommelsen|riktlinjen|rutinen))\b",
    re.IGNORECASE,
)
WORDS = 6  # of a sentence; shorter ones say too little to be the same


def _swapped(a: Statement, b: Statement) -> tuple[Body, Body] | None:
    """The bodies in which two sentences differ, where nothing else does."""
    one, other = [w.text for w in a.words], [w.text for w in b.words]
    if min(len(one), len(other)) < WORDS:
        return None
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if not 1 <= len(changed) <= 2:
        return None
    found: list[tuple[Body, Body]] = []
    for _, a0, a1, b0, b1 in changed:
        if a0 == a1 or b0 == b1:
            return None
        mine = _at(a, a.words[a0].start, a.words[a1 - 1].end)
        theirs = _at(b, b.words[b0].start, b.words[b1 - 1].end)
        if mine is None or theirs is None:
            return None
        found.append((mine, theirs))
    return found[0] if len(found) == 1 or not _mirrored(found) else None


def _mirrored(found: list[tuple[Body, Body]]) -> bool:
    """Whether the two bodies have only changed places: what one does to the other."""
    return {x.id for x in found[0]} == {x.id for x in found[1]}


def _at(statement: Statement, start: int, end: int) -> Body | None:
    """The body that stands exactly there."""
    return next((x for x in statement.bodies if x.start <= start and end <= x.end), None)
