"""A contact sheet of quotes boxed on the pictures of their pages.

    python -m tests.bench.contact_sheet FOLDER OUT.png [--count 50]

Quotes are sampled (seeded) from the passages of the PDFs in FOLDER, their boxes found by span as the service
finds them. Each tile is the strip of the page around the boxes, with the quote's first and last words below.
"""

from __future__ import annotations

import argparse
import io
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from ingest.artifact import Box, Span
from ingest.pdf.boxes import BoxFinder
from ingest.pdf.lines import Limits
from ingest.pdf.ocr import Recogniser
from ingest.pdf.pictures import png
from ingest.pdf.reading import read_pdf
from ingest.structure.build import build

_WIDE, _HIGH, _COLUMNS = 560, 130, 5
_SCALE = 1.6  # pixels a point
_FONT = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a page's text and its boxes."""

    path: Path
    span: Span
    text: str
    boxes: tuple[Box, ...]


def sample(folder: Path, count: int) -> list[Quote]:
    """`count` quotes of 25 to 220 characters, at word borders, from as many files as there are."""
    chance = random.Random(7)
    paths = sorted(folder.glob("*.pdf"))
    chance.shuffle(paths)
    quotes: list[Quote] = []
    while len(quotes) < count:
        for path in paths[: count - len(quotes)]:
            structure = build(read_pdf(path, Limits(), Recogniser()), path.name)
            spans = [s for p in structure.passages for s in p.spans if s.end - s.start > 25]
            if not spans:
                continue
            whole = chance.choice(spans)
            text = structure.pages[whole.page - 1].text
            start = _word_start(text, chance.randint(whole.start, max(whole.start, whole.end - 60)), whole.start)
            end = min(whole.end, start + chance.randint(25, 220))
            while end < whole.end and not text[end].isspace():
                end += 1
            span = Span(whole.page, start, end)
            with BoxFinder(path, structure.pages) as finder:
                quotes.append(Quote(path, span, text[start:end], finder.boxes(span)))
    return quotes


def _word_start(text: str, at: int, lowest: int) -> int:
    while at > lowest and not text[at - 1].isspace():
        at -= 1
    return at


def tile(quote: Quote) -> Image.Image:
    """The strip of the page around the quote, boxes drawn, the quote's ends below."""
    picture = Image.open(io.BytesIO(png(quote.path, quote.span.page, _SCALE, Limits()))).convert("RGB")
    draw = ImageDraw.Draw(picture, "RGBA")
    for x0, y0, x1, y1 in quote.boxes:
        place = (x0 * picture.width, y0 * picture.height, x1 * picture.width, y1 * picture.height)
        draw.rectangle(place, fill=(255, 210, 0, 70), outline=(200, 0, 0, 255))
    middle = (min((b[0] for b in quote.boxes), default=0) + max((b[2] for b in quote.boxes), default=1)) / 2
    top = min((b[1] for b in quote.boxes), default=0) * picture.height - 14
    wide = max(
        _WIDE,
        round(
            (max((b[2] for b in quote.boxes), default=0) - min((b[0] for b in quote.boxes), default=0)) * picture.width
        )
        + 30,
    )
    left = max(0, min(middle * picture.width - wide / 2, picture.width - wide))
    bottom = max((b[3] for b in quote.boxes), default=0) * picture.height + 14
    part = picture.crop(
        (round(left), round(top), round(left + wide), round(min(bottom, top + (_HIGH - 26) * wide / _WIDE)))
    )
    part.thumbnail((_WIDE, _HIGH - 26))
    out = Image.new("RGB", (_WIDE, _HIGH), "white")
    out.paste(part, (0, 0))
    font = ImageFont.truetype(_FONT, 12) if Path(_FONT).exists() else ImageFont.load_default()
    flat = " ".join(quote.text.split())
    label = flat if len(flat) < 84 else f"{flat[:40]} … {flat[-40:]}"
    ImageDraw.Draw(out).text((4, _HIGH - 20), label, fill=(0, 0, 120), font=font)
    ImageDraw.Draw(out).rectangle((0, 0, _WIDE - 1, _HIGH - 1), outline=(200, 200, 200))
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=50)
    arguments = parser.parse_args()
    quotes = sample(arguments.folder, arguments.count)
    rows = -(-len(quotes) // _COLUMNS)
    sheet = Image.new("RGB", (_COLUMNS * _WIDE, rows * _HIGH), "white")
    for index, quote in enumerate(quotes):
        sheet.paste(tile(quote), (index % _COLUMNS * _WIDE, index // _COLUMNS * _HIGH))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(64).save(arguments.out, optimize=True)
    print(f"{len(quotes)} quotes, {sum(not q.boxes for q in quotes)} without a box -> {arguments.out}")


if __name__ == "__main__":
    main()
