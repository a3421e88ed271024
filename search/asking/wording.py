"""The words of questions: which relation they mean, and in what form something is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ingest.language.keys import key as stem
from ingest.language.stopwords import STOPWORDS
from ontology.vocabulary import alternatives, predicates
from search.thesaurus import load_thesaurus

# Relations whose object is the one who acts: "avtalet tecknas av regionen".
AGENT_LAST = frozenset({"antas av", "tecknas av", "regleras av"})
# Relations that mean nearly the same, tried in this order where the first says nothing.
NEAR: dict[str, tuple[str, ...]] = {
    "förvaltar": ("förvaltar", "ansvarar för"),
    "följer upp": ("följer upp",),
    "fastställer": ("fastställer", "antas av", "beslutar"),
    "beslutar": ("beslutar", "fastställer"),
    "antas av": ("antas av", "fastställer", "beslutar"),
    "ansvarar för": ("ansvarar för", "förvaltar"),
    "ingår i": ("ingår i",),
    "underordnad": ("underordnad",),
    "samordnar": ("samordnar",),
}
# Verbs that the vocabulary and the thesaurus do not give, in the form of a question.
_MORE: dict[str, tuple[str, ...]] = {
    "förvaltar": ("ägare", "tillhör", "hör till", "hand om"),
    "följer upp": ("utvärdera", "utvärdering", "uppföljning", "följs upp"),
    "fastställer": ("godkänna", "bestämma", "klubba", "spika"),
    "beslutar": ("bestämma", "bestämmer över", "avgöra", "beslut", "råder över"),
    "bereder": ("förbereda", "lägger fram"),
    "rapporterar till": ("rapportera", "återrapportera", "anmäla", "redovisa"),
    "utser": ("nominera",),
    "ingår i": ("sitta", "delta", "medlem", "ledamot", "bestå", "med i", "representerad"),
    "antas av": ("anta", "antogs", "antagits"),
    "tecknas av": ("teckna", "underteckna", "skriva under", "skriva på", "signera"),
    "ansvarar för": ("ansvar", "ansvarig", "svara för"),
    "publicerar": ("publicera", "var finns", "var hittar", "var ligger"),
}
ASKING = frozenset({"vem", "vems", "vilka", "vilkas", "vilken", "vilket", "vad", "hur", "var", "vart", "när"})


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Relations by the keys of the words for them: the vocabulary's, the thesaurus's, then those above."""
    found: dict[tuple[str, ...], dict[str, None]] = {}
    concepts = load_thesaurus().concepts.values()
    for predicate, term in predicates().items():
        own = [predicate, *alternatives(term), *_MORE.get(predicate, ())]
        keys = {_keys(w) for w in own}
        everyday = [
            w for c in concepts if _keys(c.preferred) in keys for w in (c.preferred, *c.alternatives, *c.hidden)
        ]
        for word in (*own, *everyday):
            if _keys(word):
                found.setdefault(_keys(word), {}).setdefault(predicate)
    return {k: tuple(p) for k, p in found.items()}


def said_predicates(tokens: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """The relations that words mean, with the words: (start, end, relations), the longest at each place."""
    stems = [stem(t) for t in tokens]
    phrases = _phrases()
    found = []
    at = 0
    while at < len(stems):
        for length in (4, 3, 2, 1):
            meant = phrases.get(tuple(stems[at : at + length])) if at + length <= len(stems) else None
            if meant and not (length == 1 and tokens[at] in STOPWORDS):
                found.append((at, at + length, meant))
                at += length
                break
        else:
            at += 1
    return found


def said_any(tokens: Iterable[str], *words: str) -> bool:
    """Whether one of the words is said, in any inflection."""
    wanted = {stem(w) for w in words}
    return any(stem(t) in wanted for t in tokens)


def question_words() -> frozenset[str]:
    """The keys of all words for relations."""
    return frozenset(k for keys in _phrases() for k in keys)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(stem(w) for w in text.split())
