"""Words and sentences."""

from __future__ import annotations

import pytest

from ingest.language.tokens import sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vård- och omsorgsplan", ["Vård", "och", "omsorgsplan"]),
        ("EU-samordning av KS:s beslut", ["EU-samordning", "av", "KS:s", "beslut"]),
        ("avgiften är 20,5 kronor den 2023-04-01", ["avgiften", "är", "20,5", "kronor", "den", "2023-04-01"]),
        ("och/eller", ["och", "eller"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    found = words(text)
    assert [token.text for token in found] == expected
    assert all(text[token.start : token.end] == token.text for token in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gruppen möts. Den beslutar.", ["Gruppen möts.", "Den beslutar."]),
        ("Stöd ges bl.a. Enköping och t. ex. Håbo kommun.", ["Stöd ges bl.a. Enköping och t. ex. Håbo kommun."]),
        ("Enligt 4 kap. 2 § gäller detta. Se dnr. 12.", ["Enligt 4 kap. 2 § gäller detta.", "Se dnr. 12."]),
        ("Vård, omsorg m.m. Parterna ansvarar.", ["Vård, omsorg m.m.", "Parterna ansvarar."]),
        ("Vård, omsorg m.m. ges av regionen.", ["Vård, omsorg m.m. ges av regionen."]),
        ("Lagen (2009:1. Se not. Fler.) gäller. Punkt.", ["Lagen (2009:1. Se not. Fler.) gäller.", "Punkt."]),
        ("Mötet är den 3. maj 2024. Kallelse skickas.", ["Mötet är den 3. maj 2024.", "Kallelse skickas."]),
        ("Beslut av A. Lind; protokoll förs.", ["Beslut av A. Lind; protokoll förs."]),
        ("Kostnaden är 3.5 miljoner. Klart!", ["Kostnaden är 3.5 miljoner.", "Klart!"]),
        ("Parterna ska:\n- mötas,\n- skriva", ["Parterna ska:\n- mötas,\n- skriva"]),
        ("Syfte\nAvtalet gäller vård.", ["Syfte", "Avtalet gäller vård."]),
        ("2. Parterna samverkar.", ["2. Parterna samverkar."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected
