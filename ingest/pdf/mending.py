"""Mending the misread words of a page's lines, with the way back to the PDF's characters kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.language.repair import Repair, repair
from ingest.pdf.lines import CharRun, Line

MENDED_CONFIDENCE = 0.7
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"\b[A-ZÅÄÖ]{2,5}$")  # an abbreviation keeps the hyphen of its compound
_SHARED_PART = re.compile(r"(?:och|eller|samt|respektive)\b|[A-ZÅÄÖ0-9]")


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters `start` to `end` of a line's text become `word`."""

    start: int
    end: int
    word: str


def vocabulary(texts: Iterable[str]) -> dict[str, int]:
    """How often each word stands in sound text, in lower case."""
    return Counter(word.lower() for text in texts for word in _WORD.findall(text))


def mend(lines: Sequence[Line], known: Mapping[str, int]) -> tuple[Line, ...]:
    """The lines with misread words mended; a word cut at a line's end is mended as a whole."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for index, line in enumerate(lines):
        starts.append(length)
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        joiner = "\n"
        if line.hyphenated:
            whole = not following or _SHARED_PART.match(following) or _CAPITALS.search(line.text)
            joiner = "-\n" if whole else ""
        pieces += (line.text, joiner)
        length += len(line.text) + len(joiner)
    changes: list[list[_Change]] = [[] for _ in lines]
    for found in repair("".join(pieces), known):
        _share(found, lines, starts, changes)
    return tuple(_changed(line, own) if own else line for line, own in zip(lines, changes, strict=True))


def _share(found: Repair, lines: Sequence[Line], starts: list[int], changes: list[list[_Change]]) -> None:
    """Give a replacement to its line, or its parts to the two lines that a cut word stands on."""
    start, end, word = found
    at = bisect_right(starts, start) - 1
    line_end = starts[at] + len(lines[at].text)
    if end <= line_end:
        changes[at].append(_Change(start - starts[at], end - starts[at], word))
    elif at + 1 < len(lines) and start < line_end and end <= starts[at + 1] + len(lines[at + 1].text):
        # marks are mostly restored letter for letter, so the cut stays where it was
        cut = round(len(word) * (line_end - start) / (end - start))
        changes[at].append(_Change(start - starts[at], len(lines[at].text), word[:cut]))
        changes[at + 1].append(_Change(0, end - starts[at + 1], word[cut:]))


def _changed(line: Line, changes: list[_Change]) -> Line:
    text, moved, at = "", [], 0  # moved: (old start, new start, length) of what leads back
    for change in changes:
        moved.append((at, len(text), change.start - at))
        text += line.text[at : change.start]
        moved.append((change.start, len(text), min(change.end - change.start, len(change.word))))
        text += change.word
        at = change.end
    moved.append((at, len(text), len(line.text) - at))
    text += line.text[at:]

    def new(offset: int) -> int:
        for old, start, length in reversed(moved):
            if offset >= old:
                return start + min(offset - old, length)
        return offset

    return replace(
        line,
        text=text,
        runs=_moved_runs(line.runs, moved),
        superscripts=tuple((new(start), new(end)) for start, end in line.superscripts),
        bold_length=len(text) if line.bold_length == len(line.text) else new(line.bold_length),
        confidence=MENDED_CONFIDENCE,
    )


def _moved_runs(runs: tuple[CharRun, ...], moved: list[tuple[int, int, int]]) -> tuple[CharRun, ...]:
    out: list[CharRun] = []
    for old, start, length in moved:
        for run in runs:
            low, high = max(old, run.start), min(old + length, run.start + run.length)
            if low < high:
                out.append(CharRun(start + low - old, run.source + low - run.start, high - low))
    return tuple(out)
