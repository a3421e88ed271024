"""Accuracy and speed of the shipped parser: `python -m tests.bench.bench_parser --data ../shared/data`.

Talbanken's development part and the sealed (even) sentences of PUD, neither of which the training saw; on the
gold words, and on the raw text cut into words by the extraction's own rules.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from ingest.extraction.parsed import written_words
from ingest.extraction.units import tokenize
from ingest.syntax.parser import MODEL, UdpipeParser
from ingest.syntax.score import score
from ingest.syntax.train import DEVELOPMENT, PUD, halves
from ingest.syntax.tree import Tree, read_trees


def cut(text: str) -> list[str]:
    """The words of a sentence as extraction cuts them."""
    return [form for _, form in written_words(tokenize(text, 0, len(text), ()))]


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--model", type=Path, default=MODEL)
    options.add_argument("--development", action="store_true", help="PUD's other half, for choosing")
    chosen = options.parse_args()
    parser = UdpipeParser(chosen.model)
    odd, even = halves(tuple(read_trees(chosen.data / "treebank" / PUD)))
    sets: dict[str, tuple[Tree, ...]] = {
        "Talbanken, development": tuple(read_trees(chosen.data / "treebank" / DEVELOPMENT)),
        "PUD, odd" if chosen.development else "PUD, even (sealed)": odd if chosen.development else even,
    }
    print(f"{chosen.model.name}: {chosen.model.stat().st_size / 1e6:.1f} MB")
    for name, trees in sets.items():
        for kind, cutter in (("gold words", None), ("raw text", cut)):
            start = time.process_time()
            found = score(trees, parser, cutter)
            speed = found.count / (time.process_time() - start)
            print(
                f"{name}, {kind}: words {found.words:.3f} UPOS {found.upos:.3f} UAS {found.uas:.3f} "
                f"LAS {found.las:.3f} ({len(trees)} sentences, {speed:,.0f} words/s)"
            )


if __name__ == "__main__":
    main()
