"""A document's words and the names of its jurisdiction, as the finders see them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ingest.artifact import Block, BlockKind, Structure
from ingest.extraction.registries import Region, region_of_county, regions
from ingest.extraction.tokens import Word, words

_COUNTY = re.compile(r"(?<!\w)([A-ZÅÄÖ][a-zåäöé]+(?: [A-ZÅÄÖ][a-zåäö]+)?) läns?(?!\w)")
_REGION = re.compile(r"(?<!\w)Region [A-ZÅÄÖ][a-zåäöé]+?(?=s?(?!\w))")
_READ = frozenset(set(BlockKind) - {BlockKind.CONTENTS})


@dataclass(frozen=True, slots=True)
class Text:
    """The blocks with their words. `region` is the one of the document's county, where that is known."""

    structure: Structure
    words: tuple[tuple[Word, ...], ...]  # by block; contents pages have none
    region: Region | None
    abroad: dict[int, Region]  # section -> another county's region that its heading names

    def region_at(self, block: int) -> Region | None:
        """The region that "regionen" means in a block, unless the text defines it otherwise."""
        section = self.structure.blocks[block].section
        if section is not None and section in self.abroad:
            return self.abroad[section]
        return self.region


def read(structure: Structure) -> Text:
    """The words of all blocks, and in which sections another county is spoken of."""
    found = tuple(tuple(words(b.text)) if b.kind in _READ else () for b in structure.blocks)
    region = region_of_county().get(structure.metadata.county or "") or _by_count(structure.blocks)
    region = region or _unregistered(structure.blocks)
    abroad: dict[int, Region] = {}
    cores = [(core(r), r) for r in regions()]
    for index, section in enumerate(structure.sections):
        named = [r for name, r in cores if name in section.heading]
        if len(named) == 1 and region is not None and named[0] is not region:
            abroad[index] = named[0]
        elif not named and section.parent in abroad:
            abroad[index] = abroad[section.parent]
    return Text(structure, found, region, abroad)


def _unregistered(blocks: tuple[Block, ...]) -> Region | None:
    """A county that no register knows (an invented one), where the text names both it and its region."""
    counts: Counter[str] = Counter()
    for block in blocks:
        counts.update(_COUNTY.findall(block.text))
    for name, _ in counts.most_common(3):
        base = name[:-1] if name.endswith("s") else name
        region = next((f"Region {x}" for x in (base, name) for b in blocks if f"Region {x}" in b.text), None)
        if region is not None:
            return Region(f"{name} län", "", region, "", "", (f"{name} läns landsting", f"Landstinget {base}"), ())
    named: Counter[str] = Counter(name for b in blocks for name in _REGION.findall(b.text))
    return Region("", "", named.most_common(1)[0][0], "", "", (), ()) if named else None


def core(region: Region) -> str:
    """The county's name without "län" and genitive: "Västernorrland", "Stockholm"."""
    name = region.county.removesuffix(" län")
    return name[:-1] if name.endswith("s") and name != "Jönköpings" else "Jönköping" if name == "Jönköpings" else name


def _by_count(blocks: tuple[Block, ...]) -> Region | None:
    counts = {r.county: 0 for r in regions()}
    for block in blocks:
        if "egion" not in block.text and "andsting" not in block.text and " län" not in block.text:
            continue
        for region in regions():
            counts[region.county] += block.text.count(region.name) + block.text.count(region.county)
            counts[region.county] += sum(block.text.count(name) for name in region.former)
    best = max(counts, key=lambda county: counts[county])
    return region_of_county()[best] if counts[best] else None
