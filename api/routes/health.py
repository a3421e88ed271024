"""Liveness, readiness, measurements, and the state of the collection."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from api import overview
from api.wiring import Wired
from corpus.ledger import State

router = APIRouter(tags=["drift"])


@router.get("/health")
def health() -> dict[str, str]:
    """The process lives."""
    return {"status": "ok"}


@router.get("/ready")
def ready(wired: Wired) -> JSONResponse:
    """Graph, index and model answer."""
    state = overview.ready(wired)
    return JSONResponse(state, 200 if all(state.values()) else 503)


@router.get("/metrics")
def metrics(request: Request, wired: Wired) -> Response:
    """Measurements in Prometheus's text format."""
    gauges = request.app.state.metrics
    for what, size in overview.counts(wired).items():
        gauges.size.labels(what).set(size)
    states = Counter(entry.state.value for entry in wired.store.ledger.entries())
    for state in State:
        gauges.files.labels(state.value).set(states[state.value])
    gauges.size.labels("jobs").set(wired.jobs.waiting())
    return Response(gauges.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


@router.get("/api/status")
def status(wired: Wired) -> dict[str, Any]:
    """What the collection holds, and what became of every file."""
    return {
        "counts": overview.counts(wired),
        "model": wired.library.embedder.name,
        "files": [
            {
                "file": e.file,
                "state": e.state,
                "document": e.document,
                "version": e.version,
                "pages": e.pages,
                "code": e.code,
                "message": e.message,
                "at": e.at,
            }
            for e in wired.store.ledger.entries()
        ],
    }
