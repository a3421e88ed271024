"""Statements as they are normalised: force, condition, whom it is about, and who does what."""

from collections.abc import Callable

import pytest

from ingest.artifact import Modality
from search.conflicts.claims import claims
from search.conflicts.model import ConflictDocument
from search.conflicts.statements import Statement, content, read

Make = Callable[..., ConflictDocument]


def _one(make: Make, text: str) -> Statement:
    return next(s for s in read(0, 0, make("Riktlinje för vård", text), "x", {}).statements if s.said)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Vårdplanen ska vara skriftlig.", Modality.OBLIGATION),
        ("Parterna måste anmäla ändringar.", Modality.OBLIGATION),
        ("Vårdplanen bör vara skriftlig.", Modality.RECOMMENDATION),
        ("Vårdplanen bör inte lämnas ut.", Modality.RECOMMENDATION),
        ("En enhet får anlita tolk.", Modality.PERMISSION),
        ("Uppgiften får inte lämnas ut.", Modality.PROHIBITION),
        ("Ingen avgift får tas ut.", Modality.PROHIBITION),
        ("Enheten anlitar tolk.", None),
    ],
)
def test_modality(make: Make, text: str, modality: Modality | None) -> None:
    assert _one(make, text).modality is modality


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("Är läget akut ska läkare komma samma dag.", True),
        ("Om patienten avböjer ska det antecknas.", True),
        ("Svar lämnas inom en vecka, om inte parterna enas om annat.", True),
        ("Enheten lämnar svar om vårdplanen inom en vecka.", False),
        ("Enheten lämnar svar inom en vecka.", False),
    ],
)
def test_condition(make: Make, text: str, conditional: bool) -> None:
    assert _one(make, text).condition is conditional


def test_numbers_are_no_words_of_a_statement(make: Make) -> None:
    statement = _one(make, "Enheten besvarar brevet inom tre vardagar.")
    assert not statement.keys & set(content("tre vardagar"))
    assert [q.unit for q in statement.numbers] == ["workday"]


@pytest.mark.parametrize(
    ("text", "act", "body", "about"),
    [
        ("Hälsorådet fastställer budgeten.", "beslutar", "Hälsorådet", "budgeten"),
        ("Budgeten fastställs av Hälsorådet.", "beslutar", "Hälsorådet", "budgeten"),
        ("För journalarkivet ansvarar Hälsorådet.", "ansvarar", "Hälsorådet", "journalarkivet"),
        ("Kommunen ansvarar för journalarkivet.", "ansvarar", "Kommunen", "journalarkivet"),
        ("Vårdprogrammet förvaltas av Hälsorådet.", "förvaltar", "Hälsorådet", "vårdprogrammet"),
    ],
)
def test_claims(make: Make, text: str, act: str, body: str, about: str) -> None:
    found = claims(_one(make, text), frozenset())
    assert [(c.act, c.body.name.lower()) for c in found] == [(act, body.lower())]
    assert set(content(about)) <= found[0].keys


def test_this_is_what_the_sentence_before_says(make: Make) -> None:
    one = read(
        0, 0, make("Riktlinje", "En förteckning över lokaler ska finnas. För detta ansvarar Hälsorådet."), "x", {}
    )
    before, statement = (s for s in one.statements if s.said)
    claim = claims(statement, frozenset(), frozenset(), before)[0]
    assert claim.before is before
    assert set(content("förteckning lokaler")) <= claim.keys
