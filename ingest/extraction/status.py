"""Whether a statement applies: from its section, its document and its wording."""

from __future__ import annotations

import re

from ingest.artifact import Metadata, Status
from ingest.extraction.triggers import Genre
from ingest.extraction.wordlists import words

_PROPOSED = re.compile(
    r"\b(?:föreslås|föreslår|förslagsvis|skulle kunna|borde|skulle vara|är tänkta?|rekommenderas antas)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:planeras|kommer att|kommer (?:ha|vara|påbörjas|ersätta|involveras|bli)|avses att|ska börja|"
    r"ska etableras|har för avsikt)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:tidigare gällande|upphörde|avslutades|har avvecklats|gällde|ersattes|sades upp)\b", re.IGNORECASE
)

_STEERING = tuple(
    words(
        """
    avtal överenskommelse riktlinje rutin arbetsordning anvisning reglemente instruktion policy handlingsplan
    delegationsordning förbundsordning uppdragsbeskrivning vägledning styrdokument behandlingslinje process program
    stadgar verksamhetsplan samverkansmodell ägardirektiv förfrågningsunderlag
    """
    )
)
_REGULATION = ("föreskrift", "författning", "förordning", "allmänna råd", "lag", "föreskrifter")
_REPORT = tuple(
    words(
        """
    rapport förstudie tjänsteutlåtande utredning protokoll remiss beslut skrivelse utvärdering pm tjänsteskrivelse
    missiv yttrande
    """
    )
)


def genre_of(metadata: Metadata) -> Genre:
    """How the present tense is to be read, from the document's type, else its title. Unknown ones are reports."""
    for text in (metadata.type.lower(), metadata.title.lower()):
        if not text:
            continue
        if (
            any(text.startswith(word) or text.endswith(word) for word in _REGULATION)
            or "allmänna råd" in text
            or "föreskrifter" in text
        ):
            return Genre.REGULATION
        if any(word in text for word in _REPORT):
            return Genre.REPORT
        if any(word in text for word in _STEERING):
            return Genre.STEERING
    return Genre.REPORT


def status_of(section: Status, metadata: Metadata, sentence: str) -> Status:
    """The status of a statement: the section's, then the document's, then what the wording says."""
    if section is not Status.IN_FORCE:
        return section
    if metadata.status is not Status.IN_FORCE:
        return metadata.status
    if _PROPOSED.search(sentence):
        return Status.PROPOSED
    if _PLANNED.search(sentence):
        return Status.PLANNED
    return Status.HISTORICAL if _PAST.search(sentence) else Status.IN_FORCE
