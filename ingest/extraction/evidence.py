"""Evidence for a fact found in a sentence."""

from __future__ import annotations

from ingest.artifact import Evidence, Metadata, Page, locate, page_slice
from ingest.extraction.status import status_of
from ingest.extraction.units import Unit


def evidence_for(unit: Unit, pages: tuple[Page, ...], metadata: Metadata, rule: str, confidence: float) -> Evidence:
    """The sentence as quote, with its place, status and the rule that found the fact."""
    span = locate(unit.block, unit.start, unit.end)
    return Evidence(
        span=span,
        quote=page_slice(pages, span),
        section=unit.section,
        status=status_of(unit.status, metadata, unit.text),
        rule=rule,
        confidence=confidence,
    )
