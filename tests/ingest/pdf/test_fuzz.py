"""Two thousand damaged files, seeded: every one is read or refused with a reason; none crashes or hangs the child.

Each file is a small good PDF (or a part of one) with bytes changed, cut out, doubled or swapped, or with
numbers in its objects made absurd. Reading is done in one child process, so that its memory can be watched.
"""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DocumentError, LimitExceededError, ReaderCrashedError
from ingest.pdf.boxes import BoxFinder
from ingest.pdf.lines import Limits
from ingest.pdf.reading import read_pdf
from ingest.pdf.sandbox import Worker
from ingest.structure.build import build

COUNT = 2000
BATCH = 50
LIMITS = Limits(pages=200, seconds=60, megabytes=900)

Change = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 4, 30))):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randrange(1, 1 + len(data) // 3)]


def shorten(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(8, len(data)) :]


def double(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    part = bytes(data[start : start + chance.randrange(1, 400)])
    data[start:start] = part * chance.choice((1, 3, 50))


def swap(data: bytearray, chance: random.Random) -> None:
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    data[a:b] = data[a:b][::-1]


def absurd(data: bytearray, chance: random.Random) -> None:
    numbers = list(re.finditer(rb"(?<![\d.])\d+(?![\d.])", bytes(data)))
    for match in sorted(chance.sample(numbers, min(3, len(numbers))), key=lambda m: -m.start()):
        worst = (b"0", b"-1", b"2147483647", b"99999999999999", b"1e9", b"4294967296", b"nan")
        data[match.start() : match.end()] = chance.choice(worst)


def rename(data: bytearray, chance: random.Random) -> None:
    names = list(re.finditer(rb"/[A-Z][A-Za-z0-9]+", bytes(data)))
    for _ in range(3):
        match, other = chance.choice(names), chance.choice(names)
        if match.end() <= len(data):
            data[match.start() : match.end()] = other.group()
            return


CHANGES: tuple[Change, ...] = (flip, cut, shorten, double, swap, absurd, absurd, rename)


def seeds() -> list[bytes]:
    """Small good files: text, columns and rules, a picture, links and bookmarks, packed and not."""
    made = []
    for packed in (0, 1):
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(595, 842), pageCompression=packed, invariant=1)
        canvas.setTitle("Överenskommelse")
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("1. Syfte", "a", 0)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 780, "1. Syfte och mål")
        canvas.setFont("Helvetica", 10)
        for row in range(8):
            canvas.drawString(72, 750 - 14 * row, "Parterna ska samverka om vård och omsorg i länet.")
        canvas.grid([72, 200, 400], [400, 450, 500])
        canvas.drawString(80, 470, "Part")
        canvas.drawString(210, 470, "Ansvar")
        canvas.linkURL("https://example.org", (72, 300, 200, 320))
        canvas.showPage()
        image = io.BytesIO()
        Image.effect_noise((60, 60), 90).save(image, "JPEG" if packed else "PNG")
        canvas.drawImage(ImageReader(image), 72, 400, 200, 200)
        canvas.drawString(72, 700, "• bild med text")
        canvas.save()
        made.append(buffer.getvalue())
    rewritten = io.BytesIO()
    with pypdfium2.PdfDocument(made[1]) as document:
        document.save(rewritten)
    return [*made, rewritten.getvalue()]


def mutants(first: int) -> list[bytes]:
    originals = seeds()
    out = []
    for number in range(first, first + BATCH):
        chance = random.Random(number)
        data = bytearray(chance.choice(originals))
        for _ in range(chance.choice((1, 1, 2, 4))):
            chance.choice(CHANGES)(data, chance)
            if len(data) < 16:
                data += b"%PDF-1.4\n%%EOF"
        out.append(bytes(data))
    return out


def read_batch(first: int, folder: str) -> tuple[dict[str, int], int]:
    """Read BATCH mutants; how often each outcome came, and the most memory so far in MB."""
    outcomes: Counter[str] = Counter()
    path = Path(folder) / "fil.pdf"
    for data in mutants(first):
        path.write_bytes(data)
        try:
            structure = build(read_pdf(path, LIMITS, None), path.name)
        except DocumentError as error:
            if not error.message.endswith((".", "!")) or error.code == "dokumentfel":
                raise AssertionError(f"no reason given: {error.message}") from error
            outcomes[error.code] += 1
            continue
        with BoxFinder(path, structure.pages) as finder:
            for passage in structure.passages[:5]:
                for span in passage.spans:
                    finder.boxes(span)
        outcomes["read"] += 1
    return dict(outcomes), int(re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[0]) // 1024


def test_mutated_files_never_crash_hang_or_grow(tmp_path: Path) -> None:
    outcomes: Counter[str] = Counter()
    memory: list[int] = []
    worker = Worker(LIMITS)
    try:
        for first in range(0, COUNT, BATCH):
            try:
                told, most = worker.run(read_batch, first, str(tmp_path))
            except (ReaderCrashedError, LimitExceededError) as error:
                pytest.fail(f"files {first} to {first + BATCH}: {error.message}")
            outcomes.update(told)
            memory.append(most)
    finally:
        worker.close()
    assert sum(outcomes.values()) == COUNT
    assert outcomes["read"] > COUNT // 10 and outcomes["skadad-pdf"] > 0
    # one odd file may take its share; what is kept from file to file must not add up
    assert memory[-1] - memory[len(memory) // 4] < 150, memory
