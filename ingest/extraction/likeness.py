"""Names of one agreement or group that differ only in words that say nothing.

"Samverkan kring äldre, överenskommelse" and "Överenskommelse om samverkan kring äldre" have one
topic; so have "Länssamverkan om digital vård" and "Länsövergripande samverkan om digital vård".
Only names that say enough are compared: two telling words or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.ids import slug
from ingest.artifact import EntityKind
from ingest.extraction.heads import head_of
from ingest.extraction.nouns import content, stem
from ingest.extraction.titles import title_key, topic_words

_ENOUGH = 2  # telling words
_LONG = 6  # telling words from which one more or less is still the same title
_LAWS = {"lag", "förordning", "balk"}
_EVERYDAY = ("länsövergrip", "länsgemensam", "gemensam", "långsikt", "ny", "befintlig", "politisk")
_COUNTYWIDE = re.compile(r"\b(?:läns|länets )(?=samverkan|samråd|grupp)", re.IGNORECASE)


def likeness(kind: EntityKind, type_: str, name: str, county: str) -> str | None:
    """The same for two names of one thing within a county; None where the name says too little."""
    words = _telling(kind, type_, name, county)
    if words is None:
        return _indefinite(kind, type_, name)
    family = title_key("", type_) if kind is EntityKind.AGREEMENT else type_
    return f"{kind}|{family}|{' '.join(sorted(words))}"


def _indefinite(kind: EntityKind, type_: str, name: str) -> str | None:
    """A short title in the indefinite form: "Överenskommelsen om egenvård" is "Överenskommelse om egenvård"."""
    first, _, rest = re.sub(r"\s+mellan\s.*$", "", name).partition(" ")
    head = head_of(first.lower())
    if (
        kind is not EntityKind.AGREEMENT
        or head is None
        or head.plural
        or not rest.startswith(("om ", "för ", "kring "))
    ):
        return None
    return f"{kind}|{type_}|{head.base} {rest.lower()}"


def near(kind: EntityKind, type_: str, name: str, county: str) -> Iterator[str]:
    """`likeness` of a long title with each one of its words left out."""
    words = _telling(kind, type_, name, county)
    if words is None or kind is not EntityKind.AGREEMENT or len(words) <= _LONG:
        return
    family = title_key("", type_)
    for word in sorted(words):
        yield f"{kind}|{family}|{' '.join(sorted(words - {word}))}"


def _telling(kind: EntityKind, type_: str, name: str, county: str) -> frozenset[str] | None:
    if type_ in _LAWS or kind not in (EntityKind.AGREEMENT, EntityKind.GROUP):
        return None
    places = {part for part in slug(county).removesuffix("-lan").split("-") if part}
    places |= {form for part in places for form in (part.removesuffix("s"), stem(part), stem(part.removesuffix("s")))}
    if kind is EntityKind.AGREEMENT:
        words = topic_words(name)
    else:
        words = content(_COUNTYWIDE.sub("", re.sub(r"\([^)]*\)", " ", name)))
    telling = frozenset(w for w in words if not w.startswith(_EVERYDAY) and slug(w) not in places)
    return telling if len(telling) >= _ENOUGH else None
