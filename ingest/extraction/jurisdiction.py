"""Regions, municipalities, "kommunerna", "huvudmännen" and "parterna", as this document means them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.artifact import EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.region_names import NUMBER, collective
from ingest.extraction.registries import Region, municipalities, region_of_county, regions
from ingest.extraction.text import Text, core

_CITIES = {
    "Stockholm": "Stockholms stad", "Göteborg": "Göteborgs Stad", "Malmö": "Malmö stad", "Borås": "Borås Stad",
    "Västerås": "Västerås stad", "Solna": "Solna stad", "Sundbyberg": "Sundbybergs stad", "Lidingö": "Lidingö stad",
    "Vaxholm": "Vaxholms stad", "Helsingborg": "Helsingborgs stad", "Haparanda": "Haparanda stad",
    "Mölndal": "Mölndals stad", "Trollhättan": "Trollhättans Stad", "Landskrona": "Landskrona stad", "Falun": "Falu kommun",  # noqa: E501
}  # fmt: skip
_KOMMUN = ("kommunen", "respektive kommun")
_ONE_KOMMUN = re.compile(
    r"\b(?:respektive|varje|enskild[a]?|en enskild|berörd[a]?)\s+kommun(?:er(?:na)?)?s?\b|\bkommunens?\b|\b[Ee]n kommuns\b",  # noqa: E501
    re.IGNORECASE,
)


@cache
def _counties() -> tuple[re.Pattern[str], dict[str, Region]]:
    by_name = {core(r).casefold(): r for r in regions()}
    alternatives = "|".join(sorted((re.escape(r.county) for r in regions()), key=len, reverse=True))
    cores = "|".join(sorted((re.escape(core(r)) for r in regions()), key=len, reverse=True))
    county = rf"(?P<c>{alternatives})"
    pattern = re.compile(
        rf"\b(?:(?:(?:[Ss]amtliga|[Aa]lla|[Dd]e)\s+)*(?:{NUMBER}\s+)?[Kk]ommuner(?:na)?\s+(?:i|inom)\s+(?:länet|{county})"
        rf"|(?:(?:[Ss]amtliga|[Aa]lla)\s+)?(?:[Ll]änets(?:\s+samtliga)?|(?P<d>{alternatives})s)\s+(?:{NUMBER}\s+)?kommuner"
        rf"|(?P<k>{cores})s?kommunerna"
        rf"|(?:[Ss]amtliga|[Dd]e)\s+(?:{NUMBER}\s+)?kommuner(?:na)?(?![\w-])"
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
