"""Corrections over the real service: applied at once, and still there after a new reading, a rebuild and a journey as a
file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.conftest import Run


def correct(client: TestClient, kind: str, target: str, /, **values: str) -> dict[str, Any]:
    body = {"kind": kind, "target": target, "values": values, "who": "Ada", "why": "prov"}
    answer = client.post("/api/corrections", json=body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def seen(data: Path, ids: dict[str, str]) -> dict[str, Any]:
    """What a reader sees of the corrected things."""
    with TestClient(create_app(Settings(data=data))) as client:
        relations = client.get("/api/relations", params={"limit": 200}).json()["items"]
        by_id = {r["id"]: r for r in relations}
        added = [r for r in relations if r["tier"] == "person"]
        joined = client.get(f"/api/groups/{ids['joined']}")
        parted = client.get("/api/groups", params={"limit": 200}).json()["items"]
        return {
            "changed": (by_id[ids["changed"]]["status"], by_id[ids["changed"]]["curated"]),
            "confirmed": by_id[ids["confirmed"]]["curated"],
            "rejected": ids["rejected"] in by_id,
            "added": [(r["subject"]["name"], r["predicate"], r["quote"], r["curated"]) for r in added],
            "joined": joined.json()["aliases"] if joined.status_code == 200 else None,
            "gone": ids["gone"] in {g["id"] for g in parted},
            "parted": [g["id"] for g in parted if ids["alias"] in g["aliases"]],
        }


def test_every_kind_survives_reading_again_rebuilding_and_a_journey(
    own_collection: Path, some_pdfs: Path, tmp_path: Path, avtal: Run
) -> None:
    untouched = Path(shutil.copytree(own_collection, tmp_path / "other" / "data"))
    with TestClient(create_app(Settings(data=own_collection))) as client:
        relations = client.get("/api/relations", params={"limit": 200, "predicate": "förvaltar"}).json()["items"]
        first, second, third = [r["id"] for r in relations[:3]]
        document = relations[0]["document"]["id"]
        page = client.get(f"/api/documents/{document}/pages/{relations[0]['page']}").json()["text"]
        quote = page.splitlines()[-1]
        groups = client.get("/api/groups", params={"limit": 200}).json()["items"]
        alias_of = next(g for g in groups if g["aliases"])
        others = [g for g in groups if g["id"] != alias_of["id"]]
        into, gone = others[0], others[1]
        correct(client, "change", first, status="proposed")
        correct(client, "confirm", second)
        correct(client, "reject", third)
        correct(
            client, "add", document, kind="relation", quote=quote, subject="Provgruppen", predicate="förvaltar",
            object="Provavtalet",
        )  # fmt: skip
        correct(client, "join", into["id"], **{"with": gone["id"]})
        correct(client, "part", alias_of["id"], name=alias_of["aliases"][0])
    ids = {
        "changed": first, "confirmed": second, "rejected": third,
        "joined": into["id"], "gone": gone["id"], "alias": alias_of["aliases"][0],
    }  # fmt: skip
    at_once = seen(own_collection, ids)
    assert at_once["changed"] == ("proposed", True) and at_once["confirmed"] and not at_once["rejected"]
    assert at_once["added"] == [("Provgruppen", "förvaltar", quote, True)]
    assert alias_of["id"] not in at_once["parted"]
    names = {into["name"], gone["name"]}
    if at_once["joined"] is not None:
        assert names & set(at_once["joined"])
    assert not (at_once["gone"] and at_once["joined"] is not None)

    file = tmp_path / "beslut.jsonl"
    avtal(own_collection, "decisions", "export", str(file))
    avtal(own_collection, "rebuild")
    assert seen(own_collection, ids) == at_once
    first_pdf = sorted(some_pdfs.glob("*.pdf"))[0]
    avtal(own_collection, "ingest", str(first_pdf), "--again")
    assert seen(own_collection, ids) == at_once
    assert seen(untouched, ids) != at_once
    avtal(untouched, "decisions", "import", str(file))
    assert seen(untouched, ids) == at_once


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "gissa", "target": "x"},
        {"kind": "reject", "target": ""},
        {"kind": "reject"},
    ],
)
def test_what_is_no_correction_is_refused(writer: TestClient, body: dict[str, str]) -> None:
    assert writer.post("/api/corrections", json=body).status_code == 422
