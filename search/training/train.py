"""Train the shipped embedding model: `python -m search.training.train --data FOLDER --out search/model`."""

from __future__ import annotations

import argparse
import logging
import random
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from search.thesaurus import load_thesaurus
from search.training.model import StaticModel, Tokens, averaged, export, train_pass, train_tokenizer
from search.training.pairs import (
    Pair,
    cloze,
    kept_out,
    neighbours,
    other_paragraphs,
    questions,
    sentence_pairs,
    squad,
    swequad,
    titles,
    word_pairs,
)
from search.training.text import Source, sources

log = logging.getLogger("train")
Groups = dict[str, tuple[Tokens, Tokens, Tokens | None]]
_TOKENS = 160  # of a text
_LATER = 0.6  # of the refined vectors in the mean with those before refining
_SHARE = {"cloze": 20_000, "pages": 24_000, "statutes": 14_000, "topics": 8_000, "events": 5_000, "words": 16_000}


def tokenize(tokenizer: Tokenizer, texts: Iterable[str]) -> Tokens:
    """The subwords of the texts, at most `_TOKENS` each, at least one."""
    found: Tokens = []
    for encoding in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False):
        found.append(encoding.ids[:_TOKENS] or [0])
    return found


def grouped(tokenizer: Tokenizer, pairs: dict[str, list[Pair]]) -> Groups:
    """The pairs of each source as subwords."""
    groups: Groups = {}
    for name, rows in pairs.items():
        groups[name] = (tokenize(tokenizer, (a for a, _ in rows)), tokenize(tokenizer, (b for _, b in rows)), None)
    return groups


def refining_pairs(
    data: Path, found: list[Source], pairs: dict[str, list[Pair]], rng: random.Random
) -> tuple[dict[str, list[Pair]], list[str]]:
    """Pairs of the last stage, with the wrong paragraph of the same document for each of its "questions".

    Queries count four times; the thesaurus's everyday words are added; the other sources are cut to `_SHARE`.
    """
    chosen = {
        name: rng.sample(pairs[name], min(_SHARE.get(name, len(pairs[name])), len(pairs[name]))) for name in pairs
    }
    asked = questions(data, development=False)
    chosen["questions"] = [(q.query, q.text) for q in asked] * 4
    chosen["swequad"] = [(q.query, q.text) for q in swequad(data, "training")]
    concepts = load_thesaurus().concepts.values()
    chosen["thesaurus"] = [(word, c.preferred) for c in concepts for word in c.alternatives]
    return chosen, other_paragraphs(asked, found, rng) * 4


def tokenizer_texts(found: list[Source], rng: random.Random, characters: int) -> list[str]:
    """A sample of the running text of about `characters` characters, for the tokenizer."""
    texts: list[str] = []
    total = 0
    for source in rng.sample(found, len(found)):
        piece = f"{source.title} {source.summary} {source.text[:2500]}"
        texts.append(piece)
        total += len(piece)
        if total > characters:
            break
    return texts


def run(
    data: Path, out: Path, *, pieces: int, dimensions: int, passes: int, refinements: int, limit: int, seed: int
) -> None:
    """The whole recipe; writes `out`."""
    rng, generator = random.Random(seed), np.random.default_rng(seed)
    torch.manual_seed(seed)
    start = time.perf_counter()
    found = [s for s in sources(data) if not kept_out(s)]
    pretraining = {"neighbours": neighbours(found, rng, limit)}
    rest = cloze(found, rng, limit // 5)
    pairs = titles(found, rng)
    asked = questions(data, development=False) + swequad(data, "training")
    pairs |= {"squad": squad(data), "sentences": sentence_pairs(data), "words": word_pairs(data)}
    pairs["questions"] = [(q.query, q.text) for q in asked] * 2
    tokenizer = train_tokenizer(tokenizer_texts(found, rng, 30_000_000), pieces)
    log.info("tokenizer of %d pieces, %.0f s", tokenizer.get_vocab_size(), time.perf_counter() - start)
    first, second = grouped(tokenizer, pretraining), grouped(tokenizer, pairs)
    log.info("%s, %.0f s", {k: len(v[0]) for k, v in (first | second).items()}, time.perf_counter() - start)
    model = StaticModel(tokenizer.get_vocab_size(), dimensions)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    loss = train_pass(model, optimizer, first, size=1024, scale=20, dropout=0.1, rng=generator)
    log.info("neighbours: loss %.3f, %.0f s", loss, time.perf_counter() - start)
    export(model.folded(), tokenizer, out)
    for number in range(passes):
        for group in optimizer.param_groups:
            group["lr"] = 0.01 * (1 - number / passes) + 0.0005
        loss = train_pass(model, optimizer, second, size=1024, scale=20, dropout=0.15, rng=generator)
        log.info("pass %d: loss %.3f, %.0f s", number + 1, loss, time.perf_counter() - start)
        export(model.folded(), tokenizer, out)

    before = model.folded()
    last, wrong = refining_pairs(data, found, pairs | {"cloze": rest}, rng)
    third = grouped(tokenizer, last)
    third["questions"] = (third["questions"][0], third["questions"][1], tokenize(tokenizer, wrong))
    for number in range(refinements):
        for group in optimizer.param_groups:
            group["lr"] = 0.005 * (1 - number / refinements) + 0.0005
        loss = train_pass(model, optimizer, third, size=1024, scale=20, dropout=0.15, rng=generator)
        log.info("refinement %d: loss %.3f, %.0f s", number + 1, loss, time.perf_counter() - start)
        export(averaged(before, model.folded(), _LATER), tokenizer, out)


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with text/, pairs/ and lexicon/")
    parser.add_argument("--out", type=Path, default=Path("search/model"))
    parser.add_argument("--pieces", type=int, default=32_000)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--refinements", type=int, default=3)
    parser.add_argument("--limit", type=int, default=400_000, help="pairs of neighbouring sentences")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    run(
        args.data,
        args.out,
        pieces=args.pieces,
        dimensions=args.dimensions,
        passes=args.passes,
        refinements=args.refinements,
        limit=args.limit,
        seed=args.seed,
    )


if __name__ == "__main__":
    main()
