"""From the domain's results to what goes over the wire, where the names alone do not do it."""

from __future__ import annotations

from api.schemas.base import DocumentRef, EvidenceRow
from api.schemas.facts import DefinitionRow, MandateRow, ObligationRow, ReferenceRow, RelationRow
from api.schemas.search import Answer, AskAnswer, FacetCount, Hit, SearchAnswer
from search.ask import Asked
from search.read import Result, SearchResult

_ROWS: dict[str, type[EvidenceRow]] = {
    "relation": RelationRow,
    "mandate": MandateRow,
    "obligation": ObligationRow,
    "definition": DefinitionRow,
    "reference": ReferenceRow,
}


def hit(result: Result) -> Hit:
    """A passage that was found."""
    section = result.section
    return Hit(
        id=result.id,
        score=result.score,
        document=DocumentRef.model_validate(result.document),
        page=result.page,
        section=f"{section.number} {section.heading}".strip() if section else None,
        text=result.text,
        start=result.start,
        end=result.end,
        boxes=[(b[0], b[1], b[2], b[3]) for b in result.boxes],
        highlights=list(result.highlights),
        matched=list(result.matched),
        status=result.status,
        copies=[DocumentRef.model_validate(d) for d in result.copies],
    )


def search_answer(found: SearchResult) -> SearchAnswer:
    """The answer to a search."""
    hits = [hit(r) for r in found.results]
    said = found.answer
    best = next((h for h in hits if said is not None and h.id == said.passage), None)
    answer = None
    if said is not None and best is not None:
        answer = Answer(
            text=said.text,
            document=best.document,
            page=best.page,
            section=best.section,
            start=best.start,
            end=best.end,
            boxes=best.boxes,
            confidence=said.confidence,
        )
    return SearchAnswer(
        query=found.query,
        results=hits,
        answer=answer,
        suggestion=found.suggestion,
        expanded=list(found.expanded),
        facets={n: [FacetCount(value=v, count=c) for v, c in counts.items()] for n, counts in found.facets.items()},
        total=found.total,
        searched=found.searched,
    )


def ask_answer(asked: Asked) -> AskAnswer:
    """The answer to a question."""
    rows: list[EvidenceRow] = [_ROWS[asked.row_kind].model_validate(r) for r in asked.rows]
    hits = [hit(r) for r in asked.results]
    return AskAnswer(
        kind=asked.kind,
        answer=asked.answer,
        rows=rows,
        results=hits,
        sparql=asked.sparql,
        citations=[{"document": r.document, "page": r.page} for r in rows or hits][:10],
    )
