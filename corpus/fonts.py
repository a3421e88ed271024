"""The font of the PDFs that are made here: Bitstream Vera, which ships with reportlab, so that they look alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FACES = (("Vera", "Vera"), ("Vera-B", "VeraBd"), ("Vera-I", "VeraIt"), ("Vera-BI", "VeraBI"))
_INSTEAD = {"→": "->", "‑": "-", "‐": "-", "\N{SOFT HYPHEN}": "", **dict.fromkeys("▪▫●○■□◦‣", "•"), "✓": "x"}


def register_fonts() -> None:
    """Make the family `Vera` known to reportlab (idempotent)."""
    for face in _faces().values():
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="Vera-B", italic="Vera-I", boldItalic="Vera-BI")


@cache
def _faces() -> dict[str, TTFont]:
    folder = Path(reportlab.__file__).parent / "fonts"
    return {name: TTFont(name, str(folder / f"{file}.ttf")) for name, file in _FACES}


def printable(text: str) -> str:
    """The text with characters that the font lacks written otherwise, or as "?"."""
    known = _faces()["Vera"].face.charToGlyph
    return "".join(c if ord(c) in known or c in "\n\t" else _INSTEAD.get(c, "?") for c in text)
