"""Questions about relations: who does what with which thing, whether it is so, and who does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.artifact import EntityKind
from ingest.language.compounds import split
from ontology.catalogue import Catalogue
from ontology.rows import FactRow, RelationRow
from search.asking.asked import Asked
from search.asking.linking import Mention
from search.asking.patterns import Filled, Pattern, first
from search.asking.reading import Reading, beginnings
from search.asking.sentences import said

_ENDS = {"subject": "avtal:subject", "object": "avtal:object", "": "(avtal:subject|avtal:object)"}
_OTHER = {"subject": "object", "object": "subject"}
_OWNING = ("förvaltar", "ansvarar för", "följer upp")
_LACKING = ("sakna", "saknas", "utan")
_ASKED = ("vem", "vilka", "vilken", "vilket", "vad")
_ACTOR = (EntityKind.GROUP, EntityKind.PARTY)


def related(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """What the graph says; "framgår inte" where it knows the names and says nothing; None where it knows too little."""
    if not reading.predicates or not (reading.mentions or reading.words or reading.kind):
        return None
    if reading.begins("finns", "har", "är"):  # whether there is such a thing: more than who does what
        return None
    pattern, rows = first(_ladder(reading), catalogue)
    if pattern is not None:
        return _told(reading, pattern, rows, catalogue)
    if not reading.sides or (len(reading.sides) > 1 and not all(m.sure for m in reading.sides)):
        return None
    exact = _ladder(reading)[0]
    names = [catalogue.entity_records(m.ids[:1]).get(m.ids[0]) for m in reading.sides]
    known = " och ".join(n.name for n in names if n)
    text = f"Det framgår inte av dokumenten: ingen uppgift om {reading.predicates[0]} finns för {known}."
    return Asked("relation", text, (), "relation", sparql=exact.sparql(catalogue))


def lacking(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Who has no agreement: what the documents expressly deny, not what they leave out."""
    none = any(t in ("ingen", "inget", "inga") for t in reading.tokens) and reading.says("ha")
    if reading.kind is None or not (none or reading.says(*_LACKING)):
        return None
    predicates = reading.predicates or _OWNING
    patterns = [
        Pattern("relation", (), predicates, negated=True, subject_kind=reading.kind, county=reading.county),
        Pattern("relation", (), _OWNING, negated=True, subject_kind=reading.kind, county=reading.county),
    ]
    pattern, rows = first(patterns, catalogue)
    if pattern is None:
        return None
    return Asked("relation", said(rows), rows, "relation", sparql=pattern.sparql(catalogue))


def _ladder(reading: Reading) -> list[Pattern]:
    """From what was said exactly to what is near: role and kind, either role, then by the words of the quote."""
    base = Pattern("relation", county=reading.county)
    asked = [t for t in reading.tokens if t in _ASKED]
    groups = [(p,) for p in reading.predicates] if len(asked) < 2 else [reading.predicates]
    found: list[Pattern] = []
    for role in dict.fromkeys((reading.role, "")):
        for predicates in groups:
            found += _of_names(reading, replace(base, predicates=predicates), role)
    return found if _narrowed(reading) else [*found, *_by_words(reading, base)]


def _of_names(reading: Reading, base: Pattern, role: str) -> list[Pattern]:
    """With the named things in a role; what is asked for, where it is said, in the other."""
    if len(reading.sides) >= 2 and role == reading.role:
        ids = [m.ids for m in reading.sides]
        ends = (("subject", "object"), ("object", "subject"))
        pairs = [replace(base, filled=(Filled(_ENDS[a], ids[0]), Filled(_ENDS[b], ids[1]))) for a, b in ends]
    else:
        pairs = []
    other = _OTHER.get(role, "")
    filled = _order(reading, role)
    if _narrowed(reading):
        base = _with_other(base, other, None, kind_start(reading))
        filled = filled if other else []
    elif reading.kind:
        base = _with_other(base, other, reading.kind, "")
    return [*pairs, *(replace(base, filled=(Filled(_ENDS[role], m.ids),)) for m in filled)]


def _with_other(base: Pattern, end: str, kind: EntityKind | None, named: str) -> Pattern:
    """What is asked for must be of the kind, or hold the word in its name."""
    if end == "subject":
        return replace(base, subject_kind=kind, subject_named=named)
    return replace(base, object_kind=kind, object_named=named) if end else base


def _narrowed(reading: Reading) -> bool:
    """Whether the names alone must answer: what is asked for is narrowed to one sort of group."""
    return bool(kind_start(reading)) and bool(reading.sides)


def kind_start(reading: Reading) -> str:
    """What must stand in the names asked for: "samrådsgrupp" of "vilken av samrådsgrupperna"."""
    starts = beginnings([reading.kind_word]) if reading.kind_word else ()
    return starts[0] if starts and len(split(reading.kind_word)) > 1 else ""


def _by_words(reading: Reading, base: Pattern) -> list[Pattern]:
    """The relations whose quote holds the words of names that were told in part, and the other words."""
    told = [b for m in reading.sides for b in beginnings(m.text.split())]
    sure = [Filled(_ENDS[""], m.ids) for m in reading.sides if m.sure]
    words = (*told, *reading.words)
    found: list[Pattern] = []
    for predicate in reading.predicates:
        one = replace(base, predicates=(predicate,))
        if reading.words and sure:
            found.append(replace(one, filled=tuple(sure[:1]), words=reading.words))
        if len(words) >= 2 or (words and not reading.sides):
            found.append(replace(one, words=words))
    if reading.sides:
        return found
    kind = reading.kind if reading.kind is EntityKind.AGREEMENT else None
    dated = [w for w in reading.words if w.isdigit()]
    some = tuple(dated) or (reading.words if len(reading.words) == 1 else ())
    if some:
        one = replace(base, predicates=reading.predicates, any_words=some)
        found += [replace(one, subject_kind=kind), replace(one, object_kind=kind)]
    if not reading.words and reading.kind:
        found.append(replace(base, predicates=reading.predicates, subject_kind=reading.kind))
    return found


def _order(reading: Reading, role: str) -> list[Mention]:
    """The likelier holder of a role first: what acts as subject, else what is acted on. Sure names shut out others."""
    sure = [m for m in reading.sides if m.sure] or list(reading.sides)
    return sorted(sure, key=lambda m: bool(role) and (m.kind in _ACTOR) != (role == "subject"))


def _told(reading: Reading, pattern: Pattern, rows: Sequence[FactRow], catalogue: Catalogue) -> Asked:
    text = said(rows)
    if reading.verb_first:
        denied = [r for r in rows if isinstance(r, RelationRow) and r.negated]
        text = ("Nej. " if denied and len(denied) * 2 >= len(rows) else "Ja. ") + text
    return Asked("relation", text, rows, "relation", sparql=pattern.sparql(catalogue))
