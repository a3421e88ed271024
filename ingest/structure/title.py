"""The title of a document, from the type on its first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.artifact import BlockKind
from ingest.pdf.lines import Reading
from ingest.structure.drafts import Draft, folded
from ingest.structure.types import names_type

_NO_TITLE = re.compile(
    r"författningssamling|^www\.|^https?:|^issn|^isbn|@|^sida\b|^dnr\b|^datum\b|^bilaga\b", re.IGNORECASE
)
# headings that open many documents and name none
_GENERIC = frozenset(
    [
        "sammanfattning",
        "inledning",
        "bakgrund",
        "syfte",
        "förord",
        "innehåll",
        "innehållsförteckning",
        "uppdrag",
        "ärendet",
    ]
)


def mark_title(drafts: Sequence[Draft], reading: Reading, body: float) -> str:
    """Make the title a TITLE block: the largest text of the first page that has text. Gives its subtitle, or "".

    A subtitle is given only where it says what kind of document it is and the title does not.
    """
    stated = folded((reading.info or {}).get("title", ""))
    for page in _title_pages(drafts):
        candidates = [draft for draft in drafts if draft.page == page and _may_be_title(draft)]
        largest = max((draft.size for draft in candidates), default=0.0)
        worthy = [draft for draft in candidates if draft.size > body * 1.12 or folded(draft.text) == stated]
        worthy = [draft for draft in worthy if draft.recognised is False or draft.confidence > 0.75]
        if not worthy:
            continue
        best = max(worthy, key=lambda draft: _title_score(draft, largest, stated))
        if best.number[:1].isdigit():
            continue
        best.kind, best.level, best.number = BlockKind.TITLE, 0, ""
        _demote_masthead(drafts, best)
        _demote_cover(drafts, page)
        return _subtitle(best, candidates)
    return ""


def _title_pages(drafts: Sequence[Draft]) -> list[int]:
    """The first page with text, and the second where the first has no running text."""
    pages = sorted({draft.page for draft in drafts if draft.kind is not BlockKind.CONTENTS})[:2]
    prose = any(draft.page == pages[0] and len(draft.text) > 250 for draft in drafts) if pages else False
    return pages[:1] if prose else pages


def _may_be_title(draft: Draft) -> bool:
    text = draft.text
    return (
        draft.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and 4 <= len(text) <= 300
        and sum(c.isalpha() for c in text) >= 4
        and not _NO_TITLE.search(text)
        and folded(text) not in _GENERIC
    )


def _subtitle(title: Draft, candidates: Sequence[Draft]) -> str:
    """The line below the title where only that says what kind of document it is, else ""."""
    if names_type(title.text) or len(title.text) > 60:
        return ""
    for draft in candidates:
        below = draft.lines[0].box[1] > title.lines[-1].box[1]
        if draft is not title and below and names_type(draft.text) and len(draft.text) > 25:
            return draft.text
    return ""


def _demote_masthead(drafts: Sequence[Draft], title: Draft) -> None:
    """The sender, the series and the dates that stand above the title head nothing."""
    for draft in drafts:
        if draft is title or draft.page != title.page:
            break
        if draft.kind is BlockKind.HEADING and not draft.number:
            draft.kind, draft.level = BlockKind.PARAGRAPH, 0


def _demote_cover(drafts: Sequence[Draft], page: int) -> None:
    """Subtitles and the like on a cover (a page without running text) head nothing."""
    own = [draft for draft in drafts if draft.page == page]
    if any(len(draft.text) > 250 or draft.number for draft in own if draft.kind is not BlockKind.TITLE):
        return
    if len(own) > 14 or all(draft.page == page for draft in drafts):
        return
    for draft in own:
        if draft.kind is BlockKind.HEADING:
            draft.kind, draft.level = BlockKind.PARAGRAPH, 0


def _title_score(draft: Draft, largest: float, stated: str) -> float:
    score = draft.size / largest - draft.lines[0].box[1] * 0.1
    score += 0.2 if names_type(draft.text) else 0.0
    score += 0.3 if stated and len(stated) > 8 and folded(draft.text) in stated else 0.0
    return score - (0.4 if draft.number[:1].isdigit() else 0.0)
