"""The page that compares: two documents, two versions, what is missing, what is not there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

HEAD = "Överenskommelse om samverkan mellan Region Norrmark och Norrmarks kommun"
FIRST = "Samrådsgruppen förvaltar överenskommelsen och sammanträder två gånger per år."
SECOND = "Samrådsgruppen förvaltar överenskommelsen och sammanträder fyra gånger per år."


def _pair(client: TestClient) -> tuple[str, str]:
    items = client.get("/api/documents", params={"limit": 200}).json()["items"]
    old, new = (next(d["id"] for d in items if d["file"].startswith(n)) for n in ("16-", "03-"))
    return old, new


def _marked(html: str, tag: str) -> list[str]:
    return [unescape(text) for text in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)]


def test_counts_and_marked_words_are_those_of_the_api(reader: TestClient) -> None:
    old, new = _pair(reader)
    body = reader.get("/api/compare", params={"a": old, "b": new}).json()
    page = reader.get("/jamfor", params={"a": old, "b": new}).text
    labels = {"same": "Lika", "changed": "Ändrat", "only_a": "Bara i A", "only_b": "Bara i B"}
    for kind, label in labels.items():
        assert f"{label}: {body['counts'].get(kind, 0)}<" in page
    for tag, how, kind, side in (("del", "removed", "only_a", "a"), ("ins", "added", "only_b", "b")):
        said = [text for c in body["clauses"] for k, text in c["words"] if k == how]
        assert said and _marked(page, tag) == said
        alone = re.findall(rf'<div class="clause {kind}">.*?<p class="said">(.*?)</p>', page, re.DOTALL)
        assert [unescape(text) for text in alone] == [
            c[side].lstrip("•–-*·▪○◦ \t") for c in body["clauses"] if c["kind"] == kind
        ]


def test_a_document_is_like_itself(reader: TestClient) -> None:
    _, new = _pair(reader)
    page = reader.get("/jamfor", params={"a": new, "b": new}).text
    assert "alla stycken är lika" in page and _marked(page, "ins") == _marked(page, "del") == []


@pytest.mark.parametrize("given", [{}, {"a": "old"}, {"b": "new"}])
def test_what_is_missing_is_chosen(reader: TestClient, given: dict[str, str]) -> None:
    old, new = _pair(reader)
    params = {k: {"old": old, "new": new}[v] for k, v in given.items()}
    page = reader.get("/jamfor", params=params).text
    assert page.count(f'<option value="{old}"') == 2
    assert re.findall(r'<option value="([^"]*)" selected>', page) == list(params.values())
    assert "Skillnader" not in page


@pytest.mark.parametrize("wrong", ["d-finns-inte", "{}@v-finns-inte"])
def test_what_is_not_there_is_said(reader: TestClient, wrong: str) -> None:
    old, new = _pair(reader)
    answer = reader.get("/jamfor", params={"a": wrong.format(old), "b": new}, headers={"Accept": "text/html"})
    assert answer.status_code == 404 and "finns inte" in answer.text


def test_two_versions_of_one_document(writer: TestClient, tmp_path: Path) -> None:
    for text in (FIRST, SECOND):
        path = tmp_path / "samverkan.pdf"
        body = getSampleStyleSheet()["BodyText"]
        SimpleDocTemplate(str(path)).build([Paragraph(t, body) for t in (HEAD, text)])
        job = writer.post("/api/documents", files={"file": (path.name, path.read_bytes(), "application/pdf")}).json()
        events = writer.get(f"/api/jobs/{job['id']}/events").text
        assert events.rstrip().rpartition("event: ")[2].startswith("done")
    document = next(d["id"] for d in writer.get("/api/documents").json()["items"] if d["file"] == path.name)
    shown = writer.get(f"/dokument/{document}").text
    address = next(unescape(a) for a in re.findall(r'href="(/jamfor\?a=[^"]+)"', shown))
    assert address.endswith(f"&b={document}") and f"a={document}@" in address
    page = writer.get(address).text
    assert (_marked(page, "del"), _marked(page, "ins")) == (["två"], ["fyra"])
    assert "den version som lästes in" in page
