"""The page that compares two documents, or two versions of one, clause by clause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.pages.rendering import render
from api.wiring import Container, Wired
from ontology.rows import DocumentRef
from search.clause_kinds import KINDS, kind_named
from search.conflicts.compare import compare
from search.conflicts.precedence import level

router = APIRouter()
_AT = "@"  # between a document and its version in an address
_KINDS = ("same", "changed", "only_a", "only_b")


@dataclass(frozen=True, slots=True)
class Choice:
    """A document, or an earlier version of it, that can be compared. `value` is what an address holds."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two texts. `version` is None for the current one; `read` is the day that it was taken in."""

    document: DocumentRef
    version: str | None
    read: str

    @property
    def name(self) -> str:
        """What tells it from the other: the title, and the day where it is an earlier version."""
        return f"{self.document.title}, inläst {self.read}" if self.version else self.document.title


@router.get("/jamfor")
def comparison(request: Request, wired: Wired, a: str = "", b: str = "") -> HTMLResponse:
    """Two texts clause by clause; where one is missing, only the fields to choose them."""
    found: dict[str, Any] = {}
    if a and b:
        (one, old), (other, new) = _parted(a), _parted(b)
        clauses = compare(wired.collection.artifact(one, old), wired.collection.artifact(other, new))
        runs = [(kind, list(rows)) for kind, rows in groupby(clauses, key=lambda c: c.kind)]
        counts = Counter(c.kind for c in clauses)
        found = {
            "sides": (_compared(wired, one, old), _compared(wired, other, new)),
            "runs": runs,
            "counts": [(kind, counts[kind]) for kind in _KINDS],
            "alike": bool(clauses) and counts["same"] == len(clauses),
            "empty": not clauses,
        }
    return render(request, "comparison.html", a=a, b=b, choices=choices(wired), place=_place, **found)


@router.get("/jamfor/klausuler")
def clauses(request: Request, wired: Wired, kind: str = "", type: str = "") -> HTMLResponse:
    """What each document says of one matter; where none is chosen, only the matters."""
    found = wired.clauses.table(kind, type=type) if kind else []
    given = urlencode({"kind": kind, **({"type": type} if type else {})})
    return render(
        request,
        "clauses.html",
        kinds=KINDS,
        kind=kind_named(kind) if kind else None,
        type=type,
        types=sorted({r.type for r in wired.catalogue.document_records().values() if level(r) is not None}),
        found=[one for one in found if one.clauses],
        silent=[one.document for one in found if not one.clauses],
        exported=given,
    )


def choices(wired: Container) -> list[Choice]:
    """All that can be compared: the documents by title, each with its earlier versions after it."""
    found: list[Choice] = []
    for id_, record in wired.catalogue.document_records().items():
        dated = f"{record.title} ({record.date})" if record.date else record.title
        found.append(Choice(id_, f"{dated} – {record.file}"))
        current = wired.collection.entry(id_).version
        found += [
            Choice(f"{id_}{_AT}{entry.version}", f"{record.title}, inläst {entry.at[:10]} – {entry.file}")
            for entry in reversed(wired.collection.versions(id_))
            if entry.version != current
        ]
    return found


def _parted(value: str) -> tuple[str, str | None]:
    """The document and the version that an address names."""
    document, _, version = value.partition(_AT)
    return document, version or None


def _compared(wired: Container, document: str, version: str | None) -> Compared:
    entry = wired.collection.entry(document, version)
    current = wired.collection.entry(document).version == entry.version
    return Compared(wired.catalogue.ref(document), None if current else entry.version, entry.at[:10])


def _place(side: Compared, page: int | None) -> str:
    """The address of a clause's page, in the original where the version is an earlier one."""
    if side.version:
        return f"/api/documents/{side.document.id}/file?version={side.version}#page={page}"
    return f"/dokument/{side.document.id}?sida={page}"
