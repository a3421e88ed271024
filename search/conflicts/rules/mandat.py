"""A decision that may not be delegated has been delegated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.conflicts.comparison import Comparison
from search.conflicts.material import Candidate
from search.conflicts.statements import Statement, content, wide
from search.conflicts.verification import other_time

_KEPT = re.compile(r"\b(?:kan|får|ska|skall)\s+(?:inte|ej)\s+(?:delegeras|överlåtas|vidaredelegeras)", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:uppdrar åt|ger|delegerar (?:till|åt)|har delegerat|överlåter (?:till|åt|på)"
    r"|bemyndigar)\b(?P<to>.{2,80}?)\b(?:att|rätten att|i uppdrag att|beslut om)\b(?P<what>[^.;]+)",
    re.IGNORECASE,
)
_MAY_ASK = re.compile(
    r"\bkan\s+(?:\w+\s+)?(?:uppdra åt|ge)\b(?P<to>.{2,80}?)\s(?:i uppdrag )?att\b(?P<what>[^.;]+)", re.IGNORECASE
)


def mandat(work: Comparison) -> Iterator[Candidate]:
    """Ett beslut som inte får delegeras har delegerats, eller ett stående uppdrag ges bara vid behov."""
    for scope in sorted(work.material.scopes):
        statements = work.material.scopes[scope]
        kept = [s for s in statements if _KEPT.search(s.text)]
        given = [(s, m) for s in statements if (m := _GIVEN.search(s.text))]
        for a in kept:
            for b, match in given:
                told = frozenset(content(match["what"]))
                shared = work.material.overlap(told, a.keys)
                if a.number != b.number and len(told & a.keys) >= 2 and shared >= 0.55:
                    yield Candidate(
                        "mandat", a, b, "får inte delegeras", "delegerat", "hög", 0.9,
                        "Beslutet får inte delegeras enligt den ena texten men har delegerats enligt den andra.",
                        rejected=other_time(work.material, a, b),
                    )  # fmt: skip
        yield from _on_request(work, statements)


def _on_request(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    """A standing task of a group that another text says it may be given."""
    asked = [(s, m) for s in statements if (m := _MAY_ASK.search(s.text))]
    for b, match in asked:
        start = match.start("to")
        body = next((x for x in b.bodies if start <= x.start < match.end("to")), None)
        told, verb = wide(match["what"]), content(match["what"])[:1]
        if body is None or len(told) < 2:
            continue
        heads = frozenset(content(b.text[body.start : body.end]))
        for a in statements:
            if a.number == b.number or not a.lead or not heads & frozenset(content(a.lead)):
                continue
            if any(w in a.lead.lower() for w in (" kan ", " får ")):
                continue
            mine = wide(a.text) - heads
            if verb and verb[0] in mine and len(mine & told) >= 2 and not other_time(work.material, a, b):
                yield Candidate(
                    "mandat",
                    a,
                    b,
                    "stående uppdrag",
                    "på uppdrag",
                    "medel",
                    0.65,
                    f"Uppgiften är stående för {body.name} enligt den ena texten men ges särskilt enligt den andra.",
                )
                break
