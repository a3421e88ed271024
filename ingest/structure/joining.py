"""Putting cut words and cut paragraphs together.

Within a document the word list of its own lines decides whether a hyphen at a line's end belongs to the word
("e-tjänst", "Hägersten-Älvsjö") or only cut it; before "och" and the like it stands for a part left out
("hälso- och sjukvård").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.artifact import BlockKind
from ingest.pdf.lines import Line
from ingest.structure.drafts import Draft, ends_sentence
from ingest.structure.markers import item_mark, section_mark

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"[\w-]+$")
_FIRST = re.compile(r"^[\w-]+")
_SHARED_PART = re.compile(r"^(?:och|eller|samt|respektive|och/eller)\b", re.IGNORECASE)


def vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    """The document's words in lower case, those cut at a line's end left out."""
    found: set[str] = set()
    cut = False
    for line in lines:
        words = _WORD.findall(line.text.casefold())
        found.update(words[1 if cut else 0 : -1 if line.hyphenated else None])
        cut = line.hyphenated
    return frozenset(found)


def junction(left: Line, right: str, words: frozenset[str]) -> tuple[str, str]:
    """What stands between a line and the text after it: (hyphen kept or "", " " or "")."""
    if not left.hyphenated:
        return "", ("" if left.text.endswith("/") and right[:1].islower() else " ")
    head, tail = _LAST.search(left.text), _FIRST.search(right)
    proper = head is not None and tail is not None and tail[0][0].isupper() and not head[0].isupper()
    if head is not None and tail is not None and not proper and (head[0] + tail[0]).casefold() in words:
        return "", ""
    if _SHARED_PART.match(right):
        return "-", " "
    if head is None or tail is None:
        return "-", ""
    first, second = head[0], tail[0]
    if f"{first}-{second}".casefold() in words or _keeps_hyphen(first, second):
        return "-", ""
    return "", ""


def _keeps_hyphen(first: str, second: str) -> bool:
    return (
        len(first) == 1
        or first[-1:].isdigit()
        or (second[:1].isupper() and not first.isupper())
        or second[:1].isdigit()
        or (len(first) <= 5 and first.isupper() and second[:1].islower())
    )


def join_over_breaks(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with paragraphs and list items that go over a page break made one."""
    out: list[Draft] = []
    for draft in drafts:
        before = _open_end(out, draft.page)
        if before is not None and _continues(before, draft):
            before.parts.extend(draft.parts)
            before.short, before.after = draft.short, draft.after
        else:
            out.append(draft)
    return out


def _open_end(out: Sequence[Draft], page: int) -> Draft | None:
    """The last running text before the page, where `page` has begun with nothing else."""
    for draft in reversed(out):
        last = draft.parts[-1].page
        if last == page:
            return None
        if last < page - 1:
            return None
        if draft.kind not in (BlockKind.FOOTNOTE, BlockKind.CAPTION):
            return draft
    return None


def _continues(before: Draft, draft: Draft) -> bool:
    running = (BlockKind.PARAGRAPH, BlockKind.ITEM)
    if before.kind not in running or draft.kind is not BlockKind.PARAGRAPH:
        return False
    last, text = before.lines[-1], draft.lines[0].text
    if abs(before.size - draft.size) > 0.12 * before.size or before.bold != draft.bold:
        return False
    if last.hyphenated:
        return True
    if item_mark(text) or section_mark(text):
        return False
    opening = text.lstrip("(”\"“'0123456789 ")[:1]
    if not ends_sentence(last.text):
        return opening.islower() or not before.short
    return opening.islower() and not last.text.endswith(":") and not before.short
