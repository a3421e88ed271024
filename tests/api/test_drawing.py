"""A network drawn: boxes apart, arrows from box to box, every relation named once."""

from itertools import combinations

import pytest

from api.drawing import WIDE, draw
from ingest.artifact import EntityKind, Status, Tier
from ontology.network import Network
from ontology.rows import DocumentRef, EntityRef, RelationRow

DOCUMENT = DocumentRef("d", "Avtal", "avtal.pdf", "avtal", None, Status.IN_FORCE)


def thing(name: str) -> EntityRef:
    return EntityRef(
        f"group-{name}",
        f"Samrådsgruppen för {name} i hela det långa länet, dess kommuner och stadsdelar",
        (),
        EntityKind.GROUP,
        "",
    )


def link(a: str, b: str, predicate: str = "rapporterar till") -> RelationRow:
    return RelationRow(
        id=f"{a}{b}{predicate}", document=DOCUMENT, page=1, quote="x", start=0, end=1, boxes=(), section="",
        status=Status.IN_FORCE, method="r", confidence=1.0, curated=False, tier=Tier.RULE, subject=thing(a),
        predicate=predicate, object=thing(b),
        negated=False,
    )  # fmt: skip


CHAIN = [link("a", "b"), link("b", "c"), link("a", "c"), link("a", "c", "utser"), link("c", "a", "följer upp")]
APART = [*CHAIN, link("x", "y"), link("y", "y")]


@pytest.mark.parametrize("links", [CHAIN, APART], ids=["a cycle", "two parts"])
def test_boxes_are_apart_and_arrows_end_at_them(links: list[RelationRow]) -> None:
    things = {end.id: end for row in links for end in (row.subject, row.object) if end}
    drawing = draw(Network(tuple(things.values()), tuple(links)))
    assert {box.thing.id for box in drawing.boxes} == things.keys()
    for one, other in combinations(drawing.boxes, 2):
        beside = abs(one.x - other.x) >= WIDE
        over = one.y + one.high <= other.y or other.y + other.high <= one.y
        assert beside or over
    for box in drawing.boxes:
        assert 0 <= box.x <= drawing.width - WIDE and 0 <= box.y <= drawing.height - box.high
        assert all(box.y < y < box.y + box.high for y, _ in box.lines) and box.lines[-1][1].endswith("…")
    sides = {round(x) for box in drawing.boxes for x in (box.x, box.x + WIDE)}
    for arrow in drawing.arrows:
        x, _ = arrow.path.removeprefix("M").split(" ")[0].split(",")
        assert int(x) in {s + d for s in sides for d in (-1, 0, 1)}


def test_every_relation_between_two_things_is_named_once_and_no_name_stands_on_another() -> None:
    things = {end.id: end for row in APART for end in (row.subject, row.object) if end}
    drawing = draw(Network(tuple(things.values()), tuple(APART)))
    names = [said for arrow in drawing.arrows for said in arrow.said]
    assert sorted(said.link.id for said in names) == sorted(row.id for row in APART if row.subject != row.object)
    assert all(abs(a.x - b.x) >= 80 or abs(a.y - b.y) >= 12 for a, b in combinations(names, 2))


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw(Network((), ())).boxes == ()
