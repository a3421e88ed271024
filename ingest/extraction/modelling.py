"""The language-model tier: a document's passages put to a model, and what stands the test added to its facts.

Rules come first: a proposal never changes or hides what a rule read. A model that fails leaves a remark on the
document, and the reading goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from corpus.errors import LanguageModelError
from ingest.artifact import Entity, Facts, Mandate, Obligation, Passage, Problem, Relation, Structure
from ingest.extraction.proposals import INSTRUCTIONS, LONGEST, Checker, Proposed, added, parse, question

_WORDS = 5  # words of a passage that can hold a fact
_PATIENCE = 3  # failures in a row after which a document is no longer asked about
REMARK = "sprakmodell"


class LanguageModel(Protocol):
    """A model that answers an instruction and a question with text."""

    @property
    def name(self) -> str:
        """What the model is called: it is kept with every fact that it proposed."""

    def complete(self, instructions: str, question: str) -> str:
        """The answer. Raises LanguageModelError."""


@dataclass(frozen=True, slots=True)
class Proposer:
    """Puts documents to a model."""

    model: LanguageModel

    @property
    def method(self) -> str:
        """How facts of the model name their origin."""
        return f"model:{self.model.name}"

    def enrich(self, structure: Structure, facts: Facts) -> tuple[Structure, Facts]:
        """Structure and facts with what the model proposes; its failures are problems of the structure."""
        checker = Checker(structure, facts.entities, self.method)
        named = checker.named()
        asked = [p for p in structure.passages if len(p.text.split()) >= _WORDS and len(p.text) <= LONGEST]
        found: list[Proposed] = []
        reasons: list[str] = []
        in_a_row = answered = 0
        for passage in asked:
            try:
                found += self._about(checker, passage, question(structure, passage, named), named)
            except LanguageModelError as error:
                reasons.append(error.message)
                in_a_row += 1
                if in_a_row == _PATIENCE:
                    break
            else:
                answered += 1
                in_a_row = 0
        if reasons:
            structure = replace(structure, problems=(*structure.problems, _remark(reasons, len(asked) - answered)))
        return structure, _with(facts, found)

    def _about(self, checker: Checker, passage: Passage, asked: str, named: list[Entity]) -> Iterable[Proposed]:
        proposals = parse(self.model.complete(INSTRUCTIONS, asked))
        checked = (checker.check(proposal, passage, named) for proposal in proposals)
        return [fact for fact in checked if fact is not None]


def _with(facts: Facts, found: list[Proposed]) -> Facts:
    kept = added(found, (*facts.relations, *facts.mandates, *facts.obligations))
    return replace(
        facts,
        relations=(*facts.relations, *(f for f in kept if isinstance(f, Relation))),
        mandates=(*facts.mandates, *(f for f in kept if isinstance(f, Mandate))),
        obligations=(*facts.obligations, *(f for f in kept if isinstance(f, Obligation))),
    )


def _remark(reasons: list[str], without: int) -> Problem:
    """The remark says the first reason; no text of the document is in it."""
    return Problem(
        REMARK, f"{reasons[0]} {without} stycken är lästa utan språkmodellens förslag; reglernas uppgifter finns."
    )
