"""What a statement is about, apart from who acts and for whom: the deed and its object.

Two statements that share only a target group, or an object with which each does another thing, are two matters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.language.keys import key
from search.conflicts.material import Material
from search.conflicts.statements import Statement, content, wide

CORE = 0.5  # of the words that tell what is done, by weight
_INFINITIVE = re.compile(
    r"\b(?:ska|skall|bör|får|måste|kan)\s+(?P<rest>[^.;:]{3,120})",
    re.IGNORECASE,
)
_BEFORE = frozenset(
    (
        *("inte", "ej", "aldrig", "alltid", "också", "även", "då", "därefter", "därför", "omedelbart", "genast", "i"),
        *("gemensamt", "tillsammans", "minst", "senast", "skriftligen", "särskilt", "löpande", "kunna"),
    )
)
MIDDLE = 6  # words between the modal verb and the deed, the subject among them
_PARTICLE = re.compile(r"^\s+(?:upp|ut|in|av|över|fram|igenom|ned|bort)\b")
_NOMINAL = re.compile(r"\b(?:för|om|till)\s+(?P<deed>[a-zåäö]{4,}(?:ing|ande|ende|tion|sikt))\s+av\b", re.IGNORECASE)


def one_matter(material: Material, a: Statement, b: Statement) -> bool:
    """Whether the two share what is done."""
    one, other = (s.keys - s.target - frozenset(k for x in s.bodies for k in content(x.name)) for s in (a, b))
    if one and other and material.overlap(one, other) < CORE:
        return False
    return not other_deed(a.text, b.text)


def other_deed(a: str, b: str) -> bool:
    """Whether both name a deed or its object, and neither text has that of the other."""
    one, other = _deed(a), _deed(b)
    return any(x and y and x not in _all(b) and y not in _all(a) for x, y in zip(one, other, strict=True))


@lru_cache(maxsize=65_536)
def _all(text: str) -> frozenset[str]:
    return wide(text)


@lru_cache(maxsize=65_536)
def _deed(text: str) -> tuple[str, str]:
    """The keys of the deed and of its object: the verb after "ska", or the noun in "kostnaden för utprovning av"."""
    nominal = _NOMINAL.search(text)
    if nominal:
        return next(iter(content(nominal["deed"])), ""), next(iter(content(text[nominal.end() :])), "")
    match = _INFINITIVE.search(text)
    if match is None:
        return "", ""
    for word in re.finditer(r"[a-zåäö]{3,}", match["rest"]):
        if word.group() in _BEFORE or match["rest"][: word.start()].count(" ") > MIDDLE:
            continue
        if word.group().endswith(("a", "as", "e", "es", "å", "ås")):
            after = match["rest"][word.end() :]
            return next(iter(content(word.group())), key(word.group())), next(iter(content(_upto(after))), "")
    return "", ""


def _upto(text: str) -> str:
    """The object of a verb: what stands before the next preposition or time."""
    return _PARTICLE.sub("", re.split(r"\b(?:för|till|från|i|på|vid|inom|senast|minst|med|när|om|enligt)\b", text)[0])
