"""Two versions beside each other, clause by clause."""

from collections.abc import Callable

from search.conflicts.compare import compare, word_changes
from search.conflicts.model import ConflictDocument

Make = Callable[..., ConflictDocument]


def test_clauses_are_aligned(make: Make) -> None:
    old = make("Avtal om tolk", "Parterna möts i maj.", "Tolken bokas av den enhet som behöver den.", "Priset är fast.")
    new = make(
        "Avtal om tolk", "Parterna möts i juni.", "Tolken bokas av den enhet som behöver den.", "Avtalet är öppet."
    )
    found = [(c.kind, c.a, c.b) for c in compare(old.artifact, new.artifact)]
    assert found == [
        ("changed", "Parterna möts i maj.", "Parterna möts i juni."),
        ("same", "Tolken bokas av den enhet som behöver den.", "Tolken bokas av den enhet som behöver den."),
        ("only_a", "Priset är fast.", None),
        ("only_b", None, "Avtalet är öppet."),
    ]


def test_words_are_marked() -> None:
    assert word_changes("möts i maj varje år", "möts i juni varje år") == (
        ("same", "möts i"),
        ("removed", "maj"),
        ("added", "juni"),
        ("same", "varje år"),
    )
