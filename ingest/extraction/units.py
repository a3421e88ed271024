"""Sentences of a structured document with what they stand under: section, lead-in, mentions.

A unit is a sentence of a block (a list item is cut into sentences too). Its tokens know which
mention of an entity they belong to; a mention is one token, so that no rule looks inside a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.artifact import Block, BlockKind, Section, Status, Structure
from ingest.extraction.table import EntityTable, Mention

_WORD = re.compile(r"[^\W_]+(?:[-/:’'][^\W_]+)*-?|[^\w\s]")
_END = re.compile(r"[.!?]+[)”\"’]*\s+(?=[\"”“(]?[A-ZÅÄÖ0-9•–-])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:bl|t|m|s|d|f|e|o|kap|st|nr|dnr|resp|ca|jfr|fr|ev|inkl|exkl|enl|avd|tel|art|p|max|min|forts|prop|mom|kl|"
    r"bil|sid|obs|eg|dr|prof|ang|vol|dvs|osv|etc|mfl|mm|tom|fom)|\b[A-ZÅÄÖ]|\b(?:t\.?\s?o|fr\.?\s?o|d\.?\s?v|o\.?\s?s|bl|m|t|s|e|f)\.\s?\w{1,2})\.$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|[•–-]\s+|\d+\s?[a-z]?\s?§\s+)")
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark or a whole mention; offsets are of the block's text."""

    text: str
    low: str
    start: int
    end: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence. `start` and `end` are of the block's text; `lead` is the block that leads it in."""

    index: int  # of the block
    block: Block
    start: int
    end: int
    tokens: tuple[Token, ...]
    section: int | None
    topic: str | None  # the entity that the section is about
    status: Status  # of the section
    lead: int | None
    first: bool  # the first sentence of its block

    @property
    def text(self) -> str:
        """The sentence."""
        return self.block.text[self.start : self.end]


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; abbreviations and ordinals do not end one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start() + 1]
        chapter = (
            before.endswith("kap.") and text[match.end() : match.end() + 1].isalpha()
        )  # "enligt 3 kap. Styrelsen ska"
        if (_ABBREVIATION.search(before[-14:]) and not chapter) or re.fullmatch(r"\s*\d+\.", before):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    trimmed = []
    for lo, hi in spans:
        piece = text[lo:hi]
        lo += len(piece) - len(piece.lstrip())
        hi -= len(piece) - len(piece.rstrip())
        if hi > lo:
            trimmed.append((lo, hi))
    return trimmed


def tokenize(text: str, start: int, end: int, mentions: tuple[Mention, ...]) -> tuple[Token, ...]:
    """The tokens of `text` from `start` to `end`, mentions whole."""
    tokens: list[Token] = []
    inside = [m for m in mentions if m.start < end and m.end > start]
    at = start
    for mention in inside:
        if mention.start < at:
            continue
        tokens.extend(_plain(text, at, mention.start))
        tokens.append(Token(text[mention.start : mention.end], "", mention.start, min(mention.end, end), mention))
        at = mention.end
    tokens.extend(_plain(text, at, end))
    return tuple(tokens)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        yield Token(word, word.lower(), match.start(), match.end())


def topic_of(sections: tuple[Section, ...], topics: dict[int, str], section: int | None) -> str | None:
    """The topic of the section or of the nearest section around it that has one."""
    while section is not None:
        if section in topics:
            return topics[section]
        section = sections[section].parent
    return None


def units(structure: Structure, table: EntityTable) -> Iterator[Unit]:
    """The sentences of the running text, lists and tables, in order; headings and contents left out."""
    for index, block in enumerate(structure.blocks):
        if block.kind not in _KINDS:
            continue
        status = Status.IN_FORCE if block.section is None else structure.sections[block.section].status
        topic = topic_of(structure.sections, table.topics, block.section)
        mentions = table.at(index)
        for number, (start, end) in enumerate(sentences(block.text)):
            number_ends = _NUMBER.match(block.text, start, end) if number == 0 else None
            tokens = tokenize(block.text, number_ends.end() if number_ends else start, end, mentions)
            yield Unit(index, block, start, end, tokens, block.section, topic, status, block.lead_in, number == 0)
