"""Fit the weights of the order of candidates: `python -m search.training.weights --data FOLDER`.

The loss is the negative logarithm of the share that softmax gives the right passages among a question's candidates
(ListNet's top one, Cao et al. 2007), each development set counting the same, with a small square penalty. Twelve
numbers; besides the fit, five folds by document tell what the weights are worth on documents that they have not seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from search.alignment import Aligner
from search.embedding import StaticEmbedder
from search.evaluation import DEPTH, PLACES, Collection, fill
from search.index.edge import EdgeIndex
from search.index.port import Filters, point_id
from search.query import Understanding, plan
from search.read import vocabulary
from search.retrieval import Retriever
from search.spelling import Speller
from search.thesaurus import load_thesaurus
from search.training.development import collections
from search.weighing import FILE, MEASURES, TERMS, Weights, expanded

log = logging.getLogger("weights")
PENALTY = 0.02
FOLDS = 5
# What hangs on the question is the balance of the halves alone: more was not worth its numbers.
FREE = {"sparse": TERMS, "dense": TERMS, "words": TERMS[:1], "context": TERMS[:1]}
_MASK = np.array([term in FREE[measure] for measure in MEASURES for term in TERMS])

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of a question [candidates, weights], which of them are right, its set and its fold."""

    measures: Matrix
    right: NDArray[np.bool_]
    collection: str
    fold: int


def examples(collection: Collection, embedder: StaticEmbedder) -> list[Example]:
    """The questions of a set with their candidates, as search finds them."""
    found: list[Example] = []
    with tempfile.TemporaryDirectory() as folder, EdgeIndex(Path(folder) / "i", embedder.dimensions) as index:
        fill(index, collection, embedder)
        understanding = Understanding(load_thesaurus(), Speller(vocabulary(index)))
        aligner = Aligner(embedder)
        search = Retriever(index, embedder, aligner)
        for question in collection.questions:
            made = plan(question.query, understanding)
            right = {point_id(passage) for passage in question.right}
            united, uncovered, long = search.candidates(aligner, made, DEPTH, Filters())
            measures = expanded(united.measures, uncovered, long)
            held = np.array([hit.id in right for hit in united.hits])
            found.append(Example(measures, held, collection.name, _fold(collection, question.right)))
    return found


def fit(found: Sequence[Example]) -> Matrix:
    """The weights [weights] that give the right passages the most; questions without a right candidate say nothing."""
    told = [e for e in found if e.right.any()]
    counts = {name: sum(e.collection == name for e in told) for name in {e.collection for e in told}}
    shares = torch.tensor([1 / (counts[e.collection] * len(counts)) for e in told], dtype=torch.float64)
    measures, right, filler = (torch.from_numpy(part) for part in _padded(told))
    weights = torch.zeros(int(_MASK.sum()), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = (measures @ weights).masked_fill(filler, -math.inf)
        gained = scores.masked_fill(~right, -math.inf).logsumexp(1) - scores.logsumexp(1)
        value = -(shares * gained).sum() + PENALTY * (weights @ weights) / 2
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[arg-type]
    full = np.zeros(len(_MASK))
    full[_MASK] = weights.detach().numpy()
    return full


def _padded(found: Sequence[Example]) -> tuple[Matrix, NDArray[np.bool_], NDArray[np.bool_]]:
    """Measures [questions, longest, free weights], which are right, and which only fill up."""
    shape = (len(found), max(len(e.right) for e in found))
    measures, right, filler = (
        np.zeros((*shape, int(_MASK.sum()))),
        np.zeros(shape, dtype=bool),
        np.ones(shape, dtype=bool),
    )
    for row, example in enumerate(found):
        count = len(example.right)
        measures[row, :count] = example.measures[:, _MASK]
        right[row, :count] = example.right
        filler[row, :count] = False
    return measures, right, filler


def worth(found: Sequence[Example], weights: Matrix) -> dict[str, float]:
    """nDCG@10 by set, copies of passages not joined."""
    gains: dict[str, list[float]] = {}
    for example in found:
        order = np.argsort(-(example.measures @ weights), kind="stable")[:PLACES]
        places = np.flatnonzero(example.right[order])
        gains.setdefault(example.collection, []).append(1 / math.log2(places[0] + 2) if len(places) else 0.0)
    return {name: float(np.mean(values)) for name, values in gains.items()}


def table(weights: Matrix) -> Weights:
    """The weights as they are shipped."""
    rows = weights.reshape(len(MEASURES), len(TERMS))
    return {
        measure: {term: round(float(value), 4) for term, value in zip(TERMS, row, strict=True)}
        for measure, row in zip(MEASURES, rows, strict=True)
    }


def _fold(collection: Collection, right: frozenset[str]) -> int:
    first = min(right, default="")
    document = collection.contexts.get(first, first) if not collection.artifacts else first.rpartition("-")[0]
    return int(hashlib.sha256(document.encode()).hexdigest()[:8], 16) % FOLDS


def main() -> None:
    """Fit, tell the worth across folds, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with text/ and pairs/")
    parser.add_argument("--model", type=Path, default=Path("search/model"))
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(1)
    embedder = StaticEmbedder(args.model)
    found = [example for collection in collections(args.data) for example in examples(collection, embedder)]
    unseen: dict[str, list[tuple[float, int]]] = {}
    for fold in range(FOLDS):
        rest = [e for e in found if e.fold == fold]
        for name, value in worth(rest, fit([e for e in found if e.fold != fold])).items():
            unseen.setdefault(name, []).append((value, sum(e.collection == name for e in rest)))
    log.info(
        "across folds: %s", {n: round(sum(v * k for v, k in r) / sum(k for _, k in r), 4) for n, r in unseen.items()}
    )
    weights = fit(found)
    log.info("fitted: %s", {name: round(value, 4) for name, value in worth(found, weights).items()})
    args.out.write_text(json.dumps(table(weights), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
