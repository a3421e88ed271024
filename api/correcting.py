"""Corrections from the command line: their kinds, their values, the key that a change needs."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from api.settings import Settings
from corpus.errors import InvalidInputError


class CorrectionKind(StrEnum):
    """What a correction does."""

    ADD = "add"
    CHANGE = "change"
    REJECT = "reject"
    CONFIRM = "confirm"
    JOIN = "join"
    PART = "part"


class DecisionAction(StrEnum):
    """What is done with the file of decisions."""

    EXPORT = "export"
    IMPORT = "import"


def fields(pairs: Iterable[str]) -> dict[str, str]:
    """Values by field: {"status": "in_force"} of "status=in_force". Raises InvalidInputError for what is no pair."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip():
            raise InvalidInputError(f"”{pair}” är inget fält med värde. Skriv fält=värde, som status=in_force.")
        found[name.strip()] = value.strip()
    return found


def key_of(settings: Settings) -> dict[str, str] | None:
    """The header that lets changes through, where a key is set."""
    return {"Authorization": f"Bearer {settings.write_token}"} if settings.write_token else None


def taken(file: Path) -> bytes:
    """The bytes of a file of decisions. Raises InvalidInputError."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidInputError(f"Filen {file} kan inte läsas. Kontrollera namnet och behörigheten.") from error
