"""Clauses of the samples altered in one thing, beside harmless rewordings: what of it is found.

    python -m tests.bench.altered_clauses [--seeds 1 2] [--misses] [--kinds number ...]

Every sentence of the running text is altered by each rule that applies (`rewording`). The altered sentences of one
rule and document stand in a second document, in which nothing else is the same: another agreement of the county
("other"), or, where a sentence is said of its own agreement (its validity, its dates), a later version ("version").
A pair counts as found where a finding quotes the sentence on one side and its counterpart on the other.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.samples.build import build
from ingest.artifact import Artifact, Block, BlockKind, EntityKind, PageSource, Span, Status
from ingest.document import read_document
from ingest.language.tokens import sentences
from ingest.options import ReadOptions
from search.conflicts.finder import find_conflicts
from search.conflicts.model import ConflictDocument, Finding
from tests.bench import rewording

ALTERED = ("number", "unit", "modality", "party", "date")
SCANNED = "14-rutin-sip"  # recognition takes long and adds nothing here
_OF_ITSELF = re.compile(  # said of the agreement that it stands in: another one may say otherwise
    r"\b(?:[ÖöAaTtRr](?:verenskommelsen|vtalet|illägget|iktlinjen|utinen))\b(?! (?:om|mellan|för) )"
    r"|^(?:Den|Det|Detta|Denna|Uppsägning\w*|Uppföljning\w*|Målgruppen|Målgrupp|Tvist\w*|Medlen)\b"
    r"|\bsägas upp\b"
)
# What several bodies can do or be at once: another body in its place contradicts nothing, but changes a version.
_OF_A_BODY = re.compile(
    r"\b(?:sammanträder|möts|möte|består|ledamöter|har|är|får|kan|behöver|deltar|diskuterat|ingår|finns|bör|stöd|sin|sitt|sina|tagit)\b"
)


@dataclass(frozen=True, slots=True)
class Altered:
    """A sentence and its counterpart. `where`: other or version."""

    kind: str
    document: str
    where: str
    text: str
    new: str
    found: bool


def samples(folder: Path, only: Sequence[str] = ()) -> list[Artifact]:
    """The sample agreements in force as read from their PDFs, scans left out."""
    found: list[Artifact] = []
    for path in sorted(folder.glob("*.pdf")):
        if path.stem == SCANNED or (only and not path.stem.startswith(tuple(only))):
            continue
        structure, facts = read_document(str(path), path.name, ReadOptions(ocr=False))
        if structure.metadata.status is Status.IN_FORCE and "2018" not in path.stem:
            found.append(Artifact(path.stem, "v1", path.stem, path.name, structure, facts))
    return found


def rules(artifact: Artifact, others: Sequence[Artifact]) -> dict[str, rewording.Rule]:
    """The rules that alter a clause of a document, its own bodies and those of the others at hand."""
    groups = {
        e.name
        for one in (artifact, *others)
        for e in one.facts.entities
        if e.kind is EntityKind.GROUP and len(e.name) > 5 and e.name[0].isupper() and len(e.name.split()) <= 3
    }
    return {
        "number": rewording.number, "unit": rewording.unit, "modality": rewording.modality,
        "party": rewording.party(sorted(groups)), "date": rewording.date, **rewording.HARMLESS,
    }  # fmt: skip


def measure(artifacts: Sequence[Artifact], seeds: Sequence[int], kinds: Sequence[str] = ()) -> Iterator[Altered]:
    """Every sentence of the documents, altered by every rule that applies, once a seed; the same pair only once."""
    for artifact in artifacts:
        for kind, rule in rules(artifact, artifacts).items():
            if kinds and kind not in kinds:
                continue
            told: set[tuple[str, str]] = set()
            made: dict[tuple[int, int, int], tuple[str, str]] = {}
            for seed in seeds:
                rng = random.Random(f"{seed} {kind} {artifact.document}")
                for (block, start), pair in _altered(artifact, rule, rng):
                    if pair not in told:
                        told.add(pair)
                        made[block, start, seed] = pair
            for where in ("other", "version"):
                here = {at: pair for at, pair in made.items() if place(kind, pair[0]) == where}
                # more than one sentence of a block: each in a document of its own, so that blocks keep their count
                while here:
                    now = {block: at for at in sorted(here, reverse=True) for block in (at[0],)}
                    batch = {at: here.pop(at) for at in now.values()}
                    yield from _found(artifact, kind, where, batch)


def place(kind: str, text: str) -> str:
    """Where an alteration of a sentence is one that somebody must hear of."""
    return "version" if _OF_ITSELF.search(text) or (kind == "party" and _OF_A_BODY.search(text)) else "other"


def _altered(
    artifact: Artifact, rule: rewording.Rule, rng: random.Random
) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    for index, block in enumerate(artifact.structure.blocks):
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or block.section is None:
            continue
        for start, end in sentences(block.text):
            text = block.text[start:end]
            if len(text.split()) < 4:
                continue
            new = rule(text, rng)
            if new is not None and new != text:
                yield (index, start), (text, new)


def _found(
    artifact: Artifact, kind: str, where: str, batch: dict[tuple[int, int, int], tuple[str, str]]
) -> Iterator[Altered]:
    other = _counterpart(artifact, where, batch)
    shown = find_conflicts([ConflictDocument(artifact), ConflictDocument(other)])
    for text, new in batch.values():
        hit = any(_quotes(f, artifact.document, text, other.document, new) for f in shown)
        yield Altered(kind, artifact.document, where, text, new, hit)


def _quotes(finding: Finding, a: str, text: str, b: str, new: str) -> bool:
    sides = {s.document.id: " ".join(s.quote.split()) for s in (finding.a, finding.b)}
    return set(sides) == {a, b} and _within(sides[a], text) and _within(sides[b], new)


def _within(quote: str, text: str) -> bool:
    text = " ".join(text.split())
    return quote in text or text in quote


def _counterpart(artifact: Artifact, where: str, batch: dict[tuple[int, int, int], tuple[str, str]]) -> Artifact:
    """The document with the altered sentences: lists keep what leads them in, all else is left out."""
    structure = artifact.structure
    new: dict[int, str] = {}
    for (index, start, _), (text, changed) in batch.items():
        block = structure.blocks[index]
        mark = re.match(r"^(?:[•▪–—-]|\w{1,2}[.)])\s+", block.text)
        new[index] = (mark.group() if mark and start > 0 and block.kind is BlockKind.ITEM else "") + changed
        assert text in block.text
    leads = {b.lead_in for i, b in enumerate(structure.blocks) if i in new and b.lead_in is not None}
    blocks: list[Block] = []
    offset = 0
    for index, block in enumerate(structure.blocks):
        text = new.get(index, block.text if index in leads or block.kind is BlockKind.HEADING else "-")
        kind = block.kind if index in new or index in leads or block.kind is BlockKind.HEADING else BlockKind.CAPTION
        blocks.append(replace(block, kind=kind, text=text, spans=(Span(1, offset, offset + len(text)),)))
        offset += len(text) + 1
    meta = structure.metadata
    year = int((meta.date or "2025")[:4]) + 1
    if where == "version":
        meta = replace(meta, date=f"{year}-12-01")
    else:
        meta = replace(
            meta, title=f"Lokal tillämpning av {meta.title[:1].lower()}{meta.title[1:]} i norr", date=f"{year}-12-01"
        )
    page = replace(
        structure.pages[0], text="\n".join(b.text for b in blocks), source=PageSource.TEXT, runs=(), words=()
    )
    made = replace(structure, metadata=meta, blocks=tuple(blocks), pages=(page, *structure.pages[1:]), passages=())
    return replace(artifact, document=f"{artifact.document}-ny", file=f"{artifact.document}-ny.pdf", structure=made)


def table(made: Sequence[Altered]) -> str:
    """Found of all, by kind and place, with recall and false alarms."""
    lines: list[str] = []
    for kind in (*ALTERED, *rewording.HARMLESS):
        cells = []
        for where in ("other", "version"):
            of = [a for a in made if a.kind == kind and a.where == where]
            cells.append(f"{sum(a.found for a in of):4} of {len(of):4}")
        lines.append(f"{kind:<14}{'   '.join(cells)}")
    altered = [a for a in made if a.kind in ALTERED]
    harmless = [a for a in made if a.kind not in ALTERED]
    lines.append(f"recall {rate(altered):.3f} of {len(altered)}   false alarms {rate(harmless):.3f} of {len(harmless)}")
    return "\n".join(lines)


def rate(made: Sequence[Altered]) -> float:
    """The share of pairs that were found."""
    return sum(a.found for a in made) / max(1, len(made))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="*", default=(1, 2))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--kinds", nargs="*", default=())
    parser.add_argument("--pdf", type=Path, help="folder of the rendered samples; rendered anew without it")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.pdf is None:
            for _ in build(Path(folder)):
                pass
        made = list(measure(samples(args.pdf or Path(folder)), args.seeds, args.kinds))
    if args.misses:
        wrong = [a for a in made if a.found != (a.kind in ALTERED)]
        for a in sorted(wrong, key=lambda a: (a.kind, a.where)):
            print(f"{a.kind} {a.where} {a.document}\n    {a.text}\n    {a.new}")
        print(Counter((a.kind, a.where) for a in wrong))
    print(table(made))


if __name__ == "__main__":
    main()
