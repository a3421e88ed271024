"""The calendar (iCalendar, RFC 5545) and the feed of changes (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from api.schemas.things import FollowupRow
from corpus.decisions import Decision, DecisionKind, Decisions
from corpus.ledger import State
from corpus.store import DocumentStore
from ingest.artifact import EntityKind
from ontology.catalogue import Catalogue
from ontology.followups import planned as next_planned

_ATOM = "http://www.w3.org/2005/Atom"
_FOLD = 73  # octets of a calendar line, line break not counted
_LATEST = 100
_STATES = {State.READ: "Inläst", State.FAILED: "Kunde inte läsas", State.DELETED: "Borttaget"}
_DECISIONS = {
    DecisionKind.CONFLICT: "Beslut om konflikt",
    DecisionKind.ADD: "Uppgift tillagd",
    DecisionKind.CHANGE: "Uppgift ändrad",
    DecisionKind.REJECT: "Uppgift avvisad",
    DecisionKind.CONFIRM: "Uppgift bekräftad",
    DecisionKind.JOIN: "Namn sammanförda",
    DecisionKind.PART: "Namn åtskilda",
    DecisionKind.FOLLOWUP: "Uppföljning",
}


def followup(decision: Decision) -> FollowupRow:
    """A recorded follow-up."""
    return FollowupRow(
        id=decision.id,
        agreement=decision.target,
        planned=decision.values.get("planned"),
        done=decision.values.get("done"),
        outcome=decision.values.get("outcome", ""),
        by=decision.who,
        recorded_at=decision.when,
    )


def planned(decisions: Decisions) -> dict[str, str]:
    """The date of the next planned follow-up, by agreement; one that was done since is left out."""
    return next_planned(decisions.all(DecisionKind.FOLLOWUP))


def calendar(catalogue: Catalogue, decisions: Decisions) -> str:
    """Planned follow-ups and the days when agreements end, a day's event each."""
    records = catalogue.entity_records(catalogue.ids_of_kind(EntityKind.AGREEMENT))
    events: list[tuple[str, str, str]] = []
    for decision in decisions.all(DecisionKind.FOLLOWUP):
        if decision.values.get("planned") and decision.target in records:
            events.append((decision.values["planned"], f"Uppföljning: {records[decision.target].name}", decision.id))
    events += [
        (record.valid_to, f"Upphör: {record.name}", f"{record.id}-upphor")
        for record in records.values()
        if record.valid_to and len(record.valid_to) == 10
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Avtalsgraf//SV", "CALSCALE:GREGORIAN"]
    for day, summary, uid in sorted(events):
        stamp = day.replace("-", "")
        lines += ["BEGIN:VEVENT", f"UID:{uid}@avtalsgraf", f"DTSTAMP:{stamp}T000000Z", f"DTSTART;VALUE=DATE:{stamp}"]
        lines += [f"SUMMARY:{_escaped(summary)}", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def changes(base: str, store: DocumentStore) -> bytes:
    """The latest readings and decisions, newest first."""
    found = [
        (e.at, f"{_STATES[e.state]}: {e.file}", f"urn:avtalsgraf:{e.document or e.file}:{e.at}")
        for e in store.ledger.entries()
    ]
    found += [(d.when, f"{_DECISIONS[d.kind]}: {d.target}", f"urn:avtalsgraf:{d.id}") for d in store.decisions.all()]
    found.sort(reverse=True)
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed")
    _say(feed, "title", "Avtalsgraf: ändringar")
    _say(feed, "id", f"{base}api/changes.atom")
    _say(feed, "updated", found[0][0] if found else "1970-01-01T00:00:00+00:00")
    _say(ET.SubElement(feed, f"{{{_ATOM}}}author"), "name", "Avtalsgraf")
    for at, title, name in found[:_LATEST]:
        entry = ET.SubElement(feed, f"{{{_ATOM}}}entry")
        for tag, value in (("title", title), ("id", name), ("updated", at)):
            _say(entry, tag, value)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True))


def _say(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{tag}").text = text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", " ")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, the later ones begun by a space (RFC 5545, 3.1)."""
    piece, first = "", True
    for letter in line:
        if len((piece + letter).encode()) > _FOLD:
            yield piece if first else f" {piece}"
            piece, first = "", False
        piece += letter
    yield piece if first else f" {piece}"
