"""Mends words of a damaged text layer: Swedish print that an English recogniser has read.

Use it on text that has been found damaged; on sound text it changes next to nothing, since a word that
is known with its marks is left alone. Where two words look alike once å, ä, ö are lost (år, är), the
neighbours decide.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import log
from pathlib import Path

from ingest.language.channel import MARKS, Reading, readings
from ingest.language.lexicon import known
from ingest.language.wordtable import row, table

NEIGHBOURS = Path(__file__).parent / "data" / "neighbours.json.gz"
CHUNK = re.compile(r"[^\s/\-–—]+")
EDGES = "\"'”“’‘«»()[]<>.,;:!?…*•"
ADDRESS = re.compile(r"@\w+\.|https?:|www\.|\w\.(?:se|com|nu|org|eu)\b|\d{3}|^\W*\d+\W*$")
MARGIN = 1.2  # log units by which a reading must beat the word as read
PLAIN_MARGIN = 6.0  # the same where more than marks would change in a word of ordinary letters
NEAR = 9.0  # log units within which neighbours may decide
SMOOTHING = 20.0  # occurrences that the neighbours of a rare look-alike are spread over

PAUSE = re.compile(r"[.,;:!?()•]|\n\s*\n")  # a clause ends here
LOST = str.maketrans("åäö", "aao")
READ_WELL = 20  # occurrences of a word of ordinary letters that is right unless only its marks are lost
COMMON = 1000  # occurrences of a word that is right unless only its marks are lost
OFTEN = 15  # occurrences beside "i"
NUMBERED = frozenset(["punkt", "kapitel", "nivå", "steg", "fas", "bilaga", "tabell", "figur", "avsnitt", "typ"])

SHORT = 4  # letters of an abbreviation in capitals

Repair = tuple[int, int, str]
Runs = list[tuple[int, int, int]]


@dataclass(slots=True)
class _Place:
    """A word of the text with its readings; `chosen` is lower case."""

    start: int
    end: int
    text: str
    apart: bool = False  # punctuation or a line stands before it
    found: list[Reading] = field(default_factory=list)
    chosen: str = ""


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, list[dict[str, int]]]:
    """For each look-alike the counts of the words before and after it."""
    counts: dict[str, list[dict[str, int]]] = json.loads(gzip.decompress(NEIGHBOURS.read_bytes()))
    return counts


def _sound(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether the word as read needs no reading: it has a mark in its place, and is a word."""
    return any(mark in word for mark in MARKS) and (word in vocabulary or known(word))


def _places(text: str, vocabulary: Mapping[str, int]) -> list[_Place]:
    """The words of the text with their readings."""
    cache: dict[str, list[Reading]] = {}
    found: list[_Place] = []
    addresses = [match.span() for match in re.finditer(r"\S+", text) if ADDRESS.search(match.group())]
    at = ended = 0
    for match in CHUNK.finditer(text):
        while at < len(addresses) and addresses[at][1] <= match.start():
            at += 1
        bare = match.group().strip(EDGES)
        start = match.start() + match.group().find(bare) if bare else match.start()
        if not bare:
            continue
        apart = PAUSE.search(text, ended, start) is not None
        place = _Place(start, start + len(bare), bare, apart, chosen=bare.lower())
        found.append(place)
        ended = place.end
        inside = at < len(addresses) and addresses[at][0] <= match.start()
        if inside or len(bare) < 2 or not any(map(str.isalpha, bare)) or _short_capitals(bare, vocabulary):
            continue
        lower = bare.lower()
        if not _sound(lower, vocabulary):
            if lower not in cache:
                cache[lower] = readings(lower, vocabulary)
            place.found = cache[lower]
    return found


def _short_capitals(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether the word is an abbreviation in capitals that the collection does not write with marks."""
    if not word.isupper() or len(word) > SHORT:
        return False
    options = [{"a": "aåä", "o": "oö"}.get(letter, letter) for letter in word.lower()]
    return not any("".join(letters) in vocabulary for letters in product(*options))


def _allowed(place: _Place, named: bool, vocabulary: Mapping[str, int]) -> list[Reading]:
    """The readings that may replace a word; a common word and one in capitals only get their marks back.

    A name inside a sentence is read as a common word only where that is one of running text, or its marks come back.
    """
    lower = place.text.lower()
    seen = row(lower).seen
    strict = seen >= COMMON or (place.text.isupper() and len(place.text) > 1)
    strict = strict or (len(lower) > 3 and seen >= READ_WELL and _plain(lower) and known(lower))
    return [
        reading
        for reading in place.found
        if reading.word == lower
        or (
            (not strict or reading.word.translate(LOST) == lower)
            and (
                reading.word in vocabulary
                or (
                    row(reading.word).seen > 0
                    if named and reading.word.translate(LOST) != lower
                    else known(reading.word)
                )
            )
        )
    ]


def _plain(word: str) -> bool:
    """Whether the word looks like print that was read well: letters, and none that misreadings are made of."""
    return word.isalpha() and "é" not in word


def _choose(places: list[_Place], at: int, vocabulary: Mapping[str, int]) -> None:
    """Take the best reading, if it beats the word as read clearly."""
    place = places[at]
    if not place.found:
        return
    named = place.text[0].isupper() and not place.apart and at > 0
    place.found = _allowed(place, named, vocabulary)
    lower = place.text.lower()
    if not place.found or place.found[0].word == lower:
        return
    best = place.found[0]
    own = next((reading.score for reading in place.found if reading.word == lower), None)
    marks_only = best.word.translate(LOST) == lower.translate(LOST) or not _plain(lower)
    if own is None or best.score - own >= (MARGIN if marks_only else PLAIN_MARGIN):
        place.chosen = best.word


def _beside(word: str, left: str, right: str) -> float:
    """Log likelihood of the neighbours of a look-alike; unseen ones share what the kept ones leave."""
    sides = _neighbours().get(word)
    if sides is None:
        return 0.0
    total, words, score = row(word).seen + SMOOTHING, table().total, 0.0
    for side, other in zip(sides, (left, right), strict=True):
        if other:
            rest = max(total - sum(side.values()), SMOOTHING)
            score += log((side.get(other, 0) + rest * (row(other).seen + 1) / words) / total)
    return score


def _around(places: list[_Place], at: int) -> tuple[str, str]:
    """The words before and after a place in the same clause, "" where there is none."""
    left = places[at - 1].chosen if at and not places[at].apart else ""
    right = places[at + 1].chosen if at + 1 < len(places) and not places[at + 1].apart else ""
    return left, right


def _preposition(places: list[_Place], at: int) -> None:
    """A figure 1 that stands where "i" does, between two words that it often stands between."""
    left, right = _around(places, at)
    before, after = _neighbours()["i"]
    if left not in NUMBERED and before.get(left, 0) >= OFTEN and after.get(right, 0) >= OFTEN:
        places[at].chosen = "i"


def _weigh(places: list[_Place], at: int) -> None:
    """Let the neighbours choose among the near readings of a place that are look-alikes."""
    place = places[at]
    near = [reading for reading in place.found if place.found[0].score - reading.score < NEAR]
    near = [reading for reading in near if reading.word in _neighbours()]
    if len(near) < 2:
        return
    left, right = _around(places, at)
    scores = {reading.word: reading.score + _beside(reading.word, left, right) for reading in near}
    best = max(scores, key=lambda word: scores[word])
    lower = place.text.lower()
    if best == lower or lower not in scores or scores[best] - scores[lower] >= MARGIN:
        place.chosen = best
    else:
        place.chosen = lower


def _cased(word: str, like: str) -> str:
    """`word` in the case of `like`."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def repair(text: str, vocabulary: Mapping[str, int] | None = None) -> list[Repair]:
    """The words of a damaged text to replace, as (start, end, replacement) in order.

    `vocabulary` is the counts of lower-case words in sound documents of the collection: names and terms.
    """
    own = vocabulary or {}
    places = _places(text, own)
    for at in range(len(places)):
        _choose(places, at, own)
    for at, place in enumerate(places):
        if place.text in ("1", "l"):
            _preposition(places, at)
        else:
            _weigh(places, at)
    return [
        (place.start, place.end, _cased(place.chosen, place.text))
        for place in places
        if place.text and place.chosen != place.text.lower()
    ]


def repair_text(text: str, vocabulary: Mapping[str, int] | None = None) -> tuple[str, Runs]:
    """The mended text, and runs (start in it, start in `text`, length) of the characters that were kept."""
    pieces: list[str] = []
    runs: Runs = []
    at = length = 0
    for start, end, word in [*repair(text, vocabulary), (len(text), len(text), "")]:
        if start > at:
            runs.append((length, at, start - at))
        pieces += (text[at:start], word)
        length += start - at + len(word)
        at = end
    return "".join(pieces), runs
