"""A line plot as SVG, both axes from zero: enough to see whether a cost grows with the size or faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

WIDTH, HEIGHT = 640, 360
_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 20, 170, 50
_COLOURS = ("#1f5f8b", "#b3541e", "#3a7d44", "#6b4c9a", "#8a6d1d")


@dataclass(frozen=True, slots=True)
class Line:
    """A named line of points (x, y), in order of x."""

    name: str
    points: tuple[tuple[float, float], ...]


def plot(lines: Sequence[Line], x_label: str, y_label: str) -> str:
    """The plot as SVG text."""
    x_most = max((x for line in lines for x, _ in line.points), default=1.0) or 1.0
    y_most = max((y for line in lines for _, y in line.points), default=1.0) or 1.0
    x_end, y_end = _ceiling(x_most), _ceiling(y_most)
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM

    def at(x: float, y: float) -> tuple[float, float]:
        return _LEFT + x / x_end * (right - _LEFT), bottom - y / y_end * (bottom - _TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
    ]
    for step in range(6):
        (px, _), (_, py) = at(x_end * step / 5, 0), at(0, y_end * step / 5)
        parts.append(f'<line x1="{_LEFT}" y1="{py:.1f}" x2="{right}" y2="{py:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{py + 4:.1f}" text-anchor="end">{_number(y_end * step / 5)}</text>')
        parts.append(f'<text x="{px:.1f}" y="{bottom + 18}" text-anchor="middle">{_number(x_end * step / 5)}</text>')
    parts.append(f'<line x1="{_LEFT}" y1="{bottom}" x2="{right}" y2="{bottom}" stroke="#333333"/>')
    parts.append(f'<line x1="{_LEFT}" y1="{_TOP}" x2="{_LEFT}" y2="{bottom}" stroke="#333333"/>')
    parts.append(f'<text x="{(_LEFT + right) / 2}" y="{HEIGHT - 12}" text-anchor="middle">{escape(x_label)}</text>')
    middle = (_TOP + bottom) / 2
    turned = f'transform="rotate(-90 16 {middle})"'
    parts.append(f'<text x="16" y="{middle}" text-anchor="middle" {turned}>{escape(y_label)}</text>')
    for number, line in enumerate(lines):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [at(x, y) for x, y in line.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
        if places:
            parts.append(
                f'<text x="{places[-1][0] + 8:.1f}" y="{places[-1][1] + 4:.1f}" fill="{colour}">'
                f"{escape(line.name)}</text>"
            )
    return "\n".join([*parts, "</svg>", ""])


def _ceiling(value: float) -> float:
    """The next round number: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(value))
    return next(power * step for step in (1, 2, 2.5, 5, 10) if power * step >= value * 0.999)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value == int(value) else f"{value:g}"
