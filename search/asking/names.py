"""The names of the collection by the keys of their words, for finding them in questions.

Words are compared by their keys, so that inflected names are found, and compounds by their parts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.artifact import EntityKind
from ingest.language.compounds import split
from ingest.language.keys import key as stem
from ingest.language.spelling import Speller
from ingest.language.stopwords import STOPWORDS
from ontology.catalogue import Catalogue
from ontology.vocabulary import alternatives, concepts, label

_SCHEMES = (
    (EntityKind.PARTY, "avtal:PartyType"),
    (EntityKind.GROUP, "avtal:GroupType"),
    (EntityKind.AGREEMENT, "avtal:DocumentType"),
)
_SHORTEST = 3  # letters of a topic
_ROOT = 4  # letters of one that ends with a linking vowel


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an entity: the keys of its words, and those of the words that say something."""

    entity: str
    kind: EntityKind
    stems: tuple[str, ...]
    content: frozenset[str]
    topics: frozenset[str]  # parts of compounds among its words


@dataclass(frozen=True, slots=True)
class Names:
    """All names. `words` leads from the key of a word, or of a part of one, to the names that hold it."""

    exact: dict[tuple[str, ...], list[Name]]
    longest: dict[str, int]  # first key -> words of the longest name that begins so
    words: dict[str, list[Name]] = field(default_factory=dict)
    speller: Speller = field(default_factory=lambda: Speller({}))

    def holding(self, stem_: str) -> list[Name]:
        """The names that hold a word, whole or as part of a compound."""
        return self.words.get(stem_, [])

    def on(self, topic: str) -> list[Name]:
        """The names that hold a word that begins with the topic: "demens" finds "demenssjukdom"."""
        return [n for word, names in self.words.items() if word.startswith(topic) for n in names]


@lru_cache(maxsize=1)
def kind_words() -> dict[str, EntityKind]:
    """What kind of thing a word names, by the key of the word: grupp, samråd, avtal, riktlinje, kommun ..."""
    found: dict[str, EntityKind] = {stem("organ"): EntityKind.GROUP, stem("dokument"): EntityKind.AGREEMENT}
    for kind, scheme in _SCHEMES:
        for name in concepts(scheme):
            for word in (label(name), *alternatives(name)):
                if " " not in word and word not in ("övrig", "övrigt"):
                    found.setdefault(stem(word), kind)
    return found


def kind_of(word: str) -> EntityKind | None:
    """The kind that a word names, by itself or by the last part of a compound."""
    kinds = kind_words()
    return kinds.get(stem(word)) or (kinds.get(stem(split(word)[-1])) if len(split(word)) > 1 else None)


@lru_cache(maxsize=65_536)
def topic_of(word: str) -> tuple[str, ...]:
    """What a compound is about, most exact first: ("demens", "demen") of "demensöverenskommelsen"."""
    parts = split(word)
    if len(parts) < 2:
        return ()
    first = "".join(parts[:-1])
    bare = first[:-1] if first.endswith("s") else first
    rooted = first[:-1] if first[-1] in "aeou" and len(first) > _ROOT else first  # hälso-, gatu-: hälsa, gata
    return tuple(t for t in dict.fromkeys((first, rooted, stem(bare))) if len(t) >= _SHORTEST)


def load_names(catalogue: Catalogue) -> Names:
    """The names of the collection, read again only where the graph has changed."""
    return catalogue.remembered("names of questions", lambda: _load(catalogue))


def _load(catalogue: Catalogue) -> Names:
    exact: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    longest: dict[str, int] = {}
    words: dict[str, list[Name]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for entity, kind, text in catalogue.entity_names():
        tokens = text.split()
        if not tokens:
            continue
        while len(tokens) > 1 and tokens[0] in STOPWORDS:
            tokens = tokens[1:]
        stems = tuple(stem(t) for t in tokens)
        content = frozenset(s for s, t in zip(stems, tokens, strict=True) if t not in STOPWORDS)
        parts = frozenset(stem(p.removesuffix("s")) for t in tokens for p in split(t) if len(split(t)) > 1)
        name = Name(entity, EntityKind(kind), stems, content, parts)
        exact[stems].append(name)
        longest[stems[0]] = max(longest.get(stems[0], 0), len(stems))
        for word in content | parts:
            words[word].append(name)
        for token in tokens:
            counts[token] += 1
    return Names(dict(exact), longest, dict(words), Speller(dict(counts)))
