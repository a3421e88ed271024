"""The words around a numeral that say what it measures: comparators, rates, units, ages, money."""

from __future__ import annotations

import re

from ingest.language.calendar import UNIT

_MIN = (
    r"minst|lägst|åtminstone|(?:inte|ej)\s+(?:färre|mindre)\s+än|fler(?:e)?\s+än|mer\s+än|över|från(?:\s+och\s+med)?"
    r"|överstigande"
)
_MAX = (
    r"högst|max(?:imalt|imum|\.)?|som\s+mest|upp\s+till(?:\s+och\s+med)?|(?:inte|ej)\s+(?:mer|fler|längre|senare)\s+än"
    r"|färre\s+än|mindre\s+än|understigande|under|inom|senast(?:\s+inom)?"
)
_APPROX = r"cirka|ca\.?|omkring|ungefär|runt|drygt|knappt|uppemot|uppskattningsvis|i\s+genomsnitt"
BEFORE = re.compile(
    rf"\b(?:(?P<min>{_MIN})|(?P<max>{_MAX})|(?P<approx>{_APPROX}))(?:\s+(?:de|den|det))?\s+$",
    re.I,
)
AFTER = re.compile(
    r"\s+(?:(?P<min>eller\s+(?:fler|mera?|oftare|över)|och\s+uppåt)|(?P<max>eller\s+(?:färre|mindre|lägre)))\b",
    re.I,
)

# How often: "gånger per år", "möten i månaden", "årligen".
RATE = re.compile(
    rf"(?:\s+[^\W\d_]+){{0,3}}?\s+(?:(?:per|om|i|varje|under\s+varje|/)\s*(?:{UNIT})"
    r"|(?P<yearly>årligen)|(?P<monthly>månatligen|månadsvis))(?!\w)",
    re.I,
)
TIMES = re.compile(r"\s+gång(?:er)?\b", re.I)
ALTERNATE = re.compile(
    r"\b(?P<each>varje|var(?:t)?\s*"
    r"(?P<nth>annan|annat|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|tionde|tolfte))"
    rf"\s+(?:{UNIT})(?!\w)",
    re.I,
)
ADVERBS = {
    "daglig": "day",
    "veckovis": "week",
    "veckolig": "week",
    "månadsvis": "month",
    "månatlig": "month",
    "kvartalsvis": "quarter",
    "halvårsvis": "half_year",
    "terminsvis": "term",
    "årlig": "year",
    "årsvis": "year",
}
ADVERB = re.compile(rf"\b(?P<word>{'|'.join(ADVERBS)})(?:en|t|a)?\b", re.I)

# How soon, and how long.
RELATIVE = re.compile(
    r"\s+(?:före|innan|efter|från|räknat\s+från|i\s+förväg|dessförinnan|därefter)\b",
    re.I,
)
NEXT = re.compile(
    r"\b(?:(?:senast|inom)\s+)?(?:nästa|nästkommande|påföljande|närmast\s+följande)\s+"
    r"(?P<unit>vardag|arbetsdag|dag)\b",
    re.I,
)
DUE = re.compile(
    r"\b(?:senast|före|innan)\s+(?:(?:i|under|i\s+slutet\s+av|vid|den|utgången\s+av)\s+)*$",
    re.I,
)
LASTS = re.compile(r"\b(?:i|under|inom|efter|på|per|med|minst|högst)\s+$", re.I)
SINCE = re.compile(r"\s+från\s+(?:den\s+)?\d", re.I)

# How much.
MONEY = re.compile(
    r"\s*(?P<scale>tusen|miljon(?:er)?|miljard(?:er)?|milj\.?|mn|mdr)?\s*"
    r"(?:(?P<sek>kronor|kr\b|sek\b|:-)|(?P<eur>euro|eur\b)"
    r"|(?P<tkr>tkr|kkr)\b|(?P<mkr>mkr|mnkr|msek)\b|(?P<mdkr>mdkr|mdrkr|mdr\s*kr)\b)",
    re.I,
)
BARE = re.compile(r"\s*(?P<scale>miljoner|miljon|miljarder|miljard)\b(?!\s+[a-zåäö]{4,})", re.I)
SCALES = {"miljard": 1e9, "mdr": 1e9, "milj": 1e6, "mn": 1e6, "t": 1e3}
SHARE = re.compile(r"\s*(?:procent(?:en)?\b|%)", re.I)
PARTS = {"tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "tiondel": 10}
PART = re.compile(rf"\s+({'|'.join(PARTS)})(?:arna|ar|en)?\b", re.I)
HALF = re.compile(r"\bhälften\b", re.I)

# How old.
AGE_MIN = re.compile(
    r"\s*år\s+(?:och|eller)\s+(?:äldre|uppåt|däröver)|-?\s?års?\s+ålder\s+och\s+uppåt",
    re.I,
)
AGE_MAX = re.compile(r"\s*år\s+(?:och|eller)\s+yngre", re.I)
AGE = re.compile(r"\s*(?:-?\s?års?(?:\s+ålder)?\b|-?åring(?:arna|ar|en|s)?\b)", re.I)
AGED = re.compile(
    r"(?:ålder(?:n|s)?|åldrarna?|åldersgruppen|fyllt?|fyller|barn|unga|ungdomar|personer|vuxna|elever|äldre|yngre"
    r"|patienter|invånare)\b[^.;:]{0,25}$",
    re.I,
)
OLDER = re.compile(
    r"\b(?P<min>äldre\s+än|över|från(?:\s+och\s+med)?|fyllt|lägst)\s+$"
    r"|\b(?P<max>yngre\s+än|under|upp\s+till(?:\s+och\s+med)?|högst|till\s+och\s+med)\s+$",
    re.I,
)
GROWN = 10  # years from which "under" and "över" before a bare number of years speak of an age

# What is counted, and what is no quantity.
NOUN = re.compile(
    r"[ \u00a0]+(?!(?:och|eller|samt|som|att|är|har|ska|kan|för|med|till|från|inom|per|varje|om|vid|den|det)\b)"
    r"([^\W\d_]{3,})",
    re.I,
)
CITED = re.compile(
    r"(?:§|kap\.?|kapitel|punkt(?:en)?|avsnitt|bilaga|sid(?:a|an)?\.?|dnr|kl\.?|nr\.?|nummer|tabell|figur|artikel"
    r"|prop\.?|steg|version)\s*$",
    re.I,
)
CITES = re.compile(r"\s*(?:§|kap\b|st\s|stycket\b|:e\b|:a\b)")
HEADING = re.compile(r"(?:\A|\n)[ \t]*$")
NUMBERED = re.compile(r"[.)]|\s*$|\s+[A-ZÅÄÖ]")  # after the number of a heading or list item
