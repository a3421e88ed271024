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
from math import log
from pathlib import Path

from ingest.language.channel import MARKS, Reading, prior, readings
from ingest.language.lexicon import known
from ingest.language.wordtable import row, table

NEIGHBOURS = Path(__file__).parent / "data" / "neighbours.json.gz"
CHUNK = re.compile(r"[^\s/\-–—]+")
EDGES = "\"'”“’‘«»()[]<>.,;:!?…*•"
ADDRESS = re.compile(r"@\w+\.|https?:|www\.|\w\.(?:se|com|nu|org|eu)\b|\d{3}|^\W*\d+\W*$")
MARGIN = 2.0  # log units by which a reading must beat the word as read
NEAR = 9.0  # log units within which neighbours may decide
SMOOTHING = 20.0  # occurrences that the neighbours of a rare look-alike are spread over

Repair = tuple[int, int, str]
Runs = list[tuple[int, int, int]]


@dataclass(slots=True)
class _Place:
    """A word of the text with its readings; `chosen` is lower case."""

    start: int
    end: int
    text: str
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
    at = 0
    for match in CHUNK.finditer(text):
        while at < len(addresses) and addresses[at][1] <= match.start():
            at += 1
        bare = match.group().strip(EDGES)
        start = match.start() + match.group().find(bare) if bare else match.start()
        place = _Place(start, start + len(bare), bare, chosen=bare.lower())
        found.append(place)
        inside = at < len(addresses) and addresses[at][0] <= match.start()
        if inside or len(bare) < 2 or not any(map(str.isalpha, bare)) or _short_capitals(bare):
            continue
        lower = bare.lower()
        if not _sound(lower, vocabulary):
            if lower not in cache:
                cache[lower] = readings(lower, vocabulary)
            place.found = cache[lower]
    return found


def _short_capitals(word: str) -> bool:
    """Whether the word is an abbreviation in capitals: nothing says what letters it should have."""
    return word.isupper() and len(word) < 5


def _choose(place: _Place, vocabulary: Mapping[str, int]) -> None:
    """Take the best reading, if it beats the word as read clearly."""
    if not place.found:
        return
    best, lower = place.found[0], place.text.lower()
    own = next((reading.score for reading in place.found if reading.word == lower), None)
    if best.word == lower or not (known(best.word) or best.word in vocabulary):
        return
    # A name or a foreign word with no likely reading stays.
    if own is not None and best.score - own < MARGIN:
        return
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


def _weigh(places: list[_Place], at: int) -> None:
    """Let the neighbours choose among the near readings of a place that are look-alikes."""
    place = places[at]
    near = [reading for reading in place.found if place.found[0].score - reading.score < NEAR]
    near = [reading for reading in near if reading.word in _neighbours()]
    if len(near) < 2:
        return
    left = places[at - 1].chosen if at else ""
    right = places[at + 1].chosen if at + 1 < len(places) else ""
    scores = {reading.word: reading.score + _beside(reading.word, left, right) for reading in near}
    best = max(scores, key=lambda word: scores[word])
    lower = place.text.lower()
    if best == lower or scores[best] - scores.get(lower, scores[best] - MARGIN) >= MARGIN:
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
    for place in places:
        _choose(place, own)
    for at in range(len(places)):
        _weigh(places, at)
    return [
        (place.start, place.end, _cased(place.chosen, place.text))
        for place in places
        if place.found and place.chosen != place.text.lower()
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
