"""Page layout of the sample agreements: fonts, styles, running head and foot, contents and outline.

Sizes are in points.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph
from reportlab.platypus.tableofcontents import TableOfContents

from corpus.samples.source import Source, plain

MARGIN = 28 * mm
INK = colors.HexColor("#1d2b36")
ACCENT = colors.HexColor("#24566b")
RULE = colors.HexColor("#8aa0ab")


def styles(justified: bool) -> dict[str, ParagraphStyle]:
    """The paragraph styles by name; running text is justified or ragged right."""
    side = TA_JUSTIFY if justified else TA_LEFT
    base = ParagraphStyle("base", fontName="Vera", fontSize=10.5, leading=16, textColor=INK)

    def style(name: str, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=base, **changes)

    heads = {
        f"h{level}": style(
            f"h{level}",
            fontName="Vera-B",
            fontSize=size,
            leading=size * 1.35,
            spaceBefore=before,
            spaceAfter=6,
            textColor=ACCENT,
            keepWithNext=1,
        )
        for level, size, before in ((1, 15, 18), (2, 12, 12), (3, 10.5, 9))
    }
    return heads | {
        "paragraph": style("paragraph", alignment=side, spaceAfter=8),
        "lead": style("lead", alignment=side, spaceAfter=4, keepWithNext=1),
        "item1": style("item1", leftIndent=16, bulletIndent=4, spaceAfter=4),
        "item2": style("item2", leftIndent=34, bulletIndent=22, spaceAfter=3),
        "cell": style("cell", fontSize=8.5, leading=11.5),
        "head": style("head", fontSize=8.5, leading=11.5, fontName="Vera-B"),
        "caption": style("caption", fontName="Vera-I", fontSize=9, spaceBefore=6, spaceAfter=4),
        "note": style("note", fontSize=8, leading=10.5, leftIndent=10, bulletIndent=0, spaceBefore=2),
        "title": style("title", fontName="Vera-B", fontSize=25, leading=33, textColor=ACCENT, spaceAfter=14),
        "subtitle": style("subtitle", fontSize=14, leading=20, spaceAfter=26),
        "fact": style("fact", spaceAfter=3),
        "toc": style("toc", fontName="Vera-B", fontSize=15, leading=22, textColor=ACCENT, spaceAfter=8),
    }


def contents() -> TableOfContents:
    """An empty list of contents with dot leaders, to be filled while the document is built."""
    toc = TableOfContents(dotsMinLevel=0)
    toc.levelStyles = [
        ParagraphStyle(f"toc{level}", fontName="Vera", fontSize=10, leading=16, leftIndent=14 * level, textColor=INK)
        for level in range(2)
    ]
    return toc


class AgreementTemplate(BaseDocTemplate):  # type: ignore[misc,unused-ignore]
    """A document of one column on A4 that numbers its pages "sida x (y)" and collects headings as it goes.

    The number of pages is known from the pass before: the contents need several passes anyway.
    """

    def __init__(self, target: BytesIO, source: Source) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=source.meta["title"],
            author=source.meta.get("publisher", ""),
            subject=source.meta.get("type", ""),
            lang="sv",
            invariant=1,
        )
        self.source = source
        self.pages_before = 0
        self.pages_now = 0
        self.headings = 0
        width, height = A4
        frame = Frame(MARGIN, 26 * mm, width - 2 * MARGIN, height - 56 * mm, id="text", leftPadding=0, rightPadding=0)
        cover = PageTemplate("cover", [frame], onPage=self._cover)
        self.addPageTemplates([cover, PageTemplate("text", [frame], onPage=self._head_and_foot)])

    def beforeDocument(self) -> None:  # noqa: N802 (reportlab's name)
        """Start a pass: what the last one counted is now known."""
        self.pages_before, self.pages_now, self.headings = self.pages_now, 0, 0

    def afterPage(self) -> None:  # noqa: N802
        """Count the page."""
        self.pages_now = self.page

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Enter a heading into the contents and into the PDF outline."""
        if not isinstance(flowable, Paragraph) or flowable.style.name not in ("h1", "h2"):
            return
        level, text = int(flowable.style.name[1]) - 1, flowable.getPlainText()
        self.headings += 1
        key = f"h{self.headings}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level, closed=level > 0)
        self.notify("TOCEntry", (level, text, self.page, key))

    def _cover(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        width, height = A4
        canvas.saveState()
        canvas.setFillColor(ACCENT)
        canvas.rect(0, height - 14 * mm, width, 14 * mm, stroke=0, fill=1)
        canvas.rect(MARGIN, 24 * mm, 40 * mm, 1.2, stroke=0, fill=1)
        canvas.setFont("Vera", 9)
        canvas.drawString(MARGIN, 18 * mm, self.source.meta.get("publisher", ""))
        canvas.restoreState()

    def _head_and_foot(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        width, height = A4
        meta = self.source.meta
        canvas.saveState()
        canvas.setFont("Vera", 8)
        canvas.setFillColor(INK)
        canvas.setStrokeColor(RULE)
        canvas.drawString(MARGIN, height - 17 * mm, plain(meta.get("header", meta["title"]))[:80])
        canvas.drawRightString(width - MARGIN, height - 17 * mm, meta.get("dnr", ""))
        canvas.line(MARGIN, height - 19 * mm, width - MARGIN, height - 19 * mm)
        canvas.drawString(MARGIN, 15 * mm, meta.get("publisher", ""))
        canvas.drawRightString(width - MARGIN, 15 * mm, f"sida {canvas.getPageNumber()} ({self.pages_before})")
        canvas.restoreState()
