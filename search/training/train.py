"""Train the shipped embedding model: `python -m search.training.train --data FOLDER --out search/model`.

Two stages, seeded. The base: sentences with their neighbours, then pairs of every source. The
refinement: the queries with hard negatives. The model is the mean of the vectors before and after it.
The base is kept in `--work`, so that a change of the queries costs the refinement alone.
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from search.thesaurus import load_thesaurus
from search.training.model import Group, StaticModel, Texts, averaged, export, train_pass, train_tokenizer
from search.training.negatives import Found, by_vectors, by_words, chosen
from search.training.pairs import (
    Pair,
    Question,
    cloze,
    distractors,
    kept_out,
    neighbours,
    own_queries,
    questions,
    sentence_pairs,
    squad,
    swequad,
    titles,
    word_pairs,
)
from search.training.text import Source, sources

log = logging.getLogger("train")
_TOKENS = 256  # of a text
_MARGIN = 0.0005  # the least step
_DEPTH = 40  # passages that hard negatives are drawn from
_WRONG = 8  # hard negatives of a query, half by words, half by the model
_EACH = 12  # paragraphs of a document that stand among the hard negatives
# How often a query counts in a pass of the last stage: everyday words are the hardest to learn.
WEIGHTS = {"vardag": 3.0, "förvaltning": 3.0, "fråga": 2.0, "felstavad": 1.5, "nyckelord": 1.5, "swequad": 3.0}
# The most pairs of a source in a pass of the base, and in one of the refinement, so that it forgets nothing.
MOST = {"cloze": 50_000, "pages": 60_000, "statutes": 20_000, "topics": 20_000, "events": 12_000, "words": 40_000}
SHARE = {"cloze": 21_000, "pages": 21_000, "statutes": 8_000, "topics": 8_000, "events": 5_000, "words": 21_000}
_SAMPLE = 12_000_000  # characters that the tokenizer is trained on


@dataclass(frozen=True, slots=True)
class Recipe:
    """The numbers of a training. `limit` is the number of pairs of neighbouring sentences."""

    pieces: int = 32_000
    dimensions: int = 256
    passes: int = 2
    refinements: int = 3
    limit: int = 300_000
    later: float = 0.7  # share of the refined vectors in the mean with those before refining
    seed: int = 7

    def of_base(self) -> dict[str, int]:
        """The numbers that the base hangs on."""
        return {name: getattr(self, name) for name in ("pieces", "dimensions", "passes", "limit", "seed")}


def tokenized(tokenizer: Tokenizer, texts: Sequence[str]) -> Texts:
    """The subwords of the texts, at most `_TOKENS` each, at least one."""
    rows = [e.ids[:_TOKENS] or [0] for e in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]
    starts = np.concatenate([[0], np.cumsum([len(r) for r in rows])]).astype(np.int64)
    return Texts(np.fromiter((i for r in rows for i in r), dtype=np.int32, count=int(starts[-1])), starts)


def group(tokenizer: Tokenizer, pairs: Sequence[Pair]) -> Group:
    """Pairs as subwords; equal texts are held once."""
    places: dict[str, int] = {}
    rows = np.array([[places.setdefault(text, len(places)) for text in pair] for pair in pairs], dtype=np.int64)
    return Group(tokenized(tokenizer, list(places)), rows[:, 0], rows[:, 1], np.empty((len(pairs), 0), dtype=np.int64))


@dataclass(frozen=True, slots=True)
class Mined:
    """The queries with the passages that hard negatives are drawn from, and what words find among them."""

    asked: Sequence[Question]
    passages: list[str]
    right: list[int]  # the place of every query's answer
    by_words: Found

    @classmethod
    def of(cls, asked: Sequence[Question], others: Iterable[str]) -> Mined:
        """The queries, with their own passages and the others."""
        passages = list(dict.fromkeys([q.text for q in asked] + list(others)))
        place = {text: number for number, text in enumerate(passages)}
        right = [place[q.text] for q in asked]
        return cls(asked, passages, right, by_words([q.query for q in asked], passages, _DEPTH))


def query_group(tokenizer: Tokenizer, model: StaticModel, mined: Mined, seed: int) -> Group:
    """The queries as often as their kind counts, each with hard negatives by words and by the model as it is now."""
    count = len(mined.passages)
    texts = tokenized(tokenizer, mined.passages + [q.query for q in mined.asked])
    rng = np.random.default_rng(seed)
    with torch.no_grad():
        rows = np.array_split(np.arange(count + len(mined.asked)), len(texts.starts) // 1_000 + 1)
        vectors = np.concatenate([model(*texts.take(r, 0.0, rng)).numpy() for r in rows])
    nearest = by_vectors(vectors[count:], vectors[:count], _DEPTH)
    wrong = chosen([mined.by_words, nearest], mined.right, _WRONG, count, seed)
    often = np.array([WEIGHTS.get(q.kind, 1.0) for q in mined.asked])
    times = np.repeat(np.arange(len(mined.asked)), (often + rng.random(len(often))).astype(np.int64))
    return Group(texts, times + count, np.array(mined.right, dtype=np.int64)[times], wrong[times])


def tokenizer_texts(found: Iterable[Source], asked: Iterable[Question], most: int) -> list[str]:
    """The queries and the beginnings of texts, about `most` characters of them, for the tokenizer."""
    texts = [q.query for q in asked]
    total = 0
    for source in found:
        piece = f"{source.title} {source.summary} {source.text[:2500]}"
        texts.append(piece)
        total += len(piece)
        if total > most:
            break
    return texts


def everyday_words() -> list[Pair]:
    """Everyday word to administrative term, from the project's own thesaurus."""
    concepts = load_thesaurus().concepts.values()
    return [(word, c.preferred) for c in concepts for word in c.alternatives]


def run_pass(
    model: StaticModel,
    optimizer: torch.optim.Optimizer,
    groups: Mapping[str, Group],
    rate: float,
    rng: np.random.Generator,
) -> None:
    """One pass at a learning rate, told in the log."""
    for parameters in optimizer.param_groups:
        parameters["lr"] = rate + _MARGIN
    start = time.perf_counter()
    loss = train_pass(model, optimizer, groups, size=1024, scale=20, dropout=0.15, rng=rng)
    log.info("rate %.4f: loss %.3f, %.0f s", rate, loss, time.perf_counter() - start)


def base(data: Path, work: Path, recipe: Recipe, found: list[Source]) -> None:
    """Train the tokenizer and the base, into `work`. The project's own queries take no part."""
    rng, generator = random.Random(recipe.seed), np.random.default_rng(recipe.seed)
    torch.manual_seed(recipe.seed)
    shuffled = rng.sample(found, len(found))
    asked = questions(data, development=False) + swequad(data, "training")
    tokenizer = train_tokenizer(tokenizer_texts(shuffled, asked, _SAMPLE), recipe.pieces)
    log.info("%d documents, %d pieces", len(found), tokenizer.get_vocab_size())
    first = {"neighbours": group(tokenizer, neighbours(shuffled, rng, recipe.limit))}
    pairs = other_pairs(data, shuffled, MOST, rng)
    pairs["questions"] = [(q.query, q.text) for q in asked] * 2
    second = {name: group(tokenizer, rows) for name, rows in pairs.items()}
    log.info("%s", {name: len(g.queries) for name, g in (first | second).items()})
    model = StaticModel(tokenizer.get_vocab_size(), recipe.dimensions)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    run_pass(model, optimizer, first, 0.01, generator)
    for number in range(recipe.passes):
        run_pass(model, optimizer, second, 0.01 * (1 - number / recipe.passes), generator)
    work.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(work / "tokenizer.json"))
    torch.save({"model": model.state_dict(), "recipe": recipe.of_base()}, work / "base.pt")


def refine(data: Path, work: Path, recipe: Recipe, found: list[Source], out: Path) -> None:
    """Refine the base in `work` with all queries and hard negatives; writes the model to `out`."""
    rng, generator = random.Random(recipe.seed + 1), np.random.default_rng(recipe.seed + 1)
    torch.manual_seed(recipe.seed + 1)
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    model = StaticModel(tokenizer.get_vocab_size(), recipe.dimensions)
    model.load_state_dict(torch.load(work / "base.pt", weights_only=True)["model"])
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    before = model.folded()
    asked = questions(data, development=False) + own_queries(found) + swequad(data, "training")
    mined = Mined.of(asked, distractors(asked, found, rng, _EACH))
    log.info("%d queries, %d passages among which negatives are found", len(asked), len(mined.passages))
    pairs = other_pairs(data, rng.sample(found, len(found)), SHARE, rng)
    groups = {name: group(tokenizer, rows) for name, rows in pairs.items()}
    for number in range(recipe.refinements):
        groups["questions"] = query_group(tokenizer, model, mined, recipe.seed + number)
        run_pass(model, optimizer, groups, 0.005 * (1 - number / recipe.refinements), generator)
    export(averaged(before, model.folded(), recipe.later), tokenizer, out)


def other_pairs(
    data: Path, found: Sequence[Source], most: Mapping[str, int], rng: random.Random
) -> dict[str, list[Pair]]:
    """The pairs of all sources but the queries, at most `most` of each."""
    pairs = titles(found[: 2 * most["pages"]], rng)
    pairs |= {"cloze": cloze(found, rng, most["cloze"]), "squad": squad(data), "sentences": sentence_pairs(data)}
    pairs["words"] = word_pairs(data) + everyday_words() * 3
    return {name: rng.sample(rows, min(most.get(name, len(rows)), len(rows))) for name, rows in pairs.items()}


def run(data: Path, out: Path, work: Path, recipe: Recipe) -> None:
    """The whole recipe; writes `out`. A base of the same numbers in `work` is taken up again."""
    found = [s for s in sources(data) if not kept_out(s)]
    kept = work / "base.pt"
    if not kept.exists() or torch.load(kept, weights_only=True)["recipe"] != recipe.of_base():
        base(data, work, recipe, found)
    refine(data, work, recipe, found, out)


def main() -> None:
    """Read the arguments and train."""
    usual = Recipe()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with text/, pairs/ and lexicon/")
    parser.add_argument("--out", type=Path, default=Path("search/model"))
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="folder where the base is kept")
    for name in ("pieces", "dimensions", "passes", "refinements", "limit", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    numbers = {n: getattr(args, n) for n in ("pieces", "dimensions", "passes", "refinements", "limit", "seed")}
    run(args.data, args.out, args.work, Recipe(**numbers))


if __name__ == "__main__":
    main()
