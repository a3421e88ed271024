"""What a document cites: its own sections and annexes, other documents and points in them, statutes.

A statute is checked against the register: replaced, or a number that is another statute's, is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import BlockKind, EntityKind, Reference, Structure
from ingest.extraction.entities import evidence
from ingest.extraction.nouns import fold
from ingest.extraction.registries import Statute, statute_by_number, statutes, titles_by_number
from ingest.extraction.statute_names import NUMBER
from ingest.extraction.table import EntityTable, Mention

_NUMBERS = r"\d{1,2}(?:\.\d{1,2}){0,4}"
_SECTION = re.compile(
    rf"(?<!\w)(?P<w>avsnitt(?:en|et)?|kapitel|kapitlet|punkt(?:en|erna)?|stycke|rubrik)\s+(?P<n>{_NUMBERS}(?:(?:\s*,\s*|\s+(?:och|samt|till)\s+){_NUMBERS})*)(?![\d:])",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"(?<!\w)bilag(?:a|an|or|orna)\s+(?P<n>\d{1,2}(?:(?:\s*,\s*|\s+(?:och|samt)\s+)\d{1,2})*|[A-H](?![\w]))",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"(?<!\w)(?:(?P<c>\d{1,2}\s*[a-z]?)\s*kap\.?\s*)?(?P<p>\d{1,3}\s*[a-z]?)\s*§{1,2}")
_AMENDING = re.compile(r"(?<!\w)[Ll]ag\s*\((?P<n>\d{4}:\d+)\)")
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.FOOTNOTE, BlockKind.HEADING})


def find_references(structure: Structure, table: EntityTable) -> Iterator[Reference]:
    """The references in order. `resolved` is a section number that exists, or the local id of what is cited."""
    sections = {s.number.rstrip(".") for s in structure.sections if s.number}
    annexes = {fold(s.heading) for s in structure.sections if fold(s.heading).startswith("bilag")}
    seen: set[tuple[int | None, str]] = set()
    for index, block in enumerate(structure.blocks):
        if block.kind not in _READ:
            continue
        if block.kind is not BlockKind.HEADING:
            yield from _sections(structure, table, index, sections)
            yield from _annexes(structure, index, annexes)
        yield from _cited(structure, table, index, seen)


def _sections(structure: Structure, table: EntityTable, index: int, sections: set[str]) -> Iterator[Reference]:
    block = structure.blocks[index]
    for match in _SECTION.finditer(block.text):
        other = _document_after(table, index, match.end(), block.text)
        whole = evidence(structure, block, match.start(), match.end(), "reference-section", 0.9)
        for number in re.findall(_NUMBERS, match["n"]):
            if other is not None:
                name = table.entities[other.entity].name
                yield Reference(
                    whole, "document", f"{name}, {match['w'].lower()} {number}", match.group(), other.entity
                )
            elif number in sections:
                yield Reference(whole, "section", number, match.group(), number)
            else:
                note = (
                    f"Avsnitt {number} finns inte i dokumentet" if sections else "Dokumentet har inga numrerade avsnitt"
                )
                yield Reference(whole, "section", number, match.group(), None, note)


def _document_after(table: EntityTable, index: int, end: int, line: str) -> Mention | None:
    """The document that "punkt 2.3 i HÖK" names, unless it is this one."""
    for mention in table.at(index):
        between = line[end : mention.start] if mention.start >= end else None
        if (
            between is not None
            and between.strip() in ("i", "i den", "i det", "av", "enligt")
            and mention.entity != table.document
            and table.entities[mention.entity].kind is EntityKind.AGREEMENT
        ):
            return mention
    return None


def _annexes(structure: Structure, index: int, annexes: set[str]) -> Iterator[Reference]:
    block = structure.blocks[index]
    for match in _ANNEX.finditer(block.text):
        whole = evidence(structure, block, match.start(), match.end(), "reference-annex", 0.9)
        for number in re.findall(r"\d+|[A-H]\b", match["n"]):
            target = f"Bilaga {number}"
            here = any(
                a == fold(target) or a.startswith(fold(target) + " ") or a.startswith(fold(target) + ".")
                for a in annexes
            )
            note = "" if here else "Bilagan följer inte med i dokumentet"
            yield Reference(whole, "document", target, match.group(), target if here else None, note)


def _cited(
    structure: Structure, table: EntityTable, index: int, seen: set[tuple[int | None, str]]
) -> Iterator[Reference]:
    block = structure.blocks[index]
    for mention in table.at(index):
        entity = table.entities[mention.entity]
        if (block.section, mention.entity) in seen:
            continue
        if entity.kind is not EntityKind.AGREEMENT or mention.entity == table.document:
            continue
        if entity.type in ("lag", "förordning"):
            yield _statute(structure, table, index, mention)
        elif entity.evidence and entity.evidence[0].confidence >= 0.85 and block.kind is not BlockKind.HEADING:
            whole = evidence(structure, block, mention.start, mention.end, "reference-document", 0.8)
            seen.add((block.section, mention.entity))
            yield Reference(whole, "document", entity.name, block.text[mention.start : mention.end], mention.entity)


def _statute(structure: Structure, table: EntityTable, index: int, mention: Mention) -> Reference:
    block = structure.blocks[index]
    entity = table.entities[mention.entity]
    surface = block.text[mention.start : mention.end]
    start, text = _with_paragraph(block.text, mention.start, mention.end)
    number = NUMBER.search(surface)
    named = _by_name(entity.name)
    whole = evidence(structure, block, start, mention.end, "reference-statute", 0.9)
    if number is None:
        target = in_force(named, structure.metadata.date).number if named else entity.identifier or ""
        return Reference(whole, "statute", target or entity.name, text, mention.entity, _replaced(target))
    return Reference(
        whole, "statute", number["n"], text, mention.entity, check_number(entity.name, number["n"], surface)
    )


def _with_paragraph(line: str, start: int, end: int) -> tuple[int, str]:
    before = [
        m
        for m in _PARAGRAPH.finditer(line, max(0, start - 40), start)
        if line[m.end() : start].strip() in ("", "i", "i den", "och")
    ]
    begin = before[0].start() if before else start
    return begin, line[begin:end]


def _by_name(name: str) -> list[Statute]:
    return [s for s in statutes() if fold(s.name) == fold(name)]


def check_number(name: str, number: str, surface: str) -> str:
    """Swedish note on a statute number that is replaced or another statute's; empty where it is right or not known."""
    title = titles_by_number().get(number)
    statute = statute_by_number().get(number)
    same = _by_name(name)
    if same and number not in {s.number for s in same}:
        right = same[0].number + (f" (tidigare {', '.join(s.number for s in same[1:])})" if len(same) > 1 else "")
        other = f"; {number} är {title}" if title else ""
        return f"Numret {number} hör inte till {name[:1].lower()}{name[1:]}, som har nummer {right}{other}"
    if statute is None and title is None:
        if _AMENDING.search(surface):
            return f"Lag ({number}) är en ändringslag eller okänd; grundförfattningen framgår inte"
        return ""  # the register does not hold every statute
    return _replaced(number)


def in_force(named: list[Statute], date: str | None) -> Statute:
    """Of the statutes of one name, the one that applied on an ISO date; the latest where no date is known."""
    if date:
        later = sorted((s for s in named if s.replaced_from > date), key=lambda s: s.replaced_from)
        if later:
            return later[0]
    return named[0]


def _replaced(number: str) -> str:
    statute = statute_by_number().get(number)
    if statute is None or not statute.replaced_by:
        return ""
    return f"Ersatt av {statute.replaced_by} från {statute.replaced_from}"
