"""Conflicts as a PDF for a revision meeting: both quotes, what differs, the decision, room for notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from api.exports import STATES
from corpus.fonts import printable, register_fonts
from search.conflicts.model import Side
from search.findings import Judged

TITLE = "Stycken som säger emot varandra"
NOTES = 3  # lines to write on
_MARGIN = 20 * mm
_WIDTH = A4[0] - 2 * _MARGIN
_INK, _ACCENT, _RULE, _SHADE = (colors.HexColor(c) for c in ("#1d2b36", "#24566b", "#8aa0ab", "#eef3f5"))
_BASE = ParagraphStyle("base", fontName="Vera", fontSize=9, leading=13, textColor=_INK, splitLongWords=1)
_STYLES = {
    "text": ParagraphStyle("text", parent=_BASE, spaceAfter=3),
    "title": ParagraphStyle("title", parent=_BASE, fontName="Vera-B", fontSize=18, leading=24, textColor=_ACCENT),
    "lead": ParagraphStyle("lead", parent=_BASE, fontSize=10, leading=15, spaceAfter=6),
    "head": ParagraphStyle("head", parent=_BASE, fontName="Vera-B", fontSize=11.5, leading=15, textColor=_ACCENT),
    "small": ParagraphStyle("small", parent=_BASE, fontSize=7.5, leading=10.5, textColor=colors.HexColor("#4a5a64")),
    "value": ParagraphStyle("value", parent=_BASE, fontName="Vera-B", spaceAfter=2),
    "said": ParagraphStyle("said", parent=_BASE, fontSize=10, leading=14, spaceBefore=3, spaceAfter=4),
}
_LONGEST = 1800  # characters of a quote; a longer one is cut, so that the two stand on one page


def report(found: Sequence[Judged], chosen: Sequence[str], day: date) -> bytes:
    """The conflicts as PDF (A4). `chosen`: the filters in words; `day`: the date of the report."""
    register_fonts()
    target = BytesIO()
    frame = Frame(_MARGIN, 18 * mm, _WIDTH, A4[1] - 36 * mm, leftPadding=0, rightPadding=0)
    document = BaseDocTemplate(
        target, pagesize=A4, title=TITLE, subject="Underlag för revision", lang="sv", invariant=1, creator="Avtalsgraf"
    )
    document.addPageTemplates([PageTemplate("all", [frame], onPage=_foot)])
    story = [*_front(found, chosen, day)]
    for number, one in enumerate(found, start=1):
        story += _finding(number, one)
    document.build(story)
    return target.getvalue()


def _foot(canvas: Canvas, _: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Vera", 7.5)
    canvas.setFillColor(_INK)
    canvas.drawString(_MARGIN, 12 * mm, TITLE)
    canvas.drawRightString(A4[0] - _MARGIN, 12 * mm, f"sida {canvas.getPageNumber()}")
    canvas.restoreState()


def _front(found: Sequence[Judged], chosen: Sequence[str], day: date) -> Iterator[Flowable]:
    yield _said("title", TITLE)
    yield Spacer(1, 4)
    choice = f" Urval: {', '.join(chosen)}." if chosen else ""
    yield _said("lead", f"Underlag för revisionsmöte, {day.isoformat()}.{choice}")
    yield _said(
        "text",
        "Varje punkt visar två citat ur dokumenten med sida, vad som skiljer och vilket dokument som går före. "
        "Läs båda citaten i sitt sammanhang innan ni beslutar.",
    )
    yield Spacer(1, 6)
    if not found:
        yield _said("lead", "Det finns inga stycken att visa i det urvalet.")
        return
    states = list(STATES.items())
    counted = Counter((c.type, c.state) for c in found)
    types = sorted({c.type for c in found}, key=lambda t: (-sum(counted[t, s] for s, _ in states), t))
    rows = [["Typ", *(label.capitalize() for _, label in states), "Summa"]]
    rows += [[t.capitalize(), *_counts([counted[t, s] for s, _ in states])] for t in types]
    rows.append(["Alla", *_counts([sum(counted[t, s] for t in types) for s, _ in states])])
    number = (_WIDTH - 55 * mm) / (len(states) + 1)
    cells = [
        [_said("value" if n in (0, len(rows) - 1) else "text", cell) for cell in row] for n, row in enumerate(rows)
    ]
    yield Table(cells, colWidths=[55 * mm, *[number] * (len(states) + 1)], repeatRows=1, style=_GRID)
    yield Spacer(1, 12)


def _counts(numbers: Sequence[int]) -> list[str]:
    return [*(str(n) if n else "–" for n in numbers), str(sum(numbers))]


def _finding(number: int, c: Judged) -> list[Flowable]:
    width = _WIDTH / 2
    pair = Table(
        [[_side(c.a, c.precedes == "a"), _side(c.b, c.precedes == "b")]], colWidths=[width, width], style=_PAIR
    )
    decided = STATES.get(c.state, c.state).capitalize()
    if c.decided_by:
        decided += f" av {c.decided_by} {(c.decided_at or '')[:10]}"
    if c.comment:
        decided += f": ”{c.comment}”"
    told = [("Företräde", c.precedence), ("Prövning", c.note), ("Tidigare", c.returned), ("Läge", decided)]
    lines = [Paragraph(f"<b>{label}:</b> {_safe(text)}", _STYLES["text"]) for label, text in told if text]
    head = [
        _said("head", f"{number}. {c.type.capitalize()}"),
        _said("small", f"allvar: {c.severity} · säkerhet {round(c.confidence * 100)} % · {c.id}"),
        _said("said", c.explanation),
        pair,
        Spacer(1, 4),
    ]
    notes = [_said("small", "Anteckningar och beslut"), *[_line() for _ in range(NOTES)], Spacer(1, 14)]
    return [KeepTogether([*head, *lines, *notes])]


def _side(side: Side, first: bool) -> list[Flowable]:
    document = side.document
    place = ", ".join(p for p in (document.type, document.date or "", f"sida {side.page}", side.section or "") if p)
    quote = side.quote if len(side.quote) <= _LONGEST else f"{side.quote[:_LONGEST]} …"
    said = [_said("value", document.title), _said("small", f"{place}{' · går före' if first else ''}")]
    if side.value:
        said.append(_said("small", f"Värde: {side.value[:300]}"))
    return [*said, _said("text", f"”{quote}”")]


def _said(style: str, text: str) -> Paragraph:
    return Paragraph(_safe(text), _STYLES[style])


def _safe(text: str) -> str:
    """The text for a paragraph, where everything from a document stands for itself."""
    return escape(printable(" ".join(text.split())))


def _line() -> HRFlowable:
    return HRFlowable(width="100%", thickness=0.4, color=_RULE, spaceBefore=16)


_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, _RULE),
        ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
)
_PAIR = TableStyle(
    [
        ("BOX", (0, 0), (-1, -1), 0.4, _RULE),
        ("LINEAFTER", (0, 0), (0, 0), 0.4, _RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, -1), _SHADE),
    ]
)
