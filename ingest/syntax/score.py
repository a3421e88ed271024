"""How good trees are: the share of words with the right class and head, on gold words and on raw text.

As in the shared task of 2018 (Zeman et al.): on raw text words are matched by their characters, and each figure is
the F1 of what was predicted against what is right. Relations count without their subtypes, punctuation included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.syntax.parser import Parser
from ingest.syntax.tree import ROOT, Tree

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scores:
    """F1 of words, classes, heads and labelled heads, 0 to 1; on gold words the first is 1."""

    words: float
    upos: float
    uas: float
    las: float
    count: int  # gold words


def score(trees: Iterable[Tree], parser: Parser, cut: Callable[[str], Sequence[str]] | None = None) -> Scores:
    """The parser against gold trees. `cut` gives the words of a raw sentence; without it the gold words are given."""
    gold_count = found_count = words = upos = heads = labelled = 0
    for tree in trees:
        forms = [word.form for word in tree] if cut is None else list(cut(text_of(tree)))
        parsed = parser.parse(forms)
        right = dict(zip(_places(word.form for word in tree), range(len(tree)), strict=True))
        places = _places(forms)
        matched = {i: right[place] for i, place in enumerate(places) if place in right}
        gold_count += len(tree)
        found_count += len(parsed)
        words += len(matched)
        for i, j in matched.items():
            upos += parsed[i].upos == tree[j].upos
            head = ROOT if parsed[i].head == ROOT else matched.get(parsed[i].head)
            if head == tree[j].head:
                heads += 1
                labelled += parsed[i].relation.split(":")[0] == tree[j].relation.split(":")[0]
    both = (gold_count + found_count) / 2 or 1
    return Scores(words / both, upos / both, heads / both, labelled / both, gold_count)


def text_of(tree: Tree) -> str:
    """The sentence as it was written."""
    return "".join(word.form + (" " if word.space_after else "") for word in tree).strip()


def _places(forms: Iterable[str]) -> list[_Place]:
    """First and last character of each word in the text without its spaces."""
    found, at = [], 0
    for form in forms:
        length = len(form.replace(" ", ""))
        found.append((at, at + length))
        at += length
    return found
