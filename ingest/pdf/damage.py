"""Whether a page's text layer says what the page shows.

Two kinds of damage: words misread by a recogniser set to another language (no å, ä, ö; "vard",
"hélsa"), and characters that mean nothing because the font has no map to Unicode. Measured on 855
sound pages of Swedish statutes and 40 damaged ones: the share of known words among those of four
to nine letters is at least 0.73 on the former (0.98 in the middle) and at most 0.86 on the
latter, which have no å, ä, ö where sound pages have one letter in a hundred or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ingest.language.lexicon import listed

# control, private-use and unassigned characters, and letters of no European language in Latin script
_ODD = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\u0180-\u024f\u02b0-\u036f\ud800-\uf8ff\ufff0-\uffff]")
_TOKEN = re.compile(r"[^\W_]+")
_SHORT = 9  # letters: longer words are mostly compounds, known or not
_SAMPLE = 200  # words looked up a page
_FEWEST = 12  # words from which a page is judged by itself
_SWEDISH = frozenset(
    (
        "och",
        "i",
        "av",
        "en",
        "ett",
        "som",
        "till",
        "med",
        "den",
        "det",
        "om",
        "att",
        "är",
        "för",
        "på",
        "de",
        "ska",
        "vid",
    )
)
_FOREIGN = frozenset(
    (
        *("the", "of", "and", "in", "is", "that", "are", "be", "with", "on", "as", "by"),  # English
        *("der", "die", "und", "das", "ist", "nicht", "von", "zu", "mit", "auf"),  # German
        *("og", "er", "af", "til", "ikke"),  # Danish and Norwegian
        *("ja", "että", "ei", "tai", "myös", "sekä", "ovat"),  # Finnish
    )
)


class Damage(StrEnum):
    """What is wrong with a text layer."""

    NONE = "none"
    UNSURE = "unsure"  # too few words to tell
    WORDS = "words"  # words are there, letters misread
    GARBLED = "garbled"  # the characters mean nothing


@dataclass(frozen=True, slots=True)
class Letters:
    """What is counted in a text. Shares are of 1."""

    tokens: int
    judged: int  # words of four to nine lower-case letters
    known: float  # share of them that the lexicon has
    rings: float  # share of å, ä, ö among the letters
    odd: float  # share of characters that running text has no use for
    letters: int
    foreign: bool
    visible: int  # characters that are no spaces


def damage_of(text: str) -> Damage:
    """The damage of one page's text, cut words joined or not."""
    counted = count(text)
    if counted.odd > 0.1 and counted.tokens >= 3 and counted.known < 0.5:
        return Damage.GARBLED
    if counted.odd > 0.5 and counted.visible >= _FEWEST:
        return Damage.GARBLED
    if counted.judged < _FEWEST:
        return Damage.UNSURE
    if counted.foreign:
        return Damage.NONE
    if counted.known < 0.3:
        return Damage.GARBLED
    if counted.rings < 0.008:
        return Damage.WORDS if counted.known < 0.9 else Damage.NONE
    if counted.rings < 0.02:
        return Damage.WORDS if counted.known < 0.84 else Damage.NONE
    return Damage.WORDS if counted.judged >= 2 * _FEWEST and counted.known < 0.68 else Damage.NONE


def damages(texts: Iterable[str]) -> list[Damage]:
    """The damage of every page. Pages with few words are as the document mostly is."""
    found = [damage_of(text) for text in texts]
    sure = [damage for damage in found if damage is not Damage.UNSURE]
    usual = Damage.NONE
    for kind in (Damage.WORDS, Damage.GARBLED):
        if sure.count(kind) * 2 > len(sure):
            usual = kind
    return [usual if damage is Damage.UNSURE else damage for damage in found]


def count(text: str) -> Letters:
    """The letters and words of a text."""
    joined = re.sub("[\ufffe\u0002\u00ad]", "", text)
    tokens = _TOKEN.findall(joined)
    lower = [token.lower() for token in tokens]
    # a word with a digit inside ("6verenskommelse", "1nom") is a misreading; numbers are not words
    judged = [t for t in tokens if 4 <= len(t) <= _SHORT and t[0].islower() and not t.isdigit()]
    step = max(1, len(judged) // _SAMPLE)
    sample = judged[::step]
    known = sum(listed(token) for token in sample)
    letters = sum(map(str.isalpha, joined))
    rings = sum(joined.count(letter) for letter in "åäöÅÄÖ")
    visible = sum(map(len, joined.split()))
    odd = len(_ODD.findall(joined))
    swedish = sum(token in _SWEDISH for token in lower)
    foreign = sum(token in _FOREIGN for token in lower)
    return Letters(
        tokens=len(tokens),
        judged=len(judged),
        known=known / len(sample) if sample else 0.0,
        rings=rings / letters if letters else 0.0,
        odd=odd / visible if visible else 0.0,
        letters=letters,
        foreign=foreign > swedish and foreign >= 0.08 * len(tokens),
        visible=visible,
    )
