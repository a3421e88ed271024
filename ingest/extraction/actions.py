"""What a norm is about: its verbs in the infinitive, and what they are done to, as written."""

from __future__ import annotations

from ingest.extraction.clauses import Clause
from ingest.extraction.grammar import Verb, infinitives
from ingest.extraction.noun_norms import Norm
from ingest.extraction.triggers import LABELS
from ingest.extraction.units import Token
from ingest.extraction.verbs import form_of
from ingest.extraction.word_classes import ADVERBS, COORDINATORS, PREPOSITIONS
from ingest.extraction.wordlists import words

_MAX = 160  # characters of an action or object
_MOST = 3  # verbs of an action
_EARLY = 6  # tokens before the verb of an item that has no clause
_GOVERN = frozenset({"kunna", "behöva", "få", "börja", "fortsätta", "låta", "vilja", "försöka"})
_PARTICLES = words("in upp ut igenom ned ner bort fram åter ihop samman undan isär")
_BETWEEN = words("i övrigt vid behov förekommande fall annat sätt sedan i-sin-tur omgående sin tur")
_ONLY = frozenset({"endast", "bara", "även", "också"})
_NO_SUBJECT = ADVERBS | {"att", "för", "genom"}
_OPENERS = frozenset({"varvid", "varför", "varefter"})
_PRONOUNS = frozenset({"det", "detta"})


def action_of(tokens: tuple[Token, ...], clause: Clause | None, norm: Norm) -> tuple[str, str | None]:
    """The verbs of the norm, joined by "och", and their object; of a passive verb its subject."""
    if clause is None:
        return _of_item(tokens)
    verbs = clause.verbs
    if not clause.modal and norm.trigger in LABELS and len(verbs) > 1:
        if verbs[1].passive:  # "ansvarar för att rutinen följs": a clause, not an infinitive
            return verbs[0].lemma, text_of(tokens, verbs[0].at + 1, clause.end)
        verbs = verbs[1:]  # the trigger itself is not what is to be done
    if not verbs:
        return text_of(tokens, norm.at + 1, clause.end) or norm.trigger, None
    joined, main = _joined(tokens, verbs)
    if main.passive or (main.lemma == "finnas" and clause.inverted):
        patient = _patient(tokens, clause, main)
        if patient:
            return joined, patient
    start = main.at + 1
    if clause.inverted and clause.subject and main.at == clause.finite:
        start = clause.subject[1]
        if main.lemma in ("ansvara", "svara"):
            start = next((i for i in range(main.at + 1, clause.end) if tokens[i].low == "för"), start)
    if start < clause.end and main.lemma in _GOVERN and tokens[start].low.removesuffix("s") in joined.split():
        if tokens[start].low.endswith("as") and (patient := _patient(tokens, clause, main)):
            return joined, patient  # "ska kunna låsas"
        start += 1
    start = _object_start(tokens, start, verbs, joined)
    if start + 1 == clause.end and tokens[start].low == "för":
        return joined, text_of(tokens, start, len(tokens))  # "svarar för att det finns en plan"
    return joined, text_of(tokens, start, clause.end)


def lead_action(tokens: tuple[Token, ...], clause: Clause | None) -> str | None:
    """The verb that a lead-in with a modal gives its items ("ska innehålla följande:"); None where it has none."""
    if clause is None or not clause.modal or not clause.verbs:
        return None
    return _joined(tokens, clause.verbs)[0]


def subject_of(tokens: tuple[Token, ...], clause: Clause) -> str | None:
    """The subject as written, without the adverbs around it."""
    main = clause.verbs[0] if clause.verbs else None
    if main is not None:
        return _patient(tokens, clause, main)
    return text_of(tokens, *clause.subject) if clause.subject else None


def _of_item(tokens: tuple[Token, ...]) -> tuple[str, str | None]:
    """The action of an item or label without a clause: its infinitive, else all of it."""
    group = infinitives(tokens, 0, len(tokens))
    if not group or group[0].at > _EARLY:
        return text_of(tokens, 0, len(tokens)) or "", None
    joined, main = _joined(tokens, group)
    after = text_of(tokens, _object_start(tokens, main.at + 1, group, joined), len(tokens))
    before = text_of(tokens, 0, group[0].at) if any(t.low not in _NO_SUBJECT for t in tokens[: group[0].at]) else None
    if before is None:
        return joined, after
    return joined, before if main.passive else " ".join(filter(None, (before, after)))[:_MAX]


def _joined(tokens: tuple[Token, ...], verbs: list[Verb]) -> tuple[str, Verb]:
    """The verbs that are to be done side by side, and the first that takes the object.

    Purposes ("för att styrka"), what an adjective governs ("möjligt att hålla") and whatever comes after them
    are no actions of their own.
    """
    if tokens[verbs[0].at - 1].low == "att" and tokens[verbs[0].at - 2].low == "för":
        verbs = [v for v in verbs if tokens[v.at - 1].low == ","] or verbs  # "ska, för att skydda miljön, se till ..."
    main = verbs[0]
    parts = [_named(tokens, main)]
    last = main
    for verb in verbs[1:]:
        governed = last.lemma in _GOVERN and not _linked(tokens, last.at, verb.at)
        if governed and not any(t.low in ("att", ",") for t in tokens[last.at + 1 : verb.at]):
            parts[-1] = f"{last.lemma} {_named(tokens, verb)}"
            main = verb if last is main else main
        elif _linked(tokens, last.at, verb.at) and not _deeper(tokens, last.at, verb.at):
            parts.append(_named(tokens, verb))
        else:
            break
        last = verb
    return " och ".join(list(dict.fromkeys(parts))[:_MOST]), main


def _linked(tokens: tuple[Token, ...], first: int, second: int) -> bool:
    """Whether a coordinator stands before the second verb, adverbs between at most."""
    at = second - 1
    while at > first and (tokens[at].low in ADVERBS or tokens[at].low in _BETWEEN or tokens[at].low == "att"):
        at -= 1
    return at > first and not tokens[at].mention and tokens[at].low in COORDINATORS


def _deeper(tokens: tuple[Token, ...], first: int, second: int) -> bool:
    """Whether an "att" between two verbs starts something that the second may belong to."""
    between = range(first + 1, second - 1)
    return any(tokens[i].low == "att" and tokens[i - 1].low not in ("och", "samt", "eller", ",") for i in between)


def _named(tokens: tuple[Token, ...], verb: Verb) -> str:
    """The verb in the infinitive with its particle ("lämna in")."""
    at = verb.at + 1
    following = tokens[at].low if at < len(tokens) and not tokens[at].mention else ""
    if verb.lemma in _GOVERN and following.endswith(("a", "as")) and form_of(following) is None:
        return f"{verb.lemma} {following.removesuffix('s')}"  # a verb that the list lacks
    if following == "till" and at + 1 < len(tokens) and tokens[at + 1].low in PREPOSITIONS:
        return f"{verb.lemma} till"
    if " " in verb.lemma or at >= len(tokens) or tokens[at].low not in _PARTICLES or tokens[at].mention:
        return verb.lemma
    if tokens[at].low == "upp" and at + 1 < len(tokens) and tokens[at + 1].low == "till":
        return verb.lemma  # "lagra upp till 200 liter"
    return f"{verb.lemma} {tokens[at].low}"


def _object_start(tokens: tuple[Token, ...], start: int, verbs: list[Verb], action: str) -> int:
    """The first token of the object: the verb's particle and the verbs beside it that share the object passed over."""
    while start < len(tokens):
        following = next((v for v in verbs if v.at > start), None)
        if tokens[start].low in action.split():
            start += 1
        elif following and tokens[start].low in COORDINATORS and _linked(tokens, start - 1, following.at):
            if any(t.mention or t.low not in ADVERBS for t in tokens[start + 1 : following.at]):
                return start
            start = following.at + 1
        else:
            return start
    return start


def _patient(tokens: tuple[Token, ...], clause: Clause, verb: Verb) -> str | None:
    """The subject of the clause: before the finite verb, or between it and `verb`."""
    finite = clause.finite or 0
    shared = clause.before is not None and tokens[finite - 1].low != ","
    between = clause.modal is not None and verb.at - finite > 1 and not shared
    stray = clause.subject is not None and not clause.inverted and tokens[finite - 1].low == ","
    if between and (clause.inverted or (stray and verb.at - finite > 2)):
        lo, hi = finite + 1, min(verb.at, clause.verbs[0].at)
        if tokens[lo].low in (",", "utöver"):
            return None  # an insertion: the subject comes after the verb
        while hi > lo and _adverb(tokens[hi - 1]):
            hi -= 1
        while lo < hi and _adverb(tokens[lo]):
            lo += 1
        return None if hi - lo == 1 and tokens[lo].low in _PRONOUNS else text_of(tokens, lo, hi)
    if clause.inverted and verb.passive and verb.at == finite + 1 and tokens[clause.start].low in _ONLY:
        return text_of(tokens, clause.start, finite)  # "Endast godkända produkter får användas"
    if clause.subject is None:
        return None
    lo, hi = clause.subject
    while lo < hi and tokens[lo].low in _OPENERS:
        lo += 1
    if hi - lo == 1 and tokens[lo].low in _PRONOUNS:
        return None  # "det ska säkerställas att ...": what comes after the verb
    return text_of(tokens, lo, hi)


def _adverb(token: Token) -> bool:
    return not token.mention and token.low in ADVERBS and token.low not in ("följande", "särskild")


def text_of(tokens: tuple[Token, ...], start: int, end: int) -> str | None:
    """The words from token `start` to `end`, 160 characters at most; None where there are none."""
    part = tokens[start : min(end, len(tokens))]
    while part and part[-1].low in (".", ",", ":", ";", "och", "samt", "eller", "men"):
        part = part[:-1]
    while part and part[0].low in (",", "–", "-", "|"):
        part = part[1:]
    if not part:
        return None
    written = ""
    for token in part:
        gap = " " if written and token.low not in (",", ".", ")", ";", ":") and not written.endswith("(") else ""
        if len(written) + len(token.text) > _MAX:
            break
        written += gap + token.text
    return written or None
