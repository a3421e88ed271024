"""What keeps a collection in order: rebuild, backup, restore, doctor, and measuring it."""

from __future__ import annotations

import os
import tarfile
import tempfile
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from api.client import connect, running
from api.settings import Settings
from api.wiring import Container, open_container
from corpus.errors import AvtalError, InvalidInputError
from corpus.store import DocumentStore
from ingest.pipeline import load

COUNTS = {
    "documents": "dokument",
    "groups": "grupper",
    "agreements": "överenskommelser",
    "passages": "stycken",
    "triples": "tripler",
    "conflicts": "konflikter",
}
STATES = {"read": "läst", "failed": "kunde inte läsas", "deleted": "borttagen"}
SPARQL_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
PACKAGES = ("corpus", "ingest", "ontology", "search", "api")
_KEPT = ("ledger.jsonl", "decisions.jsonl", "artifacts", "originals")  # in this order: the ledger names the rest
_QUERIES = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hang together. `mendable` by making the projections anew."""

    text: str
    mendable: bool


def rebuild(settings: Settings) -> dict[str, Any]:
    """Make graph, index and findings anew. Raises StoreLockedError where a service runs."""
    container = open_container(settings, "avtal rebuild")
    try:
        start = time.perf_counter()
        documents = container.collection.rebuild()
        return {"dokument": documents, "sekunder": round(time.perf_counter() - start, 2)}
    finally:
        container.close()


def backup(settings: Settings, target: Path) -> dict[str, Any]:
    """Write what must never be lost to a compressed archive, also while a service runs.

    Artifacts and originals never change once they are written, and the ledger is copied before
    them: whatever it names is then in the archive. The archive is there whole or not at all.
    """
    if not (settings.data / _KEPT[0]).exists():
        raise InvalidInputError(f"Det finns ingen samling i {settings.data} att kopiera.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as file:
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            for name in _KEPT:
                if (settings.data / name).exists():
                    archive.add(settings.data / name, name)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(target)
    return {"fil": str(target), "byte": target.stat().st_size}


def restore(settings: Settings, source: Path) -> dict[str, Any]:
    """Unpack a backup into an empty data folder and make the projections. Raises InvalidInputError."""
    if (settings.data / _KEPT[0]).exists():
        raise InvalidInputError(f"Mappen {settings.data} har redan en samling. Ange en tom mapp i AVTAL_DATA.")
    settings.data.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(source) as archive:
            archive.extractall(settings.data, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise InvalidInputError(f"Kopian {source} går inte att läsa. Kontrollera att filen är hel.") from error
    broken = [f.text for f in _check_store(DocumentStore(settings.data)) if not f.mendable]
    return {**rebuild(settings), "fel": broken}


def doctor(settings: Settings, mend: bool) -> dict[str, Any]:
    """Name each inconsistency, and mend those that the projections can be made anew for."""
    findings = [*_check_names(), *_check_store(DocumentStore(settings.data))]
    if running(settings) is None:
        container = open_container(settings, "avtal doctor")
        try:
            findings += _check_projections(container)
            if mend and any(f.mendable for f in findings):
                container.collection.rebuild()
                findings = [f for f in findings if not f.mendable]
        finally:
            container.close()
    return {"findings": [f.text for f in findings]}


def bench(settings: Settings) -> dict[str, Any]:
    """Time searches for the headings of the own documents, end to end, in milliseconds."""
    with connect(settings) as client:
        documents = client.rows("/api/documents", 200)
        details = [client.get(f"/api/documents/{d['id']}") for d in documents[:20]]
        queries = [s["heading"] for d in details for s in d["sections"] if s["heading"]][:_QUERIES]
        if not queries:
            raise InvalidInputError("Samlingen har inga rubriker att söka på. Läs in dokument med `avtal ingest MAPP`.")
        taken = []
        for query in queries:
            start = time.perf_counter()
            client.get("/api/search", q=query)
            taken.append((time.perf_counter() - start) * 1000)
        counts = client.get("/api/status")["counts"]
    taken.sort()
    return {
        "stycken": counts["passages"],
        "sökningar": len(taken),
        "p50 ms": round(taken[len(taken) // 2], 1),
        "p95 ms": round(taken[min(len(taken) - 1, int(len(taken) * 0.95))], 1),
    }


def _check_names() -> list[Finding]:
    """No other installed distribution may own one of our package names."""
    owners = metadata.packages_distributions()
    return [
        Finding(
            f"Paketnamnet {name} ägs också av {', '.join(others)}. Avinstallera det eller använd en egen miljö.", False
        )
        for name in PACKAGES
        if (others := [o for o in owners.get(name, []) if o != "avtalsgraf"])
    ]


def _check_store(store: DocumentStore) -> list[Finding]:
    """Every document that was read must have its original, unharmed, and its artifact."""
    found: list[Finding] = []
    for entry in store.ledger.current():
        try:
            store.original(entry.digest)
        except AvtalError as error:
            found.append(Finding(f"{entry.file}: {error.message}", False))
        try:
            load(store, entry)
        except AvtalError as error:
            found.append(Finding(f"{entry.file}: {error.message}", False))
    return found


def _check_projections(container: Container) -> list[Finding]:
    """Graph and index must hold the documents that the ledger names, and no others."""
    known = {e.document: e for e in container.store.ledger.current()}
    records = container.catalogue.document_records()
    found = [Finding(f"{known[d].file} saknas i grafen.", True) for d in known.keys() - records.keys()]
    found += [
        Finding(f"Grafen har kvar {records[d].file}, som inte finns i samlingen.", True)
        for d in records.keys() - known.keys()
    ]
    found += [
        Finding(f"{e.file}: grafen har en annan version än arkivet.", True)
        for d, e in known.items()
        if d in records and records[d].version != e.version
    ]
    indexed = container.library.documents()
    found += [
        Finding(f"{known[d].file} saknas i sökindexet.", True) for d in known.keys() - indexed if container.passages(d)
    ]
    found += [
        Finding(f"Sökindexet har kvar dokumentet {d}, som inte finns i samlingen.", True)
        for d in indexed - known.keys()
    ]
    return found
