"""Lists of contents: found, kept apart, and used to know the headings and their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.artifact import BlockKind
from ingest.structure.drafts import Draft, Part, folded
from ingest.structure.markers import section_mark

# possessive: the patterns must stay linear on rows of dots
_LEADERS = re.compile(r"(?:[.…·_•]\s?+){3,}+")
_PAGE = re.compile(r"(?:\d{1,4}|[ivx]{1,6})?\.?")
_PAGED = re.compile(r"\s(\d{1,4})$")
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
    """Title and page of a contents line; None where it is none. `listed`: under a title, so leaders may lack."""
    if _has_leaders(text):
        match = _LEADERS.search(text)
        if match and _PAGE.fullmatch(text[match.end() :]) and any(c.isalnum() for c in text[: match.start()]):
            page = text[match.end() :].rstrip(".")
            return text[: match.start()].strip(), int(page) if page.isdigit() else None
    if listed and text[-1:].isdigit():
        paged = _PAGED.search(text[-6:])
        title = text[: -len(paged[0])].strip() if paged else ""
        if paged and any(c.isalpha() for c in title):
            return title, int(paged[1])
    return None


def split_contents(draft: Draft) -> list[Draft]:
    """A paragraph whose lines are entries with dot leaders, as one draft for each entry."""
    lines = draft.lines
    hits = sum(_entry_of(line.text, False) is not None for line in lines)
    if hits < 2 or len(draft.parts) != 1:
        return [draft]
    groups: list[list[int]] = [[]]
    for index, line in enumerate(lines):
        groups[-1].append(index)
        if _entry_of(line.text, True):
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
            index = max(index + 1, _take(drafts, index, False, entries, None))
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
        joined = " ".join([p.text for p in pending] + [draft.text])
        entry = _entry_of(joined, titled) if len(draft.text) < 300 else None
        if entry is not None:
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
