"""What a question names: entities by their longest names, inflected, misspelt, or by topic ("barngruppen")."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.artifact import EntityKind
from ingest.language.compounds import split
from ingest.language.keys import key as stem
from ingest.language.lexicon import known
from ingest.language.stopwords import STOPWORDS
from ontology.names import is_generic
from search.asking.names import Name, Names, kind_of, kind_words, topic_of
from search.asking.wording import ASKING, question_words

_LINKS = frozenset(
    {"för", "om", "kring", "till", "inom", "rörande", "av", "i", "på", "och", "med", "den", "det", "de", "nya", "vid"}
)
GAP = "·"  # stands for a word that no name may reach over
_THINGS = frozenset({EntityKind.AGREEMENT, EntityKind.MATTER})
_JOINS = frozenset({"och", "respektive", "eller", "samt"})
_REACH = 8  # words of a name said in other words
_SHORTEST = 4  # letters of a word whose spelling is mended
_MOST = 40  # entities that one mention may mean


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` of a question, and the entities that they may mean. `sure`: a name as it stands."""

    start: int
    end: int
    text: str
    ids: tuple[str, ...]
    kind: EntityKind
    sure: bool = True


def mended(tokens: Sequence[str], names: Names) -> list[str]:
    """The words with those that are misspelt replaced by words of names, where they are near enough."""
    asked = question_words()
    found = []
    for token in tokens:
        lower = token.casefold()
        fine = len(lower) < _SHORTEST or not lower.isalpha() or known(lower) or stem(lower) in asked
        if fine or names.holding(stem(lower)) or len(split(lower)) > 1:
            found.append(lower)
            continue
        near = [n for n in names.speller.suggest(lower) if n[0] == lower[0]]
        found.append(near[0] if near else lower)
    return found


def mentions(tokens: Sequence[str], names: Names, taken: Collection[int] = ()) -> list[Mention]:
    """The entities that words in lower case name, in order. Words at `taken` begin no name of one word."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _mention(tokens, at, names, taken)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = mention.end
    return found


def joined(found: Sequence[Mention], tokens: Sequence[str]) -> tuple[Mention, ...]:
    """The mentions with those in a list ("a, b och c") made one that may mean any of them."""
    sides: list[Mention] = []
    for mention in found:
        last = sides[-1] if sides else None
        between = tokens[last.end : mention.start] if last else ["-"]
        near = not between or (len(between) == 1 and between[0] in _JOINS)
        if last is not None and near and (last.kind is mention.kind or _THINGS.issuperset((last.kind, mention.kind))):
            text = " ".join(tokens[last.start : mention.end])
            ids = (*last.ids, *(i for i in mention.ids if i not in last.ids))
            sides[-1] = Mention(last.start, mention.end, text, ids, last.kind, last.sure and mention.sure)
        else:
            sides.append(mention)
    return tuple(sides)


def _mention(tokens: Sequence[str], at: int, names: Names, taken: Collection[int]) -> Mention | None:
    if tokens[at] in ASKING:
        return None
    exact = _exact(tokens, at, names, taken)
    vague = exact is None or (exact.end - exact.start == 1 and is_generic(exact.text))
    if vague and at not in taken and tokens[at] not in STOPWORDS:
        told = _told(tokens, at, names)
        if told is not None and (exact is None or told.end > exact.end):
            return told
    if exact is not None:
        return exact
    return None if at in taken else _compound(tokens, at, names)


def _exact(tokens: Sequence[str], at: int, names: Names, taken: Collection[int]) -> Mention | None:
    stems = [stem(t) for t in tokens[at : at + names.longest.get(stem(tokens[at]), 0)]]
    for length in range(len(stems), 0, -1):
        if length == 1 and (at in taken or tokens[at] in STOPWORDS or len(tokens[at]) < 2):
            return None
        known_names = names.exact.get(tuple(stems[:length]))
        if known_names:
            return _made(tokens, at, at + length, known_names, True)
    return None


def _told(tokens: Sequence[str], at: int, names: Names) -> Mention | None:
    """A name said in part, or with other small words: "gruppen för barn", "överenskommelsen om spel"."""
    kind = kind_of(tokens[at])
    ends = []
    for end in range(at + 1, min(len(tokens), at + _REACH) + 1):
        token = tokens[end - 1]
        if token in ASKING or token == GAP or (end > at + 1 and token in STOPWORDS and token not in _LINKS):
            break
        if token in _JOINS and _exact(tokens, end, names, ()) is not None:
            break
        if token not in STOPWORDS and token not in _LINKS:
            ends.append(end)
    for end in reversed(ends):
        said = [t for t in tokens[at:end] if t not in STOPWORDS and t not in _LINKS]
        topics = said[1:] if kind else said
        if not topics or len({stem(t) for t in said}) < 2:
            continue
        candidates = _all_hold(topics, names, kind)
        if candidates:
            return _made(tokens, at, end, _closest(candidates, {stem(t) for t in said}), False)
    return None


def _compound(tokens: Sequence[str], at: int, names: Names) -> Mention | None:
    """A compound of a topic and a kind: "demensöverenskommelsen" is an agreement that names dementia."""
    kind = kind_of(tokens[at])
    if kind is None or tokens[at] in STOPWORDS:
        return None
    for topic in topic_of(tokens[at]):
        on = names.on(topic)
        candidates = [n for n in on if n.kind is kind] or [n for n in on if _tells(n, kind)]
        if candidates:
            return _made(tokens, at, at + 1, _closest(candidates, {stem(tokens[at])}), False)
    return None


def _tells(name: Name, kind: EntityKind) -> bool:
    """Whether a matter is things of the kind: "överenskommelser för särskilda målgrupper"."""
    return name.kind is EntityKind.MATTER and any(kind_words().get(s) is kind for s in name.stems)


def _all_hold(words: Sequence[str], names: Names, kind: EntityKind | None) -> list[Name]:
    """The names, of the kind where one is said, that hold all the words."""
    held: list[Name] | None = None
    for word in words:
        here = [n for n in names.holding(stem(word)) if kind in (None, n.kind)]
        known_ids = {id(n) for n in here}
        held = here if held is None else [n for n in held if id(n) in known_ids]
        if not held:
            return []
    return held or []


def _closest(candidates: Sequence[Name], said: Collection[str]) -> list[Name]:
    """Those with the fewest words that were not said."""
    least = min(len(n.content - set(said)) for n in candidates)
    return [n for n in candidates if len(n.content - set(said)) <= least + 1]


def _made(tokens: Sequence[str], start: int, end: int, found: Sequence[Name], sure: bool) -> Mention:
    ids = tuple(dict.fromkeys(n.entity for n in found))[:_MOST]
    return Mention(start, end, " ".join(tokens[start:end]), ids, found[0].kind, sure)
