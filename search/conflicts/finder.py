"""Finding conflicts: the documents are read as statements, the rules propose, what holds is told with both quotes."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.artifact import Box, Evidence, page_slice
from ontology.copies import copies
from ontology.iris import Iris
from ontology.projection import document_record
from ontology.vocabulary import DATA
from search.conflicts.areas import area, scopes
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, gather
from search.conflicts.model import ConflictDocument, Finding, Side, finding_id
from search.conflicts.rules import RULES
from search.conflicts.statements import Statement, span_of
from search.conflicts.verification import remarks

LEAST = 0.5  # confidence that is shown
REJECTED = 500  # in a scope: of what verification rejected, the surest are kept for those who ask


def find_conflicts(documents: Sequence[ConflictDocument]) -> list[Finding]:
    """The conflicts between and within the documents, the surest first."""
    return [f for f in examine(documents) if f.verified]


def examine(documents: Sequence[ConflictDocument]) -> list[Finding]:
    """The conflicts, the surest first, and after them what only looked like one, with the reason in `note`.

    Copies are left out; each scope is examined by itself.
    """
    kept = list(_distinct(documents))
    parts: dict[str, list[ConflictDocument]] = defaultdict(list)
    for document, scope in zip(kept, scopes([area(d.artifact) for d in kept]), strict=True):
        parts[scope].append(document)
    return joined(examine_scope(scope, part) for scope, part in sorted(parts.items()))


def joined(parts: Iterable[Sequence[Finding]]) -> list[Finding]:
    """The findings of several scopes as one list; what documents of several scopes say alike stands once."""
    found: dict[str, Finding] = {}
    apart: dict[str, Finding] = {}
    for part in parts:
        for finding in part:
            (found if finding.verified else apart).setdefault(finding.id, finding)
    return [*_surest(found.values()), *_surest(f for f in apart.values() if f.id not in found)]


def examine_scope(scope: str, documents: Sequence[ConflictDocument]) -> list[Finding]:
    """The findings among the documents of one scope, which depend on nothing else. No copies among them."""
    material = gather(documents, [scope] * len(documents))
    found: dict[str, Finding] = {}
    told: set[tuple[int, int]] = set()
    stood: dict[str, list[tuple[bool, bool, int, int]]] = {}  # how far up the documents of a finding stand
    rejected: dict[tuple[int, int], tuple[str, Candidate]] = {}
    work = Comparison(material)
    for rule in RULES:
        for candidate in rule(work):
            a, b = candidate.a.number, candidate.b.number
            pair = (min(a, b), max(a, b))
            if candidate.confidence < LEAST or a == b or pair in told:
                continue
            if candidate.rejected:
                rejected.setdefault(pair, (rule.__name__, candidate))
                continue
            finding = _finding(rule.__name__, documents, candidate)
            standing = sorted(material.rank(s.document) for s in (candidate.a, candidate.b))
            if finding.id not in found or standing < stood[finding.id]:  # of the same words the document that governs
                found[finding.id] = replace(finding, note=remarks(material, candidate.a, candidate.b))
                stood[finding.id] = standing
                told.add(pair)
    kept = [r for pair, r in rejected.items() if pair not in told]
    surest = heapq.nsmallest(REJECTED, kept, key=lambda r: (-r[1].confidence, r[1].a.number, r[1].b.number))
    apart: dict[str, Finding] = {}
    for rule_name, candidate in surest:
        finding = _finding(rule_name, documents, candidate)
        if finding.id not in found:
            apart.setdefault(finding.id, replace(finding, verified=False, note=candidate.rejected))
    return [*_surest(found.values()), *_surest(apart.values())]


def _distinct(documents: Sequence[ConflictDocument]) -> Iterator[ConflictDocument]:
    """The documents in order of their ids, of copies the best read one."""
    records = [document_record(d.artifact, Iris(DATA), {}) for d in documents]
    copied = copies(records)
    yield from sorted((d for d in documents if d.artifact.document not in copied), key=lambda d: d.artifact.document)


def _surest(found: Iterable[Finding]) -> list[Finding]:
    return sorted(found, key=lambda f: (-f.confidence, f.id))


def _finding(rule: str, documents: Sequence[ConflictDocument], found: Candidate) -> Finding:
    quotes = [_quote(documents[s.document], s, at) for s, at in ((found.a, found.at_a), (found.b, found.at_b))]
    name = finding_id(found.type, *quotes)
    a = _side(documents[found.a.document], found.a, found.at_a, rule, found, found.value_a, f"{name}-a")
    b = _side(documents[found.b.document], found.b, found.at_b, rule, found, found.value_b, f"{name}-b")
    return Finding(name, found.type, found.severity, round(found.confidence, 3), found.reason, a, b)


def _evidence(document: ConflictDocument) -> Iterator[Evidence]:
    facts = document.artifact.facts
    yield from (f.evidence for f in facts.relations)
    yield from (f.evidence for f in facts.mandates)
    yield from (f.evidence for f in facts.obligations)
    yield from (f.evidence for f in facts.definitions)


def _quote(document: ConflictDocument, statement: Statement, at: tuple[int, int] | None) -> str:
    span = span_of(document, statement.block, *(at or (statement.start, statement.end)))
    return page_slice(document.artifact.structure.pages, span)


def _side(
    document: ConflictDocument,
    statement: Statement,
    at: tuple[int, int] | None,
    rule: str,
    found: Candidate,
    value: str,
    name: str,
) -> Side:
    structure = document.artifact.structure
    span = span_of(document, statement.block, *(at or (statement.start, statement.end)))
    section = structure.sections[statement.section] if statement.section is not None else None
    boxes: tuple[Box, ...] = ()  # of the paragraph; of the sentence itself where a fact was found in it
    for evidence in _evidence(document):
        if evidence.span == span and evidence.boxes:
            boxes = evidence.boxes
            break
    for passage in structure.passages if not boxes else ():
        if statement.block in passage.blocks and any(s.page == span.page for s in passage.spans[:1]):
            boxes = passage.boxes
            break
    return Side(
        name,
        document.ref,
        span.page,
        page_slice(structure.pages, span),
        span.start,
        span.end,
        boxes,
        f"{section.number} {section.heading}".strip() if section else None,
        str(statement.status),
        rule,
        round(found.confidence, 3),
        value,
    )
