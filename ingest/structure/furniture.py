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
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(?:(?:sida|sid|sidan|s|page)\.?\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:\(\s*\d{1,4}\s*\)|/\s*\d{1,4}|av\s+\d{1,4}))?$",
    re.IGNORECASE,
)


def _key(line: Line) -> tuple[str, bool]:
    return (_DIGITS.sub("#", line.text.casefold()).replace(" ", ""), line.box[1] < 0.5)


def _in_margin(line: Line, depth: float) -> bool:
    return line.box[3] < depth or line.box[1] > 1 - depth


def is_page_number(text: str) -> bool:
    """Whether the text is a page number and nothing else: "3", "- 3 -", "sida 3 (10)", "17 (22)"."""
    return _PAGE_NUMBER.match(text.strip()) is not None


def _needed(pages: int) -> int:
    """On how many pages a text must stand to be running: a tenth of them, three at least (two of two to five)."""
    return 2 if pages <= 5 else max(3, pages // 10)


def furniture_of(pages: tuple[PageLines, ...]) -> list[set[int]]:
    """For each page, the indexes of its lines that are furniture."""
    seen: Counter[tuple[str, bool]] = Counter()
    heights: dict[tuple[str, bool], list[float]] = {}
    for page in pages:
        for key, height in {_key(line): line.box[1] for line in page.lines if _in_margin(line, MARGIN)}.items():
            seen[key] += 1
            heights.setdefault(key, []).append(height)
    needed = _needed(len(pages))
    running = {key for key, count in seen.items() if count >= needed and _steady(heights[key])}
    found: list[set[int]] = []
    for page in pages:
        chosen = {
            index
            for index, line in enumerate(page.lines)
            if (_in_margin(line, MARGIN) and _key(line) in running)
            or (_in_margin(line, EDGE + 0.03) and is_page_number(line.text))
        }
        found.append(_outermost(page, chosen))
    return found


def _steady(heights: list[float]) -> bool:
    """Whether most of the places are at one height: a repeated phrase of the text wanders."""
    middle = sorted(heights)[len(heights) // 2]
    return sum(abs(height - middle) < 0.012 for height in heights) * 3 >= len(heights) * 2


def _outermost(page: PageLines, chosen: set[int]) -> set[int]:
    """Those of `chosen` with no other text between them and the page's edge."""
    rest = [line for index, line in enumerate(page.lines) if index not in chosen]
    top = min((line.box[1] for line in rest), default=1.0)
    bottom = max((line.box[3] for line in rest), default=0.0)
    return {
        index
        for index in chosen
        if page.lines[index].box[1] < top + 0.01
        or page.lines[index].box[3] > bottom - 0.01
        or _in_margin(page.lines[index], EDGE)
    }
