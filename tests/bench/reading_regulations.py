"""The regulations: read or not, running headers told from the text, section numbers in the tree."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2

from corpus.errors import DocumentError
from ingest.artifact import Structure
from ingest.pdf.lines import Limits
from ingest.pdf.ocr import Recogniser
from ingest.pdf.reading import read_pdf
from ingest.structure.build import build

_SECTION = re.compile(r"^(\d{1,3} ?[a-z]?) ?§\s+(?=[A-ZÅÄÖ])", re.MULTILINE)
_CHAPTER = re.compile(r"^(\d{1,2}) kap\.\s+(?=[A-ZÅÄÖ])", re.MULTILINE)


def regulations(shared: Path) -> None:
    print("\n## Regulations")
    paths = sorted((shared / "real/regulations").glob("*.pdf"))
    read = headed = with_headers = leaking = 0
    wanted = found = 0
    for path in paths:
        try:
            structure = build(read_pdf(path, Limits(), Recogniser()), path.name)
        except DocumentError as error:
            print("   not read:", path.name, error.message)
            continue
        read += bool(structure.passages)
        if not structure.passages:
            print("   without passages:", path.name, [p.message for p in structure.problems])
        repeated = _repeated(structure)
        if len(structure.pages) >= 3:
            with_headers += 1
            furnished = sum(bool(page.furniture) for page in structure.pages)
            headed += 2 * furnished > len(structure.pages)
            if repeated:
                leaking += 1
                print("   repeated at the edge and kept:", path.name, repeated[:3])
        numbers, tree = _plain(path), _tree(structure)
        wanted, found = wanted + len(numbers), found + len(numbers & tree)
        if numbers - tree:
            print(f"   sections {path.name}: {len(numbers & tree)}/{len(numbers)}", sorted(numbers - tree)[:12])
    print(f"read {read}/{len(paths)}; running headers found in {headed}/{with_headers}; left in the text of {leaking}")
    print(f"section numbers in the tree: {found}/{wanted} = {found / max(wanted, 1):.4f}")


def _plain(path: Path) -> set[str]:
    """Sections and chapters by pdfium's bare text: what its lines begin with, before a capital letter."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    found = {"".join(n.split()) + "§" for n in _SECTION.findall(text)}
    return found | {n + "kap" for n in _CHAPTER.findall(text)}


def _tree(structure: Structure) -> set[str]:
    """The same of the section tree."""
    numbers = (("".join(s.number.split())).rstrip(".") for s in structure.sections)
    return {n for n in numbers if n.endswith(("§", "kap"))}


def _repeated(structure: Structure) -> list[str]:
    """First and last lines of pages that are the same, digits apart, on more than a third of the pages."""
    seen: Counter[str] = Counter()
    for page in structure.pages:
        lines = page.text.split("\n")
        seen.update({re.sub(r"\d+", "#", line) for line in (lines[0], lines[-1]) if line.strip()})
    return [line for line, count in seen.items() if count >= 3 and 3 * count > len(structure.pages)]
