"""Bodies and functions named by a head noun: groups, boards, offices, care units, functions.

A phrase is the head with the modifiers before it ("den gemensamma politiska"), the other parts of a
compound row ("hälso- och"), whom it belongs to ("respektive kommuns") and what it is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.artifact import BlockKind, EntityKind
from ingest.extraction.found import Found, Strength
from ingest.extraction.heads import Head
from ingest.extraction.nouns import upper_first
from ingest.extraction.tails import Place, tail
from ingest.extraction.text import Text
from ingest.extraction.tokens import Word

# Modifiers that tell one body from another, by base form; the others ("gemensam", "ny") do not.
_TELLING = {
    "politisk": "politisk", "politiska": "politisk", "politiskt": "politisk", "regional": "regional", "regionala": "regional",  # noqa: E501
    "regionalt": "regional", "lokal": "lokal", "lokala": "lokal", "lokalt": "lokal", "delregional": "delregional",
    "delregionala": "delregional", "delregionalt": "delregional", "central": "central", "centrala": "central",
    "centralt": "central", "nationell": "nationell", "nationella": "nationell", "nationellt": "nationell",
    "tillfällig": "tillfällig", "tillfälliga": "tillfällig", "operativ": "operativ", "operativa": "operativ",
    "operativt": "operativ", "strategisk": "strategisk", "strategiska": "strategisk", "strategiskt": "strategisk",
    "inre": "inre", "yttre": "yttre", "medicinsk": "medicinsk", "medicinska": "medicinsk", "kommunal": "kommunal",
    "kommunala": "kommunal", "kommunalt": "kommunal", "samordnande": "samordnande", "samordnade": "samordnande",
    "kommungemensam": "kommungemensam", "kommungemensamma": "kommungemensam", "kommungemensamt": "kommungemensam",
    "processledande": "processledande", "rådgivande": "rådgivande", "vice": "vice", "biträdande": "biträdande",
    "interkommunal": "interkommunal", "interkommunala": "interkommunal", "medicinskt": "medicinskt", "ansvarig": "ansvarig",  # noqa: E501
    "fast": "fast", "fasta": "fast", "privat": "privat", "privata": "privat", "offentlig": "offentlig", "delade": "",
    "befintlig": "", "befintliga": "", "befintligt": "", "gemensam": "", "gemensamma": "", "gemensamt": "", "sammanhållande": "",  # noqa: E501
    "länsövergripande": "", "länsgemensam": "", "länsgemensamma": "", "länsgemensamt": "", "partsgemensam": "",
    "partsgemensamma": "", "partsgemensamt": "", "övergripande": "", "särskild": "", "särskilda": "", "särskilt": "",
    "ny": "", "nya": "", "nytt": "", "nuvarande": "", "permanent": "", "permanenta": "", "ständig": "", "ständiga": "",
    "huvudmannagemensam": "", "huvudmannagemensamma": "", "huvudmannagemensamt": "", "samverkande": "",
}  # fmt: skip
_EACH = frozenset(["respektive", "varje", "berörd", "berörda", "en"])
_NEEDS_MODIFIER = frozenset(
    [
        "krets",
        "kärna",
        "funktion",
        "råd",
        "sjuksköterska",
        "kontaktperson",
        "representant",
        "projekt",
        "utförare",
        "vårdkontakt",
        "handläggare",
        "sekreterare",
        "utskott",
        "läkare",
        "koordinator",
        "chef",
        "direktör",
        "styrelse",
    ]
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    first: int  # index of the first word
    core: int  # index of the first word of the compound row
    head: int
    after: int  # index after the last word
    telling: tuple[str, ...]
    owner: Found | None
    each: bool
    complement: str  # folded


def group_type(base: str, telling: Sequence[str], tail: str, type_: str) -> str:
    """The type of a group by the words of its name."""
    if "politisk" in telling:
        return "politisk grupp"
    if type_ != "grupp":
        return type_
    if "samråd" in base:
        return "samrådsgrupp"
    if base.startswith(("arbets", "projekt", "lokal")) or base.endswith("projektgrupp"):
        return "arbetsgrupp"
    return "tjänstemannagrupp" if tail in ("grupp", "kommitté") else "grupp"


def find_bodies(text: Text, names: Mapping[int, Sequence[Found]], functions: bool) -> Iterator[Found]:
    """Groups, boards, offices, units; or functions. `names` are the names already found, by block."""
    for index, words in enumerate(text.words):
        known = names.get(index, ())
        for i, word in enumerate(words):
            if (
                word.head is None
                or word.head.kind is EntityKind.AGREEMENT
                or functions is not (word.head.type == "funktion")
            ):
                continue
            found = _read(text, index, words, i, word.head, known)
            if found is not None:
                yield found


def _read(text: Text, index: int, words: Sequence[Word], i: int, head: Head, known: Sequence[Found]) -> Found | None:
    if any(f.start <= words[i].start < f.end and f.strength is Strength.NAMED for f in known):
        return None
    phrase = _phrase(words, i, head, known, text.structure.blocks[index].kind is BlockKind.HEADING)
    alone = head.base == head.tail and not phrase.telling and phrase.owner is None
    if (
        head.tail in _NEEDS_MODIFIER
        and alone
        and not (head.tail in ("råd", "utskott", "chef", "direktör") and (head.definite or phrase.complement))
    ):
        return None
    if head.tail == "samråd" and head.base == "samråd" and not head.definite and not phrase.telling:
        return None
    if head.base == "kontaktperson" and "fast" not in phrase.telling:
        return None
    if head.base == "förvaltning" and i + 1 < len(words) and words[i + 1].low in ("av", "och"):
        return None  # "förvaltningen av avtalet": what is done, not who does it
    if _predicative(words, phrase.first, head):
        return None
    line = text.structure.blocks[index].text
    start, end = words[phrase.first].start, words[phrase.after - 1].end
    if end > start and line[start:end].endswith(","):
        end -= 1
    return _found(text, index, words, phrase, head, start, end, line)


def _phrase(words: Sequence[Word], i: int, head: Head, known: Sequence[Found], heading: bool) -> _Phrase:
    core = row_start(words, i)
    first = core
    telling: list[str] = []
    while first > 0 and words[first - 1].low in _TELLING:
        first -= 1
        if _TELLING[words[first].low]:
            telling.insert(0, _TELLING[words[first].low])
    owner, each = None, False
    if head.type == "funktion":
        if first > 0 and words[first - 1].text.isupper() and len(words[first - 1].text) > 1:
            first -= 1
            telling.insert(0, words[first].low)
        if (
            first > 1
            and words[first - 1].low == "och"
            and head.tail in ("ordförande", "sekreterare")
            and words[first - 2].low.startswith("ordförande")
        ):
            first -= 2
            telling = ["ordförande", "och", *telling]
    before = next((f for f in known if f.end <= words[first].start and words[first].start - f.end <= 1), None)
    if before is not None and _genitive(words, first - 1):
        owner = before
        while first > 0 and words[first - 1].start >= before.start:
            first -= 1
    elif (
        first > 1
        and words[first - 1].low in ("kommuns", "huvudmans", "parts", "kommuners")
        and words[first - 2].low in _EACH
    ):
        first, each = first - 2, True
    elif first > 0 and words[first - 1].low in ("kommuns", "kommunernas", "kommunens", "nämndens", "regionens"):
        first, each = first - 1, True
    end = tail(Place(words, i, head, known, owner, heading, bool(telling), words[first].capital))
    return _Phrase(first, core, i, end.after, tuple(telling), end.owner, each, end.complement)


def _predicative(words: Sequence[Word], first: int, head: Head) -> bool:
    """ "X är ett forum för ..." says what X is and names nothing."""
    if head.kind is not EntityKind.GROUP or head.definite or first == 0 or words[first].capital:
        return False
    at = first - 1
    if words[at].low in ("en", "ett") or (words[at].low.endswith("s") and at > 0 and words[at - 1].low == "är"):
        at -= 1
    return at >= 0 and words[at].low in ("är", "var", "utgör", "blir", "vara") and at != first


def row_start(words: Sequence[Word], i: int) -> int:
    """The index of the first part of a compound row that ends in word `i`: "hälso- och sjukvårdsavtal"."""
    core = i
    while (
        core >= 2
        and words[core - 1].low in ("och", "eller", "respektive", "samt")
        and words[core - 2].text.endswith("-")
    ):
        core -= 2
        while core >= 2 and words[core - 1].text == "," and words[core - 2].text.endswith("-"):
            core -= 2
    return core


def _genitive(words: Sequence[Word], at: int) -> bool:
    return at >= 0 and words[at].low.endswith("s")


def _found(
    text: Text, index: int, words: Sequence[Word], phrase: _Phrase, head: Head, start: int, end: int, line: str
) -> Found:
    row = " ".join(w.low for w in words[phrase.core : phrase.head]).replace(" ,", ",")
    base = f"{row} {head.base}" if row else head.base
    telling = tuple(t for t in phrase.telling if not (t == "regional" and head.tail == "sekretariat"))
    owner = phrase.owner.key if phrase.owner else ("respektive" if phrase.each else "")
    surface = line[start:end]
    if head.genitive and surface.endswith("s"):
        surface = surface[:-1].rstrip(":")
    type_ = group_type(head.base, telling, head.tail, head.type) if head.kind is EntityKind.GROUP else head.type
    named = bool(
        phrase.complement
        or owner
        or row
        or (telling and head.kind is EntityKind.GROUP)
        or type_ == "funktion"
        or head.kind is EntityKind.PARTY
    )
    strength = Strength.NAMED if named else Strength.BARE if head.definite and not head.plural else Strength.GENERIC
    if (
        head.kind is EntityKind.PARTY
        and head.base in ("nämnd", "kommunalförbund", "kommunförbund", "samordningsförbund", "förvaltning")
        and not (phrase.complement or owner)
    ):
        strength = Strength.BARE if head.definite else Strength.GENERIC
    if type_ in ("funktion", "nämnd") and owner and phrase.owner is not None and phrase.owner.strength is Strength.BARE:
        owner = phrase.owner.key
    family = head.tail if head.kind is EntityKind.GROUP else type_
    key = f"{family}:{' '.join((*telling, base))}|{phrase.complement}|{owner}"
    short = bool(phrase.complement) and head.base != head.tail and not head.definite
    return Found(
        index, start, end, head.kind, type_, upper_first(surface), key, f"head-{head.tail}", strength,
        head=base if not telling else " ".join((*telling, base)), owner=owner if owner != "respektive" else "",
        confidence=0.9 if strength is Strength.NAMED else 0.8, aliases=(surface, line[start : words[phrase.head].end]) if short else (surface,),  # noqa: E501
    )  # fmt: skip
