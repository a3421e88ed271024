"""Facts corrected and added through forms."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.pages.facts import KINDS, fields, quoted
from corpus.errors import InvalidInputError
from ingest.artifact import Page, PageSource

PAGE = Page(1, 595, 842, "Kommunen ska\nkalla till möte. Mötet (årligen) hålls.", PageSource.TEXT)
PERSON = {"who": "Karin Ek"}


@pytest.mark.parametrize(
    ("words", "quote"),
    [("ska kalla till", "ska\nkalla till"), ("Mötet  (årligen)\nhålls.", "Mötet (årligen) hålls."), ("möte", "möte")],
)
def test_words_are_found_as_the_page_has_them(words: str, quote: str) -> None:
    assert quoted(PAGE, words) == quote


@pytest.mark.parametrize("words", ["", "  ", "Regionen ska", "ska.kalla"])
def test_words_that_do_not_stand_there_are_refused(words: str) -> None:
    with pytest.raises(InvalidInputError, match="står inte så på sida 1"):
        quoted(PAGE, words)


def test_every_kind_has_its_fields_and_no_other_kind_any() -> None:
    assert all(fields(kind)[-1].name == "status" for kind in KINDS)
    with pytest.raises(InvalidInputError, match="finns inte"):
        fields("xyzzy")


def test_a_fact_is_changed_confirmed_and_struck(writer: TestClient) -> None:
    row: dict[str, Any] = writer.get("/api/obligations", params={"limit": 1}).json()["items"][0]
    address = f"/dokument/{row['document']['id']}/uppgift/{row['id']}"
    form = {"action": row["action"], "modality": row["modality"], "status": row["status"]}
    assert row["quote"].split()[0] in writer.get(address).text
    for sent, code in (
        ({**form, "action": "change"}, 422),  # no name
        ({**PERSON, "action": "change", "modality": row["modality"]}, 422),  # nothing is changed
        ({**PERSON, "action": "xyzzy"}, 422),
    ):
        assert writer.post(address, data=sent).status_code == code
    sent = {**PERSON, "action": "change", "condition": "om medel finns", "why": "saknades"}
    answer = writer.post(address, data=sent, follow_redirects=False)
    assert answer.status_code == 303 and "sparat=1" in answer.headers["location"]
    decided = writer.get("/api/corrections").json()["items"][-1]
    assert (decided["kind"], decided["values"], decided["why"]) == (
        "change",
        {"condition": "om medel finns"},
        "saknades",
    )
    found = {r["id"]: r for r in writer.get("/api/obligations", params={"limit": 200}).json()["items"]}
    assert found[row["id"]]["condition"] == "om medel finns"
    assert writer.post(address, data={**PERSON, "action": "reject"}, follow_redirects=False).status_code == 303
    assert writer.get(address).status_code == 404


def test_a_fact_is_added_where_the_words_stand(writer: TestClient) -> None:
    document = writer.get("/api/documents").json()["items"][0]["id"]
    page = writer.get(f"/api/documents/{document}/pages/2").json()
    words = page["text"].splitlines()[-1]
    address = f"/dokument/{document}/ny-uppgift"
    shown = writer.get(address, params={"sida": 2, "citat": words, "slag": "definition"})
    assert shown.status_code == 200 and "Begrepp" in shown.text
    query = {"sida": 2, "slag": "definition"}
    sent = {**PERSON, "quote": words, "term": "provord", "meaning": "ett ord på prov"}
    assert writer.post(address, params=query, data={**sent, "term": ""}).status_code == 422
    assert writer.post(address, params=query, data=sent, follow_redirects=False).status_code == 303
    rows = writer.get("/api/definitions", params={"q": "provord"}).json()["items"]
    assert [(r["term"], r["quote"], r["page"], r["curated"]) for r in rows] == [("provord", words, 2, True)]
