"""Speed, memory and the cost of a run with nothing new."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2

from ingest.pdf.lines import Limits
from ingest.pdf.ocr import Picture, Recogniser
from ingest.pdf.pictures import grey
from ingest.pdf.reading import read_pdf
from ingest.pdf.sandbox import WorkerPool
from ingest.structure.build import build

_COPIES = 1000


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
    paths = _paths(shared) * 2
    took = {}
    for count in (1, 2):
        with WorkerPool(count, Limits()) as pool, ThreadPoolExecutor(count) as threads:
            list(threads.map(lambda p: pool.run(structured, p), paths[:4] * count))  # started and warm
            started = time.perf_counter()
            list(threads.map(lambda p: pool.run(structured, p), paths))
            took[count] = time.perf_counter() - started
    print(f"one process {took[1]:.1f} s, two {took[2]:.1f} s: {took[1] / took[2]:.2f} times as fast")


def peak(path: Path) -> float:
    """The most memory this process has had, in MB, after reading the file."""
    structured(path)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def memory(shared: Path) -> None:
    with WorkerPool(1, Limits()) as pool:
        print(f"1,500 pages: at most {pool.run(peak, shared / 'real/bad/pages-1500.pdf'):.0f} MB")


def nothing_new(shared: Path) -> None:
    """1,000 documents that differ by a comment at their end, taken in and taken in again, by the real command."""
    source = (shared / "real/pdf/000.pdf").read_bytes()
    one = _single_page(source)
    with tempfile.TemporaryDirectory() as folder:
        inbox, data = Path(folder) / "in", Path(folder) / "data"
        inbox.mkdir()
        for number in range(_COPIES):
            (inbox / f"{number:04}.pdf").write_bytes(one + b"\n%% %d\n" % number)
        command = [sys.executable, "-m", "api.cli", "ingest", str(inbox), "--quiet"]
        environment = {"AVTAL_DATA": str(data), "PATH": "/usr/bin:/bin"}
        for what in ("first", "again"):
            started = time.perf_counter()
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            took = time.perf_counter() - started
            print(f"{_COPIES} documents, {what}: {took:.1f} s, exit {done.returncode}", done.stdout[-200:].strip())
            if done.returncode:
                print(done.stderr[-800:])
        shutil.rmtree(data, ignore_errors=True)


def _single_page(data: bytes) -> bytes:
    document = pypdfium2.PdfDocument(data)
    new = pypdfium2.PdfDocument.new()
    new.import_pages(document, [2])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.pdf"
        new.save(path)
        return path.read_bytes()


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


__all__ = ["Picture", "against_pdfium", "memory", "nothing_new", "ocr", "two_processes"]
