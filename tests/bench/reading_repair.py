"""Repair of damaged text layers with the pictures withheld: damaged words mended, right words harmed."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

from ingest.pdf.lines import Limits
from ingest.pdf.reading import read_pdf
from tests.bench import reading_truth as truth

_STRIPPED = "\"'”“’‘.,;:!?()[]…«»|•-"


def repair_alone(shared: Path) -> None:
    print("\n## Repair alone (pictures withheld)")
    for name in ("001", "003"):
        lines = truth.lines_of(shared / "real/text" / f"{name}_truth.txt")
        wanted = [w for line in lines for word in line.split() if (w := word.strip(_STRIPPED))]
        before, after = [], []
        for page in read_pdf(shared / "real/pdf" / f"{name}-badlayer.pdf", Limits(), None).pages:
            original = page.original.split("\n") if page.original else [line.text for line in page.lines]
            for old, line in zip(original, page.lines, strict=True):
                pairs = list(zip(old.split(), line.text.split(), strict=False))
                if len(old.split()) != len(line.text.split()):
                    print("   words split or joined:", old, "->", line.text)
                before += [a.strip(_STRIPPED) for a, _ in pairs]
                after += [b.strip(_STRIPPED) for _, b in pairs]
        damaged = mended = right = harmed = 0
        harm: list[tuple[str, str]] = []
        left: list[tuple[str, str, str]] = []
        for i, j, t in _aligned(before, after, wanted):
            if i == t:
                right += 1
                if j != t:
                    harmed += 1
                    harm.append((i, j))
            else:
                damaged += 1
                mended += j == t
                if j != t:
                    left.append((i, j, t))
        print(
            f"{name}: damaged words {damaged}, mended {mended} ({mended / max(damaged, 1):.3f}); "
            f"right words {right}, changed {harmed} ({harmed / max(right, 1):.4f})"
        )
        print("   harmed", harm[:20])
        print("   left", left[:25])


def _aligned(before: list[str], after: list[str], wanted: list[str]) -> list[tuple[str, str, str]]:
    """(damaged, mended, right) word for word; stretches that do not match one to one are left out."""
    out = []
    for kind, i, j, k, m in SequenceMatcher(None, before, wanted, autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and j - i == m - k):
            out += list(zip(before[i:j], after[i:j], wanted[k:m], strict=True))
    return [row for row in out if any(map(str.isalpha, row[2]))]
