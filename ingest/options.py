"""How documents are read, and the entry that child processes call."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ingest.artifact import Facts, Structure
from ingest.pdf.lines import Limits

RECIPE = 2  # raise it when the same file would be read to something else: documents are then read again


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How documents are read. `ocr` says whether scanned pages can be recognised here."""

    limits: Limits = field(default_factory=Limits)
    ocr: bool = True


def read_in_child(path: str, file: str, options: ReadOptions) -> tuple[Structure, Facts]:
    """The structure and facts of the PDF at `path`, named `file`. Raises DocumentError."""
    # only here: the word lists of the reader take half a second, which the service need not wait for
    from ingest.document import read_document  # noqa: PLC0415

    return read_document(path, file, options)


def place_in_child(path: str, structure: Structure, facts: Facts) -> tuple[Structure, Facts]:
    """The same with boxes from the PDF at `path` where there are none yet. Raises DocumentError."""
    from ingest.places import with_boxes  # noqa: PLC0415 - the reader of PDFs is for the children alone

    return with_boxes(Path(path), structure, facts)
