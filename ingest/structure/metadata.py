"""What a document says of itself: title, type, date, validity, register number, county, who decided it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from ingest.artifact import Block, BlockKind, Metadata, Page, Status
from ingest.pdf.lines import Reading
from ingest.structure.counties import county_of
from ingest.structure.dates import find_dates, first_date
from ingest.structure.drafts import Draft, folded
from ingest.structure.markers import section_mark
from ingest.structure.types import names_type, type_of

_NO_TITLE = re.compile(
    r"författningssamling|^www\.|^https?:|^issn|^isbn|@|^sida\b|^dnr\b|^datum\b|^bilaga\b", re.IGNORECASE
)
_REGISTER = re.compile(
    r"(?:\bdnr|\bdiarie(?:nummer|nr)|\bärende(?:nummer|nr))\.?\s*:?\s*(?P<number>(?:[A-ZÅÄÖ]{1,6}[\s-])?[\w.]*\d[\w./:-]*(?:\s?[/-]\s?\d+)*)",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bversion(?:snummer)?\s*:?\s*(?P<version>\d+(?:\.\d+)*)", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\b(?:datum|beslutsdatum|dokumentdatum|fastställ(?:d|t|des|elsedatum)|antag(?:en|et|its)|beslutad|beslutat|upprättad|daterad|reviderad|utkom från trycket|beslutade)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:gäller|giltig\w*|gälla|giltighetstid|avtalsperiod\w*|avtalstid\w*|löper|träder i kraft|gäller tidigast)\b[^.]{0,40}?(?:fr\.?\s?o\.?\s?m\.?|från(?: och med)?|tidigast|den|:)\s+(?:den\s+)?",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:t\.?\s?o\.?\s?m\.?|till(?: och med)?|fram till|längst till|–|-)\s+(?:den\s+)?$", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:gäller|löper|giltig\w*|upphör\w*(?: att gälla)?)\b[^.]{0,60}?(?:t\.?\s?o\.?\s?m\.?|till och med|till|fram till|den)\s+(?:den\s+)?",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:fastställ(?:d|t|s|des)|beslutad|beslutat|antag(?:en|et)|antas|godkän(?:d|t))\s+(?:den\s+\S+\s+)?(?:\d[\d-]+\s+)?av\s+(?P<who>(?:den\s+)?[A-ZÅÄÖa-zåäö][\w-]+(?:\s+(?:[A-ZÅÄÖ][\w-]+|i|och|för))*)"
)
_REPLACES = re.compile(r"\b(?:ersätter|upphäver)\s+(?:den\s+)?(?:tidigare\s+)?(?P<what>[^.;]{4,160})", re.IGNORECASE)
_PROPOSED = re.compile(r"^(?:förslag\b|utkast\b|remiss(?:version|utgåva|förslag)\b)", re.IGNORECASE)
_HISTORICAL = re.compile(r"^(?:upphävd|upphävt|upphört|historisk|ej gällande|inte längre gällande)\b", re.IGNORECASE)


def mark_title(drafts: Sequence[Draft], reading: Reading, body: float) -> str:
    """The title: the largest text of the first page that has text, made a TITLE block; "" where there is none."""
    pages = sorted({draft.page for draft in drafts if draft.kind is not BlockKind.CONTENTS})[:2]
    stated = folded((reading.info or {}).get("title", ""))
    for page in pages:
        candidates = [
            draft
            for draft in drafts
            if draft.page == page
            and draft.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            and 4 <= len(draft.text) <= 300
            and sum(c.isalpha() for c in draft.text) >= 4
            and not _NO_TITLE.search(draft.text)
        ]
        largest = max((draft.size for draft in candidates), default=0.0)
        worthy = [draft for draft in candidates if draft.size > body * 1.12 or folded(draft.text) == stated]
        if not worthy:
            continue
        best = max(worthy, key=lambda draft: _title_score(draft, largest, stated))
        if (
            section_mark(best.text)
            and best.kind is BlockKind.HEADING
            and best.size < largest * 1.01
            and best.number[:1].isdigit()
        ):
            continue
        if best.kind is BlockKind.PARAGRAPH or best.number == "":
            best.kind, best.level, best.number = BlockKind.TITLE, 0, ""
        return best.text
    return ""


def _title_score(draft: Draft, largest: float, stated: str) -> float:
    score = draft.size / largest - draft.lines[0].box[1] * 0.1
    score += 0.35 if names_type(draft.text) else 0.0
    score += 0.3 if stated and len(stated) > 8 and folded(draft.text) in stated else 0.0
    return score - (0.4 if draft.number[:1].isdigit() else 0.0)


def describe(
    title: str, blocks: Sequence[Block], pages: Sequence[Page], info: Mapping[str, str], file_name: str
) -> Metadata:
    """The metadata, from the first pages' text, furniture included; `file_name` is the title of last resort."""
    first_lines = _first_lines(pages)
    early = [block.text for block in blocks if block.spans[0].page <= 3 and block.kind is not BlockKind.CONTENTS]
    head = [*first_lines, *early]
    title = next((b.text for b in blocks if b.kind is BlockKind.TITLE), title)
    shown = title or info.get("title", "").strip() or PurePath(file_name).stem
    running = [line for page in pages[:3] for line in page.furniture]
    statements = [block.text for block in blocks if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)]
    valid_from, valid_to = _validity(statements)
    return Metadata(
        title=shown,
        type=type_of(shown, first_lines + running),
        status=_status(shown, first_lines + running),
        date=_date(first_lines, [*running, *early]),
        version=_first_group(_VERSION, "version", [*running, *head]),
        register_number=_first_group(_REGISTER, "number", [*running, *head]),
        valid_from=valid_from,
        valid_to=valid_to,
        county=county_of([shown, *running, *(block.text for block in blocks)]),
        decided_by=_first_group(_DECIDED, "who", head),
        replaces=_replaces(head),
    )


def _first_lines(pages: Sequence[Page]) -> list[str]:
    """The lines of the first page with text."""
    return next((page.text.split("\n") for page in pages if page.text.strip()), [])


def _first_group(pattern: re.Pattern[str], group: str, texts: Sequence[str]) -> str | None:
    for text in texts:
        match = pattern.search(text)
        if match:
            return match[group].strip(" .,;:)")
    return None


def _date(first_lines: Sequence[str], more: Sequence[str]) -> str | None:
    """A date with a label ("Datum", "Fastställd") first; then one that stands on the first page by itself."""
    for text in (*first_lines, *more):
        match = _DATE_LABEL.search(text)
        if match:
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
        if _PROPOSED.search(text.strip()):
            return Status.PROPOSED
        if _HISTORICAL.search(text.strip()):
            return Status.HISTORICAL
    return Status.IN_FORCE


def _validity(statements: Sequence[str]) -> tuple[str | None, str | None]:
    """From and to when the document itself says that it applies ("Avtalet gäller från ... till och med ...")."""
    start = end = None
    for text in statements:
        if not re.search(
            r"\b(?:denna|detta|överenskommelsen|avtalet|riktlinjen|rutinen|författning|arbetsordningen|dessa)\b",
            text,
            re.IGNORECASE,
        ):
            continue
        if start is None:
            match = _FROM.search(text)
            if match:
                near = find_dates(text[match.end() : match.end() + 40])
                if near and near[0].start <= 2:
                    start = near[0].iso
                    rest = text[match.end() + near[0].end : match.end() + near[0].end + 80]
                    later = find_dates(rest)
                    if later and _TO.search(rest[: later[0].start]):
                        end = end or later[0].iso
        if end is None:
            match = _UNTIL.search(text)
            if match:
                near = find_dates(text[match.end() : match.end() + 30])
                if near and near[0].start == 0 and near[0].iso != start:
                    end = near[0].iso
    return start, end


def _replaces(texts: Sequence[str]) -> tuple[str, ...]:
    found: list[str] = []
    for text in texts:
        if len(text) > 600 or re.search(r"\bersätter inte\b", text):
            continue
        match = _REPLACES.search(text)
        if match and match["what"].strip() not in found:
            found.append(match["what"].strip(" ,:"))
    return tuple(found[:5])
