"""Reading order of the lines of a page.

A content stream mostly follows the reading; headers, footers and columns may not. Lines that
follow each other downwards form chains; chains are put in order as in T. M. Breuel, "High
performance document layout analysis" (2003): what is above in the same column comes first, the
left column before the right; between chains that stand in no such order the stream decides.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.artifact import Box
from ingest.pdf.geometry import union
from ingest.pdf.lines import Line

_MOST_CHAINS = 400  # above it (drawings, maps) the stream's order stands
_COLUMN_LINES = 4  # fewer lines beside each other are no columns


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines that follow each other downwards, and the box around them."""

    lines: tuple[Line, ...]
    box: Box


def reading_order(lines: list[Line], height: float) -> list[Line]:
    """The lines in the order they are read. `height` of the page in points."""
    lines = [line for part in _uncrossed(lines) for line in part]
    chains = [Chain(tuple(part), union([line.box for line in part])) for part in _chains(lines, height)]
    if len(chains) < 2 or len(chains) > _MOST_CHAINS:
        return lines
    return [line for chain in _columns(_sorted(chains)) for line in chain.lines]


def _uncrossed(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines, with two columns that the stream gives line by line read one after the other.

    Cells of a table stand beside each other too; columns of running text have long lines on
    both sides of a gutter that no line crosses.
    """
    index = 0
    while index < len(lines):
        end, pairs = index, 0
        gutter = (0.0, 1.0)
        while end + 1 < len(lines) and _level(lines[end], lines[end + 1]):
            narrowed = max(gutter[0], lines[end].box[2]), min(gutter[1], lines[end + 1].box[0])
            if narrowed[0] >= narrowed[1] or (end + 2 < len(lines) and _level(lines[end + 1], lines[end + 2])):
                break
            gutter, pairs, end = narrowed, pairs + 1, end + 2
        part = lines[index:end]
        if pairs >= 2 * _COLUMN_LINES and all(_running(part[side::2]) for side in (0, 1)):
            yield part[0::2]
            yield part[1::2]
            index = end
        else:
            yield lines[index : max(end, index + 1)]
            index = max(end, index + 1)


def _running(lines: list[Line]) -> bool:
    """Whether most lines fill their column and have several words."""
    width = max(line.box[2] for line in lines) - min(line.box[0] for line in lines)
    full = sum(line.box[2] - line.box[0] > 0.8 * width and line.text.count(" ") >= 2 for line in lines)
    return full >= 0.6 * len(lines)


def _level(left: Line, right: Line) -> bool:
    """Whether two lines stand side by side, the first to the left."""
    overlap = min(left.box[3], right.box[3]) - max(left.box[1], right.box[1])
    lower = min(left.box[3] - left.box[1], right.box[3] - right.box[1])
    return left.box[2] <= right.box[0] and overlap > 0.6 * lower


def _chains(lines: list[Line], height: float) -> Iterator[list[Line]]:
    chain: list[Line] = []
    for line in lines:
        if chain and not _follows(chain[-1], line, height):
            yield chain
            chain = []
        chain.append(line)
    if chain:
        yield chain


def _follows(above: Line, line: Line, height: float) -> bool:
    """Whether `line` goes on just below `above`, or beside it to the right."""
    if _level(above, line):
        return True
    distance = (line.box[1] - above.box[1]) * height
    size = max(above.size, line.size, 4.0)
    return 0.2 * size < distance < 6 * size and _meets(above.box, line.box)


def _meets(a: Box, b: Box) -> bool:
    """Whether two boxes share some of the page's width."""
    return min(a[2], b[2]) > max(a[0], b[0])


def _before(a: Chain, b: Chain) -> bool:
    """Whether chain `a` is certainly read before chain `b`."""
    if _meets(a.box, b.box):
        return (a.box[1] + a.box[3]) < (b.box[1] + b.box[3]) and a.box[3] <= b.box[3] and a.box[1] <= b.box[1]
    return a.box[2] <= b.box[0] and min(a.box[3], b.box[3]) > max(a.box[1], b.box[1])


def _sorted(chains: list[Chain]) -> list[Chain]:
    """Topological order; the earliest in the stream first, also where the rules go in circles."""
    count = len(chains)
    after: list[list[int]] = [[] for _ in chains]
    waits = [0] * count
    for first in range(count):
        for second in range(count):
            if first != second and _before(chains[first], chains[second]):
                after[first].append(second)
                waits[second] += 1
    ready = [index for index in range(count) if waits[index] == 0]
    heapq.heapify(ready)
    done: list[int] = []
    left = set(range(count))
    while left:
        index = heapq.heappop(ready) if ready else min(left)
        if index not in left:
            continue
        left.discard(index)
        done.append(index)
        for later in after[index]:
            waits[later] -= 1
            if waits[later] == 0 and later in left:
                heapq.heappush(ready, later)
    return [chains[index] for index in done]


def _columns(chains: list[Chain]) -> list[Chain]:
    """Chains of columns with their lines' `column` numbered from the left."""
    long = [chain for chain in chains if len(chain.lines) >= _COLUMN_LINES]
    edges = Counter[float]()
    for chain in long:
        if any(_beside(chain, other) for other in long):
            edges[round(chain.box[0], 2)] += len(chain.lines)
    starts = sorted(edges)
    starts = starts[:1] + [b for a, b in pairwise(starts) if b - a > 0.1]
    if len(starts) < 2:
        return chains
    out = []
    for chain in chains:
        if any(_beside(chain, other) for other in long if other is not chain):
            column = sum(start <= chain.box[0] + 0.02 for start in starts) or 1
            chain = Chain(tuple(replace(line, column=column) for line in chain.lines), chain.box)
        out.append(chain)
    return out


def _beside(a: Chain, b: Chain) -> bool:
    return not _meets(a.box, b.box) and min(a.box[3], b.box[3]) > max(a.box[1], b.box[1])
