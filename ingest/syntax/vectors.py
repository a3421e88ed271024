"""Word vectors of running text, which the parser is trained on top of: positive PMI, reduced.

Levy, Goldberg and Dagan (2015): counts of neighbours at two places to either side, each place a context of its own
(so that the vectors know syntax rather than topic), positive pointwise mutual information with the contexts'
counts smoothed by 0.75, a truncated singular value decomposition with the root of the singular values.
Needs scipy, which the extra `models` brings.
"""

from __future__ import annotations

import gzip
import json
import re
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import sparse

SOURCES = ("g0vse", "sfs", "interpellations", "agency-regulations")
WORDS = 22_000  # the commonest get a vector; the model grows by 200 bytes for each
CONTEXTS = 4_000
DIMENSIONS = 50
_EXTRA = 20  # columns more than wanted, which the decomposition needs to settle
_ROUNDS = 4
_SPREAD = 0.4  # standard deviation of a component, near that of the parser's own first values
_PLACES = (-2, -1, 1, 2)
_WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+)*|\d+|[^\w\s]")

Floats = npt.NDArray[np.float32]


def write_vectors(folder: Path, out: Path, words: int = WORDS, contexts: int = CONTEXTS) -> None:
    """Write the vectors of the texts in `folder` to `out`, in the text format of word2vec."""
    names, ids = _numbered(_texts(folder))
    words, contexts = min(words, len(names)), min(contexts, len(names))
    vectors = _reduced(_counts(ids, words, contexts))
    with out.open("w", encoding="utf-8") as lines:
        lines.write(f"{words} {vectors.shape[1]}\n")
        for name, vector in zip(names, vectors, strict=False):
            lines.write(name + " " + " ".join(f"{x:.4f}" for x in vector) + "\n")


def _texts(folder: Path) -> Iterator[str]:
    for source in SOURCES:
        path = folder / f"{source}.jsonl.gz"
        if not path.exists():
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                yield " ".join(record["pages"]) if "pages" in record else record.get("text") or ""


def _numbered(texts: Iterator[str]) -> tuple[Sequence[str], npt.NDArray[np.int64]]:
    """The words by how common they are, and the running text as their numbers; -1 between texts."""
    known: dict[str, int] = {}
    running = array("i")
    for text in texts:
        for found in _WORD.findall(text):
            word = found.lower()
            word = word[0] if word[0].isdigit() else word
            running.append(known.setdefault(word, len(known)))
        running.append(-1)
    ids = np.frombuffer(running, dtype=np.int32)
    order = np.argsort(-np.bincount(ids[ids >= 0], minlength=len(known)), kind="stable")
    rank = np.empty(len(known) + 1, dtype=np.int64)
    rank[order] = np.arange(len(known))
    rank[-1] = np.iinfo(np.int64).max  # the gap between texts
    names = list(known)
    return [names[i] for i in order], rank[ids]


def _counts(ids: npt.NDArray[np.int64], words: int, contexts: int) -> sparse.csr_matrix:
    total = sparse.csr_matrix((words, len(_PLACES) * contexts), dtype=np.float32)
    for number, place in enumerate(_PLACES):
        here, there = (ids[:-place], ids[place:]) if place > 0 else (ids[-place:], ids[:place])
        kept = (here < words) & (there < contexts)
        pairs, count = np.unique(here[kept] * contexts + there[kept], return_counts=True)
        where = (pairs // contexts, pairs % contexts + number * contexts)
        total = total + sparse.csr_matrix((count.astype(np.float32), where), shape=total.shape)
    return total


def _reduced(counts: sparse.csr_matrix) -> Floats:
    rows = np.asarray(counts.sum(1)).ravel()
    columns = np.asarray(counts.sum(0)).ravel() ** 0.75
    columns = columns / columns.sum()
    cells = counts.tocoo()
    information = np.log(cells.data / rows[cells.row] / columns[cells.col])
    positive = np.maximum(information, 0).astype(np.float32)
    matrix = sparse.csr_matrix((positive, (cells.row, cells.col)), shape=cells.shape)
    matrix.eliminate_zeros()
    size = min(DIMENSIONS + _EXTRA, *matrix.shape)
    basis = np.random.default_rng(1).standard_normal((matrix.shape[1], size)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis, _rest = np.linalg.qr(matrix @ basis)
        basis, _rest = np.linalg.qr(matrix.T @ basis)
    left, values, _right = np.linalg.svd(matrix @ basis, full_matrices=False)
    wanted = min(DIMENSIONS, size)
    vectors = left[:, :wanted] * np.sqrt(values[:wanted])
    return np.asarray(vectors / vectors.std() * _SPREAD, dtype=np.float32)
