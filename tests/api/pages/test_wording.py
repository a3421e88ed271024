"""Facts, dates and matches in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from api.pages.rendering import marked
from api.pages.wording import period, predicate, reasons, saying, standing, unbulleted
from ingest.artifact import Status, Tier
from ontology.rows import DocumentRef, EntityRef, MandateRow, ObligationRow, ReferenceRow, RelationRow

DOCUMENT = DocumentRef("d-1", "Överenskommelse", "o.pdf", "överenskommelse", None, Status.IN_FORCE)
EVIDENCE: dict[str, Any] = {
    "id": "x", "document": DOCUMENT, "page": 1, "quote": "citat", "start": 0, "end": 5, "boxes": (), "section": "",
    "status": Status.IN_FORCE, "method": "regel", "confidence": 0.9, "curated": False, "tier": Tier.RULE,
}  # fmt: skip
GROUP = EntityRef("group-a", "Samrådsgruppen")


def relation(predicate_: str, object_: str | None, negated: bool) -> RelationRow:
    other = EntityRef("agreement-b", object_) if object_ else None
    return RelationRow(**EVIDENCE, subject=GROUP, predicate=predicate_, object=other, negated=negated)


def duty(**given: Any) -> ObligationRow:
    empty: dict[str, Any] = {
        "bearer": GROUP, "bearer_explicit": True, "modality": "obligation", "trigger": "ska", "action": "",
        "object": None, "counterparty": None, "condition": None, "deadline": None, "frequency": None,
    }  # fmt: skip
    return ObligationRow(**EVIDENCE, **{**empty, **given})


@pytest.mark.parametrize(
    ("said", "object_", "negated", "expected"),
    [
        ("förvaltar", "Avtalet", False, "förvaltar"),
        ("förvaltar", "Avtalet", True, "förvaltar inte"),
        ("ansvarar för", "Avtalet", True, "ansvarar inte för"),
        ("underordnad", "Styrgruppen", True, "är inte underordnad"),
        ("förvaltar", None, True, "förvaltar inte något"),
    ],
)
def test_a_predicate_is_denied_as_in_swedish(said: str, object_: str | None, negated: bool, expected: str) -> None:
    assert predicate(relation(said, object_, negated)) == expected


@pytest.mark.parametrize(
    ("given", "who", "how", "what", "notes"),
    [
        ({"action": "kalla", "object": "till möte"}, "Samrådsgruppen", "ska", "kalla till möte", ()),
        ({"action": "börja och gälla", "object": "gälla nu"}, "Samrådsgruppen", "ska", "börja och gälla nu", ()),
        ({"action": "besluta", "modality": "prohibition", "bearer": None}, "", "får inte", "besluta", ()),
        (
            {"action": "rapportera", "object": "varje år", "frequency": "varje år", "deadline": "senast i maj"},
            "Samrådsgruppen", "ska", "rapportera varje år", (("När", "senast i maj"),),
        ),
    ],
)  # fmt: skip
def test_a_duty_says_who_and_what_once(given: dict[str, Any], who: str, how: str, what: str, notes: Any) -> None:
    said = saying(duty(**given))
    assert (said.who, said.how, said.what, said.notes) == (who, how, what, notes)


@pytest.mark.parametrize(
    ("text", "how", "what"),
    [("• bereda ärenden", ":", "bereda ärenden"), ("Samrådsgruppen bereder ärenden", "", "bereder ärenden")],
)
def test_a_mandate_names_its_group_once(text: str, how: str, what: str) -> None:
    said = saying(MandateRow(**EVIDENCE, group=GROUP, text=text, verb="bereder"))
    assert (said.who, said.how, said.what) == ("Samrådsgruppen", how, what)


@pytest.mark.parametrize(
    ("resolved", "statute", "note", "expected"),
    [
        (True, "", "", "finns i samlingen"),
        (False, "", "", "hittades inte"),
        (False, "", "avsnitt 9 finns inte", "avsnitt 9 finns inte"),
        (True, "in_force", "", "gällande författning"),
    ],
)
def test_a_reference_says_whether_it_leads_anywhere(resolved: bool, statute: str, note: str, expected: str) -> None:
    row = ReferenceRow(
        **EVIDENCE, kind="statute", target="2017:30", text="lagen", resolved=resolved, resolved_to=None, note=note,
        statute=statute,
    )  # fmt: skip
    assert saying(row).notes == (("Författning", expected),)


@pytest.mark.parametrize(
    ("status", "start", "end", "expected"),
    [
        ("in_force", None, None, ("in_force", "gäller")),
        ("in_force", "2024-01-01", "2026-12-31", ("in_force", "upphör 2026-12-31")),
        ("in_force", "2020", "2024", ("repealed", "upphörde 2024")),
        ("in_force", "2025", "2025-06", ("in_force", "upphör 2025-06")),
        ("in_force", "2026-01-01", None, ("planned", "gäller från 2026-01-01")),
        ("proposed", "2020-01-01", "2021-01-01", ("proposed", "förslag")),
        ("repealed", None, "2030-01-01", ("repealed", "upphävt")),
        ("in_force", "okänt", "tills vidare", ("in_force", "gäller")),
    ],
)
def test_what_applies_is_judged_on_the_day(
    status: str, start: str | None, end: str | None, expected: tuple[str, str]
) -> None:
    assert standing(status, start, end, date(2025, 6, 15)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("2024", "2025", "2024 till 2025"), ("2024", None, "från 2024"), (None, "2025", "till 2025"), (None, None, "")],
)
def test_a_period_in_words(start: str | None, end: str | None, expected: str) -> None:
    assert period(start, end) == expected


def test_reasons_are_gathered_by_kind() -> None:
    assert reasons(["ord: vård", "närliggande ord: omsorg", "ord: plan", "betydelse"]) == (
        "ord: vård, plan · närliggande ord: omsorg · betydelse"
    )


@pytest.mark.parametrize(("text", "expected"), [("• bereda", "bereda"), ("– följa upp", "följa upp"), ("•", "•")])
def test_a_bullet_is_left_out(text: str, expected: str) -> None:
    assert unbulleted(text) == expected


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2)], "<mark>&lt;b</mark>&gt; &amp; c"),
        ([(4, 5), (0, 3)], "<mark>&lt;b&gt;</mark> <mark>&amp;</mark> c"),
        ([(0, 3), (1, 4)], "<mark>&lt;b&gt;</mark> &amp; c"),
        ([(3, 99), (2, 2)], "&lt;b&gt; &amp; c"),
    ],
)
def test_marks_are_put_in_after_escaping(spans: list[tuple[int, int]], expected: str) -> None:
    assert str(marked("<b> & c", spans)) == expected
