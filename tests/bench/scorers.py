"""Run every scorer over a fresh collection and print its figures: the real documents, then the samples.

    python tests/bench/scorers.py [--shared ../shared]

Takes the documents in with the real command, starts the real service on a free port, and calls
the scorers as they are. Where the shared folder is not there, the samples alone are scored with
nothing but a message: the scorers lie in it.
"""

from __future__ import annotations

import argparse
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
AVTAL = Path(sys.executable).parent / "avtal"


def main() -> int:
    """Print the figures; 1 where a scorer cannot run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared: Path = parser.parse_args().shared.resolve()
    if not (shared / "bench").is_dir():
        print(f"There are no scorers in {shared}: nothing is measured.")
        return 1
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        samples = Path(folder) / "samples"
        subprocess.run(
            [sys.executable, "-m", "corpus.samples", str(samples)], check=True, stdout=subprocess.DEVNULL, cwd=ROOT
        )
        for name, pdfs, gold in (
            ("real documents", shared / "real" / "pdf", shared / "gold"),
            ("sample agreements", samples, ROOT / "corpus" / "samples" / "gold"),
        ):
            print(f"\n== {name}")
            failed += _score(shared / "bench", pdfs, gold, Path(folder) / name.split()[0])
    return int(failed > 0)


def _score(bench: Path, pdfs: Path, gold: Path, data: Path) -> int:
    start = time.perf_counter()
    _quietly([str(AVTAL), "ingest", str(pdfs)], _environment(data))
    print(f"taken in: {len(list(pdfs.glob('*.pdf')))} files in {time.perf_counter() - start:.1f} s")
    failed = 0
    with _service(data) as base:
        for scorer, option, what in (
            ("score_search.py", "--questions", gold / "questions.jsonl"),
            ("score_facts.py", "--gold", gold),
            ("score_conflicts.py", "--conflicts", gold / "conflicts.jsonl"),
        ):
            print(f"-- {scorer}", flush=True)
            command = [sys.executable, str(bench / scorer), "--base", base, option, str(what)]
            failed += subprocess.run(command, check=False).returncode
    return failed


def _quietly(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)


@contextmanager
def _service(data: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    with subprocess.Popen([AVTAL, "serve", "--port", str(port)], env=_environment(data)) as service:
        try:
            _wait(f"{base}/ready")
            print(f"cold start to the first answer: {time.perf_counter() - start:.2f} s")
            yield base
        finally:
            service.terminate()


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            with urlopen(address, timeout=5):
                return
        except URLError:
            time.sleep(0.05)
    raise SystemExit(f"{address} never answered")


def _environment(data: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("AVTAL_")}
    return {**kept, "AVTAL_DATA": str(data)}


if __name__ == "__main__":
    raise SystemExit(main())
