"""What all rules share, worked out once: the pairs worth comparing and the numbers that differ between them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ingest.artifact import BlockKind
from ingest.language.quantity import Kind
from search.conflicts.candidates import Pair, pairs
from search.conflicts.differing import Difference, differences
from search.conflicts.material import Candidate, Material
from search.conflicts.statements import Statement

SUMMARY = ("sammanfattning", "i korthet", "kortfattat", "sammandrag")


class Comparison:
    """The material with its pairs."""

    def __init__(self, material: Material) -> None:
        self.material = material

    @cached_property
    def pairs(self) -> list[Pair]:
        """The pairs of statements worth comparing."""
        return pairs(self.material)

    @cached_property
    def differences(self) -> list[Difference]:
        """The numbers that differ."""
        return [d for d in self._compared if not d.rejected]

    @cached_property
    def _compared(self) -> list[Difference]:
        return differences(self.material, self.pairs)

    def nature(self, a: Statement, b: Statement) -> str:
        """What a difference is by its places: version, förslag, tabell, sammanfattning or nothing."""
        if self.material.versions(a, b):
            return "version"
        if self.material.proposal(a) != self.material.proposal(b):
            return "förslag"
        if a.document == b.document:
            if (a.kind is BlockKind.ROW) != (b.kind is BlockKind.ROW):
                return "tabell"
            if self.summary(a) != self.summary(b):
                return "sammanfattning"
        return ""

    def summary(self, statement: Statement) -> bool:
        """Whether it stands in the summary of its document."""
        sections = self.material.reads[statement.document].document.artifact.structure.sections
        at = statement.section
        while at is not None:
            if sections[at].heading.lower().startswith(SUMMARY):
                return True
            at = sections[at].parent
        return False

    def name(self, statement: Statement) -> str:
        """The title of its document."""
        return self.material.reads[statement.document].document.artifact.structure.metadata.title

    def numbers(self, kinds: tuple[Kind, ...], type: str, severity: str, label: str) -> Iterator[Candidate]:
        """Differing numbers of some kinds in force as a type of conflict, those rejected with their reason."""
        for found in self._compared:
            if found.kind in kinds and not self.nature(found.pair.a, found.pair.b):
                yield Candidate(
                    type, found.pair.a, found.pair.b, found.a.text, found.b.text, severity, found.confidence,
                    f"{label} är olika: ”{found.a.text}” respektive ”{found.b.text}”.", rejected=found.rejected,
                )  # fmt: skip
