"""Reading one document, from its file to its structure and facts. Runs in a child process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.artifact import Facts, Structure
from ingest.extraction.definitions import find_definitions
from ingest.extraction.entities import find_entities
from ingest.extraction.facts import find_facts
from ingest.extraction.references import find_references
from ingest.options import ReadOptions
from ingest.pdf.ocr import Recogniser
from ingest.pdf.reading import read_pdf
from ingest.places import with_boxes
from ingest.structure.build import build


def read_document(path: str, file: str, options: ReadOptions) -> tuple[Structure, Facts]:
    """The structure and facts of the PDF at `path`, named `file`. Raises DocumentError."""
    reading = read_pdf(Path(path), options.limits, Recogniser() if options.ocr else None)
    structure = build(reading, file)
    table = find_entities(structure)
    facts = replace(
        find_facts(structure, table),
        definitions=tuple(find_definitions(structure)),
        references=tuple(find_references(structure, table)),
    )
    return with_boxes(Path(path), structure, facts)
