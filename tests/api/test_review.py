"""The lists for review, over the real service and command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.conftest import Run


def test_names_left_open_have_evidence_and_reason(reader: TestClient) -> None:
    body = reader.get("/api/unresolved", params={"limit": 200}).json()
    assert body["total"] >= len(body["items"]) > 0
    for row in body["items"]:
        evidence = row["evidence"]
        page = reader.get(f"/api/documents/{evidence['document']['id']}/pages/{evidence['page']}").json()["text"]
        assert page[evidence["start"] : evidence["end"]] == evidence["quote"] and row["explanation"]
    one = body["items"][0]
    same = reader.get("/api/unresolved", params={"reason": one["reason"], "limit": 200}).json()["items"]
    assert one["id"] in {r["id"] for r in same} and {r["reason"] for r in same} == {one["reason"]}


@pytest.mark.parametrize("query", [{"reason": "x"}, {"below": "2"}])
def test_unknown_reasons_are_refused(reader: TestClient, query: dict[str, str]) -> None:
    assert reader.get("/api/unresolved", params=query).status_code == 422


def test_facts_come_least_certain_first(reader: TestClient) -> None:
    rows = reader.get("/api/facts", params={"limit": 200}).json()["items"]
    sure = [r["confidence"] for r in rows]
    assert sure == sorted(sure) and len({r["kind"] for r in rows}) > 1
    assert {r["tier"] for r in rows} == {"rule"} and all(r["says"] for r in rows)
    below = reader.get("/api/facts", params={"below": sure[0] + 0.01, "limit": 200}).json()
    assert {r["confidence"] for r in below["items"]} == {sure[0]}
    assert reader.get("/api/facts", params={"tier": "model"}).json()["total"] == 0
    assert reader.get("/api/relations", params={"tier": "model"}).json()["total"] == 0
    every = reader.get("/api/relations").json()["total"]
    assert reader.get("/api/relations", params={"tier": "rule"}).json()["total"] == every > 0


def test_the_command_lists_names(own_collection: Path, avtal: Run) -> None:
    rows = json.loads(avtal(own_collection, "names", "--json").stdout)
    assert rows and rows[0]["name"] in avtal(own_collection, "names").stdout
