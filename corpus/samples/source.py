"""The source format of a sample agreement, and its parser.

A source is a readable text: front matter between two `---` lines (`key: value`), then blocks with blank lines
between them. `# 1 Inledning` is a heading (one to three `#`, the number is written out, so that a reference can be
checked by eye), `- ` a list item (two spaces deeper: a nested one), `1. ` a numbered item, `| a | b |` a table row
(the first one is the header; a `|---|` line is skipped), `Tabell 1. ...` before a table its caption,
`[^1]: ...` a footnote, `===` a page break and `!underskrift Part | Titel` a line to sign on. `**bold**` and `*italic*`
may stand in running text. A paragraph may go over several lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import InvalidInputError

HEADING = re.compile(r"^(#{1,3}) (.+)$")
ITEM = re.compile(r"^( *)(-|\d+\.) (.+)$")
NOTE = re.compile(r"^\[\^(\d+)\]: (.+)$")
NOTE_MARK = re.compile(r"\[\^\d+\]")
EMPHASIS = re.compile(r"\*{1,2}([^*]+)\*{1,2}")


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    NOTE = "note"
    BREAK = "break"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `level` counts from 1 (headings, items); `mark` is an item's or a note's number, `-` for a bullet."""

    kind: Kind
    text: str = ""
    level: int = 1
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed source: its file stem, the front matter and the blocks in order."""

    stem: str
    meta: dict[str, str]
    blocks: tuple[Block, ...]

    def flag(self, key: str) -> bool:
        """Whether a yes/no key of the front matter is set (`ja`)."""
        return self.meta.get(key, "nej") == "ja"


def plain(text: str) -> str:
    """A block's text as it is read on the page: without emphasis and footnote marks."""
    return EMPHASIS.sub(r"\1", NOTE_MARK.sub("", text))


def text_of(source: Source) -> str:
    """The words of a source, one block a line, table cells parted by tabs; what a gold quote must stand in."""
    front = [source.meta[key] for key in ("title", "subtitle", "parties", "valid") if key in source.meta]
    lines = [*front, *(line for block in source.blocks for line in _lines(block))]
    return "\n".join(lines)


def _lines(block: Block) -> Iterator[str]:
    if block.kind is Kind.TABLE:
        yield from ("\t".join(plain(cell) for cell in row) for row in block.rows)
    elif block.text:
        yield plain(block.text)


def parse(stem: str, text: str) -> Source:
    """Parse a source; raises `InvalidInputError` where the front matter is missing."""
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise InvalidInputError(f"{stem}: källtexten saknar huvud mellan två rader med ---.")
    meta = dict(_pair(stem, line) for line in parts[1].splitlines() if line.strip())
    return Source(stem, meta, tuple(_blocks(parts[2])))


def read(path: Path) -> Source:
    """Read and parse one source file."""
    return parse(path.stem, path.read_text(encoding="utf-8"))


def _pair(stem: str, line: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise InvalidInputError(f"{stem}: raden ”{line}” i huvudet saknar kolon.")
    return key.strip(), value.strip()


def _blocks(body: str) -> Iterator[Block]:
    for chunk in re.split(r"\n\s*\n", body.strip("\n")):
        lines = chunk.split("\n")
        if lines[0].startswith("|"):
            yield _table(lines)
        elif any(_special(line) for line in lines):
            yield from _itemised(lines)
        else:
            joined = " ".join(line.strip() for line in lines)
            yield Block(Kind.CAPTION if re.match(r"Tabell \d+\. ", joined) else Kind.PARAGRAPH, joined)


def _table(lines: list[str]) -> Block:
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    return Block(Kind.TABLE, rows=tuple(row for row in rows if set("".join(row)) - set("-: ")))


def _special(line: str) -> bool:
    return bool(line == "===" or line.startswith("!") or HEADING.match(line) or ITEM.match(line) or NOTE.match(line))


def _itemised(lines: list[str]) -> Iterator[Block]:
    """Blocks of a chunk whose lines are headings, items, notes, breaks; a plain line goes on with the one before."""
    pending: list[str] = []
    for line in lines:
        if pending and _special(line):
            yield _single(" ".join(pending))
            pending = []
        pending.append(line.rstrip() if not pending else line.strip())
    if pending:
        yield _single(" ".join(pending))


def _single(line: str) -> Block:
    if line == "===":
        return Block(Kind.BREAK)
    if line.startswith("!underskrift "):
        return Block(Kind.SIGNATURE, line.removeprefix("!underskrift "))
    if found := HEADING.match(line):
        return Block(Kind.HEADING, found[2], len(found[1]))
    if found := NOTE.match(line):
        return Block(Kind.NOTE, found[2], mark=found[1])
    if found := ITEM.match(line):
        return Block(Kind.ITEM, found[3], 1 + len(found[1]) // 2, found[2])
    return Block(Kind.PARAGRAPH, line)
