"""The regulations: read or not, running headers told from the text, section numbers in the tree."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdf

from corpus.errors import DocumentError
from ingest.artifact import Structure
from ingest.pdf.lines import Limits
from ingest.pdf.reading import read_pdf
from ingest.structure.build import build

_SECTION = re.compile(r"^(\d{1,3}\s?[a-z]?)\s?§(?!§)", re.MULTILINE)
_CHAPTER = re.compile(r"^(\d{1,2})\s+kap\.", re.MULTILINE)


def regulations(shared: Path) -> None:
    print("\n## Regulations")
    paths = sorted((shared / "real/regulations").glob("*.pdf"))
    read = headed = with_headers = leaking = 0
    wanted = found = floor = 0
    for path in paths:
        try:
            structure = build(read_pdf(path, Limits(), None), path.name)
        except DocumentError as error:
            print("   not read:", path.name, error.message)
            continue
        read += 1
        repeated = _repeated(structure)
        if len(structure.pages) >= 3:
            with_headers += 1
            furnished = sum(bool(page.furniture) for page in structure.pages)
            headed += 2 * furnished > len(structure.pages)
            if repeated:
                leaking += 1
                print("   repeated at the edge and kept:", path.name, repeated[:3])
        a, b = _numbers(structure)
        wanted, found = wanted + a, found + b
        if b < a:
            print(f"   sections {path.name}: {b}/{a}", _missing(structure)[:8])
    print(f"read {read}/{len(paths)}; running headers found in {headed}/{with_headers}; left in the text of {leaking}")
    print(f"section numbers in the tree: {found}/{wanted} = {found / max(wanted, 1):.4f}")
    del floor


def _truth(structure: Structure) -> set[tuple[str, str]]:
    """(chapter, section) of the lines that begin with "3 §": told from the blocks' first characters alone."""
    out: set[tuple[str, str]] = set()
    for block in structure.blocks:
        match = _SECTION.match(block.text)
        if match and block.kind not in ("contents", "footnote", "row", "item"):
            out.add(("", match[1].replace(" ", "")))
    return out


def _tree(structure: Structure) -> set[tuple[str, str]]:
    return {("", m[1].replace(" ", "")) for s in structure.sections if (m := re.match(r"(\d{1,3}\s?[a-z]?)\s?§", s.number))}


def _numbers(structure: Structure) -> tuple[int, int]:
    wanted = _truth(structure)
    return len(wanted), len(wanted & _tree(structure))


def _missing(structure: Structure) -> list[str]:
    return sorted(n for _, n in _truth(structure) - _tree(structure))


def _repeated(structure: Structure) -> list[str]:
    """First and last lines of pages that are the same, digits apart, on more than a third of the pages."""
    seen: Counter[str] = Counter()
    for page in structure.pages:
        lines = page.text.split("\n")
        seen.update({re.sub(r"\d+", "#", line) for line in (lines[0], lines[-1]) if line.strip()})
    return [line for line, count in seen.items() if count >= 3 and 3 * count > len(structure.pages)]


def plain_sections(path: Path) -> int:
    """The floor: distinct "N §" at line starts of pypdf's text."""
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return len(set(_SECTION.findall(text)))
