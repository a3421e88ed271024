"""Differing validity of one document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.artifact import BlockKind
from ingest.language.quantities import quantities
from ingest.language.quantity import Kind
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, content

_UNTIL = re.compile(
    r"\b(?:till och med|t\.?\s?o\.?\s?m\.?|till|längst till|löper ut|upphör(?:de|t)?(?:\s+att gälla)?"
    r"|gick ut)\s*(?:den\s+)?(?P<date>[^,.;]{4,30}?\d{4})",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\bgäller\s+(?:från[^.;]{0,60}\s(?:och\s)?)?tills? vidare\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:upphörde att gälla|har upphört|gäller inte|är uppsagd|sades upp|gäller inte längre|upphört att gälla)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?P<type>[Öö]verenskommelse(?:n)?|[Aa]vtal(?:et)?|[Rr]utin(?:en)?|[Rr]iktlinje(?:n)?)\s+(?P<rest>(?:om|för|kring|mellan)\s+[^.;,()]{4,110})"
)
_VERB = re.compile(r"\s+(?:gäller|upphör\w*|löper|ska|är|har|förvaltas|som|från|till och med|t\.o\.m)\b")
_SELF = re.compile(
    r"^(?:Denna |Detta )?(?:Överenskommelsen|Avtalet|Riktlinjen|Rutinen|Tillägget"
    r"|Den)\b(?!\s+\w+\s+(?:överenskommelse|avtal))"
)
_TEMPORARY = re.compile(r"^Den\s+\w+\s+(?:överenskommelsen|avtalet)\b")
_ADOPTED = re.compile(
    r"\b(?P<noun>riktlinjen|överenskommelsen|rutinen|avtalet)\s+som\s+(?:fastställdes|beslutades|antogs|godkändes)\b(?P<rest>[^.;]{3,160})",
    re.IGNORECASE,
)
_DATED = re.compile(r"^(?:Datum|Daterad|Fastställd|Beslutad|Antagen)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Validity:
    """What a statement says of how long a document holds. `end`: the last day as a number, or nothing."""

    statement: Statement
    name: frozenset[str]
    end: float | None
    text: str
    ended: bool
    open: bool


def giltighet(work: Comparison) -> Iterator[Candidate]:
    """Ett och samma dokument gäller enligt två texter olika länge,
    eller gäller enligt en text men har upphört enligt en annan."""
    for scope in sorted(work.material.scopes):
        told = [v for s in work.material.scopes[scope] for v in validity(s, work.material.reads[s.document].title)]
        for at, one in enumerate(told):
            for other in told[at + 1 : at + 400]:
                yield from _compare(work, one, other)
        yield from _expired(work, work.material.scopes[scope])
        yield from _adopted(work, scope)


def _expired(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    """An agreement that has run out, listed later as one of those that there are."""
    for at, a in enumerate(statements):
        until = _UNTIL.search(a.text)
        if until is None or not _TEMPORARY.match(a.text) or at == 0:
            continue
        years = re.findall(r"\b(?:19|20)\d\d\b", until.group())
        name = frozenset(k for s in statements[max(0, at - 2) : at] if s.block == a.block for k in s.keys)
        if not years or not name:
            continue
        fitting = []
        for b in statements:
            order = content(b.text)
            listed = b.kind in (BlockKind.ITEM, BlockKind.ROW) or (b.text[:1].isupper() and not b.text.endswith("."))
            if b.document == a.document or not listed or not 3 <= len(order) <= 14 or _latest(work, b) <= years[-1]:
                continue
            if (
                "överenskomm" in " ".join(order)
                and len(name & b.keys) >= 3
                and work.material.overlap(b.keys, name) >= 0.5
            ):
                fitting.append((work.material.weight(name & b.keys), -b.number, b))
        if fitting:
            b = max(fitting)[2]
            yield Candidate(
                "giltighet", a, b, until.group(), "gäller", "hög", 0.6,
                f"Överenskommelsen har löpt ut (”{until.group()}”) men räknas upp bland dem som finns.",
            )  # fmt: skip


def _latest(work: Comparison, statement: Statement) -> str:
    """The year of its document, else the latest year before now that it names."""
    document = work.material.reads[statement.document].document.artifact.structure
    if document.metadata.date:
        return document.metadata.date[:4]
    years = [y for p in document.pages[:6] for y in re.findall(r"\b20[0-4]\d\b", p.text)]
    return max(years, default="")


def _adopted(work: Comparison, scope: str) -> Iterator[Candidate]:
    """A date of adoption told elsewhere that is not the date that the document gives itself."""
    for a in work.material.scopes[scope]:
        match = _ADOPTED.search(a.text)
        when = [q for q in quantities(match["rest"]) if q.kind is Kind.DATE] if match else []
        month = (
            re.search(
                r"\b(?P<m>januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b\D{0,8}(?P<y>20\d\d)",
                match["rest"],
            )
            if match
            else None
        )
        if match is None or month is None or not (when or month):
            continue
        told = f"{month['y']}-{_MONTHS.index(month['m'].lower()) + 1:02}"
        noun = match["noun"].lower().removesuffix("n").removesuffix("et")
        fitting = [
            r for r in work.material.reads
            if r.scope == scope and r.document.artifact.structure.metadata.type == noun and r.statements
            and r.statements[0].document != a.document
        ]  # fmt: skip
        if len(fitting) != 1:
            continue
        own = fitting[0].document.artifact.structure.metadata.date or ""
        b = next((s for s in fitting[0].statements if _DATED.match(s.text)), None)
        if b is not None and own and own[:7] != told:
            yield Candidate(
                "giltighet", a, b, match.group(), b.text, "medel", 0.65,
                f"Dokumentet är daterat ”{b.text}” men sägs ha fastställts {month.group()}.",
            )  # fmt: skip


_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def validity(statement: Statement, title: frozenset[str]) -> Iterator[Validity]:
    """What a statement says of the validity of the document it names, or of its own."""
    until, open_, ended = _UNTIL.search(statement.text), _OPEN.search(statement.text), _ENDED.search(statement.text)
    if not (until or open_ or ended):
        return
    if until and not re.search(r"\bgäll|löper|upphör|giltig|gick ut", statement.text):
        return
    named = _NAMED.search(statement.text)
    if named and ("ersätter" in statement.text[: named.start()] or not _SELF.match(statement.text)):
        rest = named["rest"]
        cut = _VERB.search(rest)
        name = frozenset(content(f"{named['type']} {rest[: cut.start()] if cut else rest}"))
    elif _SELF.match(statement.text):
        name = title
    else:
        return
    end = None
    if until:
        dates = [q for q in quantities(until.group()) if q.kind in (Kind.DATE, Kind.DEADLINE) and q.high is not None]
        end = dates[-1].high if dates else None
    text = (until or open_ or ended).group() if (until or open_ or ended) else ""  # type: ignore[union-attr]
    if len(name) >= 2:
        yield Validity(statement, name, end, text, bool(ended), bool(open_))


def _compare(work: Comparison, one: Validity, other: Validity) -> Iterator[Candidate]:
    a, b = one.statement, other.statement
    if a.number == b.number or work.material.versions(a, b) or work.material.outdated(a) or work.material.outdated(b):
        return
    likeness = work.material.likeness(one.name, other.name)
    if likeness < 0.6:
        return
    if one.end is not None and other.end is not None and one.end != other.end and not (one.ended or other.ended):
        yield Candidate(
            "giltighet", a, b, one.text, other.text, "hög", round(0.5 + 0.4 * likeness, 3),
            f"Slutdatumet är olika: ”{one.text}” respektive ”{other.text}”.",
        )  # fmt: skip
    elif one.ended != other.ended and (one.open or other.open):
        yield Candidate(
            "dokumentstatus", a, b, one.text, other.text, "hög", round(0.5 + 0.4 * likeness, 3),
            "Dokumentet gäller tills vidare enligt den ena texten men har upphört enligt den andra.",
        )  # fmt: skip
