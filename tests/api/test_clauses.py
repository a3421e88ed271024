"""One kind of clause over all documents, and what a passage touches: the API, the tables, the pages, the command."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient

from search.clause_kinds import KINDS


def _rows(client: TestClient, **params: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/api/clauses", params={"limit": 200, **params}).json()["items"]
    return items


def _touched(client: TestClient, side: dict[str, Any]) -> dict[str, Any]:
    place = {"document": side["document"]["id"], **{k: side[k] for k in ("page", "start", "end")}}
    body: dict[str, Any] = client.get("/api/passages/at", params=place).json()
    return body


def test_every_document_has_a_row_and_every_clause_stands_on_its_page(reader: TestClient) -> None:
    documents = {d["id"]: d for d in reader.get("/api/documents", params={"limit": 200}).json()["items"]}
    replaced = {d["id"] for d in documents.values() if d["later"]}
    assert [k["name"] for k in reader.get("/api/clauses/kinds").json()] == [k.name for k in KINDS]
    for kind in KINDS:
        rows = _rows(reader, kind=kind.name)
        assert {r["document"]["id"] for r in rows} == set(documents) - replaced
        for row in rows:
            for c in row["clauses"]:
                page = reader.get(f"/api/documents/{row['document']['id']}/pages/{c['page']}").json()["text"]
                shown = page[c["start"] : c["end"]]
                assert shown and (c["found"] == "rubrik" or shown == c["text"])
                assert "".join(c["text"].split())[:30] == "".join(shown.split())[:30]


@pytest.mark.parametrize(
    ("kind", "file", "section", "words"),
    [
        ("uppfoljning", "01-", "7 Uppföljning", "mandatperiod"),
        ("tvist", "01-", "8.2 Tvister", "förhandling"),
        ("uppfoljning", "03-", "5 Organisation och uppföljning", "följer även upp"),
    ],
)
def test_a_clause_is_found_under_its_heading(
    reader: TestClient, kind: str, file: str, section: str, words: str
) -> None:
    (row,) = [r for r in _rows(reader, kind=kind) if r["document"]["file"].startswith(file)]
    assert [c["section"] for c in row["clauses"] if words in c["text"] and c["found"] == "rubrik"] == [section]


def test_a_document_that_a_later_one_replaces_is_shown_where_it_is_asked_for(reader: TestClient) -> None:
    items = reader.get("/api/documents", params={"limit": 200}).json()["items"]
    old = next(d["id"] for d in items if d["file"].startswith("16-"))
    (row,) = _rows(reader, kind="uppfoljning", document=old)
    assert row["document"]["id"] == old and row["clauses"]


def test_an_unknown_kind_says_which_there_are(reader: TestClient) -> None:
    answer = reader.get("/api/clauses", params={"kind": "avgift"})
    assert answer.status_code == 404 and "finansiering" in answer.json()["detail"]


def test_both_tables_hold_every_clause(reader: TestClient) -> None:
    rows = _rows(reader, kind="tvist")
    wanted = [c["text"] for r in rows for c in (r["clauses"] or [{"text": ""}])]
    body = reader.get("/api/clauses.csv", params={"kind": "tvist"}).content.decode("utf-8-sig")
    as_csv = list(csv.DictReader(io.StringIO(body, newline=""), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(reader.get("/api/clauses.xlsx", params={"kind": "tvist"}).content)).active
    assert sheet is not None
    heads, *cells = sheet.iter_rows(values_only=True)
    as_xlsx = [dict(zip(map(str, heads), row, strict=True)) for row in cells]
    assert [r["Text"].lstrip("'") for r in as_csv] == [str(r["Text"] or "") for r in as_xlsx] == wanted
    assert [r["Hittad genom"] for r in as_csv].count("saknas") == sum(not r["clauses"] for r in rows) > 0
    assert all(reader.get(r["Länk"]).status_code == 200 for r in as_csv if r["Länk"])


def test_the_page_shows_clauses_and_who_says_nothing(reader: TestClient) -> None:
    assert "Välj fråga" in reader.get("/jamfor/klausuler").text
    page = reader.get("/jamfor/klausuler", params={"kind": "tvist"}).text
    for row in _rows(reader, kind="tvist"):
        section = page.split("Dokument som inte säger något om det")[0 if row["clauses"] else 1]
        assert f'href="/dokument/{row["document"]["id"]}"' in section


def test_a_side_of_a_conflict_touches_the_other_side(reader: TestClient) -> None:
    for c in reader.get("/api/conflicts", params={"limit": 200}).json()["items"]:
        body = _touched(reader, c["a"]) if c["a"]["section"] else None
        if body is None or "code" in body:
            continue
        hits = [t for t in body["touches"] if t["how"] == "konflikt" and t["target"] == c["id"]]
        assert (hits[0]["document"]["id"], hits[0]["text"]) == (c["b"]["document"]["id"], c["b"]["quote"])
        assert hits[0]["why"] == c["explanation"]


def test_a_passage_is_found_by_its_id_and_by_that_of_a_hit(reader: TestClient) -> None:
    hit = reader.get("/api/search", params={"q": "uppföljning av överenskommelsen"}).json()["results"][0]
    by_hit = reader.get(f"/api/passages/{hit['id']}/touches").json()
    assert (by_hit["document"]["id"], by_hit["page"], by_hit["start"]) == (
        hit["document"]["id"],
        hit["page"],
        hit["start"],
    )
    assert reader.get(f"/api/passages/{by_hit['id']}/touches").json() == by_hit


def test_a_repeated_passage_is_told_with_its_share(reader: TestClient) -> None:
    items = reader.get("/api/documents", params={"limit": 200}).json()["items"]
    old, new = (next(d["id"] for d in items if d["file"].startswith(n)) for n in ("16-", "03-"))
    clauses = reader.get("/api/compare", params={"a": old, "b": new}).json()["clauses"]
    same = max((c for c in clauses if c["kind"] == "same"), key=lambda c: len(c["b"]))
    text = reader.get(f"/api/documents/{new}/pages/{same['b_page']}").json()["text"]
    start = text.index(same["b"][:40])
    body = _touched(reader, {"document": {"id": new}, "page": same["b_page"], "start": start, "end": start + 40})
    repeats = [t for t in body["touches"] if t["how"] == "upprepar"]
    assert old in {t["document"]["id"] for t in repeats}
    assert all("orden är desamma" in t["why"] or t["why"] == "Samma text." for t in repeats)


def test_a_section_that_is_cited_says_by_what(writer: TestClient, take_in: Callable[..., None]) -> None:
    who = "mellan Region Norrmark och Norrmarks kommun"
    sent, kept = "Regionen sänder fakturan inom tio dagar.", "Kommunen betalar fakturan inom trettio dagar."
    care = ("# 1 Ansvar", f"{sent} Kostnaden fördelas enligt avsnitt 3.", "# 2 Former", "Parterna möts en gång per år.")
    take_in(writer, "vard.pdf", f"Överenskommelse om hemsjukvård {who}", *care, "# 3 Kostnader", kept)
    items = writer.get("/api/documents", params={"limit": 200}).json()["items"]
    document = next(d["id"] for d in items if d["file"] == "vard.pdf")
    text = writer.get(f"/api/documents/{document}/pages/1").json()["text"]

    def touches(words: str) -> list[tuple[str, str]]:
        start = text.index(words)
        side = {"document": {"id": document}, "page": 1, "start": start, "end": start + len(words)}
        return [(t["how"], t["why"]) for t in _touched(writer, side)["touches"]]

    assert ("hänvisar hit", "Hänvisar till avsnitt 3.") in touches(kept)
    assert ("hänvisar till", "Stycket hänvisar till avsnitt 3.") in touches(sent)
    assert not [how for how, _ in touches("Parterna möts") if how.startswith("hänvisar")]


@pytest.mark.parametrize("wrong", ["finns-inte-3", "000000000000-1", "00000000-0000-0000-0000-000000000000"])
def test_a_passage_that_is_not_there_is_said(reader: TestClient, wrong: str) -> None:
    answer = reader.get(f"/api/passages/{wrong}/touches")
    assert answer.status_code == 404 and "Stycket finns inte" in answer.json()["detail"]


def test_the_document_page_shows_what_the_marked_passage_touches(reader: TestClient) -> None:
    c = reader.get("/api/conflicts", params={"limit": 1}).json()["items"][0]
    place = {"sida": c["a"]["page"], "start": c["a"]["start"], "slut": c["a"]["end"]}
    page = reader.get(f"/dokument/{c['a']['document']['id']}", params=place).text
    aside = page.split("Det markerade stycket berör")[1].split("</section>")[0]
    assert f"/konflikter/{c['id']}" in aside


def test_the_commands(collection: Path, avtal: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    rows = json.loads(avtal(collection, "clauses", "tvist", "--json").stdout)
    assert any(row["clauses"] for row in rows) and any(not row["clauses"] for row in rows)
    body = json.loads(avtal(collection, "touches", "uppföljning av överenskommelsen", "--json").stdout)
    again = json.loads(avtal(collection, "touches", body["id"], "--json").stdout)
    assert again == body
