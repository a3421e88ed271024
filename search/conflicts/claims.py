"""Who is said to decide, answer for, manage, report: a claim with its object, from one statement.

Read from the order of Swedish main clauses: the body before the verb, or just after it where
something else stands first, or after "av" in the passive; of a list item from its lead-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.language.keys import key
from search.conflicts.bodies import Body, Word
from search.conflicts.statements import Statement, content

DECIDES, ANSWERS, MANAGES, REPORTS, FOLLOWS, PROVIDES = (
    "beslutar",
    "ansvarar",
    "förvaltar",
    "rapporterar",
    "följer upp",
    "gör",
)

# verb form -> (act, voice). Active forms take the body before or after, passive ones after "av".
_FORMS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("fastställer", "fastställa", "beslutar", "besluta", "antar", "utser"), (DECIDES, "active")),
    **dict.fromkeys(
        ("godkänner", "godkänna", "utse", "tillsätter", "inrättar", "avgör", "godkänt", "beslutade", "fattar"),
        (DECIDES, "active"),
    ),
    **dict.fromkeys(("fastställs", "fastställdes", "beslutas", "godkänns", "antas", "utses"), (DECIDES, "passive")),
    **dict.fromkeys(("tillsätts", "inrättas", "avgörs", "fattas"), (DECIDES, "passive")),
    **dict.fromkeys(("ansvarar", "ansvara", "svarar", "svara", "ansvaret", "ansvar"), (ANSWERS, "active")),
    **dict.fromkeys(("säkerställer", "säkerställa", "tillhandahåller", "tillhandahålla"), (ANSWERS, "active")),
    **dict.fromkeys(("förvaltar", "förvalta", "äger", "ägare"), (MANAGES, "active")),
    **dict.fromkeys(("förvaltas", "ägs", "sköts", "administreras"), (MANAGES, "passive")),
    **dict.fromkeys(("rapporterar", "rapportera", "redovisar", "återrapporterar"), (REPORTS, "active")),
}
_COORDINATED = re.compile(
    r"^(?:,\s*[a-zåäö]+a(?=[,\s]))*\s+och\s+[a-zåäö]{4,}a(?! upp)(?=\s)"
)  # "driftsätta och genomföra"
_ANAPHOR = re.compile(r"\b(?:detta|denna|dessa|det|platsen|därefter|detsamma|sådana)\b", re.IGNORECASE)
_CUT = re.compile(r"[.;:]|\s(?:i enlighet med|enligt|utifrån)\s|,?\s(?:som|vilket|vilka|där)\s|,\s(?:och|men|samt)\s")
_MANNER = re.compile(
    r"\b(solidariskt|gemensamt|vartannat år|växelvis|turvis|tillsammans|var för sig|i samråd|enskilt"
    r"|löpande|vid behov)\b",
    re.IGNORECASE,
)
_FOR_DECISION = re.compile(
    r"\bför\s+(?:formellt\s+|slutligt\s+)?(?P<noun>fastställande|beslut|godkännande|antagande)\s+(?:av|i|hos)\s+",
    re.IGNORECASE,
)


_EMPTY = frozenset(key(w) for w in ("formell", "formella", "beslut", "plats", "platsen", "ansvar"))
_DOCUMENT = key("dokument")
DOCUMENTS = frozenset(
    key(w) for w in ("avtal", "överenskommelse", "rutin", "riktlinje", "behandlingslinje", "anvisning")
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A body does `act` to what `keys` name. `verb` as written; `to`: whom it reports to."""

    statement: Statement
    act: str
    verb: str
    body: Body
    keys: frozenset[str]
    to: Body | None = None
    manner: str = ""
    negated: bool = False
    before: Statement | None = None  # the sentence that tells what "this" is
    itself: bool = False  # of the document that it stands in


def claims(
    statement: Statement, title: frozenset[str], heading: frozenset[str] = frozenset(), before: Statement | None = None
) -> list[Claim]:
    """The claims of a statement.

    `title`: the keys of its document's title, for "riktlinjen" and "avtalet"; `heading`: those of its
    heading, for "uppföljningen"; `before`: the sentence before it, for "detta".
    """
    return [_told(claim, heading, before) for claim in _claims(statement, title)]


_MANAGER = re.compile(r"\bförvalta|\bansvarig grupp|\bägare\b", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:Överenskommelse|Avtal|Rutin|Riktlinje|Tillägg)\b[^|;]*(?:\|\s*[a-zåäö][^|;]*)?")


def row_claims(row: Statement, head: str) -> list[Claim]:
    """Who manages the documents that a row of a register lists after the name of the group."""
    first = _LISTED.search(row.text)
    name = row.text[: first.start()].strip(" |") if first else ""
    if not _MANAGER.search(head) or not name:
        return []
    body = Body(f"namn:{name.lower()}", name, 0, len(name), False)
    return [Claim(row, MANAGES, "förvaltar", body, frozenset(content(m.group()))) for m in _LISTED.finditer(row.text)]


def _told(claim: Claim, heading: frozenset[str], before: Statement | None) -> Claim:
    """The claim with its object filled in from the heading or the sentence before."""
    if len(claim.keys) > 2:
        return claim
    text = claim.statement.text
    if before is not None and _ANAPHOR.search(text[:60]) and len(claim.keys - _EMPTY) <= 1:
        keys = claim.keys | before.keys
        return replace(claim, keys=keys | ({_DOCUMENT} if len(keys & DOCUMENTS) > 1 else frozenset()), before=before)
    if len(claim.keys) == 1 and claim.keys <= heading:
        return replace(claim, keys=heading)
    return claim


def _claims(statement: Statement, title: frozenset[str]) -> Iterator[Claim]:
    words = statement.words
    manner = _MANNER.search(statement.text)
    for at, word in enumerate(words):
        form = _FORMS.get(word.text)
        if form is None or (word.text == "svarar" and not _follows(words, at, ("för",))):
            continue
        if word.text == "fattar" and not _follows(words, at, ("beslut",)):
            continue
        act, voice = form
        if word.text in ("ansvaret", "ansvar") and not _responsible(statement, at):
            continue
        if voice == "passive":
            body = _after_by(statement, at)
            if body is None:
                continue
            told = _clause_before(statement, at)
        else:
            body, inverted = _doer(statement, at)
            if body is None:
                continue
            told = _object_after(statement, at, body, inverted)
        keys = frozenset(content(told)) - _names(statement, body) - _EMPTY
        to = _reported_to(statement, word.end, body) if act == REPORTS else None
        if act == REPORTS and to is None:
            continue
        yield Claim(
            statement,
            act,
            word.text,
            body,
            _whole(keys, told, title),
            to,
            manner[1].lower() if manner else "",
            statement.negated,
            itself=_itself(keys, told, title),
        )
    yield from _lying(statement, title)
    match = _FOR_DECISION.search(statement.text)
    if match:
        body = next((b for b in statement.bodies if match.end() <= b.start <= match.end() + 12), None)
        if body is not None:
            told = statement.text[: match.start()]
            told = re.sub(r"^\s*\w+(?:a|era|er|ar)\s", "", told)
            yield Claim(statement, DECIDES, match["noun"].lower(), body, _whole(frozenset(content(told)), told, title))


# The task first and the body after it: "ansvaret för X ligger på B", "X är en uppgift för B", "X åligger B".
_LIES = re.compile(
    r"\b(?:ansvar(?:et|ig)?|huvudansvar(?:et)?|uppdrag(?:et)?)\s+(?:för|att)\s+(?P<what>.{4,140}?)\s+"
    r"(?:ligger|vilar|åvilar|är|har|innehas av)\s+(?:på\s+|hos\s+)?"
    r"|^(?P<task>[^.;:]{4,140}?)\s+(?:är\s+(?:en|ett)\s+(?:uppgift|ansvar|angelägenhet)\s+för|åligger|ankommer\s+på)\s+",
    re.IGNORECASE,
)


def _lying(statement: Statement, title: frozenset[str]) -> Iterator[Claim]:
    match = _LIES.search(statement.text)
    if match is None:
        return
    body = next((b for b in statement.bodies if match.end() <= b.start <= match.end() + 4), None)
    told = match["what"] or match["task"]
    if body is None or body.genitive or any(b.start < match.start() for b in statement.bodies if match["what"]):
        return
    keys = frozenset(content(told)) - _EMPTY
    yield Claim(
        statement, ANSWERS, "ansvar", body, _whole(keys, told, title), negated=statement.negated,
        itself=_itself(keys, told, title),
    )  # fmt: skip


def _names(statement: Statement, body: Body) -> frozenset[str]:
    return frozenset(content(statement.text[body.start : body.end])) if body in statement.bodies else frozenset()


_SELF = re.compile(r"\b(riktlinjen|avtalet|överenskommelsen|rutinen|tillägget|arbetsordningen)\b", re.IGNORECASE)


def _whole(keys: frozenset[str], told: str, title: frozenset[str]) -> frozenset[str]:
    """The keys of an object; "the guideline" in a guideline is that guideline."""
    match = _SELF.search(told)
    if match and len(keys) <= 1:
        head = frozenset(content(match[1]))
        if head & title:
            return keys | title
    return keys


def _itself(keys: frozenset[str], told: str, title: frozenset[str]) -> bool:
    """Whether the object is the document that it stands in."""
    match = _SELF.search(told)
    return bool(match and len(keys) <= 1 and frozenset(content(match[1])) & title)


def _follows(words: tuple[Word, ...], at: int, wanted: tuple[str, ...]) -> bool:
    return any(w.text in wanted for w in words[at + 1 : at + 4])


def _responsible(statement: Statement, at: int) -> bool:
    words = statement.words
    return (
        at > 0
        and words[at - 1].text in ("har", "ha", "hela", "gemensamt", "yttersta", "tar", "det")
        and _follows(words, at, ("för",))
    )


def _after_by(statement: Statement, at: int) -> Body | None:
    """The body after "av" within the next words."""
    words = statement.words
    for by in range(at + 1, min(at + 6, len(words))):
        if words[by].text != "av":
            continue
        start = words[by].end
        for body in statement.bodies:
            if start <= body.start <= start + 45 and not re.search(
                r"[,.;:]|\bsom\b", statement.text[start : body.start]
            ):
                return body
        return None
    return None


def _clause_before(statement: Statement, at: int) -> str:
    text = statement.text[: statement.words[at].start]
    cut = max((m.end() for m in _CUT.finditer(text)), default=0)
    told = text[cut:]
    if len(content(told)) == 0:
        told = text
    # "I X beslutas Y av Z": the object stands between the verb and "av"
    after = statement.text[statement.words[at].end :]
    by = re.search(r"\bav\b", after)
    return told + " " + (after[: by.start()] if by else "")


def _doer(statement: Statement, at: int) -> tuple[Body | None, bool]:
    """The body that does the verb, and whether it stands after it."""
    words = statement.words
    start = words[at].start
    before = [b for b in statement.bodies if b.end <= start and not b.genitive]
    if before:
        gap = statement.text[before[-1].end : start]
        if (
            len(gap.split()) <= 5
            and not re.search(r"[.;:]|, (?!som)", re.sub(r"\([^)]*\)", "", gap))
            and not re.search(r"\b(?:för|till|av|från|om|i|på|med)\b", gap)
        ) and not re.search(
            r"\b(?:till|av|från|om|i|på|med|hos|för)\s+(?:\w+\s+){0,2}$", statement.text[: before[-1].start]
        ):
            return before[-1], False
    after = next((b for b in statement.bodies if b.start >= words[at].end), None)
    if after is not None and not after.genitive:
        gap = statement.text[words[at].end : after.start]
        if len(gap.split()) <= 2 and not re.search(r"[.,;:]|\b(?:om|för|till|av|att|på|över)\b", gap) and at > 0:
            return after, True
    form = words[at].text
    if statement.lead and at <= 1 and statement.topics and form.endswith("a"):
        return statement.topics[0], False
    if (
        not statement.lead
        and at <= 4
        and statement.topics
        and words[at].text.endswith(("r",))
        and not statement.bodies[:1]
    ):
        return statement.topics[0], False
    if statement.lead and at <= 1 and statement.topics:
        return statement.topics[0], False
    return None, False


def _object_after(statement: Statement, at: int, body: Body, inverted: bool) -> str:
    words = statement.words
    start = max(words[at].end, body.end if inverted and body in statement.bodies else 0)
    after = _COORDINATED.sub("", statement.text[start:])
    if inverted and statement.text[:1].isupper() and words[at].text in ("ansvarar", "svarar", "beslutar"):
        before = statement.text[: words[at].start]
        if len(content(before)) >= 1:
            cut = _CUT.search(after)
            return before + (" " + (after[: cut.start()] if cut else after) if words[at].text == "beslutar" else "")
    cut = _CUT.search(after)
    if cut and "som" in cut.group() and re.search(r"\bsom\b", after[: cut.end()]):
        later = _CUT.search(after, cut.end())  # a relative clause says which object is meant
        return after[: later.start()] if later else after
    return after[: cut.start()] if cut else after


def _reported_to(statement: Statement, start: int, body: Body) -> Body | None:
    match = re.search(r"\btill\s+", statement.text[start:])
    if match is None:
        return None
    at = start + match.end()
    return next((b for b in statement.bodies if at <= b.start <= at + 25 and b != body), None)
