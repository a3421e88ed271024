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
        yield from _temporary(work, statements)
        yield from _weaker(work, statements)


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
        for a in sorted(statements, key=lambda s: (work.material.rank(s.document), s.number)):
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


_GROUP = r"(?P<noun>[a-zåäö]{3,}(?:grupp|råd|utskott|forum))(?:en|er|erna|ens|ernas|s|et|ets)?"
_LIMITED = re.compile(
    rf"\b{_GROUP}\b(?:\s+\w+){{0,3}}?\s+(?:är|inrättas|tillsätts|gäller)\s+(?:tillfällig\w*|tidsbegränsa\w*"
    r"|begränsa\w*\s+(?:i|till)\s+(?:omfattning|tid|viss))",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\b(?:förvalta\w*|löpande|fortlöpande|kontinuerlig\w*|ständig\w*|tills vidare)\b", re.IGNORECASE
)
_TASK = re.compile(r"\b(?:uppdrag\w*|ansvar\w*|uppgift\w*|ska|skall)\b", re.IGNORECASE)


def _temporary(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    """A kind of group that is set up for a time, given a task without an end."""
    for a in statements:
        match = _LIMITED.search(a.text)
        if match is None or a.negated:
            continue
        noun = match["noun"].lower()
        for b in statements:
            if b.number == a.number or b.negated or not (_STANDING.search(b.text) and _TASK.search(b.text)):
                continue
            if any(w.text.startswith(noun) for w in b.words) and not _LIMITED.search(b.text):
                yield Candidate(
                    "mandat", a, b, "begränsat uppdrag", "löpande uppdrag", "låg", 0.6,
                    f"Uppdraget för en {noun} är begränsat enligt den ena texten men löpande enligt den andra.",
                    rejected=other_time(work.material, a, b),
                )  # fmt: skip


_ASSIGNED = re.compile(
    r"\buppdrag(?:et)?\s+(?:är\s+)?att\s+(?P<verb>[a-zåäö]+(?:\s(?:över|upp|fram|ut))?)\s+(?P<what>[^.;,:]{3,120})",
    re.IGNORECASE,
)
_LOOKS = frozenset(("se över", "granska", "utreda", "kartlägga", "analysera", "följa", "bereda", "föreslå"))
_MAKES = frozenset(("revidera", "ändra", "fastställa", "besluta", "genomföra", "införa", "upprätta", "avveckla"))


def _weaker(work: Comparison, statements: list[Statement]) -> Iterator[Candidate]:
    """An assignment to look into a thing that another text calls an assignment to change it."""
    given = [(s, m["verb"].lower(), _first(m["what"])) for s in statements if (m := _ASSIGNED.search(s.text))]
    looking = [g for g in given if g[1] in _LOOKS]
    for b, made, what in (g for g in given if g[1] in _MAKES):
        for a, looked, other in looking:
            if a.number != b.number and what and work.material.likeness(what, other) >= 0.75:
                yield Candidate(
                    "mandat", a, b, looked, made, "medel", 0.6,
                    f"Uppdraget är att ”{looked}” enligt den ena texten och att ”{made}” enligt den andra.",
                )  # fmt: skip


def _first(what: str) -> frozenset[str]:
    """The keys of the first of several objects."""
    return frozenset(content(re.split(r"\s(?:samt|och|för|inom|till|i)\s", what)[0]))
