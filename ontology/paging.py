"""Pages of a list, and the cursors that lead through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from corpus.errors import InvalidInputError
from ontology.rows import Page

T = TypeVar("T")
MOST = 200  # rows a page


def window(limit: int, cursor: str | None) -> tuple[int, int]:
    """Offsets of a page, first and past the last. Raises InvalidInputError for a cursor that none of ours is."""
    if cursor is not None and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 12):
        raise InvalidInputError("Markören för nästa sida är ogiltig. Börja om från första sidan.")
    start = int(cursor or 0)
    return start, start + max(1, min(limit, MOST))


def paged(items: Sequence[T], start: int, total: int) -> Page[T]:
    """A page of items that stand from `start` in a list of `total`."""
    end = start + len(items)
    return Page(tuple(items), str(end) if items and end < total else None, total)


def every(page: Callable[[str | None], Page[T]]) -> Iterator[T]:
    """All items of a list, page after page. `page` gives the page of a cursor."""
    cursor: str | None = None
    while True:
        found = page(cursor)
        yield from found.items
        cursor = found.next
        if cursor is None:
            return
