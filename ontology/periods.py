"""Dates as exact as texts give them ("2022", "2022-07", "2022-07-01"), compared with a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from corpus.errors import InvalidInputError


def first_day(value: str) -> date | None:
    """The first day that a date can mean, or None where it is no date.

    >>> first_day("2022-07")
    datetime.date(2022, 7, 1)
    """
    return _day(value, last=False)


def last_day(value: str) -> date | None:
    """The last day that a date can mean, or None where it is no date.

    >>> last_day("2022")
    datetime.date(2022, 12, 31)
    """
    return _day(value, last=True)


def covers(start: str | None, end: str | None, day: date) -> bool:
    """Whether a day lies in a period; a bound that is missing or unreadable bounds nothing."""
    first = first_day(start) if start else None
    last = last_day(end) if end else None
    return (first is None or first <= day) and (last is None or day <= last)


def parse_day(value: str) -> date:
    """The day in a request. Raises InvalidInputError."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidInputError(f"”{value}” är inget datum. Skriv det som 2024-05-31.") from None


def _day(value: str, *, last: bool) -> date | None:
    parts = value.split("-")
    if not all(p.isdigit() for p in parts) or len(parts) > 3:
        return None
    year, month, day = (*(int(p) for p in parts), 0, 0)[:3]
    month = month or (12 if last else 1)
    try:
        return date(year, month, day or (monthrange(year, month)[1] if last else 1))
    except ValueError:
        return None
