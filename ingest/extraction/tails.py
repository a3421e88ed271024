"""What follows the head of a body or function and belongs to its name: an owner, a topic, a proper name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.artifact import EntityKind
from ingest.extraction.complements import capital_run, noun_phrase
from ingest.extraction.found import Found
from ingest.extraction.heads import Head
from ingest.extraction.tokens import Word

_FOR = frozenset({"för", "till", "kring", "på", "från", "i", "hos", "inom", "vid"})
_UNIONS = frozenset({"kommunalförbund", "samordningsförbund", "samverkansorganisation"})
_NAMELIKE = frozenset({"grupp", "råd", "nätverk", "forum", "kommitté", "samråd"})
_NO_NAME_AFTER = frozenset({"sekretariat", "krets", "kärna", "projekt", "fora"})


@dataclass(frozen=True, slots=True)
class Tail:
    """The index after the name, whom the body belongs to, and what it is for (lower case)."""

    after: int
    owner: Found | None
    complement: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A head at word `i` with what stands around it."""

    words: Sequence[Word]
    i: int
    head: Head
    known: Sequence[Found]
    owner: Found | None  # found before the head
    heading: bool
    telling: bool  # a modifier tells it from others
    opening: bool  # the phrase begins with a capital


def tail(place: Place) -> Tail:
    """The tail of the phrase at a place."""
    head, after = place.head, place.i + 1
    if head.genitive or after >= len(place.words):
        return Tail(after, place.owner)
    if head.type == "funktion":
        return _of_function(place, after)
    if head.type in ("vårdgivare", "utförare", "vårdenhet"):
        return _of_unit(place, after)
    if head.type == "brukarorganisation":
        word = place.words[after]
        named = word.text.isupper() and len(word.text) > 1 and head.definite
        return Tail(after + named, place.owner, word.low if named else "")
    if head.kind is EntityKind.GROUP or head.type in _UNIONS:
        return _of_group(place, after)
    return Tail(after, place.owner)


def _starting(place: Place, at: int) -> Found | None:
    if at >= len(place.words):
        return None
    return next((f for f in place.known if f.start == place.words[at].start), None)


def _past(place: Place, at: int, found: Found) -> int:
    while at < len(place.words) and place.words[at].start < found.end:
        at += 1
    return at


def _of_function(place: Place, after: int) -> Tail:
    words = place.words
    if words[after].low == "eller" and after + 1 < len(words) and words[after + 1].low == "motsvarande":
        return Tail(after + 2, place.owner)
    inside = _starting(place, after + 1) if words[after].low == "i" else None
    if place.owner is not None and inside is not None and inside.kind is EntityKind.GROUP:
        return Tail(_past(place, after, inside), place.owner, inside.head)
    near = _starting(place, after)
    if near is not None and near.kind is not EntityKind.AGREEMENT and place.owner is None:
        return Tail(_past(place, after, near), near)
    end = capital_run(words, after)
    step = end if end < len(words) and words[end].low in _FOR else end - 1
    near = _starting(place, step + 1)
    if near is None or place.owner is not None or near.kind is EntityKind.AGREEMENT or _genitive(words, near):
        return Tail(after, place.owner)
    return Tail(max(_past(place, end, near), after), near)


def _genitive(words: Sequence[Word], near: Found) -> bool:
    last = next((w for w in words if w.end >= near.end), None)
    return (
        last is not None
        and near.end - near.start > 3
        and last.low.endswith(("ens", "nas", "muns", "mans", "parts", "ets"))
        and last.text != near.name.split(" ")[-1]
    )


def _of_unit(place: Place, after: int) -> Tail:
    words, head = place.words, place.head
    if head.type == "vårdenhet" and words[after].capital and head.definite and not head.plural and not place.heading:
        end = capital_run(words, after)
        return Tail(end, place.owner, _low(words, after, end))
    if words[after].low in ("i", "från", "inom"):
        near = _starting(place, after + 1)
        if near is not None and near.type == "region":
            return Tail(_past(place, after, near), near)
    return Tail(after, place.owner)


def _of_group(place: Place, after: int) -> Tail:
    words, head = place.words, place.head
    following = words[after + 1] if after + 1 < len(words) else None
    if words[after].low == "på" and following is not None and following.low.endswith("nivå"):
        return Tail(after + 2, place.owner, following.low)
    if words[after].capital:
        if head.tail in _NO_NAME_AFTER or head.plural:
            return Tail(after, place.owner)
        end = capital_run(words, after)
        return Tail(end, place.owner, _low(words, after, end))
    if words[after].low not in _FOR or following is None or head.plural or not _topical(following):
        return Tail(after, place.owner)
    named = place.heading or following.capital or place.telling or (place.opening and head.tail in _NAMELIKE)
    before = place.i - 1
    while before >= 0 and words[before].low in ("ny", "nytt", "särskild", "särskilt", "gemensam", "gemensamt"):
        before -= 1
    introduced = not head.definite and before >= 0 and words[before].low in ("en", "ett")
    if (named or introduced) and (words[after].low in ("för", "till", "kring") or place.heading):
        end = noun_phrase(words, after + 1, 12)
        if end > after + 1:
            return Tail(end, place.owner, _low(words, after + 1, end))
    return Tail(after, place.owner)


def _topical(word: Word) -> bool:
    """Whether what follows "för" can be a topic: not a number ("för 1 år"), not a clause."""
    return word.low != "att" and not word.text[0].isdigit()


def _low(words: Sequence[Word], start: int, end: int) -> str:
    return " ".join(w.low for w in words[start:end])
