"""Which representation a client gets (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that the client likes best; of several alike the first; None where it accepts none.

    A range is weighed by its most exact match: "text/turtle;q=0.5, */*" likes everything better than Turtle.
    """
    ranges = [found for part in accept.split(",") if (found := _range(part)) is not None]
    if not ranges:
        return offered[0]
    weights = {media: _weight(media, ranges) for media in offered}
    liked = max(offered, key=lambda media: weights[media])
    return liked if weights[liked] > 0 else None


def _range(part: str) -> tuple[str, float] | None:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    if "/" not in media:
        return None
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
    return media, weight


def _weight(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    exactness = {media: 3, f"{media.split('/', maxsplit=1)[0]}/*": 2, "*/*": 1}
    matching = [(exactness[name], weight) for name, weight in ranges if name in exactness]
    return max(matching)[1] if matching else 0.0
