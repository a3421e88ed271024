"""Counts the neighbours of words that look alike once å, ä, ö are lost (år/är, bör/bor); run by hand.

python -m ingest.language.build_neighbours --text DIR --out ingest/language/data/neighbours.json.gz
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from ingest.language.build_lexicon import SWEDISH, running_texts, running_words

FEWEST = 60  # occurrences of a word that is worth telling from its look-alikes
KEPT = 80  # neighbours kept on each side
KEPT_OF_I = 2500  # of the preposition "i", which is read as the figure 1
SEEN = 4  # occurrences of a neighbour
LOST = str.maketrans("åäöé", "aaoe")


def look_alikes(counts: Counter[str]) -> set[str]:
    """The common words that another common word equals when its marks are lost."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= FEWEST and SWEDISH.fullmatch(word):
            groups[word.translate(LOST)].append(word)
    return {word for group in groups.values() if len(group) > 1 for word in group}


def main() -> None:
    """Write the table; the arguments are in the module's docstring."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    wanted = look_alikes(running_words(given.text)) | {"i"}
    left: defaultdict[str, Counter[str]] = defaultdict(Counter)
    right: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in running_texts(given.text):
        for first, second in pairwise(text):
            if second in wanted:
                left[second][first] += 1
            if first in wanted:
                right[first][second] += 1
    table = {
        word: [
            {
                other: n
                for other, n in side[word].most_common(KEPT_OF_I if word == "i" else KEPT)
                if n >= SEEN and SWEDISH.fullmatch(other)
            }
            for side in (left, right)
        ]
        for word in sorted(wanted)
    }
    packed = gzip.compress(json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
    given.out.write_bytes(packed)


if __name__ == "__main__":
    main()
