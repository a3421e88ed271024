"""The read path: a plain question in, passages with their places out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.analysis import word_terms, words
from search.answer import Answer, extract
from search.embedding import Embedder
from search.index.port import FACETS, Filters, PassageIndex, Payload
from search.query import Plan, Understanding, plan
from search.ranking import Ranked, collapse, weigh_status
from search.retrieval import retrieve

_DEPTH = 60  # passages that each half gives


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """The document that a result stands in."""

    id: str
    title: str
    file: str
    type: str
    date: str | None
    status: str


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
    """The answer to a search. `expanded` are the everyday or administrative words searched for as well."""

    query: str
    results: tuple[Result, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str | None = None
    answer: Answer | None = None
    expanded: tuple[str, ...] = ()


class Searcher:
    """Searches one index with the model it was built with. Safe to share between threads."""

    def __init__(self, index: PassageIndex, embedder: Embedder, understanding: Understanding) -> None:
        self._index = index
        self._embedder = embedder
        self._understanding = understanding

    def search(
        self, query: str, limit: int = 10, filters: Filters | None = None, *, expand: bool = True, facets: bool = True
    ) -> SearchResult:
        """The best passages for a question in plain Swedish, at most `limit`.

        An empty question gives no results. `expand` false leaves the thesaurus out.
        """
        chosen = filters or Filters()
        made = plan(query, self._understanding, expand=expand)
        if made.empty:
            return SearchResult(query, (), 0)
        ranked = weigh_status(retrieve(self._index, self._embedder, made, max(_DEPTH, limit * 2), chosen))
        kept = collapse(ranked, limit)
        return SearchResult(
            query=query,
            results=tuple(_result(r, copies, made) for r, copies in kept),
            total=len(ranked),
            facets=_facets(ranked) if facets else {},
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
        return tuple(_result(r, copies, Plan(text="")) for r, copies in collapse(others, limit))


def _facets(found: Sequence[Ranked]) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for ranked in found:
        for name, counts in counted.items():
            value = ranked.payload.get(name)
            for one in value if isinstance(value, list) else [value]:
                if one not in (None, "", 0):
                    counts[str(one)] = counts.get(str(one), 0) + 1
    return {n: dict(sorted(c.items(), key=lambda kv: (-kv[1], kv[0]))[:20]) for n, c in counted.items()}


def _document(payload: Payload) -> DocumentRef:
    return DocumentRef(
        payload["document"],
        payload["title"],
        payload["file"],
        payload["type"],
        payload["date"] or None,
        payload["document_status"],
    )


def _result(ranked: Ranked, copies: Sequence[Ranked], made: Plan) -> Result:
    payload = ranked.payload
    heading = payload["section_number"] or payload["section_heading"]
    marks, why = _matches(payload["text"], made)
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


def _matches(text: str, made: Plan) -> tuple[list[tuple[int, int]], list[str]]:
    """Where the words of the question stand in a text, and which they are."""
    marks: list[tuple[int, int]] = []
    why: dict[str, None] = {}
    for word, start, end in words(text):
        terms = word_terms(word)
        if terms is None:
            continue
        own = {terms.whole, *terms.parts, terms.folded} - {""}
        if own & made.own.keys():
            marks.append((start, end))
            why.setdefault(f"ord: {word}")
        elif own & made.extra.keys():
            marks.append((start, end))
            why.setdefault(f"närliggande ord: {word}")
    return marks, list(why)[:8]


def vocabulary(index: PassageIndex) -> dict[str, int]:
    """The words of all passages and how often each stands, for mending misspelt questions."""
    counts: dict[str, int] = {}
    for hit in index.scroll(Filters()):
        for word, _, _ in words(str(hit.payload["text"])):
            counts[word] = counts.get(word, 0) + 1
    return counts
