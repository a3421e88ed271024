"""Which group or body a section is about: the one that its heading names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.artifact import EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.text import Text


def find_topics(text: Text, by_block: Mapping[int, Sequence[Found]]) -> dict[int, Found]:
    """The body named at the start of a heading, or by most of it, by section."""
    topics: dict[int, Found] = {}
    for index, section in enumerate(text.structure.sections):
        heading = text.structure.blocks[section.first].text
        start = len(heading) - len(heading.lstrip("0123456789.§ \t"))
        bodies = [f for f in by_block.get(section.first, ()) if f.kind in (EntityKind.GROUP, EntityKind.PARTY)]
        for one in bodies:
            rest = len(heading) - start
            if one.type in ("parter", "kommun", "region") and one.end - one.start < rest:
                continue
            opens = one.start <= start + 1 or (one.start <= start + 20 and one.rule == "group-heading")
            if (opens and (one.kind is EntityKind.GROUP or one.strength is Strength.NAMED)) or (
                one.end - one.start
            ) >= 0.6 * rest:
                topics[index] = one
                break
    return topics


def topic_at(text: Text, topics: Mapping[int, Found], block: int) -> Found | None:
    """The topic of the block's section or of the nearest section around it."""
    section = text.structure.blocks[block].section
    while section is not None:
        if section in topics:
            return topics[section]
        section = text.structure.sections[section].parent
    return None
