"""Competency questions to a collection: `python -m tests.bench.bench_questions --collection FOLDER`.

`questions.tsv`: number, key words that a right answer holds (with + between), the question in two
wordings. An answer is its sentence, the names and quotes of its rows, and the passages beside it
where it is a passage; "rubriken" counts the sentence and the rows alone. The folder is a data folder
that `avtal ingest` made, with no service over it.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import time
from dataclasses import asdict
from pathlib import Path

from api.settings import Settings
from api.wiring import open_container
from search.answers import Answers
from search.asking.asked import Asked

QUESTIONS = Path(__file__).parent / "questions.tsv"


def told(asked: Asked, passages: bool) -> str:
    """All that the answer shows, in lower case."""
    rows = " ".join(str(asdict(row)) for row in asked.rows)
    beside = " ".join(result.text for result in asked.results) if passages else ""
    return f"{asked.answer} {rows} {beside}".casefold()


def right(asked: Asked, keys: list[str], passages: bool) -> bool:
    text = told(asked, passages)
    return all(key.casefold() in text for key in keys)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--collection", type=Path, required=True)
    folder = parser.parse_args().collection
    opened = open_container(Settings(data=folder), "bench")
    try:
        _measure(opened.answers)
    finally:
        opened.close()


def _measure(answers: Answers) -> None:
    answers.ask("uppvärmning")
    counts = {"båda": 0, "första": 0, "andra": 0, "svaret": 0, "graf": 0}
    times: list[float] = []
    with QUESTIONS.open(encoding="utf-8") as file:
        for number, key_words, *wordings in csv.reader(file, delimiter="\t"):
            keys = key_words.split("+")
            marks = []
            for wording in wordings:
                start = time.perf_counter()
                asked = answers.ask(wording)
                times.append(time.perf_counter() - start)
                found = right(asked, keys, passages=True)
                alone = right(asked, keys, passages=False)
                counts["svaret"] += alone
                counts["graf"] += asked.kind == "relation"
                marks.append(found)
                print(f"{number:>2} {'rätt' if found else 'FEL '} {'svar   ' if alone else 'stycken'} {wording}")
                if not found:
                    print(f"        {asked.answer[:200]}")
            counts["första"] += marks[0]
            counts["andra"] += marks[1]
            counts["båda"] += all(marks)
    print(
        f"rätt i båda ordalydelserna {counts['båda']}, i den första {counts['första']}, i den andra {counts['andra']};"
        f" av {len(times)} svar {counts['svaret']} i svaret och raderna, {counts['graf']} ur grafen;"
        f" median {statistics.median(times) * 1000:.0f} ms, längst {max(times) * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
