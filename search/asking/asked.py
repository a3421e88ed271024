"""The answer to a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from search.read import Result


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer. `row_kind` is relation, mandate, obligation, definition or reference."""

    kind: str  # relation (from the graph) or passage
    answer: str
    rows: Sequence[Any] = ()
    row_kind: str = "relation"
    results: tuple[Result, ...] = ()
    sparql: str | None = None
    expanded: tuple[str, ...] = field(default=())
