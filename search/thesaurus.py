"""Everyday words and administrative terms of the domain, from the SKOS thesaurus `ontology/thesaurus.ttl`.

A concept has a preferred label (the administrative term), alternative labels (what people say),
hidden labels (matched, never shown) and broader and related concepts. Words are matched by their
keys, so that inflections match; labels of several words match as a run of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from corpus.errors import CorruptStoreError
from search.analysis import word_terms, words

FILE = Path(__file__).parent.parent / "ontology" / "thesaurus.ttl"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LONGEST = 5  # words of a label


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its administrative term, the other words for it, and the terms of concepts related to it."""

    iri: str
    preferred: str
    alternatives: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()  # IRIs
    related: tuple[str, ...] = ()  # IRIs

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels that may stand in a text."""
        return (self.preferred, *self.alternatives)


class Thesaurus:
    """The concepts, found by the words of a text."""

    def __init__(self, concepts: Sequence[Concept] = ()) -> None:
        self.concepts = {c.iri: c for c in concepts}
        self._by_keys: dict[tuple[str, ...], list[str]] = {}
        for concept in concepts:
            for label in (*concept.labels, *concept.hidden):
                keys = _keys(label)
                # A label of stop words alone ("vi och de") would match everywhere.
                if any(key[0] != "s" for key in keys) and concept.iri not in self._by_keys.setdefault(keys, []):
                    self._by_keys[keys].append(concept.iri)

    def matches(self, text: str) -> list[tuple[str, Concept]]:
        """The concepts that the words of a text name, with the words; the longest label at each place."""
        found: list[tuple[str, Concept]] = []
        tokens = [(key, start, end) for key, start, end in _tokens(text)]
        at = 0
        while at < len(tokens):
            for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
                iris = self._by_keys.get(tuple(t[0] for t in tokens[at : at + length]))
                if iris:
                    said = text[tokens[at][1] : tokens[at + length - 1][2]]
                    found += [(said, self.concepts[iri]) for iri in iris]
                    at += length
                    break
            else:
                at += 1
        return found


def load_thesaurus(path: Path = FILE) -> Thesaurus:
    """The thesaurus in a Turtle file. Raises CorruptStoreError where it cannot be read."""
    fields: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            name = quad.predicate.value.removeprefix(_SKOS)
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal | ox.NamedNode):
                fields.setdefault(quad.subject.value, {}).setdefault(name, []).append(quad.object.value)
    except (OSError, SyntaxError) as error:
        raise CorruptStoreError(f"Ordlistan {path.name} kan inte läsas.") from error
    return Thesaurus(
        [
            Concept(
                iri,
                values["prefLabel"][0],
                tuple(values.get("altLabel", ())),
                tuple(values.get("hiddenLabel", ())),
                tuple(values.get("broader", ())),
                tuple(values.get("related", ())),
            )
            for iri, values in fields.items()
            if "inScheme" in values and "prefLabel" in values
        ]
    )


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """Keys of the words; a stop word stands for itself, so that "ha hand om" is matched whole."""
    found = []
    for word, start, end in words(text):
        terms = word_terms(word)
        found.append((terms.whole if terms else "s" + word, start, end))
    return found


def _keys(label: str) -> tuple[str, ...]:
    return tuple(key for key, _, _ in _tokens(label.lower()))
