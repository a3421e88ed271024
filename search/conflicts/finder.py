"""Finding conflicts: statements grouped by what they are about, compared within each group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from ingest.artifact import Evidence, Relation
from search.conflicts.model import ConflictDocument, Finding, Side, finding_id

# Predicates that one body alone can have for one object at one time.
EXCLUSIVE = {"fastställer": "beslutsrätt", "beslutar": "beslutsrätt", "förvaltar": "ansvar", "utser": "beslutsrätt"}


def find_conflicts(documents: Sequence[ConflictDocument]) -> list[Finding]:
    """The conflicts between and within the documents, the surest first."""
    groups: dict[tuple[str, str, str], list[tuple[ConflictDocument, Relation]]] = defaultdict(list)
    for document in documents:
        county = document.artifact.structure.metadata.county or document.artifact.document
        for relation in document.artifact.facts.relations:
            about = document.entities.get(relation.object or "")
            if relation.predicate in EXCLUSIVE and about is not None and not relation.negated:
                groups[county, relation.predicate, about[0]].append((document, relation))
    found: dict[str, Finding] = {}
    for (_, predicate, _), stated in groups.items():
        for (one, a), (other, b) in combinations(stated, 2):
            finding = _different_bodies(predicate, one, a, other, b)
            if finding is not None:
                found.setdefault(finding.id, finding)
    return sorted(found.values(), key=lambda f: (-f.confidence, f.id))


def _different_bodies(
    predicate: str, one: ConflictDocument, a: Relation, other: ConflictDocument, b: Relation
) -> Finding | None:
    first, second = one.entities.get(a.subject), other.entities.get(b.subject)
    if first is None or second is None or first[0] == second[0] or a.evidence.quote == b.evidence.quote:
        return None
    if a.evidence.status != b.evidence.status:
        return None
    kind = EXCLUSIVE[predicate]
    name = finding_id(kind, a.evidence.quote, b.evidence.quote)
    about = one.entities[a.object or ""][1]
    return Finding(
        name,
        kind,
        "hög",
        round(0.6 * min(a.evidence.confidence, b.evidence.confidence), 3),
        f"Både {first[1]} och {second[1]} {predicate} {about}.",
        side(one, a.evidence, first[1], f"{name}-a"),
        side(other, b.evidence, second[1], f"{name}-b"),
    )


def side(document: ConflictDocument, evidence: Evidence, value: str, name: str) -> Side:
    """One side of a finding, from the evidence of a fact."""
    section = document.artifact.structure.sections[evidence.section] if evidence.section is not None else None
    return Side(
        name,
        document.ref,
        evidence.span.page,
        evidence.quote,
        evidence.span.start,
        evidence.span.end,
        evidence.boxes,
        f"{section.number} {section.heading}".strip() if section else None,
        str(evidence.status),
        evidence.rule,
        evidence.confidence,
        value,
    )
