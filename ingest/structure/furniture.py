"""Running headers, footers and page numbers, told by where they stand and by repetition.

A line in the page's top or bottom margin whose text, digits apart, comes back at about the same height on
other pages is furniture; so is a page number standing alone. The work is linear in the number of lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.pdf.lines import Line, PageLines

MARGIN = 0.14  # of the page's height, at the top and at the bottom
EDGE = 0.08
_USUAL = 0.06  # of the page's height between its edge and the first print
_MOST = 0.4  # share of the pages; those that alternate between left and right pages have nearly half
_MOST_CELLS = 0.6  # the same for cells: the head of a table over many pages comes back too
_APART = 0.9  # ems between a running line that is not on most pages and the text
_CAPTION = re.compile(r"(?:tabell|figur|diagram|bild)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NUMBERS = re.compile(r"^[\d\s()/|.,-]*\d[\d\s()/|.,-]*$")
_PAGE_NUMBER = re.compile(
    r"^(?:(?:sida|sid|sidan|s|page)\.?\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:\(\s*\d{1,4}\s*\)|/\s*\d{1,4}|av\s+\d{1,4}))?$",
    re.IGNORECASE,
)


def _key(line: Line) -> tuple[str, bool]:
    """The line without digits, spaces and stray marks (a recognised header has others on each page)."""
    words = _DIGITS.sub("#", line.text.casefold()).split()
    kept = [word for word in words if len(word) > 2 or "#" in word] or words
    return ("".join(kept), line.box[1] < 0.5)


def _offsets(pages: tuple[PageLines, ...]) -> tuple[float, float]:
    """How far the printed area stands inside the page at its top and bottom, more than is usual.

    Small pages are often centred on large paper; their margins begin where the print does.
    """
    tops = sorted(min(line.box[1] for line in page.lines) for page in pages if page.lines)
    ends = sorted(max(line.box[3] for line in page.lines) for page in pages if page.lines)
    if len(tops) < 3:
        return 0.0, 0.0
    few = len(tops) // 10
    return max(0.0, tops[few] - _USUAL), max(0.0, 1 - ends[-1 - few] - _USUAL)


def _in_margin(line: Line, depth: float, offsets: tuple[float, float]) -> bool:
    return line.box[3] < depth + offsets[0] or line.box[1] > 1 - depth - offsets[1]


def is_page_number(text: str) -> bool:
    """Whether the text is a page number and nothing else: "3", "- 3 -", "sida 3 (10)", "17 (22)"."""
    text = text.strip()
    return _PAGE_NUMBER.match(text) is not None or (len(text) <= 9 and _NUMBERS.match(text) is not None)


def _needed(pages: int) -> int:
    """On how many pages a text must stand to be running: a tenth of them, three at least (two of two to five)."""
    return 2 if pages <= 5 else max(3, pages // 10)


def furniture_of(pages: tuple[PageLines, ...]) -> list[set[int]]:
    """For each page, the indexes of its lines that are furniture."""
    offsets = _offsets(pages)
    running = _running(pages, offsets)
    shift = _numbering(pages, offsets)
    printed = sum(bool(page.lines) for page in pages)
    found: list[set[int]] = []
    for page in pages:
        sure: set[int] = set()
        maybe: set[int] = set()
        for index, line in enumerate(page.lines):
            middle, count = running.get(_key(line), (9.0, 0))
            if abs(middle - line.box[1]) < 0.03 and _in_margin(line, MARGIN, offsets):
                most = _MOST if not _walled(page, line) else _MOST_CELLS
                (sure if most * printed <= count else maybe).add(index)
            elif _in_margin(line, EDGE + 0.03, offsets) and is_page_number(line.text):
                (sure if _first_number(line.text) - page.number == shift else maybe).add(index)
        chosen = sure | _standing_apart(page, sure, maybe)
        found.append(_with_outer(page, chosen, offsets))
    return found


def _running(pages: Sequence[PageLines], offsets: tuple[float, float]) -> dict[tuple[str, bool], tuple[float, int]]:
    """What comes back at one height: its height and on how many pages."""
    heights: dict[tuple[str, bool], list[float]] = {}
    for page in pages:
        for key, height in {
            _key(line): line.box[1] for line in page.lines if _in_margin(line, MARGIN, offsets)
        }.items():
            heights.setdefault(key, []).append(height)
    needed = _needed(len(pages))
    return {
        key: (_middle(places), len(places))
        for key, places in heights.items()
        if len(places) >= needed and _steady(places)
    }


def _numbering(pages: Sequence[PageLines], offsets: tuple[float, float]) -> int | None:
    """Printed page number less the page's place in the file, where the numbers of several pages agree on it."""
    votes = Counter(
        _first_number(line.text) - page.number
        for page in pages
        for line in page.lines
        if _in_margin(line, EDGE + 0.03, offsets) and is_page_number(line.text)
    )
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] >= min(3, len(pages)) else None


def _first_number(text: str) -> int:
    match = _DIGITS.search(text)
    return int(match[0]) if match else 0


def _standing_apart(page: PageLines, sure: set[int], maybe: set[int]) -> set[int]:
    """Those of `maybe` that stand outside all text of the page, and not close above or below it.

    The heads of a table that goes over many pages come back too, but the table stands close below them.
    """
    maybe = {index for index in maybe if not _walled(page, page.lines[index])}
    kept = {index for index in maybe if _beside(page, index, sure | maybe)}
    maybe = maybe - kept
    if not maybe:
        return kept
    for sign in (1, -1):
        order = sorted(range(len(page.lines)), key=lambda index: sign * page.lines[index].box[1])
        rows: list[list[int]] = []
        for index in order:
            if rows and _level(page.lines[rows[-1][0]], page.lines[index]):
                rows[-1].append(index)
            else:
                rows.append([index])
        outer: list[list[int]] = []
        for row in rows:
            if not all(
                index in sure or (index in maybe and not _CAPTION.match(page.lines[index].text)) for index in row
            ):
                break
            outer.append(row)
        while outer and len(outer) < len(rows) and not sure.intersection(outer[-1]):
            if _distance(page, outer[-1], rows[len(outer)]) >= _APART:
                break
            outer.pop()
        kept.update(index for row in outer for index in row)
    return kept


def _walled(page: PageLines, line: Line) -> bool:
    """Whether the line is a cell: two upright rules stand at its height."""
    middle = (line.box[1] + line.box[3]) / 2
    return sum(not rule.horizontal and rule.box[1] < middle < rule.box[3] for rule in page.rules) >= 2


def _beside(page: PageLines, index: int, others: set[int]) -> bool:
    """Whether the line stands in the side margin: left or right of all text that is not among `others`."""
    text = [line.box for number, line in enumerate(page.lines) if number not in others]
    line = page.lines[index].box
    return bool(text) and (line[0] > max(box[2] for box in text) - 0.01 or line[2] < min(box[0] for box in text) + 0.01)


def _level(first: Line, second: Line) -> bool:
    overlap = min(first.box[3], second.box[3]) - max(first.box[1], second.box[1])
    return overlap > 0.5 * min(first.box[3] - first.box[1], second.box[3] - second.box[1])


def _distance(page: PageLines, row: Sequence[int], other: Sequence[int]) -> float:
    """The space between two rows, in ems of the first."""
    a, b = [page.lines[i].box for i in row], [page.lines[i].box for i in other]
    gap = max(min(box[1] for box in b) - max(box[3] for box in a), min(box[1] for box in a) - max(box[3] for box in b))
    return gap * page.height / max(page.lines[row[0]].size, 1.0)


def _middle(heights: list[float]) -> float:
    return sorted(heights)[len(heights) // 2]


def _steady(heights: list[float]) -> bool:
    """Whether most of the places are at one height: a repeated phrase of the text wanders."""
    middle = _middle(heights)
    return sum(abs(height - middle) < 0.012 for height in heights) * 3 >= len(heights) * 2


def _with_outer(page: PageLines, chosen: set[int], offsets: tuple[float, float]) -> set[int]:
    """`chosen`, less those inside the text, and with what stands outside a running header or footer.

    Nothing of the text stands above a running header, so a line between it and the edge is part of it.
    """
    high, low = EDGE + offsets[0], 1 - EDGE - offsets[1]
    rest = [line for index, line in enumerate(page.lines) if index not in chosen]
    top = min((line.box[1] for line in rest if line.box[1] > high), default=1.0)
    bottom = max((line.box[3] for line in rest if line.box[3] < low), default=0.0)
    kept = {
        index for index in chosen if page.lines[index].box[1] < top + 0.01 or page.lines[index].box[3] > bottom - 0.01
    }
    above = max((page.lines[i].box[1] for i in kept if page.lines[i].box[3] < MARGIN + offsets[0]), default=-1.0)
    below = min((page.lines[i].box[3] for i in kept if page.lines[i].box[1] > 1 - MARGIN - offsets[1]), default=2.0)
    outer = {
        index
        for index, line in enumerate(page.lines)
        if (line.box[3] < high and line.box[1] <= above) or (line.box[1] > low and line.box[3] >= below)
    }
    outer -= kept
    if not outer or all(_beside(page, index, kept) for index in kept):
        return kept
    return kept | _unattached(page, outer, kept)


def _unattached(page: PageLines, outer: set[int], kept: set[int]) -> set[int]:
    """The lines of `outer` that do not go on in the text: a header may stand beside the text's first lines."""
    left = set(outer)
    # innermost first, so that a paragraph's lines are seen one after the other
    for index in sorted(outer, key=lambda i: -abs(page.lines[i].box[1] - 0.5), reverse=True):
        line = page.lines[index]
        for other, text in enumerate(page.lines):
            if other in left or other in kept or min(line.box[2], text.box[2]) <= max(line.box[0], text.box[0]):
                continue
            if _distance(page, [index], [other]) < 0.8:
                left.discard(index)
                break
    return left
