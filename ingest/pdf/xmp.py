"""What the file says of itself in XMP (ISO 16684-1), read with pypdf: pdfium gives the older dictionary only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.xmp import XmpInformation

from ingest.pdf.cleaning import fold

_LANGUAGES = ("sv-SE", "sv", "x-default")  # of a title in several languages, the first that is there
# pypdf tells every oddity of a file; what matters is told by the reader of the pages
logging.getLogger("pypdf").setLevel(logging.ERROR)


def with_xmp(path: Path, info: dict[str, str]) -> dict[str, str]:
    """`info`, with title, author and dates from the XMP packet where the dictionary has none.

    The dictionary wins where it says something: readers of PDFs show that. A packet that cannot
    be read is as none.
    """
    if {"title", "author", "created"} <= info.keys():
        return info
    return dict(_said(path)) | info


def _said(path: Path) -> Iterator[tuple[str, str]]:
    try:
        xmp = PdfReader(path).xmp_metadata
        if xmp is None:
            return
        yield from _fields(xmp)
    # pypdf lets errors of broken objects through as they are: these are the kinds it is known to raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return


def _fields(xmp: XmpInformation) -> Iterator[tuple[str, str]]:
    titles = xmp.dc_title or {}
    title = next((titles[name] for name in _LANGUAGES if name in titles), next(iter(titles.values()), ""))
    author = ", ".join(xmp.dc_creator or [])
    for name, text in (("title", fold(title)), ("author", fold(author))):
        if text:
            yield name, text
    for name, moment in (("created", xmp.xmp_create_date), ("modified", xmp.xmp_modify_date)):
        if isinstance(moment, datetime):
            yield name, moment.replace(tzinfo=moment.tzinfo or UTC).isoformat(timespec="seconds")
