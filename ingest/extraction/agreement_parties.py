"""Who has agreed: the parties that a title, a section on parties or "mellan X och Y" names."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.artifact import BlockKind, EntityKind, Structure
from ingest.extraction.nouns import fold
from ingest.extraction.table import EntityTable

_BETWEEN = re.compile(r"\bmellan\s+", re.IGNORECASE)
_CONCLUDED = re.compile(
    r"\b(?:överenskommelse\w*|avtal\w*)\b[^.]{0,60}\b(?:träffa[ts]{1,2}|ingå[stt]{1,3}|slut(?:s|its|en)|upprättas?|upprättats|gäller|tecknas|tecknats|är)\b[^.]{0,30}\bmellan\s+",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"^\W*(?:[\d.]+\s+)?(?:avtals)?part(?:er|erna)?(?:\s+(?:i|till)\s+\w+|\s+och\s+\w+|\s+samt\s+\w+)?\W*$|^\W*(?:[\d.]+\s+)?avtalets parter\W*$",  # noqa: E501
    re.IGNORECASE,
)
_LISTED = re.compile(r"\bpart(?:er|erna)?\b[^.:]{0,40}(?:\bär\b|:)\s*", re.IGNORECASE)
_JOINED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*(?:(?:org\.?\s?nr|organisationsnummer)[\s.:\d-]+,?\s*)?(?:å ena sidan,?\s*|å andra sidan,?\s*)?"  # noqa: E501
    r"(?:och|samt|,|&)?\s*(?:å andra sidan,?\s*|samtliga\s+|de\s+|länets\s+|var och en av\s+|följande\s+kommuner:?\s*)*",  # noqa: E501
    re.IGNORECASE,
)
_PARTY_TYPES = frozenset(
    {"region", "kommun", "kommunalförbund", "samordningsförbund", "samverkansorganisation", "bolag", "myndighet", "nämnd",  # noqa: E501
     "förvaltning", "övrig", "brukarorganisation", "vårdgivare", "utförare", "vårdenhet", "landsting"}
)  # fmt: skip
_FIRST_BLOCKS = 40
_TITLE_BLOCKS = 14


def with_parties(structure: Structure, table: EntityTable) -> EntityTable:
    """The table with the parties of this document and of the agreements it names, as far as it says who they are."""
    own = _of_document(structure, table)
    for entity in list(table.entities.values()):
        if entity.kind is EntityKind.AGREEMENT and entity.id != table.document and not entity.parties:
            between = _BETWEEN.search(entity.name)
            found = _named_in(table, entity.name[between.end() :]) if between else ()
            if len(found) >= 2:
                table.entities[entity.id] = replace(entity, parties=found)
    for index, mentions in table.mentions.items():
        text = structure.blocks[index].text
        for mention in mentions:
            entity = table.entities[mention.entity]
            if entity.kind is not EntityKind.AGREEMENT or entity.parties or " " not in entity.name:
                continue
            if entity.id == table.document:
                continue
            after = _BETWEEN.match(text[mention.end :].lstrip())
            if after:
                at = mention.end + len(text[mention.end :]) - len(text[mention.end :].lstrip()) + after.end()
                found = _chain(table, index, text, at)
                if len(found) >= 2:
                    table.entities[entity.id] = replace(entity, parties=found)
    if len(own) < 2:
        return table
    if table.document is not None:
        table.entities[table.document] = replace(table.entities[table.document], parties=own)
    return replace(table, parties=own)


def _of_document(structure: Structure, table: EntityTable) -> tuple[str, ...]:
    for index, block in enumerate(structure.blocks[:_TITLE_BLOCKS]):
        if block.kind is not BlockKind.CONTENTS and block.spans[0].page <= 2 and len(block.text) < 240:
            between = _BETWEEN.search(block.text)
            found = _chain(table, index, block.text, between.end()) if between else ()
            if len(found) >= 2:
                return found
    for section in structure.sections:
        if not _SECTION.match(section.heading):
            continue
        listed: dict[str, None] = {}
        for index in range(section.first + 1, min(section.last, section.first + 40)):
            block = structure.blocks[index]
            opening = _BETWEEN.search(block.text) or _LISTED.search(block.text)
            if opening and (found := _chain(table, index, block.text, opening.end())):
                if len(found) >= 2:
                    return found
            elif block.kind in (BlockKind.ITEM, BlockKind.ROW):
                first = next((m.entity for m in table.at(index) if _is_party(table, m.entity)), None)
                if first is not None:
                    listed[first] = None
        if len(listed) >= 2:
            return tuple(listed)
    for index, block in enumerate(structure.blocks[:_FIRST_BLOCKS]):
        concluded = _CONCLUDED.search(block.text) if block.kind is BlockKind.PARAGRAPH else None
        found = _chain(table, index, block.text, concluded.end()) if concluded else ()
        if len(found) >= 2:
            return found
    return ()


def _is_party(table: EntityTable, entity: str) -> bool:
    one = table.entities[entity]
    return one.kind is EntityKind.PARTY and one.type in _PARTY_TYPES


def _chain(table: EntityTable, index: int, text: str, at: int) -> tuple[str, ...]:
    """The parties in a row from character `at`: "X (nedan kallad regionen), Y och Z"."""
    found: dict[str, None] = {}
    for mention in table.at(index):
        if mention.start < at:
            continue
        gap = text[at : mention.start]
        if _JOINED.fullmatch(gap) is None:
            if "(" in gap and ")" not in gap:
                continue  # a short name inside the bracket
            break
        if not _is_party(table, mention.entity):
            break
        found[mention.entity] = None
        at = mention.end
    return tuple(found)


def _named_in(table: EntityTable, text: str) -> tuple[str, ...]:
    """The parties whose names stand in a piece of a title, in order; the longest name counts at each place."""
    low = fold(text)
    names = [
        (fold(name), entity.id)
        for entity in table.entities.values()
        if _is_party(table, entity.id)
        for name in (entity.name, *entity.aliases)
        if len(name) > 3
    ]
    places: dict[str, int] = {}
    for name, id_ in sorted(names, key=lambda n: (-len(n[0]), n[0])):
        match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", low)
        if match:
            places.setdefault(id_, match.start())
            low = low[: match.start()] + "\0" * len(name) + low[match.end() :]
    return tuple(sorted(places, key=lambda e: places[e]))
