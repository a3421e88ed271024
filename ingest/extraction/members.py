"""Companies, foundations and other bodies known by form, or as members in a list of members."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import EntityKind
from ingest.extraction.found import Found
from ingest.extraction.nouns import fold
from ingest.extraction.text import Text

_COMPANY = re.compile(r"(?<!\w)(?P<n>(?:[A-ZÅÄÖ][\wÅÄÖåäö&-]*\s){1,4}(?:AB|HB|KB|Aktiebolag|aktiebolag))(?!\w)")
_MEMBERS = re.compile(r"^(?:Deltagare|Ledamöter|Sammansättning|Representation|Representanter|Adjungerade|Bemanning)\b")
_CAMEL = re.compile(r"(?<![\w-])(?P<n>[A-ZÅÄÖ][a-zåäö]+[A-ZÅÄÖ][a-zåäö]+)(?![\w-])")
_SERVICE_AREA = re.compile(r"(?<!\w)(?P<n>[A-ZÅÄÖ]\w+ läns sjukvårdsområde)(?!\w)")


def find_members(text: Text) -> Iterator[Found]:
    """Companies; in lines that list members also names of mixed case."""
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        patterns = [(_COMPANY, "bolag", "company"), (_SERVICE_AREA, "övrig", "service-area")]
        if _MEMBERS.match(block.text):
            patterns.append((_CAMEL, "övrig", "member"))
        for pattern, type_, rule in patterns:
            for match in pattern.finditer(block.text):
                name = match["n"].strip()
                yield Found(
                    index,
                    match.start("n"),
                    match.start("n") + len(name),
                    EntityKind.PARTY,
                    type_,
                    name,
                    f"named:{fold(name)}",
                    rule,
                    head=fold(name),
                    aliases=(name,),
                    confidence=0.8,
                )
