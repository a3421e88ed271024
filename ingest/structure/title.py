"""The title of a document, from the type on its first pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.artifact import BlockKind
from ingest.pdf.lines import Reading
from ingest.structure.drafts import Draft, folded
from ingest.structure.markers import section_mark
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
    """The title, made a TITLE block: the largest text of the first page that has text; "" where there is none."""
    pages = sorted({draft.page for draft in drafts if draft.kind is not BlockKind.CONTENTS})[:2]
    stated = folded((reading.info or {}).get("title", ""))
    for page in pages:
        candidates = [
            draft
            for draft in drafts
            if draft.page == page
            and draft.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            and 4 <= len(draft.text) <= 300
            and sum(c.isalpha() for c in draft.text) >= 4
            and not _NO_TITLE.search(draft.text)
            and folded(draft.text) not in _GENERIC
        ]
        largest = max((draft.size for draft in candidates), default=0.0)
        worthy = [draft for draft in candidates if draft.size > body * 1.12 or folded(draft.text) == stated]
        if not worthy:
            continue
        best = max(worthy, key=lambda draft: _title_score(draft, largest, stated))
        if (
            section_mark(best.text)
            and best.kind is BlockKind.HEADING
            and best.size < largest * 1.01
            and best.number[:1].isdigit()
        ):
            continue
        if best.kind is BlockKind.PARAGRAPH or best.number == "":
            best.kind, best.level, best.number = BlockKind.TITLE, 0, ""
        return best.text
    return ""


def _title_score(draft: Draft, largest: float, stated: str) -> float:
    score = draft.size / largest - draft.lines[0].box[1] * 0.1
    score += 0.35 if names_type(draft.text) else 0.0
    score += 0.3 if stated and len(stated) > 8 and folded(draft.text) in stated else 0.0
    return score - (0.4 if draft.number[:1].isdigit() else 0.0)
