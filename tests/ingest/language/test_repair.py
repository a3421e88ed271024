"""Mending misread words, and suggestions for misspelt ones."""

from __future__ import annotations

import pytest

from ingest.language.repair import repair, repair_text
from ingest.language.spelling import Speller, distance, suggest


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Kommunen ansvarar for varden av aldre.", "Kommunen ansvarar för vården av äldre."),
        ("Det dr viktigt att alla far stod.", "Det är viktigt att alla får stöd."),
        ("under ett ar efter beslutet", "under ett år efter beslutet"),
        ("Samordnaren &r nirvarande vid motet.", "Samordnaren är närvarande vid mötet."),
        ("H6gskolan och férskolan", "Högskolan och förskolan"),
        ("Overenskommelsen galler fran arsskiftet.", "Överenskommelsen gäller från årsskiftet."),
        ("fragor om hdlso- och sjukvérd", "frågor om hälso- och sjukvård"),
    ],
)
def test_damaged_text_is_mended(read: str, right: str) -> None:
    assert repair_text(read)[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "Nämnden har ansvar för skolan, men inte för vården.",
        "Se https://www.exempel.se/vard och dnr 2020/118.",
        "Kontakta Anna Berg eller var samordnare i kommunen.",
        "",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair(text) == []


def test_runs_lead_back_to_the_text_as_read() -> None:
    read = "Motet halls varje manad."
    mended, runs = repair_text(read)
    assert mended == "Mötet hålls varje månad."
    assert all(mended[a : a + n] == read[b : b + n] for a, b, n in runs)
    assert sum(n for _, _, n in runs) == len(" varje ") + len(" ") + len(".")


def test_the_vocabulary_of_the_collection_counts() -> None:
    assert repair_text("Lanken till Alvbo", {"älvbo": 40})[0] == "Länken till Älvbo"


VOCABULARY = {
    "samordning": 50, "hemsjukvård": 20, "överenskommelse": 90, "sjuksköterska": 12, "rehabilitering": 30,
    "socialtjänst": 70, "läkare": 40, "stödgruppen": 5, "individuell": 25, "skola": 60, "chef": 10, "kommun": 99,
}  # fmt: skip


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("samordnning", "samordning"), ("hemsjukvard", "hemsjukvård"), ("oeverenskommelse", "överenskommelse"),
        ("sjukskötreska", "sjuksköterska"), ("rehabilitring", "rehabilitering"), ("sosialtjänst", "socialtjänst"),
        ("laekare", "läkare"), ("stöd gruppen", "stödgruppen"), ("individuel", "individuell"), ("sjef", "chef"),
        ("rehablitrering", "rehabilitering"), ("komun", "kommun"),
    ],
)  # fmt: skip
def test_suggestions(query: str, first: str) -> None:
    assert suggest(query, VOCABULARY)[:1] == [first]


def test_no_suggestion_for_a_word_that_is_there() -> None:
    speller = Speller(VOCABULARY)
    assert speller.suggest("skola") == [] and speller.suggest("xqzw") == []


@pytest.mark.parametrize(("a", "b", "steps"), [("ab", "ba", 1), ("vård", "vard", 1), ("abc", "xyz", 3), ("", "a", 1)])
def test_distance(a: str, b: str, steps: int) -> None:
    assert distance(a, b) == steps
