"""Differing definitions of a term."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.language.keys import key
from search.conflicts.claims import DOCUMENTS
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.statements import Statement, content
from search.conflicts.verification import other_time

_MEANT = re.compile(
    r"^Med\s+(?P<term>[^,.;:]{2,60}?)\s+(?:avses|menas|förstås)\b(?:\s+(?:här|i\s+\w+))?\s+(?P<meaning>[^;]{8,400})",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?P<long>[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?:\s+[\wåäöÅÄÖ-]+){1,6})\s+\((?:nedan\s+)?(?P<short>[A-ZÅÄÖ]{3,6})\)"
)
_SPELT_OUT = re.compile(r"\b(?P<short>[A-ZÅÄÖ]{3,6})\s+\((?P<long>[a-zåäöA-ZÅÄÖ][^()]{6,80})\)")
_LEVEL = r"(?:nationell|regional|delregional|lokal|länsövergripande|länsgemensam)[a-zåäö]*"
_LISTED = re.compile(
    rf"\b{_LEVEL}(?:\s+nivå)?(?:\s*\([^)]*\))?(?:\s+nivå)?(?:\s*\([^)]*\))?(?:(?:,\s*|\s+(?:och|samt|respektive)\s+){_LEVEL}(?:\s+nivå)?)+",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"\b(?:nationellt|regionalt|delregionalt|lokalt)\b", re.IGNORECASE)
_LEVELS = {
    "nationell": re.compile(r"\bnationell", re.IGNORECASE),
    "regional": re.compile(r"\bregional|\blänsövergrip|\blänsgemensam", re.IGNORECASE),
    "delregional": re.compile(r"\bdelregional", re.IGNORECASE),
    "lokal": re.compile(r"\blokal", re.IGNORECASE),
}
_THERE_ARE = re.compile(r"\bfinns\s+(?:[a-zåäö]+\s+){0,3}?(?P<noun>[a-zåäö]{5,}grupper)\b", re.IGNORECASE)
SAME = 0.45  # of the words of two meanings: another way of saying it


def definition(work: Comparison) -> Iterator[Candidate]:
    """Samma begrepp definieras olika, eller en förkortning utläses olika."""
    for scope in sorted(work.material.scopes):
        meant: dict[str, list[tuple[Statement, str, str]]] = defaultdict(list)
        for statement in work.material.scopes[scope]:
            match = _MEANT.match(statement.text)
            if match:
                meant[" ".join(content(match["term"]))].append((statement, match["term"], match["meaning"]))
        for told in meant.values():
            for (a, term, one), (b, _, other) in couples(told):
                if a.number == b.number:
                    continue
                if work.material.likeness(frozenset(content(one)), frozenset(content(other))) >= SAME:
                    continue
                kind = work.nature(a, b)
                yield Candidate(
                    kind if kind in ("version", "förslag") else "definition",
                    a,
                    b,
                    one.strip(),
                    other.strip(),
                    "medel",
                    0.85,
                    f"Begreppet ”{term}” definieras olika.",
                    rejected=other_time(work.material, a, b),
                )
        yield from _abbreviations(work, work.material.scopes[scope])
        yield from _levels(work.material.scopes[scope])
        yield from _local(work, work.material.scopes[scope])
        yield from _examples(work.material.scopes[scope])


def _levels(statements: list[Statement]) -> Iterator[Candidate]:
    """The levels on which there is cooperation, listed otherwise in another document."""
    listed: list[tuple[Statement, frozenset[str]]] = []
    for statement in statements:
        match = _LISTED.search(statement.text)
        if match is None or statement.text[: match.start()].endswith("mellan "):
            continue
        if not re.search(r"samverka|bedriv|\bsker?\b|nivå", statement.text, re.IGNORECASE):
            continue
        adverbs = len(_ADVERB.findall(match.group())) >= 2
        if not adverbs and not re.match(r"\s*nivå", statement.text[match.end() :]) and "nivå" not in match.group():
            continue  # "regionala och lokala grupper" tells groups, not levels
        found = frozenset(level for level, form in _LEVELS.items() if form.search(match.group()))
        if len(found) >= 2 and "lokal" in found:
            listed.append((statement, found))
    seen: set[tuple[int, int]] = set()
    for (a, one), (b, other) in couples(listed):
        at = (a.document, b.document)
        if a.document != b.document and one != other and "delregional" in one ^ other and at not in seen:
            seen.add(at)
            yield Candidate(
                "definition", a, b, ", ".join(sorted(one)), ", ".join(sorted(other)), "medel", 0.65,
                f"Nivåerna för samverkan är olika: {', '.join(sorted(one))} respektive {', '.join(sorted(other))}.",
            )  # fmt: skip


def _local(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    """One word for a local group in one document and for a group of the county in another."""
    told = [(s, m["noun"].lower()) for s in statements if (m := _THERE_ARE.search(s.text)) and s.modality is None]
    seen: set[tuple[int, int, str]] = set()
    for (a, one), (b, other) in couples(told):
        local = ["lokal" in s.text.lower() for s in (a, b)]
        at = (a.document, b.document, one)
        if (
            one != other
            or a.document == b.document
            or local[0] == local[1]
            or at in seen
            or other_time(work.material, a, b)
        ):
            continue
        seen.add(at)
        yield Candidate(
            "definition",
            a,
            b,
            f"{one} ({'lokala' if local[0] else 'i länet'})",
            f"{one} ({'lokala' if local[1] else 'i länet'})",
            "medel",
            0.6,
            f"”{one.capitalize()}” är lokala enligt den ena texten men inte enligt den andra.",
        )


_EXAMPLE = re.compile(
    r"\b[Ee]tt\s+exempel\s+på\s+(?:en|ett)\s+(?:sådan\w*\s+)?(?P<kind>[a-zåäö]{4,})\s+är\s+[”\"“'](?P<name>[A-ZÅÄÖ][a-zåäö]{3,})"
)


def _examples(statements: list[Statement]) -> Iterator[Candidate]:
    """A document named as an example of one type that by its own name is of another type, which is told apart."""
    for at, b in enumerate(statements):
        match = _EXAMPLE.search(b.text)
        if match is None:
            continue
        kind, name = key(match["kind"]), key(match["name"].lower())
        if kind == name or not {kind, name} <= DOCUMENTS:
            continue
        told = [a for a in statements[max(0, at - 12) : at] if a.document == b.document and _begins(a, name)]
        for a in told[-1:]:
            yield Candidate(
                "definition", a, b, match["name"].lower(), match["kind"], "låg", 0.65,
                f"”{match['name']}” ges som exempel på en annan dokumenttyp ({match['kind']}).",
            )  # fmt: skip


def _begins(statement: Statement, name: str) -> bool:
    return any(w.key == name for w in statement.words[:1])


def _abbreviations(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    spelt: dict[str, list[tuple[Statement, str]]] = defaultdict(list)
    for statement in statements:
        for match in (*_ABBREVIATED.finditer(statement.text), *_SPELT_OUT.finditer(statement.text)):
            long = _fitting(match["long"], match["short"])
            if long:
                spelt[match["short"]].append((statement, long))
    for short, told in sorted(spelt.items()):
        seen: list[frozenset[str]] = []
        for (a, one), (b, other) in couples(told):
            keys = frozenset(content(one)), frozenset(content(other))
            if a.number == b.number or keys[0] == keys[1]:
                continue
            less, more = sorted(keys, key=len)
            if less <= more and not (len(more) == len(short) > len(less) > 1 and a.document != b.document):
                continue  # the longer only says more
            both = keys[0] | keys[1]
            if both in seen or (work.material.likeness(*keys) > 0.75 and not less <= more) or not keys[0] & keys[1]:
                continue
            seen.append(both)
            yield Candidate(
                "definition",
                a,
                b,
                one,
                other,
                "medel",
                0.6,
                f"Förkortningen {short} utläses olika: ”{one}” respektive ”{other}”.",
            )


def _fitting(long: str, short: str) -> str:
    """The last words of `long` that begin with the letters of `short`, or nothing."""
    words = long.replace("-", " ").split()
    for start in range(len(words)):
        if words[start][:1].lower() == short[0].lower() and len(words) - start >= 2:
            letters = "".join(w[0] for w in words[start:]).lower()
            compact = "".join(words[start:]).lower()
            at = 0
            for letter in short.lower():
                at = compact.find(letter, at) + 1
                if at == 0:
                    break
            if at and letters[:1] == short[0].lower():
                return " ".join(long.split()[-(len(words) - start) :]) if "-" not in long else " ".join(words[start:])
    return ""
