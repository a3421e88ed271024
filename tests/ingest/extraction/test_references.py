"""What is cited, whether it resolves, and what the register says of statute numbers."""

# ruff: noqa: E501 - tables of sentences
from __future__ import annotations

import pytest

from ingest.artifact import (
    Block,
    BlockKind,
    Metadata,
    Page,
    PageSource,
    Reference,
    Section,
    Span,
    Structure,
    page_slice,
)
from ingest.extraction.entities import find_entities
from ingest.extraction.references import check_number, find_references


def references(text: str, date: str | None = None) -> list[Reference]:
    """The references of one paragraph in a document with sections 1 and 2.3 and annex 1."""
    headings = ("1 Inledning", "2.3 Ansvar", "Bilaga 1 Kontakter")
    blocks: list[Block] = []
    sections: list[Section] = []
    page = ""
    for line in (*headings, text):
        page += "\n" if page else ""
        start = len(page)
        page += line
        kind = BlockKind.PARAGRAPH if line is text else BlockKind.HEADING
        if kind is BlockKind.HEADING:
            number, _, heading = line.partition(" ")
            sections.append(
                Section(
                    number if number[0].isdigit() else "",
                    heading if number[0].isdigit() else line,
                    1,
                    None,
                    len(blocks),
                    len(blocks) + 1,
                )
            )
        blocks.append(Block(kind, line, (Span(1, start, len(page)),), 0))
    structure = Structure(
        Metadata("", "riktlinje", date=date, county="Kalmar län"), (Page(1, 595, 842, page, PageSource.TEXT),), tuple(blocks), tuple(sections), ()
    )  # fmt: skip
    found = list(find_references(structure, find_entities(structure)))
    assert all(page_slice(structure.pages, r.evidence.span) == r.evidence.quote != "" for r in found)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "target", "resolved"),
    [
        ("Se avsnitt 2.3 för ansvar.", "section", "2.3", "2.3"),
        ("Se avsnitt 7 för ansvar.", "section", "7", None),
        ("Detta framgår av punkt 1.", "section", "1", "1"),
        ("Kontakter finns i bilaga 1.", "document", "Bilaga 1", "Bilaga 1"),
        ("Kostnader finns i bilaga 4.", "document", "Bilaga 4", None),
    ],
)
def test_sections_and_annexes(text: str, kind: str, target: str, resolved: str | None) -> None:
    found = references(text)
    assert [(r.kind, r.target, r.resolved) for r in found] == [(kind, target, resolved)]
    assert bool(found[0].note) is (resolved is None)


def test_several_numbers_give_several_references() -> None:
    assert [r.target for r in references("Se avsnitten 1, 2.3 och 9.")] == ["1", "2.3", "9"]


def test_a_point_of_another_document_is_not_a_section_of_this() -> None:
    found = references("En huvudöverenskommelse (nedan kallad NÖK) finns, se punkt 2.3 i NÖK.")
    assert ("document", "punkt 2.3") in {(r.kind, r.text) for r in found}
    assert not any(r.kind == "section" for r in found)


@pytest.mark.parametrize(
    ("text", "date", "target", "note"),
    [
        ("Enligt socialtjänstlagen (2025:400) gäller.", None, "2025:400", ""),
        ("Enligt socialtjänstlagen (2001:453) gäller.", None, "2001:453", "Ersatt av 2025:400 från 2025-07-01"),
        ("Enligt socialtjänstlagen gäller.", "2019-03-01", "2001:453", "Ersatt av 2025:400 från 2025-07-01"),
        ("Enligt socialtjänstlagen gäller.", "2026-01-15", "2025:400", ""),
        ("Enligt hälso- och sjukvårdslagen (1982:763) gäller.", None, "1982:763", "Ersatt av 2017:30 från 2017-04-01"),
        ("Enligt förvaltningslagen (1986:223) gäller.", None, "1986:223", "Ersatt av 2017:900 från 2018-07-01"),
        ("Enligt 16 kap. 3 § HSL gäller.", None, "2017:30", ""),
    ],
)
def test_statutes(text: str, date: str | None, target: str, note: str) -> None:
    assert [(r.kind, r.target, r.note) for r in references(text, date)] == [("statute", target, note)]


def test_row_of_statutes_keeps_each_with_its_abbreviation() -> None:
    text = "Berörda är Socialtjänstlag (SoL), Lag om vård av missbrukare i vissa fall (LVM) samt Lag om stöd och service till vissa funktionshindrade (LSS)."
    assert [r.target for r in references(text)] == ["2025:400", "1988:870", "1993:387"]


def test_chapter_and_paragraph_belong_to_the_citation() -> None:
    assert [r.text for r in references("Enligt 16 kap. 3 § hälso- och sjukvårdslagen gäller.")] == [
        "16 kap. 3 § hälso- och sjukvårdslagen"
    ]


@pytest.mark.parametrize(
    ("name", "number", "part"),
    [
        ("Patientlagen", "2014:821", ""),
        (
            "Patientlagen",
            "2010:659",
            "hör inte till patientlagen, som har nummer 2014:821; 2010:659 är Patientsäkerhetslag",
        ),
        ("Socialtjänstlagen", "2001:999", "2025:400 (tidigare 2001:453, 1980:620)"),
        ("Lagen om något", "2099:1", ""),
    ],
)
def test_number_is_checked_against_the_register(name: str, number: str, part: str) -> None:
    note = check_number(name, number, f"{name} ({number})")
    assert (part in note) if part else note == ""
