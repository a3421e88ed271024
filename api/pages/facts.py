"""Pages on which a person corrects what was read: a fact changed, confirmed, rejected, or added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from api.pages.keys import may_write
from api.pages.rendering import render
from api.pages.wording import LABELS
from api.wiring import Container, Wired
from corpus.decisions import Decision, DecisionKind
from corpus.errors import InvalidInputError, NotFoundError
from ingest.artifact import Page
from ontology import facts
from ontology.corrections import added
from ontology.rows import FactRow
from ontology.vocabulary import predicates

router = APIRouter()
KINDS = {
    "relation": "Samband",
    "mandate": "Uppdrag",
    "obligation": "Skyldighet",
    "definition": "Definition",
    "reference": "Hänvisning",
}
_ACTIONS = {"change": DecisionKind.CHANGE, "confirm": DecisionKind.CONFIRM, "reject": DecisionKind.REJECT}
_LONGEST = 4000  # characters of a field


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a fact in a form; `choices` (value, label) where only those are allowed."""

    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False


def fields(kind: str, row: FactRow | None = None) -> list[Field]:
    """The fields of a kind of fact, filled in from a row. Raises InvalidInputError for an unknown kind."""

    def of(name: str) -> str:
        value = getattr(row, name, None)
        return str(getattr(value, "name", value) or "")

    names = tuple((p, p) for p in predicates())
    no_yes = (("nej", "Nej"), ("ja", "Ja"))
    match kind:
        case "relation":
            own = [
                Field("subject", "Vem", of("subject"), required=True),
                Field("predicate", "Samband", of("predicate"), names, required=True),
                Field("object", "Vad", of("object")),
                Field("negated", "Texten säger att det inte är så", "ja" if of("negated") == "True" else "nej", no_yes),
            ]
        case "mandate":
            own = [
                Field("group", "Grupp", of("group"), required=True),
                Field("text", "Uppdrag", of("text"), required=True),
            ]
        case "obligation":
            modalities = tuple((str(m), label) for m, label in LABELS["modality"].items())
            own = [
                Field("bearer", "Vem", of("bearer")),
                Field("modality", "Ska, bör eller får", of("modality") or "obligation", modalities),
                Field("action", "Göra", of("action"), required=True),
                Field("object", "Vad", of("object")),
                Field("condition", "Villkor", of("condition")),
                Field("deadline", "När", of("deadline")),
                Field("frequency", "Hur ofta", of("frequency")),
            ]
        case "definition":
            own = [
                Field("term", "Begrepp", of("term"), required=True),
                Field("meaning", "Betydelse", of("meaning"), required=True),
            ]
        case "reference":
            kinds = tuple(LABELS["reference"].items())
            sort = [] if row else [Field("reference_kind", "Hänvisar till", "document", kinds)]
            own = [*sort, Field("target", "Vad som avses", of("target"), required=True)]
        case _:
            raise InvalidInputError(f"Slaget ”{kind}” finns inte. Välj ett av: {', '.join(KINDS.values())}.")
    statuses = tuple(LABELS["status"].items())
    return [*own, Field("status", "Status", str(row.status) if row else "in_force", statuses)]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was sent: who, why, the key, which button, and the fields of the fact."""

    who: str
    why: str
    key: str
    action: str
    values: Mapping[str, str]


async def filled(request: Request) -> Filled:
    """The form of a request. Raises InvalidInputError where the name is missing or a field is too long."""
    given = {k: v.strip() for k, v in (await request.form()).items() if isinstance(v, str)}
    if not given.get("who"):
        raise InvalidInputError("Skriv ditt namn: rättelsen ska gå att härleda. Gå tillbaka och fyll i fältet.")
    if any(len(v) > _LONGEST for v in given.values()):
        raise InvalidInputError(f"Ett fält är längre än {_LONGEST} tecken. Gå tillbaka och korta det.")
    own = {k: v for k, v in given.items() if k not in ("who", "why", "key", "action")}
    return Filled(given["who"], given.get("why", ""), given.get("key", ""), given.get("action", ""), own)


Form = Annotated[Filled, Depends(filled)]


@router.get("/dokument/{document}/uppgift/{name}")
def fact(request: Request, document: str, name: str, wired: Wired, granska: bool = False) -> HTMLResponse:
    """A fact with its quote, in a form that corrects it."""
    row = _row(wired, document, name)
    kind = name.partition("-")[0]
    return render(
        request,
        "fact.html",
        row=row,
        kind=KINDS[kind],
        fields=fields(kind, row),
        document=row.document,
        review=granska,
        locked=bool(wired.settings.write_token),
    )


@router.post("/dokument/{document}/uppgift/{name}")
async def correct(
    request: Request, document: str, name: str, wired: Wired, form: Form, granska: bool = False
) -> RedirectResponse:
    """A person's correction of a fact from the form; `granska` leads on to the next to review."""
    may_write(wired, request, form.key)
    row = await run_in_threadpool(_row, wired, document, name)
    action = _ACTIONS.get(form.action)
    if action is None:
        raise InvalidInputError("Välj vad som ska göras med uppgiften: bekräfta, ändra eller stryk.")
    values: dict[str, str] = {}
    if action is DecisionKind.CHANGE:
        before = {f.name: f.value for f in fields(name.partition("-")[0], row)}
        values = {k: v for k, v in form.values.items() if k in before and v and v != before[k]}
        if not values:
            raise InvalidInputError("Inget är ändrat. Ändra ett fält, eller bekräfta uppgiften som den är.")
    await run_in_threadpool(wired.correct, Decision(action, name, values, form.who, "", form.why))
    if granska:
        return RedirectResponse("/granska?sparat=1", status_code=303)
    return _back(document, row.page, row.start, row.end)


@router.get("/dokument/{document}/ny-uppgift")
def new_fact(
    request: Request,
    document: str,
    wired: Wired,
    sida: int = 1,
    citat: Annotated[str, Query(max_length=_LONGEST)] = "",
    slag: str = "obligation",
) -> HTMLResponse:
    """A form for a fact that the reading missed. Raises InvalidInputError where the page does not have the words."""
    page = wired.collection.page(document, sida)
    return render(
        request,
        "fact_new.html",
        document=wired.catalogue.ref(document),
        page=sida,
        quote=quoted(page, citat),
        kind=slag,
        kinds=KINDS,
        fields=fields(slag),
        locked=bool(wired.settings.write_token),
    )


@router.post("/dokument/{document}/ny-uppgift")
async def add(
    request: Request, document: str, wired: Wired, form: Form, sida: int = 1, slag: str = "obligation"
) -> RedirectResponse:
    """A new fact from the form."""
    may_write(wired, request, form.key)
    page = await run_in_threadpool(wired.collection.page, document, sida)
    quote = quoted(page, form.values.get("quote", ""))
    known = {f.name for f in fields(slag)}
    own = {k: v for k, v in form.values.items() if k in known and v}
    values = {**own, "document": document, "kind": slag, "quote": quote, "page": str(sida)}
    artifact = await run_in_threadpool(wired.collection.artifact, document)
    if added(values, artifact.structure.pages, list(artifact.facts.entities)) is None:
        raise InvalidInputError("Uppgiften är inte hel. Gå tillbaka och fyll i fälten som krävs, med vem och vad.")
    await run_in_threadpool(wired.correct, Decision(DecisionKind.ADD, document, values, form.who, "", form.why))
    start = page.text.index(quote)
    return _back(document, sida, start, start + len(quote))


def quoted(page: Page, words: str) -> str:
    """The words as the page has them, however they are broken into lines. Raises InvalidInputError."""
    parts = [re.escape(part) for part in words.split()]
    match = re.search(r"\s+".join(parts), page.text) if parts else None
    if match is None:
        raise InvalidInputError(
            f"Orden står inte så på sida {page.number}. Gå tillbaka, öppna sidans text och kopiera dem därifrån."
        )
    return match.group()


def _row(wired: Container, document: str, name: str) -> Any:
    """A fact of a document. Raises NotFoundError."""
    kind = name.partition("-")[0]
    records = wired.catalogue.facts_of(document, kind) if kind in KINDS else []
    found = [r for r in records if r.id == name]
    if not found:
        raise NotFoundError("Uppgiften finns inte längre. Den kan vara struken eller läst på nytt; öppna dokumentet.")
    return facts.rows_of(wired.catalogue, found)[0]


def _back(document: str, page: int, start: int, end: int) -> RedirectResponse:
    """To the passage, with word that the correction is saved."""
    query = urlencode({"sida": page, "start": start, "slut": end, "sparat": 1})
    return RedirectResponse(f"/dokument/{document}?{query}#traff", status_code=303)
