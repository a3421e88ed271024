"""Conflicts as a table: every row and column, the filters of the list, and text that is never a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api import exports
from search.findings import Judged

BASE = "http://avtal.example/"


def _csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def _xlsx(body: bytes) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    assert sheet is not None
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


@pytest.fixture
def one(reader: TestClient) -> Judged:
    """A conflict of the collection."""
    found: Judged = reader.app.state.container.findings.page(limit=1).items[0]  # type: ignore[attr-defined]
    return found


def test_both_tables_hold_every_conflict(reader: TestClient) -> None:
    found = reader.get("/api/conflicts", params={"limit": 200}).json()["items"]
    assert found
    as_csv, as_xlsx = reader.get("/api/conflicts.csv"), reader.get("/api/conflicts.xlsx")
    assert as_csv.headers["content-type"].startswith("text/csv") and as_csv.content.startswith(b"\xef\xbb\xbf")
    assert as_xlsx.headers["content-type"] == exports.XLSX_TYPE
    assert 'filename="konflikter.xlsx"' in as_xlsx.headers["content-disposition"]
    for rows in (_csv(as_csv.content), _xlsx(as_xlsx.content)):
        assert tuple(rows[0]) == exports.HEADS
        assert [row["Id"] for row in rows] == [c["id"] for c in found]
        for row, c in zip(rows, found, strict=True):
            assert row["Vad som skiljer"] == c["explanation"]
            assert str(row["B: sida"]) == str(c["b"]["page"])
            assert row["A: citat"].lstrip("'") == c["a"]["quote"]
            assert float(row["Säkerhet"]) == round(c["confidence"], 2)
            assert reader.get(row["A: länk"]).status_code == 200


@pytest.mark.parametrize("name", ["type", "state", "document", "group"])
def test_the_filters_are_those_of_the_list(reader: TestClient, name: str) -> None:
    first = reader.get("/api/conflicts", params={"limit": 1}).json()["items"][0]
    chosen = {"type": first["type"], "state": "fixed", "document": first["a"]["document"]["id"], "group": "kommun"}
    listed = reader.get("/api/conflicts", params={"limit": 200, name: chosen[name]}).json()["items"]
    for path, read in (("/api/conflicts.csv", _csv), ("/api/conflicts.xlsx", _xlsx)):
        rows = read(reader.get(path, params={name: chosen[name]}).content)
        assert [row["Id"] for row in rows] == [c["id"] for c in listed]


@pytest.mark.parametrize(
    ("text", "in_csv"),
    [
        ('=HYPERLINK("http://x.example";"Läs")', '\'=HYPERLINK("http://x.example";"Läs")'),
        ("+46 70 123", "'+46 70 123"),
        ("- senast den 1 mars", "'- senast den 1 mars"),
        ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
        ("\t=1+1", "'\t=1+1"),
        ("Kostnaden = 5", "Kostnaden = 5"),
        ("rad ett\nrad två; med semikolon", "rad ett\nrad två; med semikolon"),
    ],
)
def test_a_text_is_never_a_formula(one: Judged, text: str, in_csv: str) -> None:
    changed = replace(one, comment=text, a=replace(one.a, quote=text))
    row = _csv(exports.as_csv([changed], BASE))[0]
    assert (row["Kommentar"], row["A: citat"]) == (in_csv, in_csv)
    sheet = openpyxl.load_workbook(io.BytesIO(exports.as_xlsx([changed], BASE))).active
    assert sheet is not None
    cell = sheet.cell(2, exports.HEADS.index("Kommentar") + 1)
    assert (cell.value, cell.data_type) == (text, "s")


def test_what_a_workbook_cannot_hold_is_left_out(one: Judged) -> None:
    row = _xlsx(exports.as_xlsx([replace(one, comment="ett\x0btvå")], BASE))[0]
    assert row["Kommentar"] == "etttvå"


def test_the_page_links_to_the_tables_of_its_choice(reader: TestClient) -> None:
    kind = reader.get("/api/conflicts", params={"limit": 1}).json()["items"][0]["type"]
    page = reader.get("/konflikter", params={"type": kind})
    for ending in ("csv", "xlsx"):
        assert f"/api/conflicts.{ending}?type=" in page.text
        assert f"/api/conflicts.{ending}?" not in reader.get("/konflikter").text
