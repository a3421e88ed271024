"""The SPARQL 1.1 Protocol, read only, by GET and POST, in every format."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
from fastapi.testclient import TestClient

SELECT = "SELECT ?d ?t WHERE { ?d dcterms:title ?t } ORDER BY ?t LIMIT 3"


def test_select_by_get_and_both_posts_gives_the_same(reader: TestClient) -> None:
    accept = {"Accept": "application/sparql-results+json"}
    got = reader.get("/sparql", params={"query": SELECT}, headers=accept)
    body = got.json()
    assert body["head"]["vars"] == ["d", "t"] and len(body["results"]["bindings"]) == 3
    form = reader.post("/sparql", data={"query": SELECT}, headers=accept)
    direct = reader.post("/sparql", content=SELECT, headers={**accept, "Content-Type": "application/sparql-query"})
    assert form.json() == direct.json() == body


def test_formats_agree(reader: TestClient) -> None:
    def get(media: str) -> str:
        answer = reader.get("/sparql", params={"query": SELECT}, headers={"Accept": media})
        assert answer.headers["content-type"].startswith(media)
        return answer.text

    wanted = [b["t"]["value"] for b in json.loads(get("application/sparql-results+json"))["results"]["bindings"]]
    assert [row["t"] for row in csv.DictReader(io.StringIO(get("text/csv")))] == wanted
    tsv = [line.split("\t")[1] for line in get("text/tab-separated-values").splitlines()[1:]]
    assert all(cell.startswith('"') for cell in tsv) and len(tsv) == len(wanted)
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ET.fromstring(get("application/sparql-results+xml"))
    assert [b.findtext(f"{space}literal") for b in root.iter(f"{space}binding") if b.get("name") == "t"] == wanted


def test_our_results_are_read_back_by_another_reader(reader: TestClient) -> None:
    for media, form in (
        ("application/sparql-results+json", pyoxigraph.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", pyoxigraph.QueryResultsFormat.XML),
        ("text/tab-separated-values", pyoxigraph.QueryResultsFormat.TSV),
    ):
        body = reader.get("/sparql", params={"query": SELECT}, headers={"Accept": media}).content
        solutions = pyoxigraph.parse_query_results(body, format=form)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        assert len(list(solutions)) == 3


def test_ask(reader: TestClient) -> None:
    body = reader.get("/sparql", params={"query": "ASK { ?a a avtal:Obligation }"}).json()
    assert body == {"head": {}, "boolean": True}
    body = reader.get("/sparql", params={"query": "ASK { <urn:a> <urn:b> <urn:c> }"}).json()
    assert body["boolean"] is False


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_construct(reader: TestClient, media: str) -> None:
    query = "CONSTRUCT { ?d dcterms:title ?t } WHERE { ?d dcterms:title ?t }"
    answer = reader.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert answer.headers["content-type"].startswith(media)
    assert len(list(pyoxigraph.parse(answer.content, format=pyoxigraph.RdfFormat.from_media_type(media)))) >= 5


def test_description_of_the_service(reader: TestClient) -> None:
    answer = reader.get("/sparql")
    assert answer.headers["content-type"].startswith("text/turtle") and "sd:Service" in answer.text


@pytest.mark.parametrize("format", ["turtle", "nquads", "jsonld", "csv"])
def test_export_is_the_same_each_time(reader: TestClient, format: str) -> None:
    first = reader.get("/api/export", params={"format": format}).content
    assert len(first) > 1000 and reader.get("/api/export", params={"format": format}).content == first


def test_export_holds_the_whole_graph(reader: TestClient) -> None:
    body = reader.get("/api/export", params={"format": "nquads"}).content
    read_back = list(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.N_QUADS))
    assert len(read_back) == reader.get("/api/status").json()["counts"]["triples"]


def test_shapes_hold(reader: TestClient) -> None:
    body = reader.get("/api/validation").json()
    assert body["graphs"] == 5 + 2 and body["violations"] == []  # the documents, the conflicts and the gaps
