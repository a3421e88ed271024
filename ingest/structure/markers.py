"""What may stand before a list item, a paragraph of a statute or a heading."""

from __future__ import annotations

import re

BULLET = re.compile(
    r"^(?P<mark>[•◦▪▫■□●○·∙‣⁃➢➤✓\uf0b7*+¢©®«»°¤]|[-–—−]|[oe§](?=\s+[a-zåäöA-ZÅÄÖ]))\s+(?=\S)|"
    r"^(?P<tight>[•«»¢©®])(?=[a-zåäöA-ZÅÄÖ])"
)
LETTERED = re.compile(r"^(?P<mark>\(?[a-zåäö]\)|[a-h]\.)\s+(?=\S)")
NUMBERED = re.compile(r"^(?P<mark>\(?\d{1,2}\)|\d{1,2}\.)\s+(?=\S)")
ROMAN = re.compile(r"^(?P<mark>\(?[ivx]{1,5}\))\s+(?=\S)")

DECIMAL = re.compile(r"^(?P<mark>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÅÄÖÉ0-9”\"“'’(])")
CHAPTER = re.compile(
    r"^(?P<mark>\d{1,3}\s?[a-z]?\s+kap\.|(?:kapitel|kap\.)\s+\d{1,3}|avdelning\s+[\dIVX]+)(?=\s|$|:)", re.IGNORECASE
)
PARAGRAPH_SIGN = re.compile(r"^(?P<mark>\d{1,3}(?:\s?[a-z])?\s?§§?|§\s?\d{1,3}(?:\s?[a-z](?=[\s.]))?)(?=[\s.:]|$)")
ANNEX = re.compile(
    r"^(?P<mark>(?:bilaga|appendix)(?:\s+(?:\d{1,3}(?:\.\d{1,2})?|[A-Z](?![a-zåäö])))?)(?=[\s.:–-]|$)", re.IGNORECASE
)

_LONE = re.compile(
    r"^(?:[•◦▪▫■□●○·∙‣⁃➢➤✓\uf0b7*+¢©®«»°¤oe–-]|\(?\w\)|\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2}){0,4}\.?|§\s?\d{1,3}|\d{1,3}\s?§)$"
)


def item_mark(text: str) -> str:
    """The mark of a list item at the start of the text ("•", "-", "a)", "2."), or ""."""
    for pattern in (BULLET, LETTERED, ROMAN, NUMBERED):
        match = pattern.match(text)
        if match:
            return match["mark"] or match["tight"] if pattern is BULLET else match["mark"]
    return ""


def is_bullet(mark: str) -> bool:
    """Whether the mark is one that all items of a list share."""
    return (bool(mark) and not any(character.isalnum() for character in mark)) or mark in ("o", "e")


def section_mark(text: str) -> str:
    """The number of a heading or statute paragraph: "5.2", "2 kap.", "3 §", "Bilaga 1", or ""."""
    for pattern in (CHAPTER, PARAGRAPH_SIGN, ANNEX, DECIMAL):
        match = pattern.match(text)
        if match:
            return match["mark"]
    return ""


def is_lone_mark(text: str) -> bool:
    """Whether the text is a mark alone, set apart from its item or heading by a tab."""
    return _LONE.match(text) is not None
