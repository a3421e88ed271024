"""Which document goes before the other: what holds, then the level, then the date."""

import pytest

from ontology.rows import DocumentRef
from search.conflicts.model import Side
from search.conflicts.precedence import LEVELS, level, precedence


def _side(type: str, date: str | None = None, status: str = "in_force", document: str = "", said: str = "") -> Side:
    ref = DocumentRef(document or f"d-{type}-{date}-{status}", f"{type} {date}", "x.pdf", type, date, status)
    return Side("s", ref, 1, "Text.", 0, 5, (), None, said or status, "frist", 0.9)


CASES = [
    ("avtal före huvudöverenskommelse", _side("avtal", "2010"), _side("huvudöverenskommelse", "2024"), "a"),
    ("huvudöverenskommelse före överenskommelse", _side("överenskommelse"), _side("huvudöverenskommelse"), "b"),
    ("överenskommelse före riktlinje", _side("överenskommelse"), _side("riktlinje"), "a"),
    ("riktlinje före rutin, också en äldre", _side("rutin", "2025-01-01"), _side("riktlinje", "2012-01-01"), "b"),
    ("senare före tidigare", _side("rutin", "2019-05-01"), _side("rutin", "2023-05-01"), "b"),
    ("ett år säger tillräckligt", _side("rutin", "2024"), _side("rutin", "2019-05-01"), "a"),
    ("samma år säger inget", _side("rutin", "2024"), _side("anvisning", "2024-05-01"), ""),
    ("det som gäller före förslaget", _side("avtal", "2025", "proposed"), _side("rutin", "2010"), "b"),
    ("en föreslagen mening", _side("avtal", said="proposed"), _side("överenskommelse"), "b"),
    ("samma dokument", _side("avtal", document="d-1"), _side("rutin", document="d-1"), ""),
    ("utanför ordningen", _side("protokoll", "2025"), _side("överenskommelse", "2020"), ""),
    ("inget datum", _side("rutin"), _side("rutin", "2020"), ""),
]


@pytest.mark.parametrize(("a", "b", "first"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_who_goes_first(a: Side, b: Side, first: str) -> None:
    found = precedence(a, b)
    assert found.first == first
    assert precedence(b, a).first == {"a": "b", "b": "a", "": ""}[first]
    assert precedence(b, a).reason == found.reason
    if first:
        assert (a if first == "a" else b).document.title in found.reason


def test_every_type_has_one_level() -> None:
    types = [t for _, types in LEVELS for t in types]
    assert len(types) == len(set(types))
    assert [level(_side(t).document) for t in ("avtal", "rutin", "protokoll")] == [0, 4, None]
