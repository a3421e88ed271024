"""Cleaning a line's raw characters, keeping the way back to them.

Unicode NFC (UAX #15); soft hyphens and zero-width characters go, every space becomes one
ordinary space, presentation ligatures (U+FB00 to U+FB06) are spelt out, spacing accents
before a letter ("¨a") are joined to it, private-use bullets of symbol fonts become "•".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.pdf.lines import CharRun

# pdfium writes U+FFFE (get_text_range) or U+0002 (get_text_bounded) for a hyphen it swallowed
# with the line break. WeasyPrint and others write U+2010 there.
_CUT = "\ufffe\u0002\u00ad\u2010"
_END_CUT = re.compile(rf"(?<=[^\W\d_])[-{_CUT}]\s*$|[{_CUT}]\s*$")
_PLAIN = re.compile(r"(?:[!-~§°´·»«–—‘’“”„•…€½åäöÅÄÖéÉüÜ]| (?! ))*\Z")
_ACCENTS = {
    "\u00a8": "\u0308",
    "\u02da": "\u030a",
    "\u00b4": "\u0301",
    "\u02d9": "\u0307",
    "`": "\u0300",
    "\u02c6": "\u0302",
}
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_DROPPED = frozenset("\u00ad\ufffe\u0002\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202c\ufffc")
_BULLETS = frozenset("\u00b7\u2022\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u2023\u2043\u2219\u27a2\u2756\u2713\u25e6\u29bf")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned line: its text, the way back to the raw characters, whether its last word was cut."""

    text: str
    runs: tuple[CharRun, ...]
    hyphenated: bool


def clean(raw: str, source: int) -> Cleaned:
    """`raw` is one line's raw characters, the first of which is character `source` of the page."""
    hyphenated = False
    if cut := _END_CUT.search(raw):
        raw, hyphenated = raw[: cut.start()], True
    stripped = raw.strip()
    if _PLAIN.match(stripped):
        lead = len(raw) - len(raw.lstrip())
        runs = (CharRun(0, source + lead, len(stripped)),) if stripped else ()
        return Cleaned(stripped, runs, hyphenated and bool(stripped))
    pairs = _pairs(raw, source)
    return Cleaned("".join(c for c, _ in pairs), _runs(pairs), hyphenated and bool(pairs))


def fold(text: str) -> str:
    """Cleaned `text` that leads back to nothing: titles, bookmarks, recognised words."""
    return clean(text, 0).text


def _pairs(raw: str, source: int) -> list[tuple[str, int]]:
    """Cleaned characters, each with the raw character it comes from."""
    out: list[tuple[str, int]] = []
    index = 0
    while index < len(raw):
        char = raw[index]
        at = source + index
        index += 1
        following = raw[index] if index < len(raw) else ""
        if char in _DROPPED:
            continue
        if char in _ACCENTS and following.isalpha() and (joined := _join(following, _ACCENTS[char])):
            out.append((joined, at))
            index += 1
        elif unicodedata.combining(char) and out:
            joined = unicodedata.normalize("NFC", out[-1][0] + char)
            out[-1] = (joined, out[-1][1]) if len(joined) == 1 else out[-1]
        elif char in _LIGATURES:
            out.extend((letter, at) for letter in _LIGATURES[char])
        else:
            _append(out, _replacement(char, first=not out), at)
    while out and out[-1][0] == " ":
        out.pop()
    return out


def _append(out: list[tuple[str, int]], char: str, at: int) -> None:
    if char == " " and (not out or out[-1][0] == " "):
        return
    out.extend((letter, at) for letter in char)


def _join(letter: str, accent: str) -> str:
    """The letter with the accent where Unicode has it as one character, else nothing."""
    joined = unicodedata.normalize("NFC", letter + accent)
    return joined if len(joined) == 1 else ""


def _replacement(char: str, first: bool) -> str:
    if "\ue000" <= char <= "\uf8ff" or (first and char in _BULLETS):
        return "•"
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    if category in ("Cn", "Cs"):
        return ""
    return unicodedata.normalize("NFC", char)


def _runs(pairs: list[tuple[str, int]]) -> tuple[CharRun, ...]:
    """Maximal stretches where text and raw characters go in step."""
    runs: list[CharRun] = []
    begin = 0
    for index in range(1, len(pairs) + 1):
        if index < len(pairs) and pairs[index][1] == pairs[index - 1][1] + 1:
            continue
        if pairs[begin][1] == (pairs[begin - 1][1] if begin else -1):
            begin += 1  # the second letter of a ligature has no character of its own
        if begin < index:
            runs.append(CharRun(begin, pairs[begin][1], index - begin))
        begin = index
    return tuple(runs)
