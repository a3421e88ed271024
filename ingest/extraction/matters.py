"""Matters: objects of relations that are neither party, group nor agreement, made entities."""

from __future__ import annotations

import re

from ingest.artifact import Entity, EntityKind, Evidence
from ingest.extraction.clauses import ADVERBS, DETERMINERS
from ingest.extraction.units import Token

_STOP = frozenset(
    {
        "enligt",
        "utifrån",
        "genom",
        "efter",
        "inför",
        "senast",
        "via",
        "vid",
        "när",
        "vilket",
        "vilka",
        "som",
        "samt",
        "(",
        "under",
        "utan",
    }
)
_PARTICLES = frozenset({"upp", "fram", "om", "till", "över", "av", "ut", "på", "för", ",", "och", "samt", "–", "-"})
_MAX_TOKENS = 14
_EMPTY = frozenset(
    [
        "det",
        "den",
        "de",
        "dessa",
        "detta",
        "sig",
        "sin",
        "sitt",
        "sina",
        "varandra",
        "man",
        "vad",
        "vilka",
        "vilken",
        "andra",
        "annat",
        "samma",
        "så",
        "ta",
        "få",
        "övrigt",
        "del",
        "delar",
        "följande",
        "nedanstående",
        "ovanstående",
        "beslut",
        "hur",
        "frågan",
        "frågor",
        "ärenden",
        "ärende",
    ]
)


class Matters:
    """The matters of one document, one entity for each phrase. `county` sets apart what other counties call the same."""

    def __init__(self, county: str | None) -> None:
        self.county = county
        self._by_key: dict[str, Entity] = {}

    def mint(self, phrase: str, evidence: Evidence) -> str:
        """The id of the matter that the phrase names."""
        key = re.sub(r"\W+", " ", phrase.lower()).strip()
        entity = self._by_key.get(key)
        if entity is None:
            plain = phrase[0].upper() + phrase[1:]
            local = self.county is not None and self.county.lower() not in phrase.lower()
            name = f"{plain} ({self.county})" if local else plain
            entity = Entity(
                id=f"m{len(self._by_key) + 1}",
                kind=EntityKind.MATTER,
                type="ärende",
                name=name,
                aliases=(plain,) if local else (),
                status=evidence.status,
                evidence=(evidence,),
            )
            self._by_key[key] = entity
        return entity.id

    def entities(self) -> tuple[Entity, ...]:
        """The matters minted, in order."""
        return tuple(self._by_key.values())


def phrase_of(tokens: tuple[Token, ...], start: int, end: int, text: str) -> str | None:
    """The noun phrase between two tokens, without articles before it and adverbials after it; None where there is none."""
    lo, hi = start, min(end, len(tokens), start + _MAX_TOKENS + 6)
    while (
        lo < hi
        and not tokens[lo].mention
        and (tokens[lo].low in _PARTICLES or tokens[lo].low in ADVERBS or tokens[lo].low in DETERMINERS)
    ):
        lo += 1
    stop = lo
    while stop < hi and stop - lo < _MAX_TOKENS:
        token = tokens[stop]
        if not token.mention and (
            token.low in _STOP
            or token.low in (".", ";", ":")
            or (
                token.low == "i"
                and stop + 1 < hi
                and tokens[stop + 1].low in ("enlighet", "samband", "samverkan", "det", "form", "samråd")
            )
        ):
            break
        stop += 1
    while (
        stop > lo
        and not tokens[stop - 1].mention
        and (
            not tokens[stop - 1].low[:1].isalnum()
            or tokens[stop - 1].low in _PARTICLES
            or tokens[stop - 1].low in ("i", "med", "inom", "mellan", "den", "det", "en", "ett")
        )
    ):
        stop -= 1
    if stop <= lo:
        return None
    words = [t.low for t in tokens[lo:stop] if not t.mention]
    if stop - lo == 1 and words and (words[0] in _EMPTY or len(words[0]) < 3 or words[0].isdigit()):
        return None
    phrase = text[tokens[lo].start : tokens[stop - 1].end].strip(" ,;:-–")
    return phrase if 3 <= len(phrase) <= 140 else None
