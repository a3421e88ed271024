"""Running a function in a child process that may hang, crash or ask for too much memory.

A child serves many calls, since starting one costs about a second, and is replaced when it dies or
must be stopped. It leads a process group of its own, so that what it started (Tesseract) dies
with it, and ends by itself when its parent is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import resource
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from corpus.errors import AvtalError, LimitExceededError, ReaderCrashedError
from ingest.pdf.lines import Limits

P = ParamSpec("P")
T = TypeVar("T")

_MEGABYTE = 1 << 20
_START_SECONDS = 60.0  # a child imports the reader before its first call
_WATCH_SECONDS = 2.0  # how often a child looks for its parent


class Worker:
    """One child process. For one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: Any = None
        self._pipe: Connection | None = None

    def run(self, func: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`func(*args)` in the child; func, arguments and result are pickled.

        Raises the AvtalError that func raises; LimitExceededError for time and memory;
        ReaderCrashedError where the child died, also of an error that nobody foresaw.
        """
        pipe = self._ready()
        try:
            pipe.send((func, args, kwargs))
            if not pipe.poll(self._limits.seconds):
                self.close()
                raise LimitExceededError(_too_slow(self._limits))
            outcome, value = pipe.recv()
        except (EOFError, ConnectionError) as error:
            raise self._died() from error
        if outcome == "error":
            raise value
        if outcome == "memory":
            self.close()
            raise LimitExceededError(_too_big(self._limits))
        result: T = value
        return result

    def close(self) -> None:
        """End the child and what it started."""
        process, self._process = self._process, None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if process is None:
            return
        if process.is_alive():
            _kill_group(process.pid)
        process.join(5)
        process.close()

    def _ready(self) -> Connection:
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._limits.megabytes, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe = ours
        try:
            started = ours.poll(_START_SECONDS) and ours.recv() == "ready"
        except (EOFError, ConnectionError) as error:
            raise self._died() from error
        if not started:
            self.close()
            raise ReaderCrashedError("Läsprocessen kom inte i gång. Försök igen när datorn är mindre belastad.")
        return ours

    def _died(self) -> AvtalError:
        """The error for a child that is gone."""
        code = None
        if self._process is not None:
            self._process.join(5)
            code = self._process.exitcode
        self.close()
        if code == -signal.SIGKILL:
            return LimitExceededError(_too_big(self._limits))
        how = f"signal {-code}" if code is not None and code < 0 else f"kod {code}"
        return ReaderCrashedError(
            f"Läsningen avbröts: processen som läste filen dog ({how}). Filen är troligen skadad; "
            "spara om den i en PDF-läsare och lägg in den igen."
        )


class WorkerPool:
    """`count` workers, for as many threads as like: a call waits for a free one."""

    def __init__(self, count: int, limits: Limits) -> None:
        self._workers = [Worker(limits) for _ in range(max(1, count))]
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, func: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As Worker.run, in the next free worker."""
        worker = self._free.get()
        try:
            return worker.run(func, *args, **kwargs)
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End every child."""
        for worker in self._workers:
            worker.close()


def run_limited(func: Callable[..., T], args: tuple[Any, ...], limits: Limits) -> T:
    """`func(*args)` in a child of its own, ended afterwards. Raises as Worker.run."""
    worker = Worker(limits)
    try:
        return worker.run(func, *args)
    finally:
        worker.close()


def _serve(pipe: Connection, megabytes: int, parent: int) -> None:
    """The child's life: calls in, outcomes out, until the pipe closes."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    pipe.send("ready")
    while True:
        try:
            func, args, kwargs = pipe.recv()
        except (EOFError, ConnectionError):
            return
        _limit_memory(megabytes)
        try:
            outcome = ("value", func(*args, **kwargs))
        except AvtalError as error:
            outcome = ("error", error)
        except MemoryError:
            outcome = ("memory", None)
        try:
            pipe.send(outcome)
        except MemoryError:
            pipe.send(("memory", None))
        except ConnectionError:  # the parent is gone
            return


def _limit_memory(megabytes: int) -> None:
    """Let the process map `megabytes` more than it now does.

    Set before each call, after the function's modules are imported (unpickling does that): what
    libraries map for themselves must not count. A soft limit, so that it can be raised again.
    """
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + megabytes * _MEGABYTE
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _watch(parent: int) -> None:
    """End this process group when its parent is gone: it may be deep in a loop that never asks."""
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _kill_group(pid: int) -> None:
    try:
        if os.getpgid(pid) == pid:  # before setsid the child is in our own group
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _too_slow(limits: Limits) -> str:
    return f"Filen tog mer än {limits.seconds:g} sekunder att läsa. Dela upp den eller höj tidsgränsen."


def _too_big(limits: Limits) -> str:
    return (
        f"Filen kräver mer minne än {limits.megabytes} MB att läsa. Spara om den med mindre bilder eller dela upp den."
    )
