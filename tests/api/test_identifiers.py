"""Every IRI of the graph leads somewhere: to a page, or to what the graph says of it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef

from api.negotiation import best

BASE = "https://w3id.org/avtalsgraf/id/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("text/turtle;q=0.2, application/ld+json;q=0.9", "application/ld+json"),
        ("text/turtle;q=0.5, */*", "application/ld+json"),
        ("text/*;q=0.4, text/html", "text/html"),
        ("text/turtle;q=0, text/*", "text/html"),
        (BROWSER, "text/html"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("nonsense", "text/turtle"),
        ("text/html;q=x, application/ld+json;q=0.1", "application/ld+json"),
    ],
)
def test_the_best_liked_of_what_is_offered(accept: str, media: str | None) -> None:
    assert best(accept, OFFERED) == media


def _iris(reader: TestClient) -> dict[str, str]:
    found = reader.get(
        "/sparql",
        params={"query": "SELECT ?kind (SAMPLE(?s) AS ?iri) WHERE { ?s a ?kind } GROUP BY ?kind"},
        headers={"Accept": "application/sparql-results+json"},
    ).json()["results"]["bindings"]
    return {b["kind"]["value"]: b["iri"]["value"] for b in found if b["iri"]["value"].startswith(BASE)}


def test_every_kind_of_thing_is_described_in_turtle(reader: TestClient) -> None:
    iris = _iris(reader)
    assert len(iris) > 10
    for kind, iri in iris.items():
        if "#" in iri:
            continue
        answer = reader.get("/id/" + iri.removeprefix(BASE), headers={"Accept": "text/turtle"})
        assert answer.status_code == 200, iri
        graph = Graph().parse(data=answer.text, format="turtle")
        assert (URIRef(iri), URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), URIRef(kind)) in graph


def test_a_fact_comes_with_its_quote_as_json_ld_too(reader: TestClient) -> None:
    row = reader.get("/api/relations").json()["items"][0]
    answer = reader.get(f"/id/fact/{row['id']}", headers={"Accept": "application/ld+json"})
    assert answer.headers["content-type"] == "application/ld+json" and answer.headers["vary"] == "Accept"
    quotes = Graph().parse(data=answer.text, format="json-ld").objects(None, URIRef("http://www.w3.org/ns/oa#exact"))
    assert row["quote"] in {str(quote) for quote in quotes}


@pytest.mark.parametrize(("path", "page"), [("groups", "/grupper/"), ("agreements", "/overenskommelser/")])
def test_a_browser_is_led_to_the_page(reader: TestClient, path: str, page: str) -> None:
    id_ = reader.get(f"/api/{path}").json()["items"][0]["id"]
    answer = reader.get(f"/id/entity/{id_}", headers={"Accept": BROWSER}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == f"{page}{id_}"
    assert reader.get(answer.headers["location"]).status_code == 200


def test_a_fact_and_a_document_have_pages_too(reader: TestClient) -> None:
    row = reader.get("/api/obligations").json()["items"][0]
    for iri in (f"fact/{row['id']}", f"document/{row['document']['id']}"):
        answer = reader.get(f"/id/{iri}", headers={"Accept": BROWSER}, follow_redirects=False)
        assert answer.headers["location"].startswith(f"/dokument/{row['document']['id']}")


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("entity/finns-inte", "*/*", 404),
        ("entity/x%3E%20%3Fp%20%3Fo%20%7D%20%23", "text/turtle", 404),
        ('entity/a"b\\', "text/turtle", 404),
        ("entity/finns-inte", "image/png", 406),
    ],
)
def test_what_is_not_there_or_cannot_be_given(reader: TestClient, path: str, accept: str, status: int) -> None:
    answer = reader.get(f"/id/{path}", headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
