from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.errors import EmptyFileError, LimitExceededError, NotPdfError, ReaderCrashedError
from ingest.pdf.document import check_signature
from ingest.pdf.lines import Limits
from ingest.pdf.sandbox import Worker, WorkerPool, run_limited


def test_the_result_comes_back() -> None:
    assert run_limited(divmod, (17, 5), Limits()) == (3, 2)


def test_one_child_serves_many_calls() -> None:
    worker = Worker(Limits())
    try:
        first, second = worker.run(os.getpid), worker.run(os.getpid)
    finally:
        worker.close()
    assert first == second != os.getpid()


@pytest.mark.parametrize(("data", "error"), [(b"", EmptyFileError), (b"text", NotPdfError)])
def test_errors_of_the_reader_come_back_with_their_message(tmp_path: Path, data: bytes, error: type[Exception]) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(data)
    with pytest.raises(error, match="Filen är"):
        run_limited(check_signature, (path,), Limits())


def test_a_hanging_call_is_stopped_and_the_next_one_works() -> None:
    worker = Worker(Limits(seconds=1.0))
    try:
        with pytest.raises(LimitExceededError, match="1 sekunder"):
            worker.run(time.sleep, 60)
        assert worker.run(abs, -3) == 3
    finally:
        worker.close()


def test_too_much_memory_is_refused() -> None:
    worker = Worker(Limits(megabytes=200))
    try:
        with pytest.raises(LimitExceededError, match="minne"):
            worker.run(bytearray, 1 << 30)
        assert worker.run(abs, -3) == 3
    finally:
        worker.close()


@pytest.mark.parametrize("how", [signal.SIGSEGV, signal.SIGABRT])
def test_a_crash_becomes_an_error_and_the_next_call_works(how: signal.Signals) -> None:
    worker = Worker(Limits())
    try:
        with pytest.raises(ReaderCrashedError, match=str(int(how))):
            worker.run(signal.raise_signal, how)
        assert worker.run(abs, -3) == 3
    finally:
        worker.close()


def test_an_error_nobody_foresaw_ends_the_child_not_the_parent(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReaderCrashedError):
        run_limited(int, ("inget tal",), Limits())
    assert "ValueError" in capfd.readouterr().err


def test_a_pool_takes_calls_from_many_threads() -> None:
    with WorkerPool(2, Limits()) as pool, ThreadPoolExecutor(6) as threads:
        assert list(threads.map(lambda n: pool.run(abs, -n), range(20))) == list(range(20))
        assert len(set(threads.map(lambda _: pool.run(os.getpid), range(8)))) <= 2


def test_closing_ends_the_children() -> None:
    pool = WorkerPool(1, Limits())
    pid = pool.run(os.getpid)
    pool.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
