"""Documents written in a few lines, read for entities and facts as real ones are."""

from collections.abc import Callable

import pytest

from ingest.artifact import (
    Artifact,
    Block,
    BlockKind,
    Metadata,
    Page,
    PageSource,
    Passage,
    Section,
    Span,
    Status,
    Structure,
)
from ingest.extraction.entities import find_entities
from ingest.extraction.facts import find_facts
from search.conflicts.finder import find_conflicts
from search.conflicts.model import ConflictDocument, Finding

Make = Callable[..., ConflictDocument]
KINDS = {
    "# ": BlockKind.HEADING,
    "- ": BlockKind.ITEM,
    "| ": BlockKind.ROW,
    "^ ": BlockKind.TABLE_HEAD,
    "@ ": BlockKind.CONTENTS,
}


def _structure(title: str, lines: list[str], metadata: Metadata) -> Structure:
    """Lines as blocks: `# ` heading, `- ` item, `| ` row, `^ ` column heads, `@ ` contents, else a paragraph."""
    blocks: list[Block] = []
    headings: list[tuple[int, str]] = []
    offset, lead = 0, None
    for line in [title, *lines]:
        kind = KINDS.get(line[:2], BlockKind.TITLE if not blocks else BlockKind.PARAGRAPH)
        text = line[2:] if line[:2] in KINDS else line
        if kind is BlockKind.HEADING:
            headings.append((len(blocks), text))
        if kind is BlockKind.PARAGRAPH:
            lead = len(blocks)
        table = 0 if kind in (BlockKind.ROW, BlockKind.TABLE_HEAD) else None
        section = len(headings) - 1 if headings else None
        lead_in = lead if kind is BlockKind.ITEM else None
        cells = tuple(text.split(" | ")) if table is not None else ()
        span = Span(1, offset, offset + len(text))
        blocks.append(Block(kind, text, (span,), section, 1 if section is not None else 0, "", lead_in, cells, table))
        offset += len(text) + 1
    ends = [*(first for first, _ in headings[1:]), len(blocks)][: len(headings)]
    sections = tuple(
        Section(text.split()[0] if text[0].isdigit() else "", text.lstrip("0123456789. "), 1, None, first, last)
        for (first, text), last in zip(headings, ends, strict=True)
    )
    page = Page(1, 595, 842, "\n".join(b.text for b in blocks), PageSource.TEXT)
    passages = tuple(Passage(b.text, b.spans, b.section, (i,)) for i, b in enumerate(blocks))
    return Structure(metadata, (page,), tuple(blocks), sections, passages)


@pytest.fixture(scope="session")
def make() -> Make:
    """A document of a county from its lines."""

    def build(
        title: str,
        *lines: str,
        type: str = "överenskommelse",
        county: str = "Gotlands län",
        date: str | None = None,
        status: Status = Status.IN_FORCE,
    ) -> ConflictDocument:
        metadata = Metadata(title, type, status, date=date, county=county)
        structure = _structure(title, list(lines), metadata)
        facts = find_facts(structure, find_entities(structure))
        name = title.lower().replace(" ", "-")
        return ConflictDocument(Artifact(name, "v1", name, f"{name}.pdf", structure, facts))

    return build


@pytest.fixture(scope="session")
def compare_lines(make: Make) -> Callable[[list[str], list[str]], list[Finding]]:
    """The findings between two agreements of the same county that say these lines."""

    def run(one: list[str], other: list[str]) -> list[Finding]:
        return find_conflicts(
            [make("Överenskommelse om hemsjukvård", *one), make("Överenskommelse om rehabilitering", *other)]
        )

    return run
