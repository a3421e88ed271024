"""The section tree: headings and statute paragraphs as nested ranges of blocks, each with its status."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.artifact import Block, BlockKind, Section, Status
from ingest.structure.markers import PARAGRAPH_SIGN

_PROPOSED = re.compile(
    r"\b(?:beslutsförslag\w*|förslag(?:en|et)?|idéskiss\w*|idéförslag\w*|skiss(?:en)?|utkast(?:et)?|föreslag\w+|rekommendation(?:er)?)\b",
    re.IGNORECASE,
)
_HISTORICAL = re.compile(
    r"\b(?:historik|historisk\w*|tillbakablick\w*|historia|"
    r"tidigare (?:överenskommelse|avtal|samverkan|beslut|organisation)\w*)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:nästa steg|fortsatt (?:arbete|uppdrag|process|utveckling)\w*|det fortsatta arbetet|fortsatta steg|"
    r"planera(?:t|d|de)|tids?plan|framåtblick|"
    r"\w*(?:etablerings|genomförande|implementerings|införande)plan\w*)\b",
    re.IGNORECASE,
)
_REPEALED = re.compile(r"\b(?:upphävd|upphävda|upphävande|har upphört|upphör att gälla)\b", re.IGNORECASE)


def status_of_heading(heading: str) -> Status | None:
    """What a heading says of the status of what stands under it; None where it says nothing."""
    for pattern, status in (
        (_PROPOSED, Status.PROPOSED),
        (_HISTORICAL, Status.HISTORICAL),
        (_REPEALED, Status.REPEALED),
        (_PLANNED, Status.PLANNED),
    ):
        if pattern.search(heading):
            return status
    return None


def build_sections(
    blocks: Sequence[Block], document: Status = Status.IN_FORCE
) -> tuple[tuple[Section, ...], tuple[Block, ...]]:
    """The section tree, and the blocks with their innermost section.

    A paragraph that begins with "3 §" opens a section of its own, one level under the heading it stands
    under. `document` is the status of the document, which its sections have where no heading says another.
    """
    sections: list[Section] = []
    open_: list[int] = []
    out: list[Block] = []
    heading_level = 0
    for index, block in enumerate(blocks):
        sign = PARAGRAPH_SIGN.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
        if block.kind is BlockKind.HEADING or sign:
            level = block.level if sign is None else heading_level + 1
            heading_level = heading_level if sign else block.level
            while open_ and sections[open_[-1]].level >= level:
                _close(sections, open_.pop(), index)
            parent = open_[-1] if open_ else None
            number = sign["mark"] if sign else block.number
            heading = "" if sign else block.text[len(number) :].lstrip(" .:–-\t") if number else block.text
            inherited = sections[parent].status if parent is not None else document
            status = inherited if sign else status_of_heading(block.text) or inherited
            sections.append(Section(number, heading, level, parent, index, len(blocks), status))
            open_.append(len(sections) - 1)
            if sign:
                block = replace(block, number=number)
        out.append(replace(block, section=open_[-1] if open_ else None))
    return tuple(sections), tuple(out)


def _close(sections: list[Section], index: int, last: int) -> None:
    sections[index] = replace(sections[index], last=last)
