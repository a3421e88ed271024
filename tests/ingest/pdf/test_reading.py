from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import (
    DamagedPdfError,
    DocumentError,
    EmptyFileError,
    EncryptedPdfError,
    ExtractionForbiddenError,
    LimitExceededError,
    NoTextError,
    NotPdfError,
)
from ingest.pdf.document import iso_date
from ingest.pdf.lines import Limits
from ingest.pdf.reading import read_pdf
from tests.ingest.pdf.conftest import LETTER, written

Make = Callable[..., Path]


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyFileError, "tom"),
        ("Bara text åäö\n".encode(), NotPdfError, "textfil"),
        (b"PK\x03\x04" + b"\x00" * 100, NotPdfError, "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, NotPdfError, "Office"),
        (b"<!DOCTYPE html><html></html>", NotPdfError, "webbsida"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, NotPdfError, "PNG"),
        (b"\x00" * 500, DamagedPdfError, "nollor"),
        (b"%PDF-1.7\nresten saknas", DamagedPdfError, "skadad"),
    ],
)
def test_files_that_are_no_pdf(tmp_path: Path, data: bytes, error: type[DocumentError], says: str) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(data)
    with pytest.raises(error, match=says):
        read_pdf(path, Limits(), None)


@pytest.mark.parametrize(
    ("password", "copying", "error"),
    [("hemlis", True, EncryptedPdfError), ("", False, ExtractionForbiddenError)],
)
def test_protected_files(tmp_path: Path, password: str, copying: bool, error: type[DocumentError]) -> None:
    path = tmp_path / "skyddad.pdf"
    rights = pdfencrypt.StandardEncryption(password, ownerPassword="agare", canCopy=int(copying), strength=128)
    canvas = Canvas(str(path), encrypt=rights)
    written(LETTER)(canvas)
    canvas.save()
    with pytest.raises(error):
        read_pdf(path, Limits(), None)


def test_a_protected_file_that_allows_copying_is_read(tmp_path: Path) -> None:
    path = tmp_path / "skyddad.pdf"
    canvas = Canvas(str(path), encrypt=pdfencrypt.StandardEncryption("", ownerPassword="agare", canCopy=1))
    written(LETTER)(canvas)
    canvas.save()
    assert len(read_pdf(path, Limits(), None).pages[0].lines) == len(LETTER)


def test_empty_pages_are_refused(make: Make) -> None:
    with pytest.raises(NoTextError, match="tomma"):
        read_pdf(make(lambda canvas: None, lambda canvas: None), Limits(), None)


def test_too_many_pages(make: Make) -> None:
    path = make(*[written(["Sida med text"])] * 4)
    with pytest.raises(LimitExceededError, match="4 sidor"):
        read_pdf(path, Limits(pages=3), None)


def test_a_broken_cross_reference_table_is_mended(make: Make) -> None:
    path = make(written(LETTER))
    data = path.read_bytes()
    place = data.rindex(b"startxref")
    path.write_bytes(data[:place] + b"startxref\n7\n%%EOF\n")
    assert [line.text for line in read_pdf(path, Limits(), None).pages[0].lines] == LETTER


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_cut_short_is_refused_or_read_never_worse(make: Make, share: float) -> None:
    path = make(*[written(LETTER)] * 3)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    try:
        reading = read_pdf(path, Limits(), None)
    except DocumentError as error:
        assert error.message
    else:
        assert all(line.text in LETTER for page in reading.pages for line in page.lines)


def test_what_the_file_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    canvas = Canvas(str(path))
    canvas.setTitle("<script>alert(1)</script>")
    canvas.setAuthor("Kommunförbundet")
    for name, level in (("Inledning", 0), ("Syfte", 1), ("Ansvar", 0)):
        written([name, *LETTER])(canvas)
        canvas.bookmarkPage(name)
        canvas.addOutlineEntry(name, name, level)
        canvas.showPage()
    canvas.save()
    reading = read_pdf(path, Limits(), None)
    assert reading.info is not None
    assert reading.info["title"] == "<script>alert(1)</script>"
    assert reading.info["author"] == "Kommunförbundet"
    assert [(mark.title, mark.level, mark.page) for mark in reading.outline] == [
        ("Inledning", 1, 1),
        ("Syfte", 2, 2),
        ("Ansvar", 1, 3),
    ]


def test_half_a_surrogate_pair_in_a_title_is_no_error(make: Make, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=make(written(LETTER)))
    writer.add_outline_item(title="Avtal", page_number=0)
    path = tmp_path / "halv.pdf"
    writer.write(path)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"(Avtal)", b"<FEFFD80000410076>"))
    reading = read_pdf(path, Limits(), None)
    assert reading.outline[0].title.endswith("Av")


def test_attachments_and_scripts_are_named_not_opened(make: Make, tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=make(written(LETTER)))
    writer.add_attachment("bilaga.txt", b"hemligt")
    writer.add_open_action(pypdf.actions.JavaScript("app.alert('hej');"))
    path = tmp_path / "med.pdf"
    writer.write(path)
    reading = read_pdf(path, Limits(), None)
    assert reading.attachments == ("bilaga.txt",)
    assert [problem.code for problem in reading.problems] == ["skript", "bifogade-filer"]
    assert len(reading.pages[0].lines) == len(LETTER)


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("D:20240229130501+02'00'", "2024-02-29T13:05:01+02:00"),
        ("D:20240229130501Z", "2024-02-29T13:05:01Z"),
        ("D:202402291305", "2024-02-29T13:05:00"),
        ("D:202402", "2024-02"),
        ("2024", "2024"),
        ("D:20241301", ""),
        ("igår", ""),
        ("", ""),
    ],
)
def test_dates(raw: str, date: str) -> None:
    assert iso_date(raw) == date


def test_a_page_whose_stream_expands_without_end_is_stopped_by_its_size(tmp_path: Path) -> None:
    """A content stream of 30 MB of nothing in a file of 30 kB reads as an empty page, not for ever."""
    packed = zlib.compress(b"q Q " * 7_500_000, 9)
    path = tmp_path / "bomb.pdf"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream",
    ]
    body = b"%PDF-1.5\n" + b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    path.write_bytes(body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF")
    with pytest.raises(NoTextError):
        read_pdf(path, Limits(), None)


def test_a_circular_page_tree_ends(tmp_path: Path) -> None:
    path = tmp_path / "rund.pdf"
    path.write_bytes(
        b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 5>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    with pytest.raises(DocumentError):
        read_pdf(path, Limits(), None)
