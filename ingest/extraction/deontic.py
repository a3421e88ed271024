"""The deontic lexicon: which words make a clause a norm, of what force, and on whom.

A table of triggers over clauses. Pitfalls are part of it: "får" followed by a noun receives, "ska ses
som" interprets, "kan innebära" describes, the present tense binds only in a steering document.
Modalities as in deontic logic (von Wright, 1951), recommendation added for "bör" and its like.
"""

from __future__ import annotations

from ingest.artifact import Modality
from ingest.extraction.clauses import Clause
from ingest.extraction.grammar import infinitives
from ingest.extraction.noun_norms import Norm, ends_open, said_with_noun
from ingest.extraction.triggers import (
    BINDING_NOUNS,
    BINDING_VERBS,
    BY_LEMMA,
    DONE,
    HAPPENS,
    MEETS,
    STATIVE,
    Bearer,
    Genre,
    Trigger,
)
from ingest.extraction.units import Token
from ingest.extraction.verbs import Tense, form_of

_MODALS = {
    "ska": (Modality.OBLIGATION, Modality.PROHIBITION),
    "måste": (Modality.OBLIGATION, Modality.PROHIBITION),
    "böra": (Modality.RECOMMENDATION, Modality.RECOMMENDATION),
    "få": (Modality.PERMISSION, Modality.PROHIBITION),
    "kunna": (Modality.PERMISSION, Modality.PROHIBITION),
    "behöva": (Modality.RECOMMENDATION, Modality.PERMISSION),
}
_ADDS = frozenset({"ska", "böra", "måste", "få"})
_INTERPRETS = frozenset(
    {"se", "förstå", "tolka", "anse", "betrakta", "förutsätta", "presumera", "jämställa", "likställa"}
)
_ADJOURN = 9  # tokens between a verb and the word that completes its trigger


def norm_of(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool, agent: bool) -> Norm | None:
    """The norm in a clause, or None. `actor`: the subject is an entity that can act; `agent`: "av X" names one."""
    assert clause.finite is not None
    if clause.kind == "som" and genre is Genre.STEERING and agent and not clause.modal:
        return _present(tokens, clause, genre, actor, agent)  # "ett uppdrag som beslutas av styrgruppen"
    if clause.kind == "som" and genre is Genre.STEERING and clause.modal in _ADDS and _adds(tokens, clause):
        return _modal(tokens, clause, genre, actor)
    if (
        clause.kind == "main"
        and clause.finite == 0
        and clause.inverted
        and clause.subject
        and tokens[0].text[:1].isupper()
    ):
        return None  # "Kan regionen inte ge vård, får ...": a condition
    if clause.kind not in ("main", "att") or (clause.kind == "att" and not _binding_content(tokens, clause)):
        return None
    if clause.modal:
        return _modal(tokens, clause, genre, actor)
    triggered = _triggered(tokens, clause, genre, actor)
    if triggered:
        return triggered
    return _present(tokens, clause, genre, actor, agent) if clause.kind == "main" else None


def _adds(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a relative clause says more of what it follows ("X, som ska ..."), not which one is meant."""
    return clause.subject is None and clause.start > 1 and tokens[clause.start - 1].low == ","


def _binding_content(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether an "att" clause is what is decided, agreed or proposed; not a purpose, a fact or a thought."""
    before = tokens[clause.start - 1].low if clause.start else ""
    if before in ("för", "så", "på", "av", "till", "genom", "om", "i", "med"):
        return False
    if clause.start <= 1:
        return True
    for i in range(clause.start - 1, -1, -1):
        token = tokens[i]
        if token.mention:
            continue
        if token.low in ("inte", "inget", "ingen"):
            return False
        if token.low.startswith(BINDING_NOUNS):
            return True
        form = form_of(token.low)
        if form is not None and form.lemma != "vara":
            return form.lemma in BINDING_VERBS
    return False


def _modal(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool) -> Norm | None:
    at = clause.finite or 0
    modal = clause.modal or ""
    if modal not in _MODALS:
        return None
    first = clause.verbs[0] if clause.verbs else None
    word = tokens[at].low
    permitted = {"få": "få", "kunna": "kunna"}.get(modal)
    if first is None:
        if modal in ("ska", "böra", "måste") and ends_open(tokens, at):
            return Norm(_MODALS[modal][clause.negated], word, Bearer.SUBJECT, at, open=True)
        if modal == "få" and any(t.low == "uppdrag" for t in tokens[at : at + 4]):
            return Norm(Modality.OBLIGATION, "får i uppdrag att", Bearer.SUBJECT, at, ends_open(tokens, at))
        return None
    if modal == "få" and any(t.low == "uppdrag" for t in tokens[at : min(first.at, at + 5)]):
        return Norm(Modality.OBLIGATION, "får i uppdrag att", Bearer.SUBJECT, at)
    inserted = tokens[at + 1].low == ","  # "ska, för att skydda miljön, se till ...": the purpose comes first
    if any(t.low == "att" for t in tokens[at : first.at]) and not (permitted is None and (clause.inverted or inserted)):
        return None  # "får stöd att", "måste till för att": the infinitive belongs to something else
    if modal == "få" and first.at - at > 9:
        return None
    if first.lemma in _INTERPRETS and first.passive and modal in ("ska", "böra"):
        return None  # an interpretation, not a duty
    if modal == "kunna":
        return _possible(tokens, clause, genre, actor)
    if modal == "behöva" and not clause.negated and not actor:
        return None
    negative = clause.negated and not _narrow(tokens, clause)
    return Norm(
        _MODALS[modal][negative],
        word + (" inte" if negative else ""),
        _role(clause),
        at,
        ends_open(tokens, first.at, True),
    )


def _possible(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool) -> Norm | None:
    at, first = clause.finite or 0, clause.verbs[0]
    advised = any(t.low == "fördel" for t in tokens[at : at + 4])
    if not advised and (first.lemma in HAPPENS or (genre is Genre.REPORT and not actor)):
        return None
    if genre is Genre.REGULATION and not (
        actor and first.lemma in ("medge", "besluta", "bevilja", "meddela", "förelägga")
    ):
        return None
    if clause.negated:
        return None if genre is not Genre.STEERING else Norm(Modality.PROHIBITION, "kan inte", _role(clause), at)
    return Norm(Modality.PERMISSION, "kan med fördel" if advised else "kan", _role(clause), at)


def _role(clause: Clause) -> Bearer:
    return Bearer.AGENT if clause.verbs and clause.verbs[0].passive else Bearer.SUBJECT


def _narrow(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether "inte" negates a part only ("inte bara", "inte enbart")."""
    for i in range(clause.start, min(clause.end, len(tokens)) - 1):
        if tokens[i].low == "inte" and tokens[i + 1].low in ("bara", "enbart", "endast", "minst"):
            return True
    return False


def _triggered(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool) -> Norm | None:
    assert clause.finite is not None
    for verb in clause.verbs:
        if verb.at != clause.finite and not (
            tokens[clause.finite].low in ("kommer", "har") and verb.lemma in ("ha", "vara", "ansvara")
        ):
            continue
        for row in BY_LEMMA.get(verb.lemma, ()):
            if row.passive is not None and row.passive != verb.passive:
                continue
            at = _completed(tokens, verb.at, clause.end, row)
            if at is None or not _fits(tokens, clause, row, genre, actor):
                continue
            modality = row.modality
            if clause.negated:
                if row.modality is Modality.PERMISSION:
                    modality = Modality.PROHIBITION
                elif row.lemma in ("ha", "vara", "ansvara", "svara", "ingå"):
                    return None  # "har inget ansvar": no norm
            return Norm(modality, row.label, row.bearer, at, ends_open(tokens, at))
    return said_with_noun(tokens, clause, clause.finite, actor)


def _completed(tokens: tuple[Token, ...], at: int, end: int, row: Trigger) -> int | None:
    if not row.words:
        return at
    if row.lemma in ("ansvara", "svara"):
        return at  # "för ... ansvarar X": what it is for may stand first
    for i in range(at + 1, min(at + _ADJOURN, end, len(tokens))):
        if tokens[i].mention or tokens[i].low not in row.words:
            continue
        if tokens[i - 1].low == "om":
            continue  # "lagen om ansvar för ..."
        if not row.then:
            return i
        for j in range(i + 1, min(i + 6, len(tokens))):
            if tokens[j].low in row.then:
                return j
        if row.lemma == "ha" and i + 1 < len(tokens) and tokens[i + 1].low == ":":
            return i
    return None


def _fits(tokens: tuple[Token, ...], clause: Clause, row: Trigger, genre: Genre, actor: bool) -> bool:
    """The pitfalls of single triggers."""
    finite = clause.finite or 0
    if row.lemma == "erbjuda":
        return actor and genre is not Genre.REPORT
    if row.lemma == "ingå":
        first = tokens[clause.start : finite]
        return bool(first) and first[0].low == "i" and tokens[finite + 1].low in ("att", "bland", "även", "också")
    if row.lemma == "föreslå" and row.passive:
        return _action_follows(tokens, clause)
    if row.lemma == "förvänta":
        return _action_follows(tokens, clause) and (actor or genre is not Genre.REPORT or bool(clause.subject))
    if row.lemma == "vara" and row.modality is Modality.RECOMMENDATION:
        return genre is Genre.STEERING
    if row.lemma == "vara" and row.modality is Modality.OBLIGATION and row.bearer is Bearer.NOBODY:
        return genre is not Genre.REPORT
    if row.modality is Modality.PERMISSION and row.lemma == "ha":
        return (
            clause.kind == "main"
            and (actor or genre is Genre.REGULATION)
            and not (genre is Genre.REPORT and any(t.low == "möjlighet" for t in tokens[finite : finite + 5]))
        )
    if row.lemma == "ha" and "ansvar" in row.words:
        return clause.kind == "main"
    if row.lemma in ("ansvara", "svara"):
        return clause.kind == "main" and form_of(tokens[finite].low) is not None
    return True


def _action_follows(tokens: tuple[Token, ...], clause: Clause) -> bool:
    finite = clause.finite or 0
    if ends_open(tokens, finite):
        return True
    if any(t.low == "att" for t in tokens[finite + 1 : finite + 3]):
        return True
    return bool(infinitives(tokens, finite + 1, clause.end))


def _present(tokens: tuple[Token, ...], clause: Clause, genre: Genre, actor: bool, agent: bool) -> Norm | None:
    assert clause.finite is not None
    if genre is not Genre.STEERING or not clause.verbs:
        return None
    verb = clause.verbs[0]
    if verb.at != clause.finite or verb.tense is not Tense.PRESENT:
        return None
    word = tokens[clause.finite].low
    key = verb.lemma.replace(" ", "-")
    if clause.negated:
        if verb.lemma in ("ersätta", "avse", "gälla", "omfatta", "få"):
            return Norm(Modality.PROHIBITION, f"{word} inte", Bearer.SUBJECT, clause.finite)
        return None
    meeting = verb.lemma == "ha" and any(
        t.low.startswith(("möte", "sammanträde")) for t in tokens[clause.finite + 1 : clause.finite + 4]
    )
    if verb.lemma in MEETS or meeting:
        return Norm(Modality.OBLIGATION, word, Bearer.SUBJECT, clause.finite)
    if verb.passive:
        if agent and verb.lemma not in ("omfatta", "beröra", "prägla", "påverka", "utgöra", "reglera", "stödja"):
            return Norm(Modality.OBLIGATION, f"{word} av", Bearer.AGENT, clause.finite)
        if key in DONE:
            return Norm(Modality.OBLIGATION, word, Bearer.AGENT, clause.finite)
        return None
    calls = verb.lemma == "kalla" and any(t.low == "till" for t in tokens[clause.finite + 1 : clause.finite + 3])
    if actor and (verb.lemma not in STATIVE or key in ("följa-upp",) or calls):
        return Norm(Modality.OBLIGATION, word, Bearer.SUBJECT, clause.finite)
    return None
