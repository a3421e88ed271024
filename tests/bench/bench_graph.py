"""The graph at size: `python -m tests.bench.bench_graph [--documents 100 1000 3000 10000] [--plot FILE]`.

Builds graphs of generated collections (`tests.bench.generated`), each in a process of its own: time, memory, triples,
bytes; the time of `settle` after one changed document; and every catalogue query at `--queries` documents (1,000 give
a million triples), p50 and p95 of 100 calls with differing parameters, in one process, the first calls told apart.
Processor time is told beside the clock's: other work on the machine disturbs it less.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from ontology import entities, facts
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.gaps import gaps
from ontology.lookup import Lookup
from ontology.oxigraph import OxigraphStore
from ontology.register import register
from ontology.vocabulary import DATA
from tests.bench.generated import PER_COUNTY, Generated
from tests.bench.generated_words import AREAS, county
from tests.bench.plot import Line, plot

_CALLS = 100
_WORDS = (
    "rullstolar",
    "hembesök",
    "telefonstöd",
    "tre gånger",
    "procent",
    "inom 5 dagar",
    "kommunen transporter",
    "ej",
)
_DAY = date(2026, 1, 1)
Query = Callable[[], Any]


def queries(catalogue: Catalogue, made: Generated) -> dict[str, Query]:
    """Every catalogue query, by name; each call asks for something else."""
    random = Random(1)
    number = made.documents

    def at(most: int) -> str:
        return str(random.randrange(max(most, 1)))

    def somewhere() -> int:
        return random.randrange((number + PER_COUNTY - 1) // PER_COUNTY)

    def document() -> str:
        return made.id(random.randrange(number))

    def group() -> str:
        return county(somewhere()).group(random.randrange(len(AREAS)))

    def area() -> str:
        return random.choice(AREAS)[0]

    c = catalogue
    return {
        "documents": lambda: c.documents(cursor=at(number - 50)),
        "documents, q": lambda: c.documents(q=area()),
        "document": lambda: c.document(document()),
        "parties": lambda: entities.parties(c, cursor=at(number // 20)),
        "parties, q": lambda: entities.parties(c, q=county(somewhere()).region),
        "groups": lambda: entities.groups(c, cursor=at(number // 10)),
        "groups, document": lambda: entities.groups(c, document=document()),
        "agreements": lambda: entities.agreements(c, cursor=at(number // 2)),
        "agreements, q": lambda: entities.agreements(c, q=area()),
        "relations": lambda: facts.relations(c, cursor=at(4 * number)),
        "relations, predicate": lambda: facts.relations(c, predicate="förvaltar", cursor=at(number // 4)),
        "relations, subject": lambda: facts.relations(c, subject=group()),
        "relations, object": lambda: facts.relations(c, object_=county(somewhere()).council),
        "relations, document": lambda: facts.relations(c, document=document()),
        "group's agreements": lambda: facts.group_agreements(c, group()),
        "mandates": lambda: facts.mandates(c, cursor=at(2 * number)),
        "mandates, group": lambda: facts.mandates(c, group=group()),
        "obligations": lambda: facts.obligations(c, cursor=at(9 * number)),
        "obligations, modality": lambda: facts.obligations(c, modality="prohibition", cursor=at(number // 20)),
        "obligations, bearer": lambda: facts.obligations(c, bearer=county(somewhere()).region),
        "obligations, q": lambda: facts.obligations(c, q=random.choice(_WORDS)),
        "definitions, q": lambda: facts.definitions(c, q=random.choice(("vårdkontakt", "närstående"))),
        "references, kind": lambda: facts.references(c, kind="statute", cursor=at(number)),
        "register, day": lambda: register(c, valid_on=date(2026, 1, random.randrange(1, 29)), cursor=at(number // 3)),
        "register, county": lambda: register(c, county=county(somewhere()).name),
        "gaps": lambda: gaps(c, _DAY, cursor=at(number // 3)),
        "gaps, kind": lambda: gaps(c, _DAY, kind="end_date_passed"),
    }


def measure(documents: int, asked: bool, folder: Path) -> dict[str, Any]:
    """One size: building, one changed document, and where asked the queries."""
    made = Generated(documents)
    store, lookup = OxigraphStore(folder / "graph"), Lookup(folder / "lookup.sqlite")
    builder, catalogue = GraphBuilder(store, DATA, lookup), Catalogue(store.view(), DATA, lookup)
    wall, spent = time.perf_counter(), time.process_time()
    builder.put_all(made.artifacts())
    found: dict[str, Any] = {
        "documents": documents,
        "seconds": time.perf_counter() - wall,
        "processor": time.process_time() - spent,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "triples": store.count(),
        "disk": sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 2**20,
    }
    changed, used = [], []
    for edition in (1, 2, 3):
        wall, spent = time.perf_counter(), time.process_time()
        builder.put(made.artifact(documents // 2 + 1, edition))
        builder.settle()
        changed.append(time.perf_counter() - wall)
        used.append(time.process_time() - spent)
    found["changed"], found["changed_processor"] = float(np.median(changed)), float(np.median(used))
    if asked:
        found["queries"] = {name: timed(query) for name, query in queries(catalogue, made).items()}
    store.close()
    lookup.close()
    return found


def timed(query: Query) -> dict[str, float]:
    """Milliseconds: of the first call, and p50 and p95 of those after it, by the clock and of the processor."""
    walls, used = [], []
    for _ in range(_CALLS + 1):
        wall, spent = time.perf_counter(), time.process_time()
        query()
        walls.append((time.perf_counter() - wall) * 1e3)
        used.append((time.process_time() - spent) * 1e3)
    quantiles = {f"p{round(q * 100)}": float(np.quantile(walls[1:], q)) for q in (0.5, 0.95)}
    return {"first": walls[0], **quantiles, "processor": float(np.quantile(used[1:], 0.95))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1_000, 3_000, 10_000])
    parser.add_argument("--queries", type=int, default=1_000, help="at how many documents the queries are asked")
    parser.add_argument("--plot", type=Path, help="draw the curves into an SVG file")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(args.one, args.one == args.queries, Path(folder))))
        return
    found: list[dict[str, Any]] = []
    print(
        "| documents | triples | built, s | processor, s | most memory, MiB | on disk, MiB | changed, s (processor) |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for documents in args.documents:
        command = [
            sys.executable,
            "-m",
            "tests.bench.bench_graph",
            "--one",
            str(documents),
            "--queries",
            str(args.queries),
        ]
        one = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found.append(one)
        built = f"{one['seconds']:.1f} | {one['processor']:.1f} | {one['megabytes']:.0f} | {one['disk']:.0f}"
        changed = f"{one['changed']:.2f} ({one['changed_processor']:.2f})"
        print(f"| {documents:,} | {one['triples']:,} | {built} | {changed} |", flush=True)
    for one in found:
        if "queries" in one:
            print(f"\n| {one['triples']:,} triples | first, ms | p50 | p95 | p95 of processor time |")
            print("| --- | --- | --- | --- | --- |")
            for name, t in one["queries"].items():
                print(f"| {name} | {t['first']:.1f} | {t['p50']:.1f} | {t['p95']:.1f} | {t['processor']:.1f} |")
    if args.plot:
        names = {"seconds": "byggt, klocktid", "processor": "byggt, processortid"}
        lines = [Line(name, tuple((one["documents"], one[key]) for one in found)) for key, name in names.items()]
        args.plot.write_text(plot(lines, "dokument", "s"), encoding="utf-8")


if __name__ == "__main__":
    main()
