"""Text recognition with Tesseract, a process a page, several pages at once.

Tesseract's own threads spin against each other when several processes run, and slow a single
one down: OMP_THREAD_LIMIT=1 makes it four times as fast on two cores.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import Image

from ingest.pdf.geometry import Frame
from ingest.pdf.lines import Line, LineWord
from ingest.pdf.scanned import confidence, lines_of

INSTALL = (
    "Installera Tesseract med svenska (Debian och Ubuntu: apt install tesseract-ocr tesseract-ocr-swe) "
    "och läs in filen igen."
)

_SURE = 0.60  # mean confidence below which the picture may lie on its side


@dataclass(frozen=True, slots=True)
class Recognised:
    """The lines of a page read from its picture, boxes as shown; `turn` as in PageLines."""

    lines: tuple[Line, ...]
    confidence: float  # mean of the words', weighted by their letters; 0 where there are none
    turn: int = 0
    height_to_width: float = 1.0  # of the picture


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture in grey. `dpi` is pixels an inch of the page as shown."""

    number: int  # of the page, from 1
    image: Image.Image
    dpi: float


class Recogniser:
    """Tesseract in one language, with `workers` pages at once and `seconds` for each.

    Look at `available` first: the program or its language may not be installed.
    """

    def __init__(self, language: str = "swe", workers: int | None = None, seconds: float = 120.0) -> None:
        self.language = language
        self.workers = max(1, workers or min(4, os.cpu_count() or 1))
        self.seconds = seconds
        self._binary = shutil.which("tesseract") or ""

    @property
    def available(self) -> bool:
        """Whether Tesseract and the language are installed."""
        return bool(self._binary) and self.language in _languages(self._binary)

    def read_all(self, pictures: Iterable[Picture]) -> Iterator[tuple[int, Recognised | None]]:
        """(page, what was read) in the order of `pictures`; None where Tesseract failed or took too long.

        `pictures` is drawn from no faster than needed, so that few are in memory at once.
        """
        with ThreadPoolExecutor(self.workers) as pool:
            waiting: list[tuple[int, Future[Recognised | None]]] = []
            for picture in pictures:
                waiting.append((picture.number, pool.submit(self.read, picture)))
                if len(waiting) > self.workers:
                    number, future = waiting.pop(0)
                    yield number, future.result()
            for number, future in waiting:
                yield number, future.result()

    def read(self, picture: Picture) -> Recognised | None:
        """One page. A picture that reads badly is tried turned; the best reading is kept."""
        best = self._read_turned(picture, 0)
        if best is None or (best.confidence >= _SURE and not _sideways(best)):
            return best
        for turn in self._turns(picture):
            other = self._read_turned(picture, turn)
            if other is not None and _worth(other) > (0.9 if _sideways(best) else 1.5) * _worth(best):
                best = other
        return best

    def _turns(self, picture: Picture) -> tuple[int, ...]:
        """How Tesseract's orientation detection would turn the picture, clockwise."""
        answer = self._run(picture.image, picture.dpi, ["--psm", "0", "-l", "osd"], [])
        for row in (answer or "").splitlines():
            name, _, value = row.partition(":")
            if name == "Rotate" and value.strip() in ("90", "180", "270"):
                return (int(value),)
        return ()

    def _read_turned(self, picture: Picture, turn: int) -> Recognised | None:
        image = picture.image.rotate(-turn, expand=True) if turn else picture.image
        table = self._run(image, picture.dpi, ["-l", self.language], ["tsv"])
        if table is None:
            return None
        lines = tuple(lines_of(table, image, picture.dpi, picture.number))
        shape = image.height / image.width
        if turn:
            back = Frame(0, 0, 1, 1, (360 - turn) % 360)
            lines = tuple(replace(line, words=tuple(_turned(word, back) for word in line.words)) for line in lines)
        return Recognised(lines, confidence(word for line in lines for word in line.words), turn, shape)

    def _run(self, image: Image.Image, dpi: float, options: list[str], outputs: list[str]) -> str | None:
        """Tesseract's output, None where it failed. The picture goes in raw: packing it costs more than the pipe."""
        header = f"P5 {image.width} {image.height} 255\n".encode()
        command = [
            "env",
            "OMP_THREAD_LIMIT=1",
            self._binary,
            "stdin",
            "stdout",
            "--dpi",
            str(round(dpi)),
            *options,
            *outputs,
        ]
        try:
            done = subprocess.run(
                command,
                input=header + image.convert("L").tobytes(),
                capture_output=True,
                timeout=self.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


@cache
def _languages(binary: str) -> frozenset[str]:
    done = subprocess.run([binary, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    return frozenset(Path(line.strip()).name for line in done.stdout.splitlines()[1:])


def _sideways(recognised: Recognised) -> bool:
    """Whether most words stand on end: Tesseract reads some pages so without saying it."""
    long = [word for line in recognised.lines for word in line.words if word.end - word.start >= 4]
    upright = recognised.height_to_width
    tall = sum((word.box[3] - word.box[1]) * upright > word.box[2] - word.box[0] for word in long)
    return 2 * tall > len(long)


def _worth(recognised: Recognised) -> float:
    """Letters read with certainty."""
    return sum(len(line.text) * line.confidence**2 for line in recognised.lines)


def _turned(word: LineWord, back: Frame) -> LineWord:
    x0, y0, x1, y1 = word.box
    return replace(word, box=back.box(x0, 1 - y0, x1, 1 - y1))
