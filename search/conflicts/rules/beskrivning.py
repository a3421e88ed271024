"""What is said of all groups against what is said of one, in documents that describe each by the same labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ingest.artifact import BlockKind
from ingest.language.keys import key
from ingest.language.quantity import Kind, conflicting
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Read, Statement

_LABEL = re.compile(r"^(?P<label>[A-ZÅÄÖ][a-zåäö]{3,})[:\s]+(?=[A-ZÅÄÖ0-9])")
_LACKS = re.compile(
    r"^\w+\s+(?:ej|inte|saknas|ingen|inget|inga|nej)\b|\b(?:avstannat|avstannade|vilande|upphört|saknas"
    r"|finns (?:ej|inte))\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:alla|samtliga|gemensamt för|grupperna|\w+grupperna|generellt|vanligen|strukturmässigt|i regel)\b",
    re.IGNORECASE,
)
_MADE_OF = re.compile(r"\b(?:består av|utgörs av|består)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:består av|utgörs av|bemannas av|är en \w*grupp med|bestående av)\b", re.IGNORECASE)
_WHO = frozenset(
    key(w) for w in ("deltagare", "ledamöter", "representanter", "sammansättning", "medlemmar", "representation")
)
TIMES = 3  # sections that use a label make it one


def beskrivning(work: Comparison) -> Iterator[Candidate]:
    """Det som sägs gälla alla grupper stämmer inte för en av dem,
    enligt dokumentets egen beskrivning av den gruppen."""
    for one in work.material.reads:
        lines = labelled(one)
        if lines:
            yield from _compare(work, one, lines)
            yield from _composed(work, one, lines)


def _composed(work: Comparison, one: Read, lines: dict[int, str]) -> Iterator[Candidate]:
    """Who takes part in a group according to its description, and according to another document."""
    for b in one.statements:
        group = b.topics[0] if b.topics else None
        if lines.get(b.number) not in _WHO or b.start != 0 or group is None or not group.own:
            continue
        theirs = {x.id for x in b.bodies}
        for a in work.material.scopes[one.scope]:
            first = a.bodies[0] if a.bodies else None
            match = _WITH.search(a.text)
            if match is None or first is None or first.id != group.id or first.start > 5 or a.document == b.document:
                continue
            mine = {x.id for x in a.bodies[1:] if x.start >= match.start()}
            if mine and theirs and not theirs <= mine:
                yield Candidate(
                    "sammansättning", a, b, a.text[match.end() :].strip(), b.text, "medel", 0.6,
                    f"Vilka som ingår i {group.name} är olika.",
                )  # fmt: skip


def labelled(one: Read) -> dict[int, str]:
    """Statements on lines that begin with a label of the document, by number, with the key of the label."""
    first = {s.block: s for s in reversed(one.statements) if s.kind is BlockKind.PARAGRAPH}
    sections: dict[str, set[int | None]] = defaultdict(set)
    for statement in first.values():
        match = _LABEL.match(statement.text)
        if match:
            sections[match["label"]].add(statement.section)
    labels = {label for label, places in sections.items() if len(places) >= TIMES}
    found: dict[int, str] = {}
    for statement in one.statements:
        match = _LABEL.match(first[statement.block].text) if statement.block in first else None
        if match and match["label"] in labels:
            found[statement.number] = key(match["label"])
    return found


def _compare(work: Comparison, one: Read, lines: dict[int, str]) -> Iterator[Candidate]:
    by_label: dict[str, list[Statement]] = defaultdict(list)
    for statement in one.statements:
        if statement.number in lines:
            by_label[lines[statement.number]].append(statement)
    places: Counter[int | None] = Counter(s.section for s in one.statements if s.number in lines)
    for a in one.statements:
        if not a.said or a.number in lines or places[a.section] or a.modality is not None:
            continue
        named = [
            k
            for k in by_label
            if k in a.keys or (k == key("struktur") and any(w.text.startswith("struktur") for w in a.words))
        ]
        for label in named:
            for b in by_label[label]:
                yield from _opposed(work, a, b, label)


def _opposed(work: Comparison, a: Statement, b: Statement, label: str) -> Iterator[Candidate]:
    general = bool(_GENERAL.search(a.text)) or a.text.split()[0].lower().endswith(("en", "na"))
    if not general or work.summary(a):
        return
    line = work.material.reads[b.document].document.artifact.structure.blocks[b.block].text
    if b.start == 0 and not a.negated and _said_to_exist(a, label) and _LACKS.search(line) and len(line) < 200:
        yield Candidate(
            "dokumentstatus", a, b, "finns", "saknas", "medel", 0.65,
            "Det som sägs finnas för alla grupper saknas eller är inte aktuellt för en av dem.",
            None, (0, len(line)),
        )  # fmt: skip
    if _MADE_OF.search(a.text) and _MADE_OF.search(b.text):
        mine, theirs = _members(a), _members(b)
        if mine and theirs and mine != theirs and mine & theirs:
            yield Candidate(
                "sammansättning", a, b, ", ".join(sorted(mine)), ", ".join(sorted(theirs)), "låg", 0.65,
                "Sammansättningen som sägs gälla alla stämmer inte för en av grupperna.",
            )  # fmt: skip
    often_a = next((q for q in a.numbers if q.kind is Kind.FREQUENCY), None)
    often_b = next((q for q in b.numbers if q.kind is Kind.FREQUENCY), None)
    if often_a and often_b and (conflicting(often_a, often_b) or often_b.low != often_b.high):
        yield Candidate(
            "mötesfrekvens", a, b, often_a.text, often_b.text, "låg", 0.6,
            f"Enligt den allmänna beskrivningen ”{often_a.text}”, för en av grupperna ”{often_b.text}”.",
        )  # fmt: skip


def _said_to_exist(statement: Statement, label: str) -> bool:
    """Whether the sentence says that there is what the label names."""
    for at, word in enumerate(statement.words):
        if word.text in ("finns", "har"):
            near = statement.words[at + 1 : at + 4] + (
                statement.words[max(0, at - 3) : at] if word.text == "finns" else ()
            )
            return any(w.key == label for w in near)
    return False


def _members(statement: Statement) -> frozenset[str]:
    """Who is named after "består av"."""
    match = _MADE_OF.search(statement.text)
    start = match.end() if match else 0
    named = {b.name for b in statement.bodies if b.start >= start}
    return frozenset(named | set(re.findall(r"\b[A-ZÅÄÖ]{3,6}\b", statement.text[start:])))
