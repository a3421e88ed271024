"""Training pairs (query, text) by source, so that a batch holds one source and its negatives are hard."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from search.training.text import UNSEEN_FROM, Source, is_development, of_the_domain, paragraphs, read_lines, sentences

Pair = tuple[str, str]
_HEADING = re.compile(r"^#{2,5}\s+(.+)$", re.MULTILINE)
_NUMBER = re.compile(r"\bkap\b|\b[a-z]\b|[\W\d_]", re.IGNORECASE)  # what a numbered heading consists of
_TEXT = 700  # characters of a text that are read
_LONG = 2_200  # of a whole page
OWN = Path(__file__).parent  # where this project's queries lie, queries-*.jsonl


@dataclass(frozen=True, slots=True)
class Question:
    """A hand-written query with the passage that answers it."""

    query: str
    kind: str
    reference: str
    text: str


def questions(data: Path, development: bool) -> list[Question]:
    """The hand-written queries, of the documents kept for development or of the others."""
    rows = read_lines(data / "pairs" / "questions.jsonl")
    found = (Question(r["q"], r["kind"], r["ref"], r["text"]) for r in rows)
    return [q for q in found if is_development(q.reference.split(" #")[0]) == development]


def own_queries(found: Iterable[Source], folder: Path = OWN) -> list[Question]:
    """This project's queries (`queries-*.jsonl`), each with the passage that its reference names.

    A reference is "<document> #<n>", n the place in `paragraphs` of the document. Queries whose document is
    not among `found`, or is kept for development, are left out.
    """
    rows = [row for path in sorted(folder.glob("queries-*.jsonl")) for row in read_lines(path)]
    wanted = {r["ref"].partition(" #")[0] for r in rows}
    held = {s.key: paragraphs(s.text) for s in found if s.key in wanted and not kept_out(s)}
    asked: list[Question] = []
    for row in rows:
        document, _, number = row["ref"].partition(" #")
        if document in held and int(number) < len(held[document]):
            asked.append(Question(row["q"], row["kind"], row["ref"], held[document][int(number)]))
    return asked


def distractors(asked: Sequence[Question], found: Iterable[Source], rng: random.Random, each: int) -> list[str]:
    """Paragraphs of the documents of the questions that answer none of them, at most `each` of a document."""
    answers = {" ".join(q.text.split())[:80] for q in asked}
    wanted = {q.reference.partition(" #")[0] for q in asked}
    chosen: list[str] = []
    for source in found:
        if source.key in wanted:
            others = [p for p in paragraphs(source.text) if p[:80] not in answers]
            chosen += [p[:_TEXT] for p in rng.sample(others, min(each, len(others)))]
    return chosen


def swequad(data: Path, part: str) -> list[Question]:
    """The questions of SweQUAD-MC on pages of Swedish authorities. `part` is "training" or "dev"."""
    with gzip.open(data / "pairs" / f"swequad-{part}.json.gz", "rt", encoding="utf-8") as file:
        rows = json.load(file)["data"]
    found = []
    for row in rows:
        context = row["context"].replace("\r\n", "\n")
        found.append(Question(row["question"], "swequad", hashlib.sha256(context.encode()).hexdigest()[:16], context))
    return found


def kept_out(source: Source) -> bool:
    """True for documents of the development sets."""
    late = source.kind == "regeringsuppdrag" and source.date >= UNSEEN_FROM
    return late or is_development(source.key)


def neighbours(found: Iterable[Source], rng: random.Random, limit: int) -> list[Pair]:
    """Sentence to the sentences beside it, `limit` pairs; texts of the domain count three times."""
    pairs: list[Pair] = []
    for source in found:
        local: list[Pair] = []
        for paragraph in paragraphs(source.text, 80):
            local += list(pairwise(sentences(paragraph)))
        repeat = 3 if of_the_domain(source.text[:3000]) else 1
        pairs += rng.sample(local, min(len(local), 40)) * repeat
        if len(pairs) >= limit:
            break
    return pairs[:limit]


def cloze(found: Iterable[Source], rng: random.Random, limit: int) -> list[Pair]:
    """A sentence to the rest of its paragraph (inverse cloze task, Lee et al. 2019); the domain counts three times."""
    pairs: list[Pair] = []
    for source in found:
        local: list[Pair] = []
        for paragraph in paragraphs(source.text, 200):
            parts = sentences(paragraph)
            for first in range(0, len(parts) - 2, 6):
                window = parts[first : first + 6]
                chosen = rng.randrange(len(window))
                local.append((window[chosen], " ".join(window[:chosen] + window[chosen + 1 :])[:_TEXT]))
        pairs += rng.sample(local, min(len(local), 15 if of_the_domain(source.text[:3000]) else 5))
        if len(pairs) >= limit:
            break
    return pairs[:limit]


def titles(found: Iterable[Source], rng: random.Random) -> dict[str, list[Pair]]:
    """Title or summary to text, heading of a statute to its section, topic or event to its text."""
    pages: list[Pair] = []
    statutes: list[Pair] = []
    topics: list[Pair] = []
    events: list[Pair] = []
    for source in found:
        parts = paragraphs(source.text)
        if not parts:
            continue
        if source.collection == "g0vse":
            pages += [(source.title, part[:_TEXT]) for part in rng.sample(parts, min(len(parts), 2))]
            if len(parts) > 5 and rng.random() < 0.3:
                pages.append((source.title, " ".join(parts)[:_LONG]))
            if source.summary:
                pages.append((source.summary[:300], parts[0][:_TEXT]))
                pages.append((source.title, source.summary[:_TEXT]))
        elif source.collection == "sfs":
            statutes += _sections(source, rng)
        elif source.collection == "interpellation":
            topics.append((source.title, rng.choice(parts)[:_TEXT]))
            topics.append((source.title, parts[0][:_TEXT]))
        elif source.collection == "event":
            events.append((source.title, " ".join(parts)[:_TEXT]))
    rng.shuffle(statutes)
    return {"pages": pages, "statutes": statutes[:30_000], "topics": topics, "events": events}


def _sections(source: Source, rng: random.Random) -> list[Pair]:
    """The headings of a statute with the paragraphs under them; a heading that is only a number takes the one above."""
    pieces = _HEADING.split(source.text)
    found: list[Pair] = []
    topic = ""
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=False):
        if _NUMBER.sub("", heading):
            topic = heading.strip()
        for paragraph in paragraphs(body)[:3]:
            query = f"{source.title} {topic}" if not topic or rng.random() < 0.5 else topic
            found.append((query, paragraph[:_TEXT]))
    return rng.sample(found, min(len(found), 15))


def sentence_pairs(data: Path) -> list[Pair]:
    """Sentences that mean the same: entailments, paraphrases (4 of 5 or more)."""
    rows = read_lines(data / "pairs" / "swenli-dev.jsonl.gz")
    pairs = [(r["hypothesis"], r["premise"]) for r in rows if r["label"] == "entailment"]
    rows = read_lines(data / "pairs" / "sweparaphrase-train.jsonl.gz")
    return pairs + [(r["sentence_1"], r["sentence_2"]) for r in rows if float(r["label"]) >= 4]


def word_pairs(data: Path) -> list[Pair]:
    """Headword and its synonyms from the Synlex thesaurus (`word|n`, then n lines `|synonym|...`)."""
    lines = (data / "lexicon" / "th_sv_SE_v2.dat").read_text(encoding="iso-8859-1").splitlines()[1:]
    pairs: list[Pair] = []
    head = ""
    for line in lines:
        if line.startswith("|"):
            pairs += [(head, synonym) for synonym in line.strip("|").split("|") if synonym]
        else:
            head = line.split("|")[0]
    return pairs


def squad(data: Path) -> list[Pair]:
    """Machine-translated SQuAD: question to paragraph."""
    with gzip.open(data / "pairs" / "squad_dev_v2_sv.json.gz", "rt", encoding="utf-8") as file:
        articles = json.load(file)["data"]
    return [
        (entry["question"], paragraph["context"][:1200])
        for article in articles
        for paragraph in article["paragraphs"]
        for entry in paragraph["qas"]
        if not entry.get("is_impossible")
    ]
