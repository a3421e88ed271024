"""What stands beside the documents in the graph: conflicts, gaps, and what people decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pyoxigraph import Triple

from corpus.decisions import Decision
from ontology.catalogue import Catalogue
from ontology.followups import planned
from ontology.gaps import find
from ontology.review_triples import (
    CONFLICTS,
    DECISIONS,
    GAPS,
    Disagreement,
    Said,
    conflict_triples,
    decision_triples,
    gap_triples,
)
from search.conflicts.model import Side
from search.findings import Judged


def found_beside(
    catalogue: Catalogue, findings: Sequence[Judged], decisions: Sequence[Decision], today: date
) -> dict[str, tuple[Triple, ...]]:
    """Conflicts, gaps as of a day, and decisions, as triples by kind (see `GraphBuilder.put_beside`)."""
    versions = {d.id: d.version for d in catalogue.document_records().values()}
    said = [
        Disagreement(f.id, f.type, f.severity, f.confidence, f.explanation, _said(f.a), _said(f.b)) for f in findings
    ]
    return {
        CONFLICTS: conflict_triples(catalogue.iris, said, versions),
        GAPS: gap_triples(catalogue.iris, find(catalogue, today, planned(decisions))),
        **decided_beside(catalogue, decisions),
    }


def decided_beside(catalogue: Catalogue, decisions: Sequence[Decision]) -> dict[str, tuple[Triple, ...]]:
    """What people decided about conflicts, and follow-ups, as triples by kind."""
    return {DECISIONS: decision_triples(catalogue.iris, decisions)}


def _said(side: Side) -> Said:
    return Said(side.document.id, side.page, side.quote, side.start, side.end, side.value)
