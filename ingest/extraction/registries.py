"""Public registers as typed rows: regions, municipalities, authorities, cooperation bodies, statutes.

The files lie in `data/` and are described in `data/CARD.md`. They are read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Region:
    """A region (until 2019 often "landsting") and its county."""

    county: str  # "Stockholms län"
    code: str  # of the county
    name: str
    organisation: str  # organisation number
    since: str  # ISO date of the present name
    former: tuple[str, ...]  # earlier names
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality. `code` is the four-digit municipality code, `county` the first two of it."""

    code: str
    name: str  # without "kommun"
    county: str  # code


@dataclass(frozen=True, slots=True)
class Body:
    """A state authority or a body in which municipalities cooperate."""

    name: str
    type: str
    county: str = ""
    variants: tuple[str, ...] = ()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute of the collection SFS. `replaced_from` is an ISO date."""

    number: str  # "2017:30"
    name: str  # "Hälso- och sjukvårdslagen"
    abbreviations: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # other names in use
    replaced_by: str = ""
    replaced_from: str = ""


def _rows(file: str) -> list[list[str]]:
    lines = (_DATA / file).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines[1:] if line]


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def regions() -> tuple[Region, ...]:
    """The 21 regions. Regions of one word and capitals among their variants are abbreviations."""
    found = []
    for county, code, name, organisation, since, former, variants in _rows("regions.tsv"):
        other = _parts(variants)
        short = tuple(v for v in other if v.isupper() and len(v) < 5)
        long = tuple(v for v in other if v not in short)
        found.append(Region(county, code, name, organisation, since, (*_parts(former), *long), short))
    return tuple(found)


@cache
def region_of_county() -> dict[str, Region]:
    """The region of a county, by the county's full name ("Stockholms län")."""
    return {region.county: region for region in regions()}


@cache
def municipalities() -> dict[str, Municipality]:
    """The 290 municipalities by name."""
    return {name: Municipality(code, name, county) for code, name, county in _rows("municipalities.tsv")}


@cache
def bodies() -> tuple[Body, ...]:
    """State authorities and cooperation bodies; a body in both files is listed once."""
    found = [Body(n, t, c, _parts(v)) for n, c, t, v in _rows("cooperation.tsv")]
    known = {body.name.casefold() for body in found} | {v.casefold() for body in found for v in body.variants}
    found += [Body(n, "myndighet", organisation=o) for n, o in _rows("authorities.tsv") if n.casefold() not in known]
    return tuple(found)


@cache
def statutes() -> tuple[Statute, ...]:
    """The statutes that agreements on health and social services cite, the one in force first of its name."""
    return tuple(
        Statute(n, name, _parts(a), _parts(o), by, since) for n, name, a, o, by, since in _rows("statutes.tsv")
    )


@cache
def statute_by_number() -> dict[str, Statute]:
    """Named statutes by SFS number."""
    return {statute.number: statute for statute in statutes()}


@cache
def titles_by_number() -> dict[str, str]:
    """Titles of acts and ordinances by SFS number, in the indefinite form of the register ("Socialtjänstlag")."""
    return {row[0]: row[1] for row in _rows("sfs.tsv")}
