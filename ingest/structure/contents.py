"""Lists of contents: found, kept apart, and used to know the headings and their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.artifact import BlockKind
from ingest.structure.drafts import Draft, Part, folded
from ingest.structure.markers import section_mark

_LEADERS = re.compile(r"^(?P<title>.*?\w.*?)\s*(?:[.…·_•]\s?){3,}\s*(?P<page>\d{1,4}|[ivx]{1,6})?\.?$")
_PAGED = re.compile(r"^(?P<title>.*?[^\W\d_].*?)\s+(?P<page>\d{1,4})$")
_TITLE = re.compile(
    r"^(?:\d{1,2}\.?\s+)?(?:inneh[åa]ll|inneh[åa]llsf[öo]rteckning|inneh[åa]lls[öo]versikt|"
    r"f[öo]rteckning [öo]ver inneh[åa]ll)\s*:?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: its title without number, its number, level (from 1) and page."""

    title: str
    number: str
    level: int
    page: int | None


def is_contents_title(text: str) -> bool:
    """Whether the text is the heading of a list of contents."""
    return _TITLE.match(text.strip()) is not None


def _has_leaders(text: str) -> bool:
    return any(mark in text for mark in ("...", ". .", "…", "··", "· ·", "__", "••"))


def _entry_of(text: str, listed: bool) -> tuple[str, int | None] | None:
    match = _LEADERS.match(text) if _has_leaders(text) else None
    if match is None and listed and text[-1:].isdigit():
        match = _PAGED.match(text)
    if match is None:
        return None
    page = match["page"]
    return match["title"].strip(), int(page) if page and page.isdigit() else None


def split_contents(draft: Draft) -> list[Draft]:
    """A paragraph whose lines are entries with dot leaders, as one draft for each entry."""
    lines = draft.lines
    hits = sum(_has_leaders(line.text) and _LEADERS.match(line.text) is not None for line in lines)
    if hits < 2 or len(draft.parts) != 1:
        return [draft]
    groups: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        groups[-1].append(index)
        if _LEADERS.match(line.text) or _PAGED.match(line.text):
            groups.append([])
    out: list[Draft] = []
    for group in groups:
        if not group:
            continue
        taken = tuple(lines[index] for index in group)
        copy = Draft([Part(draft.page, (taken,))], size=draft.size, bold=draft.bold, italic=draft.italic)
        copy.left, copy.hang, copy.recognised = taken[0].box[0], taken[-1].box[0], draft.recognised
        out.append(copy)
    out[0].gap = draft.gap
    return out


def mark_contents(drafts: Sequence[Draft]) -> list[Entry]:
    """Make the blocks of lists of contents CONTENTS, and give their entries in order.

    A list begins at its title ("Innehåll") or where three lines in a row have leaders, and ends at the first
    block that is not an entry (two where one is an entry cut in two).
    """
    entries: list[tuple[Draft, str, int | None]] = []
    index = 0
    while index < len(drafts):
        draft = drafts[index]
        if is_contents_title(draft.text) and len(draft.lines) == 1:
            index = _take(drafts, index + 1, True, entries, draft)
        elif _entry_of(draft.text, False) and index + 1 < len(drafts) and _entry_of(drafts[index + 1].text, False):
            index = _take(drafts, index, False, entries, None)
        else:
            index += 1
    return _levelled(entries)


def _take(
    drafts: Sequence[Draft], index: int, titled: bool, entries: list[tuple[Draft, str, int | None]], title: Draft | None
) -> int:
    taken: list[tuple[Draft, str, int | None]] = []
    pending: list[Draft] = []
    start = index
    while index < len(drafts):
        draft = drafts[index]
        entry = _entry_of(" ".join([p.text for p in pending] + [draft.text]), titled)
        if entry is not None and len(draft.text) < 300:
            taken.append((pending[0] if pending else draft, *entry))
            for waiting in pending:
                waiting.kind = BlockKind.CONTENTS
            pending = []
            draft.kind = BlockKind.CONTENTS
        elif taken and not pending and len(draft.lines) == 1 and len(draft.text) < 120 and not draft.text.endswith("."):
            pending.append(draft)
        else:
            break
        index += 1
    if not taken:
        return start
    if title is not None:
        title.kind = BlockKind.CONTENTS
    entries.extend(taken)
    return index - len(pending)


def _levelled(found: Sequence[tuple[Draft, str, int | None]]) -> list[Entry]:
    """Entries with levels: by decimal number where there is one, else by indent."""
    lefts = sorted({round(draft.left, 2) for draft, _, _ in found})
    steps: list[float] = []
    for left in lefts:
        if not steps or left - steps[-1] > 0.012:
            steps.append(left)
    out: list[Entry] = []
    for draft, title, page in found:
        number = section_mark(title)
        if number and number[0].isdigit() and "§" not in number and "kap" not in number.lower():
            level = number.count(".") + 1
        else:
            level = 1 + max((i for i, step in enumerate(steps) if draft.left >= step - 0.012), default=0)
        out.append(Entry(title, number, level, page))
    return out


def by_title(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Entries by folded title, with and without the number."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(folded(entry.title), entry)
        if entry.number and len(folded(entry.title[len(entry.number) :])) > 3:
            found.setdefault(folded(entry.title[len(entry.number) :]), entry)
    return found
