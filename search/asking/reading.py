"""A question as it is read: relations, names, what kind of thing is asked for, and in which role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.artifact import EntityKind
from ingest.language.keys import key as stem
from ingest.language.stopwords import STOPWORDS
from ingest.language.tokens import words
from ontology.catalogue import Catalogue
from search.asking.linking import GAP, Mention, joined, mended, mentions
from search.asking.names import kind_of, load_names
from search.asking.wording import AGENT_LAST, ASKING, NEAR, said_predicates

_WHO = frozenset({"vem", "vems", "vilka", "vilken", "vilket", "vilkas"})
_WHICH = frozenset({"vilka", "vilken", "vilket", "vilkas", "många"})
_TO = frozenset({"till", "åt", "i", "under", "hos"})
_BETWEEN = frozenset({"av", "de", "den", "det", "alla", "nya", "gamla", "övriga", "olika", "andra", "slags", "sorts"})
_OWNING = ("ets", "ens", "nas")  # what is asked for is what belongs to it
# groups that are people, no bodies
_PEOPLE = ("målgrupp", "yrkesgrupp", "åldersgrupp", "patientgrupp", "personalgrupp", "befolkningsgrupp", "brukargrupp")
_ENOUGH = 3  # letters of a word that is looked for in quotes


@dataclass(frozen=True, slots=True)
class Reading:
    """`role`: which end of the relation the named things hold: subject, object or "" where it is not said."""

    tokens: tuple[str, ...]
    predicates: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    kind: EntityKind | None = None  # what is asked for
    kind_word: str = ""  # as it stands: "samrådsgrupperna"
    role: str = ""
    county: str = ""
    words: tuple[str, ...] = ()  # beginnings of the words that are none of these
    verb_first: bool = False  # a question to be answered with yes or no
    sides: tuple[Mention, ...] = ()  # the mentions, those in a list as one

    def says(self, *wanted: str) -> bool:
        """Whether one of the words is said, in any inflection."""
        keys = {stem(w) for w in wanted}
        return any(stem(t) in keys for t in self.tokens)

    def begins(self, *wanted: str) -> bool:
        """Whether the question begins with one of the words."""
        return bool(self.tokens) and self.tokens[0] in wanted


def read(question: str, catalogue: Catalogue) -> Reading:
    """What a question asks for."""
    names = load_names(catalogue)
    tokens = mended([t.text for t in words(question)], names)
    spans = said_predicates(tokens)
    kind, kind_word, place = _asked_kind(tokens)
    taken = {i for start, end, _ in spans for i in range(start, end)} | ({place} if place >= 0 else set())
    county, at = _county(tokens, catalogue)
    place_out = [GAP if i == at else t for i, t in enumerate(tokens)]  # a county narrows, and is no part of a name
    every = mentions(place_out, names, taken)
    found = tuple(m for m in every if not m.start <= place < m.end and not (m.end - m.start == 1 and m.start == at))
    inside = {i for m in found for i in range(m.start, m.end)}
    spans = [s for s in spans if not inside.issuperset(range(s[0], s[1]))]
    said = tuple(dict.fromkeys(p for _, _, meant in spans for one in meant for p in NEAR.get(one, (one,))))
    left = [t for i, t in enumerate(tokens) if i not in taken | inside and i != at]
    return Reading(
        tuple(tokens),
        said,
        found,
        kind,
        kind_word,
        _role(tokens, said, kind, found),
        county,
        beginnings(left),
        bool(spans) and spans[0][0] == 0 and not any(t in ASKING for t in tokens),
        joined(found, tokens),
    )


def beginnings(tokens: Sequence[str]) -> tuple[str, ...]:
    """What any inflection of the words begins with; words that carry no subject are left out."""
    found = []
    for token in tokens:
        if token in STOPWORDS or token in ASKING:
            continue
        # a stem is a prefix of its word but for some vowels: what both have is in every form
        key = stem(token)
        differing = (i for i, (a, b) in enumerate(zip(token, key, strict=False)) if a != b)
        start = key[: next(differing, min(len(token), len(key)))]
        if len(start) >= _ENOUGH:
            found.append(start)
    return tuple(dict.fromkeys(found))


def _asked_kind(tokens: Sequence[str]) -> tuple[EntityKind | None, str, int]:
    """What is asked for, where the question says ("vilken av de nya grupperna"), the word, and where it stands."""
    for at, token in enumerate(tokens):
        if token not in _WHICH:
            continue
        for place in range(at + 1, min(at + 5, len(tokens))):
            no_body = tokens[place].startswith(_PEOPLE) or tokens[place].endswith(_OWNING)
            kind = None if no_body else kind_of(tokens[place])
            if kind:
                return kind, tokens[place], place
            if tokens[place] not in _BETWEEN and place > at + 1:
                break
    return None, "", -1


def _county(tokens: Sequence[str], catalogue: Catalogue) -> tuple[str, int]:
    """The county of the collection that the question is about ("i Dalarna"), and where it stands."""
    counties = {d.county for d in catalogue.document_records().values() if d.county}
    for at, token in enumerate(tokens):
        if at and tokens[at - 1] in ("i", "för", "inom") and len(token) > _ENOUGH:
            bare = token.removesuffix("s")
            for county in sorted(counties):
                if county.casefold().removesuffix(" län").removesuffix("s") == bare:
                    return county, at
    return "", -1


def _role(tokens: Sequence[str], said: Sequence[str], kind: EntityKind | None, found: Sequence[Mention]) -> str:
    """Which end the named things hold, from the question word and what stands before it."""
    at = next((i for i, t in enumerate(tokens) if t in ASKING), -1)
    if not said or at < 0:
        return ""
    asked, before = tokens[at], tokens[at - 1] if at else ""
    reversed_ = said[0] in AGENT_LAST
    if before in _TO or asked in ("vart", "var"):
        return "subject"
    if before == "av":
        return "subject" if reversed_ else "object"
    if said[0] == "ingår i":
        return "subject" if kind is EntityKind.GROUP else "object"
    thing = asked == "vad" or kind in (EntityKind.AGREEMENT, EntityKind.MATTER)
    if thing and kind is EntityKind.AGREEMENT and found and all(m.kind is EntityKind.AGREEMENT for m in found):
        return ""
    if thing:
        return "object" if reversed_ else "subject"
    if asked in _WHO:
        return "subject" if reversed_ else "object"
    return ""
