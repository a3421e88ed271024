"""What a text regulates, another finds unclear."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.artifact import Status
from ingest.language.keys import key
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, wide

_UNCLEAR = re.compile(
    r"\b(?:oklar\w*|otydlig\w*|inte ett enkelt|överlapp\w*|flera \w+(?:ers|ors|ars"
    r"|s)\s+ansvarsområden|motstridig\w*)\b",
    re.IGNORECASE,
)
_WOULD = re.compile(
    r"\b(?:om det är|risk|skulle|kan bli|behöver (?:klargöras|tydliggöras)|undvika|minska)\b", re.IGNORECASE
)


def otydlighet(work: Comparison) -> Iterator[Candidate]:
    """En text reglerar ett ansvar, en rapporteringsväg eller ett uppdrag som enligt en annan text är oklart."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        acts: dict[int, set[str]] = defaultdict(set)
        for claim in work.material.claims[scope]:
            acts[claim.statement.number].add(claim.act)
        for b in statements:
            match = _UNCLEAR.search(b.text)
            if (
                match is None
                or b.status in (Status.HISTORICAL, Status.REPEALED)
                or _WOULD.search(b.text)
                or "?" in b.text
            ):
                continue
            kind = next((k for k, form in _ABOUT.items() if form.search(b.text)), None)
            if kind is None:
                continue
            about = wide(b.text) - _WORDS
            fitting = [
                (work.material.weight(about & keys), -a.number, a)
                for a in work.material.sharing(scope, about)
                if a.number != b.number and _firm(a, acts[a.number], kind)
                and len(about & (keys := wide(a.full))) >= 2 and work.material.weight(about & keys) >= _SHARED[kind]
            ]  # fmt: skip
            best: dict[int, tuple[float, int, Statement]] = {}  # in each document
            for one in fitting:
                if not _of_another(one[2], b) and (kind != "dokumentstatus" or _of_one(one[2], b)):
                    best[one[2].document] = max(best.get(one[2].document, one), one)
            for _, _, a in sorted(best.values(), reverse=True)[:EACH]:
                yield Candidate(
                    kind, a, b, "reglerat", match.group(), "medel", 0.6,
                    f"Det som den ena texten reglerar är enligt den andra oklart (”{match.group()}”).",
                )  # fmt: skip


def _of_one(a: Statement, b: Statement) -> bool:
    """Whether what is said under the heading of a group is in the other text said of that group, by name or letters."""
    named = [x for x in b.topics if x.own]
    if not named:
        return True
    letters = {w[:3] for x in named for w in re.findall(r"\b[A-ZÅÄÖ]{3,}", x.name)}
    ids = {x.id for x in (*a.bodies, *a.topics)}
    return bool(ids & {x.id for x in named}) or any(w[:3] in letters for w in re.findall(r"\b[A-ZÅÄÖ]{3,}", a.text))


def _of_another(a: Statement, b: Statement) -> bool:
    """Whether each stands under the heading of a group of its own."""
    one, other = ({x.id for x in s.topics if x.own} for s in (a, b))
    return a.document == b.document and bool(one and other) and not one & other


def _firm(statement: Statement, acts: set[str], kind: str) -> bool:
    """Whether a statement lays down what the other finds unclear."""
    if statement.negated or statement.status in (Status.HISTORICAL, Status.REPEALED) or _UNCLEAR.search(statement.text):
        return False
    if kind == "rapporteringsväg":
        return "rapporterar" in acts
    if kind == "dokumentstatus":
        return bool(re.search(r"\bfinns\b[^.]{0,40}grupper\b", statement.text))
    return bool(acts & {"ansvarar", "förvaltar"}) or bool(re.search(r"\bansvar att\b", statement.text))


EACH = 2  # documents that regulate what another finds unclear
_ABOUT = {
    "rapporteringsväg": re.compile(r"\b\w*rapportering\w*", re.IGNORECASE),
    "ansvar": re.compile(r"\bansvar\w*", re.IGNORECASE),
    "dokumentstatus": re.compile(r"\bgrupper(?:na|ingar)?\b.*\b(?:aktiva|finns|verksamma)\b", re.IGNORECASE),
}
_SHARED = {"rapporteringsväg": 5.0, "ansvar": 7.0, "dokumentstatus": 4.0}  # weight of the words that the two share
_WORDS = frozenset(key(w) for w in ("oklar", "oklart", "oklara", "otydlig", "otydlighet", "område"))
