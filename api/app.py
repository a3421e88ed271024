"""The application: routes, pages, errors, and the life of the collection around them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import problems, telemetry
from api.pages.routes import router as pages
from api.routes import (
    answers,
    clauses,
    conflicts,
    corrections,
    documents,
    facts,
    graph,
    health,
    identifiers,
    jobs,
    register,
    review,
    tables,
    things,
)
from api.settings import Settings
from api.wiring import open_container

_STATIC = Path(__file__).parent / "pages" / "static"


def create_app(settings: Settings) -> FastAPI:
    """The application over one data folder. It takes the folder when it starts and gives it back when it stops."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        container = open_container(settings, "avtal serve", f"http://{settings.host}:{settings.port}")
        app.state.container = container
        try:
            yield
        finally:
            container.close()

    app = FastAPI(
        title="Avtalsgraf",
        version="0.1.0",
        summary="Svenska avtal och överenskommelser som graf och sökindex",
        lifespan=lifespan,
        docs_url=None,  # a page of ours, which loads nothing from elsewhere
        redoc_url=None,
        openapi_tags=[
            {"name": "sökning"},
            {"name": "dokument"},
            {"name": "fakta"},
            {"name": "konflikter"},
            {"name": "drift"},
        ],
    )
    problems.install(app)
    telemetry.install(app)
    for module in (
        answers,
        documents,
        things,
        facts,
        conflicts,
        clauses,
        corrections,
        review,
        register,
        tables,
        graph,
        identifiers,
        jobs,
        health,
    ):
        app.include_router(module.router)
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app
