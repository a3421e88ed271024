"""The identifiers of the graph, looked up: a page for people, RDF for programs.

Source: Cool URIs for the Semantic Web (W3C Interest Group Note, 2008).
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import serialize

from api.negotiation import best
from api.pages.rendering import passage_url
from api.pages.wording import link
from api.sparql import GRAPHS
from api.wiring import Container, Wired
from corpus.errors import NotAcceptableError, NotFoundError
from ontology import entities, facts
from ontology.graph import Limits

router = APIRouter(tags=["fakta"])
_PAGE = "text/html"
_MOST = 5_000  # triples of a description
# What is said of a thing, and of the parts of it that have no life of their own (anchors: "#target", "#quote").
_DESCRIBED = """
CONSTRUCT {{ <{iri}> ?p ?o . ?part ?q ?v }} WHERE {{
  {{ <{iri}> ?p ?o }} UNION
  {{ <{iri}> ?a ?part . ?part ?q ?v . FILTER(STRSTARTS(STR(?part), "{iri}#")) }} UNION
  {{ <{iri}> ?a ?b . ?b ?c ?part . ?part ?q ?v .
     FILTER(STRSTARTS(STR(?b), "{iri}#") && STRSTARTS(STR(?part), "{iri}#")) }}
}}
"""


@router.get("/id/{path:path}", response_class=Response)
def identifier(path: str, request: Request, wired: Wired, accept: Annotated[str, Header()] = "*/*") -> Response:
    """What the graph says of an identifier: its page for browsers (303), else Turtle, JSON-LD, RDF/XML or N-Triples."""
    media = best(accept, [_PAGE, *GRAPHS] if _PAGE in accept else [*GRAPHS, _PAGE])
    if media is None:
        raise NotAcceptableError(f"Välj ett av formaten {_PAGE}, {', '.join(GRAPHS)}.")
    iri = f"{wired.settings.base_iri}{_quoted(request)}"
    triples = wired.graph.construct(_DESCRIBED.format(iri=iri), Limits(_MOST, wired.settings.sparql_seconds))
    if not triples:
        raise NotFoundError(f"{iri} finns inte i grafen. Det kan ha ändrats vid en ny inläsning.")
    page = _page(wired, path) if media == _PAGE else ""
    if page:
        return RedirectResponse(page, status_code=303, headers={"Vary": "Accept"})
    media = media if media in GRAPHS else next(iter(GRAPHS))
    return Response(serialize(triples, format=GRAPHS[media]), media_type=media, headers={"Vary": "Accept"})


def _quoted(request: Request) -> str:
    """The path as it was sent: IRIs of the graph are percent-encoded too."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.decode("ascii", "replace").partition("?")[0].partition("/id/")[2]
    return quote(path, safe="/%:@!$&'()*+,;=~")


def _page(wired: Container, path: str) -> str:
    """The page about a thing, or "" where it has none of its own."""
    kind, _, rest = path.partition("/")
    if kind == "entity":
        return link(entities.entity(wired.catalogue, rest))
    if kind == "fact":
        return passage_url(facts.rows_of(wired.catalogue, [wired.catalogue.fact(rest)])[0])
    if kind == "document":
        return f"/dokument/{rest.split('/')[0]}"
    return f"/konflikter/{rest}" if kind == "conflicts" else ""
