"""A sentence read: its events, its norms, and what its lead-in and label give to it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.extraction.clauses import Clause
from ingest.extraction.grammar import Verb
from ingest.extraction.labels import Label
from ingest.extraction.noun_norms import Norm
from ingest.extraction.units import Unit


@dataclass(frozen=True, slots=True)
class Event:
    """A verb with its actors. `span` is the object's tokens (of the passive: the subject's)."""

    verb: Verb
    clause: Clause | None
    actors: tuple[str, ...]  # who does it
    span: tuple[int, int]  # what it is done to
    negated: bool
    certain: bool  # the actors are said in the sentence or its lead-in


@dataclass(frozen=True, slots=True)
class Lead:
    """What a lead-in gives to its items."""

    actors: tuple[str, ...]
    norm: Norm | None
    purpose: bool = False  # "syftet är att": a mandate, no duty
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read."""

    unit: Unit
    events: tuple[Event, ...]
    norms: tuple[tuple[Clause | None, Norm, tuple[str, ...], bool], ...]  # clause, norm, bearers, explicit
    lead: Lead | None
    label: Label | None
    before: tuple[str, ...]  # the subject of the sentence before
