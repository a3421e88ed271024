"""Words found within one document."""

from __future__ import annotations

import pytest

from ingest.artifact import Page, PageSource
from search.within import places

PAGES = (
    Page(1, 595, 842, "Kommunen ansvarar för vården.\nVårdplanen följs upp av gruppen för\näldre.", PageSource.TEXT),
    Page(2, 595, 842, "Åldern är 18 år (§ 5) och vård ges.", PageSource.TEXT),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("vård", [(1, "vård"), (1, "Vård"), (2, "vård")]),
        ("vard", [(1, "vård"), (1, "Vård"), (2, "vård")]),
        ("gruppen för äldre", [(1, "gruppen för\näldre")]),
        ("planen", []),
        ("alder", [(2, "Ålder")]),
        ("äldern", []),
        ("(§ 5)", [(2, "(§ 5)")]),
        ("§", []),
        ("", []),
        ("[", []),
    ],
)
def test_every_place_is_found_from_the_start_of_a_word(words: str, found: list[tuple[int, str]]) -> None:
    got = places(PAGES, words)
    spans = [(p.span.page, PAGES[p.span.page - 1].text[p.span.start : p.span.end]) for p in got]
    assert spans == found
    assert [p.text[p.marks[0] : p.marks[1]] for p in got] == [text for _, text in found]


def test_what_stands_round_a_place_is_shown() -> None:
    assert places(PAGES, "följs")[0].text == "Vårdplanen följs upp av gruppen för"
