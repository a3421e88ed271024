"""What exists according to one text is still to come, or has ended, according to another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import Status
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, content
from search.conflicts.verification import other_time

_BODY = (
    r"(?P<noun>[a-zåäö]*(?:grupp(?:er)?(?:na|en)?|sekretariat(?:et|en)?|nämnd(?:en)?|råd(?:et)?"
    r"|utskott(?:et)?|forum(?:et)?|kansli(?:et)?))"
)
_EXISTS = re.compile(rf"\b(?:finns|har)\b(?:\s+[\wåäö]+){{0,6}}?\s+{_BODY}\b", re.IGNORECASE)
_COMES = re.compile(
    rf"\b{_BODY}\b[^.;]{{0,40}}?\b(?:ska|skall|kommer att|bör)?\s*(?:etableras|inrättas|bildas|tillsättas"
    rf"|tillträder|startar|införs)\b"
    rf"|\b(?:ska|skall)\s+(?:följande\s+)?(?P<later>[a-zåäö]*(?:grupper|sekretariat|nämnd|råd))\s+(?:etableras|inrättas|bildas|tillsättas)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:fortfarande|alltjämt|fortsatt)\b[^.;]{0,30}\b(?:arbetar|tillämpas|tillämpar|följs|följer"
    r"|används|använder)\b|\bsom\b[^.;]{3,60}\bfortfarande arbetar efter\b",
    re.IGNORECASE,
)
_VOID = re.compile(r"\b(?:gäller inte|gäller ej|har upphört|upphörde att gälla|löpt ut|är uppsagd)\b", re.IGNORECASE)
_SUPERSEDES = re.compile(r"\b(?:kommer (?:att )?)?ersätt(?:er|a|s)\b(?P<what>[^.;]{8,140})", re.IGNORECASE)
_CALLED = re.compile(r"\bdet\s+som\s+(?:tidigare\s+)?(?:hetat|hette|kallats|kallades)\b", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:fastställs|beslutas|beslutar|fastställer|gäller|utgår från)\b", re.IGNORECASE)


def dokumentstatus(work: Comparison) -> Iterator[Candidate]:
    """Något finns eller gäller enligt en text, men ska först inrättas, ersätts eller har upphört enligt en annan."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        yield from _to_come(work, statements)
        yield from _applied(work, statements)
        yield from _superseded(work, scope, statements)


def _to_come(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    here = [(s, _noun(m["noun"])) for s in statements if s.status is Status.IN_FORCE and (m := _EXISTS.search(s.text))]
    best: dict[tuple[int, int, str], tuple[int, Statement, Statement]] = {}
    for b in statements:
        match = _COMES.search(b.text)
        if match is None or "?" in b.text:
            continue
        noun = _noun(match["noun"] or match["later"])
        for a, other in here:
            if a.document == b.document or other != noun or len(noun) < 6:
                continue
            if a.condition or a.modality is not None or not _likely(a, b):
                continue
            alike = len({w.text for w in a.words} & {w.text for w in b.words})
            at = (a.document, b.document, noun)
            if at not in best or alike > best[at][0]:
                best[at] = (alike, a, b)
    for (_, _, noun), (_, a, b) in sorted(best.items()):
        yield Candidate(
            "dokumentstatus", a, b, "finns", "ska inrättas", "medel", 0.6,
            f"Enligt den ena texten finns {noun}, enligt den andra ska det först inrättas.",
        )  # fmt: skip


def _likely(a: Statement, b: Statement) -> bool:
    """Whether both speak of groups of the county, not of each municipality's own."""
    return not any(w.text.startswith("lokal") for s in (a, b) for w in s.words)


def _noun(word: str) -> str:
    """A noun without its endings, so that all its forms are one."""
    return re.sub(r"(?:er)?(?:na|en|et)?$", "", word.lower())


def _applied(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    void = [s for s in statements if _VOID.search(s.text)]
    for b in statements:
        if not _STILL.search(b.text):
            continue
        fitting = [a for a in void if a.number != b.number and len(a.keys & b.keys) >= 2]
        if fitting:
            a = max(fitting, key=lambda s: (work.material.weight(s.keys & b.keys), -s.number))
            if work.material.weight(a.keys & b.keys) >= 7:
                yield Candidate(
                    "dokumentstatus", a, b, "gäller inte", "tillämpas", "hög", 0.7,
                    "Dokumentet gäller inte enligt den ena texten men tillämpas fortfarande enligt den andra.",
                )  # fmt: skip


def _superseded(work: Comparison, scope: str, statements: list[Statement]) -> Iterator[Candidate]:
    """What one text says is replaced, another still rests on."""
    for b in statements:
        match = _SUPERSEDES.search(b.text)
        if match is None or b.negated or re.search(r"\bersätter\s+[A-ZÅÄÖ]", b.text):
            continue
        what = frozenset(content(_CALLED.sub("", match["what"])))
        if len(what) < 2:
            continue
        fitting = [
            a
            for a in work.material.sharing(scope, what, 1)
            if a.document != b.document
            and a.status is Status.IN_FORCE
            and _LASTING.search(a.text)
            and work.material.weight(what & a.keys | what & frozenset(x.name.lower() for x in a.bodies))
            >= 0.6 * work.material.weight(what)
            and not other_time(work.material, a, b)
        ]
        if fitting:
            a = max(fitting, key=lambda s: (work.material.likeness(what, s.keys), -s.number))
            yield Candidate(
                "dokumentstatus", a, b, "gäller", "ersätts", "hög", 0.6,
                f"Den ena texten bygger på det som enligt den andra ersätts: ”{match['what'].strip()}”.",
            )  # fmt: skip
