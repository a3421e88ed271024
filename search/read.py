"""The read path: a plain question in, passages with their places out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.artifact import Status
from ontology.rows import DocumentRef
from search.analysis import words
from search.answer import Answer, extract
from search.embedding import Embedder
from search.highlights import Highlighter
from search.index.port import Filters, PassageIndex, Payload
from search.query import Plan, Understanding, plan
from search.ranking import Ranked, collapse, newest_first, weigh_status
from search.reranking import Reranker, rerank
from search.retrieval import retriever

_DEPTH = 60  # passages that each half gives
_DATED = 30  # best passages that are put in order of date
_FILTERS = 64  # choices of filters whose counts are remembered


@dataclass(frozen=True, slots=True)
class SectionRef:
    """Number and heading of the section that a result stands in."""

    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class Result:
    """A passage found. `start`, `end`: characters of the page's text; `highlights`: of `text`."""

    id: str
    score: float
    document: DocumentRef
    page: int
    section: SectionRef | None
    text: str
    start: int
    end: int
    boxes: tuple[tuple[float, ...], ...]
    highlights: tuple[tuple[int, int], ...]
    matched: tuple[str, ...]
    status: str
    copies: tuple[DocumentRef, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search. `expanded` are the everyday or administrative words searched for as well.

    `total` is the number of candidates that the two halves gave, copies included: where every passage is
    more or less near a question, no number of hits is exact. `searched` (passages that fulfil the filters) and
    `facets` (field -> value -> passages that fulfil the filters and have it) are exact counts of the index.
    """

    query: str
    results: tuple[Result, ...]
    total: int
    searched: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str | None = None
    answer: Answer | None = None
    expanded: tuple[str, ...] = ()


class Searcher:
    """Searches one index with the model it was built with. Safe to share between threads.

    Make a new one when the index has changed: counts by filters are remembered.
    """

    def __init__(
        self, index: PassageIndex, embedder: Embedder, understanding: Understanding, reranker: Reranker | None = None
    ) -> None:
        self._index = index
        self._reranker = reranker
        self._retriever = retriever(index, embedder)
        self._understanding = understanding
        self._counts = lru_cache(_FILTERS)(self._count)

    def search(
        self,
        query: str,
        limit: int = 10,
        filters: Filters | None = None,
        *,
        expand: bool = True,
        facets: bool = True,
        newest: bool = False,
    ) -> SearchResult:
        """The best passages for a question in plain Swedish, at most `limit`.

        An empty question gives no results. `expand` false leaves the thesaurus out. `newest` puts the best
        passages in the order of their documents' dates; the answer is still taken from the very best.
        """
        chosen = filters or Filters()
        made = plan(query, self._understanding, expand=expand)
        if made.empty:
            return SearchResult(query, (), 0)
        searched, counts = self._counts(chosen) if facets else (0, {})
        ranked = weigh_status(self._retriever.retrieve(made, max(_DEPTH, limit * 2), chosen))
        if self._reranker is not None:
            ranked = rerank(self._reranker, query, ranked)
        kept = collapse(ranked, limit)
        shown = newest_first(collapse(ranked, max(limit, _DATED)), limit) if newest else kept
        marker = Highlighter(made)
        return SearchResult(
            query=query,
            results=tuple(_result(r, copies, marker) for r, copies in shown),
            total=len(ranked),
            searched=searched,
            facets=counts,
            suggestion=made.suggestion,
            answer=extract(kept[0][0], made) if kept else None,
            expanded=made.expanded,
        )

    def similar(self, passage: str, limit: int = 5) -> tuple[Result, ...]:
        """The nearest passages in other documents than the passage's own. `passage` is a result's id."""
        vector = self._index.vectors([passage]).get(passage)
        if vector is None:
            return ()
        hits = self._index.dense(vector, limit * 10, Filters())
        own = next((h.payload["document"] for h in hits if h.id == passage), None)
        others = [Ranked(h.id, h.score, h.score, None, h.payload) for h in hits if h.payload["document"] != own]
        marker = Highlighter(Plan(text=""))
        return tuple(_result(r, copies, marker) for r, copies in collapse(others, limit))

    def _count(self, filters: Filters) -> tuple[int, Mapping[str, Mapping[str, int]]]:
        """How many passages fulfil the filters, and how many of them have each value."""
        return self._index.count(filters), self._index.facets(filters)


def _document(payload: Payload) -> DocumentRef:
    return DocumentRef(
        payload["document"],
        payload["title"],
        payload["file"],
        payload["type"],
        payload["date"] or None,
        Status(payload["document_status"]),
    )


def _result(ranked: Ranked, copies: Sequence[Ranked], marker: Highlighter) -> Result:
    payload = ranked.payload
    heading = payload["section_number"] or payload["section_heading"]
    marks, why = marker.mark(payload["text"])
    if ranked.dense is not None:
        why.append("betydelse")
    return Result(
        id=ranked.id,
        score=round(ranked.score, 4),
        document=_document(payload),
        page=payload["page"],
        section=SectionRef(payload["section_number"], payload["section_heading"]) if heading else None,
        text=payload["text"],
        start=payload["start"],
        end=payload["end"],
        boxes=tuple(tuple(box) for box in payload["boxes"]),
        highlights=tuple(marks),
        matched=tuple(why),
        status=payload["status"],
        copies=tuple({c.payload["document"]: _document(c.payload) for c in copies}.values()),
    )


def vocabulary(index: PassageIndex) -> dict[str, int]:
    """The words of all passages and how often each stands, for mending misspelt questions."""
    counts: dict[str, int] = {}
    for hit in index.scroll(Filters()):
        for word, _, _ in words(str(hit.payload["text"])):
            counts[word] = counts.get(word, 0) + 1
    return counts
