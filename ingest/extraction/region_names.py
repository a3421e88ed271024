"""Regions by name, earlier name or abbreviation, as this document means them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.artifact import EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.registries import Region, municipalities, regions
from ingest.extraction.text import Text, core

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


NUMBER = r"(?:\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton)"


_BARE_REGION = re.compile(
    r"\b(?:(?P<r>landstinget/regionen|regionen/landstinget|landstinget|regionen)(?P<g>s?))\b", re.IGNORECASE
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
        rf"\b[Kk]ommunerna i {re.escape(region.county)}|\b{re.escape(region.county)}s (?:{NUMBER} )?kommuner\b"
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
