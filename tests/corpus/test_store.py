"""What must never be lost: originals, ledger and decisions, also through crashes and many threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.decisions import Decision, DecisionKind, Decisions
from corpus.errors import CorruptStoreError, InvalidInputError, NotFoundError, StoreLockedError
from corpus.ids import DocumentId, VersionId, content_hash, document_id, entity_id, fact_id, slug, version_id
from corpus.ledger import Entry, Ledger, State
from corpus.lock import FolderLock
from corpus.store import DocumentStore


def _entry(source: str, data: bytes, state: State = State.READ, at: str = "") -> Entry:
    digest = content_hash(data)
    return Entry(source, Path(source).name, digest, document_id(digest), version_id(digest), state, at=at)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hälso- och sjukvård", "halso-och-sjukvard"),
        ("  Ärende 5.2 (§ 3) ", "arende-5-2-3"),
        ("É", "e"),
        ("", ""),
        ("x" * 200, "x" * 80),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_ids_say_what_they_are_of() -> None:
    assert entity_id("group", "Fjällmarks län", "Rådet") == "group-fjallmarks-lan-radet"
    assert fact_id("relation", "a", "b") != fact_id("relation", "ab")
    assert fact_id("relation", "a", "b") == fact_id("relation", "a", "b")


def test_the_same_bytes_are_kept_once_and_checked(tmp_path: Path) -> None:
    store = DocumentStore(tmp_path)
    digest = store.add_original(b"%PDF-1")
    assert store.add_original(b"%PDF-1") == digest and store.original(digest) == b"%PDF-1"
    store.original_path(digest).write_bytes(b"%PDF-2")
    with pytest.raises(CorruptStoreError, match="skadat"):
        store.original(digest)
    with pytest.raises(NotFoundError):
        store.original("0" * 64)


def test_a_changed_file_keeps_its_document(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    first = ledger.record(_entry("/a.pdf", b"1"))
    document, version = ledger.identify("/a.pdf", content_hash(b"2"))
    assert document == first.document and version == version_id(content_hash(b"2"))
    assert ledger.identify("/b.pdf", content_hash(b"1")) == (first.document, first.version)
    assert ledger.identify("/c.pdf", content_hash(b"3"))[0] != first.document


def test_a_deleted_document_is_gone_and_its_history_stays(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    entry = ledger.record(_entry("/a.pdf", b"1"))
    ledger.delete(entry.document)
    assert ledger.current() == []
    assert [e.version for e in ledger.versions(entry.document)] == [entry.version]
    with pytest.raises(NotFoundError):
        ledger.document(entry.document)


def test_a_torn_line_is_passed_over_and_closed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    Ledger(path).record(_entry("/a.pdf", b"1"))
    with path.open("ab") as file:
        file.write(b'{"source":"/b.pdf","fi')
    ledger = Ledger(path)
    ledger.record(_entry("/c.pdf", b"3"))
    assert [e.source for e in Ledger(path).entries()] == ["/a.pdf", "/c.pdf"]


def test_many_threads_lose_nothing(tmp_path: Path) -> None:
    ledger, decisions = Ledger(tmp_path / "ledger.jsonl"), Decisions(tmp_path / "decisions.jsonl")

    def write(number: int) -> None:
        ledger.record(_entry(f"/{number}.pdf", str(number).encode()))
        decisions.add(Decision(DecisionKind.REJECT, f"fakta-{number}", who="Kim"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(200)))
    assert len(Ledger(tmp_path / "ledger.jsonl").entries()) == 200
    again = Decisions(tmp_path / "decisions.jsonl").all()
    assert len({d.id for d in again}) == 200


def test_the_last_decision_counts_and_all_are_kept(tmp_path: Path) -> None:
    decisions = Decisions(tmp_path / "decisions.jsonl")
    for state in ("confirmed", "rejected"):
        decisions.add(Decision(DecisionKind.CONFLICT, "k-1", {"state": state}, "Kim"))
    read = Decisions(tmp_path / "decisions.jsonl")
    assert read.latest(DecisionKind.CONFLICT)["k-1"].values == {"state": "rejected"}
    assert len(read.all()) == 2 and read.all(DecisionKind.JOIN) == []
    with pytest.raises(InvalidInputError):
        decisions.add(Decision(DecisionKind.REJECT, ""))


def test_decisions_travel_as_a_file(tmp_path: Path) -> None:
    here, there = Decisions(tmp_path / "a"), Decisions(tmp_path / "b")
    here.add(Decision(DecisionKind.REJECT, "f-1", who="Kim"))
    assert there.load(here.export()) == 1 and there.load(here.export()) == 0
    assert Decisions(tmp_path / "b").all() == here.all()


def test_one_writer_at_a_time_and_it_is_named(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    first.acquire("avtal serve", "http://127.0.0.1:1")
    with pytest.raises(StoreLockedError, match="avtal serve"):
        second.acquire("avtal ingest")
    assert (tmp_path / "owner.json").stat().st_mode & 0o077 == 0
    first.release()
    second.acquire("avtal ingest")
    owner = second.owner()
    assert owner is not None and owner.command == "avtal ingest"
    second.release()
    assert second.owner() is None


def test_versions_are_given_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    first = ledger.record(_entry("/a.pdf", b"1"))
    newer = Entry("/a.pdf", "a.pdf", content_hash(b"2"), first.document, VersionId("v2"), State.READ)
    ledger.record(newer)
    ledger.record(Entry("/kopia.pdf", "kopia.pdf", first.digest, first.document, first.version, State.READ))
    assert [e.version for e in ledger.versions(first.document)] == [first.version, "v2"]
    assert [e.document for e in ledger.current()] == [DocumentId(first.document)]
