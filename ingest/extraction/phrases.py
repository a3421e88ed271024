"""Bodies and functions named by a head noun: groups, boards, offices, care units, functions.

A phrase is the head with the modifiers before it ("den gemensamma politiska"), the other parts of a
compound row ("hälso- och"), whom it belongs to ("respektive kommuns") and what it is for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.artifact import BlockKind, EntityKind
from ingest.extraction.complements import capital_run, noun_phrase
from ingest.extraction.found import Found, Strength
from ingest.extraction.heads import Head
from ingest.extraction.nouns import upper_first
from ingest.extraction.text import Text
from ingest.extraction.tokens import Word

# Modifiers that tell one body from another, by base form; the others ("gemensam", "ny") do not.
_TELLING = {
    "politisk": "politisk", "politiska": "politisk", "politiskt": "politisk", "regional": "regional", "regionala": "regional",
    "regionalt": "regional", "lokal": "lokal", "lokala": "lokal", "lokalt": "lokal", "delregional": "delregional",
    "delregionala": "delregional", "delregionalt": "delregional", "central": "central", "centrala": "central",
    "centralt": "central", "nationell": "nationell", "nationella": "nationell", "nationellt": "nationell",
    "tillfällig": "tillfällig", "tillfälliga": "tillfällig", "operativ": "operativ", "operativa": "operativ",
    "operativt": "operativ", "strategisk": "strategisk", "strategiska": "strategisk", "strategiskt": "strategisk",
    "inre": "inre", "yttre": "yttre", "medicinsk": "medicinsk", "medicinska": "medicinsk", "kommunal": "kommunal",
    "kommunala": "kommunal", "kommunalt": "kommunal", "samordnande": "samordnande", "samordnade": "samordnande",
    "kommungemensam": "kommungemensam", "kommungemensamma": "kommungemensam", "kommungemensamt": "kommungemensam",
    "processledande": "processledande", "rådgivande": "rådgivande", "vice": "vice", "biträdande": "biträdande",
    "interkommunal": "interkommunal", "interkommunala": "interkommunal", "medicinskt": "medicinskt", "ansvarig": "ansvarig",
    "fast": "fast", "fasta": "fast", "privat": "privat", "privata": "privat", "offentlig": "offentlig", "delade": "",
    "befintlig": "", "befintliga": "", "befintligt": "", "gemensam": "", "gemensamma": "", "gemensamt": "", "sammanhållande": "",
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
    ]
)
_FOR = frozenset(["för", "till", "kring", "på", "från", "i", "hos", "inom", "vid"])


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
    if head.tail in _NEEDS_MODIFIER and head.base == head.tail and not phrase.telling and phrase.owner is None:
        if not (head.tail in ("råd", "utskott") and (head.definite or phrase.complement)):
            return None
    if head.tail == "samråd" and head.base == "samråd" and not head.definite and not phrase.telling:
        return None
    if head.base == "kontaktperson" and "fast" not in phrase.telling:
        return None
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
            and words[first - 2].head is not None
            and words[first - 2].head.tail == "ordförande"
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
    after, complement = i + 1, ""
    if not head.genitive:
        after, owner, complement = _after(words, i, head, known, owner, heading, bool(telling), words[first].capital)
    return _Phrase(first, core, i, after, tuple(telling), owner, each, complement)


def _predicative(words: Sequence[Word], first: int, head: Head) -> bool:
    """ "X är ett forum för ..." says what X is and names nothing."""
    if head.kind is not EntityKind.GROUP or head.definite or first == 0:
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


def _genitive_surface(words: Sequence[Word], near: Found) -> bool:
    last = next((w for w in words if w.end >= near.end), None)
    return (
        last is not None
        and last.low.endswith(("ens", "nas", "muns", "mans", "parts", "ets"))
        and last.text != near.name.split(" ")[-1]
    )


def _genitive(words: Sequence[Word], at: int) -> bool:
    return at >= 0 and words[at].low.endswith("s")


def _after(
    words: Sequence[Word],
    i: int,
    head: Head,
    known: Sequence[Found],
    owner: Found | None,
    heading: bool,
    telling: bool,
    opening: bool,
) -> tuple[int, Found | None, str]:
    after = i + 1
    if after >= len(words):
        return after, owner, ""
    if head.type == "funktion":
        if words[after].low == "eller" and after + 1 < len(words) and words[after + 1].low == "motsvarande":
            return after + 2, owner, ""
        end = capital_run(words, after) if words[after].capital else after
        step = end if end < len(words) and words[end].low in _FOR else end - 1
        near = next(
            (
                f
                for f in known
                if step + 1 < len(words) and f.start == words[step + 1].start and f.kind is not EntityKind.AGREEMENT
            ),
            None,
        )
        if near is None and words[after].capital:
            near = next((f for f in known if f.start == words[after].start), None)
        if near is not None and near.end - near.start > 3 and _genitive_surface(words, near):
            near = None
        if near is not None and owner is None:
            while end < len(words) and words[end].start < near.end:
                end += 1
            return max(end, after), near, ""
        return after, owner, ""
    if head.type == "vårdenhet" and words[after].capital and head.definite and not head.plural and not heading:
        end = capital_run(words, after)
        return end, owner, " ".join(w.low for w in words[after:end])
    if head.type in ("vårdgivare", "utförare", "vårdenhet"):
        if words[after].low in ("i", "från", "inom"):
            near = next((f for f in known if after + 1 < len(words) and f.start == words[after + 1].start), None)
            if near is not None and near.type == "region":
                while after < len(words) and words[after].start < near.end:
                    after += 1
                return after, near, ""
        return after, owner, ""
    if head.type == "brukarorganisation":
        return (
            (after + 1 if words[after].text.isupper() and len(words[after].text) > 1 and head.definite else after),
            owner,
            words[after].low if words[after].text.isupper() and head.definite else "",
        )
    if (
        head.kind is EntityKind.GROUP
        and words[after].low == "på"
        and after + 1 < len(words)
        and words[after + 1].low.endswith("nivå")
    ):
        return after + 2, owner, words[after + 1].low
    if head.kind is not EntityKind.GROUP and head.type not in (
        "kommunalförbund",
        "samordningsförbund",
        "samverkansorganisation",
    ):
        return after, owner, ""
    if words[after].capital:
        if (
            head.tail in ("sekretariat", "krets", "kärna", "projekt", "fora")
            or head.plural
            or (i == 0 and not heading and not head.definite)
        ):
            return after, owner, ""
        end = capital_run(words, after)
        return end, owner, " ".join(w.low for w in words[after:end])
    if words[after].low in _FOR and after + 1 < len(words) and not head.plural:
        named_here = opening and head.tail in ("grupp", "råd", "nätverk", "forum", "kommitté", "samråd")
        definite_name = heading or words[after + 1].capital or telling or named_here
        indefinite = not head.definite and i > 0 and words[i - 1].low in ("en", "ett")
        if (
            (definite_name or indefinite)
            and words[after + 1].low != "att"
            and (words[after].low in ("för", "till", "kring") or heading)
        ):
            end = noun_phrase(words, after + 1, 12)
            if end > after + 1:
                return end, owner, " ".join(w.low for w in words[after + 1 : end])
    return after, owner, ""


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
    key = f"{head.tail if head.kind is EntityKind.GROUP else type_}:{' '.join((*telling, base))}|{phrase.complement}|{owner}"
    return Found(
        index, start, end, head.kind, type_, upper_first(surface), key, f"head-{head.tail}", strength,
        head=base if not telling else " ".join((*telling, base)), owner=owner if owner != "respektive" else "",
        confidence=0.9 if strength is Strength.NAMED else 0.8, aliases=(surface, line[start : words[phrase.head].end]) if phrase.complement and head.base != head.tail and not head.definite else (surface,),
    )  # fmt: skip
