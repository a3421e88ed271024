"""An optional second opinion: a model of natural language inference says how far two texts contradict each other.

It only changes how sure a finding is. It adds none, takes none away, and what verification rejected stays rejected.
Models of this kind are cross-encoders with three outputs (entailment, neutral, contradiction) trained on sets like
SNLI (Bowman et al. 2015) and XNLI (Conneau et al. 2018).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np

from corpus.errors import InvalidInputError
from search.conflicts.model import Finding

OWN = 0.5  # the weight of the rule's own confidence; the rest is the model's


class Contradictor(Protocol):
    """A model that tells how far two texts contradict each other."""

    @property
    def name(self) -> str:
        """The model's name."""

    def contradictions(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability (0 to 1) that the texts of each pair contradict each other."""


class HubContradictor:
    """A sentence-transformers cross-encoder with a label for contradiction, by name or folder."""

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import CrossEncoder  # noqa: PLC0415 - seconds, and only for those who ask
        except ImportError as error:
            raise InvalidInputError(f"Modellen {model} kräver tillägget: pip install 'avtalsgraf[models]'.") from error
        try:
            self._model: CrossEncoder = CrossEncoder(model, device="cpu")
        except (OSError, ValueError) as error:
            raise InvalidInputError(f"Modellen {model} går inte att läsa in.") from error
        labels = {int(n): str(label).lower() for n, label in self._model.config.id2label.items()}
        found = [n for n, label in labels.items() if label.startswith("contradict")]
        if len(labels) < 2 or len(found) != 1:
            raise InvalidInputError(
                f"Modellen {model} säger inget om motsägelse: den ger {', '.join(labels.values())}."
            )
        self._name, self._label = model, found[0]

    @property
    def name(self) -> str:
        """The model's name or folder."""
        return self._name

    def contradictions(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The mean of both directions: which text stands first says nothing."""
        if not pairs:
            return []
        both = [*pairs, *((b, a) for a, b in pairs)]
        read = np.asarray(self._model.predict(both, show_progress_bar=False, apply_softmax=True), dtype=np.float64)
        one, other = np.split(read[:, self._label], 2)
        return [float(p) for p in (one + other) / 2]


def load_contradictor(model: str = "") -> Contradictor | None:
    """The model of that name or folder; none for "". Raises InvalidInputError."""
    return HubContradictor(model) if model else None


def rescored(findings: Sequence[Finding], model: Contradictor, known: Mapping[str, float]) -> list[Finding]:
    """The findings with their confidence weighed against the model's. `known`: what it said before, by finding."""
    asked = [f for f in findings if f.verified and f.id not in known]
    said = dict(known)
    said.update(zip((f.id for f in asked), model.contradictions([(f.a.quote, f.b.quote) for f in asked]), strict=True))
    found = [_weighed(f, said[f.id], model.name) if f.verified else f for f in findings]
    return sorted(found, key=lambda f: (not f.verified, -f.confidence, f.id))


def _weighed(finding: Finding, contradiction: float, name: str) -> Finding:
    confidence = round(OWN * finding.confidence + (1 - OWN) * contradiction, 3)
    note = f"{finding.note} Språkmodellens bedömning: motsägelse {round(100 * contradiction)} %.".strip()
    return replace(finding, confidence=confidence, note=note, contradiction=round(contradiction, 4), model=name)
