"""Background work: its state, and its events as they happen."""

from __future__ import annotations

import json
from collections.abc import Iterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from api.jobs import Job
from api.schemas.things import JobRow
from api.wiring import Wired

router = APIRouter(prefix="/api/jobs", tags=["dokument"])


@router.get("/{name}")
def job(name: str, wired: Wired) -> JobRow:
    """How far a job has come."""
    return JobRow.model_validate(wired.jobs.get(name))


@router.get("/{name}/events")
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
