"""A second pass: names that the document has defined, wherever they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.artifact import EntityKind
from ingest.extraction.aliases import AliasLink
from ingest.extraction.found import Found, Strength
from ingest.extraction.nouns import fold
from ingest.extraction.text import Text

_SOURCES = frozenset(
    {
        "group-heading",
        "group-said",
        "group-consists",
        "organisation-said",
        "company",
        "member",
        "service-area",
        "name-with-abbreviation",
        "group-list",
        "agreement-list",
        "agreement-table",
        "agreement-quoted",
        "agreement-label",
        "group-proposed-name",
    }
)


def find_again(text: Text, by_block: Mapping[int, Sequence[Found]], links: Sequence[AliasLink]) -> Iterator[Found]:
    """Every place of a name given in the text ("nedan kallad X", headings, lists). Ambiguous ones are left out."""
    meant: dict[str, set[str]] = defaultdict(set)
    source: dict[str, Found] = {}
    for link in links:
        _put(link.surface, link.target, meant, source)
    for several in by_block.values():
        for one in several:
            if one.rule in _SOURCES:
                for alias in one.aliases:
                    if len(fold(alias)) > 2 or alias.isupper():
                        _put(alias, one, meant, source)
    names = {n: source[n] for n, keys in meant.items() if len(keys) == 1 or n.isupper()}
    if not names:
        return
    lower = {n.casefold(): f for n, f in names.items()}
    alternatives = "|".join(
        re.escape(n) if any(c.isupper() for c in n[1:]) or n.istitle() else f"(?i:{re.escape(n)})"
        for n in sorted(names, key=len, reverse=True)
    )
    pattern = re.compile(rf"(?<![\w-])(?P<n>{alternatives})(?P<g>:?s)?(?![\w-])")
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        known = by_block.get(index, ())
        for match in pattern.finditer(block.text):
            target = names.get(match["n"]) or lower.get(match["n"].casefold())
            if target is None or any(f.start < match.end() and match.start() < f.end for f in known):
                continue
            yield Found(
                index,
                match.start(),
                match.end(),
                target.kind,
                target.type,
                target.name,
                target.key,
                "defined-name",
                Strength.NAMED,
                head=target.head,
                owner=target.owner,
                confidence=0.9,
                aliases=(match["n"],) if target.kind is not EntityKind.MATTER else (),
                silent=True,
            )


def _put(name: str, target: Found, meant: dict[str, set[str]], source: dict[str, Found]) -> None:
    meant[name].add(target.key)
    source.setdefault(name, target)
