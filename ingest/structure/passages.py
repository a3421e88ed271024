"""Passages: the pieces that search finds, each readable by itself.

A passage is a paragraph, or list items with the words that lead them in, or a table row with its column
heads. A short list is one passage with its lead-in, for a question is often answered by the whole list; a longer one
that still can be shown is a passage as a whole and in parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.artifact import Block, BlockKind, Passage, Section, Span, Status

LONGEST = 1500  # characters of a passage
LIST_LENGTH = 700  # a list with its lead-in up to this length stays whole
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"])")
_LEFT_OUT = (BlockKind.CONTENTS, BlockKind.TITLE, BlockKind.HEADING, BlockKind.TABLE_HEAD)


def build_passages(
    blocks: Sequence[Block], sections: Sequence[Section], document: Status = Status.IN_FORCE
) -> tuple[Passage, ...]:
    """The passages of a document, in reading order. `document` is the status of what stands in no section."""
    out: list[Passage] = []
    index = 0
    heads: dict[int, tuple[str, ...]] = {}
    while index < len(blocks):
        block = blocks[index]
        if block.kind is BlockKind.TABLE_HEAD and block.table is not None:
            heads.setdefault(block.table, block.cells)
        if block.kind in _LEFT_OUT:
            index += 1
        elif block.kind is BlockKind.ROW:
            out.extend(_of_row(blocks, index, heads.get(block.table or 0, ()), sections))
            index += 1
        else:
            end = _list_end(blocks, index)
            out.extend(
                _of_list(blocks, index, end, sections) if end > index + 1 else _of_block(blocks, index, sections)
            )
            index = end
    return tuple(replace(p, status=document) if p.section is None else p for p in out)


def _list_end(blocks: Sequence[Block], start: int) -> int:
    """The end of the list that begins at `start`, its lead-in or first item; `start + 1` where there is none."""
    first = blocks[start]
    end = start + 1
    while end < len(blocks):
        block = blocks[end]
        if block.kind is not BlockKind.ITEM or block.section != first.section:
            break
        if block.lead_in is None and first.kind is not BlockKind.ITEM:
            break
        if first.kind is BlockKind.ITEM and block.lead_in != first.lead_in and block.level <= first.level:
            break
        end += 1
    return end


def _status(section: int | None, sections: Sequence[Section]) -> Status:
    return sections[section].status if section is not None else Status.IN_FORCE


def _passage(
    blocks: Sequence[Block], indexes: Sequence[int], lead: str, sections: Sequence[Section], lead_block: int | None
) -> Passage:
    body = " ".join(blocks[i].text for i in indexes)
    text = f"{lead} {body}".strip()
    section = blocks[indexes[0]].section
    taken = (lead_block, *indexes) if lead_block is not None else tuple(indexes)
    return Passage(
        text=text[:LONGEST],
        spans=tuple(span for i in indexes for span in blocks[i].spans),
        section=section,
        blocks=taken,
        status=_status(section, sections),
    )


def _of_list(blocks: Sequence[Block], start: int, end: int, sections: Sequence[Section]) -> Iterator[Passage]:
    whole = sum(len(blocks[i].text) + 1 for i in range(start, end))
    if whole <= LIST_LENGTH:
        yield _passage(blocks, range(start, end), "", sections, None)
        return
    if whole <= LONGEST:
        yield _passage(blocks, range(start, end), "", sections, None)
    first = start
    if blocks[start].kind is not BlockKind.ITEM:
        if whole > LIST_LENGTH and len(_SENTENCE.split(blocks[start].text)) > 1:
            yield from _of_block(blocks, start, sections)
        first = start + 1
    chunk: list[int] = []
    size = 0
    for index in range(first, end):
        length = len(blocks[index].text) + 1
        lead = _lead_text(blocks, blocks[chunk[0]].lead_in if chunk else blocks[index].lead_in)
        starts_top = blocks[index].level <= blocks[first].level
        if chunk and starts_top and len(lead) + size + length > LIST_LENGTH:
            yield from _chunk(blocks, chunk, sections)
            chunk, size = [], 0
        chunk.append(index)
        size += length
    if chunk:
        yield from _chunk(blocks, chunk, sections)


def _chunk(blocks: Sequence[Block], chunk: Sequence[int], sections: Sequence[Section]) -> Iterator[Passage]:
    lead_block = blocks[chunk[0]].lead_in
    lead = _lead_text(blocks, lead_block)
    if len(lead) + sum(len(blocks[i].text) + 1 for i in chunk) <= LONGEST:
        yield _passage(blocks, chunk, lead, sections, lead_block)
        return
    for index in chunk:
        own = blocks[index].lead_in
        yield _passage(blocks, [index], _lead_text(blocks, own), sections, own)


def _lead_text(blocks: Sequence[Block], index: int | None) -> str:
    """The words that lead an item in: the last sentence of the block, those of its own lead-in before it."""
    if index is None:
        return ""
    block = blocks[index]
    text = _SENTENCE.split(block.text)[-1]
    if block.lead_in is not None and block.lead_in != index and len(text) < 300:
        above = _lead_text(blocks, block.lead_in)
        return f"{above} {text}" if len(above) < 300 else text
    return text


def _of_block(blocks: Sequence[Block], index: int, sections: Sequence[Section]) -> Iterator[Passage]:
    """A paragraph or single item; a long one in parts that end with sentences."""
    block = blocks[index]
    if not any(c.isalnum() for c in block.text):
        return
    if block.kind is BlockKind.ITEM and block.lead_in is not None and len(block.text) < 1000:
        yield _passage(blocks, [index], _lead_text(blocks, block.lead_in), sections, block.lead_in)
        return
    for start, end in _pieces(block.text):
        yield Passage(
            text=block.text[start:end],
            spans=tuple(_spans(block, start, end)),
            section=block.section,
            blocks=(index,),
            status=_status(block.section, sections),
        )


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of at most LONGEST characters that end at sentences (at a space where a sentence is longer)."""
    start = 0
    while len(text) - start > LONGEST:
        cut = max((m.start() for m in _SENTENCE.finditer(text, start, start + LONGEST)), default=-1)
        if cut <= start:
            cut = text.rfind(" ", start + 1, start + LONGEST)
        if cut <= start:
            cut = start + LONGEST
        yield start, cut
        start = cut + (1 if text[cut : cut + 1] == " " else 0)
    if start < len(text):
        yield start, len(text)


def _spans(block: Block, start: int, end: int) -> Iterator[Span]:
    """Characters `start` to `end` of a block's text on their pages."""
    offset = 0
    for part in block.spans:
        length = part.end - part.start
        if offset and block.text[offset : offset + 1] == " ":
            offset += 1
        low, high = max(start, offset), min(end, offset + length)
        if high > low:
            yield Span(part.page, part.start + low - offset, part.start + high - offset)
        offset += length


def _of_row(
    blocks: Sequence[Block], index: int, heads: Sequence[str], sections: Sequence[Section]
) -> Iterator[Passage]:
    block = blocks[index]
    parts = []
    for column, cell in enumerate(block.cells):
        head = heads[column] if column < len(heads) else ""
        if cell:
            parts.append(f"{head}: {cell}" if head else cell)
    text = " | ".join(parts)
    for start, end in _pieces(text):
        yield Passage(text[start:end], block.spans, block.section, (index,), (), _status(block.section, sections))
