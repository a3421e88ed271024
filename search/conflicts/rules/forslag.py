"""A proposal that differs from what is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.language.quantity import same
from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate

_CHANGED = re.compile(r"\b(?:flyttas|ändras|höjs|sänks|förlängs|förkortas|ökas|minskas)\b.*?\bfrån\b", re.IGNORECASE)


def forslag(work: Comparison) -> Iterator[Candidate]:
    """Ett förslag avviker från det som gäller. Det är ingen motsägelse så länge förslaget inte är beslutat."""
    for found in work.differences:
        if work.nature(found.pair.a, found.pair.b) == "förslag":
            yield Candidate(
                "förslag", found.pair.a, found.pair.b, found.a.text, found.b.text, "låg", found.confidence,
                f"Förslaget avviker från det som gäller: ”{found.a.text}” respektive ”{found.b.text}”.",
            )  # fmt: skip
    yield from _changed(work)


def _changed(work: Comparison) -> Iterator[Candidate]:
    """Proposals that name what is in force: "flyttas från maj till oktober"."""
    for one in work.material.reads:
        target = work.material.revised.get(one.statements[0].document) if one.statements else None
        if target is None:
            continue
        for a in one.statements:
            if not _CHANGED.search(a.text) or len(a.numbers) < 2:
                continue
            old, new = a.numbers[0], a.numbers[1]
            fitting = [
                b for b in work.material.reads[target].statements
                if b.said and a.keys & b.keys and any(same(old, q) for q in b.numbers)
            ]  # fmt: skip
            if fitting:
                b = max(fitting, key=lambda s: (work.material.weight(a.keys & s.keys), -s.number))
                yield Candidate(
                    "förslag",
                    b,
                    a,
                    old.text,
                    new.text,
                    "låg",
                    0.75,
                    f"Förslaget ändrar ”{old.text}” till ”{new.text}”.",
                )
