"""Statutes named in the text, with or without their number in the Swedish Code of Statutes (SFS)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.artifact import EntityKind
from ingest.extraction.found import Found
from ingest.extraction.nouns import fold, upper_first
from ingest.extraction.registries import Statute, statute_by_number, statutes, titles_by_number
from ingest.extraction.text import Text

NUMBER = re.compile(r"\b(?P<n>(?:1[789]|20)\d\d:\d{1,4})\b")
_COMPOUND = r"(?:[A-ZÅÄÖa-zåäö]{3,}- och )?[A-ZÅÄÖa-zåäö-]{3,}(?:lag(?:en)?|balk(?:en)?|förordning(?:en)?)"
_ABOUT = r"(?:(?:om|med|mot|angående)\s+[^.;:()\n]{3,140}?)?"
_GENERAL = re.compile(
    rf"\b(?P<t>(?:[Ll]ag(?:en)?|[Ff]örordning(?:en)?)\s*(?:\((?P<a>\d{{4}}:\d+)\)\s*)?{_ABOUT}|{_COMPOUND})"
    r"\s*\(?(?:SFS\s*)?(?P<n>(?:1[789]|20)\d\d:\d{1,4})\)?"
)


def definite(title: str) -> str:
    """The title in the form used in running text: "Socialtjänstlag" -> "Socialtjänstlagen"."""
    first, _, rest = title.partition(" ")
    if first in ("Offentlighets-", "Hälso-"):
        return title + "en"
    ending = "" if first.lower().endswith(("en", "er")) else "en"
    return f"{first}{ending} {rest}".strip()


@cache
def _names() -> tuple[re.Pattern[str], dict[str, Statute]]:
    by_name: dict[str, Statute] = {}
    for statute in statutes():  # the one in force comes first of its name
        forms = [statute.name, *statute.others]
        for name in forms:
            for form in (name, _indefinite(name), _indefinite(name).replace(" med särskilda", " om särskilda")):
                by_name.setdefault(fold(form), statute)
    alternatives = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(by_name, key=len, reverse=True))
    short = sorted({a for s in statutes() for a in s.abbreviations if len(a) > 2}, key=len, reverse=True)
    abbreviations = "|".join(re.escape(a) for a in short) + "|SOL"
    pattern = re.compile(
        rf"(?<![\w-])(?:(?P<t>(?i:{alternatives}))s?|(?P<a>{abbreviations}))(?![\w-])"
        rf"(?:\s*,?\s*\(?(?P<b>{abbreviations})\)?(?![\w-]))?(?:\s*,?\s*\(?(?:SFS\s*)?(?P<n>(?:1[789]|20)\d\d:\d{{1,4}})\)?)?(?:\s*,?\s*\(?(?P<c>{abbreviations})\)?(?![\w-]))?"
    )
    return pattern, by_name


def _indefinite(name: str) -> str:
    first, _, rest = name.partition(" ")
    first = re.sub(r"(?i)^(.*(?:lag|balk|förordning))en$", r"\1", first)
    rest = re.sub(r"^(.*sekretesslag|.*sjukvårdslag|.*sjukvårdsförordning)en$", r"\1", rest)
    return f"{first} {rest}".strip()


@cache
def _abbreviations() -> dict[str, Statute]:
    found: dict[str, Statute] = {}
    for statute in statutes():
        for short in statute.abbreviations:
            found.setdefault(short.casefold(), statute)
    return found


def find_statutes(text: Text) -> Iterator[Found]:
    """Statutes by name, abbreviation or number."""
    pattern, by_name = _names()
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        line = block.text
        taken: list[tuple[int, int]] = []
        for match in pattern.finditer(line):
            title = match["t"]
            statute = (
                by_name[re.sub(r"\s+", " ", title.casefold())] if title else _abbreviations()[match["a"].casefold()]
            )
            taken.append(match.span())
            yield _named(index, match, statute, line)
        if ":" not in line:
            continue
        for match in _GENERAL.finditer(line):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            yield _numbered(index, match, line)


def same_name(a: Statute, b: Statute) -> bool:
    """Whether two statutes have followed each other under one name."""
    return fold(a.name) == fold(b.name)


def _named(index: int, match: re.Match[str], statute: Statute, line: str) -> Found:
    number = match["n"]
    cited = statute_by_number().get(number) if number else None
    end = match.end()
    own = {a.casefold() for a in statute.abbreviations}
    other = next((g for g in ("b", "c") if match[g] and match[g].casefold() not in own), None)
    if other is not None:  # the abbreviation after it is the next statute's
        end = match.start(other)
        end -= len(line[match.start() : end]) - len(line[match.start() : end].rstrip(" ,("))
    given = [match[g] for g in ("t", "a", "b", "c") if match[g] and (g in "ta" or match[g].casefold() in own)]
    surface = line[match.start() : end]
    aliases = [surface, *given]
    if not number and len(given) == 1 and match["t"] and statute.abbreviations:
        aliases.append(statute.abbreviations[0])
    key = f"lag:{fold(statute.name)}"
    right = cited if cited is not None and same_name(cited, statute) else None
    return Found(
        index,
        match.start(),
        end,
        EntityKind.AGREEMENT,
        "förordning" if "förordning" in statute.name.lower() else "lag",
        statute.name,
        key,
        "statute-name",
        head="lag",
        identifier=right.number if right else "",
        confidence=0.97,
        aliases=tuple(dict.fromkeys(aliases)),
        silent=True,
    )


def _numbered(index: int, match: re.Match[str], line: str) -> Found:
    number = match["n"]
    title = titles_by_number().get(number)
    surface = re.sub(r"\s+", " ", line[match.start() : match.end()].strip())
    statute = statute_by_number().get(number)
    name = statute.name if statute else definite(title) if title else upper_first(surface)
    return Found(
        index,
        match.start(),
        match.end(),
        EntityKind.AGREEMENT,
        "förordning" if "förordning" in name.lower()[:40] else "lag",
        name,
        f"lag:{fold(name)}",
        "statute-number",
        head="lag",
        identifier=number,
        confidence=0.95,
        aliases=(surface,),
        silent=True,
    )
