"""Clauses altered in one thing, and clauses reworded so that they say the same: general rules over Swedish text.

Each rule takes a clause and a random source and gives the new clause, or None where it does not apply. No rule
knows a clause; they look for numerals, units, modal verbs, bodies, dates and word order.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Rule = Callable[[str, random.Random], str | None]

_WORDS = (
    *("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton"),
    *("fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo"),
)
_VALUE = {word: n for n, word in enumerate(_WORDS) if n > 1} | {"trettio": 30, "fyrtio": 40, "femtio": 50}
_WRITTEN = {n: word for word, n in _VALUE.items()}
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"),
    *("november", "december"),
)
_MONTH = "|".join(MONTHS)
# Not numbers of a statute, paragraph, section, year, date or in a name.
_NUMERAL = re.compile(
    rf"(?<![\w,.:/§–-])(?<!avsnitt )(?<!kapitel )(?<!nivå )(?<!klockan )(?<!zon )(?<!tabell )(?<!bilaga )(?<!\()"
    rf"(?:(?P<word>{'|'.join(sorted(_VALUE, key=len, reverse=True))})\b|(?P<figure>[1-9]\d{{0,2}}(?:"
    rf" 000)?)(?![\d:/§–-]|[,.]\d|\. | kap| §| ?(?:{_MONTH})| \d))",
    re.IGNORECASE,
)
_UNITS = (
    ("vardagar", ("dagar", "veckor")),
    ("arbetsdagar", ("dagar",)),
    ("dagar", ("vardagar", "veckor")),
    ("timmar", ("dagar", "minuter")),
    ("minuter", ("timmar",)),
    ("veckor", ("månader", "dagar")),
    ("månader", ("veckor", "år")),
    ("per år", ("per månad", "per termin")),
    ("om året", ("i månaden",)),
    ("varje år", ("varje månad",)),
    ("i veckan", ("i månaden",)),
    ("varannan vecka", ("varannan månad",)),
    ("årligen", ("varje månad",)),
    ("vartannat år", ("varje år",)),
    ("i månaden", ("i veckan",)),
    ("per månad", ("per år",)),
    ("kronor per", ("euro per",)),
)


def _numerals(text: str) -> list[re.Match[str]]:
    """Numerals that count or measure; the number that a list item or a footnote begins with does not."""
    return [m for m in _NUMERAL.finditer(text) if m["word"] or m.start() > 0]


def number(text: str, rng: random.Random) -> str | None:
    """Another number."""
    found = _numerals(text)
    if not found:
        return None
    match = rng.choice(found)
    if match["word"]:
        value = _VALUE[match["word"].lower()]
        other = rng.choice(
            [n for n in (value * 2, value + 1, value + 3, value - 1, value // 2) if n in _WRITTEN and n != value]
        )
        new = _WRITTEN[other]
        new = new.capitalize() if match["word"][0].isupper() else new
    else:
        value = int(match["figure"].replace(" ", ""))
        other = rng.choice(
            [n for n in (value * 2, value + 1, value + 5, value * 3) if n != value and (n <= 100 or value > 50)]
        )
        new = f"{other // 1000} {other % 1000:03}" if other >= 1000 else str(other)
    rest = text[match.end() :]
    rest = re.sub(r"^ \((?:\d+|[a-zåäö]+)\)", "", rest)
    return text[: match.start()] + new + rest


def unit(text: str, rng: random.Random) -> str | None:
    """The same number of another unit."""
    fitting = [(a, b) for a, b in _UNITS if re.search(rf"(?<!\w){a}\b(?! klockan| och dygnet| i veckan)", text)]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return re.sub(rf"(?<!\w){old}\b(?! klockan| och dygnet| i veckan)", rng.choice(new), text, count=1)


_MODALS = (
    (r"\bfår inte\b", ("ska", "får")),
    (r"\bska inte\b", ("ska",)),
    (r"\bbör inte\b", ("ska",)),
    (r"\bska(?! inte)\b", ("bör", "får inte", "ska inte")),
    (r"\bmåste\b", ("bör",)),
    (r"\bbör(?! inte)\b", ("ska", "får inte")),
    (r"\bfår(?! inte| \w+ (?:insats|stöd|vård))\b", ("får inte", "ska inte")),
)


def modality(text: str, rng: random.Random) -> str | None:
    """Another strength, or the opposite."""
    if re.search(r"\b(?:[Ii]ngen|[Ii]nget|[Ii]nga|förrän)\b", text):
        return None  # a second negation says nothing clear
    fitting = [(form, new) for form, new in _MODALS if re.search(form, text)]
    if not fitting:
        return None
    form, new = rng.choice(fitting)
    match = re.search(form, text)
    chosen = rng.choice(new)
    if match is None:
        return None
    return text[: match.start()] + chosen + text[match.end() :]


_TOLD_NAME = re.compile(r"nedan|kalla[ds]|förkort|\(Läns")
_ALIKE = ("regionen", "kommunen", "kommunerna", "Regionen", "Kommunen", "Kommunerna")
_OTHER = {"regionen": "kommunen", "kommunen": "regionen", "kommunerna": "regionen"}


def party(groups: Sequence[str]) -> Rule:
    """A rule that puts another group in the place of the first, or the other principal; names being given stay."""

    def rule(text: str, rng: random.Random) -> str | None:
        if _TOLD_NAME.search(text):
            return None
        names = sorted((*groups, *_ALIKE), key=len, reverse=True)
        named = "|".join(re.escape(n) for n in names)
        forms = rf"(?<![\w-])(?:{named})(?![\w-])(?! (?:för|[A-ZÅÄÖ]))"
        match = re.search(forms, text)
        if match is None:
            return None
        old = match.group()
        if old.lower() in _OTHER:
            new = _OTHER[old.lower()].capitalize() if old[0].isupper() else _OTHER[old.lower()]
            if re.search(rf"\b{new}", text, re.IGNORECASE):
                return None  # both are named: another sentence, not another body
        else:
            others = [g for g in groups if g not in text and not (set(g.lower().split()) & set(old.lower().split()))]
            if not others:
                return None
            new = rng.choice(others)
        return text[: match.start()] + new + text[match.end() :]

    return rule


def date(text: str, rng: random.Random) -> str | None:
    """Another day, month or year."""
    match = re.search(rf"\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH})(?: (?P<year>20\d\d))?", text)
    if match:
        day, month, year = match["day"], match["month"], match["year"]
        what = rng.choice(("day", "month", "year") if year else ("day", "month"))
        if what == "day":
            day = str(int(day) % 27 + 1)
        elif what == "month":
            month = MONTHS[(MONTHS.index(month) + 3) % 12]
        else:
            year = str(int(year) + rng.choice((1, 2)))
        return text[: match.start()] + f"{day} {month}" + (f" {year}" if year else "") + text[match.end() :]
    match = re.search(rf"\b(?P<lead>i|under|före|senast|till och med|från och med) (?P<month>{_MONTH})\b", text)
    if match is None:
        return None
    other = rng.choice([m for m in MONTHS if m != match["month"]])
    return text[: match.start("month")] + other + text[match.end("month") :]


# --- harmless -------------------------------------------------------------------------------------------------------

_SYNONYMS = (
    ("och", "samt"),
    ("samt", "och"),
    ("minst", "åtminstone"),
    ("högst", "maximalt"),
    ("vardagar", "arbetsdagar"),
    ("per år", "om året"),
    ("om året", "per år"),
    ("varje år", "årligen"),
    ("en gång per år", "årligen"),
    ("en gång om året", "en gång per år"),
    ("sammanträder", "möts"),
    ("inte", "ej"),
    ("genom", "via"),
    ("ansvarar för", "svarar för"),
    ("svarar för", "ansvarar för"),
    ("ansvarar för", "har ansvaret för"),
    ("enligt", "i enlighet med"),
    ("därefter", "sedan"),
    ("behöver", "har behov av"),
    ("kontaktar", "tar kontakt med"),
    ("upprättar", "utarbetar"),
    ("upprätta", "utarbeta"),
    ("fastställer", "antar"),
    ("fastställs", "antas"),
    ("vid behov", "när det behövs"),
    ("erbjuda", "tillhandahålla"),
    ("erbjuder", "tillhandahåller"),
    ("omedelbart", "genast"),
    ("därför", "av det skälet"),
    ("skriftligen", "skriftligt"),
    ("informera", "underrätta"),
    ("informeras", "underrättas"),
    ("påbörjas", "inledas"),
    ("lämnar", "överlämnar"),
    ("kostnaden", "utgiften"),
    ("betalar", "bekostar"),
    ("granskar", "går igenom"),
    ("deltar", "medverkar"),
    ("bjuds in", "inbjuds"),
    ("ser till", "säkerställer"),
)


def synonym(text: str, rng: random.Random) -> str | None:
    """One or two words by words that mean the same."""
    fitting = [(a, b) for a, b in _SYNONYMS if re.search(rf"(?<!\w){a}(?!\w)", text)]
    if not fitting:
        return None
    for old, new in rng.sample(fitting, min(2, len(fitting))):
        text = re.sub(rf"(?<!\w){old}(?!\w)", new, text, count=1)
    return text


def skall(text: str, rng: random.Random) -> str | None:
    """The older form of the modal verb."""
    return re.sub(r"\bska\b", "skall", text) if re.search(r"\bska\b", text) else None


_SUBJECT = r"(?P<subject>[A-ZÅÄÖ][^,.;:()]{2,60}?)"
_ADVERBIAL = r"(?P<adverbial>(?:inom|senast|minst|vid|efter|under|före|genom|utan|i samband med)\s[^,.;:()]{4,80})"
_FRONTED = re.compile(
    rf"^{_SUBJECT} (?P<verb>ska|skall|bör|får|kan|ansvarar|svarar|lämnar|betalar|håller|kallar|utser"
    rf"|beslutar|skickar) (?P<rest>[^.;:]{{3,160}}?) {_ADVERBIAL}\.$"
)
_JOINED = re.compile(r"\b(?:att|som|om|och|eller|samt|när|vilket|där)\b")


def _lowered(subject: str) -> str:
    """A subject within the sentence: lower case, but for names."""
    first, _, rest = subject.partition(" ")
    named = (
        first.startswith(("Läns", "Region ", "Samråd", "Tjänste", "HSF", "BRG"))
        or (rest[:1].isupper())
        or first == "Region"
        or first.isupper()
    )
    return subject if named else subject[0].lower() + subject[1:]


def order(text: str, rng: random.Random) -> str | None:
    """The last adverbial first, and the subject after the verb."""
    match = _FRONTED.match(text)
    if match is None or _JOINED.search(match["subject"]) or re.search(r"\b(?:som|att|om)\b", match["rest"]):
        return None
    adverbial = match["adverbial"]
    return f"{adverbial[0].upper()}{adverbial[1:]} {match['verb']} {_lowered(match['subject'])} {match['rest']}."


_ACTIVE = re.compile(
    rf"^{_SUBJECT} (?P<verb>ska|skall|bör|får) (?P<not>inte )?(?P<main>(?!inte|vara|bli|ha|krävas|vänta"
    rf"|kunna|delta|svara|ansvara|finnas)[a-zåäö]+a) "
    r"(?P<object>(?!sig|att|som|om|till|med|av|för|i|på|upp|in|ut|över|från|vid|efter"
    r"|in)[^,.;:()]{3,70}?)(?P<tail> (?:inom|senast|minst|vid|efter|under|före|till|från|i|på|för|genom"
    r"|om)\s[^.;:]*)?\.$"
)
_PRESENT = {
    "fastställer": "fastställs",
    "utser": "utses",
    "godkänner": "godkänns",
    "förvaltar": "förvaltas",
    "upprättar": "upprättas",
    "erbjuder": "erbjuds",
    "tillhandahåller": "tillhandahålls",
    "finansierar": "finansieras",
    "betalar": "betalas",
    "lämnar": "lämnas",
    "bekostar": "bekostas",
    "leder": "leds",
    "sammanställer": "sammanställs",
    "publicerar": "publiceras",
}
_SAYS = re.compile(
    rf"^{_SUBJECT} (?P<main>{'|'.join(_PRESENT)}) (?P<object>(?!sig|att|som|om|till|med|av"
    rf"|för)[^,.;:()]{{3,70}}?)(?P<tail> (?:innan|inom|senast|minst|vid|efter|under|före|till|från|i|på"
    rf"|för|genom|om)\s[^.;:]*)?\.$"
)


def passive(text: str, rng: random.Random) -> str | None:
    """The object as the subject of a passive, the body after "av"."""
    match = _ACTIVE.match(text)
    if match and not _JOINED.search(match["subject"]) and not re.search(r"\b(?:som|att|och)\b", match["object"]):
        verb = f"{match['verb']} {match['not'] or ''}{match['main']}s"
    else:
        match = _SAYS.match(text)
        if match is None or _JOINED.search(match["subject"]) or re.search(r"\b(?:som|att|och)\b", match["object"]):
            return None
        verb = _PRESENT[match["main"]]
    thing = match["object"]
    return f"{thing[0].upper()}{thing[1:]} {verb} av {_lowered(match['subject'])}{match['tail'] or ''}."


def figures(text: str, rng: random.Random) -> str | None:
    """Numbers in figures for words, words for figures, or both."""
    found = _numerals(text)
    if not found:
        return None
    match = rng.choice(found)
    if match["word"]:
        value = str(_VALUE[match["word"].lower()])
        new = rng.choice((value, f"{match['word']} ({value})"))
    else:
        value = match["figure"]
        if not value.isdigit() or int(value) not in _WRITTEN:
            return None
        new = rng.choice((_WRITTEN[int(value)], f"{value} ({_WRITTEN[int(value)]})"))
    return text[: match.start()] + new + text[match.end() :]


_TAILS = (
    ", vilket parterna är överens om",
    ", något som har diskuterats i olika sammanhang",
    ", vilket är en viktig utgångspunkt för samverkan",
    ", vilket främjar en god vård",
    ", vilket bekräftas här",
)


def clause(text: str, rng: random.Random) -> str | None:
    """A subordinate clause that adds nothing."""
    return text[:-1] + rng.choice(_TAILS) + "." if text.endswith(".") and len(text.split()) >= 5 else None


_SHORT = (
    ("till exempel", "t.ex."),
    ("bland annat", "bl.a."),
    ("från och med", "fr.o.m."),
    ("till och med", "t.o.m."),
    ("med mera", "m.m."),
    ("samordnad individuell plan", "SIP"),
    ("och så vidare", "osv."),
    ("procent", "%"),
    ("kronor", "kr"),
    ("cirka", "ca"),
    ("respektive", "resp."),
    ("telefon", "tfn"),
    ("klockan", "kl."),
)


def abbreviation(text: str, rng: random.Random) -> str | None:
    """An abbreviation written out, or the other way."""
    fitting = [(a, b) for a, b in _SHORT if re.search(rf"(?<!\w){a}(?!\w)", text)]
    fitting += [(b, a) for a, b in _SHORT if re.search(rf"(?<!\w){re.escape(b)}(?!\w)", text)]
    if not fitting:
        return None
    old, new = rng.choice(fitting)
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text, count=1)


HARMLESS: dict[str, Rule] = {
    "synonym": synonym,
    "skall": skall,
    "order": order,
    "passive": passive,
    "figures": figures,
    "clause": clause,
    "abbreviation": abbreviation,
}
