"""Suggestions by the beginning of what is typed."""

from __future__ import annotations

import pytest

from search.suggest import Kind, Suggester, Suggestion, folded

FOUND = (
    Suggestion("Samrådsgruppen för äldre", Kind.GROUP),
    Suggestion("Samrådsgruppen för barn", Kind.GROUP, 3),
    Suggestion("Överenskommelse om äldres hälsa", Kind.AGREEMENT),
    Suggestion("Äldrenämnden", Kind.PARTY),
    Suggestion("samrådsgruppen för äldre", Kind.SECTION),
    Suggestion("Samråd", Kind.SECTION),
    Suggestion("samråd", Kind.WORD, 90),
    Suggestion("äldreboende", Kind.WORD, 2),
    Suggestion("äldreomsorg", Kind.WORD, 7),
)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("samråd", ["Samrådsgruppen för barn", "Samrådsgruppen för äldre", "Samråd"]),
        ("SAMRAD", ["Samrådsgruppen för barn", "Samrådsgruppen för äldre", "Samråd"]),
        ("aldreo", ["äldreomsorg"]),
        ("äldreb", ["äldreboende"]),
        ("äldre", ["Äldrenämnden", "äldreomsorg", "äldreboende", "Samrådsgruppen för äldre"]),
        ("äldres", ["Överenskommelse om äldres hälsa"]),
        ("för  barn", ["Samrådsgruppen för barn"]),
        ("ä", []),
        ("", []),
        ("dreomsorg", []),
        ("xyzzy", []),
    ],
)
def test_what_begins_so_is_suggested(typed: str, labels: list[str]) -> None:
    assert [s.label for s in Suggester(FOUND).suggest(typed)][: len(labels) or 1] == labels


def test_no_more_than_asked_for_and_each_once() -> None:
    found = Suggester(FOUND).suggest("sa", 2)
    assert [(s.label, s.kind) for s in found] == [
        ("Samrådsgruppen för barn", Kind.GROUP),
        ("Samrådsgruppen för äldre", Kind.GROUP),
    ]


def test_letters_are_folded_and_marks_left_out() -> None:
    assert folded(" Vård- och  omsorg: (SIP)") == "vard och omsorg sip"
