"""A network as a drawing: boxes with names in columns, arrows with the relation's name.

The places come from igraph's layered layout (Sugiyama, Tagawa & Toda 1981), turned so that arrows run
from left to right. Lengths are in the drawing's own units, 16 to the height of a line of text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ontology.network import Network
from ontology.rows import EntityRef, RelationRow

WIDE, LINE = 176.0, 17.0  # width of a box, height of its lines
_LETTERS, _LINES = 24, 3  # of a box
_COLUMN, _ROW = 320.0, 64.0  # between the middles of boxes
_MARGIN = 12.0
_NAME, _SAID = 80.0, 13.0  # width and height of a relation's name
_TRIES = 500  # of the layout to lessen crossings

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A thing at (x, y), the upper left corner, with its name in lines."""

    thing: EntityRef
    x: float
    y: float
    high: float
    lines: tuple[tuple[float, str], ...]  # (y of the text's foot, text)


@dataclass(frozen=True, slots=True)
class Said:
    """The name of a relation and where it stands beside its arrow."""

    link: RelationRow
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """All relations from one thing to another: the path to draw, and their names."""

    path: str
    status: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows, and how large the whole is."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(network: Network) -> Drawing:
    """The network laid out, its separate parts one below the other. The same network gives the same drawing."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    top = 0.0
    for things, pairs in _parts(network):
        places, ways = _laid_out(len(things), [ends for ends, _ in pairs])
        boxes += [_box(thing, x, y + top) for thing, (x, y) in zip(things, places, strict=True)]
        arrows += [_arrow(links, [(x, y + top) for x, y in way]) for (_, links), way in zip(pairs, ways, strict=True)]
        top = max(b.y + b.high for b in boxes) + _MARGIN
    width = max((b.x + WIDE for b in boxes), default=0.0) + _MARGIN
    return Drawing(width, top, tuple(boxes), _apart(arrows))


Pairs = list[tuple[tuple[int, int], list[RelationRow]]]


def _parts(network: Network) -> Iterator[tuple[list[EntityRef], Pairs]]:
    """The connected parts, largest first: things, and for each pair of them (by number) its relations."""
    # only here: the layout library is not needed to start the service
    from igraph import Graph  # noqa: PLC0415

    index = {thing.id: at for at, thing in enumerate(network.things)}
    found: dict[tuple[int, int], list[RelationRow]] = {}
    for link in network.links:
        if link.object is not None and link.object.id != link.subject.id:
            found.setdefault((index[link.subject.id], index[link.object.id]), []).append(link)
    graph = Graph(n=len(index), edges=list(found))
    for members in sorted(graph.connected_components(), key=lambda part: (-len(part), part[0])):
        own = {at: place for place, at in enumerate(members)}
        pairs = [((own[a], own[b]), links) for (a, b), links in found.items() if a in own]
        yield [network.things[at] for at in members], pairs


def _laid_out(things: int, ends: list[tuple[int, int]]) -> tuple[list[Point], list[list[Point]]]:
    """The middles of the boxes, and for each pair the points that its arrow passes."""
    from igraph import Graph  # noqa: PLC0415 - as above

    layout = Graph(n=things, edges=ends, directed=True).layout_sugiyama(hgap=_ROW, vgap=_COLUMN, maxiter=_TRIES)
    between = [[(x, y) for x, y in way] for way in layout.edge_routing]
    middles = [(x, y) for x, y in layout.coords]
    known = [*middles, *(point for way in between for point in way)]
    top, left = min(x for x, _ in known), min(y for _, y in known)

    def turned(point: Point) -> Point:
        return point[1] - left + WIDE / 2 + _MARGIN, point[0] - top + _ROW / 2 + _MARGIN

    places = [turned(point) for point in middles]
    return places, [
        [places[start], *map(turned, way), places[end]] for (start, end), way in zip(ends, between, strict=True)
    ]


def _box(thing: EntityRef, x: float, y: float) -> Box:
    lines = textwrap.wrap(thing.name, _LETTERS, max_lines=_LINES, placeholder=" …", break_long_words=True)
    high = len(lines) * LINE + 12
    top = y - high / 2
    feet = [(round(top + 6 + LINE * (at + 0.78), 1), line) for at, line in enumerate(lines)]
    return Box(thing, round(x - WIDE / 2, 1), round(top, 1), round(high, 1), tuple(feet))


def _arrow(links: Sequence[RelationRow], way: list[Point]) -> Arrow:
    """A smooth line from the side of the first box to the side of the last."""
    (first_x, first_y), (last_x, last_y) = way[0], way[-1]
    if first_x == last_x:  # both in one column: round its right side
        x = first_x + WIDE / 2
        path = f"M{x:.0f},{first_y:.0f} C{x + 60:.0f},{first_y:.0f} {x + 60:.0f},{last_y:.0f} {x + 6:.0f},{last_y:.0f}"
        return Arrow(path, _standing(links), _names(links, x + 46, (first_y + last_y) / 2))
    ahead = 1 if last_x > first_x else -1
    points = [(first_x + ahead * WIDE / 2, first_y), *way[1:-1], (last_x - ahead * (WIDE / 2 + 6), last_y)]
    path = f"M{points[0][0]:.0f},{points[0][1]:.0f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        path += f" C{middle:.0f},{y0:.0f} {middle:.0f},{y1:.0f} {x1:.0f},{y1:.0f}"
    (x0, y0), (x1, y1) = points[-2], points[-1]
    return Arrow(path, _standing(links), _names(links, (x0 + x1) / 2, (y0 + y1) / 2))


def _standing(links: Sequence[RelationRow]) -> str:
    """The status of the arrow: in force where one of its relations is."""
    found = [str(link.status) for link in links]
    return "in_force" if "in_force" in found else found[0]


def _names(links: Sequence[RelationRow], x: float, y: float) -> tuple[Said, ...]:
    top = y - 3 - (len(links) - 1) * _SAID / 2
    return tuple(Said(link, x, top + at * _SAID) for at, link in enumerate(links))


def _apart(arrows: Sequence[Arrow]) -> tuple[Arrow, ...]:
    """Names of relations that would stand on one another moved down."""
    taken: list[Point] = []
    moved: list[Arrow] = []
    for arrow in arrows:
        names: list[Said] = []
        for said in arrow.said:
            y = said.y
            while any(abs(said.x - x) < _NAME and abs(y - other) < _SAID - 1 for x, other in taken):
                y += _SAID
            taken.append((said.x, y))
            names.append(Said(said.link, round(said.x, 1), round(y, 1)))
        moved.append(Arrow(arrow.path, arrow.status, tuple(names)))
    return tuple(moved)
