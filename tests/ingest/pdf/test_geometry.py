from __future__ import annotations

import pytest

from ingest.pdf.geometry import Frame


@pytest.mark.parametrize(
    ("rotation", "corner"),
    [(0, (0.0, 1.0)), (90, (0.0, 0.0)), (180, (1.0, 0.0)), (270, (1.0, 1.0))],
)
def test_the_lower_left_corner_moves_clockwise(rotation: int, corner: tuple[float, float]) -> None:
    assert Frame(10, 20, 110, 220, rotation).point(10, 20) == corner


@pytest.mark.parametrize(
    ("rotation", "size"), [(0, (100, 200)), (90, (200, 100)), (180, (100, 200)), (270, (200, 100))]
)
def test_size_as_shown(rotation: int, size: tuple[float, float]) -> None:
    frame = Frame(10, 20, 110, 220, rotation)
    assert (frame.width, frame.height) == size


def test_a_box_has_its_corners_in_order() -> None:
    assert Frame(0, 0, 100, 100, 90).box(10, 20, 30, 60) == pytest.approx((0.2, 0.1, 0.6, 0.3))
