"""List items: their marks, nesting by indent, and the block that leads them in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.artifact import BlockKind
from ingest.structure.drafts import Draft
from ingest.structure.markers import is_bullet, item_mark

_LEADS = re.compile(
    r"(?::|\b(?:att|är|för|genom|av|om|på|till|bland annat|följande|enligt nedan|nedan|förväntas|ska|skall|bör|får|"
    r"kan|initieras|med|när|inom|dels|ansvarar|omfattar|innebär|avser|inkluderar|gäller|som|där|hur|vid)\s*:?)$",
    re.IGNORECASE,
)


def mark_items(drafts: Sequence[Draft]) -> None:
    """Make the list items among the paragraphs ITEM, with `number` (their mark) and `level` (from 1)."""
    run: list[Draft] = []
    for draft in drafts:
        mark = item_mark(draft.text) if draft.kind is BlockKind.PARAGRAPH else ""
        if mark:
            draft.kind = BlockKind.ITEM
            draft.number = mark
            draft.level = _level(draft, run)
            run.append(draft)
        elif draft.kind in (BlockKind.HEADING, BlockKind.ROW) or not _inside(draft, run):
            run = []


def _inside(draft: Draft, run: Sequence[Draft]) -> bool:
    """Whether a paragraph between items stands under one of them, by its indent."""
    return (
        bool(run)
        and draft.kind in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)
        and draft.left >= run[-1].hang - 0.004 > run[-1].left
    )


def _level(draft: Draft, run: Sequence[Draft]) -> int:
    for before in reversed(run):
        if before.page != draft.page:
            if is_bullet(before.number) == is_bullet(draft.number):
                return before.level
            continue
        if abs(before.left - draft.left) < 0.012:
            return before.level
        if draft.left > before.left:
            return before.level + 1
    return 1


def set_lead_ins(drafts: Sequence[Draft]) -> None:
    """Give each item the index of the block that introduces it: the paragraph before the list, or the item above.

    A paragraph leads in where it ends with a colon or as an unfinished sentence ("... syftar till att"), or stands
    directly above the list with no full stop.
    """
    leads: dict[int, int | None] = {}
    previous_text: int | None = None
    previous_item: int | None = None
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.ITEM:
            if draft.level > 1 and previous_item is not None and drafts[previous_item].level < draft.level:
                leads[draft.level] = previous_item
            elif previous_item is None:
                leads = {draft.level: previous_text if _introduces(drafts, previous_text) else None}
            draft.lead_in = leads.get(draft.level)
            previous_item = index
        elif draft.kind in (BlockKind.FOOTNOTE, BlockKind.CONTENTS):
            continue
        elif draft.kind is BlockKind.PARAGRAPH:
            if previous_item is not None and _inside(draft, [drafts[previous_item]]) and not _LEADS.search(draft.text):
                continue
            previous_text, previous_item, leads = index, None, {}
        elif draft.kind is BlockKind.CAPTION:
            previous_item = None
        else:
            previous_text, previous_item, leads = None, None, {}


def _introduces(drafts: Sequence[Draft], index: int | None) -> bool:
    if index is None:
        return False
    text = drafts[index].text
    return bool(_LEADS.search(text)) or not text.endswith((".", "!", "?", ".)", ".”"))
