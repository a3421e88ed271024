"""Ruled tables: cells from the drawn lines, rows cut by a page break made whole.

Only drawn rules are trusted: text in aligned columns without rules stays text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.artifact import BlockKind, Box
from ingest.pdf.lines import Line, PageLines, Rule
from ingest.structure.drafts import Draft, Part

NEAR = 0.005  # fraction of the page: rules this close touch
MOST_RULES = 3000  # a page with more is a drawing


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on a page: its outline, and where its columns and rows begin and end."""

    box: Box
    columns: tuple[float, ...]
    rows: tuple[float, ...]


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the rules draw: at least two columns and one row, from the top down."""
    if not 4 <= len(rules) <= MOST_RULES:
        return []
    found = []
    for group in _connected(rules):
        upright = [rule for rule in group if not rule.horizontal]
        level = [rule for rule in group if rule.horizontal]
        columns = _positions([rule.box[0] for rule in upright])
        if len(columns) < 2 or len(level) < 2:
            continue
        box = (
            min(rule.box[0] for rule in group),
            min(rule.box[1] for rule in group),
            max(rule.box[2] for rule in group),
            max(rule.box[3] for rule in group),
        )
        columns = _positions([*columns, box[0], box[2]])
        rows = _positions([*_row_edges(level, box), box[1], box[3]])
        if len(columns) >= 3 and len(rows) >= 2:
            found.append(Grid(box, tuple(columns), tuple(rows)))
    return sorted(found, key=lambda grid: grid.box[1])


def _row_edges(level: Sequence[Rule], box: Box) -> list[float]:
    """Heights where horizontal rules together cover most of the table's width."""
    covered: dict[float, float] = {}
    for position in _positions([rule.box[1] for rule in level]):
        parts = sorted((rule.box[0], rule.box[2]) for rule in level if abs(rule.box[1] - position) < NEAR)
        reach, length = box[0], 0.0
        for start, end in parts:
            length += max(0.0, end - max(start, reach))
            reach = max(reach, end)
        covered[position] = length
    return [position for position, length in covered.items() if length > 0.6 * (box[2] - box[0])]


def _positions(values: Sequence[float]) -> list[float]:
    """The distinct positions among values, near ones as one."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > NEAR:
            out.append(value)
    return out


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that touch each other."""
    ordered = sorted(rules, key=lambda rule: rule.box[1])
    group_of = list(range(len(ordered)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    active: list[int] = []
    for index, rule in enumerate(ordered):
        active = [other for other in active if ordered[other].box[3] + NEAR >= rule.box[1]]
        for other in active:
            if ordered[other].box[2] + NEAR >= rule.box[0] and rule.box[2] + NEAR >= ordered[other].box[0]:
                group_of[root(other)] = root(index)
        active.append(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(ordered):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def tables_of(page: PageLines, lines: Sequence[Line]) -> list[Draft | list[Line]]:
    """The page's lines in order, those of a ruled table as one draft for each row in their place."""
    grids = [grid for grid in grids_of(page.rules) if _is_table(grid, lines, page.number)]
    if not grids:
        return [list(lines)]
    out: list[Draft | list[Line]] = []
    done: set[int] = set()
    for line in lines:
        inside = next((n for n, grid in enumerate(grids) if _holds(grid, line)), None)
        if inside is None:
            if not out or isinstance(out[-1], Draft):
                out.append([])
            tail = out[-1]
            assert isinstance(tail, list)
            tail.append(line)
        elif inside not in done:
            done.add(inside)
            out.extend(_rows(page, grids[inside], [other for other in lines if _holds(grids[inside], other)]))
    return out


def _holds(grid: Grid, line: Line) -> bool:
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return grid.box[0] <= x <= grid.box[2] and grid.box[1] <= y <= grid.box[3]


def _is_table(grid: Grid, lines: Sequence[Line], page: int) -> bool:
    """Whether text stands in at least two of the grid's columns: else it is a frame or a figure.

    One row of two cells on the first page is a masthead beside the title.
    """
    if page == 1 and len(grid.rows) == 2 and len(grid.columns) == 3:
        return False
    held = [line for line in lines if _holds(grid, line)]
    return len({_slot(grid.columns, (line.box[0] + line.box[2]) / 2) for line in held}) >= 2


def _slot(edges: Sequence[float], value: float) -> int:
    for index in range(len(edges) - 2):
        if value < edges[index + 1]:
            return index
    return len(edges) - 2


def _rows(page: PageLines, grid: Grid, lines: Sequence[Line]) -> list[Draft]:
    cells: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        row = _slot(grid.rows, (line.box[1] + line.box[3]) / 2)
        # a cell's text starts inside it; its end may run over where cells are merged
        column = _slot(grid.columns, line.box[0] + min(0.01, (line.box[2] - line.box[0]) / 2))
        cells.setdefault(row, {}).setdefault(column, []).append(line)
    out: list[Draft] = []
    for row in sorted(cells):
        taken = tuple(tuple(cells[row].get(column, ())) for column in range(len(grid.columns) - 1))
        part = Part(page.number, taken)
        first = part.lines[0]
        head = not out and len(cells) > 1 and all(line.bold for line in part.lines)
        out.append(
            Draft(
                parts=[part],
                kind=BlockKind.TABLE_HEAD if head else BlockKind.ROW,
                size=first.size,
                bold=first.bold,
                left=first.box[0],
                hang=first.box[0],
                gap=9.0 if not out else 1.0,
                edges=grid.columns,
            )
        )
    return out


def join_tables(drafts: Sequence[Draft]) -> list[Draft]:
    """Number the tables; go on with a table over a page break, joining a row that the break cut in two.

    A table goes on where the next page begins with rows of the same columns. Its first row there is the rest
    of the last one where its first cell is empty, or most of its cells go on in lower case.
    """
    out: list[Draft] = []
    number = -1
    for draft in drafts:
        if draft.kind not in (BlockKind.ROW, BlockKind.TABLE_HEAD):
            out.append(draft)
            continue
        last = out[-1] if out and out[-1].table is not None else None
        same_page = last is not None and last.parts[-1].page == draft.page
        if last is None or not (_same_columns(last, draft) and ((same_page and draft.gap < 9) or not same_page)):
            number += 1
        elif not same_page and draft.kind is BlockKind.ROW and _is_rest(last, draft):
            last.parts.extend(draft.parts)
            continue
        draft.table = number
        out.append(draft)
    return out


def _same_columns(first: Draft, second: Draft) -> bool:
    return len(first.edges) == len(second.edges) and all(
        abs(a - b) < 0.01 for a, b in zip(first.edges, second.edges, strict=True)
    )


def _is_rest(last: Draft, draft: Draft) -> bool:
    if last.kind is not BlockKind.ROW:
        return False
    cells = draft.parts[0].cells
    filled = [cell for cell in cells if cell]
    if not cells[0]:
        return bool(filled)
    lower = sum(cell[0].text[:1].islower() for cell in filled)
    cut = any(cell and cell[-1].hyphenated for cell in last.parts[-1].cells)
    return lower * 2 > len(filled) or (cut and lower > 0)
