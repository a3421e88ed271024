"""First parts of compounds that make their head a body or a function: a "styrgrupp" is one, a "målgrupp" is none."""

from __future__ import annotations

# First parts that make a "grupp" a body; a "målgrupp" or "åldersgrupp" is none.
GROUPS = [
    "styr",
    "lednings",
    "samråds",
    "arbets",
    "berednings",
    "projekt",
    "referens",
    "samverkans",
    "samordnings",
    "koordinerings",
    "utvecklings",
    "besluts",
    "expert",
    "processtöd",
    "planerings",
    "analys",
    "uppföljnings",
    "implementerings",
    "förvaltnings",
    "redaktions",
    "delregions",
    "nätverks",
    "chefs",
    "tjänstemanna",
    "utskrivnings",
    "ärende",
    "digitaliserings",
    "vårdsamverkans",
    "kunskaps",
    "program",
    "verksamhetslednings",
    "avtals",
    "strategi",
    "sak",
    "läns",
    "ämnes",
    "kärn",
    "stödje",
    "resurs",
]


COUNCILS = [
    "läns",
    "samverkans",
    "brukar",
    "pensionärs",
    "folkhälso",
    "patient",
    "ungdoms",
    "program",
    "anhörig",
    "funktionshinder",
    "vård",
    "kunskaps",
    "välfärds",
    "brottsförebyggande",
    "funktionsrätts",
    "trygghets",
    "samordnings",
    "chefs",
    "lednings",
    "bruks",
    "region",
    "verksamhets",
    "social",
    "närvårds",
    "strategi",
]


OFFICES = ["stadslednings", "kommunlednings", "region", "social", "regionlednings", "lednings", "lands"]


BOARDS = ["", "kommun", "region", "landstings", "förbunds", "läns", "social", "sjukvårds", "stads", "verksamhets"]


CHIEFS = [
    "",
    "närmaste",
    "sekretariats",
    "social",
    "enhets",
    "verksamhets",
    "förvaltnings",
    "avdelnings",
    "avd-",
    "sektor",
    "områdes",
    "kommun",
    "region",
    "vård",
    "elevhälso",
    "skol",
    "primärvårds",
    "klinik",
    "utvecklings",
    "stabs",
    "bitr",
    "förbunds",
    "hälso-",
    "sjukvårds",
    "omsorgs",
    "äldreomsorgs",
    "områdes",
    "kvalitets",
    "kansli",
    "it-",
    "digitaliserings",
]


DIRECTORS = [
    "",
    "sjukhus",
    "region",
    "social",
    "förbunds",
    "stads",
    "kommun",
    "förvaltnings",
    "sjukvårds",
    "it-",
    "hälso-",
    "landstings",
    "utbildnings",
    "omsorgs",
    "digitaliserings",
    "ekonomi",
]


ORGANISATIONS = [
    "brukar",
    "patient",
    "anhörig",
    "intresse",
    "pensionärs",
    "funktionsrätts",
    "funktionshinder",
    "frivillig",
    "närstående",
]
