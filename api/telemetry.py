"""Request ids, security headers, and measurements for Prometheus."""

from __future__ import annotations

import time
import uuid

from fastapi import FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest
from starlette.middleware.base import RequestResponseEndpoint

_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


class Metrics:
    """The measurements of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.seconds = Histogram(
            "avtal_request_seconds",
            "Time to answer, by route",
            ["route", "status"],
            registry=self.registry,
            buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
        )
        self.files = Gauge(
            "avtal_files", "Files that were taken in, by what became of them", ["state"], registry=self.registry
        )
        self.size = Gauge("avtal_collection_size", "What the collection holds", ["what"], registry=self.registry)

    def text(self) -> bytes:
        """In Prometheus's text format."""
        return generate_latest(self.registry)


def install(app: FastAPI) -> None:
    """Measure every request, name it, and send the security headers."""
    metrics = Metrics()
    app.state.metrics = metrics

    @app.middleware("http")
    async def _measure(request: Request, call_next: RequestResponseEndpoint) -> Response:
        name = request.headers.get("x-request-id", "")
        name = name if name.isalnum() and len(name) <= 64 else uuid.uuid4().hex
        start = time.perf_counter()
        response = await call_next(request)
        route = getattr(request.scope.get("route"), "path", "other")
        metrics.seconds.labels(route, str(response.status_code)).observe(time.perf_counter() - start)
        response.headers["X-Request-ID"] = name
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Content-Security-Policy"] = _POLICY
        return response
