"""Taking in documents from a form, and the page that says how far that has come."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from api.pages.keys import may_write
from api.pages.rendering import render
from api.uploads import received
from api.wiring import Wired
from corpus.errors import AvtalError
from ingest.pipeline import Source

router = APIRouter()
_AGAIN = 2  # seconds between two looks at a job


@router.post("/dokument")
def take_in(
    request: Request,
    wired: Wired,
    files: Annotated[list[UploadFile], File()],
    key: Annotated[str, Form(max_length=400)] = "",
) -> RedirectResponse:
    """Queue the files of the form as one job. None is taken in where one is empty or too large."""
    may_write(wired, request, key)
    found: list[Source] = []
    try:
        for file in files:
            found.append(received(wired, file))
    except AvtalError:
        for source in found:
            source.path.unlink(missing_ok=True)
        raise
    return RedirectResponse(f"/jobb/{wired.ingest(found, discard=True).id}", status_code=303)


@router.get("/jobb/{name}")
def job(request: Request, name: str, wired: Wired) -> HTMLResponse:
    """How far a job has come; the page loads itself anew until it is finished."""
    found = wired.jobs.get(name)
    finished = found.state in ("done", "failed")
    known = wired.catalogue.document_records()
    return render(
        request,
        "job.html",
        job=found,
        finished=finished,
        again=_AGAIN,
        taken=[known[d] for d in dict.fromkeys(found.documents) if d in known],
    )
