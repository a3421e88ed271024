"""The page of competency questions: `python -m tests.bench.questions_page --collection FOLDER` writes it to docs/.

Each question with the call that answers it, and with the SPARQL query that gave the rows. The ids in the
queries are those of the collection.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from api.settings import Settings
from api.wiring import open_container
from corpus.files import write_atomic
from search.answers import Answers
from tests.bench.bench_questions import QUESTIONS

PAGE = Path(__file__).parent.parent.parent / "docs" / "questions.md"
_HEAD = """# Competency questions

Made by `python -m tests.bench.questions_page --collection FOLDER`; do not change it by hand. 40 questions that the
graph is to answer, each with the call of the API and, where the answer comes from the graph, the SPARQL query that
gave its rows; `/sparql` takes it as it stands (the prefixes of the vocabulary may be left out). `/api/ask` finds the
names of a question in the collection, so the ids in the queries are those of the collection that the page was made
with. Questions without a query are answered by passages, or by the findings of `/api/conflicts`.

How many are answered right, in two wordings each, is measured by
`python -m tests.bench.bench_questions --collection FOLDER`; the key words of a right answer stand in
`tests/bench/questions.tsv`. What an answer leaves open is seen in the passages that come beside it.

| What is asked | How it is answered |
| --- | --- |
| who owns, decides, prepares, appoints, signs, reports | relations, the named thing as subject or object |
| who has no agreement | relations that the text denies (`avtal:negated true`), not what is left out |
| what someone has to do, may do, how often | mandates and duties, by holder, modality, frequency |
| what a word or an abbreviation means | definitions, and other names of the thing |
| from when, until when | dates of the agreement, and who adopted or replaced it |
| where documents disagree | findings of `/api/conflicts` about the words and names of the question |
| all else | passages, as `/api/search` finds them |"""


def page(answers: Answers) -> Iterator[str]:
    """The page, part by part, in Markdown."""
    yield _HEAD
    with QUESTIONS.open(encoding="utf-8") as file:
        for number, _, question, _ in csv.reader(file, delimiter="\t"):
            asked = answers.ask(question)
            yield f"## {number}. {question}"
            if asked.kind == "relation":
                what = f"{len(asked.rows)} rows ({asked.row_kind})" if asked.rows else "one sentence"
            else:
                what = f"{len(asked.results)} passages"
            yield f"`GET /api/ask?q={quote(question)}` gives {what}."
            if asked.sparql:
                yield f"```sparql\n{asked.sparql}\n```"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--collection", type=Path, required=True)
    opened = open_container(Settings(data=parser.parse_args().collection), "page")
    try:
        write_atomic(PAGE, ("\n\n".join(page(opened.answers)) + "\n").encode())
    finally:
        opened.close()


if __name__ == "__main__":
    main()
