"""What the collection holds: counts, readiness, and a document with all that belongs to it."""

from __future__ import annotations

from dataclasses import asdict

from api.schemas.things import DocumentDetail, SectionRow, VersionRow
from api.wiring import Container
from ingest.artifact import EntityKind, Structure
from search.index.port import Filters


def counts(wired: Container) -> dict[str, int]:
    """How much of each there is."""
    return {
        "documents": len(wired.catalogue.document_records()),
        "parties": len(wired.catalogue.ids_of_kind(EntityKind.PARTY)),
        "groups": len(wired.catalogue.ids_of_kind(EntityKind.GROUP)),
        "agreements": len(wired.catalogue.ids_of_kind(EntityKind.AGREEMENT)),
        "passages": wired.library.index.count(Filters()),
        "triples": wired.graph.count(),
        "conflicts": wired.findings.count(),
    }


def ready(wired: Container) -> dict[str, bool]:
    """Whether graph, index and model answer."""
    return {
        "graph": wired.graph.query("ASK {}").boolean is True,
        "index": wired.library.index.count(Filters()) >= 0,
        "model": wired.library.embedder.encode_query("avtal").shape == (wired.library.embedder.dimensions,),
    }


def document_detail(wired: Container, document: str) -> DocumentDetail:
    """A document with its sections, versions and problems. Raises NotFoundError."""
    row = asdict(wired.catalogue.document(document))
    structure = wired.collection.artifact(document).structure
    current = wired.collection.entry(document)
    row["sections"] = [
        SectionRow(number=s.number, heading=s.heading, level=s.level, page=_page(structure, s.first), status=s.status)
        for s in structure.sections
    ]
    row["versions"] = [
        VersionRow(version=e.version, file=e.file, at=e.at, current=e.version == current.version)
        for e in wired.collection.versions(document)
    ]
    row["problems"] = list(dict.fromkeys(p["message"] for p in row["problems"]))
    return DocumentDetail.model_validate(row)


def _page(structure: Structure, block: int) -> int:
    """The page where a block begins."""
    if block < len(structure.blocks):
        return structure.blocks[block].spans[0].page
    return len(structure.pages)
