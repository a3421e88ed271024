"""Reading figures against the right texts: `python -m tests.bench.bench_reading SHARED [--only PART ...]`.

SHARED holds real/pdf, real/text, real/regulations and real/bad. Parts: clean, scans, repair, regulations,
speed, run, ocr. The naive floor beside the figures is pypdf's plain text, page after page.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import pypdf

from ingest.artifact import Block, BlockKind, Structure
from ingest.pdf.lines import Limits
from ingest.pdf.ocr import Recogniser
from ingest.pdf.reading import read_pdf
from ingest.structure.build import build
from tests.bench import reading_speed as speed
from tests.bench import reading_truth as truth
from tests.bench.reading_regulations import regulations
from tests.bench.reading_repair import repair_alone

_TABLES = {BlockKind.ROW, BlockKind.TABLE_HEAD}


def read(path: Path, ocr: Recogniser | None = None) -> Structure:
    return build(read_pdf(path, Limits(), ocr), path.name)


def naive(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def clean(shared: Path) -> None:
    print("\n## Born-digital")
    for name in ("000", "002", "004"):
        lines = truth.lines_of(shared / "real/text" / f"{name}.txt")
        path = shared / "real/pdf" / f"{name}.pdf"
        structure = read(path)
        plain = naive(path)
        wanted = truth.words(" ".join(truth.body(lines)))
        found = truth.words(" ".join(b.text for b in structure.blocks if b.kind is not BlockKind.CONTENTS))
        everything = truth.words(" ".join(truth.bare(line) for line in lines))
        print(f"{name} words: recall/precision {_pair(truth.overlap(wanted, found))}", end="")
        print(f"; floor {_pair(truth.overlap(everything, truth.words(plain)))}")
        print("   missed", list((wanted - found).elements())[:12], "too much", list((found - wanted).elements())[:12])
        _headings(name, lines, structure, plain)
        _items(name, lines, structure)
        if name == "002":
            _tables(lines, structure)


def _headings(name: str, lines: list[str], structure: Structure, plain: str) -> None:
    wanted = truth.headings(lines)
    marked = any(line.startswith("#") for line in lines)
    kinds = {BlockKind.HEADING, BlockKind.TITLE} if marked else {BlockKind.HEADING}
    found = [truth.fold(b.text) for b in structure.blocks if b.kind in kinds]
    score, missed, more = truth.f1(wanted, found)
    floor, _, _ = truth.f1(wanted, truth.headings(plain.splitlines()))
    print(f"{name} headings: F1 {score:.3f} of {len(wanted)} (floor: numbered lines {floor:.3f})")
    print("   missed", missed, "too much", more)


def _items(name: str, lines: list[str], structure: Structure) -> None:
    found = [b for b in structure.blocks if b.kind is BlockKind.ITEM]
    waiting = [(truth.fold(_unmarked(b)), b) for b in found]
    wanted = truth.items(lines)
    right, wrong = 0, []
    for item in wanted:
        index = next((n for n, (text, _) in enumerate(waiting) if _same(text, item.text)), None)
        block = waiting.pop(index)[1] if index is not None else None
        lead = truth.fold(structure.blocks[block.lead_in].text) if block and block.lead_in is not None else ""
        if block is not None and (lead == item.lead or (item.lead and lead.endswith(item.lead[-60:]))):
            right += 1
        else:
            wrong.append((item.text[:40], item.lead[-30:], "no item" if block is None else lead[-30:]))
    print(f"{name} items with the right lead-in: {right}/{len(wanted)} = {right / max(len(wanted), 1):.3f}")
    for row in wrong:
        print("  ", *row, sep=" | ")


def _same(found: str, wanted: str) -> bool:
    """The same item; the right text cuts one that goes over a page break."""
    return found == wanted or (len(wanted) > 60 and found.startswith(wanted))


def _unmarked(block: Block) -> str:
    return block.text.removeprefix(block.number).strip()


def _tables(lines: list[str], structure: Structure) -> None:
    wanted = truth.tables(lines)
    rows: dict[int, list[list[str]]] = {}
    for block in structure.blocks:
        if block.kind in _TABLES and block.table is not None:
            rows.setdefault(block.table, []).append([truth.fold(cell) for cell in block.cells])
    found = list(rows.values())
    print(f"002 tables: {len(wanted)} wanted, {len(found)} found")
    for number, table in enumerate(wanted):
        other = found[number] if number < len(found) else []
        right = total = 0
        for index, row in enumerate(table):
            cells = other[index] if index < len(other) else []
            for column in range(max(len(row), len(cells))):
                total += 1
                a = row[column] if column < len(row) else ""
                b = cells[column] if column < len(cells) else ""
                right += a == b
                if a != b:
                    print("   cell", number + 1, index, column, "|", a, "|", b)
        print(f"002 table {number + 1}: {len(table)} rows (found {len(other)}), cells right {right}/{total}")


def scans(shared: Path) -> None:
    print("\n## Scans and damaged layers, from the picture")
    ocr = Recogniser()
    for name in ("001-scan", "001-badlayer", "003-scan", "003-badlayer"):
        wanted = truth.scan_text(truth.lines_of(shared / "real/text" / f"{name[:3]}_truth.txt"))
        path = shared / "real/pdf" / f"{name}.pdf"
        structure = read(path, ocr)
        found = " ".join(" ".join(b.text.split()) for b in structure.blocks)
        right, total = truth.letters_right(wanted, found)
        print(
            f"{name}: CER {truth.edits(wanted, found) / len(wanted):.4f}, å ä ö {right}/{total} = {right / total:.4f}",
            end="",
        )
        plain = " ".join(naive(path).split())
        right, total = truth.letters_right(wanted, plain)
        print(f"; floor CER {truth.edits(wanted, plain) / len(wanted):.4f}, å ä ö {right / total:.4f}")


def _pair(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.4f}/{pair[1]:.4f}"


PARTS: dict[str, Callable[[Path], None]] = {
    "clean": clean,
    "scans": scans,
    "repair": repair_alone,
    "regulations": regulations,
    "speed": speed.against_pdfium,
    "two": speed.two_processes,
    "memory": speed.memory,
    "run": speed.nothing_new,
    "ocr": speed.ocr,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", nargs="*", choices=tuple(PARTS), default=tuple(PARTS))
    arguments = parser.parse_args()
    for name in arguments.only:
        started = time.perf_counter()
        PARTS[name](arguments.shared)
        print(f"({name}: {time.perf_counter() - started:.0f} s)")


if __name__ == "__main__":
    main()
