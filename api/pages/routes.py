"""All pages, as one router. They are no part of the API's description."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.pages import (
    comparing,
    conflicts,
    documents,
    facts,
    questions,
    reference,
    secretariat,
    steering,
    things,
    uploads,
)

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
for module in (questions, documents, facts, things, steering, secretariat, conflicts, comparing, uploads, reference):
    router.include_router(module.router)
