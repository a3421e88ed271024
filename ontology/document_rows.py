"""Documents as rows, with what they are copies and versions of."""

from __future__ import annotations

from ontology.records import DocumentRecord
from ontology.rows import DocumentRow, ProblemRow, SectionRow


def document_row(record: DocumentRecord) -> DocumentRow:
    """A document with its metadata."""
    return DocumentRow(
        id=record.id,
        title=record.title,
        file=record.file,
        type=record.type,
        date=record.date,
        status=record.status,
        version=record.version,
        edition=record.edition,
        register_number=record.register_number,
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        county=record.county,
        decided_by=record.decided_by,
        replaces=record.replaces,
        language=record.language,
        pages=record.pages,
        sections=tuple(SectionRow(*s) for s in record.sections),
        problems=tuple(ProblemRow(*p) for p in record.problems),
        counts=record.counts,
    )
