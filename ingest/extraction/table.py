"""The table of entities of one document, and who is meant at each place.

Finding names fills it; the rules for relations, mandates and obligations only read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.artifact import Entity


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` of a block's text mean the entity."""

    block: int
    start: int
    end: int
    entity: str  # local id


@dataclass(frozen=True, slots=True)
class EntityTable:
    """Entities by local id, their mentions by block (in order, never overlapping), section topics."""

    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)  # section index -> the group or body it is about
    document: str | None = None  # the entity that this document itself is (an agreement)
    parties: tuple[str, ...] = ()  # the parties of this document

    def at(self, block: int) -> tuple[Mention, ...]:
        """The mentions in a block, in order."""
        return self.mentions.get(block, ())
