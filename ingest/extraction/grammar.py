"""Word classes of Swedish and the verbs of a sentence: finite, infinitive, openers of subordinate clauses.

Over tokens only; `clauses` puts what is found here together.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extraction.units import Token
from ingest.extraction.verbs import MODALS, Tense, VerbForm, form_of
from ingest.extraction.word_classes import ADVERBS, COORDINATORS, DETERMINERS, PREPOSITIONS, SUBORDINATORS
from ingest.extraction.wordlists import words

# verbs after which "som" is "as"
_AS = words(
    """
    se anse betrakta räkna definiera beteckna klassa fungera tjäna verka utse uppfatta agera
    """
)


_AUXILIARY = frozenset({"kunna", "behöva", "få", "börja", "fortsätta", "låta", "vilja"})


_WAITS = 14  # tokens between a modal and an infinitive that the list lacks


_PHRASES = {
    ("följa", "upp"): "följa upp",
    ("ta", "fram"): "ta fram",
    ("arbeta", "fram"): "ta fram",
    ("ta", "emot"): "ta emot",
    ("ta", "ställning"): "ta ställning",
    ("se", "över"): "se över",
    ("se", "till"): "se till",
    ("stämma", "av"): "stämma av",
    ("skriva", "under"): "underteckna",
    ("ha", "hand"): "ha hand om",
    ("hålla", "aktuell"): "hålla aktuell",
    ("hålla", "aktuella"): "hålla aktuell",
    ("hålla", "aktuellt"): "hålla aktuell",
    ("hålla", "uppdaterad"): "hålla aktuell",
    ("hålla", "uppdaterade"): "hålla aktuell",
    ("hålla", "uppdaterat"): "hålla aktuell",
    ("lägga", "ut"): "lägga ut",
    ("lyfta", "fram"): "lyfta fram",
    ("lyfta", "upp"): "lyfta",
    ("lägga", "fram"): "lägga fram",
    ("göra", "upp"): "göra upp",
    ("hålla", "ihop"): "hålla ihop",
    ("dra", "in"): "dra in",
}


@dataclass(slots=True)
class Verb:
    """A verb of the verb group: its place among the tokens, and its reading."""

    at: int
    lemma: str
    passive: bool
    tense: Tense


def reading(token: Token) -> VerbForm | None:
    """The token as a verb, modals excepted."""
    return None if token.mention else form_of(token.low)


def is_finite(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token `i` is a finite verb (present or past)."""
    token = tokens[i]
    if token.mention:
        return False
    if token.low in MODALS:
        return True
    form = form_of(token.low)
    if form is None or form.tense not in (Tense.PRESENT, Tense.PAST):
        return False
    previous = tokens[i - 1] if i else None
    if previous and not previous.mention:
        # an s-form after "att" or a modal is an infinitive; after an article it is a noun
        if previous.low == "att" and form.passive:
            return False
        if (
            previous.low in ("ett", "en", "den", "det", "de", "sin", "sitt", "sina")
            and not form.passive
            and i + 1 < len(tokens)
        ):
            return previous.low in ("det", "de", "den")
    return True


def opens(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether token `i` opens a subordinate clause with a finite verb."""
    low = tokens[i].low
    if low == "fall" and i >= 2 and tokens[i - 1].low in ("det", "de") and tokens[i - 2].low == "i":
        return _finite_soon(tokens, i + 1)
    if low not in SUBORDINATORS:
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return False
    if low == "att":
        return not _infinitive_follows(tokens, i + 1)
    if low == "som":
        # "som stöd för", "fungerar som styrgrupp": no clause without a finite verb soon
        before = form_of(tokens[i - 1].low) if i else None
        if before is not None and before.lemma in _AS:
            return False
        return _finite_soon(tokens, i + 1)
    if low in ("om", "sedan", "då", "innan", "när", "där", "medan"):
        return _finite_soon(tokens, i + 1) and (i == 0 or low not in ("om", "sedan") or _plausible_om(tokens, i))
    return True


def _plausible_om(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "om" after word `i - 1` is "if": at a comma or a clause's start, not after a noun it belongs to."""
    previous = tokens[i - 1]
    if previous.low in (",", "(", "och", "eller", "samt", "även", "men", "inte"):
        return True
    following = tokens[i + 1]
    if following.low in ("inget", "inte", "det", "någon", "något", "detta", "en", "ett") or following.mention:
        return is_finite(tokens, min(i + 2, len(tokens) - 1)) or _next_finite(tokens, i + 1) - i <= 4
    return False


def _next_finite(tokens: tuple[Token, ...], i: int) -> int:
    for j in range(i, len(tokens)):
        if is_finite(tokens, j):
            return j
    return len(tokens) + 100


def _finite_soon(tokens: tuple[Token, ...], i: int) -> bool:
    for j in range(i, min(i + 14, len(tokens))):
        if tokens[j].low in (";", ":"):
            return False
        if is_finite(tokens, j):
            return True
        form = form_of(tokens[j].low)
        if form and form.tense is Tense.INFINITIVE and form.passive:
            return False  # "ska det som en del i arbetet göras en översyn"
    return False


def _infinitive_follows(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "att" before token `i` is the infinitive mark."""
    for j in range(i, min(i + 7, len(tokens))):
        token = tokens[j]
        if token.mention:
            return False
        form = form_of(token.low)
        if form and (form.tense is Tense.INFINITIVE or (form.passive and j == i)):
            return True
        if token.low in MODALS or (form and form.tense in (Tense.PRESENT, Tense.PAST)):
            return False
        if token.low in DETERMINERS and j == i:
            return False
        if token.low.endswith(("na", "ra", "ta", "ka", "la", "sa", "da", "ja")) and j == i and not form:
            return True  # a verb that the list lacks
    return False


def infinitive_here(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the s-form `i` is an infinitive: governed by a modal or "att", beside another infinitive or alone."""
    form = form_of(tokens[i].low)
    if form is None or not form.passive:
        return False
    joined = i > 0 and (tokens[i - 1].low in COORDINATORS or tokens[i - 1].low in ADVERBS)
    for j in range(i - 1, max(-1, i - 25), -1):
        token = tokens[j]
        if token.mention:
            continue
        if token.low in MODALS or (token.low == "kommer" and i - j <= 4):
            return True
        if token.low == "att":
            return _infinitive_follows(tokens, j + 1)
        other = form_of(token.low)
        if other and (other.tense is Tense.INFINITIVE or other.passive):
            if not joined and not (other.lemma in _AUXILIARY and only_adverbs(tokens, j + 1, i)):
                return False  # "att säkerställa tydlighet formuleras uppdrag"
        elif other and other.tense in (Tense.PRESENT, Tense.PAST) and not other.passive:
            return False
        if token.low in (";", ":") or (token.low in SUBORDINATORS and (token.low != "om" or opens(tokens, j))):
            return False
    return False


def only_adverbs(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether nothing but adverbs stands between two tokens."""
    return all(t.low in ADVERBS for t in tokens[start:end])


def infinitives(tokens: tuple[Token, ...], start: int, end: int) -> list[Verb]:
    """Infinitives between two tokens, up to the next subordinate clause with a finite verb."""
    found: list[Verb] = []
    for i in range(start, min(end, len(tokens))):
        token = tokens[i]
        if token.mention:
            continue
        if i > start and (
            (opens(tokens, i) and token.low != "att") or (is_finite(tokens, i) and not infinitive_here(tokens, i))
        ):
            break
        form = form_of(token.low)
        if form and (form.tense is Tense.INFINITIVE or (form.passive and infinitive_here(tokens, i))):
            found.append(verb_at(tokens, i, form))
        elif form is None and not found and _unknown_infinitive(tokens, i):
            found.append(
                verb_at(tokens, i, VerbForm(token.low.removesuffix("s"), Tense.INFINITIVE, token.low.endswith("s")))
            )
    return found


def infinitives_beyond(tokens: tuple[Token, ...], start: int, end: int) -> list[Verb]:
    """The infinitive after a clause in between ("ska, när beslut är fattat, lämna underlag")."""
    passed = False
    for i in range(start, min(end, len(tokens))):
        if tokens[i].low in MODALS:
            return []
        passed = passed or is_finite(tokens, i)
        form = form_of(tokens[i].low) if not tokens[i].mention else None
        if passed and form and form.tense is Tense.INFINITIVE and tokens[i - 1].low != "att":
            return infinitives(tokens, i, end)
    return []


def _unknown_infinitive(tokens: tuple[Token, ...], i: int) -> bool:
    """A word in -a or -as right after a modal or "att" that the verb list lacks ("ska avlasta")."""
    low = tokens[i].low
    if (
        i == 0
        or len(low) < 5
        or not low.endswith(("a", "as"))
        or low.endswith(("erna", "arna", "orna"))
        or low in DETERMINERS
        or low in ADVERBS
    ):
        return False
    if low.endswith("as") and tokens[i].text[0].islower():
        return _after_modal(tokens, i)
    before = tokens[i - 1].low
    if before == "inte" and i > 1:
        before = tokens[i - 2].low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    noun_next = (
        following is not None and not following.mention and following.low.endswith(("er", "ar", "or", "en", "et", "na"))
    )
    negated = tokens[i - 1].low == "inte" and before in ("får", "kan")
    return negated or before in ("ska", "skall", "bör", "måste") or (before == "att" and not noun_next)


def _after_modal(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a modal before token `i` still waits for its infinitive ("får avfallet inte deponeras")."""
    if tokens[i - 1].low in DETERMINERS or tokens[i - 1].low in PREPOSITIONS:
        return False
    for token in reversed(tokens[max(0, i - _WAITS) : i]):
        if token.low in MODALS:
            return True
        if token.mention:
            continue
        if form_of(token.low) is not None or token.low in SUBORDINATORS:
            return False
    return False


def noun_first(tokens: tuple[Token, ...], finite: int | None, verbs: list[Verb]) -> bool:
    """Whether the first "infinitive" after a modal belongs to the subject ("ska mängderna delas").

    Asked where something else than the subject is first: it then stands between the modal and its infinitive.
    """
    if not finite or len(verbs) < 2 or verbs[0].passive or not only_adverbs(tokens, finite + 1, verbs[0].at):
        return False
    known = form_of(tokens[verbs[0].at].low) is not None
    linked = tokens[verbs[1].at - 1].low in ("att", "och", "eller", "samt")
    return (verbs[1].passive or not known) and not linked


def verb_at(tokens: tuple[Token, ...], at: int, form: VerbForm) -> Verb:
    """The verb at token `at`, with its particle ("följa upp")."""
    lemma = form.lemma
    for j in range(at + 1, min(at + 6, len(tokens))):
        particle = tokens[j].low
        if (lemma, particle) in _PHRASES:
            lemma = _PHRASES[(lemma, particle)]
            break
        if tokens[j].mention or particle in (",", ".", ";"):
            continue
    return Verb(at, lemma, form.passive, form.tense)
