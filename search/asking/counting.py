"""Questions about many things at once: how many or which there are, which have ended, where documents disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pyoxigraph import Literal

from ingest.artifact import EntityKind, Status
from ontology.catalogue import Catalogue
from ontology.records import GlobalRecord
from search.asking.asked import Asked
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
_MOST = 200
_SHORT = 3  # letters of a word that tells little
_SHOWN = 3


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
    names = [f"{r.name}{_STATUS[r.status]}" for r in records]
    shown = "; ".join(names[:12]) + (f" och {len(names) - 12} till" if len(names) > 12 else "")
    text = f"Dokumenten nämner {len(records)}: {shown}."
    return Asked("relation", text, sparql=_named(reading.kind, start))


def ended(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Which agreements have ended, or are said to apply no longer."""
    if reading.kind is not EntityKind.AGREEMENT or reading.mentions or not reading.says(*_ENDED):
        return None
    over = (Status.HISTORICAL, Status.REPEALED)
    records = [r for r in _of_kind(EntityKind.AGREEMENT, catalogue) if r.valid_to or r.status in over]
    if not records:
        return None
    told = [f"{r.name} ({f'till {r.valid_to}' if r.valid_to else 'gäller inte längre'})" for r in records]
    return Asked("relation", f"Slutdatum eller uppsägning anges för {listed(told)}.", sparql=_over())


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
    sentences = [
        f"{c.explanation} ({c.a.document.title}, s. {c.a.page}: ”{_cut(c.a.quote)}”; "
        f"{c.b.document.title}, s. {c.b.page}: ”{_cut(c.b.quote)}”)."
        for c in found[:_SHOWN]
    ]
    return Asked("relation", f"Ja, {len(found)} möjliga motsägelser. " + " ".join(sentences))


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
