"""The language-model tier over the real reading: settings, pipeline, boxes, graph, API."""

from __future__ import annotations

import json
import re
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.wiring import open_container
from ingest.pipeline import sources
from tests.chat import Server

QUOTE = "Medel som en part har fått för egen del berörs inte"


def proposing(question: str) -> tuple[int, bytes]:
    """A body of the document is said to own it, and invented words of another passage."""
    found: list[dict[str, object]] = []
    groups = re.findall(r"^(g\d+): ", question, re.MULTILINE)
    if QUOTE in question and groups:
        found = [
            {"kind": "mandate", "quote": QUOTE, "group": groups[0], "text": "medel", "confidence": 0.66},
            {"kind": "mandate", "quote": f"{QUOTE} varje dag", "group": groups[0], "text": "medel"},
        ]
    return 200, json.dumps({"choices": [{"message": {"content": json.dumps({"facts": found})}}]}).encode()


def taken_in(data: Path, pdf: Path, server: Server) -> None:
    settings = Settings(data=data, llm_url=server.url, llm_model="ljus-1", llm_seconds=10)
    opened = open_container(settings, "test")
    try:
        opened.take_in(sources([pdf]), lambda _: None)
    finally:
        opened.close()


def test_what_a_model_proposes_is_shown_as_such(some_pdfs: Path, tmp_path: Path) -> None:
    pdf = next(some_pdfs.glob("02-*.pdf"))
    server = Server(proposing)
    try:
        taken_in(tmp_path / "data", pdf, server)
        asked = len(server.asked)
        taken_in(tmp_path / "data", pdf, server)
        assert asked > 10 and len(server.asked) == asked  # an unchanged file is not read again
    finally:
        server.close()
    with TestClient(create_app(Settings(data=tmp_path / "data"))) as client:
        (row,) = client.get("/api/mandates", params={"tier": "model"}).json()["items"]
        assert (row["tier"], row["method"], row["confidence"], row["quote"]) == ("model", "model:ljus-1", 0.66, QUOTE)
        page = client.get(f"/api/documents/{row['document']['id']}/pages/{row['page']}").json()["text"]
        assert page[row["start"] : row["end"]] == QUOTE and row["boxes"]
        rules = client.get("/api/mandates", params={"tier": "rule", "limit": 200}).json()
        every = client.get("/api/mandates", params={"limit": 200}).json()
        assert rules["total"] == every["total"] - 1 > 0
        assert client.get("/api/facts", params={"tier": "model"}).json()["total"] == 1


def test_a_model_that_fails_is_a_remark_on_the_document(some_pdfs: Path, tmp_path: Path) -> None:
    pdf = next(some_pdfs.glob("03-*.pdf"))
    server = Server(lambda _: (401, b""))
    try:
        taken_in(tmp_path / "data", pdf, server)
    finally:
        server.close()
    with TestClient(create_app(Settings(data=tmp_path / "data"))) as client:
        (row,) = client.get("/api/documents").json()["items"]
        (problem,) = client.get(f"/api/documents/{row['id']}").json()["problems"]
        assert "401" in problem and "språkmodell" in problem.casefold()
        assert client.get("/api/obligations").json()["total"] > 0
    assert len(server.asked) == 3  # asked no more after three failures
