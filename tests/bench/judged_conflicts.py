"""Findings over real documents, drawn by seed and judged by hand: `python -m tests.bench.judged_conflicts`.

    python -m tests.bench.judged_conflicts                      the share that is right, by type
    python -m tests.bench.judged_conflicts --collection FOLDER [--seed 2] [--count 60]

With a collection (the data folder of `avtal`) it draws findings by seed, checks that both quotes stand on their
pages, and prints those without a verdict with both quotes, to be judged: a line each in
`docs/evaluation/conflicts-real.tsv` (id, type, page of a, page of b, "rätt" or "fel", why in a few words). A finding's
id comes from what its quotes say, so verdicts hold as long as the texts do.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.store import DocumentStore
from ingest.pipeline import load
from search.conflicts.model import Finding

VERDICTS = Path(__file__).parents[2] / "docs" / "evaluation" / "conflicts-real.tsv"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person said of a finding."""

    id: str
    type: str
    page_a: int
    page_b: int
    right: bool
    why: str


def verdicts(path: Path = VERDICTS) -> list[Verdict]:
    """The verdicts on file."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Verdict(r["id"], r["type"], int(r["page_a"]), int(r["page_b"]), r["verdict"] == "rätt", r["why"])
            for r in csv.DictReader(file, delimiter="\t")
        ]


def drawn(data: Path, seed: int, count: int) -> list[Finding]:
    """Findings of a collection, drawn by seed; all where there are no more than `count`."""
    kept = msgspec.json.decode((data / "findings.json").read_bytes(), type=tuple[Finding, ...])
    shown = sorted((f for f in kept if f.verified), key=lambda f: f.id)
    return random.Random(seed).sample(shown, min(count, len(shown)))


def misplaced(data: Path, found: list[Finding]) -> list[str]:
    """The sides whose quote does not stand on its page."""
    store = DocumentStore(data)
    pages = {e.document: load(store, e).structure.pages for e in store.ledger.current()}
    return [
        side.id
        for f in found
        for side in (f.a, f.b)
        if pages[side.document.id][side.page - 1].text[side.start : side.end] != side.quote
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--collection", type=Path)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--count", type=int, default=60)
    args = parser.parse_args()
    known = {v.id: v for v in verdicts()}
    judged = list(known.values())
    if args.collection:
        found = drawn(args.collection, args.seed, args.count)
        print(
            f"{len(found)} drawn; quotes that do not stand on their page: {misplaced(args.collection, found) or 'none'}"
        )
        for f in (f for f in found if f.id not in known):
            print(f"\n{f.id}\t{f.type}\t{f.a.page}\t{f.b.page}\n  {f.explanation}\n  A {f.a.quote}\n  B {f.b.quote}")
        judged = [known[f.id] for f in found if f.id in known]
    of = Counter(v.type for v in judged)
    right = Counter(v.type for v in judged if v.right)
    for type_, number in sorted(of.items()):
        print(f"{type_:<22}{right[type_]:3} of {number}")
    print(f"right {sum(right.values())} of {len(judged)}: {sum(right.values()) / max(1, len(judged)):.3f}")


if __name__ == "__main__":
    main()
