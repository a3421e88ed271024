"""What changes the collection: uploads, decisions, corrections, follow-ups, leaving out; and who may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings


def _finished(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    events = client.get(f"/api/jobs/{job['id']}/events").text
    last = events.strip().split("\n\n")[-1]
    found: dict[str, Any] = json.loads(last.split("data: ", 1)[1])
    return found


def test_upload_is_a_job_with_events_and_then_a_document(writer: TestClient, sample_pdfs: Path) -> None:
    pdf = next(sample_pdfs.glob("13-*.pdf"))
    answer = writer.post("/api/documents", files={"file": (pdf.name, pdf.read_bytes(), "application/pdf")})
    assert answer.status_code == 202
    job = _finished(writer, answer.json())
    assert (job["state"], job["done"], job["total"], job["error"]) == ("done", 1, 1, None)
    document = writer.get(f"/api/documents/{job['documents'][0]}").json()
    assert document["file"] == pdf.name
    hits = writer.get("/api/search", params={"q": document["title"]}).json()["results"]
    assert document["id"] in {hit["document"]["id"] for hit in hits}


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"hej", "inte en PDF"), (b"PK\x03\x04" + b"0" * 99, "Word"), (b"%PDF-1.7\nskr\xc3\xa4p", "")],
)
def test_a_bad_upload_says_what_is_wrong(writer: TestClient, content: bytes, said: str) -> None:
    answer = writer.post("/api/documents", files={"file": ("fel.pdf", content, "application/pdf")})
    job = _finished(writer, answer.json())
    assert job["documents"] == [] and job["error"].startswith("fel.pdf: ") and said in job["error"]
    failed = [f for f in writer.get("/api/status").json()["files"] if f["state"] == "failed"]
    assert [f["file"] for f in failed] == ["fel.pdf"] and failed[0]["code"]


def test_an_empty_upload_is_refused(writer: TestClient) -> None:
    answer = writer.post("/api/documents", files={"file": ("tom.pdf", b"", "application/pdf")})
    assert answer.status_code == 422 and "Välj en PDF" in answer.json()["detail"]


def test_a_document_that_is_left_out_leaves_everything(writer: TestClient) -> None:
    document = writer.get("/api/documents").json()["items"][0]
    before = writer.get("/api/status").json()["counts"]
    assert writer.delete(f"/api/documents/{document['id']}").status_code == 200
    assert writer.get(f"/api/documents/{document['id']}").status_code == 404
    after = writer.get("/api/status").json()["counts"]
    assert after["documents"] == before["documents"] - 1 and after["passages"] < before["passages"]
    hits = writer.get("/api/search", params={"q": document["title"], "limit": 50}).json()["results"]
    assert document["id"] not in {hit["document"]["id"] for hit in hits}
    for path in ("/api/relations", "/api/obligations"):
        items = writer.get(path, params={"limit": 200}).json()["items"]
        assert document["id"] not in {row["document"]["id"] for row in items}


def test_a_rejected_fact_stays_away_also_after_a_rebuild(own_collection: Path) -> None:
    with TestClient(create_app(Settings(data=own_collection))) as client:
        row = client.get("/api/relations", params={"limit": 1}).json()["items"][0]
        body = {"kind": "reject", "target": row["id"], "who": "Kim", "why": "Fel läst"}
        recorded = client.post("/api/corrections", json=body)
        assert recorded.status_code == 201 and recorded.json()["when"]
        assert row["id"] not in _ids(client)
    for name in ("graph", "index"):
        _remove(own_collection / name)
    with TestClient(create_app(Settings(data=own_collection))) as client:
        assert row["id"] not in _ids(client)
        decisions = client.get("/api/corrections").json()["items"]
        assert [(d["kind"], d["who"], d["why"]) for d in decisions] == [("reject", "Kim", "Fel läst")]


def test_a_confirmed_fact_is_curated(writer: TestClient) -> None:
    row = writer.get("/api/relations", params={"limit": 1}).json()["items"][0]
    assert row["curated"] is False
    writer.post("/api/corrections", json={"kind": "confirm", "target": row["id"], "who": "Kim"})
    again = next(r for r in _rows(writer, "/api/relations") if r["id"] == row["id"])
    assert again["curated"] is True and again["quote"] == row["quote"]


def test_decisions_are_exported_and_taken_back(writer: TestClient) -> None:
    row = writer.get("/api/relations", params={"limit": 1}).json()["items"][0]
    writer.post("/api/corrections", json={"kind": "reject", "target": row["id"], "who": "Kim"})
    lines = writer.get("/api/decisions.jsonl").content
    assert len(lines.splitlines()) == 1
    assert writer.put("/api/decisions.jsonl", content=lines).json() == {"new": 0}
    other = lines.replace(b'"who":"Kim"', b'"who":"Ola"').replace(b'"id":"beslut-', b'"id":"beslut-x')
    assert writer.put("/api/decisions.jsonl", content=other).json() == {"new": 1}


def test_follow_ups_reach_calendar_and_register(writer: TestClient) -> None:
    agreement = next(a for a in _rows(writer, "/api/agreements") if a["documents"])
    path = f"/api/agreements/{agreement['id']}/followups"
    assert writer.post(path, json={"by": "Kim"}).status_code == 422
    assert writer.post(path, json={"planned": "2030-05-06", "by": "Kim"}).status_code == 201
    assert [f["planned"] for f in writer.get(path).json()["items"]] == ["2030-05-06"]
    assert "DTSTART;VALUE=DATE:20300506" in writer.get("/api/calendar.ics").text
    assert "Uppföljning tillagd" not in writer.get("/api/changes.atom").text
    assert "Uppföljning: " in writer.get("/api/changes.atom").text


def test_a_token_guards_changes(own_collection: Path) -> None:
    with TestClient(create_app(Settings(data=own_collection, write_token="hemlig"))) as client:
        body = {"kind": "reject", "target": "x", "who": "Kim"}
        assert client.post("/api/corrections", json=body).status_code == 403
        right = {"Authorization": "Bearer hemlig"}
        assert client.post("/api/corrections", json=body, headers=right).status_code == 201
        assert client.get("/api/documents").status_code == 200


def test_another_site_cannot_send_forms(writer: TestClient) -> None:
    body = {"kind": "reject", "target": "x", "who": "Kim"}
    answer = writer.post("/api/corrections", json=body, headers={"Origin": "https://example.org"})
    assert answer.status_code == 403 and answer.json()["code"] == "ej-behorig"


def test_paths_are_taken_from_the_command_line_only(writer: TestClient) -> None:
    assert writer.post("/api/ingest", json={"paths": ["/etc/passwd"]}).status_code == 403


def _rows(client: TestClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(path, params={"limit": 200}).json()["items"]
    return found


def _ids(client: TestClient) -> set[str]:
    return {row["id"] for row in _rows(client, "/api/relations")}


def _remove(path: Path) -> None:
    for child in sorted(path.rglob("*"), reverse=True):
        child.rmdir() if child.is_dir() else child.unlink()
