"""Time of a search, embedding included: `python -m tests.bench.bench_latency --data FOLDER [--passages 20000]`.

Passages are paragraphs of the running text, each in a document of up to 30; questions are the hand-written
ones of documents kept out of training. Besides wall-clock time the processor's own time is told, which
other processes on the machine disturb less.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from ingest.artifact import Artifact, Facts, Metadata, Page, PageSource, Passage, Section, Span, Structure
from search.embedding import StaticEmbedder
from search.index.edge import EdgeIndex
from search.indexing import index_artifacts
from search.query import Understanding
from search.read import Searcher, vocabulary
from search.spelling import Speller
from search.thesaurus import load_thesaurus
from search.training.pairs import questions
from search.training.text import paragraphs, sources

_EACH = 30  # passages of a document
_WARM = 40  # questions asked before the clock starts


def artifacts(data: Path, passages: int) -> Iterator[Artifact]:
    """Documents of real paragraphs until `passages` are reached."""
    left = passages
    for source in sources(data):
        texts = [p[:1_400] for p in paragraphs(source.text, 80)[:_EACH]][:left]
        if not texts:
            continue
        left -= len(texts)
        starts = np.concatenate([[0], np.cumsum([len(t) + 1 for t in texts])])
        found = tuple(
            Passage(t, (Span(1, int(s), int(s) + len(t)),), 0, (), ((0.1, 0.1, 0.9, 0.2),))
            for t, s in zip(texts, starts, strict=False)
        )
        structure = Structure(
            Metadata(source.title or source.key, source.collection, date=source.date or None),
            (Page(1, 595, 842, "\n".join(texts), PageSource.TEXT),),
            (),
            (Section("1", source.summary[:60] or "Inledning", 1, None, 0, len(texts)),),
            found,
        )
        yield Artifact(source.key, source.key + "-v", "0", "text.pdf", structure, Facts())
        if left <= 0:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    args = parser.parse_args()
    embedder = StaticEmbedder()
    asked = [q.query for q in islice(questions(args.data, development=True), args.queries + _WARM)]
    with tempfile.TemporaryDirectory() as folder, EdgeIndex(Path(folder) / "i", embedder.dimensions) as index:
        documents = list(artifacts(args.data, args.passages))
        wall, spent = time.perf_counter(), time.process_time()
        count = index_artifacts(index, embedder, documents)
        wall, spent = time.perf_counter() - wall, time.process_time() - spent
        print(f"{count} passages, {count / wall:.0f} a second, {count / spent:.0f} a second of one processor's time")
        index.optimize()
        searcher = Searcher(index, embedder, Understanding(load_thesaurus(), Speller(vocabulary(index))))
        for query in asked[:_WARM]:
            searcher.search(query)
        profile = cProfile.Profile()
        walls, used = [], []
        for query in asked[_WARM:]:
            if args.profile:
                profile.enable()
            start, begun = time.perf_counter(), time.process_time()
            searcher.search(query)
            walls.append((time.perf_counter() - start) * 1e3)
            used.append((time.process_time() - begun) * 1e3)
            profile.disable()
        for name, values in (("wall clock", walls), ("processor", used)):
            print(f"{name:<11} p50 {np.quantile(values, 0.5):.1f} ms  p95 {np.quantile(values, 0.95):.1f} ms")
        if args.profile:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(40)


if __name__ == "__main__":
    main()
