"""The order of the candidates: a few measures of each, summed with weights fitted on development questions.

How much a measure counts hangs on the question: where words find little of it, meaning counts more; where passages
are long, the mean of a passage's words is blurred and counts less. So every measure has a weight, what is added to
it where none of the question's words are found (in proportion), and what is added where passages are long. The
table is `weights.json`, written by `python -m search.training.weights`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from corpus.errors import CorruptStoreError
from search.alignment import Closeness
from search.index.port import Hit
from search.ranking import Ranked, likelihood, standard

FILE = Path(__file__).parent / "weights.json"
MEASURES = ("sparse", "dense", "words", "context")
TERMS = ("always", "uncovered", "long")
# The sums spread about this many times wider than one standard score. Undone, so that the score of 0 to 1 still tells
# good from best, and a proposal falls a few places (`ranking.STATUS_FACTOR`), not to the end.
SPREAD = 2.5

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages with their measures in standard scores, float64 [passages, measures]; `rest` come after them."""

    hits: Sequence[Ranked]
    measures: Matrix
    rest: Sequence[Ranked] = ()


Weights = Mapping[str, Mapping[str, float]]  # measure -> term -> weight


def load_weights(path: Path = FILE) -> Weights:
    """The table of weights. Raises CorruptStoreError where it cannot be read."""
    try:
        table = msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, float]])
    except (OSError, msgspec.MsgspecError) as error:
        raise CorruptStoreError(f"Sökningens vikter i {path.name} kan inte läsas.") from error
    if set(table) != set(MEASURES) or any(set(row) != set(TERMS) for row in table.values()):
        raise CorruptStoreError(f"Sökningens vikter i {path.name} är inte de som väntades.")
    return table


def candidates(
    dense: Sequence[Hit],
    sparse: Sequence[Hit],
    hits: Sequence[Ranked],
    closeness: Closeness,
    rest: Sequence[Ranked] = (),
) -> Candidates:
    """The candidates `hits` with their measures. What is missing from a list counts as its last."""
    columns = []
    for found in (sparse, dense):
        scores = standard(found)
        last = min(scores.values(), default=0.0)
        columns.append(np.array([scores.get(hit.id, last) for hit in hits]))
    columns += [_standard(closeness.words), _standard(closeness.context)]
    return Candidates(hits, np.stack(columns, axis=1), rest)


def expanded(measures: Matrix, uncovered: float, long: float) -> Matrix:
    """What the weights are multiplied with [passages, measures x terms], measure by measure in the order of `TERMS`."""
    return np.asarray(
        (measures[:, :, None] * np.array([1.0, uncovered, long])).reshape(len(measures), len(MEASURES) * len(TERMS))
    )


def ordered(found: Candidates, uncovered: float, long: float, weights: Weights) -> list[Ranked]:
    """The candidates, best first, with scores of 0 to 1. `uncovered`, `long`: 0 to 1, of the question."""
    vector = np.array([weights[measure][term] for measure in MEASURES for term in TERMS])
    scores = expanded(found.measures, uncovered, long) @ vector
    ranked = [
        replace(hit, score=likelihood(float(score) / SPREAD)) for hit, score in zip(found.hits, scores, strict=True)
    ]
    lowest = min((r.score for r in ranked), default=1.0)
    after = [replace(r, score=lowest * r.score) for r in found.rest]
    return sorted([*ranked, *after], key=lambda r: (-r.score, r.id))


def _standard(values: Matrix) -> Matrix:
    spread = float(values.std())
    return np.asarray((values - values.mean()) / spread) if spread > 1e-9 else np.zeros(len(values))
