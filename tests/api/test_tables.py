"""Every table as a file, over the real service and the sample agreements."""

import csv
import io

import openpyxl
import pytest
from fastapi.testclient import TestClient

from api.tables import TABLES


def _csv(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_workbook_hold_the_same(reader: TestClient, name: str) -> None:
    comma = reader.get(f"/api/tables/{name}.csv")
    book = reader.get(f"/api/tables/{name}.xlsx")
    assert comma.status_code == book.status_code == 200
    assert f'filename="{name}.csv"' in comma.headers["content-disposition"]
    rows = _csv(comma.content)
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    cells = list(sheet.iter_rows(values_only=True))
    assert cells[0] == TABLES[name].heads
    assert len(cells) - 1 == len(rows)
    assert rows or name == "uppfoljningar"


@pytest.mark.parametrize(
    ("name", "path"),
    [("grupper", "groups"), ("parter", "parties"), ("relationer", "relations"), ("skyldigheter", "obligations")],
)
def test_no_row_is_left_out(reader: TestClient, name: str, path: str) -> None:
    assert len(_csv(reader.get(f"/api/tables/{name}.csv").content)) == reader.get(f"/api/{path}").json()["total"]


def test_a_fact_leads_to_its_passage(reader: TestClient) -> None:
    row = _csv(reader.get("/api/tables/agarskap.csv").content)[0]
    page = reader.get(row["Länk"].partition("#")[0])
    assert page.status_code == 200 and row["Citat"].split()[0].rstrip(".") in page.text


@pytest.mark.parametrize("path", ["okand.csv", "grupper.pdf"])
def test_what_is_no_table_is_refused(reader: TestClient, path: str) -> None:
    assert reader.get(f"/api/tables/{path}").status_code in (404, 422)
