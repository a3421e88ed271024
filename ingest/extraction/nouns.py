"""Inflected nouns and folded names: enough Swedish morphology to see one name in two forms."""

from __future__ import annotations

import re
from functools import lru_cache

# Endings of nouns in definite, plural and genitive form, longest first; what stays must be at least four letters.
_ENDINGS = (
    "ernas", "ornas", "arnas", "andena", "ingarna", "ningen", "erna", "orna", "arna", "elsen", "elser", "ens", "ets", "ers", "ars",  # noqa: E501
    "ors", "ena", "en", "et", "er", "ar", "or", "an", "na", "as", "a", "e", "n", "t", "s",
)  # fmt: skip
_FUNCTION = frozenset(
    [
        "och",
        "eller",
        "samt",
        "i",
        "på",
        "om",
        "för",
        "av",
        "till",
        "med",
        "vid",
        "kring",
        "mellan",
        "inom",
        "från",
        "som",
        "att",
        "en",
        "ett",
        "den",
        "det",
        "de",
        "denna",
        "detta",
        "dessa",
        "hos",
        "mot",
        "under",
        "över",
        "enligt",
        "avseende",
        "gällande",
        "angående",
        "rörande",
        "beträffande",
        "ur",
        "är",
        "ska",
        "sin",
        "sitt",
        "sina",
    ]
)
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, one sort of dash and blank, no marks at the ends: for comparing names."""
    text = text.casefold().replace("–", "-").replace("—", "-").replace("\u00ad", "")
    return re.sub(r"\s+", " ", text).strip(" .,;:-\"”“»«'’()")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A crude stem: one inflectional ending off. Only for comparing words of names."""
    low = word.casefold()
    if low.endswith(("lagens", "lagen")):
        return low[: low.rindex("lag") + 3]
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning in a name."""
    return frozenset(stem(w) for w in _WORD.findall(text) if w.casefold() not in _FUNCTION)


def upper_first(text: str) -> str:
    """The text with its first letter as a capital, the rest unchanged."""
    return text[:1].upper() + text[1:]


def deletions(word: str) -> set[str]:
    """The word and each form with one letter left out: two words at most one edit apart share one."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def one_edit_apart(a: str, b: str) -> bool:
    """True where one letter is added, lost, changed or two neighbours are swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    return (
        a[i + 1 :] == b[i + 1 :]
        or a[i + 1 :] == b[i:]
        or a[i:] == b[i + 1 :]
        or (len(a) == len(b) and a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    )
