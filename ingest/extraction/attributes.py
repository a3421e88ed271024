"""What the text says of an agreement as a whole: its purpose, whom it is for, what it replaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ingest.artifact import BlockKind, Entity, EntityKind, Structure
from ingest.extraction.nouns import fold
from ingest.extraction.table import EntityTable, Mention

_PURPOSE = re.compile(r"\b[Ss]yftet(?:\s+med\s+(?P<w>.{3,160}?))?\s+är\s+(?P<p>att\s[^.]{10,400})")
_TARGET = re.compile(
    r"(?:^|[.]\s)Målgrupp(?:en|erna)?(?:\s+för\s+(?P<w>.{3,120}?))?(?:\s+(?:är|utgörs av)|:)\s+(?P<t>[^.]{4,300})"
)
_DETERMINER = 6  # characters before the name: "denna "
_COLUMNS = (("purpose", re.compile(r"(?i)^\W*syfte\b")), ("target_group", re.compile(r"(?i)^\W*målgrupp\b")))


def with_attributes(structure: Structure, table: EntityTable) -> None:
    """Fill in `purpose`, `target_group` and `supersedes` of the agreements of the table."""
    found: dict[str, dict[str, str]] = {}
    heads: dict[int, dict[int, str]] = {}
    for index, block in enumerate(structure.blocks):
        if block.kind is BlockKind.TABLE_HEAD and block.table is not None:
            heads[block.table] = _columns(block.cells)
        elif block.kind is BlockKind.ROW and block.table in heads:
            entity = _agreement(table, table.at(index)[:1])
            for column, name in heads[block.table].items():
                if entity is not None and column < len(block.cells) and block.cells[column]:
                    found.setdefault(entity, {}).setdefault(name, block.cells[column])
        elif block.kind is BlockKind.PARAGRAPH:
            for name, group, pattern in (("purpose", "p", _PURPOSE), ("target_group", "t", _TARGET)):
                for match in pattern.finditer(block.text):
                    entity = _whose(table, index, match)
                    if entity is not None:
                        found.setdefault(entity, {}).setdefault(name, match[group].strip())
    for entity, values in found.items():
        one = table.entities[entity]
        table.entities[entity] = replace(one, purpose=values.get("purpose"), target_group=values.get("target_group"))
    _replaced(structure, table.entities, table.document)


def _columns(cells: tuple[str, ...]) -> dict[int, str]:
    return {at: name for at, cell in enumerate(cells) for name, pattern in _COLUMNS if pattern.match(cell)}


def _agreement(table: EntityTable, mentions: tuple[Mention, ...]) -> str | None:
    ids = (m.entity for m in mentions if table.entities[m.entity].kind is EntityKind.AGREEMENT)
    return next(ids, None)


def _whose(table: EntityTable, index: int, match: re.Match[str]) -> str | None:
    """The agreement named between "syftet med" and "är"; this document where nothing is named."""
    if match["w"] is None:
        return table.document
    start = match.start("w")
    return _agreement(table, tuple(m for m in table.at(index) if start <= m.start <= start + _DETERMINER))


def _replaced(structure: Structure, entities: dict[str, Entity], document: str | None) -> None:
    if document is None:
        return
    by_name: Mapping[str, str] = {
        fold(n): e.id for e in entities.values() if e.kind is EntityKind.AGREEMENT for n in (e.name, *e.aliases)
    }
    ids = tuple(dict.fromkeys(by_name[fold(r)] for r in structure.metadata.replaces if fold(r) in by_name))
    entities[document] = replace(entities[document], supersedes=tuple(i for i in ids if i != document))
