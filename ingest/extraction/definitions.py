"""What terms mean here: "Med X avses ...", "X innebär ...", "X: ..." in a list of terms."""

# ruff: noqa: E501 - a table of patterns
from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import BlockKind, Definition, Structure
from ingest.extraction.entities import evidence
from ingest.extraction.heads import head_of
from ingest.extraction.nouns import fold
from ingest.extraction.tokens import item_start

_TERM = r"[^.;:\n]{2,110}?"
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s+[A-ZÅÄÖ”\"]|\s*$)[^.!?]*)*[.!?]?")
_PATTERNS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("definition-avses", re.compile(rf"^\s*(?:I\s+[^,.]{{3,60}}?\s+avses\s+med)\s+(?P<t>{_TERM})\s*[,:]?\s+(?P<m>(?:det|de|den|en|ett|sådan|att)\b.+)$"), 0.9),
    ("definition-avses", re.compile(rf"(?:^|,\s)\s*[Mm]ed\s+(?:begreppet\s+|termen\s+)?(?P<t>{_TERM})\s+(?:avses|menas|förstås)\s+(?:här\s+|i\s+(?:denna|detta|den här|det här)\s+\w+\s+|i\s+första\s+hand\s+)?:?\s*(?P<m>.+)$"), 0.95),
    ("definition-definieras", re.compile(rf"^\s*(?P<t>{_TERM})\s+definieras\s+(?:här\s+|enligt\s+[^,]{{3,40}}?\s+)?som\s+(?P<m>.+)$"), 0.95),
    ("definition-with", re.compile(rf"^\s*(?:Begreppet|Termen)\s+[”\"]?(?P<t>{_TERM})[”\"]?\s+(?:betyder|innebär|används|omfattar|avser)\s+(?P<m>.+)$"), 0.9),
    ("definition-quoted", re.compile(r"^\s*[”\"](?P<t>[^”\"]{2,60})[”\"]\s*(?:[:–-]|betyder|avser|innebär)\s*(?P<m>.{8,})$"), 0.85),
    ("definition-innebär", re.compile(r"^\s*(?P<t>(?:En |Ett |Den |Det )?[A-ZÅÄÖa-zåäö][\wåäö-]*(?: (?!att\b|som\b|det\b|de\b|den\b|detta\b|vilket\b|inte\b)[\wåäö-]+){0,6}?)\s+(?:innebär|betyder)\s+(?:här\s+)?(?P<m>att\s.{12,}|(?:en|ett)\s.{12,})$"), 0.65),
    ("definition-is", re.compile(r"^\s*(?P<t>(?:En|Ett) [\wåäö-]+(?: [\wåäö-]+){0,3}?) är (?P<m>(?:en|ett|den|det) [^.]*?\b(?:som|där|för att|avsedd|avsett)\b.+)$"), 0.6),
)  # fmt: skip
_SECTION = re.compile(r"(?i)\b(?:definition|begrepp|ordlista|ordförklaring|förklaringar|terminologi|förkortningar)")
_ENTRY = re.compile(r"^(?P<t>[A-ZÅÄÖa-zåäö][^:–.;]{1,60}?)\s*(?::|\s[–-])\s+(?P<m>.{6,})$")
_NOT_TERMS = frozenset(
    [
        "detta",
        "det",
        "den",
        "denna",
        "dessa",
        "vilket",
        "som",
        "överenskommelsen",
        "avtalet",
        "riktlinjen",
        "arbetet",
        "uppdraget",
        "beslutet",
        "förslaget",
    ]
)
_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.FOOTNOTE})


def find_definitions(structure: Structure) -> Iterator[Definition]:
    """The definitions in order. A term is given once for each sentence or list entry that defines it."""
    blocks = structure.blocks
    for index, block in enumerate(blocks):
        if block.kind not in _READ:
            continue
        if _in_glossary(structure, block.section):
            entry = _entry(structure, index)
            if entry is not None:
                yield entry
                continue
        if not any(
            w in block.text
            for w in (
                "avses",
                "menas",
                "förstås",
                "innebär",
                "betyder",
                "definieras",
                "egreppet",
                "ermen",
                " är e",
                "avser",
                "”",
                '"',
            )
        ):
            continue
        for sentence in _SENTENCE.finditer(block.text):
            found = _sentence(structure, index, sentence)
            if found is not None:
                yield found


def _sentence(structure: Structure, index: int, sentence: re.Match[str]) -> Definition | None:
    block = structure.blocks[index]
    text = sentence.group()
    begin = len(text) - len(text.lstrip())
    if sentence.start() == 0:
        begin = max(begin, item_start(block) if block.kind is BlockKind.ITEM else 0)
    for rule, pattern, confidence in _PATTERNS:
        match = pattern.match(text[begin:]) if rule != "definition-avses" else pattern.search(text[begin:])
        if match is None:
            continue
        term = _term(match["t"])
        if rule in ("definition-innebär", "definition-is") and (
            " av " in term or term.split()[0].endswith(("ngen", "onen", "det", "sen", "rna"))
        ):
            continue
        if head_of(term.split()[0].lower()) is not None and rule == "definition-innebär":
            continue
        if fold(term) in _NOT_TERMS or len(term.split()) > 12 or not term:
            continue
        start, end = sentence.start() + begin, sentence.start() + len(text.rstrip())
        return Definition(
            evidence(structure, block, start, end, rule, confidence), term, match["m"].strip().rstrip(".")
        )
    return None


def _term(text: str) -> str:
    term = text.strip(" ”\"“'")
    return re.sub(r"^(?:En|Ett) ", "", term)


def _in_glossary(structure: Structure, section: int | None) -> bool:
    while section is not None:
        if _SECTION.search(structure.sections[section].heading):
            return True
        section = structure.sections[section].parent
    return False


def _entry(structure: Structure, index: int) -> Definition | None:
    block = structure.blocks[index]
    if block.kind is BlockKind.ROW and len(block.cells) >= 2 and block.cells[0] and len(block.cells[1]) > 5:
        whole = evidence(structure, block, 0, len(block.text), "definition-row", 0.85)
        return Definition(whole, _term(block.cells[0]), block.cells[1].strip().rstrip("."))
    start = item_start(block) if block.kind is BlockKind.ITEM else 0
    match = _ENTRY.match(block.text[start:])
    if match is None or len(match["t"].split()) > 7:
        return None
    whole = evidence(structure, block, start, len(block.text.rstrip()), "definition-entry", 0.85)
    return Definition(whole, _term(match["t"]), match["m"].strip().rstrip("."))
