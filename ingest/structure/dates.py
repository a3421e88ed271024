"""Dates as Swedish documents write them, as ISO 8601 of the exactness that the text has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT = {name[:3]: index for index, name in enumerate(MONTHS, start=1)}
_MONTH = r"(?P<{0}>" + "|".join(f"{name}|{name[:3]}\\.?" if len(name) > 4 else name for name in MONTHS) + r"|sept\.?)"

_PATTERNS = (
    re.compile(r"\b(?P<y>(?:19|20)\d\d)[-–./](?P<m>0?[1-9]|1[0-2])[-–./](?P<d>[0-2]?\d|3[01])\b"),
    re.compile(
        r"\b(?P<d>[0-2]?\d|3[01])(?::e|:a|:de)?\s+" + _MONTH.format("mon") + r"\s+(?:år\s+)?(?P<y>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<d>[0-2]?\d|3[01])\s?[/.]\s?(?P<m>0?[1-9]|1[0-2])[\s\-–./]+(?P<y>(?:19|20)\d\d)\b"),
    re.compile(r"(?<![\d-])(?P<y>\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-2]\d|3[01])(?![\d-])"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)"),
    re.compile(r"\b" + _MONTH.format("mon") + r"\s+(?:månad\s+)?(?:år\s+)?(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"(?<![\d:/-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date at characters `start` to `end`: "2022-07-01", or "2022-07" where no day is written."""

    start: int
    end: int
    iso: str


def find_dates(text: str) -> list[FoundDate]:
    """The dates in a text, in order and not overlapping. Impossible dates (31 February) are left out."""
    found: list[FoundDate] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            iso = _iso(match)
            if iso is not None:
                found.append(FoundDate(match.start(), match.end(), iso))
    return sorted(found, key=lambda item: item.start)


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    year = int(groups["y"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    month = int(groups["m"]) if groups.get("m") else _SHORT[groups["mon"].casefold()[:3]]
    if not groups.get("d"):
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, int(groups["d"])).isoformat()
    except ValueError:
        return None


def first_date(text: str) -> str | None:
    """The first date in the text, or None."""
    return next((found.iso for found in find_dates(text)), None)


def years_in(text: str) -> Iterator[str]:
    """Bare years, for periods written "2020-2023"."""
    for match in re.finditer(r"(?<![\d/:-])((?:19|20)\d\d)(?!\d)", text):
        yield match[1]
