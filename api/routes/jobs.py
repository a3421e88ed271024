"""Background work: its state, and its events as they happen."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from api.jobs import Job
from api.schemas.things import JobRow
from api.wiring import Wired
from corpus.errors import AccessError
from ingest.pipeline import sources

router = APIRouter(prefix="/api", tags=["dokument"])


class HandedOver(BaseModel):
    """Files on this machine, from the command line."""

    paths: list[Path]
    again: bool = False


@router.post("/ingest", status_code=202, include_in_schema=False)
def ingest(request: HandedOver, wired: Wired, x_avtal_key: Annotated[str, Header()] = "") -> JobRow:
    """Take in files of this machine, for who can read the data folder: its key proves it."""
    if not hmac.compare_digest(x_avtal_key.encode(), wired.key.encode()):
        raise AccessError("Bara kommandot avtal på samma dator kan lämna över filer. Ladda annars upp dem.")
    return JobRow.model_validate(wired.ingest(sources(request.paths), request.again))


@router.get("/jobs/{name}")
def job(name: str, wired: Wired) -> JobRow:
    """How far a job has come."""
    return JobRow.model_validate(wired.jobs.get(name))


@router.get("/jobs/{name}/events")
def events(name: str, wired: Wired) -> StreamingResponse:
    """The job's states as server-sent events, until it is done."""
    return StreamingResponse(_events(wired.jobs.get(name)), media_type="text/event-stream")


def _events(job: Job) -> Iterator[str]:
    while True:
        with job.changed:
            body = JobRow.model_validate(job).model_dump()
            finished = job.state in ("done", "failed")
            yield f"event: {job.state}\ndata: {json.dumps(body, ensure_ascii=False)}\n\n"
            if finished:
                return
            job.changed.wait(timeout=15.0)
