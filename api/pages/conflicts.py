"""The pages for conflicts: the list, one side by side, and the decision."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from api.pages.keys import may_write
from api.pages.rendering import render
from api.routes.paging import Cursor
from api.wiring import Wired
from search.conflicts.precedence import LEVELS
from search.conflicts.rules import EXPLAINED

router = APIRouter()
_SHOWN = 25


@router.get("/konflikter")
def conflicts(
    request: Request, wired: Wired, type: str = "", state: str = "", verified: bool = True, cursor: Cursor = None
) -> HTMLResponse:
    """Statements that contradict each other, side by side; or what only looked like it, with the reason."""
    page = wired.findings.page(type=type or None, state=state or None, verified=verified, limit=_SHOWN, cursor=cursor)
    given = {"type": type, "state": state, "verified": "" if verified else "false"}
    query = urlencode({k: v for k, v in given.items() if v})
    return render(
        request,
        "conflicts.html",
        page=page,
        start=int(cursor or 0),
        total=wired.findings.count(),
        left=wired.findings.page(state="new", limit=1).total,
        types=wired.findings.types(verified),
        verified=verified,
        rejected=wired.findings.page(verified=False, limit=1).total,
        type=type,
        state=state,
        query=f"{query}&" if query else "",
        exported=f"?{query}" if query else "",
    )


@router.get("/konflikter/regler")
def rules(request: Request) -> HTMLResponse:
    """What the rules test, how findings are tried, and which document goes first."""
    return render(request, "conflict_rules.html", rules=tuple(EXPLAINED.values()), levels=[n for n, _ in LEVELS])


@router.get("/konflikter/{name}")
def conflict(request: Request, name: str, wired: Wired, sparat: bool = False) -> HTMLResponse:
    """One conflict, with both pages."""
    found = wired.findings.get(name)
    return render(request, "conflict.html", c=found, saved=sparat, locked=bool(wired.settings.write_token))


@router.post("/konflikter/{name}")
def decide(
    name: str,
    wired: Wired,
    request: Request,
    state: Annotated[str, Form()],
    who: Annotated[str, Form(max_length=200)],
    comment: Annotated[str, Form(max_length=4000)] = "",
    key: Annotated[str, Form(max_length=400)] = "",
) -> RedirectResponse:
    """A person's decision from the form."""
    may_write(wired, request, key)
    wired.findings.decide(name, state, comment.strip(), who.strip())
    wired.note_decisions()
    return RedirectResponse(f"/konflikter/{name}?sparat=1", status_code=303)
