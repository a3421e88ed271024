"""Opposite and weaker modality."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.artifact import BlockKind, Modality
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.matters import other_deed
from search.conflicts.verification import beside, other_bodies, other_matter, other_people, other_time, special_rule

_NAMES = {
    Modality.OBLIGATION: "ska",
    Modality.RECOMMENDATION: "bör",
    Modality.PERMISSION: "får",
    Modality.PROHIBITION: "får inte",
}
WHOLE = 3  # words that an item must share: fewer name a thing, not a task
LIKE = 0.3  # of all words of both; a short item shares its few words with much
_SAID = frozenset({Modality.OBLIGATION, Modality.PERMISSION})


def modalitet(work: Comparison) -> Iterator[Candidate]:
    """Det som en text föreskriver eller tillåter är förbjudet i en annan, eller ska i den ena och bör i den andra."""
    for pair in work.pairs:
        a, b = pair.a, pair.b
        if a.modality is None or b.modality is None or a.modality is b.modality:
            continue
        two = {a.modality, b.modality}
        opposite = Modality.PROHIBITION in two and bool(two & _SAID)
        weaker = two == {Modality.OBLIGATION, Modality.RECOMMENDATION}
        version = work.material.versions(a, b)
        if not (opposite or weaker or (version and Modality.PROHIBITION in two)):
            continue
        if pair.overlap < (0.75 if opposite else 0.8) or len(pair.shared) < 2 or (weaker and pair.likeness < 0.6):
            continue
        item = BlockKind.ITEM in (a.kind, b.kind) and len(pair.shared) < WHOLE
        if item or other_deed(a.text, b.text) or pair.likeness < LIKE:
            continue
        rejected = beside(a, b, pair.likeness) or other_matter(work.material, a, b) or other_time(work.material, a, b)
        if not version and not rejected:
            special = special_rule(a, b) if pair.likeness < 0.6 else ""
            rejected = other_people(a, b) or special or other_bodies(a, b)
        kind = work.nature(a, b) or ("modalitet" if opposite else "modalitetsstyrka")
        words = _NAMES[a.modality], _NAMES[b.modality]
        yield Candidate(
            kind, a, b, *words, "låg" if kind in ("version", "förslag") else "hög" if opposite else "medel",
            round(0.4 + 0.5 * pair.overlap, 3),
            f"Samma sak ”{words[0]}” enligt den ena texten och ”{words[1]}” enligt den andra.",
            rejected=rejected,
        )  # fmt: skip
