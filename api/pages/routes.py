"""All pages, as one router. They are no part of the API's description."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.pages import (
    comparing,
    conflicts,
    documents,
    facts,
    portal,
    querying,
    questions,
    reference,
    reviewing,
    secretariat,
    steering,
    things,
    uploads,
)

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
for module in (
    questions,
    documents,
    facts,
    things,
    steering,
    secretariat,
    conflicts,
    comparing,
    uploads,
    reviewing,
    querying,
    portal,
    reference,
):
    router.include_router(module.router)
