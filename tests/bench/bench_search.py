"""Search figures on development questions: `python -m tests.bench.bench_search --data FOLDER [--model FOLDER]`.

The three development sets of `search.training.development`. Floors in the same run: BM25 with stemming,
words alone, vectors alone, and search with a part switched off.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import Stemmer

from search.embedding import Embedder
from search.evaluation import Collection, Figures, Ranking, bootstrap, fill, measure, rankings
from search.hub import load_embedder
from search.index.edge import EdgeIndex
from search.index.port import point_id
from search.query import Understanding
from search.read import vocabulary
from search.spelling import Speller
from search.thesaurus import load_thesaurus
from search.training.development import collections

_WEAKER = ("BM25 stemmed", "sparse", "dense", "hybrid, no thesaurus", "hybrid, no alignment", "hybrid, equal weights")


def stemmed(collection: Collection) -> Ranking:
    """BM25 (k1 1.2, b 0.75) over stems: the floor."""
    stemmer = Stemmer.Stemmer("swedish")

    def terms(text: str) -> list[str]:
        return list(stemmer.stemWords("".join(c if c.isalnum() else " " for c in text.lower()).split()))

    postings: dict[str, dict[str, int]] = defaultdict(dict)
    lengths: dict[str, int] = {}
    for i, text in collection.texts.items():
        counted = Counter(terms(f"{collection.contexts.get(i, '')} {text}"))
        lengths[i] = sum(counted.values())
        for term, count in counted.items():
            postings[term][i] = count
    average = sum(lengths.values()) / len(lengths)

    def rank(query: str) -> list[str]:
        scores: dict[str, float] = defaultdict(float)
        for term in set(terms(query)):
            held = postings.get(term, {})
            idf = math.log(1 + (len(lengths) - len(held) + 0.5) / (len(held) + 0.5))
            for i, count in held.items():
                scores[i] += idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * lengths[i] / average))
        return [point_id(i) for i in sorted(scores, key=lambda i: -scores[i])]

    return rank


def run(collection: Collection, embedder: Embedder) -> dict[str, Figures]:
    """Print and return the figures of every ranking."""
    with tempfile.TemporaryDirectory() as folder, EdgeIndex(Path(folder) / "i", embedder.dimensions) as index:
        fill(index, collection, embedder)
        understanding = Understanding(load_thesaurus(), Speller(vocabulary(index)))
        all_rankings = {"BM25 stemmed": stemmed(collection)} | rankings(
            index, embedder, understanding, as_shown=bool(collection.artifacts)
        )
        print(f"\n{collection.name}: {len(collection.questions)} questions, {len(collection.texts)} passages")
        figures = {}
        for name, ranking in all_rankings.items():
            start = time.perf_counter()
            figures[name] = measure(collection.questions, ranking)
            took = (time.perf_counter() - start) / len(collection.questions) * 1e3
            kinds = defaultdict(list)
            for question, gain in zip(collection.questions, figures[name].gains, strict=True):
                kinds[question.kind].append(gain)
            by_kind = "  ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sorted(kinds.items()))
            ndcg, success = figures[name].ndcg, figures[name].success
            print(f"{name:<26} nDCG@10 {ndcg:.3f}  s@10 {success:.3f}  {took:5.1f} ms  {by_kind}")
    for floor in _WEAKER:
        mean, low, high = bootstrap(figures["hybrid"].gains, figures[floor].gains)
        print(f"hybrid - {floor}: {mean:+.3f} [{low:+.3f}, {high:+.3f}]")
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default="")
    args = parser.parse_args()
    embedder = load_embedder(args.model)
    worse = 0
    for collection in collections(args.data):
        figures = run(collection, embedder)
        worse += figures["hybrid"].ndcg < max(figures[f].ndcg for f in ("BM25 stemmed", "sparse", "dense"))
    return int(worse > 0)


if __name__ == "__main__":
    raise SystemExit(main())
