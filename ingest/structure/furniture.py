"""Running headers, footers and page numbers, told by where they stand and by repetition.

A line in the page's top or bottom margin whose text, digits apart, comes back at about the same height on
other pages is furniture; so is a page number standing alone. The work is linear in the number of lines.
"""

from __future__ import annotations

import re
from collections import Counter

from ingest.pdf.lines import Line, PageLines

MARGIN = 0.14  # of the page's height, at the top and at the bottom
EDGE = 0.08
_USUAL = 0.06  # of the page's height between its edge and the first print
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
    seen: Counter[tuple[str, bool]] = Counter()
    heights: dict[tuple[str, bool], list[float]] = {}
    for page in pages:
        for key, height in {_key(line): line.box[1] for line in page.lines if _in_margin(line, MARGIN, offsets)}.items():
            seen[key] += 1
            heights.setdefault(key, []).append(height)
    needed = _needed(len(pages))
    running = {key: _middle(heights[key]) for key, count in seen.items() if count >= needed and _steady(heights[key])}
    found: list[set[int]] = []
    for page in pages:
        chosen = {
            index
            for index, line in enumerate(page.lines)
            if (_in_margin(line, MARGIN, offsets) and abs(running.get(_key(line), 9.0) - line.box[1]) < 0.03)
            or (_in_margin(line, EDGE + 0.03, offsets) and is_page_number(line.text))
        }
        found.append(_with_outer(page, chosen, offsets))
    return found


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
    return kept | {
        index
        for index, line in enumerate(page.lines)
        if (line.box[3] < high and line.box[1] <= above) or (line.box[1] > low and line.box[3] >= below)
    }
