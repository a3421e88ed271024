"""Questions to the graph by form, and the pages about counties, help and accessibility."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.ready import READY, literal
from api.settings import Settings


@pytest.mark.parametrize("name", [r.name for r in READY])
def test_every_ready_question_finds_something_in_the_samples(reader: TestClient, name: str) -> None:
    word = {"uppgifter": "kommun", "begrepp": "", "lagar": ""}.get(name, "")
    page = reader.get("/sparql-fraga", params={"fraga": name, "ord": word}).text
    assert "<caption>" in page and 'role="alert"' not in page


@pytest.mark.parametrize("word", ['a" } #', "a\\", "a\nb", "}} UNION {{"])
def test_a_word_stays_a_word(reader: TestClient, word: str) -> None:
    page = reader.get("/sparql-fraga", params={"fraga": "begrepp", "ord": word}).text
    assert "Inget svarar mot frågan" in page


def test_a_literal_is_escaped() -> None:
    assert literal('säg "hej"\\\n') == '"säg \\"hej\\"\\\\\\n"'


def test_a_query_is_answered_as_a_table_and_as_files(reader: TestClient) -> None:
    query = "SELECT ?g ?name WHERE { ?g avtal:kind 'group' ; skos:prefLabel ?name } ORDER BY ?name LIMIT 3"
    page = reader.get("/sparql-fraga", params={"query": query}).text
    answer = reader.get("/sparql-fraga/svar.csv", params={"query": query})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 3 and "attachment" in answer.headers["content-disposition"]
    for row in rows:
        assert row["name"] in page and f'href="/grupper/{row["g"].rpartition("/")[2]}"' in page
    bound = reader.get("/sparql-fraga/svar.json", params={"query": query}).json()["results"]["bindings"]
    assert [b["name"]["value"] for b in bound] == [r["name"] for r in rows]
    assert reader.get("/sparql-fraga/svar.xml", params={"query": query}).status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT", "SPARQL"),
        ("DELETE WHERE { ?s ?p ?o }", "bara att läsa"),
        ("hej <script>alert(1)</script>", "ingen SPARQL-fråga"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "tripplar"),
        ("ASK { ?s ?p ?o }", "Ja"),
    ],
)
def test_a_mistake_is_told_beside_the_query(reader: TestClient, query: str, said: str) -> None:
    answer = reader.get("/sparql-fraga", params={"query": query})
    assert answer.status_code == 200 and said in answer.text
    assert "<script>alert" not in answer.text


def test_a_county_has_its_groups_and_what_applies(reader: TestClient) -> None:
    county = next(d["county"] for d in reader.get("/api/documents").json()["items"] if d["county"])
    listed = reader.get("/lan").text
    address = listed.split('href="/lan/')[1].split('"')[0]
    assert county in listed
    page = reader.get(f"/lan/{address}").text
    managing = reader.get("/api/relations", params={"predicate": "förvaltar"}).json()["items"]
    assert all(r["subject"]["name"] in page for r in managing if r["subject"]["id"].startswith("group-"))
    applying = reader.get("/api/register", params={"county": county}).json()["items"]
    assert sum(r["document"]["title"] in page for r in applying) > 0
    assert reader.get("/lan/xyzzy", headers={"Accept": "text/html"}).status_code == 404


def test_help_takes_its_examples_from_the_documents(reader: TestClient) -> None:
    page = reader.get("/hjalp").text
    row = reader.get("/api/relations", params={"predicate": "förvaltar", "limit": 1}).json()["items"][0]
    assert f"Vad förvaltar {row['subject']['name']}?" in page


@pytest.mark.parametrize(
    ("contact", "said"), [("", "AVTAL_CONTACT"), ("Sekretariatet <a@exempel.se>", "&lt;a@exempel")]
)
def test_the_operator_says_whom_to_contact(own_collection: Path, contact: str, said: str) -> None:
    with TestClient(create_app(Settings(data=own_collection, contact=contact))) as client:
        assert said in client.get("/tillganglighet").text
