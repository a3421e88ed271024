"""The graph itself: SPARQL 1.1 Protocol (read only), export, validation."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from api.sparql import answer
from api.wiring import Wired
from corpus.errors import InvalidInputError
from ontology.export import MEDIA_TYPES, export

router = APIRouter(tags=["fakta"])
Accept = Annotated[str, Header()]


@router.get("/sparql")
def sparql_get(
    wired: Wired, query: Annotated[str | None, Query(max_length=20_000)] = None, accept: Accept = "*/*"
) -> Response:
    """A SPARQL 1.1 query; without one, the description of the service."""
    return answer(wired, query, accept)


@router.post("/sparql")
async def sparql_post(request: Request, wired: Wired, accept: Accept = "*/*") -> Response:
    """A SPARQL 1.1 query as the body (`application/sparql-query`) or as a form's field `query`."""
    kind = request.headers.get("content-type", "").split(";")[0]
    if kind == "application/sparql-query":
        return answer(wired, (await request.body()).decode("utf-8", "replace"), accept)
    if kind == "application/x-www-form-urlencoded":
        form = await request.form()
        if "update" in form:
            raise InvalidInputError("Grafen går bara att läsa. Ändringar görs genom rättelser i /api/corrections.")
        return answer(wired, str(form.get("query", "")), accept)
    raise InvalidInputError("Skicka frågan som application/sparql-query eller i formulärfältet query.")


@router.get("/api/export")
def export_graph(
    wired: Wired, format: Annotated[str, Query(description="turtle, nquads, jsonld or csv")] = "turtle"
) -> StreamingResponse:
    """The whole graph, streamed, always in the same order."""
    body = export(wired.graph, format)
    name = f"avtalsgraf.{ {'turtle': 'ttl', 'nquads': 'nq'}.get(format, format) }"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return StreamingResponse(body, media_type=MEDIA_TYPES[format], headers=headers)


@router.get("/api/validation")
def validation(wired: Wired) -> dict[str, Any]:
    """Every document's graph against the shapes of the ontology (SHACL)."""
    # only here: pySHACL and rdflib take a third of a second, which the service need not wait for
    from ontology.validation import validate_graphs  # noqa: PLC0415

    graphs, violations = validate_graphs(wired.graph)
    rows = [
        {"graph": g, "focus": v.node, "path": v.path, "message": v.message, "shape": v.shape} for g, v in violations
    ]
    return {"graphs": graphs, "violations": rows}
