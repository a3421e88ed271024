"""Lines to paragraphs: where one ends and the next begins, on a page and over a page break.

A paragraph ends at extra space, at a change of size or weight, at a list mark, at a first-line indent, and
where a line stops although the next line's first word would have had room (the test that works for both
justified and ragged text, with or without space between paragraphs).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.artifact import PageSource
from ingest.pdf.lines import CharRun, Line, LineWord, PageLines
from ingest.structure.drafts import Draft, Part, ends_sentence
from ingest.structure.labels import label_of
from ingest.structure.markers import PARAGRAPH_SIGN, is_lone_mark, item_mark, section_mark

GAP = 1.28  # line pitches from one line to the next that make a new paragraph


class Measures:
    """The document's line pitch for each size, and its body size, in points."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        steps: dict[float, Counter[float]] = {}
        sizes: Counter[float] = Counter()
        for page in pages:
            previous: Line | None = None
            for line in page.lines:
                size = round(line.size * 2) / 2
                sizes[size] += len(line.text)
                if previous is not None and abs(previous.size - line.size) < 0.3:
                    step = (line.box[1] - previous.box[1]) * page.height
                    if 0.8 * line.size < step < 2.2 * line.size:
                        steps.setdefault(size, Counter())[round(step * 2) / 2] += 1
                previous = line
        self.body = sizes.most_common(1)[0][0] if sizes else 10.0
        self._pitches: dict[float, float] = {}
        for size, counter in steps.items():
            top = max(counter.values())
            # the smallest common step: the wider ones are the space between paragraphs
            self._pitches[size] = min(step for step, count in counter.items() if count * 3 >= top)
        self._ratio = self._pitches.get(self.body, 1.25 * self.body) / self.body

    def pitch(self, size: float) -> float:
        """Points from one line to the next in text of that size."""
        return self._pitches.get(round(size * 2) / 2, self._ratio * size)


def same_row(first: Line, second: Line) -> bool:
    """Whether two lines stand on one baseline."""
    overlap = min(first.box[3], second.box[3]) - max(first.box[1], second.box[1])
    return overlap > 0.6 * min(first.box[3] - first.box[1], second.box[3] - second.box[1])


def glue(first: Line, second: Line) -> Line:
    """Two lines of one baseline as one, a space between."""
    shift = len(first.text) + 1
    return replace(
        first,
        text=f"{first.text} {second.text}",
        box=(
            min(first.box[0], second.box[0]),
            min(first.box[1], second.box[1]),
            max(first.box[2], second.box[2]),
            max(first.box[3], second.box[3]),
        ),
        size=second.size,
        bold=second.bold,
        italic=second.italic,
        hyphenated=second.hyphenated,
        length=second.source + second.length - first.source if second.source >= first.source else first.length,
        runs=first.runs + tuple(CharRun(run.start + shift, run.source, run.length) for run in second.runs),
        words=first.words
        + tuple(LineWord(word.start + shift, word.end + shift, word.box, word.confidence) for word in second.words),
        superscripts=first.superscripts + tuple((start + shift, end + shift) for start, end in second.superscripts),
    )


def with_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines, with marks that stand apart ("•", "1.1") put before the text on their baseline."""
    out: list[Line] = []
    for line in lines:
        if out and is_lone_mark(out[-1].text) and same_row(out[-1], line) and line.box[0] >= out[-1].box[2] - 0.005:
            out[-1] = glue(out[-1], line)
        else:
            out.append(line)
    return out


def _right_edges(lines: Sequence[Line]) -> list[float]:
    """For each line the right edge of its column: where the longest line of its size ends."""
    edges = [0.0] * len(lines)
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index].box[1] < lines[index - 1].box[1] - 0.05:
            widest: dict[float, float] = {}
            for line in lines[start:index]:
                widest[line.size] = max(widest.get(line.size, 0.0), line.box[2])
            for place in range(start, index):
                size = lines[place].size
                edges[place] = max(edge for other, edge in widest.items() if abs(other - size) <= 0.12 * size)
            start = index
    return edges


def _room_left(line: Line, following: Line, edge: float) -> bool:
    """Whether the first word of the next line had fitted after this one."""
    words = following.text.split(" ", 2)
    word = words[0] if len(words[0]) > 1 or len(words) < 3 else f"{words[0]} {words[1]}"
    share = (len(word) + 1) / max(len(following.text), 1)
    return edge - line.box[2] > share * (following.box[2] - following.box[0]) * 1.08 + 0.004


def paragraphs(
    page: PageLines, lines: Sequence[Line], measures: Measures, labels: frozenset[str] = frozenset()
) -> list[Draft]:
    """The lines of a page (furniture and tables left out) as paragraphs, in reading order.

    `labels` are words that begin a paragraph wherever they begin a line after a full stop.
    """
    rows = with_marks(lines)
    edges = _right_edges(rows)
    groups: list[list[int]] = []
    gaps: list[float] = []
    for index, line in enumerate(rows):
        step = 9.0
        if groups:
            last = rows[index - 1]
            step = _step(last, line, page.height) / measures.pitch(min(line.size, last.size))
            labelled = bool(labels) and label_of(line.text) in labels and last.text.endswith((".", ")", ":"))
            if not labelled and not _breaks(rows, groups[-1], index, step, edges[index - 1], measures, page):
                groups[-1].append(index)
                continue
        groups.append([index])
        gaps.append(step if step >= 0 else 9.0)
    drafts = []
    for number, group in enumerate(groups):
        drafts.append(_draft(page, [rows[index] for index in group], edges[group[-1]], gaps[number]))
    for first, second in pairwise(drafts):
        first.after = second.gap
    if drafts:
        drafts[-1].after = 9.0
    return drafts


def _step(last: Line, line: Line, height: float) -> float:
    """Points down from line to line, by tops or bottoms: tight boxes vary with their letters."""
    return min(line.box[1] - last.box[1], line.box[3] - last.box[3], key=abs) * height


def _breaks(
    rows: Sequence[Line], group: list[int], index: int, step: float, edge: float, measures: Measures, page: PageLines
) -> bool:
    last, line = rows[index - 1], rows[index]
    jump = step < -0.5
    if same_row(last, line):
        return True
    if abs(last.size - line.size) > 0.12 * last.size:
        return True
    if last.hyphenated and (jump or step < 2):
        return False
    if last.bold != line.bold:
        return True
    if not jump and step < 2 and _hangs(rows[group[0]], last, line, page):
        return False
    if (step > GAP and not jump) or (item_mark(line.text) and not _wrapped_mark(rows, group, index, edge)):
        return True
    if PARAGRAPH_SIGN.match(line.text) and (ends_sentence(last.text) or _room_left(last, line, edge)):
        return True
    ended = ends_sentence(last.text)
    if jump:
        return (ended and line.text[:1].isupper() and _room_left(last, line, edge)) or bool(section_mark(line.text))
    first = rows[group[0]]
    indent = (line.box[0] - last.box[0]) * page.width
    if indent > 0.6 * line.size and ended and not item_mark(first.text):
        return True
    if not _room_left(last, line, edge):
        return False
    if line.size > measures.body * 1.15:
        return bool(section_mark(line.text))
    return ended or line.text[:1].isupper() or bool(section_mark(line.text))


def _hangs(first: Line, last: Line, line: Line, page: PageLines) -> bool:
    """Whether the line goes on with a list item, by its hanging indent and its lower case."""
    indent = (line.box[0] - first.box[0]) * page.width
    return (
        bool(item_mark(first.text))
        and indent > 0.5 * line.size
        and line.text[:1].islower()
        and not item_mark(line.text)
        and not ends_sentence(last.text)
    )


def _wrapped_mark(rows: Sequence[Line], group: list[int], index: int, edge: float) -> bool:
    """Whether what looks like a mark is a dash or number in running text that came first on its line."""
    line, last, first = rows[index], rows[index - 1], rows[group[0]]
    if ends_sentence(last.text) or item_mark(first.text) or last.text.endswith((",", ";")):
        return False
    if (
        last.text.endswith((" och", " eller", " samt", " att"))
        and len(group) == 1
        and line.box[0] > first.box[0] + 0.005
    ):
        return False
    mark = item_mark(line.text)
    rest = line.text[len(mark) :].strip()
    aligned = abs(line.box[0] - last.box[0]) < 0.006
    return aligned and not _room_left(last, line, edge) and rest[:1].islower() and mark in "–—-oe*·"


def _draft(page: PageLines, lines: list[Line], edge: float, gap: float) -> Draft:
    letters = sum(len(line.text) for line in lines) or 1
    return Draft(
        parts=[Part(page.number, (tuple(lines),))],
        size=sum(line.size * len(line.text) for line in lines) / letters,
        bold=all(line.bold for line in lines),
        italic=all(line.italic for line in lines),
        left=lines[0].box[0],
        hang=lines[1].box[0] if len(lines) > 1 else lines[0].box[0],
        gap=gap,
        short=edge - lines[-1].box[2] > 0.12,
        recognised=page.source is PageSource.OCR,
    )
