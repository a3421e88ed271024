"""Regions, municipalities, "kommunerna", "huvudmännen" and "parterna", as this document means them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.artifact import EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.registries import Region, municipalities, region_of_county, regions
from ingest.extraction.text import Text, core

_CITIES = {
    "Stockholm": "Stockholms stad", "Göteborg": "Göteborgs Stad", "Malmö": "Malmö stad", "Borås": "Borås Stad",
    "Västerås": "Västerås stad", "Solna": "Solna stad", "Sundbyberg": "Sundbybergs stad", "Lidingö": "Lidingö stad",
    "Vaxholm": "Vaxholms stad", "Helsingborg": "Helsingborgs stad", "Haparanda": "Haparanda stad",
    "Mölndal": "Mölndals stad", "Trollhättan": "Trollhättans Stad", "Landskrona": "Landskrona stad",
}  # fmt: skip
_UNKNOWN_KOMMUN = re.compile(r"(?<![\w-])(?P<n>[A-ZÅÄÖ][a-zåäöé]{2,}) kommuns?\b")
_NO_PLACE = frozenset(
    [
        "Respektive",
        "Varje",
        "Berörd",
        "Enskild",
        "Denna",
        "Vilken",
        "Samma",
        "Annan",
        "Någon",
        "Ingen",
        "Aktuell",
        "Folkbokförd",
    ]
)
_KOMMUN = ("kommunen", "respektive kommun")
_NUMBER = r"(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton)"
_BARE_REGION = re.compile(
    r"\b(?:(?P<r>landstinget/regionen|regionen/landstinget|landstinget|regionen)(?P<g>s?))\b", re.IGNORECASE
)
_ONE_KOMMUN = re.compile(
    r"\b(?:respektive|varje|enskild[a]?|en enskild|berörd[a]?)\s+kommun(?:er(?:na)?)?s?\b|\bkommunens?\b|\b[Ee]n kommuns\b",  # noqa: E501
    re.IGNORECASE,
)


@cache
def _region_names() -> tuple[re.Pattern[str], dict[str, Region]]:
    names: dict[str, Region] = {}
    for region in regions():
        base = core(region)
        for name in (
            region.name,
            *region.former,
            *region.abbreviations,
            f"Landstinget {base}",
            f"Landstinget i {base}",
            f"Landstinget i {region.county}",
        ):
            names[name.casefold()] = region
        names[f"{base.casefold()}sregionen"] = region
    ordered = sorted(names, key=len, reverse=True)
    long = "|".join(re.escape(n) for n in ordered if len(n) > 4)
    short = "|".join(a for r in regions() for a in r.abbreviations)
    pattern = re.compile(
        rf"\b(?:(?P<n>(?i:{long}))(?:/(?P<m>(?i:{long})))?|(?P<a>{short}))(?P<g>:?s)?\b(?!\s+(?:kommun|stad)\b)"
    )
    return pattern, names


@cache
def _counties() -> tuple[re.Pattern[str], dict[str, Region]]:
    by_name = {core(r).casefold(): r for r in regions()}
    alternatives = "|".join(sorted((re.escape(r.county) for r in regions()), key=len, reverse=True))
    cores = "|".join(sorted((re.escape(core(r)) for r in regions()), key=len, reverse=True))
    county = rf"(?P<c>{alternatives})"
    pattern = re.compile(
        rf"\b(?:(?:(?:[Ss]amtliga|[Aa]lla|[Dd]e)\s+)*(?:{_NUMBER}\s+)?[Kk]ommuner(?:na)?\s+(?:i|inom)\s+(?:länet|{county})"
        rf"|(?:(?:[Ss]amtliga|[Aa]lla)\s+)?(?:[Ll]änets(?:\s+samtliga)?|(?P<d>{alternatives})s)\s+(?:{_NUMBER}\s+)?kommuner"
        rf"|(?P<k>{cores})s?kommunerna"
        rf"|(?:[Ss]amtliga|[Dd]e)\s+(?:{_NUMBER}\s+)?kommuner(?:na)?(?![\w-])"
        rf"|[Kk]ommunerna)(?P<g>s?)\b"
    )
    return pattern, by_name


@cache
def _municipality() -> tuple[re.Pattern[str], re.Pattern[str]]:
    alternatives = "|".join(
        re.escape(n).replace(r"\ ", r"[ -]") for n in sorted(municipalities(), key=len, reverse=True)
    )
    full = re.compile(rf"\b(?P<n>{alternatives})s?\s+(?:kommun|[Ss]tad)s?\b")
    bare = re.compile(rf"(?<![\w-])(?P<n>{alternatives})(?:s?\s+(?:kommun|[Ss]tad))?(?![\w-])(?!s?\s+län)")
    return full, bare


def official(name: str) -> str:
    """The name a municipality goes by: "Sundsvalls kommun", "Stockholms stad"."""
    genitive = name if name == "Kalmar" or name[-1] in "aeiouyåäösxz" else f"{name}s"
    return _CITIES.get(name, f"{genitive} kommun")


def find_regions(text: Text) -> Iterator[Found]:
    """Regions by name, earlier name or abbreviation; "regionen" and "landstinget" by the document's county."""
    named, by_name = _region_names()
    if text.region is not None and not text.region.code:
        yield from _find_unregistered(text, text.region)
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index] or (
            "egion" not in block.text and "andsting" not in block.text and not named.search(block.text)
        ):
            continue
        for match in named.finditer(block.text):
            surface = match["n"] or match["a"]
            region = by_name[surface.casefold()]
            if match["a"] and region is not text.region and len(match["a"]) < 3:
                continue
            aliases = (surface, match["m"]) if match["m"] else (surface,)
            yield _region(index, match.start(), match.end(), region, "region-name", Strength.NAMED, aliases)
        for match in _BARE_REGION.finditer(block.text):
            here = text.region_at(index)
            if here is not None:
                alias = (match["r"],) if here is text.region else ()
                yield _region(index, match.start(), match.end(), here, "region-bare", Strength.BARE, alias)


def _region(
    block: int, start: int, end: int, region: Region, rule: str, strength: Strength, aliases: tuple[str, ...]
) -> Found:
    return Found(
        block,
        start,
        end,
        EntityKind.PARTY,
        "region",
        region.name,
        f"region:{region.county}",
        rule,
        strength,
        head="region",
        identifier=region.organisation,
        confidence=0.98 if strength else 0.9,
        aliases=aliases,
        silent=True,
    )


def _find_unregistered(text: Text, region: Region) -> Iterator[Found]:
    """An unregistered region, and the municipalities that the text calls so."""
    names = re.compile("|".join(rf"\b{re.escape(n)}(?=s?\b)" for n in (region.name, *region.former)))
    county = re.compile(
        rf"\b[Kk]ommunerna i {re.escape(region.county)}|\b{re.escape(region.county)}s (?:{_NUMBER} )?kommuner\b"
    )
    key, name = collective(region)
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        for match in names.finditer(block.text):
            end = match.end() + (block.text[match.end() : match.end() + 1] == "s")
            yield _region(index, match.start(), end, region, "region-name", Strength.NAMED, (match.group(),))
        for match in county.finditer(block.text) if region.county else ():
            yield Found(
                index,
                match.start(),
                match.end(),
                EntityKind.PARTY,
                "kommun",
                name,
                key,
                "municipalities",
                head="kommun",
                confidence=0.9,
                aliases=(match.group(),),
                silent=True,
            )
        for match in _UNKNOWN_KOMMUN.finditer(block.text):
            if match["n"].rstrip("s") in municipalities() or match["n"] in municipalities() or match["n"] in _NO_PLACE:
                continue
            base = match["n"][:-1] if match["n"].endswith("s") else match["n"]
            yield Found(
                index,
                match.start(),
                match.end(),
                EntityKind.PARTY,
                "kommun",
                f"{match['n']} kommun",
                f"kommun:{base}",
                "municipality-name",
                head="kommun",
                owner=key,
                confidence=0.85,
                aliases=(base,),
                silent=True,
            )


def collective(region: Region | None) -> tuple[str, str]:
    """Key and name of all municipalities of a county."""
    return (
        (f"kommuner:{region.county}", f"Kommunerna i {region.county}")
        if region and region.county
        else ("kommuner:", "Kommunerna")
    )


def find_municipalities(text: Text) -> Iterator[Found]:
    """Municipalities by name, in lists of names, and all of a county together."""
    full, bare = _municipality()
    counties, by_core = _counties()
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        taken: set[int] = set()
        for match in full.finditer(block.text):
            taken.add(match.start())
            yield _municipality_found(index, match, "municipality-name", block.text)
        for match in _in_lists(list(bare.finditer(block.text)), block.text, text, index):
            if match.start() not in taken:
                yield _municipality_found(index, match, "municipality-list", block.text)
        if "ommun" not in block.text:
            continue
        for match in counties.finditer(block.text):
            named = match["c"] or match["d"]
            region = (
                region_of_county()[named]
                if named
                else by_core[match["k"].casefold()]
                if match["k"]
                else text.region_at(index)
            )
            key, name = collective(region)
            end = match.end() - len(match["g"])
            own = region is text.region
            yield Found(
                index,
                match.start(),
                match.end(),
                EntityKind.PARTY,
                "kommun",
                name,
                key,
                "municipalities",
                head="kommun",
                confidence=0.95,
                aliases=(block.text[match.start() : end],) if own or named else (),
                silent=True,
            )
        for match in _ONE_KOMMUN.finditer(block.text):
            key, name = collective(text.region_at(index))
            surface = match.group()
            yield Found(
                index,
                match.start(),
                match.end(),
                EntityKind.PARTY,
                "kommun",
                name,
                key,
                "municipality-each",
                Strength.BARE,
                head="kommun",
                confidence=0.8,
                aliases=_KOMMUN if surface.lower().startswith(("kommunen", "resp")) else (),
                silent=True,
            )


def _in_lists(names: list[re.Match[str]], line: str, text: Text, block: int) -> Iterator[re.Match[str]]:
    """Bare names count where two or more stand in a row, or alone in brackets after a word on municipalities."""
    run: list[re.Match[str]] = []
    for match in [*names, None]:
        if run and (
            match is None
            or not re.fullmatch(
                r"\s*(?:,|och|samt|respektive|/|,\s*(?:och|samt))\s*", line[run[-1].end() : match.start()]
            )
        ):
            near = line[max(0, run[0].start() - 200) : run[-1].end() + 60].casefold()
            if len(run) > 1 and ("kommun" in near or (text.structure.metadata.county and _all_in_county(run, text))):
                yield from run
            run = []
        if match is not None:
            run.append(match)


def _all_in_county(run: list[re.Match[str]], text: Text) -> bool:
    code = text.region.code if text.region else ""
    return all(
        _row_name(m["n"]) in municipalities() and municipalities()[_row_name(m["n"])].county == code for m in run
    )


def _row_name(name: str) -> str:
    if name in municipalities():
        return name
    swapped = name.replace("-", " ")
    return swapped if swapped in municipalities() else name.replace(" ", "-")


def _municipality_found(block: int, match: re.Match[str], rule: str, line: str) -> Found:
    row = municipalities()[_row_name(match["n"])]
    surface = line[match.start() : match.end()]
    surface = surface if not surface.endswith(("muns", "ads")) else surface[:-1]
    region = next(r for r in regions() if r.code == row.county)
    return Found(
        block,
        match.start(),
        match.end(),
        EntityKind.PARTY,
        "kommun",
        official(row.name),
        f"kommun:{row.code}",
        rule,
        head="kommun",
        owner=collective(region)[0],
        identifier=row.code,
        confidence=0.97,
        aliases=(row.name, surface, match["n"]),
        silent=True,
    )
