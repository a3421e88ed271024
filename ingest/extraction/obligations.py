"""Obligations, recommendations, permissions and prohibitions: a row for each bearer of each norm."""

from __future__ import annotations

import re

from ingest.artifact import Entity, EntityKind, Modality, Obligation, Structure
from ingest.extraction.actions import action_of, lead_action, subject_of, text_of
from ingest.extraction.actors import after_preposition
from ingest.extraction.clauses import Clause
from ingest.extraction.conditions import Terms, terms_of
from ingest.extraction.evidence import evidence_for
from ingest.extraction.grammar import opens
from ingest.extraction.labels import LabelKind
from ingest.extraction.matters import Matters
from ingest.extraction.noun_norms import Norm
from ingest.extraction.readings import Reading
from ingest.extraction.table import EntityTable
from ingest.extraction.triggers import Bearer
from ingest.extraction.units import Token, Unit

_LISTED = 160  # characters of the items that are named as an object
_MODALS = ("ska", "skall", "bör", "får", "måste", "kan", "behöver")
_FRONT = 12  # characters before a condition that opens its sentence: a number
_QUOTES = '”“"»«'
_NOTE = re.compile(r"\s*\([A-ZÅÄÖ-]*(?:FS|LAG|Lag)\b[^)]*\)\.?\s*")
_ASKING = frozenset({"hur", "vem", "vilka", "vilken", "vilket", "vad", "var", "när"})
_MARK = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[a-zå-ö][.)]|[•–−-])\s+")
_TEXTS = (
    "rapport",
    "lag",
    "förordning",
    "föreskrift",
    "balk",
    "direktiv",
    "plan",
    "program",
    "vägledning",
    "policy",
    "rutin",
)  # bind nobody
_BODIES = (EntityKind.PARTY, EntityKind.GROUP)
_AMENDS = re.compile(
    r"följande lydelse|upphör\w* att gälla|träder i kraft|ny paragraf|ny rubrik|nya paragrafer", re.IGNORECASE
)
_TO = ("till", "åt", "gentemot", "med", "för", "hos")


def find_obligations(
    structure: Structure, table: EntityTable, readings: list[Reading], matters: Matters
) -> list[Obligation]:
    """All norms of the document in order: one row a bearer, one with None where nobody is named.

    Bodies named together ("A och B ska") have a row together and one each, so that either is found.
    """
    rows: list[Obligation] = []
    leads: dict[int, str] = {}  # verbs that lead-ins give to their items
    items = _items(structure)
    for reading in readings:
        unit = reading.unit
        if not unit.tokens:
            continue
        norms = list(reading.norms) or _from_label(reading, terms_of(unit.text))
        for clause, norm, bearers, explicit in norms:
            if norm.open and clause is not None:
                leads[unit.index] = lead_action(unit.tokens, clause) or ""
            if clause is not None and unit.lead is not None and unit.tokens[0].low in _ASKING and not clause.inverted:
                continue  # "hur loggar ska sparas" in a list of what shall be described
            if (clause is not None and _quoted(unit.tokens, clause)) or _NOTE.fullmatch(unit.text):
                continue  # what a sign or label says; that a rule was amended
            if (norm.open and clause is not None) or _AMENDS.search(unit.text):
                continue  # the items say what is to be done; a text about the text binds nobody
            confidence = 0.9 if bearers and explicit else 0.75
            evidence = evidence_for(unit, structure.pages, structure.metadata, f"norm:{norm.trigger}", confidence)
            terms = _terms(unit, clause, norms)
            action, what = action_of(unit.tokens, clause, norm)
            given = leads.get(unit.lead, "") if unit.lead is not None and clause is None else ""
            if given and what is None and norm.trigger.split()[0] in _MODALS:
                action, what = given, text_of(unit.tokens, 0, len(unit.tokens))
            if clause is not None:
                what = _with_items(what, unit, items)
            if what is None and clause is not None and not bearers:
                what = subject_of(unit.tokens, clause)
            bearers = tuple(b for b in bearers if b not in table.entities or not _is_text(table.entities[b]))
            together = _together(unit, bearers) if explicit else None
            if together:
                bearers = (matters.joint(together, bearers, evidence), *bearers)
            for bearer in bearers or (None,):
                rows.append(
                    Obligation(
                        evidence=evidence,
                        bearer=bearer,
                        bearer_explicit=explicit and bearer is not None,
                        modality=norm.modality,
                        trigger=norm.trigger,
                        action=action,
                        object=what,
                        counterparty=_counterparty(unit.tokens, clause, norm, bearers, table),
                        condition=terms.condition,
                        deadline=terms.deadline,
                        frequency=terms.frequency,
                    )
                )
    return rows


def _items(structure: Structure) -> dict[int, list[str]]:
    """The texts of the items by the block that leads them in."""
    found: dict[int, list[str]] = {}
    for block in structure.blocks:
        if block.lead_in is not None:
            found.setdefault(block.lead_in, []).append(_MARK.sub("", block.text).strip(" ,.;"))
    return found


def _with_items(what: str | None, unit: Unit, items: dict[int, list[str]]) -> str | None:
    """The object with the items after it, where the sentence breaks off before them ("Av planen ska framgå")."""
    if unit.text.rstrip().endswith((".", "!", "?")) or not unit.block.text.endswith(unit.text):
        return what
    if what is not None and not unit.text.rstrip(" :").endswith(what.split()[-1]):
        return what  # something else comes between it and the items
    whole = ": ".join(filter(None, (what, "; ".join(items.get(unit.index, ())))))
    if not whole:
        return None
    return whole if len(whole) <= _LISTED else whole[:_LISTED].rpartition(" ")[0]


def _quoted(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether the clause's verb stands between quotation marks."""
    finite = clause.finite or 0
    return sum(t.text in _QUOTES for t in tokens[:finite]) % 2 == 1 and any(t.text in _QUOTES for t in tokens[finite:])


def _terms(unit: Unit, clause: Clause | None, norms: list[tuple[Clause | None, Norm, tuple[str, ...], bool]]) -> Terms:
    """The terms of one norm: where several stand in a sentence, those of its own clause and a condition before all."""
    whole = terms_of(unit.text)
    starts = sorted(c.start for c, *_ in norms if c is not None)
    if clause is None or len(set(starts)) < 2:
        return whole
    following = next((s for s in starts if s > clause.start), None)
    lo = unit.start if clause.start == starts[0] else unit.tokens[clause.start].start
    hi = unit.end if following is None else unit.tokens[following].start
    own = terms_of(unit.block.text[lo:hi])
    fronted = whole.condition if whole.condition and unit.text.find(whole.condition) < _FRONT else None
    return Terms(own.condition or fronted, own.deadline, own.frequency)


def _is_text(entity: Entity) -> bool:
    """Whether a norm about it says what shall stand in a text: nobody's duty."""
    return entity.kind is EntityKind.AGREEMENT and entity.type in _TEXTS


def _together(unit: Unit, bearers: tuple[str, ...]) -> str | None:
    """The words that name two or three bearers together; None where they stand apart."""
    places = [t for t in unit.tokens if t.mention and t.mention.entity in bearers]
    if not 2 <= len(bearers) <= 3 or len(places) < len(bearers):
        return None
    text = unit.block.text[places[0].start : places[len(bearers) - 1].end]
    joined = {t.mention.entity for t in places[: len(bearers)] if t.mention} == set(bearers)
    return text if joined and len(text) < 90 else None


def _from_label(reading: Reading, terms: Terms) -> list[tuple[Clause | None, Norm, tuple[str, ...], bool]]:
    """Labelled lines that bind without a verb: a group's mandate, how often it meets."""
    label, unit = reading.label, reading.unit
    if label is None or unit.topic is None or label.continued:
        return []
    if (
        label.kind is LabelKind.MEETINGS
        and terms.frequency
        and any(t.low.find("möte") >= 0 or t.low.startswith("träff") for t in unit.tokens)
    ):
        return [(None, _label_norm(label.word), (unit.topic,), True)]
    if label.kind is LabelKind.MANDATE and reading.events and reading.events[0].clause is None:
        return [(None, _label_norm(label.word), (unit.topic,), True)]
    return []


def _label_norm(word: str) -> Norm:
    from_label = word.lower()
    return Norm(Modality.OBLIGATION, from_label, Bearer.SUBJECT, 0)


def _counterparty(
    tokens: tuple[Token, ...], clause: Clause | None, norm: Norm, bearers: tuple[str, ...], table: EntityTable
) -> str | None:
    """The name of the body that the action is done towards; a statute or an agreement is none."""
    start = clause.verbs[0].at if clause is not None and clause.verbs else norm.at if clause is not None else 0
    end = clause.end if clause is not None else len(tokens)
    end = next((i for i in range(start + 1, min(end, len(tokens))) if opens(tokens, i)), end)
    for entity in after_preposition(tokens, start, end, _TO):
        if entity not in bearers and table.entities[entity].kind in _BODIES:
            return table.entities[entity].name
    return None
