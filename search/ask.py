"""Questions about who owns, decides, must and reports what, answered from the graph.

A question is read as relations, names and a form; the forms are tried in order, and the first that
the graph can answer does. What the documents do not say is answered with "framgår inte", never
with a guess; a question that is none of these is answered by the passage search alone.
"""

from __future__ import annotations

from collections.abc import Callable

from ontology.catalogue import Catalogue
from search.asking.acts import allowed, doing, duties, often
from search.asking.asked import Asked
from search.asking.reading import Reading, read
from search.asking.relations import lacking, related
from search.asking.things import cited, meaning, named, valid

__all__ = ["Asked", "Reading", "answer", "read"]

_FORMS: tuple[Callable[[Reading, Catalogue], Asked | None], ...] = (
    meaning,
    named,
    often,
    lacking,
    allowed,
    cited,
    valid,
    duties,
    related,
    doing,
)


def answer(question: str, catalogue: Catalogue) -> Asked | None:
    """The answer from the graph; None where the question asks for nothing that the graph holds."""
    reading = read(question, catalogue)
    for form in _FORMS:
        asked = form(reading, catalogue)
        if asked is not None:
            return asked
    return None
