"""Speed and memory of extraction over the documents of a collection that are read already.

    python -m tests.bench.bench_extraction --collection DIR

Processor time of finding entities and facts, one core, over the stored structures; documents are read from disk
outside the time. Memory is the most that the process has held, as a reading worker would.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from ingest.artifact import Structure, decode
from ingest.extraction.clauses import clauses
from ingest.extraction.entities import find_entities
from ingest.extraction.facts import find_facts
from ingest.extraction.parsed import unsure_clauses
from ingest.extraction.units import units


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--collection", type=Path, required=True)
    folder = options.parse_args().collection / "artifacts"
    words = documents = sentences = parsed = obligations = 0
    spent = 0.0
    for path in sorted(folder.rglob("*.json*")):
        structure: Structure = decode(path.read_bytes()).structure
        start = time.process_time()
        table = find_entities(structure)
        facts = find_facts(structure, table)
        spent += time.process_time() - start
        documents += 1
        obligations += len(facts.obligations)
        words += sum(len(block.text.split()) for block in structure.blocks)
        for unit in units(structure, table):
            sentences += 1
            parsed += bool(unsure_clauses(unit.tokens, clauses(unit.tokens)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{documents} documents, {words:,} words in {spent:.1f} s: {words / spent:,.0f} words/s of one core")
    print(f"{obligations:,} obligations; {parsed:,} of {sentences:,} sentences parsed; {memory:.0f} MB")


if __name__ == "__main__":
    main()
