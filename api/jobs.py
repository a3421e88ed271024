"""Work in the background: one job at a time, since one process writes the collection at a time."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from corpus.errors import AvtalError, NotFoundError

log = logging.getLogger("avtalsgraf")


@dataclass(slots=True)
class FileStep:
    """What has become of one file of a job. `state` is waiting, read, unchanged or failed; `message` is Swedish."""

    file: str
    state: str = "waiting"
    message: str = ""
    document: str = ""


@dataclass(slots=True)
class Job:
    """A piece of work and how far it has come. `state` is waiting, running, done or failed."""

    id: str
    total: int
    state: str = "waiting"
    done: int = 0
    error: str | None = None
    documents: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)  # the message of each step that failed
    reason: str | None = None  # why the whole failed
    files: list[FileStep] = field(default_factory=list)  # where the job is about files, in their order
    changed: threading.Condition = field(default_factory=threading.Condition)

    def step(self, document: str | None = None, error: str | None = None, step: FileStep | None = None) -> None:
        """One more is done; wakes those who listen."""
        with self.changed:
            self.done += 1
            if step is not None:
                self._tell(step)
            if document:
                self.documents.append(document)
            if error:
                self.failures.append(error)
                self.error = error if self.error is None else f"{self.error} {error}"
            self.changed.notify_all()

    def _tell(self, step: FileStep) -> None:
        """Put what became of a file in the place where it waited."""
        for place, waiting in enumerate(self.files):
            if waiting.file == step.file and waiting.state == "waiting":
                self.files[place] = step
                return

    def enter(self, state: str, error: str | None = None) -> None:
        """Go over to another state; wakes those who listen."""
        with self.changed:
            self.state = state
            self.error = error or self.error
            self.reason = error
            self.changed.notify_all()

    def wait(self) -> None:
        """Return when the job is done. Raises AvtalError with its error where it failed."""
        with self.changed:
            self.changed.wait_for(lambda: self.state in ("done", "failed"))
        if self.state == "failed":
            raise AvtalError(self.error or "Jobbet misslyckades.")


class Jobs:
    """A queue of jobs and the one thread that works it off."""

    _KEPT = 1000

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._queue: queue.Queue[tuple[Job, Callable[[Job], None]] | None] = queue.Queue()
        self._numbers = count(1)
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def submit(self, total: int, work: Callable[[Job], None], files: Iterable[str] = ()) -> Job:
        """Queue work of `total` steps, one for each of `files` where it is about files."""
        job = Job(f"job-{next(self._numbers)}", total, files=[FileStep(name) for name in files])
        self._jobs[job.id] = job
        for old in list(self._jobs)[: -self._KEPT]:
            del self._jobs[old]
        self._queue.put((job, work))
        return job

    def get(self, name: str) -> Job:
        """A job by its id. Raises NotFoundError."""
        if name not in self._jobs:
            raise NotFoundError(f"Jobbet {name} finns inte. Jobb glöms när tjänsten startas om.")
        return self._jobs[name]

    def waiting(self) -> int:
        """How many jobs are not finished."""
        return sum(job.state in ("waiting", "running") for job in self._jobs.values())

    def close(self) -> None:
        """Finish what is queued and stop."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            job, work = item
            job.enter("running")
            try:
                work(job)
            except AvtalError as error:
                job.enter("failed", error.message)
            except Exception:
                log.exception("job %s failed", job.id)
                job.enter("failed", "Ett oväntat fel inträffade. Läs loggen.")
            else:
                job.enter("done")
