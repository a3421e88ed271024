"""Passages of artifacts to points of the index.

A passage is found by its own words and, less strongly, by its context: the document's title and the
headings above it. Both halves know both: the sparse one counts a word of the context as `CONTEXT` of
a word, the dense one adds `CONTEXT_VECTOR` of the context's vector.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.ids import VersionId, passage_id, slug
from ingest.artifact import Artifact, EntityKind, Metadata, Passage, Section
from search.analysis import Bm25, Sparse, document_terms, document_vector, fold
from search.embedding import Embedder, Vectors
from search.index.port import PassageIndex, Payload, Point, point_id

CONTEXT = 0.5  # of a word: what a word of the title or heading counts
CONTEXT_VECTOR = 0.3  # of the context's vector is added to the passage's
BM25 = Bm25()
MAX_TEXT = 1_500  # characters of a passage that are shown
_BATCH = 512
_FIRST, _LAST = 0, 99_999_999


@dataclass(frozen=True, slots=True)
class Names:
    """The names that filters go by, where they are other than what the document itself says.

    `entities`: local entity id -> the id in the graph.
    """

    entities: Mapping[str, str] = field(default_factory=dict)


def index_artifacts(
    index: PassageIndex, embedder: Embedder, artifacts: Iterable[Artifact], names: Mapping[str, Names] | None = None
) -> int:
    """Store all passages of the artifacts, in place of earlier versions. Returns how many.

    `names` is by document id. Call `index.optimize()` and `index.flush()` when all are in.
    """
    total = 0
    for batch in _batches(artifacts):
        for artifact in batch:
            index.delete_document(artifact.document)
        points = artifact_points(batch, embedder, names or {})
        index.upsert(points)
        total += len(points)
    return total


def _batches(artifacts: Iterable[Artifact]) -> Iterator[list[Artifact]]:
    """Artifacts of about `_BATCH` passages at a time: a text is encoded faster among many."""
    batch: list[Artifact] = []
    size = 0
    for artifact in artifacts:
        batch.append(artifact)
        size += len(artifact.structure.passages)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def artifact_points(artifacts: Sequence[Artifact], embedder: Embedder, names: Mapping[str, Names]) -> list[Point]:
    """The points of document versions, at most one of each document."""
    passages = [(artifact, number) for artifact in artifacts for number in range(len(artifact.structure.passages))]
    texts = [artifact.structure.passages[number].text for artifact, number in passages]
    contexts = [
        context(a.structure.metadata, a.structure.sections, passage)
        for a in artifacts
        for passage in a.structure.passages
    ]
    dense, sparse = encode(texts, contexts, embedder)
    payloads = (payload for a in artifacts for payload in _payloads(a, names.get(a.document, Names())))
    return [
        Point(point_id(passage_id(VersionId(artifact.version), number)), dense[row], sparse[row], payload)
        for row, ((artifact, number), payload) in enumerate(zip(passages, payloads, strict=True))
    ]


def _payloads(artifact: Artifact, names: Names) -> Iterator[Payload]:
    base = _document_payload(artifact, names)
    spoken = _spoken_names(artifact, names)
    for number, passage in enumerate(artifact.structure.passages):
        yield base | _passage_payload(artifact, passage, number, spoken)


def encode(texts: Sequence[str], contexts: Sequence[str], embedder: Embedder) -> tuple[Vectors, list[Sparse]]:
    """The dense vectors, of length 1, and the sparse vectors of passages with their contexts."""
    distinct = sorted(set(contexts))
    around = {text: document_terms(text) for text in distinct}
    sparse = [passage_vector(text, around[beside]) for text, beside in zip(texts, contexts, strict=True)]
    dense = np.zeros((len(texts), embedder.dimensions), dtype=np.float32)
    known = dict(zip(distinct, embedder.encode(distinct), strict=True)) if distinct else {}
    for start in range(0, len(texts), _BATCH):
        dense[start : start + _BATCH] = embedder.encode(texts[start : start + _BATCH])
    for row, beside in enumerate(contexts):
        dense[row] += CONTEXT_VECTOR * known[beside]
    lengths = np.linalg.norm(dense, axis=1, keepdims=True)
    return np.asarray(dense / np.maximum(lengths, 1e-12), dtype=np.float32), sparse


def passage_vector(text: str, around: Iterable[str]) -> Sparse:
    """The sparse vector of a passage; `around`: the terms of its context."""
    counts: dict[str, float] = {t: float(n) for t, n in document_terms(text).items()}
    for term in around:
        counts[term] = counts.get(term, 0.0) + CONTEXT
    return document_vector(counts, BM25)


def context(metadata: Metadata, sections: Sequence[Section], passage: Passage) -> str:
    """The document's title and the headings above a passage, outermost first."""
    path: list[str] = []
    at = passage.section
    while at is not None:
        path.append(f"{sections[at].number} {sections[at].heading}".strip())
        at = sections[at].parent
    return ". ".join([metadata.title, *reversed(path)])


def whole_date(date: str | None, *, last: bool = False) -> int:
    """An ISO date, as exact as it is, as a whole number: "2022-07" is 20220700, or 20220799 as the last of a span.

    0, or 99999999 as the last, where it is unknown.
    """
    digits = "".join(c for c in (date or "") if c.isdigit())[:8]
    if len(digits) < 4:
        return _LAST if last else _FIRST
    return int(digits.ljust(8, "9" if last else "0"))


def _document_payload(artifact: Artifact, names: Names) -> Payload:
    metadata = artifact.structure.metadata
    local = {e.id: e for e in artifact.facts.entities}
    parties: list[str] = []
    targets: list[str] = []
    for entity in artifact.facts.entities:
        if entity.kind is EntityKind.AGREEMENT:
            for party in entity.parties:
                if party in local:
                    parties += [names.entities.get(party, slug(local[party].name)), local[party].name]
            if entity.target_group:
                targets.append(entity.target_group)
    return {
        "document": artifact.document,
        "type": metadata.type,
        "party": sorted(set(parties)),
        "target_group": sorted(set(targets)),
        "county": metadata.county or "",
        "year": whole_date(metadata.date or metadata.valid_from) // 10_000,
        "valid_from": whole_date(metadata.valid_from),
        "valid_to": whole_date(metadata.valid_to, last=True),
        "title": metadata.title,
        "file": artifact.file,
        "date": metadata.date or "",
        "document_status": str(metadata.status),
        "version": artifact.version,
    }


def _spoken_names(artifact: Artifact, names: Names) -> list[tuple[str, list[str]]]:
    """Folded name or alias of a group -> what a filter may call it."""
    found: list[tuple[str, list[str]]] = []
    for entity in artifact.facts.entities:
        if entity.kind is EntityKind.GROUP:
            called = [names.entities.get(entity.id, slug(entity.name)), entity.name]
            found += [(fold(n.casefold()), called) for n in (entity.name, *entity.aliases) if len(n) > 1]
    return found


def _passage_payload(
    artifact: Artifact, passage: Passage, number: int, spoken: Sequence[tuple[str, list[str]]]
) -> Payload:
    section = artifact.structure.sections[passage.section] if passage.section is not None else None
    here = [s for s in passage.spans if s.page == passage.spans[0].page]
    folded = fold(f"{section.heading if section else ''} {passage.text}".casefold())
    return {
        "status": str(passage.status),
        "group": sorted({called for name, both in spoken if name in folded for called in both}),
        "text": passage.text[:MAX_TEXT],
        "page": here[0].page,
        "start": min(s.start for s in here),
        "end": max(s.end for s in here),
        "boxes": [list(box) for box in passage.boxes],
        "section_number": section.number if section else "",
        "section_heading": section.heading if section else "",
        "passage": number,
    }
