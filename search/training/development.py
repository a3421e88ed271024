"""The three development sets: what is chosen by them, and what they are made of. Nothing of them is trained on.

Authority pages (SweQUAD-MC, whole web pages), the hand-written queries on documents kept out of training (among all
paragraphs of those documents), and questions on the sample agreements, read from their PDFs as the product reads them.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.ids import VersionId, passage_id
from corpus.samples.build import GOLD, build
from ingest.artifact import Artifact, Facts
from ingest.options import ReadOptions
from ingest.pdf.ocr import Recogniser
from ingest.pdf.reading import read_pdf
from ingest.structure.build import build as structure_of
from search.analysis import fold
from search.evaluation import Collection, Judged
from search.indexing import MAX_TEXT, context
from search.training.pairs import questions, swequad
from search.training.text import paragraphs, sources

PARAGRAPHS = 40  # of a document beside the passages asked for
HELD = 0.6  # of the answer's 5-grams a passage holds that answers
_LETTERS = re.compile(r"[^0-9a-z]+")


def collections(data: Path) -> Iterator[Collection]:
    """The three sets; `data` is the folder of language data."""
    yield authority_pages(data)
    yield held_out(data)
    yield agreements()


def authority_pages(data: Path) -> Collection:
    """SweQUAD-MC's development questions among the pages of both parts: those of the training part distract."""
    rows = swequad(data, "dev")
    texts = {_key(r.text): r.text for r in (*rows, *swequad(data, "training"))}
    asked = tuple(Judged(r.query, frozenset([_key(r.text)]), "swequad") for r in rows)
    return Collection("authority pages", texts, asked, {})


def held_out(data: Path) -> Collection:
    """The hand-written queries on documents kept out, among the paragraphs of those documents."""
    rows = questions(data, development=True)
    texts = {_key(r.text): r.text for r in rows}
    documents = {r.reference.split(" #")[0] for r in rows}
    contexts: dict[str, str] = {}
    titles: dict[str, str] = {}
    asked = [" ".join(t.split()) for t in texts.values()]
    for source in sources(data):
        if source.key not in documents:
            continue
        titles[source.key] = source.title
        for paragraph in paragraphs(source.text)[:PARAGRAPHS]:
            if not any(paragraph in a or a in paragraph for a in asked):
                texts.setdefault(_key(paragraph), paragraph)
                contexts[_key(paragraph)] = source.title
    for row in rows:
        contexts[_key(row.text)] = titles.get(row.reference.split(" #")[0], "")
    judged = tuple(Judged(r.query, frozenset([_key(r.text)]), r.kind) for r in rows)
    return Collection("paragraphs", texts, judged, contexts)


def agreements() -> Collection:
    """The questions on the sample agreements (`corpus/samples/gold`), among all their passages."""
    texts: dict[str, str] = {}
    contexts: dict[str, str] = {}
    held: dict[str, tuple[str, set[str]]] = {}
    found: list[Artifact] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in build(Path(folder)):
            structure = structure_of(read_pdf(path, ReadOptions().limits, Recogniser()), path.name)
            artifact = Artifact(path.stem, f"{path.stem}-v", "", path.name, structure, Facts())
            found.append(artifact)
            for number, passage in enumerate(structure.passages):
                key = str(passage_id(VersionId(artifact.version), number))
                texts[key] = passage.text
                contexts[key] = context(structure.metadata, structure.sections, passage)
                held[key] = (path.stem, _grams(passage.text[:MAX_TEXT]))
    judged = []
    for name in ("questions.jsonl", "development.jsonl"):
        for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            quotes = row.get("answer_quotes") or [row["answer_quote"]]
            stems = row.get("docs") or [row["doc"]] * len(quotes)
            wanted = [(stem, _grams(quote)) for stem, quote in zip(stems, quotes, strict=True)]
            right = frozenset(
                key
                for key, (document, has) in held.items()
                if any(document == stem and len(quote & has) >= HELD * len(quote) for stem, quote in wanted)
            )
            judged.append(Judged(row["q"], right, row["kind"]))
    return Collection("sample agreements", texts, tuple(judged), contexts, tuple(found))


def _grams(text: str) -> set[str]:
    """The 5-grams of the letters and digits of a text."""
    letters = _LETTERS.sub("", fold(text.casefold()))
    return {letters[at : at + 5] for at in range(max(1, len(letters) - 4))}


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
