"""From the lines of a PDF to a structured document: pages, blocks, sections, passages, metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.artifact import BlockKind, Structure
from ingest.pdf.lines import Line, PageLines, Reading
from ingest.structure.blocks import Measures, paragraphs
from ingest.structure.compose import compose
from ingest.structure.contents import by_title, mark_contents, split_contents
from ingest.structure.drafts import Draft
from ingest.structure.furniture import furniture_of
from ingest.structure.headings import mark_headings
from ingest.structure.joining import join_over_breaks, vocabulary
from ingest.structure.labels import labels_of
from ingest.structure.lists import mark_items, set_lead_ins
from ingest.structure.metadata import describe
from ingest.structure.passages import build_passages
from ingest.structure.recognised import steadied
from ingest.structure.sections import build_sections
from ingest.structure.tables import join_tables, tables_of
from ingest.structure.title import mark_title

_CAPTION = re.compile(r"^(?:Tabell|Figur|Diagram|Bild)\s+\d{1,3}\b")


def build(reading: Reading, file_name: str) -> Structure:
    """The structure of a document, from its lines. `file_name` names it where it has no title.

    The same reading always gives the same structure. Never fails on odd input: a page without lines gives a
    page without blocks.
    """
    sheets = steadied(reading.pages)
    chosen = furniture_of(sheets)
    measures = Measures(sheets)
    furniture = [
        tuple(page.lines[index].text for index in sorted(taken)) for page, taken in zip(sheets, chosen, strict=True)
    ]
    pieces = [
        (page, tables_of(page, [line for index, line in enumerate(page.lines) if index not in taken]))
        for page, taken in zip(sheets, chosen, strict=True)
    ]
    drafts = _divided(pieces, measures, frozenset())
    labels = labels_of(drafts)
    if labels:
        drafts = _divided(pieces, measures, labels)
    drafts = join_tables(drafts)
    entries = mark_contents(drafts)
    _mark_small_print(drafts, measures.body)
    mark_headings(drafts, by_title(entries), reading.outline, measures.body, labels)
    subtitle = mark_title(drafts, reading, measures.body)
    mark_items(drafts)
    drafts = join_over_breaks(drafts)
    set_lead_ins(drafts)
    words = vocabulary(line for page in reading.pages for line in page.lines)
    pages, blocks = compose(reading.pages, drafts, furniture, words)
    metadata = describe(subtitle, blocks, pages, reading.info or {}, file_name)
    sections, blocks = build_sections(blocks, metadata.status)
    passages = build_passages(blocks, sections, metadata.status)
    return Structure(metadata, pages, blocks, sections, passages, reading.problems)


def _divided(
    pieces: Sequence[tuple[PageLines, Sequence[Draft | list[Line]]]], measures: Measures, labels: frozenset[str]
) -> list[Draft]:
    """Table rows as they are, the lines between them as paragraphs."""
    out: list[Draft] = []
    for page, parts in pieces:
        for part in parts:
            if isinstance(part, Draft):
                out.append(part)
            else:
                for draft in paragraphs(page, part, measures, labels):
                    out.extend(split_contents(draft))
    return out


def _mark_small_print(drafts: Sequence[Draft], body: float) -> None:
    """Footnotes (small, marked, low on the page) and captions."""
    for draft in drafts:
        if draft.kind is not BlockKind.PARAGRAPH:
            continue
        first = draft.lines[0]
        if _CAPTION.match(draft.text) and len(draft.text) < 200:
            draft.kind = BlockKind.CAPTION
        elif draft.size < body * 0.92 and first.box[1] > 0.55 and re.match(r"^\d{1,3}\s?[^\d\s.)]", first.text):
            draft.kind = BlockKind.FOOTNOTE
