"""Dates and units of time in Swedish text, normalised.

A full date is a proleptic Gregorian ordinal (`datetime.date.toordinal`); a day without a year is
100 * month + day; a month without a year is its number, less 12 for "året före" and plus 12 for
"året efter".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, name in enumerate(
        ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
         "december"), 1,
    )
}  # fmt: skip

# Unit -> (pattern of the noun, length in days, times a year). Order: longer words first.
UNITS: dict[str, tuple[str, float, float]] = {
    "workday": (r"(?:helgfria?\s+)?(?:vardag|arbetsdag|bankdag|helgfri\s+dag)(?:en|ar|arna|ars|s)?", 1, 250),
    "hour": (r"tim(?:me|men|mar|marna|mars|mes)\b|tim\b|h\b", 1 / 24, 8760),
    "minute": (r"minut(?:en|er|erna|ers)?|min\b", 1 / 1440, 525_600),
    "week": (r"(?:kalender)?veck(?:a|an|or|orna|ors|as)", 7, 52),
    "month": (r"(?:kalender)?månad(?:en|er|erna|ers|s)?|mån\b", 30.4375, 12),
    "quarter": (r"kvartal(?:et|en|ets|s)?", 91.3125, 4),
    "term": (r"(?:vår|höst)?termin(?:en|er|erna|s)?", 182.625, 2),
    "half_year": (r"halvår(?:et|en|s)?", 182.625, 2),
    "mandate": (r"mandatperiod(?:en|er|erna)?", 1461, 0.25),
    "year": (r"(?:kalender|verksamhets|läs|budget)?år(?:et|en|s|ens)?|verksamhetsår(?:et)?", 365.25, 1),
    "day": (r"(?:kalender)?dag(?:en|ar|arna|ars|s)?|dygn(?:et|en|s)?", 1, 365),
}
UNIT = "|".join(f"(?P<{unit}>{pattern})" for unit, (pattern, _, _) in UNITS.items())
_UNIT = re.compile(rf"\s*-?\b(?:hela\s+)?(?:{UNIT})(?!\w)", re.IGNORECASE)

_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?:den\s+)?(?P<day>[0-3]?\d)(?:[:.]?(?:a|e))?\s+(?P<month>{_MONTH})(?:\s+(?P<year>(?:19|20)\d\d))?
    | (?P<slash>[0-3]?\d/[01]?\d(?:[\s-]+(?:19|20)\d\d)?)(?!\d)
    | (?P<only>{_MONTH})(?:\s+(?P<its>(?:19|20)\d\d)|(?P<shift>\s+(?:året|kalenderåret)\s+(?:före|innan|efter|därpå)
        |\s+(?:föregående|påföljande|nästa|efterföljande)\s+år))?
    | (?P<alone>(?:19|20)\d\d)(?![\d:/.,-]*\d)(?!\s*(?:kronor|kr\b|procent|%|st\b))
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a text. `unit`: date, yearday, month, month_of_year or year; `value` as the module says."""

    value: float
    unit: str
    start: int
    end: int


def unit_at(text: str, at: int) -> tuple[str, int] | None:
    """The unit of time that stands at `at`, and where it ends."""
    match = _UNIT.match(text, at)
    return (str(match.lastgroup), match.end()) if match else None


def _ordinal(year: int, month: int, day: int) -> float | None:
    """The ordinal of a date, None for one that does not exist."""
    try:
        return float(date(year, month, day).toordinal())
    except ValueError:
        return None


def _reading(match: re.Match[str]) -> tuple[float | None, str]:
    """The value and unit of a match of `_DATE`."""
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return _ordinal(year, month, day), "date"
    if match["month"]:
        month, day = MONTHS[match["month"].lower()], int(match["day"])
        if match["year"]:
            return _ordinal(int(match["year"]), month, day), "date"
        return (float(100 * month + day), "yearday") if 1 <= day <= 31 else (None, "yearday")
    if match["slash"]:
        day, month, *year_of = map(int, re.findall(r"\d+", match["slash"]))
        if year_of:
            return _ordinal(year_of[0], month, day), "date"
        return (float(100 * month + day) if 1 <= month <= 12 and 1 <= day <= 31 else None), "yearday"
    if match["only"]:
        month = MONTHS[match["only"].lower()]
        if match["its"]:
            return float(int(match["its"]) * 12 + month), "month"
        shift = (match["shift"] or "").lower()
        back = 12 if re.search("före|innan|föregående", shift) else -12 if shift else 0
        return float(month - back), "month_of_year"
    return float(match["alone"]), "year"


def moments(text: str) -> list[Moment]:
    """The dates, days, months and years named in `text`, in order; impossible dates are left out."""
    found: list[Moment] = []
    for match in _DATE.finditer(text):
        value, unit = _reading(match)
        if value is not None:
            found.append(Moment(value, unit, match.start(), match.end()))
    return found
