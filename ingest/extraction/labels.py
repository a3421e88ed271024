"""Labelled lines under a heading that names a group: "Uppdrag Förvalta ...", "Deltagare: ...".

The label is the first words of the block, or the heading of its section; the facts are the group's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.artifact import Structure
from ingest.extraction.units import Unit


class LabelKind(StrEnum):
    """What a label says that its line holds."""

    MANDATE = "mandate"
    MEMBERS = "members"
    MEETINGS = "meetings"
    AGREEMENTS = "agreements"
    REPORTS_TO = "reports_to"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A label found: its kind, its length in the block's text (0 where it is the heading)."""

    kind: LabelKind
    block: int
    length: int
    word: str
    whole: bool = False  # the whole section, not a line
    continued: bool = False

    @property
    def gives_mandate(self) -> bool:
        """Whether the line tells what the group has to do."""
        return self.kind is LabelKind.MANDATE and not self.continued


_LABELS: tuple[tuple[LabelKind, str], ...] = (
    (
        LabelKind.AGREEMENTS,
        r"(?:Tillhörande|Kopplade|Aktuella|Underliggande)\s+(?:samverkans)?(?:överenskommelse[rn]?|avtal)(?:na)?|"
        r"Förvaltar|Ägare av|Överenskommelse(?:r)? som förvaltas",
    ),
    (
        LabelKind.MANDATE,
        r"Uppdrag(?:et|sbeskrivning)?|Uppgift(?:er)?|Huvuduppgift(?:er)?|Ansvar(?:sområde[n]?)?|Mandat|"
        r"Ansvar och uppgifter|Uppdrag och ansvar|Uppdrag och mandat|Befogenheter",
    ),
    (
        LabelKind.MEMBERS,
        r"Deltagare|Ledamöter|Medlemmar|Sammansättning|Representation|Representanter|Bemanning|Ingående parter|"
        r"Adjungerade?",
    ),
    (
        LabelKind.MEETINGS,
        r"Struktur|Möten|Mötesfrekvens|Mötesstruktur|Mötesordning|Mötestider|Sammanträden|Arbetsformer",
    ),
    (LabelKind.REPORTS_TO, r"Rapporterar till|Rapportering till|Återrapporterar till|Uppdragsgivare"),
    (
        LabelKind.OTHER,
        r"Målgrupp(?:er)?|Sekretariat(?:et)?|Årsplan(?:ering)?|Kommunikation|Lokala grupper|Koppling(?:ar)?\s+\w+|"
        r"Syfte|Mål|Ordförande|Ordförandeskap|Sammankallande|Bakgrund|Kontaktperson(?:er)?|Dokumentation|"
        r"Giltighet(?:stid)?|Resurser|Finansiering",
    ),
)
_AT_START = [
    (kind, re.compile(rf"(?P<label>{pattern})(?P<mark>\s*[.:|]\s+|\s+[-–]\s+|\s+(?=[A-ZÅÄÖ0-9(]))"))
    for kind, pattern in _LABELS
]
_OPENING = re.compile(r"(?:Målgrupp|Syfte|Uppdrag)\s*[.:|]?\s+[A-ZÅÄÖ0-9(]")
_WHOLE = [
    (kind, re.compile(rf"(?:\d+(?:\.\d+)*\.?\s*)?(?:{pattern})\s*:?", re.IGNORECASE)) for kind, pattern in _LABELS
]


def label_of(unit: Unit, structure: Structure) -> Label | None:
    """The label of a block's first sentence, where the section is about a group or body."""
    if unit.topic is None or unit.block.lead_in is not None:
        return None
    text = unit.block.text
    for kind, pattern in _AT_START:
        match = pattern.match(text)
        if match:
            return Label(kind, unit.index, match.end(), match.group("label"))
    if unit.section is not None:
        heading = structure.sections[unit.section].heading
        for kind, pattern in _WHOLE:
            if kind is not LabelKind.OTHER and pattern.fullmatch(heading):
                return Label(kind, unit.index, 0, heading, whole=True)
    return None


def starts_labelled(text: str) -> bool:
    """Whether a line starts with a label."""
    return any(pattern.match(text) for _, pattern in _AT_START)


def opens_labels(text: str) -> bool:
    """Whether a line is the first of a group's labelled lines."""
    return _OPENING.match(text) is not None
