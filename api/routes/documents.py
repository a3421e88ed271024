"""Documents: list, metadata, pages as text and picture, the original, taking in and leaving out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse

from api import overview
from api.routes.paging import Cursor
from api.routes.paging import Limit as RowLimit
from api.schemas.base import Paged
from api.schemas.things import DocumentDetail, DocumentRow, JobRow, PageRow
from api.uploads import received
from api.wiring import Wired, Writer
from corpus.errors import NotFoundError
from ingest.pdf.lines import Limits
from ingest.pdf.pictures import png

router = APIRouter(prefix="/api/documents", tags=["dokument"])
_YEAR = "public, max-age=31536000, immutable"


@router.get("")
def documents(wired: Wired, limit: RowLimit = 50, cursor: Cursor = None) -> Paged[DocumentRow]:
    """The documents, by title."""
    return Paged[DocumentRow].model_validate(wired.catalogue.documents(limit=limit, cursor=cursor))


@router.get("/{document}")
def document(document: str, wired: Wired) -> DocumentDetail:
    """A document with its sections and versions."""
    return overview.document_detail(wired, document)


@router.get("/{document}/file", response_class=FileResponse)
def original(document: str, wired: Wired, version: str | None = None) -> FileResponse:
    """The original PDF."""
    entry = wired.collection.entry(document, version)
    path = wired.store.original_path(entry.digest)
    if not path.exists():
        raise NotFoundError("Originalet finns inte i arkivet. Kör `avtal doctor` för att se vad som saknas.")
    return FileResponse(path, media_type="application/pdf", filename=entry.file, headers={"ETag": f'"{entry.digest}"'})


@router.get("/{document}/pages/{number}.png", response_class=Response)
def picture(
    document: str, number: int, request: Request, wired: Wired, width: Annotated[int, Query(ge=100, le=2400)] = 1000
) -> Response:
    """The picture of a page, `width` pixels wide."""
    entry = wired.collection.entry(document)
    tag = f'"{entry.version}-{number}-{width}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    scale = width / wired.collection.page(document, number).width
    data = png(wired.store.original_path(entry.digest), number, scale, Limits())
    return Response(data, media_type="image/png", headers={"ETag": tag, "Cache-Control": "private, max-age=3600"})


@router.get("/{document}/pages/{number}")
def page(document: str, number: int, wired: Wired) -> PageRow:
    """The text of a page. Offsets in evidence count its characters."""
    found = wired.collection.page(document, number)
    return PageRow(
        page=found.number,
        text=found.text,
        width=found.width,
        height=found.height,
        source=found.source,
        confidence=found.confidence,
    )


@router.post("", status_code=202)
def take_in(file: Annotated[UploadFile, File(description="A PDF")], wired: Wired, _: Writer) -> JobRow:
    """Take a PDF in. The answer is a job; the document is there when it is done."""
    return JobRow.model_validate(wired.ingest([received(wired, file)], discard=True))


@router.delete("/{document}")
def leave_out(document: str, wired: Wired, _: Writer) -> dict[str, str | int]:
    """Take a document out of graph, index and findings. The original and decisions about it are kept."""
    kept = wired.remove(document)
    return {
        "document": document,
        "decisions_kept": kept,
        "detail": "Dokumentet är borttaget. Original och beslut finns kvar.",
    }
