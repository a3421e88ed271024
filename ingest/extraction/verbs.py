"""Swedish verb forms of administrative prose: form -> lemma, tense, voice.

The forms are made by rule from `data/verbs.tsv`. Voice is passive for the s-passive ("fastställs").
Forms that are far more often another part of speech ("svar", "prioriterade") are left out. A trained
tagger could take the place of `form_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from ingest.extraction.wordlists import words


class Tense(StrEnum):
    """The forms that the rules tell apart."""

    PRESENT = "present"
    PAST = "past"
    INFINITIVE = "infinitive"
    SUPINE = "supine"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a form."""

    lemma: str
    tense: Tense
    passive: bool


class _Put(Protocol):
    """Adds a form to the table."""

    def __call__(self, form: str, lemma: str, tense: Tense, passive: bool = False) -> None: ...


MODALS = {
    "ska": "ska",
    "skall": "ska",
    "skulle": "skulle",
    "bör": "böra",
    "borde": "borde",
    "får": "få",
    "kan": "kunna",
    "kunde": "kunna",
    "måste": "måste",
    "behöver": "behöva",
    "vill": "vilja",
}

# Forms that are more often another part of speech in this prose.
_NOT_VERBS = words(
    """
    för inför framför var sett fått satt passa samt särskilt rätt stött formen svar svarat rörs skilt
    stadgas arbetas vårdas verkas inom gällt frågas fråga frågar rättas lösas ändå söks talas mätt råds hörs
    rättar bett vård kosta mots lärt höll mött byte bytt kan får gånger heta lån fall samtal tal spel stads
    ansvars verksamhets samverkans kommuns landstings parts grund form uppdrags avtals medel
    """
)  # fmt: skip


def _load() -> dict[str, VerbForm]:
    table: dict[str, VerbForm] = {}

    def put(form: str, lemma: str, tense: Tense, passive: bool = False) -> None:
        if form not in _NOT_VERBS:
            table.setdefault(form, VerbForm(lemma, tense, passive))

    for line in (Path(__file__).parent / "data" / "verbs.tsv").read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if line.startswith("#") or not line:
            continue
        lemma = parts[0]
        if len(parts) == 1:
            _first_conjugation(put, lemma)
        else:
            _stated(put, *parts)
    table["träffas"] = VerbForm("träffas", Tense.PRESENT, False)
    table["möts"] = VerbForm("mötas", Tense.PRESENT, False)
    table["finns"] = VerbForm("finnas", Tense.PRESENT, False)
    for form in ("vara", "bli", "finnas", "kunna", "behöva"):
        table[form] = VerbForm(form, Tense.INFINITIVE, False)
    return table


def _first_conjugation(put: _Put, lemma: str) -> None:
    put(lemma + "r", lemma, Tense.PRESENT)
    put(lemma + "s", lemma, Tense.PRESENT, True)
    put(lemma, lemma, Tense.INFINITIVE)
    # "-ade" is left out: it is far more often a participle ("fastställda", "prioriterade")
    put(lemma + "des", lemma, Tense.PAST, True)
    put(lemma + "t", lemma, Tense.SUPINE)
    put(lemma + "ts", lemma, Tense.SUPINE, True)


def _stated(put: _Put, lemma: str, present: str, past: str, supine: str) -> None:
    put(present, lemma, Tense.PRESENT)
    put(lemma, lemma, Tense.INFINITIVE)
    put(past, lemma, Tense.PAST)
    put(supine, lemma, Tense.SUPINE)
    if present.endswith("er") and lemma.endswith("a"):
        stem = present[:-2]  # "fastställer": "fastställs"
    elif present.endswith("r") and present != lemma[:-1]:
        stem = present[:-1]  # "ger": "ges"
    else:
        stem = present  # "gör": "görs"
    put(stem + "s", lemma, Tense.PRESENT, True)
    put(lemma + "s", lemma, Tense.INFINITIVE, True)
    put(past + "s", lemma, Tense.PAST, True)
    put(supine + "s", lemma, Tense.SUPINE, True)


_TABLE = _load()
_SHORTEST = 7  # letters of a verb in -era that is not in the list: "mera", "flera" and "opera" are none
_NOT_MADE = words("ytterligera allmännera littera litteras kamera kameras")


def form_of(word: str) -> VerbForm | None:
    """The reading of a lower-case form as a verb, or None; verbs in -era are made freely, listed or not."""
    known = _TABLE.get(word)
    if known is not None or len(word) < _SHORTEST or not word.endswith(("era", "erar", "eras")) or word in _NOT_MADE:
        return known
    if word.endswith("erar"):
        return VerbForm(word[:-1], Tense.PRESENT, False)
    if word.endswith("eras"):
        return VerbForm(word[:-1], Tense.PRESENT, True)
    return VerbForm(word, Tense.INFINITIVE, False)
