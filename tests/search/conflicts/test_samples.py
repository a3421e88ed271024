"""The conflicts planted in the sample agreements are found, and none of those that only look like one."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.samples.build import GOLD
from ingest.artifact import Artifact
from ingest.document import read_document
from ingest.options import ReadOptions
from search.conflicts.finder import find_conflicts
from search.conflicts.model import ConflictDocument, Finding, Side

SCANNED = "14-rutin-sip"  # not recognised here: reading pictures takes long
LEAST_RECALL, LEAST_PRECISION = 0.9, 0.85


@pytest.fixture(scope="module")
def findings(sample_pdfs: Path) -> list[Finding]:
    documents = []
    for path in sorted(sample_pdfs.glob("*.pdf")):
        if path.stem != SCANNED:
            structure, facts = read_document(str(path), path.name, ReadOptions(ocr=False))
            documents.append(ConflictDocument(Artifact(path.stem, "v1", path.stem, path.name, structure, facts)))
    return find_conflicts(documents)


def _gold() -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (GOLD / "conflicts.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if SCANNED not in (row["a"]["doc"], row["b"]["doc"])]


def _same(gold: dict[str, str], side: Side) -> bool:
    """Whether a side quotes the gold quote or a part of it; the marks between table cells do not count."""
    wanted, quote = ("".join(c for c in text if c.isalnum()) for text in (gold["quote"], side.quote))
    return side.document.file == f"{gold['doc']}.pdf" and (wanted in quote or (quote in wanted and len(quote) > 8))


def _shows(gold: dict[str, Any], finding: Finding) -> bool:
    a, b = finding.a, finding.b
    return (_same(gold["a"], a) and _same(gold["b"], b)) or (_same(gold["a"], b) and _same(gold["b"], a))


def test_planted_conflicts_are_found(findings: list[Finding]) -> None:
    wanted = [row for row in _gold() if row["type"] != "none"]
    missed = [row["id"] for row in wanted if not any(_shows(row, f) for f in findings)]
    assert len(missed) <= (1 - LEAST_RECALL) * len(wanted), missed


def test_most_of_what_is_shown_was_planted(findings: list[Finding]) -> None:
    wanted = [row for row in _gold() if row["type"] != "none"]
    right = [f for f in findings if any(_shows(row, f) for row in wanted)]
    assert len(right) >= LEAST_PRECISION * len(findings)


def test_look_alikes_are_left_out(findings: list[Finding]) -> None:
    assert [r["id"] for r in _gold() if r["type"] == "none" and any(_shows(r, f) for f in findings)] == []


def test_every_quote_says_what_its_explanation_is_about(findings: list[Finding]) -> None:
    assert all(f.a.quote.strip() and f.b.quote.strip() and f.explanation.endswith(".") for f in findings)
    assert len({f.id for f in findings}) == len(findings)
