"""The filters of a search, from the query string to what the index takes."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from corpus.errors import InvalidInputError
from search.index.port import Filters

Many = Annotated[list[str] | None, Query()]


def search_filters(
    group: Many = None,
    target_group: Many = None,
    party: Many = None,
    document: Many = None,
    type: Many = None,
    status: Many = None,
    county: Many = None,
    year: Annotated[list[int] | None, Query()] = None,
    valid_on: Annotated[str | None, Query(description="A date, 2025-12-31")] = None,
) -> Filters:
    """The filters. Values of one field are alternatives. Raises InvalidInputError for a date that is none."""
    return Filters(
        document=tuple(document or ()),
        type=tuple(type or ()),
        party=tuple(party or ()),
        group=tuple(group or ()),
        target_group=tuple(target_group or ()),
        status=tuple(status or ()),
        county=tuple(county or ()),
        year=tuple(year or ()),
        valid_on=_whole(valid_on),
    )


def day(text: str | None) -> date | None:
    """A date of the form 2025-12-31. Raises InvalidInputError."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInputError(f"”{text}” är inget datum. Skriv det som 2025-12-31.") from None


def _whole(text: str | None) -> int | None:
    found = day(text)
    return None if found is None else found.year * 10_000 + found.month * 100 + found.day


SearchFilters = Annotated[Filters, Depends(search_filters)]
