"""Claims of one act and object whose bodies differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.artifact import BlockKind
from ingest.language.keys import key
from search.conflicts.claims import DOCUMENTS, Claim
from search.conflicts.comparison import Comparison
from search.conflicts.material import couples
from search.conflicts.statements import content
from search.conflicts.verification import may_be_same, other_matter, other_people, other_time

ALIKE = 0.5  # of the lesser object's keys, by weight
CORE = 0.55  # of the lesser object's keys without those of whom it is for
CROWD = 40
LISTED = DOCUMENTS | frozenset(key(w) for w in ("gemensam", "dokument", "länsgemensam"))
_SEATS = frozenset(
    key(w) for w in ("ordförande", "vice", "ledamot", "ledamöter", "sekreterare", "representant", "ersättare")
)


def opposed(work: Comparison, acts: tuple[str, ...]) -> Iterator[tuple[Claim, Claim, float, str]]:
    """Claims of an act about nearly the same object, by different bodies.

    How much of the object they share comes with them, and why they are no conflict where verification rejects them.
    """
    for scope in sorted(work.material.claims):
        filed: dict[str, list[Claim]] = defaultdict(list)
        for claim in work.material.claims[scope]:
            if claim.act in acts and len(claim.keys) >= 1 and not claim.negated:
                for word in claim.keys:
                    filed[word].append(claim)
        seen: set[tuple[int, int]] = set()
        for _, told in sorted(filed.items()):
            if len(told) > CROWD:
                continue
            for one, other in couples(told):
                at = (one.statement.number, other.statement.number)
                if at in seen or at[0] == at[1]:
                    continue
                seen.add(at)
                shared = _shared(work, one, other)
                if shared is not None:
                    yield one, other, shared, _rejected(work, one, other)


def _shared(work: Comparison, one: Claim, other: Claim) -> float | None:
    material = work.material
    a, b = one.statement, other.statement
    if may_be_same(one.body, other.body) or (a.document == b.document and a.block == b.block):
        return None
    ids = {x.id for x in a.bodies} & {x.id for x in b.bodies}
    if {one.body.id, other.body.id} <= ids:
        return None  # both name both
    shared = material.overlap(one.keys, other.keys)
    common = one.keys & other.keys
    told = one.before is not None or other.before is not None
    least = 0.35 if one.before is not None and other.before is not None and len(common) >= 4 else ALIKE
    if shared < least or not common or (not told and material.likeness(one.keys, other.keys) < 0.28):
        return None
    if common <= _SEATS or (told and len(common) < 2):
        return None  # each group has a chair of its own
    if told and common <= LISTED and not (one.before is not None and other.before is not None and len(common) >= 4):
        return None  # the same documents are named, not the same task
    if shared < 0.6 and len(common) < 2:
        return None
    if len(common) == 1 and (len(one.keys | other.keys) > 2 or material.weight(common) < 2.5):
        return None
    if not told and not _one_task(work, one, other):
        return None
    if (_owners(one) or _owners(other)) and _owners(one) != _owners(other):
        return None  # "kommunernas ledamöter" and "regionens ledamöter" are two things
    return shared


def _one_task(work: Comparison, one: Claim, other: Claim) -> bool:
    """Whether the objects share what is done, not only for whom: "upphandling av X" and "uppföljning av Y" do not."""
    first, second = one.keys - one.statement.target, other.keys - other.statement.target
    if one.itself and other.itself:
        return True  # told apart by their documents
    if not first or not second:
        return True
    return work.material.overlap(first, second) >= CORE


def _rejected(work: Comparison, one: Claim, other: Claim) -> str:
    material, a, b = work.material, one.statement, other.statement
    apart = one.itself and other.itself  # each of its own document
    matter = other_matter(material, a, b) if apart or len(one.keys & other.keys) < 3 else ""
    people = other_people(a, b) if BlockKind.ROW not in (a.kind, b.kind) else ""
    return matter or other_time(material, a, b) or people


def _owners(claim: Claim) -> frozenset[str]:
    """Whose the object is: the bodies in the genitive, but for the one that acts."""
    return frozenset(
        x.id
        for x in claim.statement.bodies
        if x.genitive and x.id != claim.body.id and frozenset(content(x.name)) & claim.keys
    )


def reach(claim: Claim) -> tuple[int, int] | None:
    """The characters to quote where the sentence before says what the claim is about."""
    return (claim.before.start, claim.statement.end) if claim.before is not None else None
