"""Matters: objects of relations that are neither party, group nor agreement, made entities."""

from __future__ import annotations

import re

from ingest.artifact import Entity, EntityKind, Evidence
from ingest.extraction.units import Token
from ingest.extraction.word_classes import ADVERBS
from ingest.extraction.wordlists import words

_STOP = words(
    """
    enligt utifrån genom efter inför senast via vid när samt ( under utan
    """
)
_AFTER_I = ("enlighet", "samband", "samverkan", "det", "form", "samråd")
_DANGLING = words(
    """
    i med inom mellan den det en ett som att
    """
)
_PARTICLES = words(
    """
    upp fram om till över av ut på för , och samt – -
    """
)
_ARTICLES = words(
    """
    den det de denna detta dessa en ett sin sitt sina varje samtliga alla respektive någon något några även
    följande
    """
)
_MAX_TOKENS = 22
_EMPTY = words(
    """
    det den de dessa detta sig sin sitt sina varandra man vad vilken andra annat samma så ta få övrigt del delar
    följande nedanstående ovanstående beslut hur frågan frågor ärenden ärende
    """
)


class Matters:
    """The matters of one document, one for each phrase. `county` sets apart what other counties call the same."""

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

    def joint(self, name: str, members: tuple[str, ...], evidence: Evidence) -> str:
        """The id of several bodies named together ("X och Y"), who share what is said of them."""
        key = name.lower() + " " + " ".join(sorted(members))
        entity = self._by_key.get(key)
        if entity is None:
            plain = name[0].upper() + name[1:]
            entity = Entity(
                id=f"m{len(self._by_key) + 1}",
                kind=EntityKind.PARTY,
                type="parter",
                name=f"{plain} ({self.county})" if self.county else plain,
                aliases=(plain,) if self.county else (),
                status=evidence.status,
                evidence=(evidence,),
                parties=members,
            )
            self._by_key[key] = entity
        return entity.id

    def bearer(self, phrase: str, evidence: Evidence) -> str:
        """The id of a bearer that only its noun names ("läkaren", "den part som ...")."""
        key = "bearer " + re.sub(r"\W+", " ", phrase.lower()).strip()
        entity = self._by_key.get(key)
        if entity is None:
            entity = Entity(
                id=f"m{len(self._by_key) + 1}",
                kind=EntityKind.PARTY,
                type="funktion",
                name=phrase[0].upper() + phrase[1:],
                status=evidence.status,
                evidence=(evidence,),
            )
            self._by_key[key] = entity
        return entity.id

    def entities(self) -> tuple[Entity, ...]:
        """The matters minted, in order."""
        return tuple(self._by_key.values())


def phrase_of(tokens: tuple[Token, ...], start: int, end: int, text: str, whole: bool = True) -> str | None:
    """The noun phrase from token `start`, without articles before it and adverbials after it; None where there is none.

    A relative clause ("... som tilldelas parterna gemensamt") belongs to it, also where it goes past `end`;
    not where `whole` is False.
    """
    lo, hi = start, min(end, len(tokens))
    while lo < hi and _introduces(tokens[lo]):
        lo += 1
    stop = lo
    relative = False
    while stop < len(tokens) and stop - lo < _MAX_TOKENS:
        token = tokens[stop]
        if not token.mention:
            relative = relative or (token.low == "som" and whole)
            if token.low in (".", ";", ":") or (relative and token.low == ","):
                break
            if not relative and (token.low in _STOP or _adverbial(tokens, stop)):
                break
        if stop >= hi and not relative:
            break
        stop += 1
    while stop > lo and _dangles(tokens[stop - 1]):
        stop -= 1
    if stop <= lo:
        return None
    words = [t.low for t in tokens[lo:stop] if not t.mention]
    if stop - lo == 1 and words and (words[0] in _EMPTY or len(words[0]) < 3 or words[0].isdigit()):
        return None
    if words and words[0] in _EMPTY and not tokens[lo].mention and stop - lo < 3:
        return None
    phrase = text[tokens[lo].start : tokens[stop - 1].end].strip(" ,;:-–")
    return phrase if 3 <= len(phrase) <= 180 else None


def _introduces(token: Token) -> bool:
    return not token.mention and (token.low in _PARTICLES or token.low in ADVERBS or token.low in _ARTICLES)


def _dangles(token: Token) -> bool:
    if token.mention:
        return False
    return not token.low[:1].isalnum() or token.low in _PARTICLES or token.low in _DANGLING


def _adverbial(tokens: tuple[Token, ...], i: int) -> bool:
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if tokens[i].low == "för":  # "avtal för (formellt) beslut av X": what is done with it, not what it is
        return any(t.low.startswith(("beslut", "fastställande", "godkännande")) for t in tokens[i + 1 : i + 3])
    if tokens[i].low == "i":
        return following in _AFTER_I
    return tokens[i].low in ("med", "på") and following in ("utgångspunkt", "hjälp", "stöd", "motsvarande", "sätt")
