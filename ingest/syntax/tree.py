"""Dependency trees as in Universal Dependencies, and their file format (CoNLL-U).

https://universaldependencies.org/format.html. Empty nodes and multiword tokens are left out: Swedish has
neither in the trees used here.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = -1  # the head of the word that has none


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a tree; `head` is the index of another word of the sentence, or `ROOT`."""

    form: str
    upos: str
    feats: str
    head: int
    relation: str
    xpos: str = "_"
    space_after: bool = True


Tree = tuple[Word, ...]


def read_trees(path: Path) -> Iterator[Tree]:
    """The trees of a CoNLL-U (or CoNLL-X) file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) >= 8:
                if row[0].isdigit():
                    rows.append(row)
            elif not line.strip() and rows:
                yield _tree(rows)
                rows = []
        if rows:
            yield _tree(rows)


def _tree(rows: Sequence[Sequence[str]]) -> Tree:
    return tuple(
        Word(row[1], row[3], row[5], int(row[6]) - 1, row[7], row[4], len(row) < 10 or "SpaceAfter=No" not in row[9])
        for row in rows
    )


def as_conllu(trees: Iterable[Tree]) -> str:
    """The trees as CoNLL-U. Lemmas and language's own tags are left blank: nothing here reads them."""
    lines: list[str] = []
    for tree in trees:
        for number, word in enumerate(tree, 1):
            space = "_" if word.space_after else "SpaceAfter=No"
            row = (number, word.form, "_", word.upos, "_", word.feats, word.head + 1, word.relation, "_", space)
            lines.append("\t".join(map(str, row)))
        lines.append("")
    return "\n".join(lines) + "\n"


def children(tree: Tree) -> list[list[int]]:
    """The dependents of each word, in order."""
    found: list[list[int]] = [[] for _ in tree]
    for index, word in enumerate(tree):
        if word.head != ROOT:
            found[word.head].append(index)
    return found


def under(tree: Tree, top: int) -> list[int]:
    """The word `top` with everything that depends on it, in order."""
    below = children(tree)
    found, todo = [], [top]
    while todo:
        index = todo.pop()
        found.append(index)
        todo.extend(below[index])
    return sorted(found)
