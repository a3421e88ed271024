"""The table of predicates: which verbs and nouns say which relation, and what its object must be."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.artifact import EntityKind


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a verb says. `words`: one must stand in the object ("beslut"); `to`: the object stands after it."""

    predicate: str
    words: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    owned: bool = False  # the object must be an agreement
    inverse: bool = False  # subject and object change places


VERBS: dict[str, tuple[Pattern, ...]] = {
    "förvalta": (Pattern("förvaltar", owned=True),),
    "äga": (Pattern("förvaltar", owned=True),),
    "administrera": (Pattern("förvaltar", owned=True),),
    "sköta": (Pattern("förvaltar", owned=True),),
    "ha hand om": (Pattern("förvaltar", owned=True),),
    "hålla aktuell": (Pattern("förvaltar", owned=True),),
    "lägga ut": (Pattern("publicerar"),),
    "följa upp": (Pattern("följer upp"),),
    "utvärdera": (Pattern("följer upp"),),
    "fastställa": (Pattern("fastställer"),),
    "godkänna": (Pattern("utser", words=("representant", "ledam", "deltagare")), Pattern("fastställer")),
    "besluta": (Pattern("beslutar"),),
    "avgöra": (Pattern("beslutar"),),
    "fatta": (Pattern("beslutar", words=("beslut",)),),
    "ta": (Pattern("beslutar", words=("beslut",)),),
    "bereda": (Pattern("bereder"),),
    "ta fram": (Pattern("bereder"),),
    "utarbeta": (Pattern("bereder"),),
    "föreslå": (Pattern("bereder"),),
    "rapportera": (Pattern("rapporterar till", to=("till",)),),
    "återrapportera": (Pattern("rapporterar till", to=("till",)),),
    "redovisa": (Pattern("rapporterar till", to=("till", "för")),),
    "lyfta": (Pattern("rapporterar till", to=("till",)),),
    "delge": (Pattern("rapporterar till", to=("till",)),),
    "avrapportera": (Pattern("rapporterar till", to=("till",)),),
    "vidarerapportera": (Pattern("rapporterar till", to=("till",)),),
    "lämna": (Pattern("rapporterar till", words=("rapport", "redovisning", "återrapport"), to=("till",)),),
    "lyda": (Pattern("underordnad", to=("under",)),),
    "sortera": (Pattern("underordnad", to=("under",)),),
    "utse": (Pattern("utser"),),
    "tillsätta": (Pattern("utser"),),
    "utnämna": (Pattern("utser"),),
    "välja": (Pattern("utser", words=("ordförande", "ledam", "representant", "sekreterare", "styrelse")),),
    "ingå": (Pattern("ingår i", to=("i",)),),
    "delta": (Pattern("ingår i", to=("i",)),),
    "ersätta": (Pattern("ersätter"),),
    "komplettera": (Pattern("kompletterar"),),
    "anta": (Pattern("antas av", inverse=True),),
    "teckna": (Pattern("tecknas av", inverse=True),),
    "underteckna": (Pattern("tecknas av", inverse=True),),
    "publicera": (Pattern("publicerar"),),
    "samordna": (Pattern("samordnar"),),
    "koordinera": (Pattern("samordnar"),),
    "initiera": (Pattern("initierar"),),
    "se över": (Pattern("bereder"),),
    "revidera": (Pattern("bereder"),),
    "ombilda": (Pattern("ersätter", to=("till", "i"), inverse=True),),
    "omvandla": (Pattern("ersätter", to=("till", "i"), inverse=True),),
    "övergå": (Pattern("ersätter", to=("till", "i"), inverse=True),),
    "reglera": (Pattern("regleras av", inverse=True),),
}


RESPONSIBLE = ("ansvara", "svara")


# nouns of action after "ansvarar för", "för beslut av": noun stem -> predicate
NOUNS = (
    ("uppföljning", "följer upp"),
    ("förvaltning", "förvaltar"),
    ("samordning", "samordnar"),
    ("beredning", "bereder"),
    ("framtagande", "bereder"),
    ("fastställande", "fastställer"),
    ("beslut", "beslutar"),
    ("godkännande", "fastställer"),
    ("rapportering", "rapporterar till"),
    ("återrapportering", "rapporterar till"),
)


INSIDE = frozenset({"utser", "beslutar", "bereder", "följer upp"})  # also of what the object is about


ACTORS = frozenset({EntityKind.PARTY, EntityKind.GROUP})


ROLE_WORDS = ("ordförande", "ledam", "representant", "sekreterare", "deltagare", "sammankallande", "vice")


POSSESSED = (
    "uppdrag",
    "arbetsordning",
    "verksamhetsplan",
    "budget",
    "sammansättning",
    "bemanning",
    "utformning",
    "mandat",
)


DOCUMENT_WORDS = ("överenskommelse", "avtal", "riktlinje", "rutin", "behandlingslinje", "handlingsplan")
