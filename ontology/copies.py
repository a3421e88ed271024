"""Which documents are copies of one another, and which are later versions of one agreement.

A copy says the same on paper: a scan beside its export, a file saved twice. A version is another text that
takes the place of an earlier one. Copies are counted once; versions are linked and never merged. Both are
worked out from the records alone, in any order of the documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.ids import slug
from ingest.shingles import FIGURES, fold, resemblance
from ontology.records import DocumentRecord
from ontology.rows import DocumentRef, DocumentRow

_SAME_TEXT = 0.96  # common shingles of two sound text layers with the same words
_SAME_READ = 0.5  # the same where one was recognised or mended: a misread word spoils three shingles
_SAME_FIGURES = 0.8
_SAME_FIGURES_READ = 0.6
_COMMONPLACE = 60  # documents that share a shingle: more, and it tells nothing
_LEADING = 24  # smallest shingles: two texts that have half of all in common share one but once in 2^24
_SAME_PAGES = 1  # pages that a scan may have more or fewer, where there is no text to compare
_SOUND = 1.0  # `DocumentRecord.soundness` of a document whose pages are all text layers
_DATED = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|\d\d))*\b|\b\d{2}[-/]\d{2}\b")
_EDITION = re.compile(
    r"\b(?:version|ver|utg[åa]va|reviderad|reviderat|revidering|ny|nya|uppdaterad|rev)\b\.?\s*[\d.]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Links:
    """How the documents of a collection hang together: copy -> original, later version -> earlier one."""

    originals: Mapping[str, str]
    earlier: Mapping[str, str]


def links(documents: Iterable[DocumentRecord]) -> Links:
    """The links among the documents."""
    records = list(documents)
    originals = copies(records)
    return Links(originals, editions(records, originals))


def linked(row: DocumentRow, known: Links, ref: Callable[[str], DocumentRef]) -> DocumentRow:
    """The row with the documents that it is linked with."""
    original, earlier = known.originals.get(row.id), known.earlier.get(row.id)
    return replace(
        row,
        copy_of=ref(original) if original else None,
        copies=tuple(ref(copy) for copy, of in known.originals.items() if of == row.id),
        earlier=ref(earlier) if earlier else None,
        later=tuple(ref(later) for later, before in known.earlier.items() if before == row.id),
    )


def copies(documents: Iterable[DocumentRecord]) -> dict[str, str]:
    """Which documents are copies of which: from each copy to the best read one.

    Texts are compared by their shingles and figures; where a document has too little text for that, its title,
    type, county, date and number of pages are.
    """
    records = {d.id: d for d in sorted(documents, key=lambda d: (-d.soundness, d.id))}
    group = {id_: id_ for id_ in records}

    def root(id_: str) -> str:
        while group[id_] != id_:
            id_ = group[id_]
        return id_

    order = {id_: place for place, id_ in enumerate(records)}
    for first, second in _candidates(list(records.values())):
        if root(first.id) != root(second.id) and is_copy(first, second):
            better, worse = sorted((root(first.id), root(second.id)), key=order.__getitem__)
            group[worse] = better
    return {id_: root(id_) for id_ in sorted(records) if root(id_) != id_}


def is_copy(first: DocumentRecord, second: DocumentRecord) -> bool:
    """Whether two documents say the same, misreadings apart."""
    if first.date and second.date and first.date[:7] != second.date[:7] and _sound(first, second):
        return False
    if not first.sketch or not second.sketch:
        return bool(first.date) and abs(first.pages - second.pages) <= _SAME_PAGES
    sound = _sound(first, second)
    if resemblance(first.sketch, second.sketch) < (_SAME_TEXT if sound else _SAME_READ):
        return False
    if not first.figures and not second.figures:
        return True
    same = resemblance(first.figures, second.figures, FIGURES)
    return same >= (_SAME_FIGURES if sound else _SAME_FIGURES_READ)


def _sound(first: DocumentRecord, second: DocumentRecord) -> bool:
    return first.soundness >= _SOUND and second.soundness >= _SOUND


def _candidates(records: Sequence[DocumentRecord]) -> Iterator[tuple[DocumentRecord, DocumentRecord]]:
    """Pairs worth comparing: equal sketches, a rare shingle in common, or the same title, type, county and date."""
    by_sketch: dict[tuple[int, ...], list[DocumentRecord]] = defaultdict(list)
    by_mark: dict[tuple[str, ...], list[DocumentRecord]] = defaultdict(list)
    for record in records:
        if record.sketch:
            by_sketch[record.sketch].append(record)
        mark = (slug(record.title), record.type, slug(record.county or ""), record.date or "")
        if mark[0] and mark[3]:
            by_mark[mark].append(record)
    for same in (*by_sketch.values(), *by_mark.values()):
        for record in same[1:]:
            yield same[0], record
    holding: dict[int, list[DocumentRecord]] = defaultdict(list)
    for same in by_sketch.values():
        for value in same[0].sketch[:_LEADING]:
            holding[value].append(same[0])
    seen: set[tuple[str, str]] = set()
    for value in sorted(holding):
        held = holding[value]
        if len(held) > _COMMONPLACE:
            continue
        for at, first in enumerate(held):
            for second in held[at + 1 :]:
                if (first.id, second.id) not in seen:
                    seen.add((first.id, second.id))
                    yield first, second


def editions(documents: Iterable[DocumentRecord], copied: dict[str, str]) -> dict[str, str]:
    """From each later version of an agreement to the one that it follows: same register number, or same title
    and parties, and a later date. Copies are no versions; they go with what they are copies of."""
    families: dict[tuple[str, ...], list[DocumentRecord]] = defaultdict(list)
    for record in sorted(documents, key=lambda d: d.id):
        if record.id not in copied and (record.date or record.valid_from):
            for family in _families(record):
                families[family].append(record)
    found: dict[str, tuple[str, str]] = {}
    for family in sorted(families):
        ordered = sorted(families[family], key=lambda d: (_when(d), d.id))
        for earlier, later in pairwise(ordered):
            if _when(earlier) < _when(later):
                # of several families the nearest earlier version counts
                found[later.id] = max(found.get(later.id, ("", "")), (_when(earlier), earlier.id))
    return {later: earlier for later, (_, earlier) in sorted(found.items())}


def _families(record: DocumentRecord) -> Iterator[tuple[str, ...]]:
    """By what a document's versions are known: its number with its type, its title with its parties."""
    if record.register_number:
        yield "number", record.type, re.sub(r"\W+", "", fold(record.register_number))
    title = slug(_EDITION.sub(" ", _DATED.sub(" ", record.title)))
    between = "|".join(record.parties) or slug(record.county or "")
    if len(title) >= 8 and "-" in title and between:
        yield "title", record.type, title, between


def _when(record: DocumentRecord) -> str:
    return record.date or record.valid_from or ""
