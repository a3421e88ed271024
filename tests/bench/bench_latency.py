"""Time of a search, embedding included: `python -m tests.bench.bench_latency --data FOLDER [--passages 20000 ...]`.

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
from dataclasses import dataclass
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
from tests.bench.plot import Line, plot

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


@dataclass(frozen=True, slots=True)
class Measured:
    """What a size costs: passages a second of one processor's time, seconds to optimise, ms of a search, bytes."""

    passages: int
    rate: float
    rate_by_clock: float
    optimise: float
    p50: float
    p95: float
    spent50: float
    spent95: float
    bytes: int


def measure(data: Path, passages: int, asked: list[str], profile: cProfile.Profile | None) -> Measured:
    """Build an index of that size in a folder of its own and ask it all questions."""
    embedder = StaticEmbedder()
    with tempfile.TemporaryDirectory() as folder, EdgeIndex(Path(folder) / "i", embedder.dimensions) as index:
        documents = list(artifacts(data, passages))
        wall, spent = time.perf_counter(), time.process_time()
        count = index_artifacts(index, embedder, documents)
        wall, spent = time.perf_counter() - wall, time.process_time() - spent
        begun = time.perf_counter()
        index.optimize()
        index.flush()
        optimise = time.perf_counter() - begun
        searcher = Searcher(index, embedder, Understanding(load_thesaurus(), Speller(vocabulary(index))))
        for query in asked[:_WARM]:
            searcher.search(query)
        walls, used = [], []
        for query in asked[_WARM:]:
            if profile is not None:
                profile.enable()
            start, begun = time.perf_counter(), time.process_time()
            searcher.search(query)
            walls.append((time.perf_counter() - start) * 1e3)
            used.append((time.process_time() - begun) * 1e3)
            if profile is not None:
                profile.disable()
        size = sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file())
    p50, p95 = np.quantile(walls, [0.5, 0.95])
    spent50, spent95 = np.quantile(used, [0.5, 0.95])
    return Measured(count, count / spent, count / wall, optimise, p50, p95, spent50, spent95, size)


def main() -> None:
    """Print the table and draw the plot; the arguments are in the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--passages", type=int, nargs="+", default=[20_000])
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    parser.add_argument("--plot", type=Path, help="where the drawing goes")
    args = parser.parse_args()
    asked = [q.query for q in islice(questions(args.data, development=True), args.queries + _WARM)]
    profile = cProfile.Profile() if args.profile else None
    found: list[Measured] = []
    print("passages | a second and processor | by the clock | optimising, s | p50, ms | p95, ms | processor | MB")
    for passages in args.passages:
        m = measure(args.data, passages, asked, profile)
        found.append(m)
        print(
            f"{m.passages} | {m.rate:.0f} | {m.rate_by_clock:.0f} | {m.optimise:.1f} | {m.p50:.1f} | {m.p95:.1f} | "
            f"{m.spent50:.1f}, {m.spent95:.1f} | {m.bytes / 1e6:.0f}",
            flush=True,
        )
    if profile is not None:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(40)
    if args.plot:
        lines = [
            Line("p95", tuple((m.passages, m.p95) for m in found)),
            Line("p50", tuple((m.passages, m.p50) for m in found)),
        ]
        args.plot.write_text(plot(lines, "passages", "milliseconds"), encoding="utf-8")


if __name__ == "__main__":
    main()
