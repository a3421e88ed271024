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
    """Make the list items among the paragraphs ITEM, with `number` (their mark) and `level` (from 1).

    Indented short paragraphs below a lead-in that ends with a colon are items too, with no mark: recognition
    loses bullets, and some lists never had any.
    """
    run: list[Draft] = []
    lead: Draft | None = None
    for draft in drafts:
        mark = item_mark(draft.text) if draft.kind is BlockKind.PARAGRAPH else ""
        if mark or _is_unmarked(draft, lead, run):
            draft.kind, draft.number = BlockKind.ITEM, mark
            draft.level = _level(draft, run)
            run.append(draft)
        elif draft.kind in (BlockKind.HEADING, BlockKind.ROW) or not _inside(draft, run):
            run = []
            lead = draft if draft.kind is BlockKind.PARAGRAPH else None


def _is_unmarked(draft: Draft, lead: Draft | None, run: Sequence[Draft]) -> bool:
    """Whether a paragraph is an item without a mark: indented under a lead-in with a colon, as its neighbours."""
    if lead is None or not lead.text.endswith(":") or draft.number or len(draft.text) > 250:
        return False
    if draft.kind is not BlockKind.PARAGRAPH and not (draft.kind is BlockKind.HEADING and draft.recognised):
        return False
    if draft.page != lead.parts[-1].page:
        return bool(run) and not run[0].number and abs(draft.left - run[-1].left) < 0.02
    if run and run[-1].page == draft.page:
        return abs(draft.left - run[-1].left) < 0.012 and draft.left > lead.hang + 0.02
    return draft.left > lead.hang + 0.02 and draft.left < 0.5


def _inside(draft: Draft, run: Sequence[Draft]) -> bool:
    """Whether a paragraph between items stands under one of them, by its indent."""
    return (
        bool(run)
        and draft.kind in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)
        and draft.left >= run[-1].hang - 0.004 > run[-1].left
    )


def _level(draft: Draft, run: Sequence[Draft]) -> int:
    for before in reversed(run):
        up = draft.lines[0].box[1] < before.lines[0].box[1]
        if before.page != draft.page or up:
            # another page or column: indents cannot be compared
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

    The paragraph directly above leads in, whether it ends with a colon, as an unfinished sentence ("... syftar
    till att") or with a full stop; a heading between them does not let it.
    """
    leads: dict[int, int | None] = {}
    previous_text: int | None = None
    previous_item: int | None = None
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.ITEM:
            if draft.level > 1 and previous_item is not None and drafts[previous_item].level < draft.level:
                leads[draft.level] = previous_item
            elif previous_item is None:
                leads = {draft.level: previous_text}
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
