"""One kind of clause over all agreements: what each says of follow-up, costs, disputes, and which say nothing.

A clause is the part under a heading of its kind; where a document has no such heading, the sentences that say it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.artifact import Artifact, BlockKind, Evidence, Section, Span, Structure, locate, page_slice
from ingest.language.tokens import sentences
from ontology.catalogue import Catalogue
from ontology.rows import DocumentRef
from search.clause_kinds import KindFinder, kind_named
from search.collection import Collection
from search.conflicts.precedence import level
from search.thesaurus import load_thesaurus

LONGEST = 2000  # characters of a clause that are shown
PARTS = 6  # parts of a document under headings of one kind that are shown
MOST = 3  # sentences of a document that has no heading of the kind
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause. `start` and `end` are the characters of the page where it begins; `text` may go on over pages.

    `found` is how: "rubrik" (a heading of the kind) or "text" (a sentence that says it).
    """

    page: int
    start: int
    end: int
    section: str | None
    text: str
    status: str
    found: str


@dataclass(frozen=True, slots=True)
class DocumentClauses:
    """The clauses of one kind in a document; none where it says nothing of it."""

    document: DocumentRef
    clauses: tuple[Clause, ...]


class Clauses:
    """The clauses of a collection, found when asked for and remembered for each version."""

    def __init__(self, collection: Collection, catalogue: Catalogue) -> None:
        self._collection = collection
        self._catalogue = catalogue
        self._known: dict[str, tuple[str, dict[str, tuple[Clause, ...]]]] = {}  # document -> version, clauses by kind

    def table(self, kind: str, *, type: str = "", document: str = "") -> list[DocumentClauses]:
        """What each agreement, guideline and routine in force says of a kind, by title. Raises NotFoundError.

        Copies and versions that a later one replaces are left out, unless asked for by their id.
        """
        name = kind_named(kind).name
        links = self._catalogue.links()
        replaced = set(links.earlier.values())
        found: list[DocumentClauses] = []
        for id_ in self._catalogue.document_records():
            ref = self._catalogue.ref(id_)
            if document and id_ != document:
                continue
            left_out = id_ in links.originals or id_ in replaced or level(ref) is None
            if (left_out and not document) or type not in ("", ref.type):
                continue
            found.append(DocumentClauses(ref, self._of(id_).get(name, ())))
        return found

    def _of(self, document: str) -> dict[str, tuple[Clause, ...]]:
        version = self._collection.entry(document).version
        known = self._known.get(document)
        if known is None or known[0] != version:
            known = version, clauses_of(self._collection.artifact(document), self._finder)
            self._known[document] = known
        return known[1]

    @cached_property
    def _finder(self) -> KindFinder:
        return KindFinder(load_thesaurus())


def clauses_of(artifact: Artifact, finder: KindFinder) -> dict[str, tuple[Clause, ...]]:
    """The clauses of a document by the name of their kind, in the order of the text."""
    structure = artifact.structure
    headed: dict[str, list[Clause]] = defaultdict(list)
    taken: dict[int, set[str]] = {}
    for index, section in enumerate(structure.sections):
        above = taken.get(section.parent, set()) if section.parent is not None else set()
        kinds = {k.name for k in finder.headed(section.heading)}
        taken[index] = above | kinds
        for name in kinds - above:
            clause = _under(structure, section)
            if clause is not None:
                headed[name].append(clause)
    said: dict[str, list[tuple[bool, int, Clause]]] = defaultdict(list)
    duties = {(e.span.page, e.span.start): e for e in (o.evidence for o in artifact.facts.obligations)}
    for order, (span, section_index, status) in enumerate(_sentences(structure)):
        quote = page_slice(structure.pages, span)
        duty = _lays_down(duties, span)
        for kind in finder.said(quote, duty):
            if kind.name not in headed:
                place = _heading(structure, section_index)
                clause = Clause(span.page, span.start, span.end, place, quote, status, "text")
                said[kind.name].append((duty, order, clause))
    found = {name: tuple(clauses[:PARTS]) for name, clauses in headed.items()}
    for name, told in said.items():
        best = sorted(sorted(told, key=lambda t: (not t[0], t[1]))[:MOST], key=lambda t: t[1])
        found[name] = tuple(clause for _, _, clause in best)
    return found


def _under(structure: Structure, section: Section) -> Clause | None:
    """The part under a heading, its subsections with it, or None where nothing stands there."""
    blocks = [b for b in structure.blocks[section.first : section.last] if b.kind in _TEXT and b.text.strip()]
    if not blocks:
        return None
    first = blocks[0].spans[0]
    end = max(s.end for b in blocks for s in b.spans if s.page == first.page)
    text = "\n".join(b.text for b in blocks)
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
    place = f"{section.number} {section.heading}".strip()
    return Clause(first.page, first.start, end, place, shown, str(section.status), "rubrik")


def _sentences(structure: Structure) -> Iterator[tuple[Span, int | None, str]]:
    """The sentences of the running text with their section and status."""
    for block in structure.blocks:
        if block.kind not in _TEXT:
            continue
        section = structure.sections[block.section] if block.section is not None else None
        for start, end in sentences(block.text) if block.kind is BlockKind.PARAGRAPH else [(0, len(block.text))]:
            span = locate(block, start, end)
            if span.end > span.start:
                yield span, block.section, str(section.status if section else structure.metadata.status)


def _lays_down(duties: dict[tuple[int, int], Evidence], span: Span) -> bool:
    """Whether a duty begins in a sentence."""
    return any((span.page, at) in duties for at in range(span.start, min(span.end, span.start + 3)))


def _heading(structure: Structure, index: int | None) -> str | None:
    if index is None:
        return None
    section = structure.sections[index]
    return f"{section.number} {section.heading}".strip()
