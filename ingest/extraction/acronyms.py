"""Acronyms that the text uses and never spells out: which body or document they mean, or what they must be.

"HSF" fits one board's office in the document; an acronym that fits nothing is a body where it acts
("beslutas av ABC", "ABC och styrgruppen") and a document where it is followed ("enligt ABC").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ingest.artifact import BlockKind, EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.text import Text

_ACRONYM = re.compile(r"(?<![\w./:-])(?P<n>[A-ZÅÄÖ]{3,6})(?P<g>:?s)?(?![\w-])")
_GENERAL = frozenset({
    "SIP", "BUP", "LSS", "EU", "FN", "IT", "PDF", "ADL", "SFS", "KBT", "HVB", "LOV", "LOU", "DNR",
    "MTP", "AB", "SOU", "DIR", "PROP", "FOU", "COVID", "ICF", "BBIC", "NPF", "VUB", "HSLF", "SOSFS", "ISO",
    "GDPR", "NPÖ", "TBA", "ADHD", "ACT", "DBT", "MRSA", "SKA", "INTE", "ELLER", "SKALL", "ALLA",
})  # fmt: skip
_ACTS = re.compile(r"\b(?:[Aa]v|[Tt]ill|[Ff]rån|[Gg]enom|[Hh]os|mellan)\s+$")
_FOLLOWED = re.compile(
    r"\b(?:[Ee]nligt|[Uu]tifrån|[Ii]nom ramen för|omfattas av|anslutning till|[Ii] enlighet med)\s+$"
)
_ACTING = re.compile(
    r"^\s+(?:beslutar|fastställer|utser|leder|ansvarar|svarar|träffas|initierar|bereder|följer|ska|har|får|ger)\b"
)
_MEMBERS = re.compile(
    r"(?:Deltagare|Ledamöter|Sammansättning|Representation|Representanter|Adjungerade|Bemanning)\b|(?:Sekretariat(?:et)? )?[Bb]estår av\b"  # noqa: E501
)
_JOINED = re.compile(r"(?:\bfrån|\bav|\boch|\bsamt|,|\b[Rr]egionen)\s$")
_LEAST = 3  # times that an acronym must stand in the text


def find_acronyms(text: Text, by_block: Mapping[int, Sequence[Found]]) -> Iterator[Found]:
    """A name for every place of an acronym that is used three times or more and that no other rule has read."""
    places: dict[str, list[tuple[int, int, int]]] = {}
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index] or (block.kind is BlockKind.HEADING and block.text.isupper()):
            continue
        known = by_block.get(index, ())
        for match in _ACRONYM.finditer(block.text):
            short = match["n"]
            if short in _GENERAL or any(f.start < match.end() and match.start() < f.end for f in known):
                continue
            places.setdefault(short, []).append((index, match.start(), match.end()))
    known_names = {alias for found in by_block.values() for one in found for alias in one.aliases if alias.isupper()}
    for short, several in places.items():
        if short.endswith("S") and short[:-1] in known_names:
            continue
        meant = _fitting(short, by_block)
        if meant is None and len(several) >= _LEAST:
            meant = _voted(short, several, text, by_block)
        if meant is None:
            meant = _member(short, several, text)
        if len(several) < _LEAST and meant is not None and meant.rule != "member-short":
            continue
        if meant is not None:
            for index, start, end in several:
                yield _mention(meant, short, index, start, end)


def _mention(meant: Found, short: str, block: int, start: int, end: int) -> Found:
    return Found(
        block,
        start,
        end,
        meant.kind,
        meant.type,
        meant.name,
        meant.key,
        "acronym-used",
        Strength.NAMED,
        head=meant.head,
        owner=meant.owner,
        confidence=0.75,
        aliases=(short,),
        silent=True,
    )


def _fitting(short: str, by_block: Mapping[int, Sequence[Found]]) -> Found | None:
    """The one body or document of the text whose words begin with the letters, or whose compound holds them."""
    letters = short.casefold()
    fits: dict[str, Found] = {}
    for several in by_block.values():
        for one in several:
            if one.type in ("funktion", "lag", "förordning", "parter", "kommun") or one.rule == "coreference":
                continue
            if _fits(letters, one.head):
                fits.setdefault(one.head, one)
    return next(iter(fits.values())) if len(fits) == 1 else None


def _fits(letters: str, head: str) -> bool:
    parts = [p for p in re.split(r"[^\w]+", head.casefold()) if p and p not in ("och", "i", "för")]
    if not parts or parts[0][0] != letters[0]:
        return False
    if len(parts) == 1:
        initials = _initials(parts[0])
        return len(initials) > 2 and letters in (initials, initials.replace("ö", "o"))
    tail = next((t for t in ("förvaltning", "nämnd", "styrelse", "utskott", "kontor") if parts[-1].endswith(t)), "")
    initials = "".join(p[0] for p in parts) + (tail[:1] if parts[-1] != tail else "")
    return initials == letters


# Parts of compounds whose first letters make a short form ("SAG" of "samverkansavtalsgrupp").
_PARTS = re.compile(
    r"huvud|överens|kommelse|samverkans|samråds|avtals?|läns|styr|grupp|tjänste|manna|lednings|berednings|arbets|ram|tilläggs"
    r"|samordnings|utvecklings|nämnd|förvaltning|styrelse|region|kommun|social|närvårds|vårds?|hälso|program|råd|forum|nätverk"
)


def _initials(compound: str) -> str:
    """The first letters of the parts of a compound; "" where a part is not known."""
    parts = _PARTS.findall(compound)
    return "".join(p[0] for p in parts) if "".join(parts) == compound else ""


def _member(short: str, several: list[tuple[int, int, int]], text: Text) -> Found | None:
    """A body where it stands in a row of members ("Deltagare ... från ABC", "Består av ABC och X")."""
    for index, start, end in several:
        line = text.structure.blocks[index].text
        if _MEMBERS.match(line) and _JOINED.search(line[:start]):
            return Found(
                index, start, end, EntityKind.PARTY, "övrig", short, f"short:{short}", "member-short",
                head=short, aliases=(short,), confidence=0.7,
            )  # fmt: skip
    return None


def _voted(
    short: str, several: list[tuple[int, int, int]], text: Text, by_block: Mapping[int, Sequence[Found]]
) -> Found | None:
    votes: Counter[EntityKind] = Counter()
    for index, start, end in several:
        line = text.structure.blocks[index].text
        before, after = line[max(0, start - 40) : start], line[end : end + 30]
        if _FOLLOWED.search(before):
            votes[EntityKind.AGREEMENT] += 1
        elif _ACTS.search(before) or _ACTING.match(after):
            votes[EntityKind.GROUP] += 1
        for one in by_block.get(index, ()):
            near = one.start - end if one.start >= end else start - one.end
            between = line[end : one.start] if one.start >= end else line[one.end : start]
            if near < 8 and between.strip() in ("och", "samt", "eller", ","):
                votes[one.kind] += 1
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    kind = ranked[0][0]
    type_ = {EntityKind.GROUP: "grupp", EntityKind.AGREEMENT: "överenskommelse"}.get(kind, "övrig")
    index, start, end = several[0]
    return Found(index, start, end, kind, type_, short, f"short:{short}", "acronym-used", head=short, aliases=(short,))
