"""Different bodies decide on one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.opposed import opposed, reach


def beslutsratt(work: Comparison) -> Iterator[Candidate]:
    """Två organ beslutar enligt olika texter om samma sak."""
    for one, other, shared, rejected in opposed(work, ("beslutar",)):
        a, b = one.statement, other.statement
        nature = work.nature(a, b)
        kind = nature if nature in ("version", "förslag") else "beslutsrätt"
        yield Candidate(
            kind,
            a,
            b,
            one.body.name,
            other.body.name,
            "låg" if kind != "beslutsrätt" else "hög",
            round(0.5 + 0.4 * shared, 3),
            f"Både {one.body.name} och {other.body.name} beslutar om samma sak.",
            reach(one),
            reach(other),
            rejected,
        )
    yield from _binding(work)


def _binding(work: Comparison) -> Iterator[Candidate]:
    """The parties are bound by a document that one group alone may change."""
    for scope in sorted(work.material.scopes):
        decided = [
            c
            for c in work.material.claims[scope]
            if c.act == "beslutar" and c.verb in _ADOPTS and c.body.id not in _PARTIES
        ]
        for a in work.material.scopes[scope]:
            match = _BOUND.search(a.text)
            noun = match["noun"].lower() if match else ""
            for claim in decided:
                b = claim.statement
                if (
                    noun
                    and b.document == a.document
                    and b.number != a.number
                    and re.search(rf"\b{noun}\b", b.text, re.IGNORECASE)
                ):
                    yield Candidate(
                        "beslutsrätt", a, b, "parterna är bundna", claim.body.name, "hög", 0.65,
                        f"Parterna är bundna av {noun} som {claim.body.name} ensam fastställer.",
                    )  # fmt: skip
                    break


_ADOPTS = ("fastställer", "fastställs", "antar", "antas", "godkänner", "godkänns")
_PARTIES = ("parter", "region", "kommun")
_BOUND = re.compile(
    r"\b(?:förbinder sig|åtar sig|är bundna|är skyldiga)\b[^.;]*?\b(?:enlighet med|enligt|av"
    r"|följa)\s+(?P<noun>riktlinjen|rutinen|arbetsordningen|anvisningen|policyn)\b",
    re.IGNORECASE,
)
