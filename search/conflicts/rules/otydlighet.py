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
            if fitting:
                a = max(fitting)[2]
                yield Candidate(
                    kind, a, b, "reglerat", match.group(), "medel", 0.6,
                    f"Det som den ena texten reglerar är enligt den andra oklart (”{match.group()}”).",
                )  # fmt: skip


def _firm(statement: Statement, acts: set[str], kind: str) -> bool:
    """Whether a statement lays down what the other finds unclear."""
    if statement.negated or statement.status in (Status.HISTORICAL, Status.REPEALED) or _UNCLEAR.search(statement.text):
        return False
    if kind == "rapporteringsväg":
        return "rapporterar" in acts
    if kind == "dokumentstatus":
        return bool(re.search(r"\bfinns\b[^.]{0,40}grupper\b", statement.text))
    return bool(acts & {"ansvarar", "förvaltar"}) or bool(re.search(r"\bansvar att\b", statement.text))


_ABOUT = {
    "rapporteringsväg": re.compile(r"\b\w*rapportering\w*", re.IGNORECASE),
    "ansvar": re.compile(r"\bansvar\w*", re.IGNORECASE),
    "dokumentstatus": re.compile(r"\bgrupper(?:na|ingar)?\b.*\b(?:aktiva|finns|verksamma)\b", re.IGNORECASE),
}
_SHARED = {"rapporteringsväg": 5.0, "ansvar": 7.0, "dokumentstatus": 4.0}  # weight of the words that the two share
_WORDS = frozenset(key(w) for w in ("oklar", "oklart", "oklara", "otydlig", "otydlighet", "område"))
