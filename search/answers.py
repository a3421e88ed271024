"""The one door for questions: passages by search, rows from the graph, or both."""

from __future__ import annotations

from ontology.catalogue import Catalogue
from search import ask
from search.ask import Asked
from search.asking.looking import looked_for
from search.findings import Findings, Judged
from search.index.port import Filters
from search.library import Library
from search.read import Result, SearchResult

_BESIDE = 5  # passages beside an answer from the graph
_MORE = 3  # and those found by each other phrase


class Answers:
    """Answers over an open library and catalogue."""

    def __init__(self, library: Library, catalogue: Catalogue, findings: Findings | None = None) -> None:
        self._library = library
        self._catalogue = catalogue
        self._findings = findings

    def search(self, q: str, limit: int, filters: Filters, *, expand: bool, newest: bool = False) -> SearchResult:
        """The best passages; `newest`: in the order of their documents' dates."""
        return self._library.searcher.search(q, limit, filters, expand=expand, newest=newest)

    def ask(self, q: str) -> Asked:
        """The answer from the graph where the question is about a relation, with passages beside; else passages."""
        found = self._library.searcher.search(q, _BESIDE)
        reading = ask.read(q, self._catalogue)
        asked = ask.answer_read(reading, self._catalogue, self._conflicts)
        results = self._with_more(found.results, looked_for(reading))
        if asked is not None:
            return Asked(asked.kind, asked.answer, asked.rows, asked.row_kind, results, asked.sparql)
        if found.answer is not None:
            said = found.answer.text
        elif found.results:
            said = "Det framgår inte entydigt. Närmast är styckena nedan."
        else:
            said = "Det framgår inte av dokumenten."
        return Asked("passage", said, results=results)

    def _with_more(self, results: tuple[Result, ...], phrases: tuple[str, ...]) -> tuple[Result, ...]:
        """The passages with a few more, found by the words in which documents say such a thing."""
        found = {r.text: r for r in results}
        for phrase in phrases:
            for result in self._library.searcher.search(phrase, _MORE).results:
                found.setdefault(result.text, result)
        return tuple(found.values())

    def similar(self, passage: str, limit: int) -> tuple[Result, ...]:
        """The nearest passages in other documents."""
        return self._library.searcher.similar(passage, limit)

    def _conflicts(self) -> tuple[Judged, ...]:
        """All findings."""
        return self._findings.page(limit=self._findings.count()).items if self._findings else ()
