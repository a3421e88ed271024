"""Who is meant in a span of tokens: the head of a noun phrase with what is coordinated with it, agents."""

from __future__ import annotations

from ingest.extraction.grammar import is_finite
from ingest.extraction.units import Token
from ingest.extraction.verbs import Tense, form_of
from ingest.extraction.word_classes import ADVERBS, COORDINATORS, DETERMINERS, PREPOSITIONS

_ELSEWHERE = frozenset({"som", "när", "där", "eftersom", "såvida"})
_REACH = 14  # tokens after a passive in which its agent is looked for


def genitive(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Whether the mention `i` is in the genitive before a noun ("nämndens ordförande")."""
    if not tokens[i].text.endswith("s") or i + 1 >= end:
        return False
    following = tokens[i + 1]
    if following.mention:
        return True
    low = following.low
    if low in ("och", "respektive", "eller") and i + 2 < end:  # "kommunernas respektive regionens verksamheter"
        return tokens[i + 2].mention is not None and genitive(tokens, i + 2, end)
    return (
        low[:1].isalpha()
        and low not in COORDINATORS
        and low not in PREPOSITIONS
        and low not in ADVERBS
        and form_of(low) is None
    )


def _modifier(low: str) -> bool:
    if low in DETERMINERS or low in ADVERBS:
        return True
    return (
        len(low) > 3
        and low.endswith(("a", "e"))
        and low not in PREPOSITIONS
        and low not in COORDINATORS
        and form_of(low) is None
    )


def heads(tokens: tuple[Token, ...], start: int, end: int) -> list[int]:
    """Mentions (token indexes) heading the noun phrase at `start`, coordinated too; none where another noun does."""
    found: list[int] = []
    i = start
    while i < end:
        token = tokens[i]
        if token.mention:
            if genitive(tokens, i, end):
                if i + 1 < end and tokens[i + 1].mention:
                    i += 1  # "förbundets direktör", both known: the second is the head
                    continue
                return found
            found.append(i)
            i = _skip_brackets(tokens, i + 1, end)
            if i < end and (tokens[i].low in COORDINATORS):
                i += 1
                if i < end and tokens[i].low in COORDINATORS:
                    i += 1
                continue
            return found
        if not (
            _modifier(token.low)
            or (token.text[:1].isupper() and token.low.endswith("s") and i + 1 < end and tokens[i + 1].mention)
        ):
            return found
        i += 1
    return found


def _skip_brackets(tokens: tuple[Token, ...], i: int, end: int) -> int:
    if i < end and tokens[i].low == "(":
        for j in range(i, end):
            if tokens[j].low == ")":
                return j + 1
    return i


def entities(tokens: tuple[Token, ...], indexes: list[int]) -> list[str]:
    """The entities of the mentions, each once."""
    seen: dict[str, None] = {}
    for i in indexes:
        mention = tokens[i].mention
        if mention:
            seen[mention.entity] = None
    return list(seen)


def mentioned(tokens: tuple[Token, ...], start: int, end: int) -> list[str]:
    """All entities mentioned between two tokens."""
    return entities(tokens, [i for i in range(start, min(end, len(tokens))) if tokens[i].mention])


def agents(tokens: tuple[Token, ...], at: int, end: int) -> list[str]:
    """The agents of the passive verb at token `at`: "fastställs av X och Y"."""
    found: list[int] = []
    for i in range(at + 1, min(at + _REACH, end, len(tokens) - 1)):
        if tokens[i].low in _ELSEWHERE or (is_finite(tokens, i) and tokens[i - 1].low not in COORDINATORS):
            break  # another clause begins
        form = form_of(tokens[i].low) if not tokens[i].mention else None
        if form is not None and form.tense is Tense.SUPINE:
            break
        if tokens[i].low == "av" and not tokens[i].mention and tokens[i - 1].low not in PREPOSITIONS:
            found.extend(heads(tokens, i + 1, min(end, len(tokens))))
    return entities(tokens, found)


def after_preposition(tokens: tuple[Token, ...], start: int, end: int, prepositions: tuple[str, ...]) -> list[str]:
    """The entities that head a noun phrase after one of the prepositions."""
    found: list[int] = []
    for i in range(start, min(end, len(tokens)) - 1):
        if tokens[i].low in prepositions and not tokens[i].mention:
            found.extend(heads(tokens, i + 1, min(end, len(tokens))))
    return entities(tokens, found)
