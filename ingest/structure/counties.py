"""Which county a document is about: the jurisdiction in which "regionen" and "kommunen" are understood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_COUNTY_WEIGHT = 4
_REGION_WEIGHT = 4
_MUNICIPALITY_WEIGHT = 1


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
def _patterns() -> tuple[dict[str, str], re.Pattern[str], dict[str, str], re.Pattern[str]]:
    strong: dict[str, str] = {}
    weak: dict[str, str] = {}
    for county in counties():
        strong[county.name.casefold()] = county.name
        strong[county.region.casefold()] = county.name
        bare = county.name.removesuffix(" län")
        strong[f"{bare} läns landsting".casefold()] = county.name
        strong[f"landstinget {bare.removesuffix('s')}".casefold()] = county.name
        for name in county.municipalities:
            weak[f"{name} kommun".casefold()] = county.name
            weak[f"{name}s kommun".casefold()] = county.name
            weak[f"{name} stad".casefold()] = county.name
            weak[f"{name}s stad".casefold()] = county.name
            # names that are ordinary words as well count only with "kommun" after them
            if len(name) > 4:
                weak[name.casefold()] = county.name
    return strong, _any_of(strong), weak, _any_of(weak)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in ordered) + r")\b", re.IGNORECASE)


def county_of(texts: Iterable[str]) -> str | None:
    """The county that the texts name most, by county, region or municipality; None where none stands out.

    It must have more than half of all mentions: a text that names many counties has none.
    """
    strong, strong_pattern, weak, weak_pattern = _patterns()
    votes: Counter[str] = Counter()
    for text in texts:
        for match in strong_pattern.finditer(text):
            votes[strong[match[0].casefold()]] += _COUNTY_WEIGHT
        for match in weak_pattern.finditer(text):
            if match[0][:1].isupper():
                votes[weak[match[0].casefold()]] += _MUNICIPALITY_WEIGHT
    if not votes:
        return None
    name, count = votes.most_common(1)[0]
    return name if count >= 3 and count * 2 > sum(votes.values()) else None
