"""Base forms of the word table's forms, by look-up: "nämnderna" is a form of "nämnd".

`data/lemmas.npz` keeps the distance from a form's row to the row of its lemma. A word that is not in the table
is its own lemma: nearly all of those are compounds, whose last part is looked up by itself.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.language.wordtable import table

LEMMAS = Path(__file__).parent / "data" / "lemmas.npz"


def lemma(word: str) -> str:
    """The base form of a lower-case word."""
    words = table()
    row = words.place(word)
    distance = _distances()[row] if row >= 0 else 0
    return words.word(row + distance) if distance else word


@lru_cache(maxsize=1)
def _distances() -> memoryview:
    with np.load(LEMMAS, allow_pickle=False) as arrays:
        distances: npt.NDArray[np.int32] = arrays["distances"]
    return distances.data
