"""The timeline: from when to when the documents of the collection apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.artifact import Status
from ontology.catalogue import Catalogue, document_ref
from ontology.names import key
from ontology.periods import first_day, last_day
from ontology.rows import DocumentRef


@dataclass(frozen=True, slots=True)
class Period:
    """A document and its days; `dated` where the beginning is the document's date, for want of a better.

    `end` is None where no end is stated.
    """

    document: DocumentRef
    start: date
    end: date | None
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The periods, earliest first, and the documents without any date."""

    periods: tuple[Period, ...]
    undated: tuple[DocumentRef, ...]

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year to be drawn; (0, 0) where there is nothing to draw."""
        if not self.periods:
            return 0, 0
        today = date.today().year
        return (
            min(p.start.year for p in self.periods),
            max(today + 1, *((p.end or p.start).year for p in self.periods)),
        )


def timeline(catalogue: Catalogue, *, county: str = "") -> Timeline:
    """The periods of all steering documents; `county` is the county's name as documents write it."""
    periods: list[Period] = []
    undated: list[DocumentRef] = []
    for record in catalogue.document_records().values():
        if county and key(county) != key(record.county or ""):
            continue
        ref = document_ref(record)
        start = first_day(record.valid_from) if record.valid_from else None
        issued = first_day(record.date) if record.date else None
        end = last_day(record.valid_to) if record.valid_to else None
        begun = start or issued
        if begun is None:
            undated.append(ref)
        else:
            periods.append(Period(ref, begun, end if end is None or end >= begun else None, dated=start is None))
    periods.sort(key=lambda p: (p.start, key(p.document.title), p.document.id))
    undated.sort(key=lambda d: (d.status is not Status.IN_FORCE, key(d.title)))
    return Timeline(tuple(periods), tuple(undated))
