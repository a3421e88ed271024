"""Tables that say which group manages which agreement: a column of groups beside a column of agreements."""

from __future__ import annotations

import re

from ingest.artifact import BlockKind, EntityKind, Evidence, Relation, Status, Structure, locate, page_slice
from ingest.extraction.table import EntityTable

_OWNER = re.compile(
    r"(?:ansvarig\w*|förvalt\w*|ägare|samrådsgrupp\w*|grupp|styrgrupp)(?:\s+(?:samråds)?grupp\w*)?(?:\s+av)?",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?:förvaltar|(?:samverkans)?överenskommelse\w*|avtal\w*|dokument|styrande dokument)"
    r"(?:\s+(?:som\s+)?(?:gruppen\s+)?(?:förvaltas?|förvaltar|ansvarar för))?",
    re.IGNORECASE,
)


_REVIEW = re.compile(r"(?:följs upp|uppföljning|nästa uppföljning|utvärderas|följer upp)\b.*", re.IGNORECASE)


def table_relations(structure: Structure, table: EntityTable) -> list[Relation]:
    """A "förvaltar" row for each group and agreement that share a row under such column heads."""
    columns = _columns(structure)
    reviewed = {
        b.table
        for b in structure.blocks
        if b.kind is BlockKind.TABLE_HEAD and any(_REVIEW.fullmatch(cell.strip()) for cell in b.cells)
    }
    rows: list[Relation] = []
    for index, block in enumerate(structure.blocks):
        if block.kind is not BlockKind.ROW or block.table not in columns:
            continue
        owner, owned = columns[block.table]
        spans = _cell_spans(block.cells)
        if len(spans) <= max(owner, owned) or block.text != " | ".join(block.cells):
            continue
        group = _group_of(table, index, block.cells[owner], spans[owner])
        if group is None:
            continue
        for agreement in _within(table, index, spans[owned], (EntityKind.AGREEMENT,)):
            if table.entities[agreement].type != "lag":
                rows.append(Relation(_evidence(structure, index), group, "förvaltar", agreement))
                if block.table in reviewed:
                    rows.append(Relation(_evidence(structure, index), group, "följer upp", agreement))
    return rows


def _group_of(table: EntityTable, index: int, cell: str, span: tuple[int, int]) -> str | None:
    """The group or body that fills the cell; None where only a part of its words is known."""
    for mention in table.at(index):
        inside = span[0] <= mention.start and mention.end <= span[1]
        if inside and mention.end - mention.start >= 0.8 * len(cell.strip()):
            return mention.entity if table.entities[mention.entity].kind is not EntityKind.AGREEMENT else None
    wanted = cell.strip().casefold()
    for entity in table.entities.values():
        if entity.kind is EntityKind.GROUP and wanted in (name.casefold() for name in (entity.name, *entity.aliases)):
            return entity.id
    return None


def _columns(structure: Structure) -> dict[int, tuple[int, int]]:
    """Table number -> the columns of groups and of agreements."""
    found: dict[int, tuple[int, int]] = {}
    for block in structure.blocks:
        if block.kind is not BlockKind.TABLE_HEAD or block.table is None:
            continue
        heads = [cell.strip() for cell in block.cells]
        owner = next((i for i, head in enumerate(heads) if _OWNER.fullmatch(head)), None)
        owned = next((i for i, head in enumerate(heads) if _OWNED.fullmatch(head) and i != owner), None)
        if owner is not None and owned is not None:
            found[block.table] = (owner, owned)
    return found


def _cell_spans(cells: tuple[str, ...]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for cell in cells:
        spans.append((at, at + len(cell)))
        at += len(cell) + len(" | ")
    return spans


def _within(table: EntityTable, index: int, span: tuple[int, int], kinds: tuple[EntityKind, ...]) -> list[str]:
    lo, hi = span
    inside = (m.entity for m in table.at(index) if lo <= m.start and m.end <= hi)
    return [e for e in dict.fromkeys(inside) if table.entities[e].kind in kinds]


def _evidence(structure: Structure, index: int) -> Evidence:
    block = structure.blocks[index]
    span = locate(block, 0, len(block.text))
    status = Status.IN_FORCE if block.section is None else structure.sections[block.section].status
    if status is Status.IN_FORCE:
        status = structure.metadata.status
    return Evidence(span, page_slice(structure.pages, span), block.section, status, "table:owner", 0.85)
