"""A table against the running text of the same document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.artifact import BlockKind
from search.conflicts.bodies import Body
from search.conflicts.claims import ANSWERS, Claim
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, content
from search.conflicts.verification import may_be_same, other_people

_WHO = re.compile(r"\b(?:ansvar\w*|huvudman\w*|utför\w*|vem|åligger)\b", re.IGNORECASE)
SHARED = 0.6  # of the lesser of what the row and the text are about, by weight
ALIKE = 0.4  # of both


def tabell(work: Comparison) -> Iterator[Candidate]:
    """En tabell anger ett annat tal, eller en annan ansvarig, än den löpande texten i samma dokument."""
    for found in work.differences:
        if work.nature(found.pair.a, found.pair.b) == "tabell":
            yield Candidate(
                "tabell", found.pair.a, found.pair.b, found.a.text, found.b.text, "medel", found.confidence,
                f"Tabellen och texten säger olika: ”{found.a.text}” respektive ”{found.b.text}”.",
            )  # fmt: skip
    for scope in sorted(work.material.claims):
        by_document: dict[int, list[Claim]] = defaultdict(list)
        for claim in work.material.claims[scope]:
            if claim.act == ANSWERS and not claim.negated and claim.statement.kind is not BlockKind.ROW:
                by_document[claim.statement.document].append(claim)
        for row in work.material.scopes[scope]:
            if row.kind is BlockKind.ROW and by_document[row.document]:
                yield from _responsible(work, row, by_document[row.document])


def _responsible(work: Comparison, row: Statement, claims: list[Claim]) -> Iterator[Candidate]:
    """A row whose column says who answers for it, against sentences that say that another does."""
    told = _told(work, row)
    if told is None:
        return
    task, body = told
    for claim in claims:
        text = claim.statement
        both = task & claim.keys
        if not both or may_be_same(body, claim.body) or body.id in {x.id for x in text.bodies}:
            continue
        if work.material.overlap(task, claim.keys) < SHARED or work.material.likeness(task, claim.keys) < ALIKE:
            continue
        yield Candidate(
            "tabell", row, text, body.name, claim.body.name, "hög", 0.7,
            f"Enligt tabellen ansvarar {body.name}, enligt texten {claim.body.name}.",
            rejected=other_people(row, text),
        )  # fmt: skip


def _told(work: Comparison, row: Statement) -> tuple[frozenset[str], Body] | None:
    """What a row is about, by its first cell, and the one body that its column of responsibility names."""
    read = work.material.reads[row.document]
    cells = read.document.artifact.structure.blocks[row.block].cells
    heads = work.material.head(row).split(" | ")
    at = next((n for n, head in enumerate(heads) if n and _WHO.search(head)), None)
    if at is None or at >= len(cells) or len(heads) != len(cells):
        return None
    bodies = read.finder.find(cells[at])
    task = frozenset(content(cells[0]))
    return (task, bodies[0]) if task and len({b.id for b in bodies}) == 1 else None
