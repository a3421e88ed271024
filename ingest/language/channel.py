"""The noisy channel: what a misread Swedish word may have been, and how likely each reading is.

P(word | read) is proportional to P(read | word) P(word) (Kernighan, Church & Gale 1990). The error model is the
table of substring confusions learnt by `ingest.language.learn_confusions`; the candidates are built letter
by letter under a beam, guided by a letter model of Swedish words, because most of the long words are
compounds that no list holds.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import log
from pathlib import Path

from ingest.language.compounds import split
from ingest.language.wordtable import NAME, WORD, row, table

CONFUSIONS = Path(__file__).parent / "data" / "confusions.json"
BEAM = 24
ORDER = 3  # letters that the letter model looks back
TRAINING = 30  # occurrences of a word that the letter model learns from
WIDEST = 3  # letters as read of a confusion
LONGEST = 30  # letters of a word worth mending
MARKS = "åäö"
# A mark may be read as any of these, seen in training or not (log probability each).
STRAY = dict.fromkeys(MARKS, "aoeid640&é@g")
STRAY_WEIGHT = log(0.002)
PAIR = "aoid6é&"  # and as any two of these
PAIR_WEIGHT = log(0.0004)
KEPT = log(0.97)  # a letter read as itself
MARK_KEPT = log(0.02)  # a mark that survived
RARE = 0.4  # occurrences that a dictionary word unseen in running text counts as
COMPOUND = 0.05  # and a compound
UNKNOWN = log(1e-14)
OWN = 3.0  # occurrences in the running text that one in the collection's own documents is worth


@dataclass(frozen=True, slots=True)
class Reading:
    """A possible word and its log score (channel and word together)."""

    word: str
    score: float


@lru_cache(maxsize=1)
def _confusions() -> dict[str, list[tuple[str, float]]]:
    """For each substring as read, the right substrings and log P(read | right)."""
    rows = json.loads(CONFUSIONS.read_text(encoding="utf-8"))["rows"]
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for mark, reads in STRAY.items():
        for read in reads:
            found[read][mark] = STRAY_WEIGHT
        for first, second in product(PAIR, PAIR):
            found[first + second][mark] = PAIR_WEIGHT
    for entry in rows:
        found[entry["noisy"]][entry["clean"]] = log(entry["count"] / (entry["of"] + 1))
    return {read: list(right.items()) for read, right in found.items()}


@lru_cache(maxsize=1)
def _letters() -> tuple[dict[str, float], dict[str, float]]:
    """Log probabilities of a letter after `ORDER` letters, and after one fewer as a fallback."""
    long: Counter[str] = Counter()
    short: Counter[str] = Counter()
    for word, _, count in table().words(WORD, TRAINING):
        padded, weight = "^" * ORDER + word + "$", int(10 * log(count))
        for at in range(ORDER, len(padded)):
            long[padded[at - ORDER : at + 1]] += weight
            short[padded[at - ORDER + 1 : at + 1]] += weight
    return _conditional(long), _conditional(short)


def _conditional(counts: Counter[str]) -> dict[str, float]:
    """Log P(last letter | the letters before it) of n-gram counts."""
    totals: Counter[str] = Counter()
    for gram, count in counts.items():
        totals[gram[:-1]] += count
    return {gram: log(count / totals[gram[:-1]]) for gram, count in counts.items()}


def _letter(context: str, letter: str) -> float:
    """Log probability of `letter` after `context`."""
    long, short = _letters()
    found = long.get(context[-ORDER:] + letter)
    if found is not None:
        return found
    found = short.get(context[-ORDER + 1 :] + letter)
    return found - 1.5 if found is not None else -9.0


def _spelt(context: str, letters: str) -> float:
    """Log probability of `letters` after `context`."""
    score = 0.0
    for letter in letters:
        score += _letter(context, letter)
        context += letter
    return score


def candidates(read: str) -> dict[str, float]:
    """Possible words behind `read` (lower case) with log P(read | word), the most likely `BEAM`."""
    confusions = _confusions()
    # at position i: word so far -> (channel score, letter score)
    beams: list[dict[str, tuple[float, float]]] = [{} for _ in range(len(read) + 1)]
    beams[0][""] = (0.0, 0.0)
    for at in range(len(read)):
        best = sorted(beams[at].items(), key=lambda item: -sum(item[1]))[:BEAM]
        beams[at] = {}
        steps = [(at + 1, read[at], MARK_KEPT if read[at] in MARKS else KEPT)] if read[at].isalpha() else []
        for width in range(1, min(WIDEST, len(read) - at) + 1):
            piece = read[at : at + width]
            steps += [(at + width, right, weight) for right, weight in confusions.get(piece, ())]
        for word, (channel, spelling) in best:
            context = "^" * ORDER + word
            for end, right, weight in steps:
                entry = (channel + weight, spelling + _spelt(context, right))
                held = beams[end].get(word + right)
                if held is None or held < entry:
                    beams[end][word + right] = entry
    ended = sorted(beams[-1].items(), key=lambda item: -sum(item[1]))[:BEAM]
    return {word: channel for word, (channel, _) in ended}


def prior(word: str, vocabulary: Mapping[str, int]) -> float:
    """Log probability of a word: its counts, or those of a dictionary word or a compound that was never seen."""
    found, own, total = row(word), vocabulary.get(word, 0), table().total
    if found.seen or own:
        names = 0.2 if found.bits & NAME or (not found.bits & WORD and not own) else 1.0
        return log((found.seen * names + own * OWN + RARE) / total)
    if found.bits & WORD:
        return log(RARE / total)
    parts = split(word)
    if len(parts) > 1 and min(len(part) for part in parts) > 2:
        return log(COMPOUND / total) - 1.5 * (len(parts) - 2)
    return UNKNOWN - 2.0


def readings(read: str, vocabulary: Mapping[str, int]) -> list[Reading]:
    """The readings of a word as read (lower case), most likely first; itself is among them."""
    if len(read) > LONGEST:
        return [Reading(read, 0.0)]
    channel = candidates(read)
    if read.isalpha():
        channel.setdefault(read, KEPT * len(read))
    scored = [Reading(word, weight + prior(word, vocabulary)) for word, weight in channel.items() if word]
    return sorted(scored, key=lambda reading: -reading.score)
