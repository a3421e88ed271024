"""Reading a PDF: its pages as lines, from the text layer where that is sound, else from the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from corpus.errors import NoTextError, UnreadableTextError
from ingest.artifact import PageSource, Problem
from ingest.pdf.characters import Characters
from ingest.pdf.damage import Damage, damages
from ingest.pdf.document import attachments_of, info_of, oddities, opened, outline_of
from ingest.pdf.drawn import Drawing, drawing_of
from ingest.pdf.geometry import frame_of
from ingest.pdf.lines import Limits, Line, PageLines, Reading
from ingest.pdf.mending import MENDED_CONFIDENCE, mend, vocabulary
from ingest.pdf.ocr import INSTALL, Picture, Recognised, Recogniser
from ingest.pdf.order import reading_order
from ingest.pdf.pictures import fitting_scale, grey
from ingest.pdf.text import direction, text_lines
from ingest.pdf.xmp import with_xmp

_DPI = 200.0  # Tesseract reads no better above it, and slower
_LOWEST_DPI, _HIGHEST_DPI = 150.0, 300.0
_LITTLE = 20  # letters: a page with fewer has no text layer to speak of
_STAMP = 120  # letters: a scan with no more than these has a stamped header, not a text layer
_SURE_PAGE = 0.5  # a picture that reads worse is a photograph: only its certain lines are text
_SURE_LINE = 0.7


@dataclass(slots=True)
class _Sheet:
    """A page as its text layer and drawings give it."""

    page: PageLines
    text: str  # raw
    drawing: Drawing
    failed: bool = False
    damage: Damage = Damage.NONE

    @property
    def letters(self) -> int:
        return sum(map(str.isalpha, self.text))

    @property
    def missing(self) -> bool:
        """Whether the page shows something that its text layer does not say."""
        if self.failed:
            return False
        letters = self.letters
        if letters < _LITTLE:
            return self.drawing.cover > 0.02 or self.drawing.shapes
        return self.drawing.pictured and letters < _STAMP

    @property
    def unfit(self) -> bool:
        """Whether the picture says what the text layer garbles."""
        return self.damage is Damage.GARBLED or (self.damage is Damage.WORDS and self.drawing.pictured)


def read_pdf(path: Path, limits: Limits, ocr: Recogniser | None) -> Reading:
    """The PDF at `path` as lines in reading order, with what it says of itself.

    Misread pages without a picture are mended word by word. Without `ocr`, or where Tesseract is
    not installed, those with a picture are too, pages that are only a picture have no text, and
    problems name them. Raises the subclasses of
    DocumentError that `opened` names; NoTextError where no page has any text; UnreadableTextError
    where the characters of all pages mean nothing and cannot be recognised.
    """
    with opened(path, limits) as document:
        attachments = attachments_of(document)
        problems = oddities(path, document, attachments)
        sheets = [_sheet(document, number) for number in range(1, len(document) + 1)]
        for sheet, damage in zip(sheets, damages(sheet.text for sheet in sheets), strict=True):
            sheet.damage = damage
        wanted = [sheet for sheet in sheets if sheet.missing or sheet.unfit]
        usable = ocr if ocr is not None and ocr.available else None
        recognised: dict[int, Recognised | None] = {}
        if usable is not None and wanted:
            recognised = dict(usable.read_all(_pictures(document, wanted, limits)))
        info, outline = with_xmp(path, info_of(document)), outline_of(document)
    words = _sound_words(sheets)
    pages = tuple(_page(sheet, recognised.get(sheet.page.number), words) for sheet in sheets)
    _refuse_unread(sheets, pages, usable is not None)
    problems.extend(_problems(sheets, pages, usable is not None))
    return Reading(pages, outline, info, attachments, tuple(problems))


def _sheet(document: pypdfium2.PdfDocument, number: int) -> _Sheet:
    try:
        page = document[number - 1]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Sheet(PageLines(number, 595.0, 842.0, (), PageSource.NONE), "", Drawing(), failed=True)
    try:
        frame = frame_of(page)
        characters = Characters(textpage)
        turn = (direction(characters) - frame.rotation) % 360
        upright = frame.turned(turn)
        drawing = drawing_of(page, upright)
        walls = [rule for rule in drawing.rules if not rule.horizontal]
        lines = reading_order(text_lines(characters, upright, number, walls), upright.height)
        read = PageLines(
            number, frame.width, frame.height, tuple(lines), PageSource.TEXT, rules=drawing.rules, turn=turn
        )
        return _Sheet(read, characters.text, drawing)
    finally:
        textpage.close()
        page.close()


def _sound_words(sheets: list[_Sheet]) -> dict[str, int]:
    """The words of the sound pages, where other pages are to be mended by them."""
    if all(sheet.damage is not Damage.WORDS for sheet in sheets):
        return {}
    return vocabulary(line.text for sheet in sheets if sheet.damage is Damage.NONE for line in sheet.page.lines)


def _pictures(document: pypdfium2.PdfDocument, sheets: Iterable[_Sheet], limits: Limits) -> Iterator[Picture]:
    """The pages' pictures at the resolution of the scan, where one covers the page."""
    for sheet in sheets:
        dpi = sheet.drawing.dots * 72 if sheet.drawing.pictured else _DPI
        dpi = min(max(dpi, _LOWEST_DPI), _HIGHEST_DPI)
        page = document[sheet.page.number - 1]
        try:
            scale = fitting_scale(sheet.page.width, sheet.page.height, dpi / 72, limits)
            yield Picture(sheet.page.number, grey(page, scale, limits), scale * 72)
        finally:
            page.close()


def _page(sheet: _Sheet, recognised: Recognised | None, words: Mapping[str, int]) -> PageLines:
    """The page from the better of its text layer and its picture; `words` are those of the sound pages."""
    page = sheet.page
    if recognised is not None:
        lines = _certain(recognised)
        letters = sum(len(line.text) for line in lines)
        if not (sheet.missing and letters < 2 * sheet.letters) and not (sheet.unfit and 3 * letters < sheet.letters):
            return replace(
                page,
                lines=lines,
                source=PageSource.OCR,
                confidence=round(recognised.confidence, 3),
                original="\n".join(line.text for line in page.lines) if sheet.unfit else "",
                turn=recognised.turn,
            )
    if sheet.missing and not page.lines:
        return replace(page, source=PageSource.NONE, confidence=0.0)
    if sheet.damage is Damage.GARBLED:
        original = "\n".join(line.text for line in page.lines)
        return replace(page, lines=(), source=PageSource.NONE, confidence=0.0, original=original)
    if sheet.damage is Damage.WORDS:
        original = "\n".join(line.text for line in page.lines)
        return replace(
            page,
            lines=mend(page.lines, words),
            source=PageSource.REPAIRED,
            confidence=MENDED_CONFIDENCE,
            original=original,
        )
    return page


def _certain(recognised: Recognised) -> tuple[Line, ...]:
    if recognised.confidence >= _SURE_PAGE:
        return recognised.lines
    return tuple(line for line in recognised.lines if line.confidence >= _SURE_LINE)


def _refuse_unread(sheets: list[_Sheet], pages: tuple[PageLines, ...], usable: bool) -> None:
    if any(page.lines for page in pages):
        return
    if all(sheet.failed for sheet in sheets):
        raise UnreadableTextError("Ingen av filens sidor går att öppna. Hämta filen på nytt från avsändaren.")
    if any(sheet.damage is Damage.GARBLED for sheet in sheets):
        hint = "Be avsändaren om en ny export." if usable else INSTALL
        raise UnreadableTextError(
            "Texten i filen är oläslig: teckensnittet saknar uppgift om vilka bokstäver tecknen står för, "
            f"och texten kunde inte läsas ur bilden av sidorna. {hint}"
        )
    if not any(sheet.missing for sheet in sheets):
        raise NoTextError(
            "Filens sidor är tomma: där finns varken text eller bilder. Kontrollera att rätt fil är vald."
        )
    if usable:
        raise NoTextError(
            "Ingen text kunde läsas ur filens bilder. "
            "Skanna om dokumentet med minst 200 punkter per tum och lägg in det."
        )


def _problems(sheets: list[_Sheet], pages: tuple[PageLines, ...], usable: bool) -> Iterator[Problem]:
    """What a person should know of the pages that did not read as they should."""
    failed = [sheet.page.number for sheet in sheets if sheet.failed]
    if failed:
        yield Problem("sida-skadad", f"{_named(failed)} är skadad och gick inte att öppna.", failed[0])
    unread = [
        page.number
        for sheet, page in zip(sheets, pages, strict=True)
        if page.source is PageSource.NONE and not sheet.failed
    ]
    if unread and usable:
        yield Problem("olast-bild", f"{_named(unread)}: ingen text kunde läsas ur bilden.", unread[0])
    elif unread:
        yield Problem("utan-texttolkning", f"{_named(unread)} är bild utan text och är inte läst. {INSTALL}", unread[0])
    damaged = [page.number for page in pages if page.source is PageSource.REPAIRED]
    if damaged:
        pictured = not usable and any(sheets[number - 1].drawing.pictured for number in damaged)
        hint = f" Den blir bättre läst ur bilden. {INSTALL}" if pictured else ""
        message = (
            f"{_named(damaged)}: filens text är felläst från en skanning. Orden är lagade så gott det går "
            f"och kan innehålla fel.{hint}"
        )
        yield Problem("skadad-text", message, damaged[0])
    reread = [page.number for page in pages if page.source is PageSource.OCR and page.original]
    if reread:
        message = f"{_named(reread)}: filens egen text var skadad; sidorna är lästa på nytt ur bilden."
        yield Problem("last-pa-nytt", message, reread[0])


def _named(numbers: list[int]) -> str:
    """ "Sida 3", "Sidorna 3–5 och 9"."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    parts = [str(a) if a == b else f"{a}–{b}" for a, b in ranges]
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}"
    return f"Sida {joined}" if len(numbers) == 1 else f"Sidorna {joined}"
