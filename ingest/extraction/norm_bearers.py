"""Who bears a norm: its subject, its agent, what is named in its object, or who is understood."""

from __future__ import annotations

import re

from ingest.artifact import EntityKind, Modality, Structure
from ingest.extraction.actors import after_preposition, agents, entities, heads, mentioned
from ingest.extraction.bearers import bearer_phrase
from ingest.extraction.clauses import Clause
from ingest.extraction.evidence import evidence_for
from ingest.extraction.grammar import is_finite
from ingest.extraction.matters import Matters
from ingest.extraction.noun_norms import Norm
from ingest.extraction.spans import (
    about_work,
    agent_unknown,
    named_otherwise,
)
from ingest.extraction.table import EntityTable
from ingest.extraction.triggers import Bearer, Genre
from ingest.extraction.units import Token, Unit
from ingest.extraction.verbs import form_of
from ingest.extraction.word_classes import ADVERBS, PREPOSITIONS
from ingest.extraction.wordlists import words

OWN = re.compile(r"(?:huvud)?(?:uppdrag|uppgift|ansvar|roll|syfte|mål|mandat|funktion)(?:et|en|er|n|erna|na|ens|ets)?")
# words between a passive and its agent: particles, ends of set phrases, months
_BEFORE_AGENT = words(
    """
    in upp ut ned fram över om igenom hand behov samråd samverkan gång år vecka månad kvartal tillsammans
    januari februari mars april maj juni juli augusti september oktober november december
    """
)


class Bearers:
    """The rules of bearers over one document; the reader of events keeps what they need."""

    def __init__(self, structure: Structure, table: EntityTable, matters: Matters, genre: Genre) -> None:
        self.structure, self.table, self.matters, self.genre = structure, table, matters, genre
        self.parties = collective_parties(table)
        self.last: tuple[str, ...] = ()  # the subject of the sentence before

    def _acts(self, unit: Unit, clause: Clause) -> bool:
        """Whether the subject is somebody that no rule has named ("läkaren skickar ...")."""
        if self.genre is not Genre.STEERING or clause.subject is None:
            return False
        return bearer_phrase(unit.tokens, *clause.subject, unit.block.text) is not None

    def _bearers(
        self, unit: Unit, clause: Clause, norm: Norm, actors: tuple[str, ...], context: tuple[str, ...]
    ) -> tuple[tuple[str, ...], bool]:
        tokens = unit.tokens
        if norm.bearer is Bearer.SUBJECT:
            if actors:
                return actors, True
            lo, hi = clause.subject or (0, 0)
            within = mentioned(tokens, lo, hi)
            if norm.trigger == "ingår att" or any(OWN.fullmatch(t.low) for t in tokens[lo:hi]):
                if within:
                    return tuple(within), True
                if norm.trigger == "ingår att":
                    return (self.last or ((unit.topic,) if unit.topic else ())), False
            if named_otherwise(tokens, clause) and not within:
                return (), True
            about = about_work(tokens, lo, hi)
            return tuple(within if about else ()), about and bool(within)
        if norm.bearer is Bearer.AGENT:
            at = clause.verbs[0].at
            for verb in clause.verbs:
                if verb.passive:
                    at = verb.at
                    break
            by = agents(tokens, at, clause.end) or after_preposition(tokens, at, clause.end, ("genom", "via"))
            return tuple(by), bool(by)
        if norm.bearer is Bearer.OBJECT:
            found = (
                entities(tokens, heads(tokens, norm.at + 1, clause.end)) or mentioned(tokens, norm.at, clause.end)[:1]
            )
            return tuple(found), bool(found)
        return (), False

    def _unnamed(self, unit: Unit, clause: Clause, norm: Norm) -> tuple[str, ...]:
        """The subject or agent as a bearer of its own, where it is nobody known."""
        tokens = unit.tokens
        if norm.bearer is Bearer.SUBJECT and clause.subject:
            lo, hi = clause.subject
            if clause.verbs and hi < len(tokens) and tokens[hi].low == "som" and tokens[hi - 1].low in ("den", "de"):
                hi = max(hi, clause.verbs[0].at)  # "ska den som lämnar uppgifter styrka ..."
            if hi - lo == 1 and tokens[lo].low in ("denna", "denne", "dessa"):
                lo, hi = _hypothesis_subject(tokens, lo)
        elif norm.bearer is Bearer.SUBJECT and clause.kind == "som":
            hi = clause.start - 1
            lo = next(
                (i + 1 for i in range(hi - 1, -1, -1) if not tokens[i].mention and tokens[i].low in PREPOSITIONS), 0
            )
        elif norm.bearer is Bearer.AGENT:
            passive = next((v.at for v in clause.verbs if v.passive), clause.finite or 0)
            by = next(
                (i for i in range(passive + 1, min(passive + 9, clause.end, len(tokens))) if tokens[i].low == "av"),
                None,
            )
            if by is None or not _agent_place(tokens, passive, by):
                return ()
            lo, hi = by + 1, min(by + 6, clause.end)
        elif norm.bearer is Bearer.OBJECT:
            lo = norm.at + 1
            hi = next((i for i in range(lo, min(lo + 9, len(tokens))) if tokens[i].low == "att"), lo)
        else:
            return ()
        phrase = bearer_phrase(tokens, lo, hi, unit.block.text, norm.bearer is Bearer.AGENT)
        if phrase is None:
            return ()
        evidence = evidence_for(unit, self.structure.pages, self.structure.metadata, "bearer", 0.7)
        return (self.matters.bearer(phrase, evidence),)

    def _understood(self, unit: Unit, clause: Clause, norm: Norm) -> tuple[str, ...]:
        """Who must where nobody is named: in an agreement the group the section is about, else the parties."""
        if self.genre is not Genre.STEERING or clause.kind != "main" or norm.modality is Modality.PERMISSION:
            return ()
        if norm.trigger == "publiceras" or (norm.bearer is Bearer.AGENT and agent_unknown(unit.tokens, clause)):
            return ()
        impersonal = (
            norm.bearer is not Bearer.SUBJECT or clause.verbs[0].lemma in ("ske", "finnas") if clause.verbs else False
        )
        if not impersonal and named_otherwise(unit.tokens, clause):
            return ()
        topic = unit.topic if unit.topic and self.table.entities[unit.topic].kind is EntityKind.GROUP else None
        if topic and norm.bearer is not Bearer.NOBODY:
            return (topic,)
        return self.parties if impersonal else ()


def _hypothesis_subject(tokens: tuple[Token, ...], before: int) -> tuple[int, int]:
    """The subject of the condition that opens the sentence: whom "denna" after it means."""
    if tokens[0].low not in ("om", "när"):
        return before, before
    return 1, next((i for i in range(1, before) if is_finite(tokens, i)), 1)


def _agent_place(tokens: tuple[Token, ...], passive: int, by: int) -> bool:
    """Whether "av" stands where an agent does: after the verb, adverbs, a time; not a noun ("former av boende")."""
    last = tokens[by - 1]
    if by - 1 == passive or last.mention or last.low in ADVERBS or not last.low.isalpha():
        return True
    return last.low.endswith(("t", "vis", "gen", "gt")) or last.low in _BEFORE_AGENT or form_of(last.low) is not None


def collective_parties(table: EntityTable) -> tuple[str, ...]:
    """The parties of the document as one ("parterna", "huvudmännen"), where the text speaks of them so."""
    found = [e for e in table.entities.values() if e.type == "parter"]
    found.sort(key=lambda e: not e.name.startswith("Parter"))
    return (found[0].id,) if found else ()
