"""The sample agreements: rendered the same each time, complete, and true to their facts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus.errors import InvalidInputError
from corpus.samples.__main__ import main
from corpus.samples.build import GOLD, HERE, build, sources, to_pdf
from corpus.samples.source import Block, Kind, Source, parse, plain, text_of

SOURCES = {source.stem: source for source in sources()}
KINDS = {
    "ansvar",
    "beslutsrätt",
    "modalitet",
    "modalitetsstyrka",
    "frist",
    "frekvens",
    "mötesfrekvens",
    "belopp",
    "andel",
    "åldersgräns",
    "sammansättning",
    "antal",
    "definition",
    "namn",
    "giltighet",
    "dokumentstatus",
    "förslag",
    "inaktuell hänvisning",
    "avsnittshänvisning",
    "ersatt författning",
    "författningsnummer",
    "tabell",
    "sammanfattning",
    "version",
    "mandat",
    "rapporteringsväg",
}
PREDICATES = {
    "förvaltar",
    "följer upp",
    "fastställer",
    "beslutar",
    "bereder",
    "rapporterar till",
    "utser",
    "ingår i",
    "underordnad",
    "ersätter",
    "kompletterar",
    "antas av",
    "tecknas av",
    "publicerar",
    "samordnar",
    "initierar",
    "ansvarar för",
    "regleras av",
    "grundar sig på",
}
LEAST = {"obligations": 60, "relations": 40, "mandates": 30, "questions": 40, "parties_groups": 20, "agreements": 14}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def evidence(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The (document, quote) pairs of a row of any gold file."""
    sides = [row[side] for side in ("a", "b") if side in row] + row.get("also", [])
    pairs = [(side["doc"], side["quote"]) for side in sides]
    if "quote" in row:
        pairs.append((row["doc"], row["quote"]))
    if "answer_quote" in row:
        pairs.append((row["doc"], row["answer_quote"]))
        pairs += zip(row.get("docs", []), row.get("answer_quotes", []), strict=True)
    return pairs


GOLD_NAMES = sorted(path.stem for path in GOLD.glob("*.jsonl"))
QUOTES = sorted({pair for name in GOLD_NAMES for row in rows(name) for pair in evidence(row)})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pdf")
    assert main([str(target)]) == 0
    return target


def page_texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        # pdfium gives U+FFFE for a hyphen at the end of a line.
        return [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document]
    finally:
        document.close()


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def running_text(source: Source, pages: list[str]) -> str:
    """The text of the pages without running heads, feet and white space."""
    furniture = {squeeze(source.meta.get(key, "")) for key in ("header", "dnr", "publisher")}
    furniture |= {"".join(sorted(furniture, key=len)), ""}
    kept = [
        squeeze(line)
        for page in pages
        for line in page.splitlines()
        if squeeze(line) not in furniture and not re.search(r"sida \d+ \(\d+\)", line)
    ]
    return "".join(kept)


@pytest.mark.parametrize("stem", ["15-protokoll-lansradet", "14-rutin-sip"])
def test_same_bytes_each_time(stem: str, folder: Path) -> None:
    assert to_pdf(SOURCES[stem]) == to_pdf(SOURCES[stem]) == (folder / f"{stem}.pdf").read_bytes()


def test_a_second_build_leaves_the_files_alone(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {path: path.stat().st_mtime_ns for path in build(folder)} == before


def test_documents_and_pages(folder: Path) -> None:
    pages = {path.stem: len(page_texts(path)) for path in folder.glob("*.pdf")}
    assert pages.keys() == SOURCES.keys()
    assert len(pages) >= 14
    assert sum(pages.values()) >= 80
    types = Counter(source.meta["type"] for source in SOURCES.values())
    least = {"Huvudöverenskommelse": 1, "Riktlinje": 1, "Överenskommelse": 7, "Avtal": 1, "Rutin": 2, "Protokoll": 1}
    assert types >= Counter(least | {"Tilläggsöverenskommelse": 1})


def test_the_scan_has_pictures_and_no_text(folder: Path) -> None:
    scans = [stem for stem, source in SOURCES.items() if source.flag("scan")]
    assert scans
    for stem in scans:
        assert not "".join(page_texts(folder / f"{stem}.pdf")).strip()
        document = pypdfium2.PdfDocument(folder / f"{stem}.pdf")
        assert all(len(list(page.get_objects())) == 1 for page in document)
        grey = document[0].render(scale=0.5, grayscale=True).to_numpy()
        assert grey.std() > 5
        document.close()


@pytest.mark.parametrize("stem", [stem for stem, source in SOURCES.items() if not source.flag("scan")])
def test_every_quote_stands_in_the_pdf(stem: str, folder: Path) -> None:
    text = running_text(SOURCES[stem], page_texts(folder / f"{stem}.pdf"))
    missing = [quote for doc, quote in QUOTES if doc == stem and squeeze(quote) not in text]
    # A cell that holds several lines is read column by column, so a table row is looked for cell by cell.
    missing = [quote for quote in missing if not all(squeeze(cell) in text for cell in quote.split("\t"))]
    assert missing == []


@pytest.mark.parametrize("stem", ["01-huvudoverenskommelse", "12-avtal-hjalpmedelscentral"])
def test_contents_outline_and_page_numbers(stem: str, folder: Path) -> None:
    pages = page_texts(folder / f"{stem}.pdf")
    headings = [b.text for b in SOURCES[stem].blocks if b.kind is Kind.HEADING and b.level <= 2]
    document = pypdfium2.PdfDocument(folder / f"{stem}.pdf")
    outline = [(item.get_title(), item.get_dest().get_index() + 1) for item in document.get_toc()]
    document.close()
    assert [title for title, _ in outline] == headings
    contents = [squeeze(line) for line in pages[1].splitlines()]
    for title, page in outline:
        entry = re.compile(re.escape(squeeze(title)) + r"\.{3,}" + str(page))
        assert any(entry.fullmatch(line) for line in contents), title
        assert squeeze(title) in squeeze(pages[page - 1])
    assert all(f"sida {n} ({len(pages)})" in page for n, page in enumerate(pages, 1) if n > 1)


def test_a_table_goes_on_over_a_page_break_under_its_header(folder: Path) -> None:
    pages = page_texts(folder / "12-avtal-hjalpmedelscentral.pdf")
    assert sum("Grupp Produkt Hyra per" in page for page in pages) == 2


@pytest.mark.parametrize("name", GOLD_NAMES)
def test_every_quote_stands_in_its_source(name: str) -> None:
    texts = {stem: text_of(source) for stem, source in SOURCES.items()}
    wrong = [(row["id"], doc) for row in rows(name) for doc, quote in evidence(row) if quote not in texts[doc]]
    assert wrong == []
    assert all(quote for row in rows(name) for _, quote in evidence(row))


@pytest.mark.parametrize("name", GOLD_NAMES)
def test_ids_are_unique(name: str) -> None:
    assert max(Counter(row["id"] for row in rows(name)).values()) == 1


@pytest.mark.parametrize(("name", "least"), sorted(LEAST.items()))
def test_there_is_enough_of_each(name: str, least: int) -> None:
    assert len(rows(name)) >= least


def test_conflicts_of_every_kind_and_as_many_look_alikes() -> None:
    conflicts = rows("conflicts")
    planted = [row for row in conflicts if row["type"] != "none"]
    assert {row["type"] for row in planted} == KINDS
    assert len(planted) >= 25
    assert len(conflicts) - len(planted) >= len(planted)
    assert all(row["is_conflict"] == (row["type"] != "none") and row["why"] for row in conflicts)
    assert all(row["a"] != row["b"] for row in conflicts)


def test_relations_use_the_predicates_of_the_contract_and_known_names() -> None:
    relations = rows("relations")
    assert {row["predicate"] for row in relations} <= PREDICATES
    assert all(row["object"] or row.get("negated") for row in relations)
    names = {row["name"] for name in ("parties_groups", "agreements") for row in rows(name)}
    owners = [row for row in relations if row["predicate"] == "förvaltar" and row["status"] != "förslag"]
    assert {row[end] for row in owners for end in ("subject", "object")} <= names


def test_facts_agree_with_the_sources() -> None:
    facts = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))
    assert [row["doc"] for row in facts["documents"]] == sorted(SOURCES)
    for row in facts["documents"]:
        meta = SOURCES[row["doc"]].meta
        assert (row["title"], row["type"], row["dnr"], row["date"]) == tuple(
            meta[key] for key in ("title", "type", "dnr", "date")
        )
    text = text_of(SOURCES["01-huvudoverenskommelse"])
    assert len(facts["municipalities"]) == 9
    assert all(name in text for name in facts["municipalities"])
    assert len(facts["consultation_groups"]) == 5
    planted = {row["id"] for row in rows("conflicts") if row["is_conflict"]}
    assert planted == {name for row in facts["documents"] for name in row["planted_conflicts"]}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# 1 Syfte", [Block(Kind.HEADING, "1 Syfte", 1)]),
        ("### 1.1.1 Mål", [Block(Kind.HEADING, "1.1.1 Mål", 3)]),
        ("En rad\nsom går vidare.", [Block(Kind.PARAGRAPH, "En rad som går vidare.")]),
        ("Tabell 1. Belopp", [Block(Kind.CAPTION, "Tabell 1. Belopp")]),
        ("- ett\n  - under\n- två\n  fortsätter", ["ett", "under", "två fortsätter"]),
        ("2. andra", [Block(Kind.ITEM, "andra", 1, "2.")]),
        ("| a | b |\n|---|---|\n| 1 | |", [Block(Kind.TABLE, rows=(("a", "b"), ("1", "")))]),
        ("[^2]: En not.", [Block(Kind.NOTE, "En not.", mark="2")]),
        ("===", [Block(Kind.BREAK)]),
        ("!underskrift Kommunen | Socialchef", [Block(Kind.SIGNATURE, "Kommunen | Socialchef")]),
    ],
)
def test_parse(body: str, expected: list[Block | str]) -> None:
    blocks = parse("x", f"---\ntitle: T\n---\n{body}\n").blocks
    assert [b if isinstance(e, Block) else b.text for b, e in zip(blocks, expected, strict=True)] == expected


@pytest.mark.parametrize("text", ["utan huvud", "---\ntitel utan kolon\n---\nText"])
def test_a_source_without_a_head_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        parse("x", text)


def test_plain_text_has_no_marks() -> None:
    assert plain("Ett **viktigt** och *eget* ord.[^1]") == "Ett viktigt och eget ord."
