"""Speed, memory and the cost of a run with nothing new."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf.lines import Limits
from ingest.pdf.ocr import Recogniser
from ingest.pdf.pictures import grey
from ingest.pdf.reading import read_pdf
from ingest.pdf.sandbox import WorkerPool
from ingest.structure.build import build

_COPIES = 1000
_SUBJECTS = re.findall(
    r"\w+",
    "hjälpmedel boende tolkar resor skola läkemedel tandvård rehabilitering utskrivning avvikelser journaler barn "
    "äldre palliation missbruk arbetsmarknad försörjning missnöje lokaler bemanning kompetens utbildning egenvård",
)


def _paths(shared: Path) -> list[Path]:
    return [shared / "real/pdf" / f"{n}.pdf" for n in ("000", "002", "004")] + sorted(
        (shared / "real/regulations").glob("*.pdf")
    )


def bare(path: Path) -> int:
    """pypdfium2's text of all pages, nothing kept: (pages)."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    count = len(document)
    document.close()
    return count


def structured(path: Path) -> int:
    """Text, structure and passages; facts and boxes are not asked for."""
    return len(build(read_pdf(path, Limits(), None), path.name).passages)


def against_pdfium(shared: Path) -> None:
    print("\n## Speed, one core")
    paths = _paths(shared)
    for path in paths[:4]:
        bare(path), structured(path)  # lexicon and caches loaded
    naive, ours = _timed(bare, paths), _timed(structured, paths)
    pages = sum(map(bare, paths))
    ratios = sorted(b / a for a, b in zip(naive, ours, strict=True))
    print(
        f"{len(paths)} files, {pages} pages: pdfium's text {sum(naive):.2f} s ({pages / sum(naive):.0f} p/s), "
        f"ours {sum(ours):.2f} s ({pages / sum(ours):.0f} p/s), ratio {sum(ours) / sum(naive):.2f} "
        f"(median of files {ratios[len(ratios) // 2]:.2f}, worst {ratios[-1]:.2f})"
    )


def _timed(work: Callable[[Path], int], paths: list[Path]) -> list[float]:
    """The processor's seconds for each path, the best of two: other people share the machine."""
    best = []
    for path in paths:
        took = []
        for _ in range(2):
            started = time.process_time()
            work(path)
            took.append(time.process_time() - started)
        best.append(min(took))
    return best


def two_processes(shared: Path) -> None:
    """By the clock where both cores are free; the processor's seconds show what two get in each other's way."""
    paths = _paths(shared) * 2
    took: dict[int, list[float]] = {1: [], 2: []}
    spent: dict[int, list[float]] = {1: [], 2: []}
    for count in (1, 2, 1, 2):
        before = _spent()
        with WorkerPool(count, Limits()) as pool, ThreadPoolExecutor(count) as threads:
            list(threads.map(lambda p, pool=pool: pool.run(structured, p), paths[:4] * count))  # started and warm
            started = time.perf_counter()
            list(threads.map(lambda p, pool=pool: pool.run(structured, p), paths))
            took[count].append(time.perf_counter() - started)
        spent[count].append(_spent() - before)
    one, two = min(took[1]), min(took[2])
    print(
        f"one process {one:.1f} s, two {two:.1f} s: {one / two:.2f} times as fast by the clock; "
        f"processor seconds in all {min(spent[1]):.1f} and {min(spent[2]):.1f}; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )


def peak(path: Path) -> float:
    """The most memory this process has had, in MB, after reading the file."""
    structured(path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(shared: Path) -> None:
    with WorkerPool(1, Limits()) as pool:
        print(f"1,500 pages: at most {pool.run(peak, shared / 'real/bad/pages-1500.pdf'):.0f} MB")


def nothing_new(shared: Path) -> None:
    """1,000 small documents, taken in and taken in again, by the real command."""
    del shared
    with tempfile.TemporaryDirectory() as folder:
        inbox, data = Path(folder) / "in", Path(folder) / "data"
        inbox.mkdir()
        for number in range(_COPIES):
            _write(inbox / f"{number:04}.pdf", number)
        command = [str(Path(sys.executable).parent / "avtal"), "ingest", str(inbox), "--json"]
        environment = {**os.environ, "AVTAL_DATA": str(data)}
        for what in ("first", "again"):
            started, spent = time.perf_counter(), _spent()
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=folder)
            took = time.perf_counter() - started
            told = {name: len(rows) for name, rows in json.loads(done.stdout or "{}").items()}
            print(f"{_COPIES} documents, {what}: {took:.1f} s by the clock, {_spent() - spent:.1f} s processor, {told}")
            if done.returncode:
                print(done.stderr[-800:])


def _write(path: Path, seed: int) -> None:
    """A page of its own text: a title, a clause, and words in any order."""
    chance = random.Random(seed)
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica-Bold", 16)
    subject = " och ".join(chance.sample(_SUBJECTS, 2))
    canvas.drawString(72, 780, f"Överenskommelse om {subject} {2000 + seed % 25}")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 750, f"Kommunen ska följa upp {chance.choice(_SUBJECTS)} varje år.")
    for row in range(25):
        canvas.drawString(72, 720 - 16 * row, " ".join(chance.choices(_SUBJECTS, k=9)).capitalize() + ".")
    canvas.save()


def ocr(shared: Path) -> None:
    """The whole reading of a scan against Tesseract alone on the same pictures, as many at once."""
    path = shared / "real/pdf/003-scan.pdf"
    recogniser = Recogniser()
    document = pypdfium2.PdfDocument(path)
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(len(document)):
            file = Path(folder) / f"{number}.pgm"
            grey(document[number], 200 / 72, Limits()).save(file)
            files.append(file)
        document.close()
        started, spent = time.perf_counter(), _spent()
        with ThreadPoolExecutor(recogniser.workers) as threads:
            list(threads.map(_tesseract, files))
        alone, alone_spent = time.perf_counter() - started, _spent() - spent
    started, spent = time.perf_counter(), _spent()
    build(read_pdf(path, Limits(), recogniser), path.name)
    ours, ours_spent = time.perf_counter() - started, _spent() - spent
    print(
        f"OCR of {len(files)} pages: processor seconds, Tesseract alone {alone_spent:.1f}, reading {ours_spent:.1f}: "
        f"{ours_spent / alone_spent:.3f} times (by the clock {alone:.1f} and {ours:.1f})"
    )


def _spent() -> float:
    """The processor's seconds of this process and of the children that have ended."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def _tesseract(file: Path) -> None:
    subprocess.run(
        ["env", "OMP_THREAD_LIMIT=1", "tesseract", str(file), "stdout", "--dpi", "200", "-l", "swe", "tsv"],
        capture_output=True,
        check=True,
    )
