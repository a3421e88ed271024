"""The tools for assistants, asked by the protocol's own client: in the process, over standard in and out, over HTTP."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from mcp import Client as Assistant
from mcp import StdioServerParameters

from api.assistant import server
from api.client import Client

BASE = "http://avtal.example/"
AVTAL = str(Path(sys.executable).parent / "avtal")


def called(to: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers."""

    async def ask() -> Any:
        async with Assistant(to) as assistant:
            return await assistant.call_tool(tool, arguments)

    answer = asyncio.run(ask())
    assert not answer.is_error, answer.content
    return dict(answer.structured_content)


@pytest.fixture
def offered(reader: TestClient) -> Any:
    """The server over the sample agreements."""
    return server(Client(reader), BASE)  # type: ignore[arg-type]


def test_every_tool_is_described_and_only_reads(offered: Any) -> None:
    async def ask() -> Any:
        async with Assistant(offered) as assistant:
            return (await assistant.list_tools()).tools

    tools = asyncio.run(ask())
    assert {t.name for t in tools} == {
        *("search", "ask", "group", "agreement", "obligations", "conflicts", "compare", "documents")
    }
    assert all(t.description and t.annotations.read_only_hint for t in tools)


def test_what_is_found_can_be_cited(offered: Any, reader: TestClient) -> None:
    found = called(offered, "search", q="Vem betalar för hjälpmedel?", limit=3)
    assert len(found["passages"]) == 3
    for passage in found["passages"]:
        assert passage["document"] and passage["page"] >= 1 and passage["status"]
        assert passage["url"].startswith(f"{BASE}dokument/{passage['document_id']}?sida={passage['page']}")
        assert reader.get(passage["url"].removeprefix(BASE.rstrip("/")).partition("#")[0]).status_code == 200


def test_a_question_is_answered_from_the_graph_with_its_quotes(offered: Any, reader: TestClient) -> None:
    row = reader.get("/api/relations", params={"predicate": "förvaltar"}).json()["items"][0]
    found = called(offered, "ask", q=f"Vilka överenskommelser förvaltar {row['subject']['name']}?")
    assert row["quote"] in {fact["quote"] for fact in found["facts"]} and "SELECT" in found["sparql"]


def test_a_group_and_an_agreement_are_known_by_name(offered: Any, reader: TestClient) -> None:
    row = reader.get("/api/relations", params={"predicate": "förvaltar"}).json()["items"][0]
    group = called(offered, "group", name=row["subject"]["name"])
    assert group["group"]["name"] == row["subject"]["name"]
    assert {"förvaltar"} <= {relation["predicate"] for relation in group["relations"]}
    agreement = called(offered, "agreement", name=row["object"]["id"])
    assert agreement["agreement"]["id"] == row["object"]["id"]
    assert row["subject"]["name"] in {relation["subject"] for relation in agreement["stated_by_others"]}


def test_duties_conflicts_and_comparisons(offered: Any) -> None:
    duties = called(offered, "obligations", modality="prohibition", limit=5)["obligations"]
    assert duties and all(duty["modality"] == "prohibition" and duty["quote"] for duty in duties)
    conflict = called(offered, "conflicts", limit=1)["conflicts"][0]
    assert conflict["a"]["quote"] and conflict["b"]["quote"] and conflict["explanation"]
    documents = called(offered, "documents")["documents"]
    compared = called(offered, "compare", a=documents[0]["id"], b=documents[1]["id"])
    assert compared["counts"] and all(row["kind"] != "same" for row in compared["clauses"])


def test_an_unknown_name_is_told_in_swedish(offered: Any) -> None:
    async def ask() -> Any:
        async with Assistant(offered) as assistant:
            return await assistant.call_tool("group", {"name": "Xyzzyrådet"})

    answer = asyncio.run(ask())
    assert answer.is_error and "finns inte" in answer.content[0].text


def test_over_standard_in_and_out(own_collection: Path) -> None:
    environment = {**os.environ, "AVTAL_DATA": str(own_collection)}
    found = called(StdioServerParameters(command=AVTAL, args=["mcp"], env=environment), "documents")
    assert len(found["documents"]) > 1


def test_over_http(own_collection: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [AVTAL, "mcp", "--http", "--port", str(port)], env={**os.environ, "AVTAL_DATA": str(own_collection)}
    )
    try:
        for _ in range(600):
            try:
                httpx.get(f"http://127.0.0.1:{port}/mcp", timeout=1)
                break
            except httpx.HTTPError:
                assert process.poll() is None
                time.sleep(0.1)
        assert called(f"http://127.0.0.1:{port}/mcp", "search", q="utskrivning")["passages"]
    finally:
        process.terminate()
        process.wait(30)
