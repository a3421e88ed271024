"""The words that generated collections are made of: places, areas, tasks, bodies, sentences; invented or general.

Sentences follow the grammar of the sample agreements (`corpus/samples/sources`).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_PLACE = (
    *("Al", "Ask", "Berg", "Björk", "Brunn", "Dal", "Ek", "Fors", "Furu", "Gran", "Hall", "Hed", "Häll", "Klar"),
    *(
        "Kvarn",
        "Lind",
        "Ljung",
        "Lund",
        "Löv",
        "Mark",
        "Mor",
        "Norr",
        "Näs",
        "Ros",
        "Sand",
        "Sjö",
        "Skog",
        "Sten",
        "Ström",
    ),
    *("Sund", "Söder", "Tall", "Vall", "Vik", "Vinter", "Väster", "Åker", "Älv", "Ör", "Öster"),
)
_COUNTY_END = ("landa", "mora", "vång", "hult", "rike", "bygda", "näva", "sala")
_TOWN_END = (
    *("berga", "by", "boda", "fall", "hamra", "holm", "köpa", "lösa", "rud", "stad", "torpa", "träsk", "vara", "ånga"),
    *("ösa", "bäcka", "dalen", "fors", "gärde", "kulla", "viken"),
)
TOWNS = 8  # municipalities of a county
COUNTIES = min(len(_PLACE) * len(_COUNTY_END), len(_PLACE) * len(_TOWN_END) // TOWNS)

AREAS = (
    ("äldre", "personer över 65 år", "Äldre och åldrande"),
    ("psykisk hälsa", "personer med psykisk ohälsa", "Psykisk hälsa"),
    ("skadligt bruk", "personer med beroende", "Skadligt bruk och beroende"),
    ("barn och unga", "barn och unga", "Barn och unga"),
    ("placerade barn", "barn som är placerade", "Placerade barn"),
    ("utskrivning", "patienter som skrivs ut", "Trygg utskrivning"),
    ("hjälpmedel", "personer som behöver hjälpmedel", "Hjälpmedel i vardagen"),
    ("funktionsnedsättning", "personer med funktionsnedsättning", "Funktion och delaktighet"),
    ("läkarmedverkan", "boende i särskilt boende", "Medicinska insatser"),
    ("rehabilitering", "personer som behöver rehabilitering", "Rehabilitering och habilitering"),
    ("palliativ vård", "personer i livets slutskede", "Palliativ vård"),
    ("demenssjukdom", "personer med demenssjukdom", "Kognitiv sjukdom"),
    ("munhälsa", "personer med rätt till tandvård", "Munhälsa och tandvård"),
    ("hemsjukvård", "patienter i hemsjukvård", "Vård i hemmet"),
    ("läkemedel", "patienter med många läkemedel", "Säker läkemedelshantering"),
    ("våld i nära relationer", "personer som utsätts för våld", "Våld i nära relationer"),
    ("suicidprevention", "personer med risk för självmord", "Suicidprevention"),
    ("digital samverkan", "invånare som använder digitala tjänster", "Digital samverkan"),
    ("kunskapsstöd", "medarbetare i vård och omsorg", "Kunskapsutveckling"),
    ("krisberedskap", "invånare vid en samhällsstörning", "Krisberedskap"),
)
_DEEDS = (
    ("förskrivning av", "förskriva"),
    ("utprovning av", "prova ut"),
    ("bedömning av", "bedöma"),
    ("upphandling av", "upphandla"),
    ("uppföljning av", "följa upp"),
    ("dokumentation av", "dokumentera"),
    ("planering av", "planera"),
    ("samordning av", "samordna"),
    ("genomförande av", "genomföra"),
    ("utvärdering av", "utvärdera"),
    ("finansiering av", "finansiera"),
    ("rapportering av", "rapportera"),
)
_THINGS = (
    *("rullstolar", "inkontinensprodukter", "vårdplaner", "hembesök", "läkemedelsgenomgångar", "utbildningsinsatser"),
    *("avvikelser", "kontaktpersoner", "telefonstöd", "hälsoundersökningar", "tandvårdsintyg", "sårbehandlingar"),
    *(
        "nutritionsinsatser",
        "transporter",
        "kommunikationsstöd",
        "öppenvårdsinsatser",
        "nätverksmöten",
        "journalutdrag",
    ),
    *("larmtjänster", "bostadsanpassningar", "samtalsgrupper", "anhörigstöd", "provtagningar", "jourinsatser"),
    *(
        "vaccinationer",
        "tolktjänster",
        "riskbedömningar",
        "handledningstillfällen",
        "dagverksamheter",
        "korttidsplatser",
    ),
)
_EVENTS = ("begäran", "inskrivning", "beslut om insats", "anmälan", "utskrivning", "första kontakten")
STATUTES = (
    ("hälso- och sjukvårdslagen", "2017:30", ""),
    ("socialtjänstlagen", "2025:400", ""),
    ("patientlagen", "2014:821", ""),
    ("kommunallagen", "2017:725", ""),
    ("patientsäkerhetslagen", "2010:659", ""),
    ("socialtjänstlagen", "2001:453", "Ersatt av 2025:400."),
)
TERMS = (
    ("fast vårdkontakt", ("den som samordnar vårdens insatser", "den som patienten själv utser")),
    ("utskrivningsklar", ("att läkare bedömt att slutenvård inte längre behövs", "att patienten har lämnat sjukhuset")),
    ("samordnad individuell plan", ("en plan som båda huvudmännen upprättar", "en plan som kommunen upprättar ensam")),
    ("närstående", ("den som den enskilde anser sig ha en nära relation till", "maka, make, sambo och barn")),
    ("hemtagning", ("återgång till bostaden med tillfälligt utökat stöd", "flytt till särskilt boende")),
)
TASKS = len(_DEEDS) * len(_THINGS)


@dataclass(frozen=True, slots=True)
class County:
    """A county's bodies. `towns` are its municipalities."""

    name: str
    region: str
    towns: tuple[str, ...]
    council: str
    secretariat: str

    def group(self, area: int) -> str:
        """The consultation group of an area."""
        return f"Samrådsgrupp {AREAS[area][2]}"


def county(number: int) -> County:
    """The county of a number below `COUNTIES`; no two share a name."""
    place = _PLACE[number % len(_PLACE)] + _COUNTY_END[number // len(_PLACE) % len(_COUNTY_END)]
    towns = (number * TOWNS + at for at in range(TOWNS))
    return County(
        f"{place} län",
        f"Region {place}",
        tuple(f"{_PLACE[t % len(_PLACE)]}{_TOWN_END[t // len(_PLACE) % len(_TOWN_END)]} kommun" for t in towns),
        f"Länsrådet för vård och omsorg i {place}",
        f"Sekretariatet för samverkan i {place}",
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """What is agreed about one task: `bearer` is "region" or "kommun", `kind` what a conflict about it is called."""

    kind: str
    task: str  # as a noun: "utprovning av rullstolar"
    deed: str  # as a verb: "prova ut rullstolar"
    bearer: str
    modality: str
    value: int  # days, times a year, per cent, years of age
    unit: str
    event: str


KINDS = ("ansvar", "frist", "frekvens", "modalitet", "modalitetsstyrka", "andel", "åldersgräns")
_VALUES = {
    "frist": (2, 3, 5, 7, 10, 14, 21, 30),
    "frekvens": (1, 2, 3, 4, 6),
    "andel": (20, 30, 40, 60, 70, 80),
    "åldersgräns": (13, 16, 18, 20, 65, 67),
}
_NUMBERS = {1: "en gång", 2: "två gånger", 3: "tre gånger", 4: "fyra gånger", 6: "sex gånger"}


def clause(task: int, random: Random) -> Clause:
    """What a county agrees about a task of an area: drawn once, repeated by all of its documents."""
    noun, verb = _DEEDS[task % len(_DEEDS)]
    thing = _THINGS[task // len(_DEEDS) % len(_THINGS)]
    kind = random.choice(KINDS)
    value = random.choice(_VALUES.get(kind, (0,)))
    bearer = random.choice(("region", "kommun"))
    unit = random.choice(("dagar", "vardagar"))
    return Clause(kind, f"{noun} {thing}", f"{verb} {thing}", bearer, "obligation", value, unit, random.choice(_EVENTS))


def altered(one: Clause, random: Random) -> Clause:
    """The clause with the one thing changed that its kind is about."""
    changed = {f: getattr(one, f) for f in one.__dataclass_fields__}
    match one.kind:
        case "ansvar":
            changed["bearer"] = "kommun" if one.bearer == "region" else "region"
        case "modalitet":
            changed["modality"] = "prohibition"
        case "modalitetsstyrka":
            changed["modality"] = "recommendation"
        case _:
            changed["value"] = random.choice([v for v in _VALUES[one.kind] if v != one.value])
    return Clause(**changed)


def sentence(one: Clause, bearer: str, target: str, wording: int) -> str:
    """The clause in words; `wording` chooses among ways to say the same."""
    who = bearer[:1].upper() + bearer[1:]
    must = {"obligation": "ska", "recommendation": "bör", "prohibition": "får inte"}[one.modality]
    match one.kind:
        case "ansvar":
            forms = (
                f"{who} ansvarar för {one.task} till {target}.",
                f"{who} svarar för {one.task} till {target}.",
                f"Ansvaret för {one.task} till {target} ligger på {bearer}.",
            )
        case "frist":
            within = f"inom {one.value} {one.unit} efter {one.event}"
            forms = (
                f"{who} ska {one.deed} till {target} {within}.",
                f"{within[:1].upper()}{within[1:]} ska {bearer} {one.deed} till {target}.",
            )
        case "frekvens":
            often = f"{_NUMBERS[one.value]} per år"
            forms = (
                f"{who} ska {one.deed} för {target} {often}.",
                f"Minst {often} ska {bearer} {one.deed} för {target}.",
            )
        case "andel":
            rest = 100 - one.value
            forms = (
                f"Kostnaden för {one.task} till {target} fördelas med {one.value} procent på regionen "
                f"och {rest} procent på kommunerna.",
                f"Regionen ska betala {one.value} procent av kostnaden för {one.task} till {target}.",
            )
        case "åldersgräns":
            forms = (
                f"{who} ska {one.deed} för {target} som har fyllt {one.value} år.",
                f"För {target} som har fyllt {one.value} år ska {bearer} {one.deed}.",
            )
        case _:
            forms = (f"{who} {must} {one.deed} till {target}.",)
    return forms[wording % len(forms)]
