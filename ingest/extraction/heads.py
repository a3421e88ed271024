"""Head nouns of bodies, functions and documents: which nouns name what, in all their forms.

Swedish puts the head last in a compound ("länssamverkansgruppen" is a group), so a word is known by
its end. `head_of` gives the base form, the number and the definiteness.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.artifact import EntityKind
from ingest.extraction.first_parts import BOARDS, CHIEFS, COUNCILS, DIRECTORS, GROUPS, OFFICES, ORGANISATIONS

_GROUP, _PARTY, _DOCUMENT = EntityKind.GROUP, EntityKind.PARTY, EntityKind.AGREEMENT


@dataclass(frozen=True, slots=True)
class Head:
    """A noun: its base form, what it names and its form."""

    kind: EntityKind
    type: str
    base: str  # "styrgrupp" of "styrgruppernas"
    tail: str  # the last part of the compound: "grupp"
    definite: bool
    plural: bool
    genitive: bool


# Inflections: endings -> (definite, plural). The genitive -s is taken off before.
_EN = {"": (0, 0), "en": (1, 0), "er": (0, 1), "erna": (1, 1)}  # grupp
_AR = {"": (0, 0), "en": (1, 0), "ar": (0, 1), "arna": (1, 1)}  # krets, förvaltning
_ET = {"": (0, 0), "et": (1, 0), "en": (1, 1)}  # nätverk, råd
_ARE = {"": (0, 0), "n": (1, 0), "na": (1, 1)}  # samordnare
_E = {"": (0, 0), "n": (1, 0), "r": (0, 1), "rna": (1, 1)}  # överenskommelse, styrelse
_OR = {"a": (0, 0), "an": (1, 0), "or": (0, 1), "orna": (1, 1)}  # sjuksköterska
_NAME = {"": (1, 0)}


_Rule = tuple[
    str, dict[str, tuple[int, int]], EntityKind, str, list[str] | None
]  # tail, forms, kind, type, first parts
_RULES: list[_Rule] = [
    ("grupp", _EN, _GROUP, "grupp", GROUPS),
    ("nätverk", _ET, _GROUP, "nätverk", None),
    ("sekretariat", _ET, _GROUP, "sekretariat", None),
    ("samråd", _ET, _GROUP, "samrådsgrupp", None),
    ("råd", _ET, _GROUP, "råd", [*COUNCILS, ""]),
    ("forum", _ET, _GROUP, "nätverk", None),
    ("fora", _NAME, _GROUP, "nätverk", None),
    ("presidium", {"": (0, 0)}, _GROUP, "presidium", None),
    ("presidiet", _NAME, _GROUP, "presidium", None),
    ("kommitté", _EN, _GROUP, "grupp", None),
    ("beredning", _AR, _GROUP, "politisk grupp", ["regional", "samverkans", "folkhälso", "social", "vård", "presidie"]),
    ("krets", _AR, _GROUP, "nätverk", [""]),
    ("kärna", {"": (0, 0), "n": (1, 0)}, _GROUP, "grupp", [""]),
    ("projekt", _ET, _GROUP, "projekt", ["etablerings", "införande", "implementerings", "genomförande"]),
    ("nämnd", _EN, _PARTY, "nämnd", None),
    ("förvaltning", _AR, _PARTY, "förvaltning", None),
    ("styrelse", _E, _PARTY, "styrelse", BOARDS),
    ("fullmäktige", {"": (1, 0)}, _PARTY, "fullmäktige", None),
    ("utskott", _ET, _PARTY, "utskott", None),
    ("kontor", _ET, _PARTY, "förvaltning", OFFICES),
    ("kansli", {"": (0, 0), "et": (1, 0)}, _PARTY, "kansli", None),
    ("organisation", _EN, _PARTY, "brukarorganisation", ORGANISATIONS),
    ("förening", _AR, _PARTY, "brukarorganisation", ORGANISATIONS),
    ("vårdcentral", _EN, _PARTY, "vårdenhet", None),
    ("mottagning", _AR, _PARTY, "vårdenhet", ["ungdoms", "beroende", "familje", "öppenvårds", "barnmorske", "specialist"]),  # noqa: E501
    ("familjecentral", _EN, _PARTY, "vårdenhet", None),
    ("hjälpmedelscentral", _EN, _PARTY, "vårdenhet", None),
    ("utförarverksamhet", _EN, _PARTY, "utförare", None),
    ("utförare", _ARE, _PARTY, "utförare", ["", "vård", "privat"]),
    ("vårdgivare", _ARE, _PARTY, "vårdgivare", None),
    ("fou-enhet", _EN, _PARTY, "övrig", None),
    ("fou-verksamhet", _EN, _PARTY, "övrig", None),
    ("kommunalförbund", _ET, _PARTY, "kommunalförbund", None),
    ("kommunförbund", _ET, _PARTY, "samverkansorganisation", None),
    ("samordningsförbund", _ET, _PARTY, "samordningsförbund", None),
    ("chef", _EN, _PARTY, "funktion", CHIEFS),
    ("direktör", _EN, _PARTY, "funktion", DIRECTORS),
    ("ordförande", {"": (0, 0), "n": (1, 0), "na": (1, 1)}, _PARTY, "funktion", None),
    ("samordnare", _ARE, _PARTY, "funktion", None),
    ("sekreterare", _ARE, _PARTY, "funktion", ["", "social", "nämnd", "kommun", "förbunds", "process"]),
    ("projektledare", _ARE, _PARTY, "funktion", None),
    ("processledare", _ARE, _PARTY, "funktion", None),
    ("handläggare", _ARE, _PARTY, "funktion", ["", "bistånds", "lss-", "social", "vård"]),
    ("koordinator", {"": (0, 0), "n": (1, 0), "er": (0, 1), "erna": (1, 1)}, _PARTY, "funktion", None),
    ("kontaktperson", _EN, _PARTY, "funktion", None),
    ("vårdkontakt", _EN, _PARTY, "funktion", None),
    ("chefstjänsteperson", _EN, _PARTY, "funktion", None),
    ("tjänsteperson", _EN, _PARTY, "funktion", ["chefs"]),
    ("tjänsteman", {"": (0, 0), "nen": (1, 0), "män": (0, 1)}, _PARTY, "funktion", ["chefs"]),
    ("representant", _EN, _PARTY, "funktion", None),
    ("psykiatri", {"n": (1, 0)}, _PARTY, "vårdenhet", None),
    ("sjuksköterska", _OR, _PARTY, "funktion", ["ansvarig", "distrikts", ""]),
    ("läkare", _ARE, _PARTY, "funktion", ["ansvarig", "fast", "primärvårds", "hus", "psykiatri"]),
    ("funktion", _EN, _PARTY, "funktion", [""]),
    ("överenskommelse", _E, _DOCUMENT, "överenskommelse", None),
    ("avtal", _ET, _DOCUMENT, "avtal", None),
    ("riktlinje", _E, _DOCUMENT, "riktlinje", None),
    ("rutin", _EN, _DOCUMENT, "rutin", ["", "samverkans", "läns", "handlings", "special"]),
    ("handlingsplan", _EN, _DOCUMENT, "handlingsplan", None),
    ("verksamhetsplan", _EN, _DOCUMENT, "verksamhetsplan", None),
    ("verksamhetsplanering", _AR, _DOCUMENT, "verksamhetsplan", None),
    ("årsplanering", _AR, _DOCUMENT, "verksamhetsplan", None),
    ("arbetsordning", _AR, _DOCUMENT, "arbetsordning", None),
    ("delegationsordning", _AR, _DOCUMENT, "delegationsordning", None),
    ("förbundsordning", _AR, _DOCUMENT, "förbundsordning", None),
    ("behandlingslinje", _E, _DOCUMENT, "behandlingslinje", None),
    ("anvisning", _AR, _DOCUMENT, "anvisning", ["", "tillämpnings", "läns"]),
    ("vägledning", _AR, _DOCUMENT, "vägledning", [""]),
    ("policy", {"": (0, 0), "n": (1, 0)}, _DOCUMENT, "policy", None),
    ("projektmodell", _EN, _DOCUMENT, "projektmodell", None),
    ("förfrågningsunderlag", _ET, _DOCUMENT, "förfrågningsunderlag", None),
    ("vårdprogram", {"": (0, 0), "met": (1, 0), "men": (1, 1)}, _DOCUMENT, "vårdprogram", None),
    ("reglemente", {"": (0, 0), "t": (1, 0), "n": (0, 1)}, _DOCUMENT, "reglemente", None),
    ("förstudie", {"": (0, 0), "n": (1, 0), "r": (0, 1)}, _DOCUMENT, "förstudie", None),
    ("rapport", _EN, _DOCUMENT, "rapport", ["", "slut", "del", "förstudie", "års"]),
    ("tjänsteutlåtande", {"": (0, 0), "t": (1, 0)}, _DOCUMENT, "tjänsteutlåtande", None),
]  # fmt: skip
# Words that end like a head and name no body or document.
_NOT = frozenset(
    [
        "målgrupp",
        "avtalsförvaltning",
        "egenförvaltning",
        "systemförvaltning",
        "förvaltning",
        "myndighetsförvaltning",
        "självstyrelse",
        "hyresavtal",
        "anställningsavtal",
        "kollektivavtal",
        "samförvaltning",
        "medarbetarsamråd",
        "förhandlingsråd",
        "riksavtal",
        "medlemsorganisation",
    ]
)
_BY_END: dict[str, list[_Rule]] = {}
for _rule in _RULES:
    for _ending in _rule[1]:
        _whole = (_rule[0][:-1] if _rule[1] is _OR else _rule[0]) + _ending
        _BY_END.setdefault(_whole[-3:], []).append(_rule)
_PREFIX = re.compile(r"[^\W\d_]+(?:[-/:][^\W\d_]+)*[-/]?\Z")


def _first_part_fits(first: str, parts: list[str] | None, tail: str) -> bool:
    if parts is None:
        return True
    if not first:
        return "" in parts
    if first in parts or any(part and first.endswith(part) for part in parts):
        return True
    return tail == "grupp" and first.endswith("-")


# Heads as character recognition without Swedish letters gives them.
_MISREAD = (("overenskommels", "överenskommels"), ("samradsgrupp", "samrådsgrupp"), ("natverk", "nätverk"))


@lru_cache(maxsize=50_000)
def head_of(word: str) -> Head | None:
    """The head that a lower-case word is, or None. "BUS-grupperna" must be given as "bus-grupperna"."""
    for damaged, right in _MISREAD:
        if damaged in word:
            word = word.replace(damaged, right)
    return _read(word, False) or (_read(word[:-1].rstrip(":"), True) if word.endswith("s") and len(word) > 4 else None)


def _read(word: str, genitive: bool) -> Head | None:
    for tail, forms, kind, type_, parts in _BY_END.get(word[-3:], ()):
        for ending, (definite, plural) in forms.items():
            whole = tail + ending
            if tail.endswith("a") and forms is _OR:
                whole = tail[:-1] + ending
            if not word.endswith(whole):
                continue
            first = word[: -len(whole)]
            if (first and not _PREFIX.match(first)) or not _first_part_fits(first, parts, tail):
                continue
            base = first + tail
            if base in _NOT and not definite:
                return None
            return Head(kind, type_, base, tail, bool(definite), bool(plural), genitive)
    return None
