"""What a passage touches: all that cites it, repeats it or contradicts it, and what it cites itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.errors import NotFoundError
from corpus.ids import VersionId, passage_id
from corpus.ledger import Ledger
from ingest.artifact import Passage, Span, Structure
from ontology.catalogue import Catalogue
from ontology.records import FactRecord
from ontology.rows import DocumentRef
from search.collection import Collection
from search.findings import ALL, Findings
from search.index.port import Filters, point_id
from search.library import Library

ALIKE = 0.6  # of the words of two passages are the same: one repeats the other
_NEAR = 20  # passages that are looked at for that
_MOST = 10  # texts that cite the whole document; more say nothing of the passage
_BESIDE = 40  # characters before and after a reference that say of what document a section is meant
_ELSEWHERE = re.compile(r"\s+(?:i|av)\s+(?!denna|detta|den här|det här)\w", re.IGNORECASE)
_HIT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # a UUID
_SECTION = re.compile(r"\b(?:avsnitt|kapitel|punkt|kap\.)\s+(\d{1,2}(?:\.\d{1,2})*)", re.IGNORECASE)


class How(StrEnum):
    """How a text touches a passage."""

    CONFLICT = "konflikt"
    CITED = "hänvisar hit"
    DOCUMENT = "hänvisar till dokumentet"
    CITES = "hänvisar till"
    REPEATS = "upprepar"


@dataclass(frozen=True, slots=True)
class Touch:
    """A text that touches a passage. `why` is Swedish; `target` is the id of a conflict, fact or passage."""

    how: How
    document: DocumentRef
    page: int
    start: int
    end: int
    text: str
    section: str | None
    why: str
    target: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A passage with its place, and what touches it."""

    id: str
    document: DocumentRef
    page: int
    start: int
    end: int
    text: str
    touches: tuple[Touch, ...]


class Touching:
    """Finds what touches a passage, over an open collection."""

    def __init__(
        self, ledger: Ledger, collection: Collection, catalogue: Catalogue, findings: Findings, library: Library
    ) -> None:
        self._ledger = ledger
        self._collection = collection
        self._catalogue = catalogue
        self._findings = findings
        self._library = library

    def passage_at(self, document: str, page: int, start: int, end: int) -> str | None:
        """The id of the passage that holds most of some characters of a page, or None. Raises NotFoundError."""
        artifact = self._collection.artifact(document)
        best: tuple[int, int] | None = None
        for number, passage in enumerate(artifact.structure.passages):
            shared = sum(min(s.end, end) - max(s.start, start) for s in _over(passage, page, start, end))
            if shared > 0 and (best is None or shared > best[0]):
                best = shared, number
        return passage_id(VersionId(artifact.version), best[1]) if best else None

    def touched(self, passage: str) -> Touched:
        """A passage of a current version by its id or that of a hit, and what touches it. Raises NotFoundError."""
        passage = self._of_hit(passage) or passage
        version, _, number = passage.rpartition("-")
        entry = next((e for e in self._ledger.current() if e.version == version), None)
        structure = self._collection.artifact(entry.document).structure if entry else None
        if entry is None or structure is None or not number.isdigit() or int(number) >= len(structure.passages):
            raise NotFoundError(
                "Stycket finns inte. Dokumentet kan ha lästs in på nytt; öppna det och välj stycket igen."
            )
        here = structure.passages[int(number)]
        found = (
            *self._conflicts(entry.document, here),
            *self._citing(entry.document, structure, here),
            *self._cited(entry.document, here),
            *self._repeating(passage, here),
        )
        first = here.spans[0]
        ref = self._catalogue.ref(entry.document)
        return Touched(passage, ref, first.page, first.start, first.end, here.text, found)

    def citing(self, document: str) -> tuple[DocumentRef, ...]:
        """The other documents that cite a document as a whole or a part of it, by title."""
        found = {fact.document: self._catalogue.ref(fact.document) for fact in self._by_document().get(document, ())}
        return tuple(sorted(found.values(), key=lambda ref: (ref.title.casefold(), ref.id)))

    def _of_hit(self, hit: str) -> str | None:
        """The id of the passage that a hit of a search shows, or None for an id that is none of a hit."""
        vector = self._library.index.vectors([hit]).get(hit) if _HIT.fullmatch(hit) else None
        near = self._library.index.dense(vector, _NEAR, Filters()) if vector is not None else []
        found = next((h.payload for h in near if h.id == hit), None)
        if found is None:
            return None
        return self.passage_at(found["document"], found["page"], found["start"], found["end"])

    def _conflicts(self, document: str, here: Passage) -> Iterator[Touch]:
        for judged in self._findings.page(document=document, limit=ALL).items:
            for side, other in ((judged.a, judged.b), (judged.b, judged.a)):
                if side.document.id == document and any(_over(here, side.page, side.start, side.end)):
                    yield Touch(
                        How.CONFLICT, other.document, other.page, other.start, other.end, other.quote, other.section,
                        judged.explanation, judged.id,
                    )  # fmt: skip

    def _citing(self, document: str, structure: Structure, here: Passage) -> Iterator[Touch]:
        """Texts that cite the section that the passage stands in, here or in other documents; then the document."""
        path = _path(structure, here.section)
        for fact in self._catalogue.facts_of(document, "reference"):
            if fact.reference_kind != "section" or fact.target not in path or _stands_in(fact, here):
                continue
            if not _ELSEWHERE.match(self._around(fact)[1]):
                yield self._touch(How.CITED, fact, f"Hänvisar till avsnitt {fact.target}.")
        whole = 0
        for fact in self._by_document().get(document, ()):
            named = set(_SECTION.findall(self._around(fact)[0] + fact.evidence.quote)) if whole < _MOST else set()
            if named & path:
                yield self._touch(How.CITED, fact, f"Hänvisar till avsnitt {', '.join(sorted(named & path))} här.")
            elif not named and whole < _MOST:
                whole += 1
                yield self._touch(How.DOCUMENT, fact, "Hänvisar till dokumentet som helhet.")

    def _cited(self, document: str, here: Passage) -> Iterator[Touch]:
        """What the passage itself cites, told by its own words."""
        for fact in self._catalogue.facts_of(document, "reference"):
            if _stands_in(fact, here):
                yield self._touch(How.CITES, fact, f"Stycket hänvisar till {fact.text}.")

    def _repeating(self, passage: str, here: Passage) -> Iterator[Touch]:
        """Passages of other documents that say the same in nearly the same words."""
        words = _bag(here.text)
        for hit in self._library.searcher.similar(point_id(passage), _NEAR):
            share = _shared(words, _bag(hit.text))
            if share >= ALIKE:
                section = f"{hit.section.number} {hit.section.heading}".strip() if hit.section else None
                why = "Samma text." if share == 1 else f"{round(100 * share)} % av orden är desamma."
                yield Touch(
                    How.REPEATS, hit.document, hit.page, hit.start, hit.end, hit.text, section, why, hit.id
                )  # fmt: skip

    def _by_document(self) -> Mapping[str, Sequence[FactRecord]]:
        """The references that lead to another document of the collection, by that document."""

        def read() -> dict[str, list[FactRecord]]:
            records = self._catalogue.document_records()
            own = {(r.id, r.own): r.id for r in records.values() if r.own}
            of = {ref.id: own[pair] for pair, ref in self._catalogue.meant(own).items() if ref.id}
            facts = [
                f for f in self._catalogue.facts_of_kind("reference")
                if f.reference_kind == "document" and f.resolved
            ]  # fmt: skip
            meant = self._catalogue.meant((f.document, f.resolved) for f in facts if f.resolved)
            found: dict[str, list[FactRecord]] = defaultdict(list)
            for fact in facts:
                entity = meant.get((fact.document, fact.resolved or ""))
                target = of.get(entity.id) if entity else None
                if target is not None and target != fact.document:
                    found[target].append(fact)
            return found

        return self._catalogue.remembered("citing documents", read)

    def _around(self, fact: FactRecord) -> tuple[str, str]:
        """What stands just before a fact and just after it on its page."""
        at = fact.evidence
        text = self._collection.page(fact.document, at.page).text
        return text[max(0, at.start - _BESIDE) : at.start], text[at.end : at.end + _BESIDE]

    def _touch(self, how: How, fact: FactRecord, why: str) -> Touch:
        at = fact.evidence
        ref = self._catalogue.ref(fact.document)
        return Touch(how, ref, at.page, at.start, at.end, at.quote, at.section or None, why, fact.id)


def _over(passage: Passage, page: int, start: int, end: int) -> list[Span]:
    return [s for s in passage.spans if s.page == page and s.start < end and start < s.end]


def _stands_in(fact: FactRecord, passage: Passage) -> bool:
    at = fact.evidence
    return bool(_over(passage, at.page, at.start, at.end))


def _path(structure: Structure, section: int | None) -> set[str]:
    """The numbers of the section and of those around it."""
    found: set[str] = set()
    while section is not None:
        found.add(structure.sections[section].number)
        section = structure.sections[section].parent
    return found - {""}


def _bag(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _shared(a: Counter[str], b: Counter[str]) -> float:
    """The share of the words of two texts that both have."""
    return 2 * (a & b).total() / max(1, a.total() + b.total())
