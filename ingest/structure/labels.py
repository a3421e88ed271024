"""Labelled lines: "Målgrupp Barn under 18 år", "Struktur Fyra möten per år", the same labels under each heading.

A form-like part of a document repeats its labels in the same order. Two paragraphs in a row that begin with the
same two words as two others elsewhere, three times or more, show such labels; each labelled line is then a
paragraph of its own, with or without space between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.artifact import BlockKind
from ingest.structure.drafts import Draft

REPEATS = 3


def label_of(text: str) -> str:
    """The word that a labelled line would have as its label: its first, where that is a capitalised word."""
    word = text.split(" ", 1)[0].rstrip(".:")
    return word if len(word) > 2 and word.isalpha() and word[0].isupper() and not word.isupper() else ""


def labels_of(drafts: Sequence[Draft]) -> frozenset[str]:
    """The words that label lines in this document; empty for most."""
    pairs: Counter[tuple[str, str]] = Counter()
    for first, second in pairwise(drafts):
        if _has_value(first) and _has_value(second):
            pair = (label_of(first.text), label_of(second.text))
            if all(pair) and pair[0] != pair[1]:
                pairs[pair] += 1
    return frozenset(word for pair, count in pairs.items() if count >= REPEATS for word in pair)


def _has_value(draft: Draft) -> bool:
    """Whether a paragraph says something after its label; else it may be the heading above the labels."""
    return draft.kind is BlockKind.PARAGRAPH and (len(draft.text) > 60 or draft.text.endswith("."))
