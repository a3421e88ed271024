"""Build the PDFs of all sample agreements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.samples.render import render
from corpus.samples.scan import scan
from corpus.samples.source import Source, read

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
GOLD = HERE / "gold"
DEFAULT_TARGET = HERE / "pdf"


def sources() -> list[Source]:
    """All sources, in the order of their file names."""
    return [read(path) for path in sorted(SOURCES.glob("*.md"))]


def to_pdf(source: Source) -> bytes:
    """The PDF of one source: a scan without a text layer where its front matter says `scan: ja`."""
    pdf = render(source)
    if source.flag("scan"):
        return scan(pdf, seed=int(source.meta.get("seed", "1")), title=source.meta["title"])
    return pdf


def build(target: Path) -> Iterator[Path]:
    """Write every sample to `target` as `STEM.pdf`; a file that is the same already is left alone."""
    target.mkdir(parents=True, exist_ok=True)
    for source in sources():
        path = target / f"{source.stem}.pdf"
        pdf = to_pdf(source)
        if not path.exists() or path.read_bytes() != pdf:
            path.write_bytes(pdf)
        yield path
