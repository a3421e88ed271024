"""Names known by how they are used: groups with a topic, organisations, supplements, parties, damaged spellings."""

from __future__ import annotations

import pytest

from ingest.artifact import Block, BlockKind, EntityKind, Metadata, Page, PageSource, Span, Structure
from ingest.extraction.entities import find_entities
from ingest.extraction.likeness import likeness
from ingest.extraction.nouns import fold
from ingest.extraction.table import EntityTable


def document(
    lines: list[str], title: str = "", type_: str = "överenskommelse", damaged: str = "", county: str | None = None
) -> Structure:
    """One page; a line with " | " is a table row, "- " an item led in by the line before it."""
    text, blocks, lead = "", [], None
    for line in lines:
        kind = BlockKind.ROW if " | " in line else BlockKind.ITEM if line.startswith("- ") else BlockKind.PARAGRAPH
        start = len(text) + bool(text)
        text += ("\n" if text else "") + line
        cells = tuple(line.split(" | ")) if kind is BlockKind.ROW else ()
        blocks.append(
            Block(kind, line, (Span(1, start, len(text)),), cells=cells, table=0 if cells else None,
                  number="-" if kind is BlockKind.ITEM else "", lead_in=lead if kind is BlockKind.ITEM else None)
        )  # fmt: skip
        lead = len(blocks) - 1 if kind is BlockKind.PARAGRAPH else lead
    page = Page(1, 595, 842, text, PageSource.REPAIRED if damaged else PageSource.TEXT, original=damaged)
    return Structure(Metadata(title, type_, county=county), (page,), tuple(blocks), (), ())


def named(table: EntityTable, kind: EntityKind) -> set[str]:
    """Names and aliases of a kind, folded."""
    return {fold(n) for e in table.entities.values() if e.kind is kind for n in (e.name, *e.aliases)}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Samrådsgrupp Skola förvaltar rutinen.", "Samrådsgrupp Skola"),
        ("Samrådsgrupp Skola | Rutin för skolstart", "Samrådsgrupp Skola"),
        ("Samrådsgrupp Vuxnas hälsa och arbete | Varje år", "Samrådsgrupp Vuxnas hälsa och arbete"),
        ("Rådet ger Samrådsgrupp Skola i uppdrag att se över rutinen.", "Samrådsgrupp Skola"),
        ("Frågan ägs av en ny samrådsgrupp för tandvård.", "ny samrådsgrupp för tandvård"),
        ("Länsrådet möts varje termin.", "Länsrådet"),
    ],
)
def test_groups_named_by_head_and_topic(line: str, name: str) -> None:
    assert fold(name) in named(find_entities(document([line])), EntityKind.GROUP)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            ["Gruppen | Överenskommelse om tandvård från sex år; Avtal om resor"],
            ["Överenskommelse om tandvård från sex år", "Avtal om resor"],
        ),
        (
            ["Gruppen | Överenskommelse om tandvård med tillägg om akuta besök"],
            ["Överenskommelse om tandvård", "Tillägg om akuta besök"],
        ),
        (["Följande avtal finns:", "- Avtal om gemensam tvätt, som förvaltas av nämnden"], ["Avtal om gemensam tvätt"]),
        (["Vi tar fram en ny överenskommelse om tandvård senast den 1 maj."], ["Ny överenskommelse om tandvård"]),
    ],
)
def test_titles_end_where_they_end(lines: list[str], names: list[str]) -> None:
    found = named(find_entities(document(lines)), EntityKind.AGREEMENT)
    assert {fold(n) for n in names} <= found


def test_a_group_that_is_described_gets_the_name_it_is_given() -> None:
    lines = [
        "Ärenden till Tjänstestyrgruppen bereds av en grupp som består av två chefer (nedan kallad Beredningsgruppen)."
    ]
    table = find_entities(document([*lines, "Beredningsgruppen möts varje vecka."]))
    both = {fold(e.name): {fold(a) for a in e.aliases} for e in table.entities.values() if e.kind is EntityKind.GROUP}
    assert "beredningsgruppen" in both
    assert "beredningsgruppen" not in both["tjänstestyrgruppen"]


def test_an_organisation_is_known_by_what_it_does() -> None:
    lines = [
        "Avtalet har tagits fram av regionen och Vårdlänk.",
        "Det är Vårdlänk ansvarar för webben, enligt planen.",
        "Frågor ställs till Vårdlänks kansli. Mer finns på www.vardlank.se.",
    ]
    found = named(find_entities(document(lines)), EntityKind.PARTY)
    assert "vårdlänk" in found


def test_a_land_or_a_common_word_is_no_organisation() -> None:
    lines = [
        "I Sverige och i Sverige. Från Sverige och regionen, regionen och Sverige.",
        "Planen och Planen, regionen och Planen. En planen.",
    ]
    found = named(find_entities(document(lines)), EntityKind.PARTY)
    assert not found & {"sverige", "planen"}


@pytest.mark.parametrize(
    ("lines", "parties"),
    [
        (["Avtal mellan Umeå kommun och Vårdbolaget Norr AB"], {"Umeå kommun", "Vårdbolaget Norr AB"}),
        (
            ["Detta avtal har träffats mellan Region Dalarna (nedan kallad regionen) och Mora kommun."],
            {"Region Dalarna", "Mora kommun"},
        ),
    ],
)
def test_parties_are_those_that_the_agreement_names(lines: list[str], parties: set[str]) -> None:
    table = find_entities(document([*lines, "Avtalet gäller i två år."], title="Avtal", type_="avtal"))
    assert {table.entities[p].name for p in table.parties} == parties


def test_damaged_spellings_are_aliases_of_what_stands_there() -> None:
    lines = ["Länsrådet beslutar om planen.", "Beredningsgruppen bereder förslag åt Länsrådet varje år."]
    damaged = "Lansradet beslutar om planen.\nBeredningsqruppen bereder forslag at L4nsradet varje ar."
    table = find_entities(document(lines, damaged=damaged))
    spelt = {fold(e.name): {fold(a) for a in e.aliases} for e in table.entities.values()}
    assert "lansradet" in spelt["länsrådet"]
    assert "beredningsqruppen" in spelt["beredningsgruppen"]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Samverkan kring tandvård för barn, överenskommelse", "Överenskommelse om tandvård för barn", True),
        ("Överenskommelsen om egenvård", "Överenskommelse om egenvård", True),
        ("Överenskommelse om Dalarnas tandvård för barn", "Överenskommelse om tandvård för barn", True),
        ("Överenskommelse om tandvård för barn", "Överenskommelse om tandvård för vuxna", False),
    ],
)
def test_titles_that_differ_in_words_that_say_nothing(first: str, second: str, alike: bool) -> None:
    marks = [likeness(EntityKind.AGREEMENT, "överenskommelse", t, "dalarnas-lan") for t in (first, second)]
    assert (marks[0] == marks[1]) is alike
