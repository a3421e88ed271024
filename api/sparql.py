"""SPARQL 1.1 Protocol: what kind of query it is, within which limits, in which format the answer goes out."""

from __future__ import annotations

import re
from typing import TypeVar

from fastapi import Response
from pyoxigraph import QueryResultsFormat, RdfFormat, serialize

from api.negotiation import best
from api.wiring import Container
from corpus.errors import InvalidInputError
from ontology.graph import Limits, prepared
from ontology.results import serialize_solutions

T = TypeVar("T")
_RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_COMMENT = re.compile(r"(?m)#[^\n<>\"']*$")
_IRI_OR_STRING = re.compile(r"<[^>\s]*>|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_FORM = re.compile(
    r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE
)
_DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ;
  sd:endpoint </sparql> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON>, <http://www.w3.org/ns/formats/SPARQL_Results_XML>,
    <http://www.w3.org/ns/formats/SPARQL_Results_CSV>, <http://www.w3.org/ns/formats/SPARQL_Results_TSV>,
    <http://www.w3.org/ns/formats/Turtle>, <http://www.w3.org/ns/formats/JSON-LD> .
"""


def answer(wired: Container, query: str | None, accept: str) -> Response:
    """The answer to a query. Raises InvalidInputError for what is no query or would change or fetch something."""
    if query is None or not query.strip():
        return Response(_DESCRIPTION, media_type="text/turtle")
    form = query_form(query)
    limits = Limits(wired.settings.sparql_rows, wired.settings.sparql_seconds, guarded=True)
    if form in ("CONSTRUCT", "DESCRIBE"):
        media, graph_format = _choose(accept, GRAPHS)
        triples = wired.graph.construct(prepared(query), limits)
        return Response(serialize(triples, format=graph_format), media_type=media)
    media, result_format = _choose(accept, _RESULTS)
    found = wired.graph.query(prepared(query), limits)
    headers = {"X-Truncated": "true"} if found.truncated else None
    return Response(serialize_solutions(found, result_format), media_type=media, headers=headers)


def query_form(query: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE. Raises InvalidInputError for anything else and for SERVICE."""
    bare = _COMMENT.sub("", _IRI_OR_STRING.sub("<>", query))
    found = _FORM.search(bare)
    if found is None:
        raise InvalidInputError("Det här är ingen SPARQL-fråga. Börja med SELECT, ASK, CONSTRUCT eller DESCRIBE.")
    form = found[1].upper()
    if form not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise InvalidInputError("Grafen går bara att läsa. Ändringar görs genom rättelser i /api/corrections.")
    if re.search(r"\bSERVICE\b", bare, re.IGNORECASE):
        raise InvalidInputError("SERVICE tillåts inte: frågan får bara gälla den egna grafen.")
    return form


def _choose(accept: str, offered: dict[str, T]) -> tuple[str, T]:
    """The offered format that the client likes best; the first of all where it likes none."""
    media = best(accept, list(offered)) or next(iter(offered))
    return media, offered[media]
