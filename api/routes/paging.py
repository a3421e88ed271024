"""The parameters of every paged list."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

Limit = Annotated[int, Query(ge=1, le=200, description="Rows a page")]
Cursor = Annotated[str | None, Query(description="`next` of the page before")]
