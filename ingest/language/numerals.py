"""Swedish numerals in words and figures: "tjugofem", "1 250 000", "20,7", "ett och ett halvt", "sex (6)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONES = {
    "noll": 0, "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
    "arton": 18, "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90,
}  # fmt: skip
_SPECIAL = {
    "halv": 0.5, "halvt": 0.5, "ett halvt": 0.5, "en halv": 0.5, "halvannan": 1.5, "ett och ett halvt": 1.5,
    "en och en halv": 1.5, "två och ett halvt": 2.5, "två och en halv": 2.5, "ett par": 2, "dussin": 12,
}  # fmt: skip
ORDINALS = {
    "annan": 2, "annat": 2, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8,
    "nionde": 9, "tionde": 10, "tolfte": 12,
}  # fmt: skip


def _written() -> dict[str, float]:
    """The numerals 0-99 and the round ones above, as they are written in one word."""
    table: dict[str, float] = {**_ONES, **_TENS}
    for ten, value in _TENS.items():
        table |= {ten + one: value + n for one, n in _ONES.items() if 0 < n < 10}
    for one, n in _ONES.items():
        if 0 < n < 10:
            table[one + "hundra"] = n * 100
        if n:
            table[one + "tusen"] = n * 1000
    hundreds = {"hundra": 100.0, "etthundra": 100.0, "tvåhundra": 200.0}
    table |= {word + ten: value + n for word, value in hundreds.items() for ten, n in {**_ONES, **_TENS}.items() if n}
    return table | hundreds | {"tusen": 1000.0}


WORDS: dict[str, float] = _written() | _SPECIAL
_FIGURES = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:[,.]\d+)?"
_WORDS = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(WORDS, key=len, reverse=True))
NUMERAL = rf"(?:{_FIGURES}|\b(?:{_WORDS})\b)"
_DOUBLE = rf"{NUMERAL}(?:\s*\((?:{NUMERAL})\))?"  # "sex (6)"
RANGE = re.compile(
    rf"(?<![\w,.:/§])(?P<low>{_DOUBLE})(?:\s*(?P<joint>-|–|—|\btill\b|\beller\b|\brespektive\b|\boch\b)\s*(?P<high>{_DOUBLE}))?(?![\d:/])",
    re.IGNORECASE,
)
ARTICLES = frozenset({"en", "ett"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number or range in a text: `low` equals `high` for one number."""

    low: float
    high: float
    start: int
    end: int
    text: str
    joint: str  # what joins the two of a range: "till", "och", ...; "" for one number

    @property
    def article(self) -> bool:
        """Whether it may be the indefinite article."""
        return self.text.lower() in ARTICLES


def value(text: str) -> float:
    """The value of a numeral in words or figures. ValueError for anything else."""
    plain = re.sub(r"\s*\(.*\)$", "", text.strip().lower())
    plain = re.sub(r"\s+", " ", plain)
    if plain in WORDS:
        return WORDS[plain]
    figures = plain.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", figures):
        figures = figures.replace(".", "")
    return float(figures.replace(",", "."))


def numbers(text: str) -> list[Number]:
    """The numerals of `text` in order, ranges as one; "och" joins a range only after "mellan"."""
    found: list[Number] = []
    at = 0
    while match := RANGE.search(text, at):
        joint = (match["joint"] or "").lower()
        spanned = bool(joint) and (
            joint != "och"
            or re.search(r"\bmellan\s+$", text[max(0, match.start() - 12) : match.start()], re.I) is not None
        )
        low = value(match["low"])
        high = value(match["high"]) if spanned else low
        end = match.end("high" if spanned else "low")
        if high < low:  # no range: "år 2022 - 3 möten"
            high, end, joint = low, match.end("low"), ""
        found.append(Number(low, high, match.start(), end, text[match.start() : end], joint if spanned else ""))
        at = end
    return found
