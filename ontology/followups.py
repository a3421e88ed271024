"""Follow-ups of agreements, as people planned and recorded them."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.decisions import Decision, DecisionKind


def planned(decisions: Iterable[Decision]) -> dict[str, str]:
    """The date of the next planned follow-up, by agreement; one that was done since is left out."""
    found: dict[str, str] = {}
    for decision in decisions:
        if decision.kind is not DecisionKind.FOLLOWUP:
            continue
        if decision.values.get("planned"):
            found[decision.target] = decision.values["planned"]
        if decision.values.get("done", "") >= found.get(decision.target, "9999"):
            found.pop(decision.target)
    return found
