"""Other words for what some questions ask: how documents say that a thing applies, has ended, or is law.

A question asks "har utgått", the document says "uppsagd"; "gäller HÖK redan", and it says "börjar gälla tidigast".
"""

from __future__ import annotations

from search.asking.counting import asks_ended
from search.asking.reading import Reading

_ENDED = ("överenskommelsen sades upp", "upphört att gälla")
_BEGINS = "börjar gälla tidigast"
_LAW = ("lagkrav överenskommelse",)
_VALID = ("gälla", "gäller", "giltig", "kraft")
_STATUTORY = ("lag", "lagkrav", "lagstadgad", "lagstöd")


def looked_for(reading: Reading) -> tuple[str, ...]:
    """What to look for beside the question, a phrase a search; none for most questions."""
    if reading.says(*_STATUTORY):
        return _LAW
    if asks_ended(reading):
        return _ENDED
    if reading.says(*_VALID) and "när" in reading.tokens:
        return (f"{' '.join(m.text for m in reading.mentions)} {_BEGINS}".strip(),)
    return ()
