"""Clauses altered in one thing are found, and harmless rewordings of them are not.

A part of what `python -m tests.bench.altered_clauses` measures, with floors a little under its figures.
"""

from pathlib import Path

import pytest

from tests.bench.altered_clauses import ALTERED, Altered, measure, rate, samples
from tests.bench.rewording import HARMLESS

LEAST_RECALL, MOST_ALARMS = 0.85, 0.05
FEWEST = 40  # pairs; with fewer the shares say nothing


@pytest.fixture(scope="module")
def made(sample_pdfs: Path) -> list[Altered]:
    return list(measure(samples(sample_pdfs, only=("03-", "08-", "09-")), (3,)))


def test_an_altered_clause_is_found(made: list[Altered]) -> None:
    altered = [a for a in made if a.kind in ALTERED]
    assert len(altered) >= FEWEST
    assert rate(altered) >= LEAST_RECALL, [(a.kind, a.text, a.new) for a in altered if not a.found]


def test_a_harmless_rewording_is_no_conflict(made: list[Altered]) -> None:
    harmless = [a for a in made if a.kind in HARMLESS]
    assert len(harmless) >= FEWEST
    assert rate(harmless) < MOST_ALARMS, [(a.kind, a.text, a.new) for a in harmless if a.found]
