"""Questions about what someone must, may or does: duties, tasks, how often, and who does a thing."""

from __future__ import annotations

from ontology.catalogue import Catalogue
from search.asking.asked import Asked
from search.asking.linking import Mention
from search.asking.patterns import Filled, Pattern, first
from search.asking.reading import Reading, beginnings
from search.asking.sentences import said

_TASKS = ("uppgift", "uppdrag", "syfte", "roll", "mandat", "funktion", "arbetsuppgift", "ansvarsområde")
_DUTIES = ("skyldighet", "skyldig", "måste", "ska", "skall", "åligga", "göra", "förväntas", "krav", "åtagande")
_MAY = ("får", "kan", "tillåta", "tillåtet", "förbjudet", "rätt")
_OFTEN = ("ofta", "gånger", "intervall", "frekvens")
_WHO = ("vem", "vilka", "vilken", "vilket")


def often(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """How often something is done: facts with a frequency, of those named, else whose quote names them."""
    if not reading.says(*_OFTEN):
        return None
    words = tuple(w for w in reading.words if w not in beginnings(_OFTEN) and w not in ("gång", "år"))
    patterns = [
        Pattern("obligation", (Filled("odrl:assignee", m.ids),), frequent=True, words=more)
        for more in dict.fromkeys((words, ()))
        for m in reading.mentions
    ]
    named = [beginnings(m.text.split()) for m in reading.mentions]
    patterns += [Pattern("obligation", words=n, frequent=True) for n in named if n]
    patterns += [Pattern("obligation", words=words, frequent=True)] if words else []
    if not patterns:
        return None
    each = [first([p for p in patterns if _about(p, m)], catalogue) for m in reading.mentions]
    answered = [(p, rows) for p, rows in each if p is not None] or [
        (p, rows) for p, rows in [first(patterns, catalogue)] if p is not None
    ]
    if not answered:
        return Asked("relation", "Det framgår inte av dokumenten hur ofta.", sparql=patterns[0].sparql(catalogue))
    if len(answered) > 1:
        ids = tuple(i for m in reading.mentions for i in m.ids)
        both = Pattern("obligation", (Filled("odrl:assignee", ids),), frequent=True)
        pattern, rows = first([both], catalogue)
        if pattern is not None:
            answered = [(pattern, rows)]
    pattern, rows = answered[0]
    return Asked("relation", said(rows), rows, "obligation", sparql=pattern.sparql(catalogue))


def duties(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """The tasks and duties of a body: "vad ska kommunen göra vid utskrivning?"."""
    tasks = reading.says(*_TASKS)
    if not reading.mentions or not (tasks or reading.says(*_DUTIES)) or reading.begins("får", "kan"):
        return None
    if reading.predicates and not tasks and reading.begins(*_WHO):  # "who prepares what X is to decide"
        return None
    own = beginnings((*_TASKS, *_DUTIES))
    words = tuple(w for w in reading.words if w not in own)
    patterns: list[Pattern] = []
    for mention in reading.mentions:
        done = Pattern("mandate", (Filled("avtal:mandateHolder", mention.ids),), county=reading.county)
        due = Pattern("obligation", (Filled("odrl:assignee", mention.ids),), county=reading.county)
        if words:
            patterns.append(Pattern("obligation", due.filled, words=words, county=reading.county))
            patterns.append(Pattern("mandate", done.filled, words=words, county=reading.county))
        if tasks or not words:  # "what must the region do about X" is not answered by all that it must do
            patterns += [done, due]
    pattern, rows = first(patterns, catalogue)
    if pattern is None:
        return None
    return Asked("relation", said(rows), rows, pattern.kind, sparql=pattern.sparql(catalogue))


def allowed(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Whether someone may do a thing: permissions and prohibitions about it."""
    if not (reading.begins("får", "kan") or reading.says("tillåtet", "förbjudet", "rätt")):
        return None
    words = tuple(w for w in reading.words if w not in beginnings(_MAY))
    if not words:
        return None
    modalities = ("prohibition", "permission")
    patterns = [
        Pattern("obligation", (Filled("odrl:assignee", m.ids),), words=words[:3], modalities=modalities)
        for m in reading.mentions
    ]
    told = tuple(b for m in reading.mentions for b in beginnings(m.text.split()))
    patterns += [Pattern("obligation", words=w, modalities=modalities) for w in ((*told, *words), words) if w]
    pattern, rows = first(patterns, catalogue)
    if pattern is None:
        return None
    denied = any(getattr(r, "modality", "") == "prohibition" for r in rows)
    text = f"{'Nej' if denied else 'Ja'}, enligt vad som sägs här: {said(rows)}"
    return Asked("relation", text, rows, "obligation", sparql=pattern.sparql(catalogue))


def doing(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Who does a thing that is no relation: duties and tasks whose quote holds the words of the question."""
    if not any(t in _WHO for t in reading.tokens[:3]):
        return None
    told = tuple(b for m in reading.mentions for b in beginnings(m.text.split()))
    words = (*told, *reading.words, *beginnings([reading.kind_word] if reading.kind_word else []))
    if len(words) < 2:
        return None
    pattern, rows = first(
        [Pattern(kind, words=words, county=reading.county) for kind in ("obligation", "mandate", "relation")], catalogue
    )
    if pattern is None:
        return None
    return Asked("relation", said(rows), rows, pattern.kind, sparql=pattern.sparql(catalogue))


def _about(pattern: Pattern, mention: Mention) -> bool:
    return any(f.ids == mention.ids for f in pattern.filled) or (
        not pattern.filled and pattern.words == beginnings(mention.text.split())
    )
