"""Relations that no clause states: groups placed under groups, documents under documents, who publishes where."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.artifact import BlockKind, Entity, EntityKind, Evidence, Relation, Status, Structure, locate, page_slice
from ingest.extraction.table import EntityTable

_FIRST_BLOCKS = 14  # where a document says what it belongs to
_BELONGS = re.compile(
    r"\b(?:enligt|till|under|tillhörande|inom ramen för|kopplad till|utifrån)\s+(?:en\s+|den\s+)?$", re.IGNORECASE
)
_BELOW = (
    "riktlinje",
    "rutin",
    "anvisning",
    "tillämpning",
    "handlingsplan",
    "bilaga",
    "delöverenskommelse",
    "arbetsordning",
)
_ADDS = ("tillägg", "tilläggsöverenskommelse", "komplement")
_ABOVE = ("huvudöverenskommelse", "ramavtal", "samverkansavtal", "överenskommelse", "avtal", "ramöverenskommelse")
_PUBLISHED = re.compile(
    r"\b(?:publicer(?:as|at|ade|ad)|finns\s+(?:även\s+)?(?:tillgänglig\w*|att\s+(?:läsa|hämta|ladda)|publicer\w+|samla\w+))\b[^.;]{0,60}?\bpå\s+",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"^\s*(?:webb\w*|hemsid\w*|intranät\w*|samarbetsyt\w*|projektplats\w*|samverkanswebb\w*)", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://)?(?:www\.)?([a-zåäö0-9-]+)\.(?:se|com|nu|org)\b", re.IGNORECASE)


def structural_relations(structure: Structure, table: EntityTable) -> list[Relation]:
    """Relations from names, headings, title lines and addresses, in order."""
    return [*_group_parents(table), *_title_lines(structure, table), *_publishers(structure, table)]


def _group_parents(table: EntityTable) -> list[Relation]:
    """ "Beredningsgrupp till X" and groups that the text places under another."""
    rows: list[Relation] = []
    for entity in table.entities.values():
        parent = table.entities.get(entity.parent or _over_by_name(entity, table) or "")
        if parent is None or not entity.evidence or entity.kind is not EntityKind.GROUP:
            continue
        if parent.kind is EntityKind.GROUP:
            evidence = replace(entity.evidence[0], rule="name:parent", confidence=0.75)
            rows.append(Relation(evidence, entity.id, "underordnad", parent.id))
    return rows


def _over_by_name(entity: Entity, table: EntityTable) -> str | None:
    """The group that a name ends with: "Beredningsgrupp till Samrådet"."""
    names = (entity.name, *entity.aliases)
    for other in table.entities.values():
        if other.kind is not EntityKind.GROUP or other.id == entity.id:
            continue
        if any(name.endswith((f" till {other.name}", f" under {other.name}")) for name in names):
            return other.id
    return None


def _title_lines(structure: Structure, table: EntityTable) -> list[Relation]:
    """ "Riktlinje enligt huvudöverenskommelse (X)" on the first page."""
    document = table.entities.get(table.document or "")
    if document is None:
        return []
    predicate = _place_of(document)
    if predicate is None:
        return []
    rows: list[Relation] = []
    for index, block in enumerate(structure.blocks[:_FIRST_BLOCKS]):
        if block.kind not in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH) or block.spans[0].page > 2:
            continue
        for mention in table.at(index):
            above = table.entities.get(mention.entity)
            if (
                above is None
                or above.id == document.id
                or above.kind is not EntityKind.AGREEMENT
                or above.type == "lag"
            ):
                continue
            if above.type.startswith(_ABOVE) and _BELONGS.search(block.text[: mention.start]) and len(block.text) < 200:
                evidence = _quote(structure, index, 0, len(block.text), "title:belongs", 0.8)
                rows.append(Relation(evidence, document.id, predicate, above.id))
                break
    return rows[:1]


def _place_of(document: Entity) -> str | None:
    kind, name = document.type.lower(), document.name.lower()
    if kind.startswith(_ADDS) or name.startswith(_ADDS):
        return "kompletterar"
    return "underordnad" if kind.startswith(_BELOW) else None


def _publishers(structure: Structure, table: EntityTable) -> list[Relation]:
    """ "publiceras på X webbplats", "publiceras på www.x.se": X publishes the agreements that the sentence names."""
    by_site = _site_names(table)
    rows: list[Relation] = []
    for index, block in enumerate(structure.blocks):
        match = _PUBLISHED.search(block.text)
        if match is None or block.kind in (BlockKind.CONTENTS, BlockKind.HEADING):
            continue
        start = max(block.text.rfind(". ", 0, match.start()) + 2, 0) if ". " in block.text[: match.start()] else 0
        stop = block.text.find(". ", match.end())
        stop = len(block.text) if stop < 0 else stop + 1
        owner = _site_owner(block.text, match.end(), index, table, by_site)
        if owner is None:
            continue
        for mention in table.at(index):
            if start <= mention.start < match.start() and table.entities[mention.entity].kind is EntityKind.AGREEMENT:
                evidence = _quote(structure, index, start, stop, "site:publishes", 0.75)
                rows.append(Relation(evidence, owner, "publicerar", mention.entity))
    return rows


def _site_names(table: EntityTable) -> dict[str, str]:
    names: dict[str, str] = {}
    for entity in table.entities.values():
        if entity.kind is EntityKind.PARTY:
            for name in (entity.name, *entity.aliases):
                names.setdefault(_site_key(name), entity.id)
    return names


def _site_key(name: str) -> str:
    folded = name.lower().translate(str.maketrans("åäöé", "aaoe"))
    return re.sub(r"[^a-z0-9]", "", folded)


def _site_owner(text: str, at: int, index: int, table: EntityTable, by_site: dict[str, str]) -> str | None:
    url = _URL.search(text, at, at + 90)
    if url:
        known = by_site.get(_site_key(url.group(1)))
        if known:
            return known
    for mention in table.at(index):
        if at <= mention.start <= at + 8 and _SITE.match(text[mention.end :]):
            return mention.entity if table.entities[mention.entity].kind is EntityKind.PARTY else None
    return None


def _quote(structure: Structure, index: int, start: int, end: int, rule: str, confidence: float) -> Evidence:
    block = structure.blocks[index]
    span = locate(block, start, end)
    section = block.section
    status = Status.IN_FORCE if section is None else structure.sections[section].status
    if status is Status.IN_FORCE:
        status = structure.metadata.status
    return Evidence(span, page_slice(structure.pages, span), section, status, rule, confidence)
