"""The sentence that answers, taken from the best passage, where the evidence is strong; otherwise none."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.language.tokens import sentences
from search.analysis import document_terms
from search.query import Plan
from search.ranking import Ranked

COVERAGE = 0.6  # of the question's weight must stand in the sentence
_TERMS = 2  # a single word is no question
_LONGEST = 500  # characters of an answer
NEARNESS = 0.4  # cosine of question and passage


@dataclass(frozen=True, slots=True)
class Answer:
    """A sentence of a passage. `start`, `end`: characters of the passage's text."""

    text: str
    passage: str
    document: str
    page: int
    start: int
    end: int
    confidence: float  # 0 to 1


def extract(best: Ranked, made: Plan) -> Answer | None:
    """The sentence of the best passage that shares most with the question, or None.

    None as well where what the passage says does not apply (a proposal, something repealed).
    """
    text = str(best.payload["text"])
    if best.payload["status"] != "in_force" or best.dense is None or best.sparse is None or best.dense < NEARNESS:
        return None
    if len([term for term in made.own if term[0] != "f"]) < _TERMS:
        return None
    start, end = max(sentences(text), key=lambda s: (shared(text[s[0] : s[1]], made), s[0] - s[1]))
    held = shared(text[start:end], made)
    if held < COVERAGE or end - start > _LONGEST:
        return None
    confidence = round(min(1.0, (held + best.dense) / 2), 3)
    return Answer(text[start:end], best.id, best.payload["document"], best.payload["page"], start, end, confidence)


def shared(text: str, made: Plan) -> float:
    """The share of the question's weight whose words stand in the text, 0 to 1."""
    weights = {t: w for t, w in made.own.items() if t[0] != "f"}
    held = document_terms(text)
    return sum(w for t, w in weights.items() if t in held) / sum(weights.values()) if weights else 0.0
