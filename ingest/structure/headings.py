"""Headings: numbered, told by their type, or confirmed by the list of contents or the PDF's outline.

A recognised page has no weight and rough sizes, so there a heading is told by number, contents, or by being a
short line alone between spaces.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from ingest.artifact import BlockKind
from ingest.pdf.lines import Bookmark
from ingest.structure.contents import Entry
from ingest.structure.drafts import Draft, ends_sentence, folded, style_of
from ingest.structure.labels import label_of
from ingest.structure.markers import ANNEX, CHAPTER, DECIMAL, PARAGRAPH_SIGN, item_mark, section_mark

LONGEST = 180  # characters of a heading
MAX_LINES = 4
_OFFICE = re.compile(
    r"\b\w*(?:direktör|chef|ordförande|sekreterare|handläggare|strateg|samordnare|råd)\b", re.IGNORECASE
)
_DECIMAL_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*$")
_STRAY = re.compile(r"[\[\]{}|=<>~\\]")


def mark_headings(
    drafts: Sequence[Draft],
    entries: Mapping[str, Entry],
    outline: Sequence[Bookmark],
    body: float,
    labels: frozenset[str] = frozenset(),
) -> None:
    """Make the headings among the paragraphs HEADING, with `number` and `level` (from 1).

    `labels` are the words of labelled lines: a short line above the first of them is their heading.
    """
    bookmarks = {(folded(mark.title), mark.page): mark.level for mark in outline if mark.title.strip()}
    levels: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        if draft.kind is not BlockKind.PARAGRAPH or len(draft.parts) > 1:
            continue
        text = draft.text
        if len(text) > LONGEST or len(draft.lines) > MAX_LINES or not any(c.isalpha() for c in text):
            continue
        entry = _entry(text, draft, entries)
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        if entry is not None and not _is_prose(text):
            levels[index] = entry.level
        elif (folded(text), draft.page) in bookmarks:
            levels[index] = bookmarks[(folded(text), draft.page)]
        elif not (_heads_labels(draft, text, following, labels) or _is_heading(draft, text, body, following)):
            continue
        draft.kind = BlockKind.HEADING
    _number(drafts)
    _drop_out_of_order(drafts, levels, body)
    _set_levels(drafts, levels, body)


def _entry(text: str, draft: Draft, entries: Mapping[str, Entry]) -> Entry | None:
    """The contents entry of a heading: the same words, or nearly the same on a recognised page."""
    if not entries:
        return None
    key = folded(text)
    number = section_mark(text)
    found = entries.get(key) or (entries.get(folded(text[len(number) :])) if number and len(key) > 3 else None)
    if found is not None:
        return found
    near_enough = 0.86 if draft.recognised or number else 0.93
    best, best_ratio = None, near_enough
    for title, entry in entries.items():
        if abs(len(title) - len(key)) > 0.2 * len(key) or len(key) < 6:
            continue
        if title[:3] != key[:3] and title[-3:] != key[-3:]:
            continue
        matcher = SequenceMatcher(None, title, key, autojunk=False)
        if matcher.real_quick_ratio() > best_ratio and matcher.quick_ratio() > best_ratio:
            ratio = matcher.ratio()
            if ratio > best_ratio and (not number or not entry.number or number == entry.number):
                best, best_ratio = entry, ratio
    return best


def _is_prose(text: str) -> bool:
    """Whether a text that equals a contents entry still is a sentence or an item of its own."""
    return text.endswith((".", ";", ",")) and not section_mark(text)


def _is_heading(draft: Draft, text: str, body: float, following: Draft | None) -> bool:
    mark = section_mark(text)
    if text.endswith((".", ",", ";")) and not text.endswith(("m.m.", "m.fl.", "etc.", "kap.", "bl.a.")):
        return False
    if PARAGRAPH_SIGN.match(text):
        rest = text[len(mark) :].strip(" .:")
        return 0 < len(rest) < 90 and rest[:1].isupper() and (draft.bold or draft.size > body * 1.06)
    if CHAPTER.match(text) or (ANNEX.match(text) and (draft.bold or draft.size > body * 1.06 or len(text) < 60)):
        return len(text) < 120 and (draft.bold or draft.size > body * 1.06 or draft.gap > 1.2)
    if item_mark(text) and not mark and not (draft.size > body * 1.08 or (draft.bold and item_mark(text) in "➤➢")):
        return False
    if not mark and _is_signature(text):
        return False
    marked = draft.size > body * 1.08 or draft.bold
    if draft.recognised:
        return _is_recognised_heading(draft, text, mark, body, following)
    if text.endswith(":") and not draft.size > body * 1.08 and not (draft.bold and draft.gap > 1.2):
        return False
    if marked:
        return text[:1].isupper() or text[:1] in "”\"“'’➤➢(0123456789" or draft.size > body * 1.15
    if draft.italic:
        return _stands_alone(draft, text, following) and len(text) < 90 and draft.gap > 1.2 and len(draft.lines) == 1
    return bool(mark) and "." in mark and DECIMAL.match(text) is not None and len(text) < 90 and draft.gap > 1.2


def _heads_labels(draft: Draft, text: str, following: Draft | None, labels: frozenset[str]) -> bool:
    return (
        bool(labels)
        and following is not None
        and label_of(following.text) in labels
        and label_of(text) not in labels
        and len(text) < 90
        and len(draft.lines) == 1
        and draft.gap > 1.1
        and text[:1].isupper()
        and not ends_sentence(text)
    )


def _stands_alone(draft: Draft, text: str, following: Draft | None) -> bool:
    return (
        text[:1].isupper()
        and not ends_sentence(text)
        and following is not None
        and following.kind is BlockKind.PARAGRAPH
        and following.page == draft.page
        and len(following.text) > 60
    )


def _is_recognised_heading(draft: Draft, text: str, mark: str, body: float, following: Draft | None) -> bool:
    if len(draft.lines) > 2 or len(text) > 110 or text.endswith(":") or draft.gap < 1.15 or draft.confidence < 0.7:
        return False
    rest = text[len(mark) :].strip(" .")
    if mark and "§" not in mark and mark[0].isdigit():
        deep = "." in mark
        return rest[:1].isupper() and (deep or draft.size > body * 1.12 or (draft.short and len(rest) < 60))
    larger = draft.size > body * 1.15
    text = text.lstrip(" .,:;'‘`»«—-")
    alone = _stands_alone(draft, text, following) and draft.short and len(text) < 75
    return text[:1].isupper() and (larger or (alone and draft.after < draft.gap + 0.4)) and not _looks_like_data(text)


def _is_signature(text: str) -> bool:
    """Whether the text is names and titles of people who sign."""
    words = text.split()
    names = sum(word[:1].isupper() for word in words)
    return bool(_OFFICE.search(text)) and names >= 2 and names * 2 >= len(words)


def _looks_like_data(text: str) -> bool:
    """Names of signatories, dates and addresses stand alone too, but hold digits or are mostly capitals."""
    words = text.split()
    capital = sum(word[:1].isupper() for word in words)
    return any(c.isdigit() for c in text) or bool(_STRAY.search(text)) or (len(words) >= 2 and capital == len(words))


def _number(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if draft.kind is BlockKind.HEADING:
            draft.number = (
                section_mark(draft.text).rstrip(".") if not CHAPTER.match(draft.text) else section_mark(draft.text)
            )


def _drop_out_of_order(drafts: Sequence[Draft], known: Mapping[int, int], body: float) -> None:
    """Make plain numbered lines whose number goes backwards paragraphs again: they are items of a list."""
    last: tuple[int, ...] = ()
    for index, draft in enumerate(drafts):
        if draft.kind is not BlockKind.HEADING:
            continue
        if not _DECIMAL_NUMBER.match(draft.number):
            last = () if ANNEX.match(draft.number) else last
            continue
        number = tuple(int(part) for part in draft.number.split("."))
        marked = (draft.bold or draft.size > body * 1.08) and not draft.recognised
        if number < last and index not in known and not marked:
            draft.kind, draft.number = BlockKind.PARAGRAPH, ""
        else:
            last = number


def own_level(number: str) -> int:
    """The level that a number tells by itself: decimals by depth, chapters 1; 0 where it tells none."""
    if not number or not number[0].isdigit() or "§" in number:
        return 1 if ANNEX.match(number) else 0
    if "kap" in number.lower():
        return 1
    return number.count(".") + 1


def _set_levels(drafts: Sequence[Draft], known: Mapping[int, int], body: float) -> None:
    """Levels by number, contents or outline; the others as the level that their type has elsewhere, or by size."""
    headings = [(index, draft) for index, draft in enumerate(drafts) if draft.kind is BlockKind.HEADING]
    for index, draft in headings:
        draft.level = own_level(draft.number) or known.get(index, 0)
    fine = any(_DECIMAL_NUMBER.match(draft.number) for _, draft in headings)
    votes: dict[tuple[float, bool, bool], Counter[int]] = defaultdict(Counter)
    for _, draft in headings:
        if draft.level:
            votes[style_of(draft, body, fine)][draft.level] += 1
    styles = {style: counter.most_common(1)[0][0] for style, counter in votes.items()}
    open_styles = {style_of(draft, body, fine) for _, draft in headings if not draft.level}
    for style in sorted(open_styles, key=_rank, reverse=True):
        if style in styles:
            continue
        above = [level for other, level in styles.items() if _rank(other) > _rank(style)]
        styles[style] = min(max(above, default=0) + 1, 8)
    for _, draft in headings:
        if not draft.level:
            draft.level = styles[style_of(draft, body, fine)]


def _rank(style: tuple[float, bool, bool]) -> tuple[float, int, int]:
    size, bold, italic = style
    return (size, int(bold), int(not italic))
