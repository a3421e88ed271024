"""Which county a document is about: the jurisdiction in which "regionen" and "kommunen" are understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_COUNTY_WEIGHT = 4
_MUNICIPALITY_WEIGHT = 1
_CAPITAL = re.compile(r"\b(?:[A-ZÅÄÖ]|landstinget\b)")
# a county or region by its form, for one that the register does not hold
_LIKE_A_COUNTY = re.compile(r"([A-ZÅÄÖ][a-zåäöé-]{2,})s län\b|Region ([A-ZÅÄÖ][a-zåäöé-]{2,}?)s?\b")
_WORDS = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class County:
    """A county ("Stockholms län"), its region and its municipalities (names without "kommun")."""

    name: str
    region: str
    municipalities: tuple[str, ...]


@cache
def counties() -> tuple[County, ...]:
    """The 21 counties of Sweden (Statistics Sweden's code list)."""
    text = (files("ingest.structure") / "data" / "counties.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line]
    return tuple(County(name, region, tuple(names.split(","))) for name, region, names in rows)


@cache
def _names() -> dict[str, tuple[str, int]]:
    """County and weight by name in lower case: of counties, regions, county councils, municipalities."""
    names: dict[str, tuple[str, int]] = {}
    for county in counties():
        bare = county.name.removesuffix(" län")
        for name in (county.name, county.region, f"{bare} läns landsting", f"landstinget {bare.removesuffix('s')}"):
            names[name.casefold()] = (county.name, _COUNTY_WEIGHT)
        for place in county.municipalities:
            forms = [f"{place} kommun", f"{place}s kommun", f"{place} stad", f"{place}s stad"]
            # short names are ordinary words as well and count only with "kommun" after them
            for name in forms + ([place] if len(place) > 4 else []):
                names[name.casefold()] = (county.name, _MUNICIPALITY_WEIGHT)
    return names


def county_of(texts: Iterable[str]) -> str | None:
    """The county that the texts name most, by county, region or municipality; None where none stands out.

    It must have more than half of all mentions: a text that names many counties has none.
    """
    votes: Counter[str] = Counter()
    for text in texts:
        for county, weight in _mentions(text):
            votes[county] += weight
    if not votes:
        return None
    name, count = votes.most_common(1)[0]
    return name if count >= 3 and count * 2 > sum(votes.values()) else None


def _mentions(text: str) -> Iterator[tuple[str, int]]:
    names = _names()
    done = 0
    for match in _CAPITAL.finditer(text):
        if match.start() < done:
            continue
        words = _WORDS.findall(text[match.start() : match.start() + 60].casefold())[:4]
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            found = names.get(name) or names.get(name.removesuffix("s"))
            if found is not None:
                done = match.start() + len(name)
                yield found
                break
        else:
            named = _LIKE_A_COUNTY.match(text, match.start())
            if named is not None:
                yield f"{named[1] or named[2]}s län", _COUNTY_WEIGHT
