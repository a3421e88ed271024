"""What a collection can suggest: its groups, agreements, parties, documents, headings and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.artifact import EntityKind
from ingest.language.stopwords import STOPWORDS
from ontology.catalogue import Catalogue
from search.library import Library
from search.suggest import Kind, Suggester, Suggestion

_ENTITIES = ((EntityKind.GROUP, Kind.GROUP), (EntityKind.AGREEMENT, Kind.AGREEMENT), (EntityKind.PARTY, Kind.PARTY))
_LONGEST = 90  # characters of a label: longer ones are sentences
_SHORT, _RARE = 4, 2  # letters of a word, and times it stands there, from which it is suggested


def suggester(catalogue: Catalogue, library: Library) -> Suggester:
    """The suggestions of a collection, worked out once for as long as it stays the same."""
    return catalogue.remembered(("suggestions", len(library.words)), lambda: Suggester(_found(catalogue, library)))


def _found(catalogue: Catalogue, library: Library) -> Iterator[Suggestion]:
    for entity, kind in _ENTITIES:
        for record in catalogue.entity_records(catalogue.ids_of_kind(entity)).values():
            if len(record.name) <= _LONGEST:
                yield Suggestion(record.name, kind, len(record.documents))
    headings: Counter[str] = Counter()
    for document in catalogue.document_records().values():
        if len(document.title) <= _LONGEST:
            yield Suggestion(document.title, Kind.DOCUMENT, document.pages)
        headings.update({heading for _, heading, _ in document.sections if 0 < len(heading) <= _LONGEST})
    for heading, number in headings.items():
        yield Suggestion(heading, Kind.SECTION, number)
    for word, number in library.words.items():
        if len(word) >= _SHORT and number >= _RARE and word.isalpha() and word not in STOPWORDS:
            yield Suggestion(word, Kind.WORD, number)
