"""What the finders hand over: characters of a block that name something, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from ingest.artifact import EntityKind


class Strength(IntEnum):
    """How much a name says by itself: a bare "gruppen" needs the text around it."""

    BARE = 0  # a definite head alone: "riktlinjen", "sekretariatet"
    GENERIC = 1  # an indefinite or plural head: "arbetsgrupper"
    NAMED = 2  # a name of its own


@dataclass(frozen=True, slots=True)
class Found:
    """Characters `start` to `end` of block `block` name something.

    `key` is the same for all spellings that surely mean one thing in this document; `head` is the
    base form of the noun that a bare form repeats ("riktlinje" of "riktlinjen").
    """

    block: int
    start: int
    end: int
    kind: EntityKind
    type: str
    name: str
    key: str
    rule: str
    strength: Strength = Strength.NAMED
    head: str = ""
    owner: str = ""  # key of what it belongs to
    identifier: str = ""
    confidence: float = 0.9
    aliases: tuple[str, ...] = ()
    silent: bool = False  # a mention only: its words are no name
