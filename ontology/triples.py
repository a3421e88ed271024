"""Building triples: a small, typed front to pyoxigraph's terms. No blank nodes, so that the same
artifact always gives the same bytes."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, Triple

from ontology.vocabulary import node

_DATES = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "xsd:date"),
    (re.compile(r"\d{4}-\d{2}"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)
_TYPE = node("rdf:type")
Value = NamedNode | Literal | str | bool | int | float | None


class Triples:
    """Triples in the order they were said, each once."""

    def __init__(self) -> None:
        self._said: dict[Triple, None] = {}

    def __len__(self) -> int:
        return len(self._said)

    def all(self) -> tuple[Triple, ...]:
        """The triples."""
        return tuple(self._said)

    def a(self, subject: NamedNode, *classes: str) -> None:
        """Say that the subject is of the classes (prefixed names)."""
        for name in classes:
            self._said[Triple(subject, _TYPE, node(name))] = None

    def add(self, subject: NamedNode, property_: str, *values: Value) -> None:
        """Say values of a property (a prefixed name); None and "" say nothing. A plain str is a plain literal."""
        predicate = node(property_)
        for value in values:
            if value is None or value == "":
                continue
            term = value if isinstance(value, NamedNode | Literal) else Literal(value)
            self._said[Triple(subject, predicate, term)] = None

    def say(self, subject: NamedNode, predicate: NamedNode, object_: NamedNode | Literal) -> None:
        """Say one triple."""
        self._said[Triple(subject, predicate, object_)] = None


def text(value: str | None, language: str = "sv") -> Literal | None:
    """Words in a language, or None where there are none."""
    return Literal(value, language=language) if value else None


def json(data: bytes) -> Literal:
    """A JSON value."""
    return Literal(data.decode(), datatype=node("rdf:JSON"))


def date(value: str | None) -> Literal | None:
    """A date as exact as it is said ("2022", "2022-07", "2022-07-01"); other writings as plain text."""
    if not value:
        return None
    for pattern, datatype in _DATES:
        if pattern.fullmatch(value):
            return Literal(value, datatype=node(datatype))
    return Literal(value)
