"""Small documents with the entities that a test names, made without the reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ingest.artifact import (
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Facts,
    Metadata,
    Page,
    PageSource,
    Section,
    Span,
    Status,
    Structure,
)
from ingest.extraction.facts import find_facts
from ingest.extraction.table import EntityTable, Mention

KNOWN = {
    "Kommunen": (EntityKind.PARTY, "kommun"),
    "Regionen": (EntityKind.PARTY, "region"),
    "Vårdkansliet": (EntityKind.PARTY, "samverkansorganisation"),
    "Tekniska nämnden": (EntityKind.PARTY, "nämnd"),
    "Kanslichefen": (EntityKind.PARTY, "funktion"),
    "Parterna": (EntityKind.PARTY, "parter"),
    "Ledningsgruppen": (EntityKind.GROUP, "tjänstemannagrupp"),
    "Samrådet": (EntityKind.GROUP, "samrådsgrupp"),
    "Arbetsutskottet": (EntityKind.GROUP, "arbetsgrupp"),
    "Sekretariatet": (EntityKind.GROUP, "sekretariat"),
    "Avtal om hemrehabilitering": (EntityKind.AGREEMENT, "avtal"),
    "Överenskommelse om nattpatrull": (EntityKind.AGREEMENT, "överenskommelse"),
    "Ramavtalet": (EntityKind.AGREEMENT, "huvudöverenskommelse"),
    "Tillägg om sommardrift": (EntityKind.AGREEMENT, "tilläggsöverenskommelse"),
}
PARTIES = ("Kommunen", "Regionen")
_NAMES = "|".join(sorted((re.escape(n) for n in KNOWN), key=len, reverse=True))
_NAME = re.compile(rf"({_NAMES})s?\b", re.IGNORECASE)


def structure_of(lines: list[str], type_: str = "överenskommelse", status: Status = Status.IN_FORCE) -> Structure:
    """A one-page document: "# x" is a heading, "- x" an item led in by the paragraph before, else a paragraph."""
    blocks: list[Block] = []
    sections: list[Section] = []
    text = ""
    lead: int | None = None
    for line in lines:
        kind = (
            BlockKind.HEADING
            if line.startswith("# ")
            else BlockKind.ITEM
            if line.startswith("- ")
            else BlockKind.PARAGRAPH
        )
        plain = line[2:] if kind is not BlockKind.PARAGRAPH else line
        if kind is BlockKind.HEADING:
            proposed = Status.PROPOSED if plain.startswith("Förslag") else Status.IN_FORCE
            sections.append(Section("", plain, 1, None, len(blocks), len(blocks) + 1, proposed))
            lead = None
        span = Span(1, len(text), len(text) + len(plain))
        section = len(sections) - 1 if sections else None
        blocks.append(Block(kind, plain, (span,), section, lead_in=lead if kind is BlockKind.ITEM else None))
        if kind is BlockKind.PARAGRAPH:
            lead = len(blocks) - 1
        text += plain + "\n"
    page = Page(1, 595.0, 842.0, text, PageSource.TEXT)
    metadata = Metadata("Samverkan", type_, status, county=None)
    return Structure(metadata, (page,), tuple(blocks), tuple(sections), ())


def table_of(structure: Structure) -> EntityTable:
    """The known names of the document; a heading that names a group or body makes it the topic."""
    text = structure.pages[0].text.lower()
    entities = {
        name: Entity(name, kind, type_, name)
        for name, (kind, type_) in KNOWN.items()
        if name.lower() in text or ("parterna" in text and name in PARTIES)
    }
    by_low = {name.lower(): name for name in KNOWN}
    mentions = {
        i: tuple(Mention(i, m.start(), m.end(), by_low[m.group(1).lower()]) for m in _NAME.finditer(block.text))
        for i, block in enumerate(structure.blocks)
    }
    topics = {
        i: mentions[s.first][0].entity
        for i, s in enumerate(structure.sections)
        if mentions.get(s.first) and entities[mentions[s.first][0].entity].kind is not EntityKind.AGREEMENT
    }
    return EntityTable(entities, mentions, topics, None, tuple(p for p in PARTIES if p in entities))


@pytest.fixture
def facts_of() -> Callable[..., Facts]:
    """The facts of a small document."""

    def find(*lines: str, type_: str = "överenskommelse", status: Status = Status.IN_FORCE) -> Facts:
        structure = structure_of(list(lines), type_, status)
        return find_facts(structure, table_of(structure))

    return find
