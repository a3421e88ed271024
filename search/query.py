"""From a question to a plan: which terms, which other words, what was misspelt. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from search.analysis import Sparse, query_terms, sparse
from search.spelling import Speller
from search.thesaurus import Concept, Thesaurus

PREFERRED = 0.3  # weight of the administrative term for an everyday word
ALTERNATIVE = 0.05  # weight of the other words for it
IDIOM = 0.25  # weight of the words of an idiom that the thesaurus knows ("stå för notan")
CORRECTED = 0.9  # weight of a corrected word; the word as written stays
PLACE = 1.6  # weight of a number after "§", "kap." and the like
_SHOWN = 2  # other words of a concept that are named to the reader
MAX_QUERY = 500  # characters that are read
_PLACE = re.compile(
    r"(?:\b(?:kap|kapitel|avsnitt|punkt|paragraf|stycke|bilaga)\b\.?\s*|§\s*)(\d+(?:\.\d+)*)|(\d+)\s*(?:§|kap\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What helps to understand a question: the thesaurus and the words that the index knows."""

    thesaurus: Thesaurus = field(default_factory=Thesaurus)
    speller: Speller = field(default_factory=Speller)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a question is searched. `own` are its terms, `extra` those of the thesaurus, with their weights.

    `meant` are its terms as corrected, without what was misspelt; `nearby` are the administrative terms for
    its everyday words, as one text.
    """

    text: str
    own: Mapping[str, float] = field(default_factory=dict)
    extra: Mapping[str, float] = field(default_factory=dict)
    meant: Mapping[str, float] = field(default_factory=dict)
    nearby: str = ""
    suggestion: str | None = None
    expanded: tuple[str, ...] = ()
    sparse: Sparse = field(default_factory=lambda: Sparse([], []))

    @property
    def empty(self) -> bool:
        """True where there is nothing to search for."""
        return not self.text


def plan(query: str, understanding: Understanding, *, expand: bool = True) -> Plan:
    """The plan for a question. Words that the index does not know are corrected and searched for as well."""
    text = " ".join(unicodedata.normalize("NFC", query)[:MAX_QUERY].split())
    if not any(c.isalnum() for c in text):
        return Plan(text="")
    corrected = understanding.speller.correct(text)
    own = query_terms(text)
    meant = query_terms(corrected)
    if corrected != text:
        for term, weight in meant.items():
            own[term] = max(own.get(term, 0.0), weight * CORRECTED)
    for match in _PLACE.finditer(text):
        own["n" + (match.group(1) or match.group(2))] = PLACE
    extra: dict[str, float] = {}
    shown: dict[str, None] = {}
    nearby: dict[str, None] = {}
    if expand:
        for said, concept in understanding.thesaurus.matches(corrected):
            others = other_words(said, concept)
            shown.update(dict.fromkeys(label for label, _ in others[:_SHOWN]))
            if concept.preferred.casefold() != said.casefold():
                nearby[concept.preferred] = None
            if len(said.split()) > 1:  # an idiom means the concept, not its words
                for term in query_terms(said):
                    own[term] = min(own[term], IDIOM) if term in own else IDIOM
            for label, share in others:
                for term, weight in query_terms(label).items():
                    if term not in own and term[0] != "f":
                        extra[term] = max(extra.get(term, 0.0), weight * share)
    return Plan(
        text=corrected,
        own=own,
        extra=extra,
        meant=meant,
        nearby=" ".join(nearby),
        suggestion=corrected if corrected.casefold() != text.casefold() else None,
        expanded=tuple(shown),
        sparse=sparse({**extra, **own}),
    )


def other_words(said: str, concept: Concept) -> list[tuple[str, float]]:
    """The labels of a concept that are not what was said, with their weights, the administrative term first."""
    found = [(concept.preferred, PREFERRED), *((label, ALTERNATIVE) for label in concept.alternatives)]
    return [(label, weight) for label, weight in found if label.casefold() != said.casefold()]
