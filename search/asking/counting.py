"""Questions about many things at once: how many or which there are, which have ended, where documents disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pyoxigraph import Literal

from ingest.artifact import EntityKind, Status
from ontology.catalogue import Catalogue
from ontology.records import GlobalRecord
from search.asking.asked import Asked
from search.asking.names import kind_words
from search.asking.reading import Reading, beginnings
from search.asking.relations import kind_start
from search.asking.sentences import listed
from search.findings import Judged

_ENDED = ("utgå", "utgått", "upphöra", "upphört", "giltighet", "uppsagd", "inaktuell", "löpt", "gammal", "ogiltig")
_DISAGREE = ("motsägelse", "konflikt", "motsäga", "krocka", "oenig", "strida", "motstridig")
_DIFFER = ("olika", "skilja", "skiljer", "emot")
_STATUS = {
    Status.IN_FORCE: "",
    Status.PROPOSED: " (förslag)",
    Status.PLANNED: " (planerad)",
    Status.HISTORICAL: " (tidigare)",
    Status.REPEALED: " (upphävd)",
}
_WORD = re.compile(r"\w+")
_OVER = re.compile(r"gäller inte|löpt ut|upphört|uppsagd|utgått", re.IGNORECASE)
_MOST = 200
_SHORT = 3  # letters of a word that tells little
_SHOWN = 3
_LISTED = 24  # names of a count


def counted(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """How many there are of a kind, and which: "hur många samrådsgrupper finns det?"."""
    there = reading.says("finnas", "finns")
    many = any(a == "hur" and b == "många" for a, b in zip(reading.tokens, reading.tokens[1:], strict=False))
    if reading.kind is None or reading.mentions or reading.predicates or not (there or many):
        return None
    start = kind_start(reading)
    records = [r for r in _of_kind(reading.kind, catalogue) if start in f"{r.name} {r.type}".casefold()]
    if not records:
        return None
    names = list(dict.fromkeys(f"{r.name}{_STATUS[r.status]}" for r in records))
    shown = "; ".join(names[:_LISTED]) + (f" och {len(names) - _LISTED} till" if len(names) > _LISTED else "")
    text = f"Dokumenten nämner {len(names)}: {shown}."
    return Asked("relation", text, sparql=_named(reading.kind, start))


def ended(reading: Reading, catalogue: Catalogue, conflicts: Callable[[], Sequence[Judged]]) -> Asked | None:
    """Which agreements have ended, are said to apply no longer, or of which documents disagree whether they apply."""
    if reading.kind is not EntityKind.AGREEMENT or reading.mentions or not asks_ended(reading):
        return None
    over = (Status.HISTORICAL, Status.REPEALED)
    records = [r for r in _of_kind(EntityKind.AGREEMENT, catalogue) if r.valid_to or r.status in over]
    unsure = [c for c in conflicts() if c.state != "rejected" and _OVER.search(c.explanation)]
    if not records and not unsure:
        return None
    told = [f"{r.name} ({f'till {r.valid_to}' if r.valid_to else 'gäller inte längre'})" for r in records]
    text = f"Slutdatum eller uppsägning anges för {listed(told)}. " if records else ""
    return Asked("relation", text + " ".join(_told(c) for c in unsure[:_SHOWN]), sparql=_over())


def asks_ended(reading: Reading) -> bool:
    """Whether the question is about what no longer applies: "gäller inte längre", "har löpt ut"."""
    if reading.says(*_ENDED):
        return True
    return reading.says("gälla", "gäller") and any(t in ("inte", "ej") for t in reading.tokens)


def noticed(reading: Reading, conflicts: Callable[[], Sequence[Judged]]) -> Asked | None:
    """What is asked for, where it is just what a finding tells: its explanation holds all words of the question."""
    own = [w for w in reading.words if len(w) >= _SHORT and w not in kind_words()]  # "något avtal" is any
    told = [b for m in reading.mentions for b in beginnings(m.text.split())]
    kind = beginnings([reading.kind_word]) if reading.kind_word else ()
    if len(own) < 2:
        return None
    found = [
        c
        for c in conflicts()
        if c.state != "rejected"
        and all(_stands(w, _WORD.findall(c.explanation.casefold())) for w in (*own, *told, *kind))
    ]
    if not found:
        return None
    return Asked("relation", " ".join(_told(c) for c in found[:_SHOWN]))


def disagreeing(reading: Reading, conflicts: Callable[[], Sequence[Judged]]) -> Asked | None:
    """Where documents contradict each other about the words of the question."""
    if not (reading.says(*_DISAGREE) or (reading.says(*_DIFFER) and reading.says("säga", "säger", "dokument"))):
        return None
    own = set(beginnings((*_DISAGREE, *_DIFFER, "säga", "dokument", "finns", "uppgift", "varandra")))
    told = [b for m in reading.mentions for b in beginnings(m.text.split())]
    words = [w for w in (*told, *reading.words) if w not in own]
    others = [w for w in reading.words if w not in own and len(w) > _SHORT]
    names = [beginnings(m.text.split()) for m in reading.mentions if m.sure]
    found = [c for c in conflicts() if c.state != "rejected" and _holds(c, words, others) and _names(c, names)]
    if not found:
        about = " om detta" if words else ""
        return Asked("relation", f"Nej, ingen motsägelse har hittats{about}.")
    return Asked("relation", f"Ja, {len(found)} möjliga motsägelser. " + " ".join(map(_told, found[:_SHOWN])))


def _told(conflict: Judged) -> str:
    """A finding with both quotes."""
    sides = (f"{s.document.title}, s. {s.page}: ”{_cut(s.quote)}”" for s in (conflict.a, conflict.b))
    return f"{conflict.explanation} ({'; '.join(sides)})."


def _holds(conflict: Judged, words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the finding holds two of the words, or the only one, and each side one; of the `others` too."""
    sides = [_WORD.findall(side.quote.casefold()) for side in (conflict.a, conflict.b)]
    whole = [*_WORD.findall(conflict.explanation.casefold()), *sides[0], *sides[1]]
    held = [w for w in words if _stands(w, whole)]
    return len(held) >= min(2, len(words)) and all(
        not words or any(_stands(word, side) for word in others or words) for side in sides
    )


def _stands(start: str, said: Sequence[str]) -> bool:
    return any(word.startswith(start) for word in said)


def _names(conflict: Judged, names: Sequence[Sequence[str]]) -> bool:
    """Whether the finding names every name of the question."""
    whole = " ".join((conflict.explanation, conflict.a.quote, conflict.b.quote)).casefold()
    said = _WORD.findall(whole)
    return all(all(any(w.startswith(word) for w in said) for word in name) for name in names)


def _cut(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= 160 else text[:159].rsplit(" ", 1)[0] + " …"


def _of_kind(kind: EntityKind, catalogue: Catalogue) -> list[GlobalRecord]:
    ids = catalogue.ids_of_kind(kind.value)
    records = catalogue.entity_records(ids)
    return [records[i] for i in ids if i in records]


def _named(kind: EntityKind, start: str) -> str:
    has = f"\n  FILTER (CONTAINS(LCASE(CONCAT(STR(?name), ' ', STR(?type))), {Literal(start)}))" if start else ""
    return (
        "SELECT DISTINCT ?entity ?name WHERE {\n"
        f"  ?entity avtal:kind {Literal(kind.value)} ; skos:prefLabel ?name ; dcterms:type ?type .{has}\n}}\n"
        f"ORDER BY ?name\nLIMIT {_MOST}"
    )


def _over() -> str:
    return (
        "SELECT DISTINCT ?name ?to ?status WHERE {\n"
        f"  ?entity avtal:kind {Literal(EntityKind.AGREEMENT.value)} ; skos:prefLabel ?name .\n"
        "  ?local avtal:denotes ?entity ; avtal:status ?status .\n"
        "  OPTIONAL { ?local eli:date_no_longer_in_force ?to }\n"
        "  FILTER (BOUND(?to) || ?status IN (avtal:historical, avtal:repealed))\n}\nORDER BY ?name"
    )
