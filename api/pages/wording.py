"""Words for people: labels, and facts, dates and matches as short Swedish texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.artifact import Modality, Status
from ontology.periods import first_day, last_day
from ontology.rows import (
    DefinitionRow,
    FactRow,
    MandateRow,
    ObligationRow,
    ReferenceRow,
    RelationRow,
)

LABELS: dict[str, dict[str, str]] = {
    "status": {
        "in_force": "gäller",
        "proposed": "förslag",
        "planned": "planerat",
        "historical": "historiskt",
        "repealed": "upphävt",
    },
    "state": {"new": "Ny", "confirmed": "Bekräftad", "rejected": "Avvisad", "fixed": "Åtgärdad"},
    "file": {"waiting": "väntar", "read": "inläst", "unchanged": "oförändrad", "failed": "kunde inte läsas"},
    "clause": {"same": "Lika", "changed": "Ändrat", "only_a": "Bara i A", "only_b": "Bara i B"},
    "facet": {
        "type": "Dokumenttyp",
        "document": "Dokument",
        "party": "Part",
        "group": "Grupp",
        "target_group": "Målgrupp",
        "status": "Status",
        "year": "År",
    },
    "modality": {
        Modality.OBLIGATION: "ska",
        Modality.RECOMMENDATION: "bör",
        Modality.PERMISSION: "får",
        Modality.PROHIBITION: "får inte",
    },
    "reference": {"section": "avsnitt", "document": "dokument", "statute": "författning"},
}

# What a relation is called where it is told from its object's side.
INVERSE = {
    "förvaltar": "Förvaltas av",
    "följer upp": "Följs upp av",
    "fastställer": "Fastställs av",
    "beslutar": "Beslutas av",
    "bereder": "Bereds av",
    "rapporterar till": "Får rapporter från",
    "utser": "Utses av",
    "ingår i": "Medlemmar och delar",
    "underordnad": "Har under sig",
    "ersätter": "Ersätts av",
    "kompletterar": "Kompletteras av",
    "antas av": "Antar",
    "tecknas av": "Tecknar",
    "publicerar": "Publiceras av",
    "samordnar": "Samordnas av",
    "initierar": "Initieras av",
    "ansvarar för": "Ansvarig",
    "regleras av": "Reglerar",
    "grundar sig på": "Ligger till grund för",
}
_FORWARD = {"underordnad": "är underordnad"}
_BULLETS = "•–-*·▪○◦ \t"


@dataclass(frozen=True, slots=True)
class Saying:
    """A fact in a few words: who, in what manner, what; `notes` are pairs of label and text."""

    who: str
    how: str
    what: str
    notes: tuple[tuple[str, str], ...] = ()


def saying(row: FactRow) -> Saying:
    """A fact in a few words. A fact of another kind gives its quote."""
    match row:
        case RelationRow():
            return Saying(row.subject.name, predicate(row), row.object.name if row.object else "")
        case ObligationRow():
            return _duty(row)
        case MandateRow():
            text = unbulleted(row.text)
            name = row.group.name
            begins = text.casefold().startswith(name.casefold())
            return Saying(name, "" if begins else ":", text[len(name) :].strip() if begins else text)
        case DefinitionRow():
            return Saying(row.term, ":", row.meaning)
        case ReferenceRow():
            kind = LABELS["reference"].get(row.kind, row.kind)
            known = "finns i samlingen" if row.resolved else "hittades inte"
            if row.statute:
                known = "ersatt författning" if row.statute == "replaced" else "gällande författning"
            return Saying(row.text, "", "", ((kind.capitalize(), row.note or known),))
    return Saying("", "", unbulleted(row.quote))


def predicate(row: RelationRow) -> str:
    """The predicate as it stands in a sentence, denied where the text denies it.

    >>> "ansvarar för" denied -> "ansvarar inte för"; with no object -> "ansvarar inte för något"
    """
    said = _FORWARD.get(row.predicate, row.predicate)
    if not row.negated:
        return said
    first, _, rest = said.partition(" ")
    return " ".join(p for p in (first, "inte", rest, "" if row.object else "något") if p)


def heading(predicate_: str) -> str:
    """A predicate as a heading, from its subject's side."""
    return _FORWARD.get(predicate_, predicate_).capitalize()


def unbulleted(text: str) -> str:
    """A list item without its bullet."""
    return text.lstrip(_BULLETS) or text


def capitalize_first(text: str) -> str:
    """A text that begins with a capital; the rest as it is written."""
    return text[:1].upper() + text[1:]


def reasons(matched: Iterable[str]) -> str:
    """Why a passage matched, its words gathered by the way they matched.

    >>> reasons(["ord: vård", "ord: plan", "betydelse"])
    'ord: vård, plan · betydelse'
    """
    gathered: dict[str, list[str]] = {}
    for reason in matched:
        way, _, word = reason.partition(": ")
        gathered.setdefault(way, []).append(word)
    return " · ".join(f"{way}: {', '.join(words)}" if any(words) else way for way, words in gathered.items())


def standing(
    status: str, valid_from: str | None, valid_to: str | None, today: date, later: str = ""
) -> tuple[str, str]:
    """Whether something applies today: (colour, words). A fact not in force keeps its own status.

    `later` names the document that has taken the place of the one where it stands.
    """
    if status == Status.IN_FORCE and later:
        return "repealed", f"ersatt av {later}"
    if status not in (Status.IN_FORCE, Status.PLANNED):
        return status, LABELS["status"].get(status, status)
    end = last_day(valid_to) if valid_to else None
    start = first_day(valid_from) if valid_from else None
    if end is not None and end < today:
        return "repealed", f"upphörde {valid_to}"
    if start is not None and start > today:
        return "planned", f"gäller från {valid_from}"
    if status == Status.IN_FORCE and end is not None:
        return "in_force", f"upphör {valid_to}"
    return status, LABELS["status"].get(status, status)


def period(start: str | None, end: str | None) -> str:
    """A period of validity in words, or "" where neither end is known."""
    if start and end:
        return f"{start} till {end}"
    if start:
        return f"från {start}"
    return f"till {end}" if end else ""


def count(number: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> count(1, "träff", "träffar")
    '1 träff'
    """
    return f"{number} {one if number == 1 else many}"


def severity_class(severity: str) -> str:
    """The colour of a severity."""
    return {"hög": "high", "medel": "medium"}.get(severity, "low")


def link(entity: Any) -> str:
    """The page of an entity, or "" for one that has none."""
    folder = {"group": "grupper", "party": "parter", "agreement": "overenskommelser"}.get(str(entity.kind or ""), "")
    return f"/{folder}/{entity.id}" if folder and entity.id else ""


def _duty(row: ObligationRow) -> Saying:
    action = row.action.split()
    rest = (row.object or "").split()
    if action and rest and action[-1] == rest[0]:
        rest = rest[1:]
    what = " ".join([*action, *rest])
    notes = (("Villkor", row.condition), ("När", row.deadline), ("Hur ofta", row.frequency))
    return Saying(
        row.bearer.name if row.bearer else "",
        LABELS["modality"].get(row.modality, row.modality),
        what,
        tuple((label, text) for label, text in notes if text and text not in what),
    )
