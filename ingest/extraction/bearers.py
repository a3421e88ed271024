"""Bearers of norms that no register and no definition names: "läkaren", "den part som ...", "kommunens stödperson".

A norm binds whoever its subject is. Where that is no known entity, the noun phrase names the
bearer, if its head is a noun of people or of bodies that act.
"""

from __future__ import annotations

import re

from ingest.extraction.units import Token
from ingest.extraction.verbs import Tense, form_of
from ingest.extraction.word_classes import ADVERBS, COORDINATORS, DETERMINERS, PREPOSITIONS

_AGENT = re.compile(
    r"(?:[a-zåäöé-]{2,}(?:givare|havare|ägare|utövare|verkare|vändare|tagare|läkare|ordnare|läggare|ledare|skrivare|rådgivare|arbetare"
    r"|bärare|skötare|förare|sökande|beställare|utförare|hållare|sökare|boende|anhörig|närstående|behandlare|granskare|ansvarige?)(?:n|na|s|ns|nas)?"
    r"|[a-zåäö-]*(?:chef|person|man|män|konsulent|sekreterare|koordinator|terapeut|sköterska|assistent|tekniker|pedagog|kurator|psykolog"
    r"|rektor|leverantör|entreprenör|direktör|operatör|inspektör|representant|patient|huvudman|ombud|förälder|vårdnadshavar|medarbetar"
    r"|ledamot|ledamöter|ordförande|deltagar|part|tjänsteperson|professor|handledar|kontakt)"
    r"(?:e|en|n|er|erna|ar|arna|na|nen|al|alen|an|or|orna|et)?s?"
    r"|[a-zåäö-]*(?:klinik|avdelning|mottagning|socialtjänst|hemsjukvård|psykiatri|hemkommun|kommun|region|landsting|skola|förskola|myndighet|nämnd"
    r"|styrelse|företag|organisation|förening|bolag|verk|institution|förvaltning|enhet|verksamhet|sjukhus|vårdcentral|primärvård|slutenvård"
    r"|öppenvård|tandvård|elevhälsa|polis|domstol|hälsovård|omsorg|äldreomsorg|team|grupp|kansli|apotek|central|jour|hamn|anläggning)"
    r"(?:e|en|n|er|erna|ar|arna|or|orna|na|et|an|men|s)?s?"
    r"|läkaren?|läkarna|den|de|alla|var|rådgivaren?|mottagaren?|utföraren?|chefen|vd|byggherren?|arkitekten|samordnaren?|sändaren?|ägaren|givaren)"
)
_NOT = frozenset({"ansvaret", "kontakt", "kontakten", "omsorg", "omsorgen", "verket", "team"})
_LONGEST = 14  # tokens of a bearer's phrase


def bearer_phrase(tokens: tuple[Token, ...], lo: int, hi: int, text: str) -> str | None:
    """The noun phrase from token `lo` to `hi` where it names somebody who can be bound; None else."""
    while lo < hi and not tokens[lo].mention and (tokens[lo].low in COORDINATORS or not tokens[lo].low[:1].isalnum()):
        lo += 1
    hi = min(hi, lo + _LONGEST)
    if lo >= hi:
        return None
    head = _head(tokens, lo, hi)
    if head is None:
        return None
    end = head + 1
    if tokens[head].low in ("den", "de", "alla", "var"):
        if head + 1 >= hi or tokens[head + 1].low != "som":
            return None
        end = hi
    elif end < hi and not tokens[end].mention and tokens[end].low == "som" and tokens[lo].low in ("den", "de"):
        end = hi
    elif end < hi and tokens[end].low in ("i", "på", "vid", "inom", "för") and not tokens[end].mention:
        end = hi if hi - end <= 5 else end
    while (
        end > lo
        and not tokens[end - 1].mention
        and (tokens[end - 1].low in ADVERBS or not tokens[end - 1].low[:1].isalnum())
    ):
        end -= 1
    phrase = text[tokens[lo].start : tokens[end - 1].end].strip(" ,;:")
    return phrase if 3 <= len(phrase) <= 120 else None


def _head(tokens: tuple[Token, ...], lo: int, hi: int) -> int | None:
    """The noun that heads the phrase: the last word before a preposition, a relative clause or a mark."""
    last: int | None = None
    for i in range(lo, hi):
        token = tokens[i]
        if token.mention:
            last = None if last is None else last
            continue
        low = token.low
        if low in ("den", "de", "alla", "var") and i + 1 < hi and tokens[i + 1].low == "som":
            return i
        if low in PREPOSITIONS or low in ("som", ",", "(", "–", ":") or low in ("och", "eller", "samt"):
            if low in ("och", "eller", "samt") and i + 1 < hi:
                continue
            break
        if not low[:1].isalnum():
            break
        form = form_of(low)
        if form is not None and form.tense in (Tense.PRESENT, Tense.PAST) and i > lo and not _AGENT.fullmatch(low):
            break
        if low in DETERMINERS or low in ADVERBS:
            continue
        last = i
    if last is None or tokens[last].low in _NOT or not _AGENT.fullmatch(tokens[last].low):
        return None
    return last
