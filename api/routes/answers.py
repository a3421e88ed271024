"""Search and questions."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api import views
from api.routes.filters import SearchFilters
from api.schemas.search import AskAnswer, Hit, SearchAnswer, SuggestionRow
from api.wiring import Wired
from search.suggest import MOST
from search.suggesting import suggester

router = APIRouter(prefix="/api", tags=["sökning"])
Question = Annotated[str, Query(description="Plain Swedish: a question or a few words", max_length=1000)]


@router.get("/search")
def search(
    q: Question,
    wired: Wired,
    filters: SearchFilters,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    expand: Annotated[bool, Query(description="Search everyday and administrative words as well")] = True,
    sort: Annotated[
        Literal["relevance", "date"], Query(description="`date`: the best passages, newest document first")
    ] = "relevance",
) -> SearchAnswer:
    """The passages that answer, best first."""
    found = wired.answers.search(q, limit, filters, expand=expand, newest=sort == "date")
    return views.search_answer(found)


@router.get("/suggest")
def suggest(
    wired: Wired,
    q: Annotated[str, Query(description="What is typed so far", max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=20)] = MOST,
) -> list[SuggestionRow]:
    """Names, titles, headings and words of the collection that begin so; å, ä, ö may be left without their marks."""
    return [SuggestionRow.model_validate(s) for s in suggester(wired.catalogue, wired.library).suggest(q, limit)]


@router.get("/ask")
def ask(q: Question, wired: Wired) -> AskAnswer:
    """A question about who owns, decides, must or reports what, answered from the graph; else the passages."""
    return views.ask_answer(wired.answers.ask(q))


@router.get("/similar/{passage}")
def similar(passage: str, wired: Wired, limit: Annotated[int, Query(ge=1, le=20)] = 5) -> list[Hit]:
    """The nearest passages in other documents. `passage` is the id of a hit."""
    return [views.hit(result) for result in wired.answers.similar(passage, limit)]
