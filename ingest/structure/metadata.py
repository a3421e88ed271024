"""What a document says of itself: type, status, date, validity, register number, county, who decided it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from ingest.artifact import Block, BlockKind, Metadata, Page, Status
from ingest.structure.counties import county_of
from ingest.structure.dates import find_dates, first_date
from ingest.structure.types import type_of
from ingest.structure.validity import SUBJECT, validity_of

_REGISTER = re.compile(
    r"(?:\bdnr|\bdiarie(?:nummer|nr)|\bärende(?:nummer|nr))\.?\s*:?\s*"
    r"(?P<number>(?:[A-ZÅÄÖ]{1,8}[\s-]?)?[\w.]*\d[\w./:-]*(?:\s?[/-]\s?\d+)*)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bversion(?:snummer)?\s*:?\s*(?P<version>\d+(?:\.\d+)*)", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\b(?:datum|beslutsdatum|dokumentdatum|fastställ(?:d|t|des|elsedatum)|antag(?:en|et|its)|beslutade?|beslutat|"
    r"upprättad|daterad|reviderad|utkom från trycket)\b",
    re.IGNORECASE,
)
_BODY = (
    r"\w*(?:fullmäktige|styrelsen?|nämnden?|styrgrupp(?:en)?|utskott(?:et)?|direktör(?:en)?|chef(?:en)?|"
    r"kommitté(?:n)?|råd(?:et)?|ledningsgrupp(?:en)?|riksdagen|regeringen|stämman?)"
)
_DECIDED = re.compile(
    r"\b(?:fastställ(?:d|t|s|des)|beslutad|beslutat|antag(?:en|et)|antas|godkän(?:d|t))\b[^.]{0,30}?\bav\s*:?\s+"
    rf"(?P<who>(?:[\w-]+\s+){{0,4}}?{_BODY})\b|"
    rf"^(?:beslutsfattare|beslutad av|fastställd av|beslutsinstans)\s*:?\s+(?P<labelled>\S.{{2,80}})$",
    re.IGNORECASE,
)
_REPLACES = re.compile(
    r"\b(?:ersätter|upphäver)\s+(?:den\s+)?(?:tidigare\s+)?(?P<what>[^.;]{4,160})|"
    r"\bgenom\s+(?:denna|detta|författningen|föreskrifterna)\b[^.]{0,30}?\bupphävs\s+(?P<repealed>[^.;]{4,160})",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"^(?:förslag\b|utkast\b|remiss(?:version|utgåva|förslag)\b)", re.IGNORECASE)
_HISTORICAL = re.compile(r"^(?:historisk|ej gällande|inte längre gällande|arkiverad)\b", re.IGNORECASE)
_REPEALED = re.compile(r"^(?:upphävd|upphävt|upphört)\b", re.IGNORECASE)

# what an office writes to those who are to decide: nothing in it applies yet
_FOR_DECISION = frozenset(("tjänsteutlåtande", "tjänsteskrivelse", "yttrande"))
# these tell of others' periods and have none
_REPORTS = frozenset(("rapport", "förstudie", "utredning", "protokoll", "minnesanteckningar"))


def describe(
    subtitle: str, blocks: Sequence[Block], pages: Sequence[Page], info: Mapping[str, str], file_name: str
) -> Metadata:
    """The metadata, from the first pages' text, running headers included; `file_name` is the title of last resort."""
    first_lines = _first_lines(pages)
    early = [block.text for block in blocks if block.spans[0].page <= 3 and block.kind is not BlockKind.CONTENTS]
    running = [line for page in pages[:3] for line in page.furniture]
    head = [*running, *first_lines, *early]
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), "")
    title = f"{title} – {subtitle}" if title and subtitle else title
    shown = title or info.get("title", "").strip() or PurePath(file_name).stem
    kind = type_of(shown, first_lines + running)
    for_decision = kind in _FOR_DECISION
    reports = kind in _REPORTS
    statements = [block.text for block in blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)]
    valid_from, valid_to = (None, None) if for_decision or reports else validity_of([*running, *statements])
    return Metadata(
        title=shown,
        type=kind,
        status=Status.PROPOSED if for_decision else _status(shown, first_lines + running),
        date=_date(first_lines, [*running, *early]),
        version=_first_group(_VERSION, head),
        register_number=_first_group(_REGISTER, head),
        valid_from=valid_from,
        valid_to=valid_to,
        county=county_of([shown, *running, *(block.text for block in blocks)]),
        decided_by=_first_group(_DECIDED, (text for text in head if len(text) < 100 or SUBJECT.match(text))),
        replaces=_replaces(statements),
    )


def _first_lines(pages: Sequence[Page]) -> list[str]:
    """The lines of the first page with text."""
    return next((page.text.split("\n") for page in pages if page.text.strip()), [])


def _first_group(pattern: re.Pattern[str], texts: Iterable[str]) -> str | None:
    """The first group that matched in the first text that the pattern is found in."""
    for text in texts:
        match = pattern.search(text)
        if match:
            return next(group for group in match.groups() if group).strip(" .,;:)")
    return None


def _date(first_lines: Sequence[str], more: Sequence[str]) -> str | None:
    """A date with a label ("Datum", "Fastställd") first; then one that stands on the first page by itself."""
    for text in (*first_lines, *more):
        match = _DATE_LABEL.search(text)
        if match and (len(text) < 100 or match.start() == 0):
            found = first_date(text[match.end() : match.end() + 80])
            if found:
                return found
    for text in (*first_lines, *more[:20]):
        dates = find_dates(text)
        if dates and len(text) < 60:
            return dates[0].iso
    return None


def _status(title: str, lines: Sequence[str]) -> Status:
    for text in (title, *(line for line in lines if len(line) < 40)):
        for pattern, status in (
            (_PROPOSED, Status.PROPOSED),
            (_HISTORICAL, Status.HISTORICAL),
            (_REPEALED, Status.REPEALED),
        ):
            if pattern.search(text.strip()):
                return status
    return Status.IN_FORCE


def _replaces(statements: Sequence[str]) -> tuple[str, ...]:
    """What the document says that it replaces itself."""
    found: list[str] = []
    for text in statements:
        for match in _REPLACES.finditer(text):
            before = text[: match.start()].rsplit(". ", 1)[-1]
            own = SUBJECT.match(before) or match["repealed"] or (not before.strip() and len(text) < 200)
            what = (match["what"] or match["repealed"]).strip(" ,:")
            if own and not what.lower().startswith("inte ") and what not in found:
                found.append(what)
    return tuple(found[:5])
