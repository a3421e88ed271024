"""The Swedish word table: which words exist, how common they are, and which parts make compounds.

The table is a sorted list of lower-case forms with bits and counts, searched by bisection in one
byte string: half a million Swedish forms as Python strings would cost 60 MB, this costs 12.
Computed by `ingest.language.build_lexicon`; sources and licences in `data/CARD.md`.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

WORD = 1  # stands alone
BEGIN = 2  # may begin a compound
MIDDLE = 4  # may stand in the middle of a compound
END = 8  # may end a compound
NAME = 16  # a proper name only

TABLE = Path(__file__).parent / "data" / "words.npz"


class Row(NamedTuple):
    """A word's bits, occurrences in running text, and how many dictionary compounds it begins and ends."""

    bits: int
    seen: int
    first: int
    last: int


class Table:
    """A sorted word list with bits and counts, looked up by bisection."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            raw: npt.NDArray[np.uint8] = arrays["words"]
            self._bits: bytes = arrays["bits"].tobytes()
            self._counts: npt.NDArray[np.uint32] = arrays["counts"]
            self._firsts: npt.NDArray[np.uint16] = arrays["firsts"]
            self._lasts: npt.NDArray[np.uint16] = arrays["lasts"]
            self.total = int(arrays["total"][0])
        self._blob = raw.tobytes()
        self._starts: npt.NDArray[np.uint32] = np.flatnonzero(raw == ord("\n")).astype(np.uint32)
        self._offsets = self._starts.data  # its items are Python's own integers: no conversion for each look-up
        self._ranges = self._rows_by_beginning(raw)

    def __len__(self) -> int:
        return len(self._bits)

    def place(self, word: str) -> int:
        """The row of a lower-case `word`, or -1."""
        blob, offsets, wanted = self._blob, self._offsets, word.encode()
        low, high = self._ranges.get(wanted[:2], (0, 0))
        last = high
        while low < high:
            middle = (low + high) // 2
            if blob[offsets[middle] + 1 : offsets[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < last and blob[offsets[low] + 1 : offsets[low + 1]] == wanted else -1

    def word(self, row: int) -> str:
        """The form of a row."""
        return self._blob[self._offsets[row] + 1 : self._offsets[row + 1]].decode()

    def _rows_by_beginning(self, raw: npt.NDArray[np.uint8]) -> dict[bytes, tuple[int, int]]:
        """First two bytes of a form (one where it has no more) -> the rows that begin so, first and past the last."""
        starts = self._starts[:-1]
        beginnings = raw[starts + 1].astype(np.uint16) << 8 | raw[starts + 2]
        changes = [0, *(np.flatnonzero(np.diff(beginnings)) + 1).tolist(), len(starts)]
        return {
            self._blob[starts[low] + 1 : starts[low] + 3].rstrip(b"\n"): (low, high) for low, high in pairwise(changes)
        }

    def row(self, word: str) -> Row:
        """The row of a lower-case `word`; zeros for one that is not in the table."""
        at = self.place(word)
        if at < 0:
            return Row(0, 0, 0, 0)
        return Row(self._bits[at], int(self._counts[at]), int(self._firsts[at]), int(self._lasts[at]))

    def words(self, mask: int = 0, fewest: int = 0) -> list[tuple[str, int, int]]:
        """(word, bits, count) of the rows that have a bit of `mask` (any, if 0) and at least `fewest` counts."""
        bits = np.frombuffer(self._bits, dtype=np.uint8)
        chosen = (self._counts >= fewest) & ((bits & mask) != 0 if mask else True)
        starts = self._starts
        return [
            (self._blob[starts[i] + 1 : starts[i + 1]].decode(), int(bits[i]), int(self._counts[i]))
            for i in np.flatnonzero(chosen)
        ]


@lru_cache(maxsize=1)
def table() -> Table:
    """The shipped table, read once."""
    return Table(TABLE)


@lru_cache(maxsize=65_536)
def row(word: str) -> Row:
    """The table's row of `word`, whatever its case."""
    return table().row(word.lower())
