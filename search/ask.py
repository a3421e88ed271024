"""Questions about who owns, decides, must and reports what, answered from the graph.

A question is read as relations, names and a form; the forms are tried in order, and the first that
the graph can answer does. What the documents do not say is answered with "framgår inte", never
with a guess; a question that is none of these is answered by the passage search alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ontology.catalogue import Catalogue
from search.asking.acts import allowed, doing, duties, often
from search.asking.asked import Asked
from search.asking.counting import counted, disagreeing, ended, noticed
from search.asking.membership import composed, outside
from search.asking.reading import Reading, read
from search.asking.relations import lacking, related
from search.asking.things import cited, meaning, named, valid
from search.findings import Judged

__all__ = ["Asked", "Reading", "answer", "read"]

_FORMS: tuple[Callable[[Reading, Catalogue], Asked | None], ...] = (
    meaning,
    named,
    often,
    lacking,
    counted,
    allowed,
    cited,
    valid,
    duties,
    related,
    doing,
)


def _none() -> Sequence[Judged]:
    return ()


def answer(question: str, catalogue: Catalogue, conflicts: Callable[[], Sequence[Judged]] = _none) -> Asked | None:
    """The answer from the graph and the findings; None where the question asks for nothing that they hold."""
    return answer_read(read(question, catalogue), catalogue, conflicts)


def answer_read(
    reading: Reading, catalogue: Catalogue, conflicts: Callable[[], Sequence[Judged]] = _none
) -> Asked | None:
    """`answer` to a question that is read."""
    found = (
        outside(reading, catalogue)
        or composed(reading, catalogue)
        or disagreeing(reading, conflicts)
        or noticed(reading, conflicts)
        or ended(reading, catalogue, conflicts)
    )
    if found is not None:
        return found
    for form in _FORMS:
        asked = form(reading, catalogue)
        if asked is not None:
            return asked
    return None
