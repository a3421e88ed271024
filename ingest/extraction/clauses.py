"""Swedish clauses by rule: subject, verb group, voice, object, agent, adverbials.

The finite verb of a main clause stands second (V2), so what precedes it is the subject or, where it
starts with a preposition, an adverb or a subordinate clause, an adverbial with the subject after the
verb. Subordinate clauses open with att, som, om, när, ...; clauses coordinated without a subject of
their own share that of the clause before. After Swedish Academy Grammar (Teleman et al., 1999), much
simplified; a parser model could take the place of `clauses` and give the same dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from ingest.extraction.grammar import (
    Verb,
    infinitive_here,
    infinitives,
    infinitives_beyond,
    is_finite,
    noun_first,
    only_adverbs,
    opens,
    verb_at,
)
from ingest.extraction.units import Token
from ingest.extraction.verbs import MODALS, Tense, form_of
from ingest.extraction.word_classes import ADVERBS, COORDINATORS, DETERMINERS, NEGATIONS, PREPOSITIONS, SUBORDINATORS

_ASKING = frozenset({"hur", "var", "vilka", "vilken", "vilket", "vem", "vad"})
_NOT_SUBJECT = frozenset({":", ";", ".", "ansvar", "ansvaret", "beslut", "skyldighet", "uppdrag", "att"})
_MARKS = frozenset({"(", ")", "”", '"', "–", "-", "•"})


@dataclass(slots=True)
class Clause:
    """A clause as token indexes. `subject` is None where it is not said (infinitives, coordination)."""

    kind: str  # "main", or the subordinator: "att", "som", "när", ...
    start: int
    end: int = 0
    finite: int | None = None
    modal: str | None = None  # lemma of the modal that is the finite verb
    verbs: list[Verb] = field(default_factory=list)  # main verbs, coordinated and infinitives governed
    subject: tuple[int, int] | None = None
    before: Clause | None = None  # the clause that this one is coordinated with and shares its subject
    after: int = 0  # where what follows the verb group starts
    inverted: bool = False
    negated: bool = False
    late: int | None = None  # an infinitive after a relative clause in the subject


def clauses(tokens: tuple[Token, ...]) -> list[Clause]:
    """The finite clauses of a sentence, in order of their finite verbs."""
    stack: list[Clause] = [Clause("main", 0)]
    done: list[Clause] = []
    link = -1  # index of the last coordinator since the last finite verb
    for i, token in enumerate(tokens):
        if token.mention:
            continue
        if token.low in COORDINATORS:
            link = i
        if opens(tokens, i):
            if not (token.low == "som" and stack[-1].kind in _ASKING and stack[-1].finite is None):
                stack.append(Clause(token.low, i))  # "hur många grupper som ..." is one clause
            continue
        if not is_finite(tokens, i) and not _elliptic(tokens, stack[-1], i):
            continue
        if infinitive_here(tokens, i):
            continue
        clause = stack[-1]
        governor = _waiting(tokens, stack, i)
        if governor is not None:
            governor.late = i  # "bör organisationer som företräder dem ges möjlighet"
            while stack[-1] is not governor:
                stack.pop()
            continue
        while clause.finite is not None and len(stack) > 1 and not _coordinated(tokens, link, clause, i):
            stack.pop()
            clause = stack[-1]
        if clause.finite is not None:
            # a new clause beside this one
            linked = link > clause.finite
            sibling = Clause(clause.kind, link + 1 if linked else i)
            if linked and (link + 1 == i or only_adverbs(tokens, link + 1, i)):
                sibling.before = clause
            else:
                _beside(tokens, done, clause, sibling, (link if linked else None, i))
            stack[-1] = sibling
            clause = sibling
        clause.finite = i
        done.append(clause)
        link = -1
    _finish(tokens, done)
    return done


def _beside(
    tokens: tuple[Token, ...], done: list[Clause], clause: Clause, sibling: Clause, at: tuple[int | None, int]
) -> None:
    """What a clause is that follows another without its subject: a relative one, or the main one after a condition."""
    link, finite = at  # the coordinator before it, and its verb
    if link is None and clause is done[0] and clause.kind == "main" and clause.finite == clause.start:
        clause.kind = "om"  # "Bedömer läkaren att ..., ska avdelningen ...": the verb first is a condition
    elif link is None or _relative_time(tokens, link, finite):
        sibling.kind = "rel"


def _elliptic(tokens: tuple[Token, ...], clause: Clause, i: int) -> bool:
    """Whether a supine stands alone as the verb of a relative clause ("den tid som avtalats")."""
    if clause.kind != "som" or clause.finite is not None:
        return False
    form = form_of(tokens[i].low)
    return form is not None and form.tense is Tense.SUPINE


def _waiting(tokens: tuple[Token, ...], stack: list[Clause], i: int) -> Clause | None:
    """The clause around the open one whose modal still lacks its infinitive, where `i` is an s-form."""
    form = form_of(tokens[i].low)
    if form is None or not form.passive or stack[-1].finite is None:
        return None
    for clause in reversed(stack[:-1]):
        if clause.finite is None or clause.late is not None or tokens[clause.finite].low not in MODALS:
            continue
        between = tokens[clause.finite + 1 : stack[-1].start]
        if not any((f := form_of(t.low)) and f.tense is Tense.INFINITIVE for t in between if not t.mention):
            return clause
    return None


def _coordinated(tokens: tuple[Token, ...], link: int, clause: Clause, i: int) -> bool:
    """Whether the finite verb `i` continues `clause` (a subordinate one) after a coordinator."""
    if clause.finite is None or link <= clause.finite:
        return False
    if not (link + 1 == i or only_adverbs(tokens, link + 1, i)):
        return False
    if tokens[link].low == ",":
        return False
    first, second = form_of(tokens[clause.finite].low), form_of(tokens[i].low)
    if first is None or second is None:
        return first is second
    return first.passive == second.passive


def _relative_time(tokens: tuple[Token, ...], link: int, i: int) -> bool:
    """Whether "..., året före perioden ska inledas" stands between the comma and the verb: no clause of its own."""
    between = [t.low for t in tokens[link + 1 : i]]
    return tokens[link].low == "," and any(w in ("året", "år", "dagen", "dag", "före", "tid", "tiden") for w in between)


def _finish(tokens: tuple[Token, ...], done: list[Clause]) -> None:
    for number, clause in enumerate(done):
        limit = done[number + 1].start if number + 1 < len(done) else len(tokens)
        following = next((c for c in done[number + 1 :] if c.start > (clause.finite or 0)), None)
        clause.end = (
            following.start if following and following.kind == clause.kind and not _opened(following) else len(tokens)
        )
        if following and _opened(following):
            clause.end = _end_of(tokens, done, number, limit)
        _verb_group(tokens, clause)
        if clause.before and tokens[(clause.finite or 1) - 1].low == "," and tokens[0].low in ("om", "när", "då"):
            clause.before = None  # "Om A gäller, och B gäller, ska C ...": the main clause after conditions
        if clause.before is not None:
            clause.subject, clause.inverted = clause.before.subject, clause.before.inverted
        elif clause.kind != "rel":
            _find_subject(tokens, clause)
            if clause.inverted and clause.modal and noun_first(tokens, clause.finite, clause.verbs):
                del clause.verbs[0]
                _find_subject(tokens, clause)
        clause.negated = _negated(tokens, clause)
    _clefts(tokens, done)


def _negated(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Negation at the verb group, or "inga" at the start of the subject; not one deeper in the sentence."""
    finite = clause.finite or 0
    lo = finite - 2 if clause.kind != "main" else finite
    hi = finite + 3
    if clause.verbs:
        hi = max(hi, min(clause.verbs[0].at, finite + 12))
    if clause.subject and not clause.before:
        start, stop = clause.subject
        if clause.inverted:
            hi = max(hi, stop + 1)
        elif any(t.low in ("inga", "ingen", "inget", "varken") for t in tokens[start : min(start + 2, stop)]):
            return True
    places = range(max(lo, clause.start), min(hi, clause.end))
    return any(tokens[i].low in NEGATIONS and tokens[max(i - 1, 0)].low != "om" for i in places)  # "om inte annat ..."


def _clefts(tokens: tuple[Token, ...], done: list[Clause]) -> None:
    """ "Det är X som fastställer Y": the relative clause is the statement, with X as its subject."""
    for first, second in pairwise(done):
        if first.kind != "main" or second.kind != "som" or second.subject is not None:
            continue
        at = first.finite or 0
        if tokens[at].low == "är" and at == first.start + 1 and tokens[at - 1].low == "det" and second.start > at + 1:
            second.kind, second.subject = "main", (at + 1, second.start)


def _opened(clause: Clause) -> bool:
    return clause.kind != "main"


def _end_of(tokens: tuple[Token, ...], done: list[Clause], number: int, limit: int) -> int:
    """A clause goes on through its subordinate clauses to the next clause of its own kind."""
    clause = done[number]
    for other in done[number + 1 :]:
        if other.kind == clause.kind == "main" and other.start > (clause.finite or 0):
            return other.start
    return len(tokens) if clause.kind == "main" or limit <= (clause.finite or 0) else limit


def _verb_group(tokens: tuple[Token, ...], clause: Clause) -> None:
    """The verbs that the finite one governs: infinitives after a modal, "att" infinitives, coordination."""
    at = clause.finite
    assert at is not None
    low = tokens[at].low
    clause.after = at + 1
    if low in MODALS:
        clause.modal = MODALS[low]
    else:
        form = form_of(low)
        assert form is not None
        clause.verbs.append(verb_at(tokens, at, form))
        if form.lemma == "ha":
            clause.verbs.extend(_supine(tokens, at + 1, clause.end))
    clause.verbs.extend(infinitives(tokens, at + 1, clause.end))
    if clause.modal and not clause.verbs and clause.late is None:
        clause.verbs.extend(infinitives_beyond(tokens, at + 1, clause.end))
    late = form_of(tokens[clause.late].low) if clause.late is not None else None
    if late is not None and clause.late is not None:
        clause.verbs.insert(0, verb_at(tokens, clause.late, late))
    if clause.modal and clause.verbs:
        clause.after = clause.verbs[0].at + 1


def _supine(tokens: tuple[Token, ...], start: int, end: int) -> list[Verb]:
    """The main verb of a perfect ("har antagits", "har nämnden antagit"): the first supine within a short reach."""
    for i in range(start, min(start + 6, end, len(tokens))):
        if tokens[i].low in SUBORDINATORS or tokens[i].low in ("att", ",", ";"):
            return []
        form = None if tokens[i].mention else form_of(tokens[i].low)
        if form is not None and form.tense is Tense.SUPINE:
            return [verb_at(tokens, i, form)]
    return []


def _find_subject(tokens: tuple[Token, ...], clause: Clause) -> None:
    """The noun phrase before the finite verb, or after it where something else is first."""
    finite = clause.finite
    assert finite is not None
    start = clause.start
    while start < finite and (tokens[start].low in COORDINATORS or tokens[start].low in _MARKS):
        start += 1
    if clause.kind != "main":
        opener = tokens[start].low
        start += 1
        while start < finite and tokens[start].low in ADVERBS:
            start += 1
        if start < finite:
            clause.subject = (start, finite)
        elif opener in ("som", "vilka", "vilket", "vilken"):
            clause.subject = None
        return
    first = tokens[start] if start < finite else None
    fronted = _fronted(first)
    if not fronted or (first is not None and first.low in _ASKING):
        clause.subject = (start, finite)
        return
    clause.inverted = True
    at = finite + 1
    while at < clause.end and tokens[at].low in ADVERBS and not tokens[at].mention:
        at += 1
    if (stop := _phrase_end(tokens, clause, at)) > at:
        clause.subject = (at, stop)


def _phrase_end(tokens: tuple[Token, ...], clause: Clause, at: int) -> int:
    """Where the subject after the finite verb ends: at an adverb, another verb, a clause or the verb's noun."""
    verbs = {verb.at for verb in clause.verbs}
    for stop in range(at, clause.end):
        token = tokens[stop]
        if token.mention:
            continue
        adverb = token.low in ADVERBS and token.low not in DETERMINERS
        if adverb or stop in verbs or token.low in SUBORDINATORS or token.low in _NOT_SUBJECT:
            return stop
    return clause.end


def _fronted(first: Token | None) -> bool:
    """Whether the clause starts with something else than its subject."""
    if first is None:
        return True
    if first.mention or first.low == "följande":
        return False
    adverb = first.low in ADVERBS and first.low not in DETERMINERS
    return first.low in PREPOSITIONS or adverb or first.low in SUBORDINATORS
