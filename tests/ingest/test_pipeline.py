"""The pipeline over real files, with real child processes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import InvalidInputError
from corpus.ledger import State
from corpus.store import DocumentStore
from ingest.options import ReadOptions
from ingest.pdf.lines import Limits
from ingest.pipeline import Outcome, Pipeline, load, sources

Write = Callable[..., Path]

TEXT = [
    "Överenskommelse om samverkan vid hemgång",
    "Parterna ska träffas minst två gånger varje år för att följa upp samarbetet.",
    "Kommunen ansvarar för boendestöd och regionen för medicinska bedömningar.",
    "Vid oenighet ska frågan lyftas till närmaste chef inom fem vardagar.",
]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def write(inbox: Path) -> Write:
    """write("a.pdf", "an extra line") -> a one-page agreement that ends with the line."""

    def make(name: str, *more: str) -> Path:
        path = inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
        for index, line in enumerate([*TEXT, *more]):
            canvas.setFont("Helvetica", 16 if index == 0 else 11)
            canvas.drawString(72, 760 - 24 * index, line)
        canvas.save()
        return path

    return make


def run(data: Path, inbox: Path, again: bool = False, limits: Limits | None = None, ocr: bool = False) -> list[Outcome]:
    """One run of a new pipeline, as a new process would start it."""
    options = ReadOptions(limits or Limits(), ocr)
    return list(Pipeline(DocumentStore(data), options, workers=2).run(sources([inbox]), again))


def artifacts(data: Path) -> dict[str, tuple[int, bytes]]:
    """The artifacts on disk: when each was written, and what it says."""
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in data.glob("artifacts/*/*.json")}


def test_what_is_read_is_on_disk_when_it_is_told(tmp_path: Path, inbox: Path, write: Write) -> None:
    write("a.pdf")
    [outcome] = run(tmp_path / "data", inbox)
    store = DocumentStore(tmp_path / "data")
    assert outcome.entry.state is State.READ and outcome.entry.pages == 1
    assert load(store, store.ledger.document(outcome.entry.document)) == outcome.artifact
    assert store.original(outcome.entry.digest) == (inbox / "a.pdf").read_bytes()


def test_unchanged_input_costs_nothing(tmp_path: Path, inbox: Path, write: Write) -> None:
    for name in ("a.pdf", "b.pdf", "djupt/nere/c.pdf"):
        write(name, f"Bilaga {name}")
    (inbox / "bruten.pdf").write_bytes(b"%PDF-1.7\nslut")
    data = tmp_path / "data"
    assert len(run(data, inbox)) == 4
    before, ledger = artifacts(data), (data / "ledger.jsonl").read_bytes()
    outcomes = run(data, inbox)
    assert [o.artifact for o in outcomes] == [None] * 4
    assert [o.entry.state for o in outcomes].count(State.FAILED) == 1  # told of again, not tried again
    assert artifacts(data) == before and (data / "ledger.jsonl").read_bytes() == ledger


def test_the_same_bytes_at_two_paths_are_one_document(tmp_path: Path, inbox: Path, write: Write) -> None:
    shutil.copy(write("a.pdf"), inbox / "kopia.pdf")
    outcomes = run(tmp_path / "data", inbox)
    assert len({o.entry.document for o in outcomes}) == 1
    assert {o.entry.file for o in outcomes} == {"a.pdf", "kopia.pdf"}
    assert len(DocumentStore(tmp_path / "data").ledger.current()) == 1
    shutil.copy(inbox / "a.pdf", inbox / "senare.pdf")
    later = {o.entry.file: o for o in run(tmp_path / "data", inbox)}["senare.pdf"]
    assert later.entry.document == outcomes[0].entry.document and later.artifact is None


def test_a_changed_file_is_a_new_version_of_its_document(tmp_path: Path, inbox: Path, write: Write) -> None:
    write("a.pdf")
    data = tmp_path / "data"
    [first] = run(data, inbox)
    write("a.pdf", "Parterna betalar hälften var.")
    [second] = run(data, inbox)
    assert second.entry.document == first.entry.document
    assert second.entry.version != first.entry.version == second.previous
    store = DocumentStore(data)
    assert [e.version for e in store.ledger.versions(first.entry.document)] == [
        first.entry.version,
        second.entry.version,
    ]
    assert store.artifact_path(first.entry.document, first.entry.version).exists()  # nothing is lost


def test_a_file_that_only_has_a_new_time_is_not_read_again(tmp_path: Path, inbox: Path, write: Write) -> None:
    path = write("a.pdf")
    data = tmp_path / "data"
    run(data, inbox)
    before = artifacts(data)
    os.utime(path, (1, 1))
    [outcome] = run(data, inbox)
    assert outcome.artifact is None and artifacts(data) == before


def test_the_same_bytes_always_give_the_same_artifact(tmp_path: Path, inbox: Path, write: Write) -> None:
    write("a.pdf")
    for data in ("x", "y"):
        run(tmp_path / data, inbox)
    first, second = (next((tmp_path / data).glob("artifacts/*/*.json")).read_bytes() for data in ("x", "y"))
    assert first == second


def test_bad_files_are_told_with_their_reason_and_the_others_go_on(tmp_path: Path, inbox: Path, write: Write) -> None:
    for number in range(3):
        write(f"bra{number}.pdf", f"Nummer {number}")
    (inbox / "tom.pdf").write_bytes(b"")
    (inbox / "word.pdf").write_bytes(b"PK\x03\x04" + b"\x00" * 60 + b"word/document.xml")
    (inbox / "trasig.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    outcomes = {o.entry.file: o.entry for o in run(tmp_path / "data", inbox)}
    assert {f: (e.state, e.code) for f, e in outcomes.items()} == {
        "bra0.pdf": (State.READ, ""),
        "bra1.pdf": (State.READ, ""),
        "bra2.pdf": (State.READ, ""),
        "tom.pdf": (State.FAILED, "tom-fil"),
        "word.pdf": (State.FAILED, "inte-pdf"),
        "trasig.pdf": (State.FAILED, "skadad-pdf"),
    }
    assert "Word" in outcomes["word.pdf"].message
    kept = DocumentStore(tmp_path / "data").ledger.entries()
    assert {e.file for e in kept} == set(outcomes)


def test_a_bad_file_that_is_mended_is_read(tmp_path: Path, inbox: Path, write: Write) -> None:
    (inbox / "a.pdf").write_bytes(b"")
    data = tmp_path / "data"
    assert run(data, inbox)[0].entry.state is State.FAILED
    write("a.pdf")
    assert run(data, inbox)[0].entry.state is State.READ
    assert [e.state for e in DocumentStore(data).ledger.entries()] == [State.READ]


def test_a_document_over_its_limits_does_not_stop_the_others(tmp_path: Path, inbox: Path, write: Write) -> None:
    write("a.pdf")
    canvas = Canvas(str(inbox / "lang.pdf"), invariant=1)
    for number in range(6):
        canvas.drawString(72, 700, f"Sida {number} med text")
        canvas.showPage()
    canvas.save()
    outcomes = {o.entry.file: o.entry for o in run(tmp_path / "data", inbox, limits=Limits(pages=5))}
    assert outcomes["lang.pdf"].code == "over-grans" and "6 sidor" in outcomes["lang.pdf"].message
    assert outcomes["a.pdf"].state is State.READ


def test_an_artifact_that_was_lost_is_made_again(tmp_path: Path, inbox: Path, write: Write) -> None:
    write("a.pdf")
    data = tmp_path / "data"
    [first] = run(data, inbox)
    before = {path: body for path, (_, body) in artifacts(data).items()}
    shutil.rmtree(data / "artifacts")
    [second] = run(data, inbox)
    assert second.entry.version == first.entry.version
    assert {path: body for path, (_, body) in artifacts(data).items()} == before


def test_paths_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="finns inte"):
        sources([tmp_path / "borta"])


CHILD = """
import sys
from pathlib import Path
from corpus.store import DocumentStore
from ingest.options import ReadOptions
from ingest.pipeline import Pipeline, sources

if __name__ == "__main__":
    pipeline = Pipeline(DocumentStore(Path(sys.argv[1])), ReadOptions(ocr=False), 2)
    for outcome in pipeline.run(sources([Path(sys.argv[2])])):
        print(outcome.entry.file, flush=True)
"""


@pytest.mark.parametrize("after", [0, 1, 3, 6])
def test_killed_after_some_documents_it_goes_on_where_it_was(
    tmp_path: Path, inbox: Path, write: Write, after: int
) -> None:
    names = {f"{number}.pdf" for number in range(8)}
    for name in names:
        write(name, f"Dokument {name}")
    script = tmp_path / "child.py"
    script.write_text(CHILD)
    data = tmp_path / "data"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script), str(data), str(inbox)], stdout=subprocess.PIPE, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline().strip() for _ in range(after)]
        child.send_signal(signal.SIGKILL)
    done = {e.file for e in DocumentStore(data).ledger.entries()}
    assert set(told) <= done  # what was told is kept
    # an artifact that was written, but not yet told to the ledger, is written again
    before = {path: kept for path, kept in artifacts(data).items() if Path(path).parent.name in _known(data)}
    outcomes = run(data, inbox)
    assert {o.entry.file for o in outcomes} == names
    assert {o.entry.file for o in outcomes if o.artifact is None} == done  # nothing is read twice
    assert all(artifacts(data)[path] == kept for path, kept in before.items())
    assert len(DocumentStore(data).ledger.current()) == len(names)
    assert not list(data.rglob(".*.tmp")) or after < len(names)


def _known(data: Path) -> set[str]:
    return {e.document for e in DocumentStore(data).ledger.current()}


def test_a_ledger_line_cut_by_a_crash_spoils_nothing_but_itself(tmp_path: Path, inbox: Path, write: Write) -> None:
    for name in ("a.pdf", "b.pdf"):
        write(name, name)
    data = tmp_path / "data"
    run(data, inbox)
    ledger = data / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-40])
    outcomes = run(data, inbox)
    assert sorted(o.artifact is None for o in outcomes) == [False, True]
    assert len(DocumentStore(data).ledger.entries()) == 2


def test_children_end_with_their_parent(tmp_path: Path, inbox: Path, write: Write) -> None:
    for number in range(4):
        write(f"{number}.pdf", f"Dokument {number}")
    script = tmp_path / "child.py"
    script.write_text(CHILD)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "data"), str(inbox)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        children = _children(child.pid)
        child.kill()
    assert children
    for _ in range(300):
        if not any(_alive(pid) for pid in children):
            return
        time.sleep(0.1)
    pytest.fail("reading processes are left behind")


def _children(pid: int) -> list[int]:
    """The processes that `pid` has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
