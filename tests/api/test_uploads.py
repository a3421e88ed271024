"""Documents taken in from the form: the job page until it is done, each file that failed, and who may."""

from __future__ import annotations

import re
import threading
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings

PDF = "application/pdf"


def _files(*found: tuple[str, bytes]) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [("files", (name, content, PDF)) for name, content in found]


def _inbox(client: TestClient) -> list[Path]:
    container: Any = client.app.state.container  # type: ignore[attr-defined]
    return list(container.inbox().iterdir())


def test_files_become_documents_or_a_message_each(writer: TestClient, sample_pdfs: Path) -> None:
    good = next(sample_pdfs.glob("13-*.pdf"))
    sent = _files((good.name, good.read_bytes()), ("<b>ett.pdf", b"hej"), ("två.pdf", b"PK\x03\x04" + b"0" * 99))
    answer = writer.post("/dokument", files=sent, follow_redirects=False)
    address = answer.headers["location"]
    assert answer.status_code == 303 and re.fullmatch(r"/jobb/job-\d+", address)
    writer.get(f"/api/jobs/{address.rpartition('/')[2]}/events")  # ends when the job does
    page = writer.get(address).text
    assert "Inläsningen är klar" in page and "3 av 3 filer" in page and "http-equiv" not in page
    said = [unescape(s) for s in re.findall(r'<p class="file">(.*?)</p>', page)]
    assert sorted(s.partition(": ")[0] for s in said) == ["<b>ett.pdf", "två.pdf"]
    assert any("inte en PDF" in s for s in said) and any("Word" in s for s in said)
    (document,) = re.findall(r'href="/dokument/(d-[^"]+)"', page)
    assert writer.get(f"/api/documents/{document}").json()["file"] == good.name
    assert _inbox(writer) == []


def test_the_page_loads_itself_anew_until_the_job_is_done(writer: TestClient) -> None:
    jobs: Any = writer.app.state.container.jobs  # type: ignore[attr-defined]
    go = threading.Event()
    first = jobs.submit(1, lambda job: (go.wait(60), job.step()))
    second = jobs.submit(1, lambda job: job.step())
    try:
        page = writer.get(f"/jobb/{second.id}").text
        assert '<meta http-equiv="refresh" content="2">' in page and "0 av 1 fil" in page
        assert "väntar på tidigare" in page
    finally:
        go.set()
    for job in (first, second):
        job.wait()
        assert "http-equiv" not in writer.get(f"/jobb/{job.id}").text


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (_files(("", b"")), 422, "Kontrollera värdet"),
        (_files(("tom.pdf", b"")), 422, "Välj en PDF"),
        (_files(("liten.pdf", b"%PDF-1.7"), ("stor.pdf", b"%PDF-" + b"0" * 1_000_000)), 422, "större än 1 MB"),
    ],
)
def test_nothing_is_taken_in_where_one_file_cannot_be(own_collection: Path, sent: Any, status: int, said: str) -> None:
    with TestClient(create_app(Settings(data=own_collection, max_upload=1))) as client:
        answer = client.post("/dokument", files=sent, headers={"Accept": "text/html"})
        assert answer.status_code == status and said in answer.text
        assert _inbox(client) == []
        assert not any(f["state"] == "failed" for f in client.get("/api/status").json()["files"])


def test_a_key_guards_the_form(own_collection: Path) -> None:
    with TestClient(create_app(Settings(data=own_collection, write_token="hemlig"))) as client:
        assert 'name="key"' in client.get("/dokument").text
        sent = _files(("fel.pdf", b"hej"))
        for key in ("", "fel"):
            answer = client.post("/dokument", files=sent, data={"key": key}, headers={"Accept": "text/html"})
            assert answer.status_code == 403 and "giltig nyckel" in answer.text
        right = client.post("/dokument", files=sent, data={"key": "hemlig"}, follow_redirects=False)
        assert right.status_code == 303


def test_another_site_cannot_send_the_form(writer: TestClient) -> None:
    sent = _files(("fel.pdf", b"hej"))
    assert 'name="key"' not in writer.get("/dokument").text
    assert writer.post("/dokument", files=sent, headers={"Origin": "https://example.org"}).status_code == 403


def test_an_unknown_job_is_said(reader: TestClient) -> None:
    answer = reader.get("/jobb/job-999", headers={"Accept": "text/html"})
    assert answer.status_code == 404 and "Jobb glöms" in answer.text


def test_a_job_says_what_became_of_each_file(writer: TestClient, sample_pdfs: Path) -> None:
    good = next(sample_pdfs.glob("13-*.pdf"))
    sent = _files((good.name, good.read_bytes()), ("fel.pdf", b"hej"))
    name = writer.post("/dokument", files=sent, follow_redirects=False).headers["location"].rpartition("/")[2]
    writer.get(f"/api/jobs/{name}/events")
    files = writer.get(f"/api/jobs/{name}").json()["files"]
    assert [(f["file"], f["state"], bool(f["document"])) for f in files] == [
        (good.name, "read", True),
        ("fel.pdf", "failed", False),
    ]
    assert "inte en PDF" in files[1]["message"]
    page = writer.get("/inlasning").text
    assert "fel.pdf" in page and 'type="file"' in page


def test_names_are_joined_and_facts_reviewed_from_the_pages(writer: TestClient) -> None:
    least = writer.get("/api/facts", params={"limit": 1}).json()["items"][0]
    assert f"/uppgift/{least['id']}?granska=1" in writer.get("/granska").text
    address = f"/dokument/{least['document']['id']}/uppgift/{least['id']}?granska=1"
    answer = writer.post(address, data={"who": "Karin Ek", "action": "confirm"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/granska?sparat=1")
    assert least["id"] not in writer.get("/granska").text
    groups = [g["id"] for g in writer.get("/api/groups").json()["items"] if "-d-" not in g["id"]]  # not generic names
    form = {"entity": groups[0], "same": groups[1], "who": "Karin Ek"}
    assert writer.get("/granska/namn").status_code == 200
    assert writer.post("/granska/namn", data={**form, "same": "group-finns-inte"}).status_code == 404
    assert writer.post("/granska/namn", data=form, follow_redirects=False).status_code == 303
    left = {g["id"] for g in writer.get("/api/groups").json()["items"]}
    assert len(left & set(groups)) == len(groups) - 1
