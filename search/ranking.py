"""Pure ranking: two lists into one, status weighed in, copies of a passage collapsed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from search.analysis import fold
from search.index.port import Hit, Payload

# What is only proposed, or no longer applies, stays findable a little below what applies.
STATUS_FACTOR: Mapping[str, float] = {"proposed": 0.93, "planned": 0.95, "historical": 0.93, "repealed": 0.85}
_WORD = re.compile(r"\w+")
SAME = 0.85  # share of common words from which two passages are copies


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its joined score (0 to 1) and what each half said (None: not in its list)."""

    id: str
    score: float
    dense: float | None
    sparse: float | None
    payload: Payload


def fuse(dense: Sequence[Hit], sparse: Sequence[Hit], weight: float) -> list[Ranked]:
    """Joined by standard scores of the two lists, `weight` for the dense one; scores from 0 to 1.

    Standard scores keep how much better the first is than the rest, which reciprocal ranks throw away
    (Bruch et al. 2023). What is missing from a list counts as its last.
    """
    left, right = standard(dense), standard(sparse)
    last_left, last_right = min(left.values(), default=0.0), min(right.values(), default=0.0)
    raw_dense, raw_sparse = {h.id: h.score for h in dense}, {h.id: h.score for h in sparse}
    joined = {
        h.id: (weight * left.get(h.id, last_left) + (1 - weight) * right.get(h.id, last_right), h.payload)
        for h in (*dense, *sparse)
    }
    found = [
        Ranked(i, likelihood(score), raw_dense.get(i), raw_sparse.get(i), payload)
        for i, (score, payload) in joined.items()
    ]
    return sorted(found, key=lambda r: (-r.score, r.id))


def likelihood(score: float) -> float:
    """A sum of standard scores as a number from 0 to 1."""
    return 1 / (1 + math.exp(-score))


def standard(hits: Sequence[Hit]) -> dict[str, float]:
    """The scores of a list in units of their spread, 0 in the middle."""
    if not hits:
        return {}
    scores = np.array([h.score for h in hits], dtype=np.float64)
    spread = float(scores.std())
    if spread < 1e-9:
        return {h.id: 0.0 for h in hits}
    mean = float(scores.mean())
    return {h.id: (h.score - mean) / spread for h in hits}


def weigh_status(found: Sequence[Ranked]) -> list[Ranked]:
    """The list with proposals and what no longer applies a little lower."""
    weighed = [
        Ranked(r.id, r.score * STATUS_FACTOR.get(str(r.payload.get("status")), 1.0), r.dense, r.sparse, r.payload)
        for r in found
    ]
    return sorted(weighed, key=lambda r: (-r.score, r.id))


def collapse(found: Sequence[Ranked], limit: int) -> list[tuple[Ranked, list[Ranked]]]:
    """The first `limit` different passages, each with its copies further down the list."""
    kept: list[tuple[Ranked, list[Ranked]]] = []
    bags: list[frozenset[str]] = []
    for ranked in found:
        bag = frozenset(_WORD.findall(fold(str(ranked.payload.get("text", "")).lower())))
        for place, other in enumerate(bags):
            shorter, longer = sorted((len(bag), len(other)))
            if shorter >= SAME * longer and len(bag & other) >= SAME * len(bag | other):
                kept[place][1].append(ranked)
                break
        else:
            if len(kept) == limit:
                break
            kept.append((ranked, []))
            bags.append(bag)
    return kept


def newest_first(kept: Sequence[tuple[Ranked, list[Ranked]]], limit: int) -> list[tuple[Ranked, list[Ranked]]]:
    """The first `limit` by the date of their document, the newest first; those without a date come last."""
    return sorted(kept, key=lambda pair: str(pair[0].payload.get("date") or ""), reverse=True)[:limit]
