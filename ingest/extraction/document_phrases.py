"""Steering documents named in running text: "överenskommelsen om X", "ABC-överenskommelsen", "riktlinjen"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.artifact import EntityKind
from ingest.extraction.complements import is_preposition, noun_phrase
from ingest.extraction.found import Found, Strength
from ingest.extraction.heads import Head
from ingest.extraction.nouns import upper_first
from ingest.extraction.phrases import row_start
from ingest.extraction.text import Text
from ingest.extraction.titles import document_type, title_key, topic_words
from ingest.extraction.tokens import Word

_LEFT = frozenset(
    [
        "gemensam",
        "gemensamma",
        "gemensamt",
        "länsövergripande",
        "länsgemensam",
        "länsgemensamma",
        "lokal",
        "lokala",
        "regional",
        "regionala",
        "statlig",
        "statliga",
        "nationell",
        "nationella",
        "övergripande",
        "sammanhållen",
        "sammanhållna",
        "tillfällig",
        "tillfälliga",
        "ny",
        "nya",
        "tillhörande",
        "gällande",
        "befintlig",
        "befintliga",
        "långsiktig",
        "särskild",
        "särskilda",
        "delregional",
        "delregionala",
        "aktuella",
        "nuvarande",
    ]
)
_STATE = frozenset(["statliga", "statlig", "nationella", "nationell"])
_ACRONYM = re.compile(r"^(?P<a>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,11}?[A-ZÅÄÖ]|[A-ZÅÄÖ]{2,8})-(?P<h>\w+)$")
_POINTING = frozenset(["att", "detta", "dessa", "den", "det", "denna"])
_PURPOSE = frozenset(["avtal", "överenskommelse", "behandlingslinje", "rapport"])  # "avtal för X" says what for
_PROGRAMMES = frozenset(["handlingsplan", "policy"])
_PARTS = ("samverkans", "del", "under", "sakområdes", "sak", "områdes")
_ARTICLES = frozenset(["den", "det", "de", "vår", "vårt", "våra"])
_WEAK = frozenset(["vägledning", "anvisning"])  # everyday nouns unless definite or about something


def find_agreements(text: Text, names: Mapping[int, Sequence[Found]]) -> Iterator[Found]:
    """Documents named by a head. `names` are the names already found, by block."""
    for index, words in enumerate(text.words):
        known = names.get(index, ())
        for i, word in enumerate(words):
            if word.head is None or word.head.kind is not EntityKind.AGREEMENT:
                continue
            if any(f.start <= word.start < f.end and f.strength is Strength.NAMED for f in known):
                continue
            found = _read(text.structure.blocks[index].text, index, words, i, word.head, known)
            if found is not None:
                yield found


def _read(line: str, index: int, words: Sequence[Word], i: int, head: Head, known: Sequence[Found]) -> Found | None:
    core = row_start(words, i)
    first = core
    while first > 0 and words[first - 1].low in _LEFT:
        first -= 1
    start, owner = _owner(line, words[first].start, head, known)
    after, about = _about(line, words, i, first, head)
    end = words[after - 1].end
    surface = line[start:end][: -1 if head.genitive else None]
    base = (line[words[core].start : words[i].start].lower() + head.base) if core < i else head.base
    type_ = document_type(head)
    kind = EntityKind.AGREEMENT
    plain = Found(index, start, end, kind, type_, upper_first(surface), "", "", head=base, aliases=(surface,))
    acronym = _ACRONYM.match(words[i].text)
    if acronym:
        key = f"acronym:{acronym['a'].casefold()}"
        return replace(plain, key=key, rule="agreement-acronym", aliases=(surface, words[i].text))
    if about and topic_words(about) and not head.plural:
        name = (
            surface
            if words[after - 1].end > words[i].end and line[words[i].end : end].strip()
            else f"{surface} {about}"
        )
        return replace(
            plain,
            name=upper_first(name),
            key=title_key(about, type_),
            rule="agreement-about",
            confidence=0.85,
            aliases=_other_names(name, about),
        )
    if owner is not None:
        return replace(plain, key=f"doc:{head.type}||{owner.key}", rule="agreement-owned", owner=owner.key)
    if (_STATE & {w.low for w in words[first:i]} and not head.plural) or (head.type in _WEAK and not head.definite):
        return None
    if head.plural:
        return replace(
            plain,
            key=f"doc:plural:{collective_base(base)}",
            rule="agreement-plural",
            strength=Strength.GENERIC,
            confidence=0.75,
        )
    bare = line[words[core].start : words[i].end - head.genitive]
    aliases = [bare]
    if first < core:
        article = first - (first > 0 and words[first - 1].low in _ARTICLES)
        aliases.append(line[words[article].start : words[i].end - head.genitive])
    return Found(
        index,
        words[core].start,
        words[i].end,
        kind,
        type_,
        upper_first(bare),
        f"doc:bare:{base}",
        "agreement-bare",
        Strength.BARE if head.definite else Strength.GENERIC,
        head=base,
        aliases=tuple(aliases),
        confidence=0.75,
    )


def collective_base(base: str) -> str:
    """Agreements that are not named are one collective, whatever kind of part they are said to be."""
    for prefix in _PARTS:
        if base.startswith(prefix) and base.endswith(("överenskommelse", "avtal")):
            return base.removeprefix(prefix) or base
    return base


def _other_names(name: str, about: str) -> tuple[str, ...]:
    """The name, with the title alone where the head introduces one, and without "mellan X och Y"."""
    others = [name]
    if about[:1].isupper() and len(about.split()) > 2:
        others.append(about)
    plain = re.sub(r"\s+mellan\s+.*$", "", name)
    if plain != name and len(plain.split()) > 2:
        others.append(plain)
    return tuple(others)


def _owner(line: str, start: int, head: Head, known: Sequence[Found]) -> tuple[int, Found | None]:
    """Whose it is ("NÖKs riktlinje"), and where the name begins. A party owns no agreement: it is a party to it."""
    near = next((f for f in known if 0 <= start - f.end <= 1 and line[f.start : f.end].endswith("s")), None)
    if near is None or (near.kind is EntityKind.PARTY and head.type in ("avtal", "överenskommelse")):
        return start, None
    return near.start, near


def _about(line: str, words: Sequence[Word], i: int, first: int, head: Head) -> tuple[int, str]:
    """The index after the name, and what the document is about (also after "(nedan kallad X)")."""
    after = i + 1
    if head.genitive or after >= len(words):
        return after, ""
    title = words[i].capital and first > 0 and words[first - 1].text not in (".", "!", "?")
    if words[after].text == "(":
        close = next((j for j in range(after, min(after + 10, len(words))) if words[j].text == ")"), None)
        if close is not None and close + 1 < len(words) and _opens(words, close + 1, head, title):
            end = noun_phrase(words, close + 2, title=title)
            return after, line[words[close + 1].start : words[end - 1].end] if end > close + 2 else ""
        return after, ""
    if _opens(words, after, head, title):
        end = noun_phrase(words, after + 1, title=title)
        return (end, line[words[i + 1].start : words[end - 1].end]) if end > after + 1 else (after, "")
    named = words[after].capital and not words[after].text.isupper() and not head.plural
    if named and (head.definite or head.type in _PROGRAMMES):
        end = noun_phrase(words, after)
        return end, line[words[i + 1].start : words[end - 1].end] if end > after else ""
    if words[after].low == "inom" and head.plural:
        area = (
            j
            for j in range(after + 1, min(after + 4, len(words)))
            if words[j].low.endswith(("områden", "området", "område", "områdena"))
        )
        return next(area, after - 1) + 1, ""
    return after, ""


def _opens(words: Sequence[Word], at: int, head: Head, title: bool) -> bool:
    if not is_preposition(words[at]) or head.plural:
        return False
    if words[at].low == "för" and head.type in _PURPOSE and not title:
        return False
    if words[at].low == "till" and head.type == "rapport" and not title:
        return False  # who receives it, not what it is about
    return not (at + 1 < len(words) and words[at + 1].low in _POINTING)
