"""`avtal ingest --watch`: the real command over a real folder that changes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.ledger import Entry, Ledger, State

PATIENCE = 120.0  # seconds after which a test gives up; what it waits for takes a few


class Watching:
    """A running `avtal ingest --watch` over `inbox`."""

    def __init__(self, data: Path, inbox: Path) -> None:
        self.inbox, self._data = inbox, data
        environment = {k: v for k, v in os.environ.items() if not k.startswith("AVTAL_")}
        self.output = data.parent / "utskrift.txt"
        with self.output.open("w") as out:
            self.process = subprocess.Popen(
                [str(Path(sys.executable).parent / "avtal"), "ingest", str(inbox), "--watch"],
                env={**environment, "AVTAL_DATA": str(data), "COLUMNS": "200"},
                cwd=data.parent,
                stdout=out,
                stderr=subprocess.DEVNULL,
            )

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.1)

    def says(self, text: str) -> None:
        self.until(lambda: text in self.output.read_text())

    def entries(self) -> dict[str, Entry]:
        return {e.file: e for e in Ledger(self._data / "ledger.jsonl").entries()}


@pytest.fixture
def watching(own_collection: Path, tmp_path: Path) -> Iterator[Watching]:
    inbox = tmp_path / "inkorg"
    inbox.mkdir()
    one = Watching(own_collection, inbox)
    one.says("Väntar på ändringar")
    yield one
    one.process.kill()
    one.process.wait()


def test_what_comes_into_the_folder_is_taken_in_and_ctrl_c_ends_it(watching: Watching, sample_pdfs: Path) -> None:
    one, other = sorted(sample_pdfs.glob("1[35]-*.pdf"))
    shutil.copy(one, watching.inbox / "ny.pdf")
    watching.until(lambda: "ny.pdf" in watching.entries())
    watching.says("1 lästa")
    first = watching.entries()["ny.pdf"]
    assert first.state is State.READ

    (watching.inbox / "trasig.pdf").write_bytes(b"%PDF-1.4\n")
    watching.says("trasig.pdf")
    assert watching.entries()["trasig.pdf"].state is State.FAILED

    shutil.copy(other, watching.inbox / "ny.pdf")
    watching.until(lambda: watching.entries()["ny.pdf"].version != first.version)
    assert watching.entries()["ny.pdf"].document == first.document

    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 0


def test_a_file_is_read_when_it_no_longer_grows(watching: Watching, sample_pdfs: Path) -> None:
    data = next(sample_pdfs.glob("13-*.pdf")).read_bytes()
    with (watching.inbox / "langsam.pdf").open("wb") as file:
        for start in range(0, len(data), len(data) // 6 + 1):
            file.write(data[start : start + len(data) // 6 + 1])
            file.flush()
            time.sleep(0.4)
    watching.until(lambda: "langsam.pdf" in watching.entries())
    assert watching.entries()["langsam.pdf"].state is State.READ
    assert "langsam.pdf" not in watching.output.read_text()  # never told as damaged
