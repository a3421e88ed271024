"""What kind of document it is, by the Swedish word for it."""

from __future__ import annotations

import re
from collections.abc import Sequence

# word as it is found (with endings) -> type; longer words first where one holds another
_TYPES: tuple[tuple[str, str], ...] = (
    (r"huvudöverenskommelse\w*", "huvudöverenskommelse"),
    (r"tilläggsöverenskommelse\w*", "tilläggsöverenskommelse"),
    (
        r"samverkansöverenskommelse\w*|ramöverenskommelse\w*|delöverenskommelse\w*|\w*överenskommelse(?:n|r|rna)?",
        "överenskommelse",
    ),
    (r"samverkansavtal\w*", "samverkansavtal"),
    (r"tilläggsavtal\w*", "tilläggsavtal"),
    (r"(?:sam)?arbetsordning\w*", "arbetsordning"),
    (r"förbundsordning\w*", "förbundsordning"),
    (r"delegationsordning\w*", "delegationsordning"),
    (r"reglemente\w*", "reglemente"),
    (r"tjänsteutlåtande\w*", "tjänsteutlåtande"),
    (r"tjänsteskrivelse\w*", "tjänsteskrivelse"),
    (r"remissvar\w*|remissyttrande\w*|yttrande\w*", "yttrande"),
    (r"förstudie\w*", "förstudie"),
    (r"handlingsplan\w*", "handlingsplan"),
    (r"verksamhetsplan\w*", "verksamhetsplan"),
    (r"uppdragsbeskrivning\w*", "uppdragsbeskrivning"),
    (r"föreskrift\w*", "föreskrift"),
    (r"allmänna råd", "allmänna råd"),
    (r"\w*riktlinje\w*", "riktlinje"),
    (r"\w*rutin(?:en|er|erna)?", "rutin"),
    (r"vårdprogram\w*", "vårdprogram"),
    (r"strategi(?:n|er|erna)?", "strategi"),
    (r"policy\w*", "policy"),
    (r"vägledning\w*", "vägledning"),
    (r"anvisning\w*", "anvisning"),
    (r"\w*protokoll(?:et)?", "protokoll"),
    (r"minnesanteckning\w*", "minnesanteckningar"),
    (r"avsiktsförklaring\w*", "avsiktsförklaring"),
    (r"\w*rapport(?:en|er)?|slutrapport\w*", "rapport"),
    (r"utredning\w*", "utredning"),
    (r"\w*avtal(?:et)?", "avtal"),
    (r"beslut(?:et)?", "beslut"),
    (r"\w*plan(?:en)?", "plan"),
    (r"\w*program(?:met)?", "program"),
)
_COMPILED = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), name) for pattern, name in _TYPES)
_ALONE = tuple((re.compile(rf"^(?:{pattern})$", re.IGNORECASE), name) for pattern, name in _TYPES)
# what follows these words is what the document is about, not what it is
_ABOUT = re.compile(
    r"(?:\b(?:anta|enligt|om|till|avseende|gällande|kring|för|av|inför|ett|rörande|angående)\s+(?:\S+\s+){0,1}[”\"“\w-]*)$",
    re.IGNORECASE,
)

UNKNOWN = "dokument"


def type_of(title: str, first_lines: Sequence[str]) -> str:
    """The document's type, from its title and the lines of its first page; "dokument" where none is told.

    A line that is the type and nothing else ("Tjänsteutlåtande") decides; then the first such word in the
    title that is not what the document is about; then one in the first lines.
    """
    for line in first_lines:
        for pattern, name in _ALONE:
            if pattern.match(line.strip(" :.")):
                return name
    for text in (title, *first_lines[:12]):
        name = _first_type(text)
        if name:
            return name
    for pattern, name in _COMPILED:
        if pattern.search(title):
            return name
    return UNKNOWN


def _first_type(text: str) -> str:
    best, place = "", len(text) + 1
    for pattern, name in _COMPILED:
        match = pattern.search(text)
        if match and match.start() < place and len(text) < 250 and not _ABOUT.search(text[: match.start()]):
            best, place = name, match.start()
    return best


def names_type(text: str) -> bool:
    """Whether the text holds a word for a type of document."""
    return any(pattern.search(text) for pattern, _ in _COMPILED)
