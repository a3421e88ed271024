"""Decisions about conflicts over real readings: kept over new versions and a rebuild, told of where a text changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings

TakeIn = Callable[..., None]
CARE, REHAB = "hemsjukvard.pdf", "rehabilitering.pdf"
TITLES = {
    CARE: "Överenskommelse om hemsjukvård mellan Region Norrmark och Norrmarks kommun",
    REHAB: "Överenskommelse om rehabilitering mellan Region Norrmark och Norrmarks kommun",
}
ANSWER = "Läkaren ska besvara remissen om dietist inom {} från det att den kom in."
FEE = "Varje kommun betalar en serviceavgift om {} kronor per invånare till inköpscentralen{}"
COPIES = "En journalkopia om smittskydd {} skickas med telefax."


def _found(client: TestClient, kind: str, verified: bool = True) -> list[dict[str, Any]]:
    params = {"type": kind, "limit": 200, "verified": verified}
    items = client.get("/api/conflicts", params=params).json()["items"]
    return [c for c in items if {c[s]["document"]["file"] for s in "ab"} == {CARE, REHAB}]


@pytest.fixture
def decided(writer: TestClient, take_in: TakeIn) -> TestClient:
    """A collection with a rejected and a confirmed conflict between two agreements."""
    take_in(writer, CARE, TITLES[CARE], ANSWER.format("fem dagar"), COPIES.format("får inte"))
    take_in(writer, REHAB, TITLES[REHAB], ANSWER.format("två veckor"), COPIES.format("ska"))
    for kind, state in (("frist", "rejected"), ("modalitet", "confirmed")):
        (one,) = _found(writer, kind)
        body = {"state": state, "comment": "Prövat på mötet", "who": "Kim"}
        assert writer.patch(f"/api/conflicts/{one['id']}", json=body).json()["state"] == state
    return writer


def _states(client: TestClient) -> list[tuple[str, str, str | None]]:
    found = [c for kind in ("frist", "modalitet") for c in _found(client, kind)]
    return [(c["state"], c["comment"], c["decided_by"]) for c in found]


KEPT = [("rejected", "Prövat på mötet", "Kim"), ("confirmed", "Prövat på mötet", "Kim")]


def test_decisions_stay_in_a_new_version_where_the_text_has_moved(decided: TestClient, take_in: TakeIn) -> None:
    more = "Överenskommelsen gäller i hela länet och beskriver hur parterna samverkar om hemsjukvård."
    take_in(decided, CARE, TITLES[CARE], more, COPIES.format("får inte"), ANSWER.format("fem dagar"))
    assert _states(decided) == KEPT


def test_decisions_stay_over_a_rebuild_and_a_restart(decided: TestClient) -> None:
    data: Path = decided.app.state.container.settings.data  # type: ignore[attr-defined]
    decided.app.state.container.collection.rebuild()  # type: ignore[attr-defined]
    assert _states(decided) == KEPT
    decided.__exit__(None, None, None)
    (data / "findings.json").unlink(missing_ok=True)
    with TestClient(create_app(Settings(data=data))) as client:
        client.app.state.container.collection.rebuild()  # type: ignore[attr-defined]
        assert _states(client) == KEPT
    decided.__enter__()


def test_a_rejected_pair_comes_back_where_its_text_has_changed(decided: TestClient, take_in: TakeIn) -> None:
    take_in(decided, CARE, TITLES[CARE], ANSWER.format("sju dagar"), COPIES.format("får inte"))
    (one,) = _found(decided, "frist")
    assert (one["state"], one["comment"], one["decided_by"]) == ("new", "", None)
    assert one["returned"].startswith("Paret avvisades av Kim 20")
    assert "”Prövat på mötet”" in one["returned"] and "”fem” har blivit ”sju”" in one["returned"]
    page = decided.get(f"/konflikter/{one['id']}").text
    assert "”fem” har blivit ”sju”" in page
    assert [c["state"] for c in _found(decided, "modalitet")] == ["confirmed"]
    decided.patch(f"/api/conflicts/{one['id']}", json={"state": "fixed", "who": "Ola"})
    (one,) = _found(decided, "frist")
    assert (one["state"], one["decided_by"], one["returned"]) == ("fixed", "Ola", "")


def test_a_text_that_changes_back_finds_its_decision_again(decided: TestClient, take_in: TakeIn) -> None:
    take_in(decided, CARE, TITLES[CARE], ANSWER.format("sju dagar"), COPIES.format("får inte"))
    take_in(
        decided,
        CARE,
        TITLES[CARE],
        ANSWER.format("fem dagar"),
        COPIES.format("får inte"),
        "Texten är som förut.",
    )
    assert _states(decided) == KEPT


def test_what_was_rejected_by_verification_can_be_confirmed(writer: TestClient, take_in: TakeIn) -> None:
    take_in(writer, CARE, TITLES[CARE], FEE.format(12, "."))
    take_in(writer, REHAB, TITLES[REHAB], FEE.format(15, ", om inte annat avtalas."))
    assert _found(writer, "belopp") == []
    (one,) = _found(writer, "belopp", verified=False)
    assert one["note"] == "ingen konflikt: den ena texten medger undantag"
    writer.patch(f"/api/conflicts/{one['id']}", json={"state": "confirmed", "who": "Kim"})
    assert [c["id"] for c in _found(writer, "belopp")] == [one["id"]]
    assert _found(writer, "belopp", verified=False) == []
