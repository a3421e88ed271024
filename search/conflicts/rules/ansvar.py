"""Different bodies answer for one task."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import BlockKind
from search.conflicts.claims import Claim
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate, couples
from search.conflicts.opposed import opposed, reach
from search.conflicts.statements import content
from search.conflicts.verification import may_be_same, other_matter, other_people, other_time, special_rule


def ansvar(work: Comparison) -> Iterator[Candidate]:
    """Två organ har enligt olika texter ansvar för samma uppgift, eller samma organ på olika sätt."""
    for one, other, shared in opposed(work, ("ansvarar", "förvaltar")):
        a, b = one.statement, other.statement
        nature = work.nature(a, b)
        kind = nature if nature in ("version", "förslag") else "ansvar"
        alike = _named(one) & _named(other)
        if kind == "ansvar" and one.act == other.act == "förvaltar" and len(alike) >= 2:
            yield Candidate(
                "namn", a, b, one.body.name, other.body.name, "medel", 0.7,
                f"Samma uppgift har {one.body.name} och {other.body.name}: oklart om det är samma grupp.",
            )  # fmt: skip
            continue
        yield Candidate(
            kind,
            a,
            b,
            one.body.name,
            other.body.name,
            "låg" if kind != "ansvar" else "hög",
            round(0.45 + 0.4 * shared, 3),
            f"Både {one.body.name} och {other.body.name} har ansvar för samma sak.",
            reach(one),
            reach(other),
        )
    yield from _same_sentence(work)
    yield from _manners(work)


def _named(claim: Claim) -> frozenset[str]:
    """The keys of the name of a body, with what follows: "Länsgruppen för barn och unga"."""
    after = claim.statement.text[claim.body.end : claim.body.end + 30]
    follows = re.match(r"\s+för\s+[^.,;|]+", after)
    return frozenset(content(claim.body.name)) | frozenset(content(follows.group()) if follows else ())


def _manners(work: Comparison) -> Iterator[Candidate]:
    """One body answers for one thing in two ways: jointly, or by turns."""
    for scope in sorted(work.material.claims):
        held = [c for c in work.material.claims[scope] if c.act == "ansvarar" and c.manner]
        for one, other in couples(held):
            a, b = one.statement, other.statement
            if one.manner == other.manner or a.number == b.number or not may_be_same(one.body, other.body):
                continue
            if len(one.keys & other.keys) >= 2 and work.material.overlap(one.keys, other.keys) >= 0.4:
                yield Candidate(
                    "ansvar", a, b, one.manner, other.manner, "medel", 0.7,
                    f"{one.body.name} ansvarar ”{one.manner}” enligt den "
                    f"ena texten och ”{other.manner}” enligt den andra.",
                )  # fmt: skip


def _same_sentence(work: Comparison) -> Iterator[Candidate]:
    """Sentences that are alike but for who is named."""
    for pair in work.pairs:
        a, b = pair.a, pair.b
        if BlockKind.ROW in (a.kind, b.kind) or work.nature(a, b) in ("version", "förslag"):
            continue
        if not a.bodies or not b.bodies or a.modality is not b.modality or a.negated != b.negated:
            continue
        first, second = a.bodies[0], b.bodies[0]
        if first.start > 5 or second.start > 5 or first.genitive or second.genitive or first.id == second.id:
            continue
        if "parter" in (first.id, second.id) or not {first.id, second.id} & {"region", "kommun"}:
            continue
        mine = frozenset(content(a.text[first.start : first.end]))
        theirs = frozenset(content(b.text[second.start : second.end]))
        rest_a, rest_b = a.keys - mine, b.keys - theirs
        if len(rest_a & rest_b) < 3 or work.material.likeness(rest_a, rest_b) < 0.8:
            continue
        if (
            other_matter(work.material, a, b)
            or other_time(work.material, a, b)
            or other_people(a, b)
            or special_rule(a, b)
        ):
            continue
        others_a = {x.id for x in a.bodies[1:]}
        others_b = {x.id for x in b.bodies[1:]}
        if others_a != others_b:
            continue
        yield Candidate(
            "ansvar", a, b, first.name, second.name, "hög", 0.85,
            f"{first.name} enligt den ena texten och {second.name} enligt den andra har samma uppgift.",
        )  # fmt: skip
