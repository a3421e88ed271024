"""What people decided about findings, found again by what the two texts say.

A decision keeps the quotes that it was made about. It holds for every finding that quotes the same two texts: in a new
version, on another page, under another rule, or read again with other marks and spaces. Where one of the texts has
changed the pair is a new one, and what was decided before is told beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.decisions import Decision
from search.conflicts.compare import word_changes
from search.conflicts.model import Finding, Side

STATES = ("new", "confirmed", "rejected", "fixed")
ALIKE = 0.5  # of the words of a text and of what it was before
_DECIDED = {"confirmed": "bekräftades", "rejected": "avvisades", "fixed": "markerades som åtgärdat"}
_Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What counts for a finding. `returned`: a Swedish sentence where the pair was judged before its text changed."""

    decision: Decision | None = None
    returned: str = ""


def remembered(finding: Finding) -> dict[str, str]:
    """What a decision keeps of a finding, so that it can be found again."""
    a, b = finding.a, finding.b
    return {
        "type": finding.type,
        "a_document": a.document.id,
        "b_document": b.document.id,
        "a_quote": a.quote,
        "b_quote": b.quote,
    }


def judge(findings: Sequence[Finding], decided: Iterable[Decision]) -> list[Verdict]:
    """What was decided about each finding. `decided`: all decisions about findings, in order."""
    by_id: dict[str, Decision] = {}
    by_pair: dict[_Pair, Decision] = {}
    for decision in decided:
        by_id[decision.target] = decision
        if "a_quote" in decision.values:
            by_pair[_pair(decision.values["a_quote"], decision.values["b_quote"])] = decision
    standing = {_pair(f.a.quote, f.b.quote) for f in findings} if by_pair else set()
    gone: dict[_Pair, list[Decision]] = defaultdict(list)  # by the two documents
    for pair, decision in by_pair.items():
        if pair not in standing and decision.values.get("state") in _DECIDED:
            gone[frozenset((decision.values["a_document"], decision.values["b_document"]))].append(decision)
    found: list[Verdict] = []
    for finding in findings:
        decision_ = _latest(by_pair.get(_pair(finding.a.quote, finding.b.quote)), by_id.get(finding.id))
        returned = "" if decision_ else _returned(finding, gone)
        found.append(Verdict(decision_, returned))
    return found


def _latest(one: Decision | None, other: Decision | None) -> Decision | None:
    if one is None or other is None:
        return one or other
    return one if one.when >= other.when else other


def _pair(a: str, b: str) -> _Pair:
    """Two quotes by their letters and digits alone, whichever comes first."""
    return frozenset("".join(c for c in quote.casefold() if c.isalnum()) for quote in (a, b))


def _returned(finding: Finding, gone: dict[_Pair, list[Decision]]) -> str:
    """What was decided about the same pair before its text changed, or nothing."""
    best: tuple[float, str, Decision | None, str] = (0.0, "", None, "")
    for decision in gone.get(frozenset((finding.a.document.id, finding.b.document.id)), ()):
        told = decision.values
        sides = ((told["a_document"], told["a_quote"]), (told["b_document"], told["b_quote"]))
        for one, other in (sides, sides[::-1]):
            if (one[0], other[0]) != (finding.a.document.id, finding.b.document.id):
                continue
            likeness = [_likeness(one[1], finding.a), _likeness(other[1], finding.b)]
            if min(likeness) >= ALIKE and (sum(likeness), decision.when) > best[:2]:
                changes = [_change(q, s) for q, s in ((one[1], finding.a), (other[1], finding.b)) if q != s.quote]
                best = (sum(likeness), decision.when, decision, "; ".join(c for c in changes if c))
    decision_ = best[2]
    if decision_ is None:
        return ""
    who = f" av {decision_.who}" if decision_.who else ""
    comment = f" med kommentaren ”{decision_.values['comment']}”" if decision_.values.get("comment") else ""
    done = _DECIDED[decision_.values["state"]]
    return f"Paret {done}{who} {decision_.when[:10]}{comment}. Sedan dess har texten ändrats: {best[3]}."


def _likeness(before: str, now: Side) -> float:
    """The share of words that stand in both texts in the same order."""
    return SequenceMatcher(None, before.casefold().split(), now.quote.casefold().split(), autojunk=False).ratio()


def _change(before: str, now: Side) -> str:
    """What was written, and what is written instead, in the document."""
    words = word_changes(before, now.quote)
    was = " … ".join(text for kind, text in words if kind == "removed")
    is_ = " … ".join(text for kind, text in words if kind == "added")
    said = f"”{was}” har blivit ”{is_}”" if was and is_ else f"”{was}” är struket" if was else f"”{is_}” är tillagt"
    return f"{said} i ”{now.document.title}”" if was or is_ else ""
