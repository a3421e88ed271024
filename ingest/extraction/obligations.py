"""Obligations, recommendations, permissions and prohibitions: a row for each bearer of each norm."""

from __future__ import annotations

import re

from ingest.artifact import Modality, Obligation, Structure
from ingest.extraction.actors import after_preposition
from ingest.extraction.clauses import Clause
from ingest.extraction.conditions import Terms, terms_of
from ingest.extraction.evidence import evidence_for
from ingest.extraction.grammar import infinitives
from ingest.extraction.labels import LabelKind
from ingest.extraction.matters import Matters
from ingest.extraction.noun_norms import Norm
from ingest.extraction.readings import Reading
from ingest.extraction.triggers import LABELS, Bearer
from ingest.extraction.units import Token, Unit

_MAX = 160  # characters of an action or object
_AMENDS = re.compile(
    r"följande lydelse|upphör\w* att gälla|träder i kraft|ny paragraf|ny rubrik|nya paragrafer", re.IGNORECASE
)
_TO = ("till", "åt", "gentemot", "med", "för", "hos")


def find_obligations(structure: Structure, readings: list[Reading], matters: Matters) -> list[Obligation]:
    """All norms of the document in order: one row a bearer, one with None where nobody is named.

    Bodies named together ("A och B ska") have a row together and one each, so that either is found.
    """
    rows: list[Obligation] = []
    for reading in readings:
        unit = reading.unit
        if not unit.tokens:
            continue
        terms = terms_of(unit.text)
        norms = list(reading.norms)
        if not norms:
            norms = _from_label(reading, terms)
        for clause, norm, bearers, explicit in norms:
            if (norm.open and clause is not None) or _AMENDS.search(unit.text):
                continue  # the items say what is to be done; a text about the text binds nobody
            confidence = 0.9 if bearers and explicit else 0.75
            evidence = evidence_for(unit, structure.pages, structure.metadata, f"norm:{norm.trigger}", confidence)
            action, what = action_of(unit.tokens, clause, norm)
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
                        counterparty=_counterparty(unit.tokens, clause, norm, bearers),
                        condition=terms.condition,
                        deadline=terms.deadline,
                        frequency=terms.frequency,
                    )
                )
    return rows


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


def action_of(tokens: tuple[Token, ...], clause: Clause | None, norm: Norm) -> tuple[str, str | None]:
    """The verbs of the norm in the infinitive, and what they are done to, as written."""
    if clause is None:
        group = infinitives(tokens, 0, len(tokens))
        if group and group[0].at <= 6:
            return " och ".join(dict.fromkeys(v.lemma for v in group[:3])), _text(tokens, group[0].at + 1, len(tokens))
        return _text(tokens, 0, len(tokens)) or "", None
    verbs = clause.verbs
    if not clause.modal and norm.trigger in LABELS and len(verbs) > 1:
        verbs = verbs[1:]  # the trigger itself is not what is to be done
    if not verbs:
        return _text(tokens, norm.at + 1, clause.end) or norm.trigger, None
    first = verbs[0]
    joined = " och ".join(dict.fromkeys(v.lemma for v in verbs[:3]))
    if first.passive and clause.subject:
        return joined, _text(tokens, *clause.subject)
    start = first.at + 1
    if clause.inverted and clause.subject and first.at == clause.finite:
        start = clause.subject[1]
    return joined, _text(tokens, start, clause.end)


def _text(tokens: tuple[Token, ...], start: int, end: int) -> str | None:
    part = tokens[start : min(end, len(tokens))]
    while part and part[-1].low in (".", ",", ":", ";", "och", "samt"):
        part = part[:-1]
    while part and part[0].low in (",", "upp", "fram", "–", "-"):
        part = part[1:]
    if not part:
        return None
    words = ""
    for token in part:
        gap = " " if words and token.low not in (",", ".", ")", ";", ":") and not words.endswith("(") else ""
        if len(words) + len(token.text) > _MAX:
            break
        words += gap + token.text
    return words or None


def _counterparty(tokens: tuple[Token, ...], clause: Clause | None, norm: Norm, bearers: tuple[str, ...]) -> str | None:
    start = norm.at if clause is not None else 0
    end = clause.end if clause is not None else len(tokens)
    for entity in after_preposition(tokens, start, end, _TO):
        if entity not in bearers:
            return entity
    return None
