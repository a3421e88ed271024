"""Files made to do harm or to be misread: each is read or refused with a reason, in a child process."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DocumentError, LimitExceededError, NotPdfError, UnreadableTextError
from ingest.artifact import PageSource, Structure
from ingest.pdf.lines import Limits
from ingest.pdf.ocr import Recogniser
from ingest.pdf.reading import read_pdf
from ingest.pdf.sandbox import Worker
from ingest.structure.build import build

LIMITS = Limits(seconds=120, megabytes=1200)
SENTENCE = "Parterna ska samverka om vård och omsorg för äldre personer i hela länet."


def structured(path: Path, limits: Limits = LIMITS, ocr: bool = False) -> Structure:
    return build(read_pdf(path, limits, Recogniser() if ocr else None), path.name)


def peak() -> int:
    """The most memory that this process has had, in MB. (`ru_maxrss` begins with what its parent had.)"""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) // 1024


def pdf(*objects: bytes) -> bytes:
    """A PDF of the objects, numbered from 1, with a cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def stream(data: bytes, more: bytes = b"", packed: bool = True) -> bytes:
    body = zlib.compress(data, 9) if packed else data
    kind = b"/Filter /FlateDecode" if packed else b""
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (len(body), kind, more, body)


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def page(box: bytes = b"0 0 595 842", more: bytes = b"") -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %s >> >>" % (box, more)
    )


def shown(text: str) -> bytes:
    return b"BT /F1 11 Tf 72 760 Td (%s) Tj ET\n" % text.encode("cp1252")


def bomb() -> bytes:
    """A content stream of 400 kB that unpacks to 400 MB."""
    return pdf(CATALOG, PAGES, page(), stream(shown(SENTENCE) + b" " * 400_000_000), FONT)


def bomb_in_bomb() -> bytes:
    """A stream packed twice: one kB for each MB."""
    inner = zlib.compress(shown(SENTENCE) + b"0 " * 150_000_000, 9)
    twice = zlib.compress(inner, 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice)
    return pdf(CATALOG, PAGES, page(), head + twice + b"\nendstream", FONT)


def many_objects() -> bytes:
    return pdf(CATALOG, PAGES, page(), stream(shown(SENTENCE)), FONT, *(b"<< /N %d >>" % n for n in range(100_000)))


def many_paths() -> bytes:
    """A hundred thousand drawn lines on one page."""
    lines = b"".join(b"%d %d m %d %d l S\n" % (n % 590, n % 840, n % 500, n % 800) for n in range(100_000))
    return pdf(CATALOG, PAGES, page(), stream(shown(SENTENCE) + lines), FONT)


def circular_tree() -> bytes:
    return pdf(
        CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>", b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>"
    )


def own_parent() -> bytes:
    return pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>")


def circular_outline() -> bytes:
    """Bookmarks that lead to each other without end, over a good page."""
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    outline = b"<< /Type /Outlines /First 7 0 R /Last 8 0 R /Count 2 >>"
    first = b"<< /Title (Ett) /Parent 6 0 R /Next 8 0 R /First 8 0 R /Dest [3 0 R /Fit] >>"
    second = b"<< /Title (Tva) /Parent 7 0 R /Next 7 0 R /First 7 0 R /Dest [3 0 R /Fit] >>"
    return pdf(catalog, PAGES, page(), stream(shown(SENTENCE)), FONT, outline, first, second)


def form_in_itself() -> bytes:
    more = b"/XObject << /X 6 0 R >>"
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    return pdf(CATALOG, PAGES, page(more=more), stream(shown(SENTENCE) + b"/X Do"), FONT, form)


def deep_states() -> bytes:
    """Fifty thousand saved states that are never restored."""
    return pdf(CATALOG, PAGES, page(), stream(b"q " * 50_000 + shown(SENTENCE)), FONT)


def count_that_lies() -> bytes:
    return pdf(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", page(), stream(shown(SENTENCE)), FONT)


def huge_page() -> bytes:
    """A page of 20,000 by 20,000 points."""
    return pdf(CATALOG, PAGES, page(b"0 0 20000 20000"), stream(shown(SENTENCE)), FONT)


def box_of_nothing() -> bytes:
    return pdf(CATALOG, PAGES, page(b"0 0 0 0"), stream(shown(SENTENCE)), FONT)


def box_turned_over() -> bytes:
    return pdf(CATALOG, PAGES, page(b"595 842 0 0"), stream(shown(SENTENCE)), FONT)


def names_without_end() -> bytes:
    return pdf(CATALOG, PAGES, page(more=b"[" * 3000 + b"]" * 3000), stream(shown(SENTENCE)), FONT)


@pytest.fixture(scope="module")
def worker() -> object:
    one = Worker(LIMITS)
    yield one
    one.close()


READ = [bomb, many_objects, many_paths, circular_outline, form_in_itself, deep_states, huge_page, box_turned_over]


@pytest.mark.parametrize("make", READ, ids=lambda make: make.__name__)
def test_odd_files_with_sound_text_are_read(tmp_path: Path, worker: Worker, make: Callable[[], bytes]) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(make())
    structure = worker.run(structured, path)
    assert SENTENCE in "".join(page.text for page in structure.pages)


@pytest.mark.parametrize(
    "make",
    [circular_tree, own_parent, count_that_lies, box_of_nothing, names_without_end, bomb_in_bomb],
    ids=lambda make: make.__name__,
)
def test_broken_trees_end_with_a_reason_or_with_text(tmp_path: Path, worker: Worker, make: Callable[[], bytes]) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(make())
    try:
        structure = worker.run(structured, path)
    except DocumentError as error:
        assert re.search(r"[.!]$", error.message) and error.code != "dokumentfel"
    else:
        assert structure.pages
    assert worker.run(peak) < LIMITS.megabytes + 200


def test_a_stream_over_the_memory_limit_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(bomb())
    one = Worker(Limits(seconds=60, megabytes=250))
    try:
        with pytest.raises(DocumentError) as caught:
            one.run(structured, path)
        assert caught.value.code in ("over-grans", "lasaren-avbrots", "ingen-text", "skadad-pdf")
        path.write_bytes(pdf(CATALOG, PAGES, page(), stream(shown(SENTENCE)), FONT))
        assert SENTENCE in one.run(structured, path).pages[0].text  # the next file is read
    finally:
        one.close()


def test_a_picture_of_four_hundred_million_pixels_stays_within_the_limits(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "fil.pdf"
    picture = stream(
        bytes(20_000 * 20_000 // 8),
        b"/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /ColorSpace /DeviceGray /BitsPerComponent 1",
    )
    content = stream(b"q 595 0 0 842 0 0 cm /X Do Q")
    path.write_bytes(pdf(CATALOG, PAGES, page(more=b"/XObject << /X 6 0 R >>"), content, FONT, picture))
    with pytest.raises(DocumentError) as caught:
        worker.run(structured, path, Limits(pixels=4_000_000, megabytes=1200), ocr=Recogniser().available)
    assert caught.value.code in ("ingen-text", "over-grans")
    assert worker.run(peak) < 1400


@pytest.mark.skipif(not Recogniser().available, reason="Tesseract with Swedish is not installed")
def test_a_huge_page_that_is_only_a_picture_is_read_at_a_lower_resolution(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "fil.pdf"
    canvas = Canvas(str(path), pagesize=(20_000, 20_000), invariant=1)
    image = Image.new("L", (1600, 1600), 255)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    canvas.drawImage(ImageReader(buffer), 0, 0, 20_000, 20_000)
    canvas.save()
    with pytest.raises(DocumentError, match="Ingen text kunde läsas"):
        worker.run(structured, path, LIMITS, ocr=True)


def test_more_pages_than_allowed(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "fil.pdf"
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(400))
    tree = b"<< /Type /Pages /Kids [%s] /Count 400 >>" % kids
    blank = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    path.write_bytes(pdf(CATALOG, tree, FONT, b"<< >>", *([blank] * 400)))
    with pytest.raises(LimitExceededError, match="400 sidor"):
        worker.run(structured, path, Limits(pages=300))


def unmapped(path: Path) -> Path:
    """A page whose font shows letters under codes of its own, with no map back to them."""
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1, pageCompression=0)
    canvas.setFont("Helvetica", 12)
    for row in range(24):
        canvas.drawString(72, 760 - 22 * row, SENTENCE)
    canvas.save()
    data = path.read_bytes()
    letters = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ ,."
    names = {" ": "space", ",": "comma", ".": "period", "å": "aring", "ä": "adieresis", "ö": "odieresis"}
    names |= {"Å": "Aring", "Ä": "Adieresis", "Ö": "Odieresis"}
    # every letter moves to a code that stands for something else; the glyph names lose their meaning too
    differences = " ".join(f"/{names.get(c, c)}" for c in letters)
    moved = {c: bytes([160 + i]) if i < 90 else b"?" for i, c in enumerate(letters)}

    def recode(match: re.Match[bytes]) -> bytes:
        text = match[1].decode("latin-1").replace("\\345", "å").replace("\\344", "ä").replace("\\366", "ö")
        return b"<" + b"".join(moved.get(c, b"?") for c in text).hex().encode() + b"> Tj"

    data = re.sub(rb"\(((?:[^()\\]|\\.)*)\) Tj", recode, data)
    encoding = f"<< /Type /Encoding /Differences [160 {differences}] >>".encode("latin-1")
    path.write_bytes(data.replace(b"/WinAnsiEncoding", encoding))
    return path


def test_a_word_file_named_pdf_is_told_as_such(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "avtal.pdf"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document><w:t>{SENTENCE}</w:t></w:document>")
    with pytest.raises(NotPdfError, match=r"Word.*exportera som PDF"):
        worker.run(structured, path)


def garbled(path: Path) -> Path:
    """Glyphs drawn by a Type 3 font: the codes 1, 2, 3 ... stand for nothing."""
    glyphs = {chr(97 + n): n + 1 for n in range(20)}
    procedures = b" ".join(b"/g%d %d 0 R" % (code, 6 + code) for code in glyphs.values())
    differences = b" ".join(b"/g%d" % code for code in glyphs.values())
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix [.001 0 0 .001 0 0] /CharProcs << %s >> "
        b"/Encoding << /Type /Encoding /Differences [1 %s] >> /FirstChar 1 /LastChar 20 /Widths [%s] >>"
        % (procedures, differences, b" ".join([b"600"] * 20))
    )
    rows = [bytes(1 + (row * 7 + n * 3) % 20 for n in range(60)).hex().encode() for row in range(40)]
    text = b"".join(b"BT /F1 12 Tf 72 %d Td <%s> Tj ET\n" % (760 - 14 * row, code) for row, code in enumerate(rows))
    shapes = [stream(b"600 0 d0 %d 50 400 %d re f" % (40 + 5 * n, 300 + 10 * n)) for n in range(20)]
    path.write_bytes(pdf(CATALOG, PAGES, page(), stream(text), font, b"<< >>", *shapes))
    return path


def test_text_without_a_unicode_map_is_never_shown_as_text(tmp_path: Path, worker: Worker) -> None:
    with pytest.raises(UnreadableTextError, match=r"oläslig.*Tesseract"):
        worker.run(structured, garbled(tmp_path / "fil.pdf"), LIMITS, ocr=False)


@pytest.mark.skipif(not Recogniser().available, reason="Tesseract with Swedish is not installed")
def test_letters_without_a_map_are_read_from_their_picture(tmp_path: Path, worker: Worker) -> None:
    path = unmapped(tmp_path / "fil.pdf")
    structure = worker.run(structured, path, LIMITS, ocr=True)
    assert SENTENCE in " ".join(block.text for block in structure.blocks)
    assert structure.pages[0].source in (PageSource.OCR, PageSource.TEXT)
