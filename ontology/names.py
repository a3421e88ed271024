"""Names compared: how a name is normalised, and whether it says enough to merge on.

"Sekretariatet" in two documents may be two secretariats; "HSF" within one county is one
administration. A name of generic words only never merges entities of different documents.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("\"'”“»«’‘", ""))

# Heads of names of groups and documents. Alone, or with only words of _WEAK, they name nothing in particular.
_HEADS = {
    *("grupp", "styrgrupp", "arbetsgrupp", "samrådsgrupp", "beredningsgrupp", "projektgrupp", "ledningsgrupp"),
    *("samverkansgrupp", "referensgrupp", "expertgrupp", "sekretariat", "kansli", "nätverk", "råd", "forum", "samråd"),
    *("utskott", "kommitté", "nämnd", "styrelse", "fullmäktige", "förvaltning", "enhet", "verksamhet", "organisation"),
    *("överenskommelse", "avtal", "riktlinje", "rutin", "dokument", "handlingsplan", "plan", "tillägg", "bilaga"),
    *("lag", "föreskrift", "förordning", "huvudman", "part", "parti", "kommun", "region", "landsting", "mottagning"),
    *("samverkansöverenskommelse", "samverkansavtal", "projekt", "uppdrag", "utredning", "rapport", "program"),
    *("kommunförbund", "förbund", "myndighet", "vårdgivare", "utförare", "ordförande", "ledamot", "ledamöter"),
    *("huvudmän", "parter", "stad", "län", "process", "tjänst", "stöd", "arbete", "samarbete", "samverkan", "möte"),
}
_WEAK = {
    *("den", "det", "de", "denna", "detta", "dessa", "en", "ett", "vår", "vårt", "våra", "sin", "sitt", "sina"),
    *("ny", "nya", "nytt", "respektive", "aktuell", "aktuella", "berörd", "berörda", "annan", "annat", "andra"),
    *("samtliga", "alla", "varje", "båda", "egen", "egna", "övriga", "befintlig", "befintliga", "nuvarande"),
    *(
        "tidigare",
        "föreslagen",
        "föreslagna",
        "planerad",
        "särskild",
        "särskilda",
        "särskilt",
        "lokal",
        "lokala",
        "och",
    ),
}
_ENDINGS = (
    "ernas",
    "arnas",
    "ornas",
    "erna",
    "arna",
    "orna",
    "ets",
    "ens",
    "ers",
    "et",
    "en",
    "er",
    "ar",
    "or",
    "s",
    "n",
    "t",
    "r",
)


@lru_cache(maxsize=65_536)
def key(name: str) -> str:
    """The name for comparison: lower case, without quotes and punctuation, single spaces.

    >>> key('Samverkan  kring "barn och unga"')
    'samverkan kring barn och unga'
    """
    return " ".join(_WORD.findall(name.translate(_QUOTES).casefold()))


def is_abbreviation(name: str) -> bool:
    """Two to twelve signs without a space, most of them capitals: "HSF" and "SKR" are, "Sobona" is none.

    >>> is_abbreviation("VGR"), is_abbreviation("Sobona")
    (True, False)
    """
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(name) <= 12 and " " not in name.strip() and capitals >= 2 and capitals * 2 > len(letters)


@lru_cache(maxsize=65_536)
def is_generic(name: str) -> bool:
    """Whether the name consists of generic words only, inflected or not.

    >>> is_generic("sekretariatet"), is_generic("den nya styrgruppen"), is_generic("Styrgrupp Sociala frågor")
    (True, True, False)
    """
    words = key(name).split()
    return all(w in _WEAK or _is_head(w) or w.isdigit() for w in words)


def merges_as_name(name: str) -> bool:
    """Whether two documents of one county that name an entity so mean the same."""
    return not is_generic(name)


def merges_as_alias(name: str) -> bool:
    """Whether an alias that two documents of one county share says that they mean the same.

    Abbreviations do, and names of several words that are not all generic; so does a single
    capitalised word that is no common head ("Sobona").
    """
    if is_abbreviation(name):
        return True
    if is_generic(name):
        return False
    words = key(name).split()
    return len(words) >= 2 or (name[:1].isupper() and len(name) >= 4)


def _is_head(word: str) -> bool:
    if word in _HEADS:
        return True
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and (stem in _HEADS or stem + "e" in _HEADS or stem.removesuffix("p") in _HEADS):
            return True
    return False
