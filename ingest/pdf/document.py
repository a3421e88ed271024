"""Opening a PDF: what the file is, whether it may be read, what it says of itself."""

from __future__ import annotations

import ctypes
import mmap
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from corpus.errors import (
    DamagedPdfError,
    EmptyFileError,
    EncryptedPdfError,
    ExtractionForbiddenError,
    LimitExceededError,
    NotPdfError,
)
from ingest.artifact import Problem
from ingest.pdf.cleaning import fold
from ingest.pdf.lines import Bookmark, Limits

_ONE_AT_A_TIME = RLock()  # pdfium shares state between documents: two threads in it end the process
_COPY = 1 << 4  # bit 5 of the rights: copy text and graphics (ISO 32000-1 table 22)
_HEADER_WITHIN = 1024  # bytes in which "%PDF-" must stand (ISO 32000-1, annex H.3.4.1)
_MOST_BOOKMARKS = 10_000
_KEYS = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "Creator": "creator",
    "Producer": "producer",
    "CreationDate": "created",
    "ModDate": "modified",
}
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})(\d{2})?)?\s*([Zz]|[+-]\d{2}'?\d{0,2}'?)?")
# what people attach; layout programs attach settings and reports of their own, which nobody misses
_DOCUMENT_NAME = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|txt|xlsx?|ods|csv|pptx?|odp|msg|eml|tiff?|png|jpe?g|zip)$", re.IGNORECASE
)
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "ett Word-, Excel- eller zip-dokument"),
    (b"\xd0\xcf\x11\xe0", "ett äldre Word- eller Office-dokument"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"\x89PNG", "en PNG-bild"),
    (b"\xff\xd8\xff", "en JPEG-bild"),
    (b"II*\x00", "en TIFF-bild"),
    (b"MM\x00*", "en TIFF-bild"),
    (b"GIF8", "en GIF-bild"),
    (b"%!PS", "en PostScript-fil"),
    (b"\x1f\x8b", "en gzip-fil"),
)
_EXPORT = "Öppna den i programmet den hör till, exportera som PDF och lägg in den igen."
_FETCH = "Hämta filen på nytt från avsändaren eller spara om den i en PDF-läsare, och lägg in den igen."


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF at `path`, closed afterwards. Broken cross-reference tables are mended by pdfium.

    Other threads wait until it is closed.

    Raises EmptyFileError, NotPdfError, EncryptedPdfError, ExtractionForbiddenError,
    DamagedPdfError, LimitExceededError (too many pages).
    """
    check_signature(path)
    with _ONE_AT_A_TIME:
        document = _open(path)
        try:
            _check(document, limits)
            yield document
        finally:
            document.close()


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            message = "Filen är låst med lösenord. Spara en kopia utan lösenord och lägg in den igen."
            raise EncryptedPdfError(message) from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            message = (
                "Filen är krypterad på ett sätt som inte stöds. Spara en kopia utan kryptering och lägg in den igen."
            )
            raise EncryptedPdfError(message) from error
        raise DamagedPdfError(f"PDF-filen är skadad eller ofullständig och går inte att öppna. {_FETCH}") from error


def check_signature(path: Path) -> None:
    """Raises EmptyFileError or NotPdfError, by the first bytes of the file."""
    with path.open("rb") as file:
        head = file.read(_HEADER_WITHIN + 8)
    if not head:
        raise EmptyFileError(f"Filen är tom (0 byte). {_FETCH}")
    if b"%PDF-" in head:
        return
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            raise NotPdfError(f"Filen är inte en PDF utan {kind}. {_EXPORT}")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml)", head, re.IGNORECASE):
        raise NotPdfError(
            "Filen är inte en PDF utan en webbsida (HTML eller XML). Hämta själva PDF-filen och lägg in den."
        )
    if not head.strip(b"\x00"):
        raise DamagedPdfError(f"Filen innehåller bara nollor och går inte att läsa. {_FETCH}")
    if b"\x00" not in head:
        raise NotPdfError(f"Filen är inte en PDF utan en textfil. {_EXPORT}")
    raise NotPdfError(f"Filen är inte en PDF: kännetecknet %PDF saknas i början. {_EXPORT}")


def _check(document: pypdfium2.PdfDocument, limits: Limits) -> None:
    rights = pdfium.FPDF_GetDocPermissions(document.raw)
    if pdfium.FPDF_GetSecurityHandlerRevision(document.raw) >= 0 and not rights & _COPY:
        message = (
            "Filens ägare har förbjudit att text tas ut ur den. "
            "Be avsändaren om en kopia utan den begränsningen och lägg in den."
        )
        raise ExtractionForbiddenError(message)
    if len(document) == 0:
        raise DamagedPdfError(f"PDF-filen är skadad: den saknar sidor. {_FETCH}")
    if len(document) > limits.pages:
        message = f"Filen har {len(document)} sidor; högst {limits.pages} läses. Dela upp den och lägg in delarna."
        raise LimitExceededError(message)


def info_of(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """The document information dictionary: cleaned plain text, dates as ISO 8601, nothing empty."""
    found = {}
    for key, name in _KEYS.items():
        text = fold(_utf16(partial(pdfium.FPDF_GetMetaText, document.raw, key.encode())))
        if name in ("created", "modified"):
            text = iso_date(text)
        if text:
            found[name] = text
    return found


def iso_date(text: str) -> str:
    """A PDF date ("D:20220701120000+02'00'", ISO 32000-1 7.9.4) as ISO 8601; "" where it is none."""
    match = _DATE.match(text)
    if not match:
        return ""
    year, month, day, hour, minute, second, zone = match.groups()
    if not 1 <= int(month or 1) <= 12 or not 1 <= int(day or 1) <= 31:
        return ""
    date = "-".join(part for part in (year, month, day) if part)
    if not hour or not day:
        return date
    clock = f"{date}T{hour}:{minute}:{second or '00'}"
    if not zone:
        return clock
    if zone in "Zz":
        return clock + "Z"
    digits = re.sub(r"\D", "", zone).ljust(4, "0")
    return f"{clock}{zone[0]}{digits[:2]}:{digits[2:]}"


def outline_of(document: pypdfium2.PdfDocument) -> tuple[Bookmark, ...]:
    """The bookmarks in order; circular outlines end where they would repeat."""
    found = []
    for entry in document.get_toc(max_depth=12):
        target = entry.get_dest()
        page = target.get_index() if target else None
        title = fold(_utf16(partial(pdfium.FPDFBookmark_GetTitle, entry.raw)))
        if title:
            found.append(Bookmark(title, entry.level + 1, None if page is None else page + 1))
        if len(found) >= _MOST_BOOKMARKS:
            break
    return tuple(found)


def attachments_of(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """Names of the embedded files; their contents are never opened."""
    names = []
    for index in range(pdfium.FPDFDoc_GetAttachmentCount(document.raw)):
        handle = pdfium.FPDFDoc_GetAttachment(document.raw, index)
        name = fold(_utf16(partial(pdfium.FPDFAttachment_GetName, handle)))
        names.append(name or f"bilaga {index + 1}")
    return tuple(names)


def oddities(path: Path, document: pypdfium2.PdfDocument, attachments: tuple[str, ...]) -> list[Problem]:
    """What the file carries besides its pages: scripts, which are not run, and attachments, which are not read."""
    problems = []
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or _has_script(path):
        problems.append(Problem("skript", "Filen innehåller JavaScript. Det har inte körts; sidornas text är läst."))
    documents = [name for name in attachments if _DOCUMENT_NAME.search(name)]
    if documents:
        named = ", ".join(documents[:5]) + (" med flera" if len(documents) > 5 else "")
        message = f"Filen har bifogade filer som inte är lästa: {named}. Lägg in dem var för sig om de behövs."
        problems.append(Problem("bifogade-filer", message))
    return problems


def _has_script(path: Path) -> bool:
    """Whether the file has a JavaScript action anywhere (pdfium counts those of the document alone)."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return re.search(rb"/S\s*/JavaScript\b", data) is not None


def _utf16(call: Callable[[Any, int], int]) -> str:
    """What one of pdfium's text functions gives: asked twice, for the length and for the text.

    pypdfium2's own wrappers raise UnicodeDecodeError on half a surrogate pair, which damaged files have.
    """
    size = call(None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    call(buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").split("\x00")[0]
