"""The rules, each a pure function that proposes conflicts. Their docstrings are shown to users."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.rules.aldersgrans import aldersgrans
from search.conflicts.rules.andel import andel
from search.conflicts.rules.ansvar import ansvar
from search.conflicts.rules.antal import antal
from search.conflicts.rules.belopp import belopp
from search.conflicts.rules.benamning import benamning
from search.conflicts.rules.beskrivning import beskrivning
from search.conflicts.rules.beslutsratt import beslutsratt
from search.conflicts.rules.definition import definition
from search.conflicts.rules.dokumentstatus import dokumentstatus
from search.conflicts.rules.forslag import forslag
from search.conflicts.rules.frist import frist
from search.conflicts.rules.giltighet import giltighet
from search.conflicts.rules.hanvisning import hanvisning
from search.conflicts.rules.lagrum import lagrum
from search.conflicts.rules.mandat import mandat
from search.conflicts.rules.modalitet import modalitet
from search.conflicts.rules.motesfrekvens import motesfrekvens
from search.conflicts.rules.namn import namn
from search.conflicts.rules.omfattning import omfattning
from search.conflicts.rules.otydlighet import otydlighet
from search.conflicts.rules.part import part
from search.conflicts.rules.partsnamn import partsnamn
from search.conflicts.rules.rapporteringsvag import rapporteringsvag
from search.conflicts.rules.reglering import reglering
from search.conflicts.rules.sammanfattning import sammanfattning
from search.conflicts.rules.tabell import tabell
from search.conflicts.rules.version import version

Rule = Callable[[Comparison], Iterable[Candidate]]

# Of two statements the first finding counts, so what says most precisely what is wrong comes first.
RULES: tuple[Rule, ...] = (
    version,
    forslag,
    tabell,
    sammanfattning,
    giltighet,
    dokumentstatus,
    lagrum,
    hanvisning,
    part,
    partsnamn,
    definition,
    namn,
    motesfrekvens,
    antal,
    belopp,
    andel,
    aldersgrans,
    frist,
    modalitet,
    mandat,
    beslutsratt,
    rapporteringsvag,
    ansvar,
    omfattning,
    beskrivning,
    benamning,
    otydlighet,
    reglering,
)

# What users read about each rule, by its name: its docstring on one line.
EXPLAINED = {rule.__name__: " ".join((rule.__doc__ or "").split()) for rule in RULES}
