"""The characters of a page, through pdfium's text functions: text, places, sizes, fonts."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw as pdfium

_BOLD_NAME = re.compile("bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile("ital|obli", re.IGNORECASE)
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # font descriptor flags, ISO 32000-1 table 123


@dataclass(frozen=True, slots=True)
class Style:
    """How a character is set: type size in points, weight, slant, direction in degrees (0 = rightwards)."""

    size: float
    bold: bool
    italic: bool
    angle: int


class Characters:
    """The characters of one page, through pdfium's text functions. Not thread-safe, as pdfium is not."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, read: bool = True) -> None:
        self._raw = textpage.raw
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._refs = tuple(ctypes.byref(value) for value in self._doubles)
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._fonts: dict[tuple[bytes, int], tuple[bool, bool]] = {}
        self.text = self._read() if read else ""

    def _read(self) -> str:
        """One character of text for each of pdfium's, whatever the text buffer leaves out."""
        count = pdfium.FPDFText_CountChars(self._raw)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._raw, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self._raw, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else "\u200b" for code in codes)

    def rects(self, start: int, count: int) -> list[tuple[float, float, float, float]]:
        """Left, top, right, bottom in user space of each text object's part of the characters."""
        found = []
        left, top, right, bottom = self._doubles
        for index in range(pdfium.FPDFText_CountRects(self._raw, start, count)):
            pdfium.FPDFText_GetRect(self._raw, index, *self._refs)
            found.append((left.value, top.value, right.value, bottom.value))
        return found

    def char_box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom, top in user space of one character."""
        left, right, bottom, top = self._doubles
        pdfium.FPDFText_GetCharBox(self._raw, index, *self._refs)
        return left.value, right.value, bottom.value, top.value

    def origin(self, index: int) -> tuple[float, float]:
        """The point on the baseline where the character starts, in user space."""
        pdfium.FPDFText_GetCharOrigin(self._raw, index, self._refs[0], self._refs[1])
        return self._doubles[0].value, self._doubles[1].value

    def size(self, index: int) -> float:
        """Points. The size stands in the text matrix in most files, in the font size in others."""
        pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix)
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return float(pdfium.FPDFText_GetFontSize(self._raw, index)) * (scale or 1.0)

    def style(self, index: int) -> Style:
        """How the character is set."""
        size = self.size(index)
        angle = round(math.degrees(math.atan2(self._matrix.b, self._matrix.a)) / 90) * 90 % 360
        return Style(size, *self._font(index), angle)

    def bold(self, index: int) -> bool:
        """Whether the character is bold."""
        return self._font(index)[0]

    def _font(self, index: int) -> tuple[bool, bool]:
        """Whether the character's font is bold, italic; asked for once a font."""
        pdfium.FPDFText_GetFontInfo(self._raw, index, self._name, 128, self._flags)
        key = self._name.value, self._flags.value
        if key not in self._fonts:
            name, flags = key[0].decode("latin-1"), key[1]
            bold = bool(flags & _FORCE_BOLD or _BOLD_NAME.search(name))
            bold = bold or pdfium.FPDFText_GetFontWeight(self._raw, index) >= 600
            self._fonts[key] = bold, bool(flags & _ITALIC or _ITALIC_NAME.search(name))
        return self._fonts[key]
