"""How far a name goes on after its head: "styrgruppen för digital samordning | ska ..."."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extraction.tokens import Word
from ingest.extraction.verbs import Tense, form_of

_STOP = frozenset(
    [
        "som",
        "vilken",
        "vilket",
        "vilka",
        "där",
        "när",
        "att",
        "har",
        "är",
        "ska",
        "skall",
        "kan",
        "får",
        "bör",
        "finns",
        "består",
        "samt",
        "men",
        "utan",
        "eftersom",
        "innan",
        "genom",
        "under",
        "enligt",
        "utifrån",
        "vid-behov",
        "denna",
        "detta",
        "dessa",
        "inte",
        "också",
        "även",
        "dels",
        "såväl",
        "ej",
        "efter",
        "från",
        "hos",
        "sedan",
        "dock",
        "skulle",
        "kunna",
        "borde",
        "måste",
        "vill",
        "behöver",
        "hur",
        "att",
        "regelbundet",
        "löpande",
        "årligen",
        "gemensamt",
        "tillsammans",
        "kontinuerligt",
        "därefter",
        "samtidigt",
        "idag",
        "fortfarande",
        "alltid",
        "vidare",
        "ännu",
        "senast",
        "tidigast",
    ]
)
_PREPOSITIONS = frozenset(
    ["för", "om", "kring", "avseende", "gällande", "angående", "rörande", "mellan", "vid", "till", "beträffande"]
)
_TIMES = frozenset(
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
        "enlighet",
        "uppdrag",
        "samråd",
        "fortsättningen",
        "samband",
        "syfte",
        "dag",
        "början",
        "slutet",
        "taget",
        "form",
        "stället",
        "år",
    ]
)
_NOUNS_LIKE_VERBS = frozenset(
    [
        "stöd",
        "vård",
        "behov",
        "råd",
        "hälsa",
        "samverkan",
        "insatser",
        "barn",
        "unga",
        "äldre",
        "vuxna",
        "personer",
        "service",
        "individer",
        "delar",
        "samarbete",
        "spel",
        "utskrivning",
        "ansvar",
    ]
)


def _is_verb(word: Word) -> bool:
    if word.capital or word.low in _NOUNS_LIKE_VERBS:
        return False
    form = form_of(word.low)
    return form is not None and form.tense in (Tense.PRESENT, Tense.PAST, Tense.INFINITIVE)


def is_preposition(word: Word) -> bool:
    """Whether the word may open what a document or body is about."""
    return word.low in _PREPOSITIONS


def noun_phrase(words: Sequence[Word], at: int, limit: int = 22, title: bool = False, name: bool = False) -> int:
    """The index after the noun phrase that starts at `at`: before a finite verb, a clause or a mark.

    A comma is passed in a row ("hälsa, vård och omsorg"), a bracket never. In a title a relative clause belongs to it.
    """
    i = at
    while i < len(words) and i - at < limit:
        word = words[i]
        if word.text == ",":
            if not _row_goes_on(words, i):
                break
        elif (
            not (word.text[0].isalnum() or word.text in ("/", "-", "–", "&"))
            or ((word.low in _STOP or _is_verb(word)) and not (title and _relative(words, i, at)))
            or (
                word.low in ("och", "samt", "respektive")
                and i + 1 < len(words)
                and len(words[i + 1].text) > 2
                and words[i + 1].text.isupper()
            )
            or (word.low == "i" and i > at and not _place(words, i + 1) and not (name and _no_time(words, i + 1)))
        ):
            break
        i += 1
    while i > at and (
        words[i - 1].text in (",", "-", "–", "&")
        or words[i - 1].low
        in (
            "och",
            "eller",
            "i",
            "på",
            "om",
            "för",
            "med",
            "av",
            "till",
            "inom",
            "kring",
            "den",
            "det",
            "de",
            "en",
            "ett",
        )
    ):
        i -= 1
    return i


def _relative(words: Sequence[Word], i: int, at: int) -> bool:
    """Whether "som" or the verb after it is in a relative clause right after a noun."""
    som = next((j for j in range(i, max(at, i - 6), -1) if words[j].low == "som"), None)
    if som is None or words[i].low in ("ska", "skall", "är", "samt", "vilken", "vilket", "men"):
        return False
    return i - som <= 5


def _row_goes_on(words: Sequence[Word], comma: int) -> bool:
    if comma + 1 >= len(words) or words[comma + 1].low in _STOP or _is_verb(words[comma + 1]):
        return False
    for word in words[comma + 1 : comma + 6]:
        if word.low in ("och", "eller", "samt"):
            return True
        if word.low in _STOP or _is_verb(word) or not (word.text[0].isalnum() or word.text == ","):
            return False
    return False


def _no_time(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].low not in _TIMES and words[at].low.isalpha()


def _place(words: Sequence[Word], at: int) -> bool:
    if at >= len(words):
        return False
    word = words[at]
    return word.capital or word.low in (
        "länet",
        "vissa",
        "behov",
        "hemmet",
        "särskilt",
        "särskilda",
        "ordinärt",
        "samverkan",
        "hälso-",
        "kommunal",
        "det",
        "boende",
    )


def capital_run(words: Sequence[Word], at: int) -> int:
    """The index after a name in capitals that goes on from `at` ("Sammanhållen vård och omsorg", "UPH")."""
    if at >= len(words) or not words[at].capital:
        return at
    if words[at].text.isupper() and len(words[at].text) > 1:
        return at + 1
    return noun_phrase(words, at, 12, name=True)
