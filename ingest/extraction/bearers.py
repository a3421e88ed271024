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
    r"(?:[a-zåäöé-]{2,}(?:giv|hav|äg|utöv|verk|vänd|tag|läk|läggar|lägg|led|skriv|arbet|bär|sköt|för|ordn|utför|håll|sök|gransk"
    r"|behandl|köp|sälj|åk|bygg|valt|installat|besök|hjälp|vak|prövn)ar(?:e|en|es|ens|na|nas)"
    r"|[a-zåäö-]*(?:sökanden?|boende|anhörig[ae]?|[a-zåäö-]{4,}pliktig[ae]?n?|studerande|anställd[ae]?|närstående|ansvarige?|lärar(?:e|en|na)|föreståndar(?:e|en|na)|expert(?:e?n|er|erna)?|laboratori(?:um|et|er|erna)|ställar(?:e|en|na)|byggherr(?:e|en|ar|arna))s?"
    r"|[a-zåäö-]{2,}[ltj]ör(?:en|er|erna)?s?|ingenjör(?:en|er|erna)?s?|entreprenör(?:en|er|erna)?s?"
    r"|[a-zåäö-]*(?:deklarant|konsument|producent|intressent|student|elev|konsult|klient|arkitekt|revisor|aktör)(?:en|er|erna|ens)?s?"
    r"|[a-zåäö-]*(?:kontroll|tillsyns|provnings|certifierings|besiktnings|samverkans|samarbets|verkställighets|besluts)?organ(?:et|en)?s?"
    r"|[a-zåäö-]*(?:chef|person|man|män|konsulent|sekreterare|koordinator|terapeut|sköterska|assistent|tekniker|pedagog|kurator|psykolog"
    r"|rektor|leverantör|entreprenör|direktör|operatör|inspektör|representant|patient|huvudman|ombud|förälder|vårdnadshavar|medarbetar"
    r"|ledamot|ledamöter|ordförande|deltagar|part|tjänsteperson|professor|handledar|kontakt)"
    r"(?:e|en|n|er|erna|ar|arna|na|nen|al|alen|an|or|orna|et)?s?"
    r"|[a-zåäö-]*(?:klinik|avdelning|mottagning|socialtjänst|hemsjukvård|psykiatri|hemkommun|kommun|region|landsting|skola|förskola|myndighet|nämnd"
    r"|styrelse|företag|organisation|förening|bolag|verk|institution|förvaltning|enhet|verksamhet|sjukhus|vårdcentral|primärvård|slutenvård"
    r"|öppenvård|tandvård|elevhälsa|polis|domstol|hälsovård|omsorg|äldreomsorg|team|grupp|kansli|apotek|central|jour|hamn)"
    r"(?:e|en|n|er|erna|ar|arna|or|orna|na|et|an|men|s)?s?"
    r"|läkaren?|läkarna|den|de|alla|var|rådgivaren?|mottagaren?|utföraren?|chefen|vd|arkitekten|samordnaren?|sändaren?|ägaren?|ägarna|givaren)"
)
_NOT = frozenset({"ansvaret", "kontakt", "kontakten", "omsorg", "omsorgen", "verket", "team", "förstör"})
_THING = re.compile(
    r"(?:.*behåll|.*brandvarn|.*släck|fotfäst|underlägg)ar.*|.*(?:befog|läg|eg|erfar|medvet)enhet.*"
    r"|.*(?:byggnads|regel|konst|hant|nät|ram)verk.*"
)
_GRADES = frozenset({"mer", "mest", "mindre", "mycket", "så", "själv", "självt", "själva"})
_CLAUSE = 34  # tokens of "den som ..."
_LONGEST = 14  # tokens of a bearer's phrase


def bearer_phrase(tokens: tuple[Token, ...], lo: int, hi: int, text: str, agent: bool = False) -> str | None:
    """The noun phrase from token `lo` to `hi` where it names somebody who can be bound; None else.

    `agent`: it stands after "av", where "på", "vid" and the like belong to the verb ("användas av läkare vid behov").
    """
    while lo < hi and _before_phrase(tokens, lo, hi):
        lo += 1
    relative = lo + 1 < hi and tokens[lo].low in ("den", "de", "alla", "var") and tokens[lo + 1].low == "som"
    reach = lo + (_CLAUSE if relative else _LONGEST)
    hi, cut = min(hi, reach), hi > reach
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
    elif end < hi and tokens[end].low in ("i", "på", "vid", "inom", "för") and not tokens[end].mention and not agent:
        end = hi if hi - end <= 5 else end
    while (
        end > lo
        and not tokens[end - 1].mention
        and (
            tokens[end - 1].low in ADVERBS
            or (cut and tokens[end - 1].low in PREPOSITIONS)
            or not (tokens[end - 1].low[:1].isalnum() or tokens[end - 1].low in ("§", ")"))
        )
    ):
        end -= 1
    phrase = text[tokens[lo].start : tokens[end - 1].end].strip(" ,;:")
    return phrase if 3 <= len(phrase) <= 200 else None


def _head(tokens: tuple[Token, ...], lo: int, hi: int) -> int | None:
    """The noun that heads the phrase: the last word before a preposition, a relative clause or a mark."""
    last: int | None = None
    agent: int | None = None  # the last one that is somebody
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
        if low in _GRADES or (last is not None and last == agent and low.endswith(("igt", "ivt"))):
            continue  # "arbetsgivaren mer utförligt"
        last = i
        agent = i if _AGENT.fullmatch(low) else agent
    if last is not None and last > lo and tokens[last].low.startswith("verksamhet") and _owned(tokens[last - 1]):
        return None  # "kontrollorganets verksamhet": what they do, not who
    if (
        last is None
        or tokens[last].low in _NOT
        or _THING.fullmatch(tokens[last].low)
        or not _AGENT.fullmatch(tokens[last].low)
    ):
        return None
    return last


def _before_phrase(tokens: tuple[Token, ...], i: int, hi: int) -> bool:
    """Whether token `i` is a coordinator, a mark or a number before the phrase ("2.1 Tillverkaren", "B. Den som")."""
    token = tokens[i]
    if token.mention:
        return False
    letter = len(token.low) == 1 and i + 1 < hi and tokens[i + 1].low in (".", ")")
    return token.low in COORDINATORS or not token.low[:1].isalpha() or letter


def _owned(before: Token) -> bool:
    return not before.mention and before.low.endswith(("ets", "ens", "nas", "arens"))
