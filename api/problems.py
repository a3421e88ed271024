"""Errors over HTTP: problem+json (RFC 9457) for programs, a page for people, Swedish for both."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.pages.rendering import render_problem
from api.schemas.base import Problem
from corpus.errors import AvtalError, StoreLockedError

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger("avtalsgraf")

_TITLES = {
    400: "Felaktig begäran",
    401: "Behörighet krävs",
    403: "Inte tillåtet",
    404: "Hittades inte",
    405: "Metoden används inte här",
    406: "Formatet finns inte",
    413: "För stor fil",
    415: "Formatet tas inte emot",
    422: "Ogiltig uppgift",
    429: "För många anrop",
    500: "Något gick fel",
    503: "Upptaget",
}


def problem(status: int, detail: str, code: str, instance: str | None = None) -> JSONResponse:
    """A problem as a response."""
    title = _TITLES.get(status, HTTPStatus(status).phrase)
    body = Problem(title=title, status=status, detail=detail, code=code, instance=instance)
    headers = {"Retry-After": "5"} if status == 503 else None
    return JSONResponse(body.model_dump(exclude_none=True), status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer every error of the project, of the framework and of nobody in the same form."""

    @app.exception_handler(AvtalError)
    async def _ours(request: Request, error: AvtalError) -> Response:
        status = 503 if isinstance(error, StoreLockedError) else error.status
        return _answer(request, status, error.message, error.code)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        fields = ", ".join(sorted({str(e["loc"][-1]) for e in error.errors() if e["loc"]})) or "begäran"
        return _answer(request, 422, f"Kontrollera värdet för {fields}.", "ogiltig-indata")

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        detail = "Adressen finns inte. Gå till startsidan och sök." if error.status_code == 404 else str(error.detail)
        return _answer(request, error.status_code, detail, f"http-{error.status_code}")

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> Response:
        log.error("unexpected error in %s %s", request.method, request.url.path, exc_info=error)
        return _answer(request, 500, "Ett oväntat fel inträffade. Försök igen; kvarstår felet, läs loggen.", "fel")


def _answer(request: Request, status: int, detail: str, code: str) -> Response:
    path = request.url.path
    wants_page = "text/html" in request.headers.get("accept", "") and not path.startswith(("/api/", "/sparql"))
    if wants_page:
        return render_problem(request, status, _TITLES.get(status, "Något gick fel"), detail)
    return problem(status, detail, code, path)
