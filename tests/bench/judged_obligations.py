"""Obligations of documents that nobody has marked: draw a sample to judge by hand, and score the judgements.

    python -m tests.bench.judged_obligations draw COLLECTION --seed 1 > sample.tsv
    python -m tests.bench.judged_obligations score docs/evaluation/obligations-regulations.tsv

COLLECTION is a data folder that `avtal ingest` has filled. The sample is stratified: documents are gone round in an
order of their own for each seed, a row at a time, so that a long document counts no more than it must. A judge reads
each row with its surroundings on the page and writes `right` or `wrong`; a wrong one names its parts (norm, modality,
bearer, action, object, counterparty, condition, deadline, frequency), and a note says how. A row is right where every
part that it gives says what the text says.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from ingest.artifact import Artifact, Obligation, decode

COLUMNS = ("seed", "document", "page", "at", "modality", "bearer", "action", "verdict", "wrong", "note")
PARTS = frozenset(
    {"norm", "modality", "bearer", "action", "object", "counterparty", "condition", "deadline", "frequency"}
)
_SHOWN = 60  # characters of an action in the judgement file


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw or score; 1 where a judgement cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("collection", type=Path)
    drawing.add_argument("--seed", type=int, required=True)
    drawing.add_argument("--number", type=int, default=200)
    drawing.add_argument("--without", type=Path, help="a judgement file: none of its sentences is drawn again")
    drawing.add_argument("--full", action="store_true", help="all parts and the quote, to judge by")
    scoring = commands.add_parser("score")
    scoring.add_argument("judgements", type=Path)
    given = parser.parse_args(arguments)
    if given.command == "score":
        return score(given.judgements)
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    writer.writerow(
        [*COLUMNS, "object", "counterparty", "condition", "deadline", "frequency", "quote"][
            : None if given.full else len(COLUMNS)
        ]
    )
    known = {_place(row) for row in _rows(given.without)} if given.without else set()
    for artifact, row in draw(list(artifacts(given.collection)), given.seed, given.number, known):
        writer.writerow(line(artifact, row, given.seed, given.full))
    return 0


def artifacts(collection: Path) -> Iterator[Artifact]:
    """The documents of a collection, by file name."""
    read = [decode(path.read_bytes()) for path in sorted((collection / "artifacts").glob("*/*.json"))]
    yield from sorted(read, key=lambda artifact: artifact.file)


def draw(
    documents: Sequence[Artifact], seed: int, number: int, known: Set[tuple[str, ...]] = frozenset()
) -> list[tuple[Artifact, Obligation]]:
    """`number` obligations, as even over the documents as their numbers allow; the same for the same seed.

    A sentence whose document, page and offset are in `known` is passed over.
    """
    chance = random.Random(seed)
    waiting = [
        (artifact, [row for row in artifact.facts.obligations if where(artifact, row) not in known])
        for artifact in documents
    ]
    chance.shuffle(waiting)
    for _, rows in waiting:
        chance.shuffle(rows)
    drawn: list[tuple[Artifact, Obligation]] = []
    while waiting and len(drawn) < number:
        waiting = [(artifact, rows) for artifact, rows in waiting if rows]
        drawn.extend((artifact, rows.pop()) for artifact, rows in waiting)
    return drawn[:number]


def where(artifact: Artifact, row: Obligation) -> tuple[str, ...]:
    """Document, page and character offset of the sentence."""
    return Path(artifact.file).stem, str(row.evidence.span.page), str(row.evidence.span.start)


def line(artifact: Artifact, row: Obligation, seed: int, full: bool = False) -> list[str]:
    """A row of the sample, its judgement left empty."""
    names = {entity.id: entity.name for entity in artifact.facts.entities}
    bearer = names[row.bearer] if row.bearer else ""
    first = [str(seed), *where(artifact, row), row.modality.value, bearer]
    if not full:
        return [*first, row.action[:_SHOWN], "", "", ""]
    parts = (row.object, row.counterparty, row.condition, row.deadline, row.frequency, row.evidence.quote)
    return [*first, row.action, "", "", "", *(" ".join((part or "").split()) for part in parts)]


def score(path: Path) -> int:
    """Print the precision of each seed's sample, and what was wrong."""
    rows = _rows(path)
    strange = [row for row in rows if not _judged(row)]
    for row in strange:
        print("not judged:", row["document"], row["page"], row["action"])
    for seed in dict.fromkeys(row["seed"] for row in rows):
        _print(seed, [row for row in rows if row["seed"] == seed])
    return int(bool(strange))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _place(row: dict[str, str]) -> tuple[str, ...]:
    return row["document"], row["page"], row["at"]


def _judged(row: dict[str, str]) -> bool:
    named = set(filter(None, row["wrong"].split(",")))
    return row["verdict"] == ("wrong" if named else "right") and named <= PARTS


def _print(seed: str, rows: Iterable[dict[str, str]]) -> None:
    judged = list(rows)
    right = sum(row["verdict"] == "right" for row in judged)
    documents = len({row["document"] for row in judged})
    print(f"seed {seed}: {right} of {len(judged)} right = {right / len(judged):.3f}, {documents} documents")
    for part, number in Counter(p for row in judged for p in row["wrong"].split(",") if p).most_common():
        print(f"   {part}: {number}")


if __name__ == "__main__":
    sys.exit(main())
