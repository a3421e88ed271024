"""One group or function called by differing words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ingest.extraction.registries import regions
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.statements import Statement
from search.conflicts.verification import other_time

_LEVEL = (
    r"(?:gemensamma|gemensamt|regionala|regionalt|centrala|centralt|länsövergripande|länsgemensamma"
    r"|sammanhållande|nationella|lokala)"
)
_NOUN = (
    r"(?:[a-zåäö]*(?:sekretariat|råd|nämnd|styrgrupp|forum|utskott|kansli|samrådsgrupp|samverkansgrupp)(?:et|en|t)?)"
)
_CALLED = re.compile(rf"\b(?:det|den|ett|en)\s+(?P<level>{_LEVEL})\s+(?P<noun>{_NOUN})\b", re.IGNORECASE)
_TYPE = r"(?P<kind>[a-zåäö]*(?:grupp|råd|nämnd|forum|kommitté|utskott))(?:en|et)?"
_IS = re.compile(
    rf"^(?P<name>[A-ZÅÄÖ][\wåäöÅÄÖ:-]+(?:\s+[A-ZÅÄÖ][\wåäö]+)?)\s+är\s+(?:en|ett|den|det)\s+(?:[\wåäö]+\s+){{0,3}}?{_TYPE}\b"
)
_NAMED = re.compile(
    rf"\b[Dd](?:en|et)\s+(?:[a-zåäö]+\s+){{0,2}}?{_TYPE}\s+(?P<long>[A-ZÅÄÖ][^().,;]{{2,50}}?)\s+\((?:nedan "
    rf"kallad\s+)?(?P<name>[A-ZÅÄÖ]\w+)\)"
)
_PROPOSED = re.compile(
    r"\b(?:begreppet|namnet|benämningen)\s+(?P<name>[A-ZÅÄÖ][\wåäö]+(?:\s+[\wåäöA-ZÅÄÖ]+){0,4}?)\s+(?:används"
    r"|ska användas)\b"
)
_PARTICIPLE = re.compile(
    r"\b(?P<stem>[a-zåäö]{5,}?)(?P<end>nde|de)\s+(?P<noun>funktion|roll|vårdcentral|grupp|organ)(?:er|en|erna|en|ar|et)?\b",
    re.IGNORECASE,
)


def benamning(work: Comparison) -> Iterator[Candidate]:
    """Samma grupp eller funktion benämns på olika sätt, så att det är oklart om det är en eller två."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        yield from _levels(work, statements)
        yield from _kinds(statements)
        yield from _participles(statements)
        yield from _proposed(statements)
        yield from _former(work, scope, statements)


def _levels(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    """ "Det gemensamma sekretariatet", and once "det regionala sekretariatet"."""
    called: dict[tuple[int, str], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        for match in _CALLED.finditer(statement.text):
            noun = re.sub(r"(?:et|en|t)$", "", match["noun"].lower())
            level = re.sub(r"(?:mma|mt|a|t)$", "", match["level"].lower())
            called[statement.document, noun][level].append(statement)
    for _, levels in sorted(called.items()):
        for one, other in combinations(sorted(levels, key=lambda x: (-len(levels[x]), x)), 2):
            if {one, other} & {"lokal"} or {one, other} >= {"nationell"}:
                continue
            b = levels[other][0]
            a = max(levels[one], key=lambda s: (not s.broken, work.material.likeness(s.keys, b.keys), -s.number))
            both = any(x.number == y.number for x in levels[one] for y in levels[other])
            if a.number != b.number and not both and not other_time(work.material, a, b):
                found = _CALLED.search(a.text), _CALLED.search(b.text)
                names = [m.group() if m else "" for m in found]
                yield Candidate(
                    "namn", a, b, names[0], names[1], "medel", 0.6,
                    f"”{names[0]}” och ”{names[1]}”: oklart om det är samma organ.",
                )  # fmt: skip


def _kinds(statements: list[Statement]) -> Iterator[Candidate]:
    """A body called a steering group in one place and a management group in another."""
    told: dict[str, list[tuple[Statement, str]]] = defaultdict(list)
    for statement in statements:
        for match in (*_IS.finditer(statement.text), *_NAMED.finditer(statement.text)):
            told[match["name"]].append((statement, match["kind"].lower()))
    for name, kinds in sorted(told.items()):
        for (a, one), (b, other) in sorted(couples(kinds), key=lambda x: x[0][0].document != x[1][0].document):
            if one != other and a.number != b.number and len(one) > 5 and len(other) > 5:
                yield Candidate("namn", a, b, one, other, "låg", 0.65, f"{name} kallas {one} respektive {other}.")
                break


def _participles(statements: list[Statement]) -> Iterator[Candidate]:
    """ "Samordnande funktion" has become "samordnad funktion": another meaning."""
    used: dict[tuple[int, str, str], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        for match in _PARTICIPLE.finditer(statement.text):
            stem = match["stem"].lower().removesuffix("a")
            used[statement.document, stem, match["noun"].lower()][match["end"].lower()].append(statement)
    for (_, stem, noun), ends in sorted(used.items()):
        if len(ends) == 2:
            a = min(ends["nde"], key=lambda s: s.number)
            for b in ends["de"][:2]:
                if a.number != b.number:
                    yield Candidate(
                        "namn", a, b, f"{stem}ande {noun}", f"{stem}ade {noun}", "låg", 0.65,
                        f"Funktionen kallas omväxlande ”{stem}ande” och ”{stem}ad”, vilket betyder olika saker.",
                    )  # fmt: skip


def _proposed(statements: list[Statement]) -> Iterator[Candidate]:
    """A name that is proposed for one thing is the name of another."""
    for b in statements:
        match = _PROPOSED.search(b.text)
        if match is None:
            continue
        name = match["name"].lower()
        bearer = re.compile(
            rf"\b(?:styrgrupp\w*|grupp\w*|nämnd\w*|råd\w*|forum\w*)\s+(?:för\s+)?{re.escape(name)}\b", re.IGNORECASE
        )
        fitting = [a for a in statements if a.document != b.document and bearer.search(a.text)]
        for a in fitting[:1]:
            yield Candidate(
                "namn",
                a,
                b,
                match["name"],
                match.group(),
                "medel",
                0.65,
                f"”{match['name']}” är namn på ett organ men föreslås för något annat.",
            )


def _former(work: Comparison, scope: str, statements: list[Statement]) -> Iterator[Candidate]:
    """The abbreviation of the former county council lives on in the name of a group."""
    region = next((r for r in regions() if r.county == scope), None)
    if region is None:
        return
    short = [a for a in region.abbreviations if len(a) > 2]
    told = [
        s for s in statements if re.search(r"\bRegion\s+\w+\s+(?:bildas|bildades)|\bblir\b[^.]{0,40}\bRegion\s", s.text)
    ]
    for a in told[:1]:
        for b in statements:
            match = (
                re.search(
                    rf"\b(?:{'|'.join(map(re.escape, short))})-[A-ZÅÄÖ]\w+"
                    rf"|\b[A-ZÅÄÖ]\w+-(?:{'|'.join(map(re.escape, short))})\b",
                    b.text,
                )
                if short
                else None
            )
            if match and b.document != a.document:
                yield Candidate(
                    "partsnamn",
                    a,
                    b,
                    region.name,
                    match.group(),
                    "låg",
                    0.65,
                    f"Landstingets förkortning lever kvar i namnet ”{match.group()}”.",
                )
                break
