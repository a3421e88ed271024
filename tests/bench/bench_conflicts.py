"""Conflicts at size: `python -m tests.bench.bench_conflicts [--documents 200 1000 5000] [--plot FILE.svg]`.

Generated collections (`generated`) are written as artifacts to a folder and examined as `Collection.settle` does, from
files: everything the first time, then again after one document has changed. Planted conflicts and look-alikes tell
whether what is found at size is still right. Every quote is looked up on its page.

`--one-county` puts all documents in one county: the worst case, since findings are kept by county.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.artifact import Artifact, decode, encode
from ontology.copies import copies
from ontology.iris import Iris
from ontology.names import key
from ontology.projection import document_record
from ontology.vocabulary import DATA
from search.conflicts.model import Finding
from search.conflicts.recheck import KeptFindings, Local, Meaning, Source
from tests.bench.generated import Generated, place
from tests.bench.generated_words import Clause
from tests.bench.plot import Line, plot


@dataclass(frozen=True, slots=True)
class Measured:
    """One size. Times in seconds by the clock and of the processor, memory in MiB."""

    documents: int
    first: float
    first_cpu: float
    again: float
    again_cpu: float
    findings: int
    recall: float
    alarms: int
    right: float
    memory: float


def measure(documents: int, folder: Path, one_county: bool) -> Measured:
    """Examine a generated collection, change one document, and examine it again."""
    generated = Generated(documents)
    named: dict[Local, Meaning] = {}
    sources: dict[str, Source] = {}
    records = []
    for artifact in generated.artifacts():
        artifact = _in_one(artifact) if one_county else artifact
        records.append(document_record(artifact, Iris(DATA), {}))
        named.update(_names(artifact))
        sources[artifact.document] = _written(artifact, folder)
    copied = copies(records)
    kept = KeptFindings(folder / "kept")
    compared = [s for s in sources.values() if s.document not in copied]

    def meant(pairs: Iterable[Local]) -> dict[Local, Meaning]:
        return {pair: named[pair] for pair in pairs if pair in named}

    found, first, first_cpu = _timed(lambda: kept.check(compared, meant))
    _check_quotes(found, folder)  # before a second version of a document lies there
    changed = next(n for n in range(documents // 2, documents) if generated.id(n) not in copied)
    later = generated.artifact(changed, edition=1)
    later = _in_one(later) if one_county else later
    sources[later.document] = _written(later, folder)
    named.update(_names(later))
    compared = [s for s in sources.values() if s.document not in copied]
    _, again, again_cpu = _timed(lambda: KeptFindings(folder / "kept").check(compared, meant))
    recall, alarms = _planted(generated, found)
    shown = sum(f.verified for f in found)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(
        documents, first, first_cpu, again, again_cpu, shown, recall, alarms, _right(generated, found), memory
    )


def _timed(work: Callable[[], list[Finding]]) -> tuple[list[Finding], float, float]:
    wall, spent = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - spent


def _written(artifact: Artifact, folder: Path) -> Source:
    path = folder / f"{artifact.document}.{artifact.version}.json"
    path.write_bytes(encode(artifact))
    return Source(artifact.document, artifact.version, lambda: decode(path.read_bytes()))


def _names(artifact: Artifact) -> dict[Local, Meaning]:
    county = artifact.structure.metadata.county
    return {(artifact.document, e.id): (f"{county}/{e.kind}/{key(e.name)}", e.name) for e in artifact.facts.entities}


def _in_one(artifact: Artifact) -> Artifact:
    structure = artifact.structure
    return replace(artifact, structure=replace(structure, metadata=replace(structure.metadata, county="Ett län")))


def _check_quotes(found: Sequence[Finding], folder: Path) -> None:
    read: dict[str, Artifact] = {}
    for side in (s for f in found for s in (f.a, f.b)):
        document = side.document.id
        if document not in read:
            read[document] = decode(next(folder.glob(f"{document}.*.json")).read_bytes())
        pages = read[document].structure.pages
        text = next(p.text for p in pages if p.number == side.page)
        if text[side.start : side.end] != side.quote:
            raise AssertionError(f"the quote of {side.id} does not stand on page {side.page} of {document}")


def _planted(generated: Generated, found: Sequence[Finding]) -> tuple[float, int]:
    """The share of planted conflicts found, and the look-alikes shown; a wording counts wherever it is repeated."""
    shown = {_pair(f.a.quote, f.b.quote) for f in found if f.verified}
    planted = list(generated.planted())
    hits = [_pair(p.quote_a, p.quote_b) in shown for p in planted if p.conflict]
    alarms = sum(_pair(p.quote_a, p.quote_b) in shown for p in planted if not p.conflict)
    return sum(hits) / max(1, len(hits)), alarms


def _right(generated: Generated, found: Sequence[Finding]) -> float:
    """The share of findings about tasks that are right: one task, one target group, and not the same said of it."""
    clauses: dict[str, tuple[int, int, str, Clause]] = {}
    for number in range(generated.documents):
        where = place(number)
        area = where.area if where.role != "rutin" else -1  # of a routine the first clause is for others
        for clause, told in generated.said(number):
            clauses.setdefault(_folded(told), (where.county, area, clause.task, clause))
    judged: list[bool] = []
    for f in found:
        a, b = clauses.get(_folded(f.a.quote)), clauses.get(_folded(f.b.quote))
        if f.verified and a is not None and b is not None:
            judged.append(a[2] == b[2] and (a[1] == b[1] or -1 in (a[1], b[1])) and a[3] != b[3])
    return sum(judged) / max(1, len(judged))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _pair(one: str, other: str) -> frozenset[str]:
    return frozenset((_folded(one), _folded(other)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=(200, 1000, 5000))
    parser.add_argument("--one-county", action="store_true")
    parser.add_argument("--plot", type=Path, help="an SVG file to draw the times in")
    args = parser.parse_args()
    made: list[Measured] = []
    print("documents    first s (cpu)    again s (cpu)   findings   planted found   look-alikes   right   MiB")
    for documents in args.documents:
        with tempfile.TemporaryDirectory() as folder:
            m = measure(documents, Path(folder), args.one_county)
        made.append(m)
        print(
            f"{m.documents:9} {m.first:9.1f} ({m.first_cpu:5.1f}) {m.again:8.2f} ({m.again_cpu:5.2f}) {m.findings:10}"
            f" {m.recall:15.3f} {m.alarms:13} {m.right:7.3f} {m.memory:7.0f}",
            flush=True,
        )
    if args.plot:
        lines = (
            Line("allt", tuple((m.documents, m.first_cpu) for m in made)),
            Line("efter ett ändrat dokument", tuple((m.documents, m.again_cpu) for m in made)),
        )
        args.plot.write_text(plot(lines, "dokument", "processortid, s"), encoding="utf-8")


if __name__ == "__main__":
    main()
