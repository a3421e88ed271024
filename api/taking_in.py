"""`avtal ingest`: here, or handed to the running service; with progress, and a report of what became of each file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from watchfiles import watch as watch_files

from api.client import running
from api.settings import Settings
from api.wiring import open_container
from corpus.errors import AvtalError
from corpus.ledger import State
from corpus.lock import Owner
from ingest.pipeline import Outcome, Source, sources

_LOOK_EVERY = 60_000  # milliseconds between two looks through folders that tell of no changes
_GROWING = 0.8  # seconds within which a file that is being copied grows
_OUTCOMES = {"read": "lästa", "unchanged": "oförändrade", "failed": "kunde inte läsas"}


def ingest(settings: Settings, paths: list[Path], again: bool = False, quiet: bool = False) -> dict[str, Any]:
    """Take the files in; the summary has a list of files for each outcome. Raises InvalidInputError."""
    found = sources(paths)
    summary: dict[str, Any] = {"read": [], "unchanged": [], "failed": []}
    owner = running(settings)
    with _progress(len(found), quiet) as advance:
        if owner is not None:
            _hand_over(owner, found, again, summary, advance)
        else:
            _take_in(settings, found, again, summary, advance)
    return summary


def report(out: Console, summary: dict[str, Any]) -> None:
    """What became of the files, for people."""
    out.print(
        ", ".join(f"{len(summary[name])} {label}" for name, label in _OUTCOMES.items() if summary[name])
        or "Inga PDF-filer hittades."
    )
    for row in summary["failed"]:
        out.print(f"  [red]{escape(row['file'])}[/]: {escape(row['message'])}")
    for row in summary["read"]:
        if row["message"]:
            out.print(f"  {escape(row['file'])}: {escape(row['message'])}")


def watch(settings: Settings, paths: list[Path], out: Console) -> None:
    """Take in what changes under the paths, until stopped.

    Disks that tell of no changes (network shares) are looked through once a minute. A file is read when it no
    longer grows. What goes wrong is printed, and tried again at the next look.
    """
    out.print("Väntar på ändringar. Stoppa med Ctrl+C.")
    try:
        _watch(settings, paths, out)
    except KeyboardInterrupt:
        out.print("Slutar vänta. Det som är inläst är sparat.")


def _watch(settings: Settings, paths: list[Path], out: Console) -> None:
    seen = _looked(paths)
    told: list[dict[str, Any]] = []
    changes = watch_files(*paths, debounce=1600, rust_timeout=_LOOK_EVERY, yield_on_timeout=True, raise_interrupt=False)
    for _ in changes:
        now = _looked(paths)
        while now != seen and (later := _looked(paths, _GROWING)) != now:
            now = later
        if now == seen:
            continue
        try:
            summary = ingest(settings, paths, quiet=True)
        except (AvtalError, httpx.HTTPError) as error:
            out.print(f"[red]{escape(error.message if isinstance(error, AvtalError) else str(error))}[/]")
            continue
        seen = now
        if summary["read"] or summary["failed"] != told:
            report(out, summary)
        told = summary["failed"]


def _looked(paths: list[Path], wait: float = 0.0) -> set[tuple[str, int, int]]:
    """The files under the paths with size and time, `wait` seconds from now; what is gone is left out."""
    time.sleep(wait)
    found = set()
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            try:
                stat = file.stat()
            except OSError:
                continue
            if file.suffix.lower() == ".pdf" or file == path:
                found.add((str(file), stat.st_size, stat.st_mtime_ns))
    return found


def _take_in(
    settings: Settings, found: list[Source], again: bool, summary: dict[str, Any], advance: Callable[[str], None]
) -> None:
    container = open_container(settings, "avtal ingest")

    def each(outcome: Outcome) -> None:
        entry = outcome.entry
        kind = "failed" if entry.state is State.FAILED else "read" if outcome.artifact is not None else "unchanged"
        summary[kind].append(
            {"file": entry.file, "document": entry.document, "code": entry.code, "message": entry.message}
        )
        advance(entry.file)

    try:
        container.take_in(found, each, again)
    finally:
        container.close()


def _hand_over(
    owner: Owner, found: list[Source], again: bool, summary: dict[str, Any], advance: Callable[[str], None]
) -> None:
    """Let the running service read the files; it tells how far it has come."""
    body = {"paths": [str(s.path.resolve()) for s in found], "again": again}
    with httpx.Client(base_url=owner.url or "", timeout=60.0) as http:
        before = {f["file"]: f["at"] for f in http.get("/api/status").json()["files"]}
        job = http.post("/api/ingest", json=body, headers={"X-Avtal-Key": owner.key}).raise_for_status().json()
        done = 0
        while True:
            job = http.get(f"/api/jobs/{job['id']}").json()
            for source in found[done : job["done"]]:
                advance(source.file)
            done = job["done"]
            if job["state"] in ("done", "failed"):
                break
            time.sleep(0.3)
        names = {s.file for s in found}
        for row in http.get("/api/status").json()["files"]:
            if row["file"] in names:
                kind = (
                    "failed"
                    if row["state"] == "failed"
                    else "unchanged"
                    if before.get(row["file"]) == row["at"]
                    else "read"
                )
                summary[kind].append({k: row[k] for k in ("file", "document", "code", "message")})


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator[Callable[[str], None]]:
    columns = (
        TextColumn("Läser"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[file]}"),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task("", total=total, file="")
        yield lambda file: bar.update(task, advance=1, file=escape(file))
