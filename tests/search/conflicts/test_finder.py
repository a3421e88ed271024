"""What holds of all findings: quotes on their pages, ids by what is said, copies and versions, order."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.artifact import PageSource, Status
from search.conflicts.finder import find_conflicts
from search.conflicts.model import ConflictDocument, finding_id

Make = Callable[..., ConflictDocument]
DEADLINE = "Läkaren ska besvara remissen om dietist inom {} från det att den kom in."
CALLS = (
    ("utskrivning", "sjuksköterska"), ("inskrivning", "biståndshandläggare"), ("fall", "arbetsterapeut"),
    ("smitta", "enhetschef"), ("oro", "socialsekreterare"), ("nedsatt syn", "synkonsulent"),
)  # fmt: skip
MEETING = "Ledningsgruppen Vårdgemensam sammanträder minst {} gånger per år."


def _documents(make: Make) -> list[ConflictDocument]:
    return [
        make("Överenskommelse om hemsjukvård", "# 1 Remisser", DEADLINE.format("fem dagar"), MEETING.format("fyra")),
        make("Överenskommelse om rehabilitering", "# 2 Svar", MEETING.format("sex"), DEADLINE.format("två veckor")),
    ]


def test_quotes_stand_on_their_pages(make: Make) -> None:
    documents = _documents(make)
    pages = {d.artifact.document: d.artifact.structure.pages for d in documents}
    found = find_conflicts(documents)
    assert len(found) == 2
    for side in (s for f in found for s in (f.a, f.b)):
        assert pages[side.document.id][side.page - 1].text[side.start : side.end] == side.quote
        assert side.section


def test_the_order_of_documents_does_not_matter(make: Make) -> None:
    documents = _documents(make)
    assert [f.id for f in find_conflicts(documents)] == [f.id for f in find_conflicts(documents[::-1])]


def test_an_id_comes_from_what_is_said_wherever_it_stands(make: Make) -> None:
    moved = make("Överenskommelse om hemsjukvård", "Detta är en inledning.", DEADLINE.format("fem dagar"))
    one = {f.id for f in find_conflicts(_documents(make)) if f.type == "frist"}
    assert one == {f.id for f in find_conflicts([moved, _documents(make)[1]]) if f.type == "frist"}
    assert finding_id("frist", "En  sak", "en annan") == finding_id("frist", "En annan", "en sak")


def test_copies_of_one_document_are_read_once(make: Make) -> None:
    export = make("Överenskommelse om hemsjukvård", DEADLINE.format("fem dagar"), date="2024-01-01")
    scan = _read_as("scan", make("Överenskommelse om hemsjukvård", DEADLINE.format("sex dagar"), date="2024-01-01"))
    assert find_conflicts([scan, export]) == []


def test_a_copy_without_title_or_date_is_known_by_its_words(make: Make) -> None:
    lines = [f"Vid {word} ska vårdcentralen kalla kommunens {who} till ett möte om vården." for word, who in CALLS]
    export = make("1999-07-export", DEADLINE.format("fem dagar"), *lines)
    scan = _read_as("scan", make("1999-07-scan", DEADLINE.format("fem vardagar"), *lines))
    assert find_conflicts([export, scan]) == []


def _read_as(name: str, document: ConflictDocument) -> ConflictDocument:
    """The document as a scan of another name."""
    structure = document.artifact.structure
    pages = tuple(replace(p, source=PageSource.OCR) for p in structure.pages)
    return ConflictDocument(replace(document.artifact, document=name, structure=replace(structure, pages=pages)))


def test_versions_of_one_agreement_tell_changes(make: Make) -> None:
    old = make("Överenskommelse om hemsjukvård", DEADLINE.format("fem dagar"), date="2018-01-01")
    new = make("Överenskommelse om hemsjukvård", DEADLINE.format("tre dagar"), date="2024-01-01")
    assert [(f.type, f.severity) for f in find_conflicts([old, new])] == [("version", "låg")]


def test_a_proposal_is_marked_as_one(make: Make) -> None:
    force = make("Överenskommelse om hemsjukvård", DEADLINE.format("fem dagar"))
    draft = make("Förslag till överenskommelse om rehabilitering", DEADLINE.format("tio dagar"), status=Status.PROPOSED)
    assert {f.type for f in find_conflicts([force, draft])} == {"förslag"}


def test_counties_are_kept_apart(make: Make) -> None:
    here = make("Överenskommelse om hemsjukvård", DEADLINE.format("fem dagar"))
    there = make("Överenskommelse om rehabilitering", DEADLINE.format("tio dagar"), county="Kalmar län")
    assert find_conflicts([here, there]) == []


def test_regulations_bind_no_county(make: Make) -> None:
    here = make("Överenskommelse om hemsjukvård", DEADLINE.format("fem dagar"))
    there = make("Föreskrifter om remisser", DEADLINE.format("tio dagar"), type="föreskrift")
    assert find_conflicts([here, there]) == []


def test_a_table_is_held_against_the_text(make: Make) -> None:
    document = make(
        "Avtal om sjukresor",
        "Priset för en bårtransport i länet är 900 kronor.",
        "^ Resa | Pris",
        "| Bårtransport | 950 kronor",
        "| Rullstolstaxi | 300 kronor",
        type="avtal",
    )
    assert [(f.type, f.a.value, f.b.value) for f in find_conflicts([document])] == [
        ("tabell", "900 kronor", "950 kronor")
    ]


def test_a_summary_is_held_against_the_body(make: Make) -> None:
    document = make(
        "Överenskommelse om habilitering",
        "# Sammanfattning",
        "Habiliteringen ska erbjuda en första bedömning av språkstörning inom 20 dagar.",
        "# 2 Bedömning",
        "Habiliteringen erbjuder en första bedömning av språkstörning inom 30 dagar.",
    )
    assert [f.type for f in find_conflicts([document])] == ["sammanfattning"]


def test_a_heading_that_reads_otherwise_in_the_contents(make: Make) -> None:
    document = make(
        "Riktlinje för samverkan", "@ 2.1 Delregionalt samråd ......... 3", "# 2.1 Delregional samrådsgrupp",
        "Gruppen möts vid behov.", type="riktlinje",
    )  # fmt: skip
    assert [f.type for f in find_conflicts([document])] == ["namn"]


def test_a_section_that_is_not_there(make: Make) -> None:
    lines = [f"# 4.{n} Om {word}" for n, word in enumerate(("avgifter", "tvister", "möten", "ändringar"), start=1)]
    document = make("Avtal om sjukresor", "Tvister avgörs enligt avsnitt 4.9.", *lines, type="avtal")
    found = find_conflicts([document])
    assert [(f.type, f.a.value, f.b.quote) for f in found] == [("avsnittshänvisning", "4.9", "4.2 Om tvister")]


def test_a_replaced_document_is_cited(make: Make) -> None:
    new = make(
        "Överenskommelse om sjukresor i länet",
        "Överenskommelsen ersätter Överenskommelse om sjuktransporter på landsbygden från 2016.",
        date="2024-01-01",
    )
    other = make(
        "Rutin för vårdtaxi",
        "Beställning görs enligt Överenskommelse om sjuktransporter på landsbygden från 2016.",
        type="rutin",
        date="2025-01-01",
    )
    assert [f.type for f in find_conflicts([new, other])] == ["inaktuell hänvisning"]


WHO = "^ Uppgift | Ansvarig"


@pytest.mark.parametrize(
    ("rows", "text", "values"),
    [
        (
            [WHO, "| Utprovning av kompressionsstrumpor | Kommunen", "| Tolk | Regionen"],
            "Regionen ansvarar för utprovning av kompressionsstrumpor.",
            [("Kommunen", "Regionen")],
        ),
        (
            [WHO, "| Utprovning av kompressionsstrumpor | Regionen"],
            "Regionen ansvarar för utprovning av kompressionsstrumpor.",
            [],
        ),
        (
            [WHO, "| Utprovning av kompressionsstrumpor | Kommunen och regionen"],
            "Regionen ansvarar för utprovning av kompressionsstrumpor.",
            [],
        ),
        (
            [WHO, "| Inköp av rullstolar | Kommunen"],
            "Regionen ansvarar för utprovning av kompressionsstrumpor.",
            [],
        ),
        (
            ["^ Uppgift | Mottagare", "| Utprovning av kompressionsstrumpor | Kommunen"],
            "Regionen ansvarar för utprovning av kompressionsstrumpor.",
            [],
        ),
    ],
    ids=["another body", "the same", "both", "another task", "no column of responsibility"],
)
def test_who_answers_by_a_table_and_by_the_text(
    make: Make, rows: list[str], text: str, values: list[tuple[str, str]]
) -> None:
    found = find_conflicts([make("Överenskommelse om hjälpmedel", text, *rows)])
    assert [(f.type, f.a.value, f.b.value) for f in found] == [("tabell", *two) for two in values]


def test_a_summary_that_names_another_body(make: Make) -> None:
    sentence = "{} ansvarar för utprovning av kompressionsstrumpor till personer som bor i stödboende."
    document = make(
        "Överenskommelse om hjälpmedel", "# Sammanfattning", sentence.format("Regionen"),
        "# 2 Ansvar", sentence.format("Kommunen"),
    )  # fmt: skip
    assert [(f.type, f.severity) for f in find_conflicts([document])] == [("sammanfattning", "hög")]
