"""Every endpoint of the contract answers with real data of the documents, in the contract's form."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

EVIDENCE = {
    "id", "document", "page", "quote", "start", "end", "boxes", "section", "status", "method", "confidence", "curated",
}  # fmt: skip
LISTS = {
    "/api/relations": {"subject", "predicate", "object", "negated"},
    "/api/mandates": {"group", "text", "verb"},
    "/api/obligations": {
        "bearer", "modality", "action", "object", "counterparty", "condition", "deadline", "frequency",
    },
    "/api/definitions": {"term", "meaning"},
    "/api/references": {"kind", "target", "text", "resolved", "note"},
}  # fmt: skip
PREDICATES = {
    "förvaltar", "följer upp", "fastställer", "beslutar", "bereder", "rapporterar till", "utser", "ingår i",
    "underordnad", "ersätter", "kompletterar", "antas av", "tecknas av", "publicerar", "samordnar", "initierar",
    "ansvarar för", "regleras av", "grundar sig på",
}  # fmt: skip


def rows(client: TestClient, path: str, **query: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        body = client.get(path, params={"limit": 200, **query, **({"cursor": cursor} if cursor else {})}).json()
        found += body["items"]
        cursor = body["next"]
        if cursor is None:
            assert body["total"] == len(found)
            return found


@pytest.mark.parametrize(("path", "fields"), LISTS.items())
def test_facts_carry_evidence_that_stands_on_its_page(reader: TestClient, path: str, fields: set[str]) -> None:
    found = rows(reader, path)
    assert found
    pages: dict[tuple[str, int], str] = {}
    for row in found:
        assert set(row) >= EVIDENCE | fields
        place = (row["document"]["id"], row["page"])
        if place not in pages:
            pages[place] = reader.get(f"/api/documents/{place[0]}/pages/{place[1]}").json()["text"]
        assert pages[place][row["start"] : row["end"]] == row["quote"] != ""
        assert row["boxes"]
        for x0, y0, x1, y1 in row["boxes"]:
            assert 0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1
        assert 0 < row["confidence"] <= 1 and row["method"]


def test_predicates_are_those_of_the_contract(reader: TestClient) -> None:
    assert {row["predicate"] for row in rows(reader, "/api/relations")} <= PREDICATES


def test_relations_are_filtered(reader: TestClient) -> None:
    every = rows(reader, "/api/relations")
    one = next(row for row in every if row["object"])
    by_id = rows(reader, "/api/relations", subject=one["subject"]["id"], predicate=one["predicate"])
    assert one["id"] in {row["id"] for row in by_id}
    assert {row["subject"]["id"] for row in by_id} == {one["subject"]["id"]}
    assert len(rows(reader, "/api/relations", object=one["object"]["id"])) < len(every)


@pytest.mark.parametrize("path", ["/api/parties", "/api/groups", "/api/agreements"])
def test_entities_are_listed_and_shown(reader: TestClient, path: str) -> None:
    found = rows(reader, path)
    assert found
    assert set(found[0]) >= {"id", "name", "aliases", "type", "parent", "documents"}
    assert reader.get(f"{path}/{found[0]['id']}").json()["name"] == found[0]["name"]
    names = [row["name"] for row in found]
    assert len(names) == len({row["id"] for row in found})


def test_paging_gives_every_row_once(reader: TestClient) -> None:
    seen: list[str] = []
    cursor = None
    while True:
        body = reader.get("/api/obligations", params={"limit": 7, **({"cursor": cursor} if cursor else {})}).json()
        assert len(body["items"]) <= 7
        seen += [row["id"] for row in body["items"]]
        cursor = body["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == body["total"]


def test_documents_have_metadata_pages_pictures_and_the_original(reader: TestClient) -> None:
    found = rows(reader, "/api/documents")
    assert len(found) == 5
    for row in found:
        detail = reader.get(f"/api/documents/{row['id']}").json()
        assert detail["title"] and detail["sections"] and detail["versions"]
        assert all(1 <= s["page"] <= detail["pages"] for s in detail["sections"])
        page = reader.get(f"/api/documents/{row['id']}/pages/2").json()
        assert page["width"] > 0 and page["text"]
        picture = reader.get(f"/api/documents/{row['id']}/pages/2.png")
        assert picture.content.startswith(b"\x89PNG") and picture.headers["etag"]
        again = reader.get(
            f"/api/documents/{row['id']}/pages/2.png", headers={"If-None-Match": picture.headers["etag"]}
        )
        assert again.status_code == 304
        assert reader.get(f"/api/documents/{row['id']}/file").content.startswith(b"%PDF-")
    assert {"överenskommelse", "riktlinje"} <= {row["type"] for row in found}


def test_search_has_every_field(reader: TestClient) -> None:
    body = reader.get(
        "/api/search", params={"q": "vem ansvarar för uppföljningen av överenskommelsen", "limit": 5}
    ).json()
    assert set(body) >= {"query", "results", "answer", "suggestion", "facets", "total"}
    assert len(body["results"]) == 5
    for hit in body["results"]:
        assert set(hit) >= {
            "score",
            "document",
            "page",
            "section",
            "text",
            "start",
            "end",
            "boxes",
            "highlights",
            "matched",
        }
        assert len(hit["text"]) <= 1500
        assert all(0 <= s < e <= len(hit["text"]) for s, e in hit["highlights"])
    assert sum(c["count"] for c in body["facets"]["type"]) >= 5


def test_search_is_filtered_by_type(reader: TestClient) -> None:
    body = reader.get("/api/search", params={"q": "samverkan", "type": "riktlinje"}).json()
    assert {hit["document"]["type"] for hit in body["results"]} == {"riktlinje"}


def test_ask_answers_from_the_graph_with_the_query(reader: TestClient) -> None:
    owned = next(r for r in rows(reader, "/api/relations", predicate="förvaltar") if r["object"] and not r["negated"])
    body = reader.get("/api/ask", params={"q": f"Vad förvaltar {owned['subject']['name']}?"}).json()
    assert body["kind"] == "relation"
    assert owned["object"]["name"] in {row["object"]["name"] for row in body["rows"]}
    found = reader.get("/sparql", params={"query": body["sparql"]}, headers={"Accept": "application/json"}).json()
    names = {b["object"]["value"] for b in found["results"]["bindings"] if "object" in b}
    assert owned["object"]["name"] in names


def test_ask_says_when_the_documents_do_not(reader: TestClient) -> None:
    group = rows(reader, "/api/groups")[0]["name"]
    body = reader.get("/api/ask", params={"q": f"Vad publicerar {group}?"}).json()
    assert body["kind"] == "relation" and "framgår inte" in body["answer"] and body["rows"] == []


def test_ask_falls_back_to_passages(reader: TestClient) -> None:
    body = reader.get("/api/ask", params={"q": "regler kring samtycke"}).json()
    assert body["kind"] == "passage" and body["results"]


def test_groups_have_what_they_own(reader: TestClient) -> None:
    owner = next(r for r in rows(reader, "/api/relations", predicate="förvaltar") if not r["negated"])["subject"]
    found = rows(reader, f"/api/groups/{owner['id']}/agreements")
    assert "förvaltar" in {row["predicate"] for row in found}


def test_register_gaps_calendar_and_feed(reader: TestClient) -> None:
    register = rows(reader, "/api/register", valid_on="2025-06-01")
    assert register and all(row["level"] and row["document"]["title"] for row in register)
    gaps = rows(reader, "/api/gaps")
    assert gaps and all(row["explanation"] and row["label"] for row in gaps)
    assert reader.get("/api/calendar.ics").text.startswith("BEGIN:VCALENDAR\r\n")
    assert "<feed" in reader.get("/api/changes.atom").text


def test_versions_are_compared_clause_by_clause(reader: TestClient) -> None:
    old, new = (
        next(d["id"] for d in rows(reader, "/api/documents") if d["file"].startswith(n)) for n in ("16-", "03-")
    )
    body = reader.get("/api/compare", params={"a": old, "b": new}).json()
    assert set(body["counts"]) <= {"same", "changed", "only_a", "only_b"}
    assert body["counts"].get("changed", 0) > 0
    changed = next(c for c in body["clauses"] if c["kind"] == "changed")
    assert {kind for kind, _ in changed["words"]} & {"removed", "added"}
    same = reader.get("/api/compare", params={"a": old, "b": old}).json()
    assert set(same["counts"]) == {"same"}


def test_health_readiness_and_metrics(reader: TestClient) -> None:
    assert reader.get("/health").json() == {"status": "ok"}
    assert reader.get("/ready").json() == {"graph": True, "index": True, "model": True}
    text = reader.get("/metrics").text
    assert 'avtal_collection_size{what="documents"} 5.0' in text
    assert 'avtal_files{state="read"} 5.0' in text
    assert "avtal_request_seconds_bucket" in text


def test_every_call_is_described(reader: TestClient) -> None:
    description = reader.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            assert operation.get("description"), f"{method} {path} has no description"
