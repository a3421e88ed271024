"""Splits Swedish compounds into their parts: samverkansgrupp -> samverkans, grupp.

The parts come from the inflection dictionary's compound flags; which split is right is decided by
how many dictionary compounds each part begins or ends (after Koehn & Knight 2003, "Empirical methods
for compound splitting", with productivity in place of corpus frequency). A word wins over its split
when it ends more compounds itself than its parts make likely: kontakt stays whole.
"""

from __future__ import annotations

from functools import lru_cache
from math import inf, log

from ingest.language.wordtable import BEGIN, END, MIDDLE, row

SHORTEST = 6  # letters of a compound
PRIOR = 200.0  # weight of a part: its productivity over this; set on 200 words read by eye
FEWEST = 20  # compounds that a part without a compound flag must begin
# Short ones that are right all the same.
_UNFLAGGED_LIST = "el års syn mun mät läs hud nöd kod öppen sluten"
UNFLAGGED = frozenset(_UNFLAGGED_LIST.split())
LONG = 6  # letters of an end that no dictionary compound has
SHARED = log(0.2)  # that two parts share a letter
VOWELS = "aeiouyåäö"
SHORT_PART = 30  # compounds that a part of two letters must begin

# Particles and prefixes: they derive words (över|enskommelse), they do not compound them.
_PREFIXES_LIST = """
an av be bi bort dit efter emot er ett fort fram från fä för före förut genom gen ge hit i in inne inom intill
kring med mellan miss mot ned ner o om omkring på sam sär till tillbaka um und under upp uppe ur ut utan ute van
vid vidare å åt åter över en ens ny samman inner där här var hets förs förste andra tills kvar sitt inget mitt
mäss vilk hop igen ihop isär undan utom väl ill fast fri kon per pro par re de dis dia inter kom sub kan man
minst mest
"""
PREFIXES = frozenset(_PREFIXES_LIST.split())
# Endings and derivations that happen to be words: never a part.
_ENDINGS_LIST = """
aren arna orna erna anden ande ende else elsen het heten ning ingen ing ningen ling skap skapet dom bar sam lig
iska isk eras ats are era ers ares ens ets ast aste ist ism ion iv or ar er en et na ad ade at ans sätt sätter
sätts ställs ställd ställer föra fört för kommit komst tog tar lösa tals gående ger gav givit la lade läggs
ledes
"""
ENDINGS = frozenset(_ENDINGS_LIST.split())


def _begins(part: str, first: bool) -> float:
    """How likely `part` begins (or continues) a compound, as a log weight."""
    if len(part) < 2 or part in PREFIXES or part in ENDINGS:
        return -inf
    found = row(part)
    if len(part) == 2 and found.first < SHORT_PART:
        return -inf
    flagged = found.bits & (BEGIN if first else BEGIN | MIDDLE)
    if not flagged and part not in UNFLAGGED and (found.first < FEWEST or len(part) < 4):
        return -inf
    return log((found.first + 0.5) / PRIOR)


def _ends(part: str) -> float:
    """How likely `part` ends a compound, as a log weight."""
    if len(part) < 3 or part in ENDINGS:
        return -inf
    found = row(part)
    if found.last:
        return log(found.last + 0.5)
    # A long, common word may end a compound that the dictionary has not seen: omfattning, påverkan.
    if found.bits & END and len(part) >= LONG and found.seen:
        return log(0.25)
    return -inf


def _best(word: str, first: bool) -> tuple[float, tuple[str, ...]]:
    """The best reading of `word` as the rest of a compound."""
    best: tuple[float, tuple[str, ...]] = (_ends(word), (word,))
    for at in range(2, len(word) - 2):
        weight = _begins(word[:at], first)
        if weight == -inf:
            continue
        rest, parts = _best(word[at:], False)
        if weight + rest > best[0]:
            best = (weight + rest, (word[:at], *parts))
        if word[at - 1] == word[at - 2] and word[at - 1] not in VOWELS:
            # Three alike are written as two: kontroll + lag -> kontrollag.
            rest, parts = _best(word[at - 1 :], False)
            if weight + rest + SHARED > best[0]:
                best = (weight + rest + SHARED, (word[:at], *parts))
    return best


@lru_cache(maxsize=65_536)
def split(word: str) -> tuple[str, ...]:
    """The parts of a compound in lower case, or the word alone. Hyphens part too: EU-samordning."""
    lower = word.lower()
    if "-" in lower:
        return tuple(part for piece in lower.split("-") if piece for part in split(piece)) or (lower,)
    if len(lower) < SHORTEST or not lower.isalpha() or len(lower) > 60:
        return (lower,)
    _, parts = _best(lower, True)
    return tuple(piece for part in parts[:-1] for piece in _linked(part)) + parts[-1:]


def _linked(part: str) -> tuple[str, ...]:
    """A first part that is a compound itself with a linking s: sjukvårds -> sjuk, vårds."""
    if part.endswith("s") and len(part) > SHORTEST:
        inner = split(part[:-1])
        if len(inner) > 1:
            return (*inner[:-1], inner[-1] + "s")
    return (part,)
