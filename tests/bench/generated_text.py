"""A generated document under way: text is said, facts are put on their quotes, and pages follow from the text."""

from __future__ import annotations

from typing import Any

from ingest.artifact import (
    Block,
    BlockKind,
    Definition,
    Entity,
    EntityKind,
    Evidence,
    Facts,
    Mandate,
    Metadata,
    Obligation,
    Page,
    PageSource,
    Passage,
    Reference,
    Relation,
    Section,
    Span,
    Status,
    Structure,
)

_PAGE = 2_600  # characters


class Draft:
    """Sections, blocks, entities and facts in the order they are said. A quote is looked for only once it is said."""

    def __init__(self) -> None:
        self._texts: list[str] = [""]  # pages
        self._blocks: list[Block] = []
        self._sections: list[Section] = []
        self._open: list[str] = []  # sentences of the paragraph under way
        self._entities: dict[str, Entity] = {}
        self._facts: list[Any] = []
        self._quoted: dict[str, Span] = {}

    def section(self, number: str, heading: str) -> None:
        """Begin a section."""
        self.close()
        self._end_section()
        self._sections.append(Section(number, heading, 1, None, len(self._blocks), len(self._blocks)))
        self._block(BlockKind.HEADING, f"{number} {heading}", level=1, number=number)

    def say(self, *sentences: str) -> str:
        """Say sentences in the paragraph under way. Returns the first."""
        self._open += sentences
        return sentences[0]

    def close(self) -> None:
        """End the paragraph."""
        if self._open:
            said, self._open = self._open, []
            block = self._block(BlockKind.PARAGRAPH, " ".join(said))
            span = block.spans[0]
            at = span.start
            for one in said:
                self._quoted.setdefault(one, Span(span.page, at, at + len(one)))
                at += len(one) + 1

    def items(self, lead: str, items: list[str]) -> list[str]:
        """A list under its lead-in. Returns the items."""
        self.close()
        lead_in = len(self._blocks)
        self._block(BlockKind.PARAGRAPH, lead)
        for item in items:
            block = self._block(BlockKind.ITEM, f"• {item}", level=1, number="•", lead_in=lead_in)
            span = block.spans[0]
            self._quoted.setdefault(item, Span(span.page, span.start + 2, span.end))
        return items

    def evidence(self, quote: str) -> Evidence:
        """Where a sentence stands; the paragraph with it is ended."""
        if quote not in self._quoted:
            self.close()
        if quote not in self._quoted:
            self.say(quote)
            self.close()
        span = self._quoted[quote]
        top = 0.08 + 0.8 * span.start / _PAGE
        box = (0.12, round(min(top, 0.95), 4), 0.88, round(min(top + 0.02, 0.97), 4))
        return Evidence(span, quote, len(self._sections) - 1, Status.IN_FORCE, "generated", 0.9, (box,))

    def entity(self, kind: EntityKind, type_: str, name: str, quote: str, *aliases: str, **more: Any) -> str:
        """A body or document named in a sentence. Returns its local id; named again it is the same."""
        for known in self._entities.values():
            if known.kind is kind and known.name == name and known.identifier == more.get("identifier"):
                return known.id
        local = f"{kind.value[0]}{len(self._entities) + 1}"
        named = tuple(a for a in aliases if a)
        self._entities[local] = Entity(local, kind, type_, name, named, evidence=(self.evidence(quote),), **more)
        return local

    def fact(self, fact: Relation | Mandate | Obligation | Definition | Reference) -> None:
        """A fact."""
        self._facts.append(fact)

    def relation(self, subject: str, predicate: str, object_: str, quote: str) -> None:
        """A relation with its sentence."""
        self._facts.append(Relation(self.evidence(quote), subject, predicate, object_))

    def facts(self) -> Facts:
        """What the document says."""

        def of(kind: type[Any]) -> tuple[Any, ...]:
            return tuple(f for f in self._facts if isinstance(f, kind))

        kinds = (Relation, Mandate, Obligation, Definition, Reference)
        return Facts(tuple(self._entities.values()), *(of(kind) for kind in kinds))

    def pages(self, source: PageSource) -> tuple[Page, ...]:
        """The pages, their text ended."""
        self.close()
        self._end_section()
        return tuple(Page(n, 595.0, 842.0, text, source) for n, text in enumerate(self._texts, start=1))

    def structure(self, metadata: Metadata, pages: tuple[Page, ...]) -> Structure:
        """The document divided; a passage for each paragraph, and for each item with its lead-in."""
        passages = []
        for number, block in enumerate(self._blocks):
            leads = block.kind is BlockKind.PARAGRAPH and block.text.endswith(":")
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not leads:
                lead = () if block.lead_in is None else (block.lead_in,)
                text = " ".join([*(self._blocks[b].text for b in lead), block.text])
                passages.append(Passage(text, block.spans, block.section, (*lead, number), ((0.1, 0.1, 0.9, 0.2),)))
        return Structure(metadata, pages, tuple(self._blocks), tuple(self._sections), tuple(passages))

    def _block(self, kind: BlockKind, text: str, **more: Any) -> Block:
        if len(self._texts[-1]) + len(text) > _PAGE:
            self._texts.append("")
        before = self._texts[-1]
        start = len(before) + bool(before)
        self._texts[-1] = f"{before}\n{text}" if before else text
        span = Span(len(self._texts), start, start + len(text))
        block = Block(kind, text, (span,), len(self._sections) - 1, **more)
        self._blocks.append(block)
        return block

    def _end_section(self) -> None:
        if self._sections:
            last = self._sections[-1]
            self._sections[-1] = Section(last.number, last.heading, 1, None, last.first, len(self._blocks))
