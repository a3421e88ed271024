"""Boxes on the page for every passage and every piece of evidence, found once when a document is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.artifact import Box, Evidence, Facts, Span, Structure
from ingest.pdf.boxes import BoxFinder


def with_boxes(path: Path, structure: Structure, facts: Facts) -> tuple[Structure, Facts]:
    """The same structure and facts, with `boxes` filled in from the PDF at `path` where there are none yet."""
    with BoxFinder(path, structure.pages) as finder:
        found: dict[Span, tuple[Box, ...]] = {}

        def boxes(span: Span) -> tuple[Box, ...]:
            if span not in found:
                found[span] = finder.boxes(span)
            return found[span]

        def placed(evidence: Evidence) -> Evidence:
            return evidence if evidence.boxes else replace(evidence, boxes=boxes(evidence.span))

        passages = tuple(
            p if p.boxes else replace(p, boxes=tuple(b for s in p.spans if s.page == p.spans[0].page for b in boxes(s)))
            for p in structure.passages
        )
        entities = tuple(replace(e, evidence=tuple(placed(x) for x in e.evidence)) for e in facts.entities)
        return replace(structure, passages=passages), Facts(
            entities,
            tuple(replace(f, evidence=placed(f.evidence)) for f in facts.relations),
            tuple(replace(f, evidence=placed(f.evidence)) for f in facts.mandates),
            tuple(replace(f, evidence=placed(f.evidence)) for f in facts.obligations),
            tuple(replace(f, evidence=placed(f.evidence)) for f in facts.definitions),
            tuple(replace(f, evidence=placed(f.evidence)) for f in facts.references),
        )
