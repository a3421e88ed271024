"""The report for a revision meeting: every conflict of the choice with quotes, pages, reasons and decision."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from api.report import report
from corpus.fonts import printable
from search.findings import Judged

DAY = date(2026, 3, 2)


def _text(pdf: bytes) -> str:
    """The words of a PDF, lines joined."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def _plain(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def found(reader: TestClient) -> list[Judged]:
    """The conflicts of the collection."""
    items = reader.app.state.container.findings.page(limit=200).items  # type: ignore[attr-defined]
    assert len(items) > 3
    return list(items)


def test_every_conflict_is_told_whole(found: list[Judged]) -> None:
    pdf = report(found, [], DAY)
    said = _plain(_text(pdf))
    for c in found:
        for text in (c.explanation, c.note, c.precedence, c.a.document.title, c.b.document.title, c.a.value, c.b.value):
            assert _plain(printable(text)) in said, text
        for side in (c.a, c.b):
            assert f"sida{side.page}" in said
    assert said.count("Anteckningarochbeslut") == len(found)
    assert "2026-03-02" in said


def test_quotes_stand_in_it_and_marks_of_theirs_are_no_markup(found: list[Judged]) -> None:
    odd = replace(found[0], a=replace(found[0].a, quote="Avgiften <b>är</b> & blir\n12 kr → 15 kr ▪ x"))
    said = _text(report([odd], [], DAY))
    assert "<b>är</b> & blir 12 kr -> 15 kr • x" in said
    assert _plain(printable(odd.b.quote)) in _plain(said)


def test_a_quote_longer_than_a_page_does_not_stop_it(found: list[Judged]) -> None:
    long = replace(found[0], a=replace(found[0].a, quote="Kommunen ansvarar för insatsen. " * 400))
    assert len(PdfReader(io.BytesIO(report([long, found[1]], [], DAY))).pages) >= 2


def test_a_decision_is_told_with_who_and_when(found: list[Judged]) -> None:
    one = replace(
        found[0], state="rejected", comment="Olika remisser", decided_by="Kim", decided_at="2026-02-01T08:00:00"
    )
    assert "Läge: Avvisad av Kim 2026-02-01: ”Olika remisser”" in _text(report([one], ["typ: frist"], DAY))


def test_no_conflicts_are_a_report_too() -> None:
    assert "Det finns inga stycken att visa" in _text(report([], ["läge: åtgärdad"], DAY))


@pytest.mark.parametrize(("params", "said"), [({"state": "new"}, "läge: ny"), ({"group": "kommun"}, "grupp: kommun")])
def test_the_filters_are_those_of_the_list(reader: TestClient, params: dict[str, str], said: str) -> None:
    listed = reader.get("/api/conflicts", params={"limit": 200, **params}).json()["items"]
    answer = reader.get("/api/conflicts/report.pdf", params=params)
    assert answer.headers["content-type"] == "application/pdf"
    assert 'filename="konflikter.pdf"' in answer.headers["content-disposition"]
    text = _text(answer.content)
    assert said in text and [c["id"] for c in listed if c["id"] not in text] == []
    assert text.count("Anteckningar och beslut") == len(listed)


def test_the_page_links_to_the_report_and_to_what_is_tested(reader: TestClient) -> None:
    page = reader.get("/konflikter", params={"state": "new"}).text
    assert "/api/conflicts/report.pdf?state=new" in page and "/konflikter/regler" in page
    rules = reader.get("/api/conflicts/rules").json()
    told = reader.get("/konflikter/regler").text
    assert len(rules) > 25 and all(rule["text"] in told for rule in rules)


def test_the_command_writes_it(
    collection: Path, tmp_path: Path, avtal: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    target = tmp_path / "rapport.pdf"
    avtal(collection, "conflicts", "--report", str(target), "--type", "version")
    assert "typ: version" in _text(target.read_bytes())
