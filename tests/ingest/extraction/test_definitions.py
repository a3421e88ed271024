"""Sentences and list entries that say what a term means, and those that do not."""

# ruff: noqa: E501 - tables of sentences
from __future__ import annotations

import pytest

from ingest.artifact import Block, BlockKind, Metadata, Page, PageSource, Section, Span, Structure, page_slice
from ingest.extraction.definitions import find_definitions


def definitions(text: str, heading: str = "Bakgrund", kind: BlockKind = BlockKind.PARAGRAPH) -> list[tuple[str, str]]:
    page = f"{heading}\n{text}"
    blocks = (
        Block(BlockKind.HEADING, heading, (Span(1, 0, len(heading)),), 0, level=1),
        Block(kind, text, (Span(1, len(heading) + 1, len(page)),), 0),
    )
    structure = Structure(
        Metadata("", "riktlinje"), (Page(1, 595, 842, page, PageSource.TEXT),), blocks, (Section("", heading, 1, None, 0, 2),), ()
    )  # fmt: skip
    found = list(find_definitions(structure))
    assert all(page_slice(structure.pages, d.evidence.span) == d.evidence.quote for d in found)
    return [(d.term, d.meaning) for d in found]


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("Med egenvård avses åtgärder som den enskilde kan utföra själv.", "egenvård", "åtgärder som den enskilde kan utföra själv"),
        ("Gäller alla. Med närstående menas den som patienten själv anger.", "närstående", "den som patienten själv anger"),
        ("I denna rutin avses med anhörig den som hjälper.", "anhörig", "den som hjälper"),
        ("Samsjuklighet definieras som två samtidiga tillstånd.", "Samsjuklighet", "två samtidiga tillstånd"),
        ("Begreppet huvudman betyder den som enligt lag har ansvaret.", "huvudman", "den som enligt lag har ansvaret"),
        ("Direktåtkomst innebär att uppgifter läses hos en annan vårdgivare.", "Direktåtkomst", "att uppgifter läses hos en annan vårdgivare"),
        ("En fast kontakt är en person som samordnar insatserna.", "fast kontakt", "en person som samordnar insatserna"),
    ],
)  # fmt: skip
def test_definition_is_read(text: str, term: str, meaning: str) -> None:
    assert definitions(text) == [(term, meaning)]


@pytest.mark.parametrize(
    ("heading", "found"), [("Definitioner", [("Korttidsplats", "boende för en begränsad tid")]), ("Bakgrund", [])]
)
def test_entry_counts_only_in_a_list_of_terms(heading: str, found: list[tuple[str, str]]) -> None:
    assert definitions("Korttidsplats: boende för en begränsad tid.", heading) == found


@pytest.mark.parametrize(
    "text",
    [
        "Detta innebär att kommunen betalar.",
        "Det innebär ett stort arbete för alla.",
        "Ökningen av antalet äldre innebär ett tryck på vården.",
        "Förslaget innebär att fler får stöd.",
        "Parterna avser att samverka.",
        "Region Kalmar län är part.",
    ],
)
def test_no_definition(text: str) -> None:
    assert definitions(text) == []
