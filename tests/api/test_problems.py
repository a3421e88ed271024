"""Bad requests get problem+json in Swedish, or a page for people, and never a stack trace."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

BAD = [
    ("/api/documents/d-finns-inte", 404),
    ("/api/groups/finns-inte", 404),
    ("/api/jobs/job-99", 404),
    ("/api/conflicts/finns-inte", 404),
    ("/api/relations?limit=0", 422),
    ("/api/relations?limit=201", 422),
    ("/api/relations?cursor=x", 422),
    ("/api/relations?predicate=dansar", 422),
    ("/api/obligations?modality=kanske", 422),
    ("/api/search", 422),
    ("/api/search?q=a&valid_on=igår", 422),
    ("/api/register?valid_on=2025-13-01", 422),
    ("/api/export?format=excel", 422),
    ("/sparql?query=SELECT", 422),
    ("/sparql?query=INSERT DATA { <a:b> <a:b> <a:b> }", 422),
    ("/sparql?query=SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", 422),
    ("/finns/inte", 404),
]


@pytest.mark.parametrize(("address", "status"), BAD)
def test_problem(reader: TestClient, address: str, status: int) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    body = answer.json()
    assert body["status"] == status and body["title"] and body["code"]
    assert len(body["detail"]) > 10 and "Traceback" not in body["detail"]


def test_people_get_a_page(reader: TestClient) -> None:
    answer = reader.get("/dokument/finns-inte", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "<h1>Hittades inte</h1>" in answer.text


def test_a_page_that_is_not_there(reader: TestClient) -> None:
    document = reader.get("/api/documents").json()["items"][0]["id"]
    assert reader.get(f"/api/documents/{document}/pages/999").status_code == 404
    assert reader.get(f"/api/documents/{document}/pages/999.png").status_code == 404
    assert reader.get(f"/api/documents/{document}/pages/0").status_code == 404
