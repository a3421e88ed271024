""" "Parterna" and "huvudmännen": those who have agreed, together or each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.text import Text

PARTIES = "parter"
_EACH = re.compile(
    r"\b(?:(?P<h>(?:respektive|varje|(?:de )?båda|bägge|(?:de )?två)\s+huvudm[aä]n(?:nen)?|huvudmännen)"
    r"|(?P<p>(?:respektive|varje|(?:de )?båda|bägge|samtliga|alla)\s+part(?:er(?:na)?)?(?-i: i [A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,9}\b)?"  # noqa: E501
    r"|parterna(?-i: i [A-ZÅÄÖ]{2,6}\b)?))s?\b",
    re.IGNORECASE,
)


def find_parties(text: Text) -> Iterator[Found]:
    """ "Parterna" and "huvudmännen": the parties of the document together."""
    where = f" ({text.region.county})" if text.region and text.region.county else ""
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index] or ("part" not in block.text.lower() and "uvudm" not in block.text):
            continue
        for match in _EACH.finditer(block.text):
            word = "Huvudmännen" if match["h"] else "Parterna"
            surface = (match["h"] or match["p"]).strip()
            yield Found(
                index,
                match.start(),
                match.end(),
                EntityKind.PARTY,
                PARTIES,
                word + where,
                f"{PARTIES}:{word}",
                "parties",
                Strength.BARE,
                head=PARTIES,
                confidence=0.85,
                aliases=(surface, *_qualified(surface, where)),
                silent=True,
            )


def _qualified(surface: str, where: str) -> tuple[str, ...]:
    named = re.search(r" i ([A-ZÅÄÖ]\w+)$", surface)
    each = (
        (f"{surface[:1].upper()}{surface[1:]}{where}",)
        if where and not named and surface.lower().startswith("resp")
        else ()
    )
    return (*each, f"Parterna i {named[1]}") if named else each
