"""Damaged spellings as aliases: what the text layer of a scan made of a name that was read again or mended.

The damaged layer (`Page.original`) and the page's text are the same words in the same order, so
they are aligned word by word (longest common runs, after Ratcliff and Obershelp 1988); the damaged
words that stand where a name is mentioned spell that name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ingest.artifact import Page, Structure, locate
from ingest.extraction.nouns import fold
from ingest.extraction.table import EntityTable

_WORD = re.compile(r"\S+")
_MISREAD = str.maketrans({"6": "o", "0": "o", "1": "l", "|": "l", "&": "", "—": "-", "–": "-"})
_ALIKE = 0.6  # similarity below which two words are not one word read twice
_MOST = 12  # damaged spellings kept of one entity
_SPAN = 12  # words of a stretch that is aligned word by word


@dataclass(frozen=True, slots=True)
class _Aligned:
    """The words of a page, and the damaged words that each of them stands for."""

    starts: list[int]
    ends: list[int]
    damaged: list[tuple[int, int] | None]  # start and end in the damaged layer


def with_damaged(structure: Structure, table: EntityTable) -> None:
    """Adds to the entities of the table the damaged spellings of their names."""
    pages = {p.number: _align(p) for p in structure.pages if p.original.strip() and p.text.strip()}
    if not pages:
        return
    names = {e.id: {fold(n) for n in (e.name, *e.aliases)} for e in table.entities.values()}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for index, mentions in table.mentions.items():
        block = structure.blocks[index]
        for mention in mentions:
            surface = block.text[mention.start : mention.end]
            if fold(surface) not in names[mention.entity]:
                continue
            span = locate(block, mention.start, mention.end)
            aligned = pages.get(span.page)
            if aligned is None or span.end - span.start != len(surface):
                continue
            spelt = _spelt(aligned, structure.pages[span.page - 1], span.start, span.end)
            if spelt is not None and _one_name(surface, spelt):
                found[mention.entity].setdefault(fold(spelt), spelt)
    taken: dict[str, set[str]] = defaultdict(set)
    for id_, spellings in found.items():
        for low in spellings:
            taken[low].add(id_)
    for id_, own in names.items():
        for low in own:
            taken[low].add(id_)
    for id_, spellings in found.items():
        fresh = [s for low, s in spellings.items() if taken[low] == {id_} and low not in names[id_]]
        if fresh:
            entity = table.entities[id_]
            table.entities[id_] = replace(entity, aliases=(*entity.aliases, *fresh[:_MOST]))


def _one_name(surface: str, spelt: str) -> bool:
    return SequenceMatcher(None, _key(surface), _key(spelt), autojunk=False).ratio() >= _ALIKE


def _spelt(aligned: _Aligned, page: Page, start: int, end: int) -> str | None:
    first = bisect_left(aligned.ends, start + 1)
    last = first
    while last < len(aligned.starts) and aligned.starts[last] < end:
        last += 1
    parts = aligned.damaged[first:last]
    if not parts or any(p is None for p in parts):
        return None
    lo, hi = parts[0], parts[-1]
    assert lo is not None and hi is not None
    if hi[1] - lo[0] > 1.5 * (end - start) + 6 or hi[1] <= lo[0]:
        return None
    spelt = " ".join(page.original[lo[0] : hi[1]].split()).strip(' .,;:()"”“')
    return spelt if len(spelt) > 2 else None


def _align(page: Page) -> _Aligned:
    words, damaged = list(_WORD.finditer(page.text)), list(_WORD.finditer(page.original))
    left, right = [_key(m.group()) for m in words], [_key(m.group()) for m in damaged]
    meant: list[tuple[int, int] | None] = [None] * len(words)

    def put(i: int, j: int) -> None:
        meant[i] = (damaged[j].start(), damaged[j].end())

    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                if tag == "equal" or _alike(left[i], right[j]):
                    put(i, j)
        elif tag == "replace" and max(i2 - i1, j2 - j1) <= _SPAN:
            j = j1
            for i in range(i1, i2):
                near = next((k for k in range(j, j2) if _alike(left[i], right[k])), None)
                if near is not None:
                    put(i, near)
                    j = near + 1
    return _Aligned([m.start() for m in words], [m.end() for m in words], meant)


def _alike(a: str, b: str) -> bool:
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _key(word: str) -> str:
    """The word as recognition without Swedish letters might see it: no marks, digits as letters."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_MISREAD))
    return "".join(c for c in plain if c.isalnum() or c == " ")
