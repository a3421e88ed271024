"""Drafts to the artifact's pages and blocks: the text of each page, one block part a line, with its way back.

`Page.runs` lead from the page's text to the PDF's raw characters; for recognised pages `Page.words` lead to
the places of the words on the picture. Characters that the page does not print (a joining space, the bars
between the cells of a table row) belong to no run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.artifact import Block, BlockKind, Page, Run, Span, Word
from ingest.pdf.lines import Line, PageLines
from ingest.structure.drafts import Draft, Part
from ingest.structure.joining import junction

BAR = " | "


@dataclass(slots=True)
class _PageText:
    chunks: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.chunks.append(text)
        self.length += len(text)

    def write_line(self, line: Line) -> None:
        start = self.length
        for run in line.runs:
            self._add(Run(start + run.start, run.source, run.length))
        self.words.extend(Word(start + w.start, start + w.end, w.box, w.confidence) for w in line.words)
        self.write(line.text)

    def _add(self, run: Run) -> None:
        if self.runs:
            last = self.runs[-1]
            if last.start + last.length == run.start and last.source + last.length == run.source:
                self.runs[-1] = Run(last.start, last.source, last.length + run.length)
                return
        self.runs.append(run)


def _write_cell(page: _PageText, lines: Sequence[Line], following: Line | None, words: frozenset[str]) -> str:
    """Write the lines of a cell or paragraph part; gives what joins it to its next part ("" or " ")."""
    joiner = " "
    for index, line in enumerate(lines):
        page.write_line(line)
        after = lines[index + 1] if index + 1 < len(lines) else following
        if after is None:
            if line.hyphenated:
                page.write("-")
            continue
        hyphen, joiner = junction(line, after.text, words)
        page.write(hyphen)
        if index + 1 < len(lines):
            page.write(joiner)
    return joiner


def _write_part(
    page: _PageText, draft: Draft, position: int, words: frozenset[str]
) -> tuple[Span, str, tuple[str, ...]]:
    part = draft.parts[position]
    following = draft.parts[position + 1] if position + 1 < len(draft.parts) else None
    if page.length:
        page.write("\n")
    start = page.length
    joiner = " "
    cells: list[str] = []
    for index, lines in enumerate(part.cells):
        if index:
            page.write(BAR)
        mark = page.length
        after = _first_line(following, index) if following is not None else None
        joiner = _write_cell(page, lines, after, words)
        cells.append(_tail(page, mark))
    return Span(part.page, start, page.length), joiner if len(part.cells) == 1 else " ", tuple(cells)


def _tail(page: _PageText, mark: int) -> str:
    """The characters written since `mark`."""
    taken: list[str] = []
    left = page.length - mark
    for chunk in reversed(page.chunks):
        if left <= 0:
            break
        taken.append(chunk)
        left -= len(chunk)
    return "".join(reversed(taken))


def _first_line(part: Part, cell: int) -> Line | None:
    lines = part.cells[cell] if cell < len(part.cells) else ()
    return lines[0] if lines else None


def compose(
    pages: Sequence[PageLines], drafts: Sequence[Draft], furniture: Sequence[tuple[str, ...]], words: frozenset[str]
) -> tuple[tuple[Page, ...], tuple[Block, ...]]:
    """The pages with their text, and a block for each draft (same order, section not yet set)."""
    texts = {page.number: _PageText() for page in pages}
    blocks: list[Block] = []
    for draft in drafts:
        spans: list[Span] = []
        pieces: list[str] = []
        joined: list[str] = []
        joiner = ""
        for position in range(len(draft.parts)):
            page = texts[draft.parts[position].page]
            span, after, cells = _write_part(page, draft, position, words)
            spans.append(span)
            if pieces:
                pieces.append(joiner)
            pieces.append(_tail(page, span.start))
            joiner = after
            joined = _join_cells(joined, cells)
        blocks.append(
            Block(
                kind=draft.kind,
                text="".join(pieces),
                spans=tuple(spans),
                level=draft.level,
                number=draft.number,
                lead_in=draft.lead_in,
                cells=tuple(joined) if draft.kind in (BlockKind.ROW, BlockKind.TABLE_HEAD) else (),
                table=draft.table,
            )
        )
    made = tuple(
        Page(
            number=page.number,
            width=page.width,
            height=page.height,
            text="".join(texts[page.number].chunks),
            source=page.source,
            confidence=page.confidence,
            runs=tuple(texts[page.number].runs),
            words=tuple(texts[page.number].words),
            furniture=furniture[index],
            original=page.original,
        )
        for index, page in enumerate(pages)
    )
    return made, tuple(blocks)


def _join_cells(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    """Cells of a row's parts joined one by one; a word cut at the break is put together."""
    if not cells:
        return list(more)
    out: list[str] = []
    for index in range(max(len(cells), len(more))):
        first = cells[index] if index < len(cells) else ""
        second = more[index] if index < len(more) else ""
        out.append(f"{first} {second}".strip())
    return out
