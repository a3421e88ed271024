"""Render a sample agreement to PDF: the same source gives the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    NextPageTemplate,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from corpus.fonts import register_fonts
from corpus.samples.layout import MARGIN, RULE, AgreementTemplate, contents, styles
from corpus.samples.source import Block, Kind, Source

TEXT_WIDTH = 595.27 - 2 * MARGIN  # points
COVER_FACTS = (
    ("type", "Dokumenttyp"),
    ("dnr", "Diarienummer"),
    ("date", "Datum"),
    ("version", "Version"),
    ("valid", "Giltighet"),
    ("parties", "Parter"),
    ("owner", "Förvaltas av"),
    ("decided", "Fastställd av"),
    ("status", "Status"),
)

Style = dict[str, ParagraphStyle]


def render(source: Source) -> bytes:
    """The PDF of a source: title page, contents with page numbers, numbered headings, outline, "sida x (y)"."""
    register_fonts()
    style = styles(justified=source.meta.get("align", "justify") == "justify")
    target = BytesIO()
    AgreementTemplate(target, source).multiBuild([*_front(source, style), *_body(source, style)])
    return target.getvalue()


def _front(source: Source, style: Style) -> list[Flowable]:
    meta = source.meta
    covered = meta.get("cover", "ja") == "ja"
    story: list[Flowable] = [NextPageTemplate("text")]
    story.append(Spacer(1, 150) if covered else Spacer(1, 4))
    story.append(Paragraph(escape(meta["title"]), style["title"]))
    if "subtitle" in meta:
        story.append(Paragraph(escape(meta["subtitle"]), style["subtitle"]))
    story += [
        Paragraph(f"<b>{label}:</b> {escape(meta[key])}", style["fact"]) for key, label in COVER_FACTS if key in meta
    ]
    if covered:
        story.append(PageBreak())
    if meta.get("contents", "ja") == "ja":
        story += [Paragraph("Innehåll", style["toc"]), contents(), PageBreak()]
    return story


def _body(source: Source, style: Style) -> list[Flowable]:
    story: list[Flowable] = []
    notes: list[Block] = []
    bullet = source.meta.get("bullet", "•")
    for block, following in pairwise([*source.blocks, Block(Kind.BREAK)]):
        if block.kind is Kind.NOTE:
            notes.append(block)
            continue
        if block.kind is Kind.HEADING and block.level == 1:
            story += _notes(notes, style)
            notes = []
        story += _flowables(block, following, style, bullet)
    return story + _notes(notes, style)


def _flowables(block: Block, following: Block, style: Style, bullet: str) -> list[Flowable]:
    match block.kind:
        case Kind.HEADING:
            return [CondPageBreak(70), Paragraph(_inline(block.text), style[f"h{block.level}"])]
        case Kind.ITEM:
            mark = bullet if block.mark == "-" else block.mark
            if block.mark == "-" and block.level > 1:
                mark = "–"
            return [Paragraph(_inline(block.text), style[f"item{min(block.level, 2)}"], bulletText=mark)]
        case Kind.TABLE:
            return [_table(block, style), Spacer(1, 10)]
        case Kind.CAPTION:
            return [CondPageBreak(110), Paragraph(_inline(block.text), style["caption"])]
        case Kind.SIGNATURE:
            return _signature(block, style)
        case Kind.BREAK:
            return [PageBreak()]
        case _:
            leads = following.kind is Kind.ITEM
            return [Paragraph(_inline(block.text), style["lead" if leads else "paragraph"])]


def _inline(text: str) -> str:
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))
    text = re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)
    return re.sub(r"\[\^(\d+)\]", r'<super size="7">\1</super>', text)


def _table(block: Block, style: Style) -> Table:
    """A ruled table whose header row comes again on every page; column widths follow the longest cells."""
    columns = list(zip(*block.rows, strict=True))
    weights = [min(60.0, max(9.0, *(len(cell) for cell in column))) ** 0.7 for column in columns]
    widths = [TEXT_WIDTH * weight / sum(weights) for weight in weights]
    cells = [
        [Paragraph(_inline(cell), style["head" if n == 0 else "cell"]) for cell in row]
        for n, row in enumerate(block.rows)
    ]
    rules: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, RULE),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e3ecf0")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(cells, colWidths=widths, repeatRows=1, splitInRow=0, style=TableStyle(rules))


def _signature(block: Block, style: Style) -> list[Flowable]:
    party, _, title = block.text.partition("|")
    return [
        CondPageBreak(110),
        Paragraph(f"För <b>{escape(party.strip())}</b>", style["fact"]),
        Paragraph("Ort och datum: " + "." * 40, style["fact"]),
        Spacer(1, 24),
        HRFlowable(width=220, hAlign="LEFT", thickness=0.6, color=RULE),
        Paragraph(escape(title.strip()), style["paragraph"]),
    ]


def _notes(notes: list[Block], style: Style) -> list[Flowable]:
    if not notes:
        return []
    rule = HRFlowable(width=120, hAlign="LEFT", thickness=0.5, color=RULE, spaceBefore=8)
    return [rule, *(Paragraph(_inline(n.text), style["note"], bulletText=n.mark) for n in notes)]
