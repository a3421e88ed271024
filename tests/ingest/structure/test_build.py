"""Lines in, structure out: paragraphs, headings, lists, tables, furniture, spans."""

from dataclasses import replace

import pytest

from ingest.artifact import BlockKind, PageSource, Status, page_slice
from ingest.pdf.lines import CharRun, Line, PageLines, Reading, Rule
from ingest.structure.build import build
from ingest.structure.dates import find_dates
from ingest.structure.furniture import is_page_number
from ingest.structure.joining import junction
from ingest.structure.sections import status_of_heading
from ingest.structure.types import type_of
from ingest.structure.validity import validity_of

WIDTH, HEIGHT = 600.0, 800.0
BODY = "Parterna samverkar om planering och uppföljning av insatser för den enskilde i länet"


def line(text: str, y: float, x: float = 70.0, size: float = 11.0, bold: bool = False, x1: float | None = None) -> Line:
    right = x1 if x1 is not None else min(530.0, x + 5.4 * len(text) * size / 11)
    box = (x / WIDTH, y / HEIGHT, right / WIDTH, (y + size) / HEIGHT)
    return Line(1, text, box, size, bold=bold, length=len(text), runs=(CharRun(0, 0, len(text)),))


def reading(*pages: list[Line], rules: tuple[Rule, ...] = ()) -> Reading:
    return Reading(
        tuple(
            PageLines(n, WIDTH, HEIGHT, tuple(replace(ln, page=n) for ln in lines), PageSource.TEXT, rules=rules)
            for n, lines in enumerate(pages, 1)
        )
    )


def prose(y: float, count: int = 3) -> list[Line]:
    lines = [line(BODY, y + 14 * i, x1=530) for i in range(count - 1)]
    return [*lines, line("och kommunerna.", y + 14 * (count - 1))]


def test_numbered_headings_make_a_tree_with_inherited_status() -> None:
    structure = build(
        reading(
            [
                line("1. Uppdrag", 100, size=16, bold=True),
                *prose(130),
                line("2. Förslag till ny organisation", 200, size=16, bold=True),
                *prose(230),
                line("2.1 Sekretariat", 300, size=13, bold=True),
                *prose(330),
            ]
        ),
        "x.pdf",
    )
    tree = [(s.number, s.heading, s.level, s.parent, s.status) for s in structure.sections]
    assert tree == [
        ("1", "Uppdrag", 1, None, Status.IN_FORCE),
        ("2", "Förslag till ny organisation", 1, None, Status.PROPOSED),
        ("2.1", "Sekretariat", 2, 1, Status.PROPOSED),
    ]
    assert structure.passages[-1].status is Status.PROPOSED
    assert [b.kind for b in structure.blocks if b.section == 2] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_items_have_their_lead_in_and_short_lists_one_passage() -> None:
    structure = build(
        reading(
            [
                *prose(100),
                line("Sekretariatet ansvarar för:", 160),
                line("• att bereda ärenden till styrgruppen och sammanställa underlag från", 182, x=80, x1=530),
                line("arbetsgrupperna", 196, x=92),
                line("– kallelser", 210, x=110),
                line("• uppföljning.", 224, x=80),
                *prose(260),
            ]
        ),
        "x.pdf",
    )
    items = [(b.text, b.level, structure.blocks[b.lead_in or 0].text[:15]) for b in structure.blocks if b.number]
    assert items == [
        ("• att bereda ärenden till styrgruppen och sammanställa underlag från arbetsgrupperna", 1, "Sekretariatet a"),
        ("– kallelser", 2, "• att bereda är"),
        ("• uppföljning.", 1, "Sekretariatet a"),
    ]
    assert any(p.text.startswith("Sekretariatet ansvarar för: • att") and "uppf" in p.text for p in structure.passages)


def test_a_paragraph_over_a_page_break_is_one_block_with_two_spans() -> None:
    first = [
        *prose(100),
        line(BODY, 700, x1=530),
        replace(line("som bygger på gemensam sam", 714, x1=530), hyphenated=True),
    ]
    second = [line("verkan mellan huvudmännen.", 100), *prose(140)]
    structure = build(reading(first, second), "x.pdf")
    block = next(b for b in structure.blocks if len(b.spans) == 2)
    assert block.text.endswith("gemensam samverkan mellan huvudmännen.")
    assert [page_slice(structure.pages, s) for s in block.spans][1] == "verkan mellan huvudmännen."


def test_running_headers_and_page_numbers_are_furniture() -> None:
    pages = [
        [line("Riktlinje för länet", 30, size=9), *prose(100 + n), line(f"sida {n} (4)", 775, x=280)]
        for n in range(1, 5)
    ]
    structure = build(reading(*pages), "x.pdf")
    assert structure.pages[2].furniture == ("Riktlinje för länet", "sida 3 (4)")
    assert all("sida" not in page.text for page in structure.pages)


def test_a_row_cut_by_a_page_break_is_one_row_under_its_heads() -> None:
    def grid(top: float, rows: list[float]) -> tuple[Rule, ...]:
        level = tuple(Rule((0.1, y / HEIGHT, 0.9, y / HEIGHT), True) for y in rows)
        return level + tuple(Rule((x, top / HEIGHT, x, rows[-1] / HEIGHT), False) for x in (0.1, 0.4, 0.9))

    head = [line("Avtal", 102, x=70, bold=True), line("Syfte", 102, x=250, bold=True)]
    one = PageLines(
        1,
        WIDTH,
        HEIGHT,
        (*head, line("Hjälpmedel", 122), line("Att klargöra", 122, x=250)),
        PageSource.TEXT,
        rules=grid(100, [100, 120, 150]),
    )
    two = PageLines(
        2,
        WIDTH,
        HEIGHT,
        tuple(
            replace(x, page=2)
            for x in (line("ansvar och kostnad", 62, x=250), line("Egenvård", 102), line("Trygg vård", 102, x=250))
        ),
        PageSource.TEXT,
        rules=grid(60, [60, 90, 130]),
    )
    structure = build(Reading((one, two)), "x.pdf")
    rows = [b.cells for b in structure.blocks if b.kind is BlockKind.ROW]
    assert rows == [("Hjälpmedel", "Att klargöra ansvar och kostnad"), ("Egenvård", "Trygg vård")]
    assert structure.passages[0].text == "Avtal: Hjälpmedel | Syfte: Att klargöra ansvar och kostnad"


def test_contents_are_kept_apart_and_confirm_plain_headings() -> None:
    dots = "." * 40
    entries = [line(f"{t} {dots} {p}", 130 + 16 * i, x1=530) for i, (t, p) in enumerate((("Syfte", 2), ("Roller", 2)))]
    structure = build(
        reading(
            [line("Innehåll", 100, size=16, bold=True), *entries],
            [line("Syfte", 100), *prose(130), line("Roller", 200), *prose(230)],
        ),
        "x.pdf",
    )
    assert [s.heading for s in structure.sections] == ["Syfte", "Roller"]
    assert not any(dots in p.text for p in structure.passages)


def test_runs_lead_back_to_the_raw_characters() -> None:
    lines = [replace(ln, source=100 * i, runs=(CharRun(0, 100 * i, len(ln.text)),)) for i, ln in enumerate(prose(100))]
    page = build(reading(lines), "x.pdf").pages[0]
    assert [(page.text[r.start : r.start + 4], r.source) for r in page.runs] == [
        ("Part", 0),
        ("Part", 100),
        ("och ", 200),
    ]


def test_a_long_row_of_dots_is_read_in_linear_steps() -> None:
    text = "a " + ". " * 20_000
    assert build(reading([line(text, 100), line(text, 120), *prose(200)]), "x.pdf").pages[0].text


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("hälso", "och sjukvård", "hälso- och sjukvård"),
        ("samver", "kan sker", "samverkan sker"),
        ("IT", "tjänst", "IT-tjänst"),
        ("e", "hälsa", "e-hälsa"),
        ("gemen", "samt ansvar", "gemensamt ansvar"),
    ],
)
def test_cut_words(left: str, right: str, joined: str) -> None:
    hyphen, space = junction(replace(line(left, 0), hyphenated=True), right, frozenset({"gemensamt"}))
    assert left + hyphen + space + right == joined


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022-07-01", "2022-07-01"),
        ("Datum: 22-07-01", "2022-07-01"),
        ("den 1 juli 2022", "2022-07-01"),
        ("i februari år 2022", "2022-02"),
        ("31/12 2019", "2019-12-31"),
        ("31 februari 2020", "2020-02"),
        ("Dnr 2021/1272", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert next((found.iso for found in find_dates(text)), None) == iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Avtalet gäller från och med 2021-01-01 till och med 2023-12-31.", ("2021-01-01", "2023-12-31")),
        ("Denna överenskommelse gäller tills vidare från den 1 mars 2020.", ("2020-03-01", None)),
        ("Giltighetstid: 2020-2023", ("2020", "2023")),
        ("Det tidigare avtalet gällde till 2018-12-31.", (None, None)),
    ],
)
def test_validity(text: str, expected: tuple[str | None, str | None]) -> None:
    assert validity_of([text]) == expected


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Riktlinje enligt huvudöverenskommelsen", "riktlinje"),
        ("Huvudöverenskommelse om vård", "huvudöverenskommelse"),
        ("Samverkansavtal för hemsjukvård", "samverkansavtal"),
        ("Sommarens bilder", "dokument"),
    ],
)
def test_types(title: str, kind: str) -> None:
    assert type_of(title, []) == kind


@pytest.mark.parametrize(
    ("text", "is_number"), [("sida 3 (10)", True), ("17 (22)", True), ("- 4 -", True), ("3 kap.", False)]
)
def test_page_numbers(text: str, is_number: bool) -> None:
    assert is_page_number(text) is is_number


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("Förslag till beslut", Status.PROPOSED),
        ("Historik", Status.HISTORICAL),
        ("Tidplan", Status.PLANNED),
        ("Ansvar", None),
    ],
)
def test_heading_status(heading: str, status: Status | None) -> None:
    assert status_of_heading(heading) is status
