"""State authorities and cooperation bodies of the register, by name or abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.artifact import EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.registries import Body, bodies
from ingest.extraction.text import Text

_COUNTY_BOARD = re.compile(r"(?<!\w)[Ll]änsstyrelsen(?:s)?(?: i (?P<c>[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)? län))?\b")
_GENERAL = frozenset({"regeringen", "riksdagen", "polisen"})


@cache
def _names() -> tuple[re.Pattern[str], dict[str, Body]]:
    names: dict[str, Body] = {}
    for body in bodies():
        for name in (body.name, *body.variants):
            names.setdefault(name.casefold(), body)
    long = sorted((n for n in names if len(n) > 4 and not n.startswith("länsstyrelsen")), key=len, reverse=True)
    short = sorted({v for b in bodies() for v in b.variants if len(v) <= 4}, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<n>(?i:{'|'.join(map(re.escape, long))}))|(?P<a>{'|'.join(map(re.escape, short))}))(?P<g>s?)(?![\w-])"  # noqa: E501
    )
    return pattern, names


def find_registered(text: Text) -> Iterator[Found]:
    """Bodies of the register. An abbreviation of three letters or fewer counts only beside the name (aliases)."""
    pattern, names = _names()
    county = text.structure.metadata.county
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        for match in pattern.finditer(block.text):
            surface = match["n"] or match["a"]
            body = names[surface.casefold()]
            if (
                match["n"]
                and not surface[0].isupper()
                and body.name.casefold() not in _GENERAL
                and not surface.endswith(("vården", "verket", "kassan", "styrelsen", "förmedlingen"))
            ):
                continue
            if match["a"] and body.name not in ("Sveriges Kommuner och Regioner", "Inspektionen för vård och omsorg"):
                continue
            if body.county and county and body.county != county and match["a"]:
                continue
            kind = body.type
            yield Found(
                index,
                match.start(),
                match.end(),
                EntityKind.PARTY,
                kind,
                body.name,
                f"body:{body.name}",
                "register",
                head=kind,
                identifier=body.organisation,
                confidence=0.97,
                aliases=(surface,),
                silent=True,
            )
        for match in _COUNTY_BOARD.finditer(block.text):
            where = match["c"] or county or ""
            name = f"Länsstyrelsen i {where}" if where else "Länsstyrelsen"
            yield Found(
                index,
                match.start(),
                match.end(),
                EntityKind.PARTY,
                "myndighet",
                name,
                f"body:{name}",
                "register",
                Strength.NAMED,
                head="myndighet",
                aliases=("Länsstyrelsen",),
                silent=True,
            )
