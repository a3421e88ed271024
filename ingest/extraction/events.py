"""What happens in each sentence: verb, who does it, to what; list items take the lead-in's subject and norm.

An event is a verb of a clause with its subject or agent resolved to entities. Obligations, mandates and
relations are rules over events, so the reading of the sentence is done once.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.artifact import Modality, Structure
from ingest.extraction.actors import after_preposition, agents, entities, heads
from ingest.extraction.clauses import Clause
from ingest.extraction.deontic import norm_of
from ingest.extraction.grammar import infinitives
from ingest.extraction.labels import Label, label_of, opens_labels, starts_labelled
from ingest.extraction.matters import Matters
from ingest.extraction.norm_bearers import OWN, Bearers
from ingest.extraction.noun_norms import Norm
from ingest.extraction.parsed import read_clauses
from ingest.extraction.readings import Event, Lead, Reading
from ingest.extraction.spans import (
    cut,
    names_task,
    next_shared,
    nothing_in,
    object_end,
    owner_of,
    whole_mention,
)
from ingest.extraction.status import genre_of
from ingest.extraction.table import EntityTable
from ingest.extraction.triggers import Bearer, Genre
from ingest.extraction.units import Token, Unit, units
from ingest.extraction.verbs import form_of
from ingest.extraction.word_classes import PREPOSITIONS


def read(structure: Structure, table: EntityTable, matters: Matters) -> list[Reading]:
    """All sentences of the document, read in order. Bearers that no rule has named are put with the matters."""
    reader = _Reader(structure, table, matters, genre_of(structure.metadata))
    return [reader.read(unit) for unit in units(structure, table)]


class _Reader(Bearers):
    """Keeps what carries over from one sentence to the next: subjects, lead-ins, labels."""

    def __init__(self, structure: Structure, table: EntityTable, matters: Matters, genre: Genre) -> None:
        super().__init__(structure, table, matters, genre)
        self.place: tuple[int | None, int] = (None, -1)
        self.leads: dict[int, Lead | None] = {}
        self.label: Label | None = None
        self.switched: str | None = None  # the group of a title that is no heading; "" where it is unknown

    def read(self, unit: Unit) -> Reading:
        section = unit.section
        if self.place[0] != section:
            self.last = ()
            self.label = None
            self.switched = None
        if unit.first and self._titles_next(unit):
            self.switched = whole_mention(unit) or ""
        if self.switched is not None:
            unit = replace(unit, topic=self.switched or None)
        if unit.first:
            self._label(unit)
        self.place = (section, unit.index)
        if (
            self.label
            and self.label.block == unit.index
            and unit.first
            and not self.label.word.startswith("Sekretariat")
            and self.label.length < unit.end - unit.start
        ):
            unit = replace(unit, start=unit.start + self.label.length, tokens=cut(unit, self.label.length))
        lead = self._lead(unit)
        before = self.last
        found = read_clauses(unit.tokens)
        events: list[Event] = []
        norms: list[tuple[Clause | None, Norm, tuple[str, ...], bool]] = []
        own = bool(found) and found[0].kind == "main" and not self._bare(unit, found[0])
        context = self._context(unit, lead)
        if (lead or self._labelled(unit)) and not own:
            events.extend(self._bare_events(unit, context))
        charged: tuple[str, ...] = ()  # who answers for what the "att" clause says is done
        for clause in found:
            actors = self._subject(unit, clause, context if not own else ())
            norm = self._norm(unit, clause, actors)
            if norm:
                bearers, explicit = self._bearers(unit, clause, norm, actors, context)
                bearers = bearers or self._unnamed(unit, clause, norm)
                explicit = explicit or bool(bearers)
                bearers = bearers or self._understood(unit, clause, norm)
                norms.append((clause, norm, bearers, explicit))
                if clause.kind == "main" and not norm.trigger.endswith(" av"):
                    charged = bearers
                if norm.trigger in ("ingår att", "uppdrag är att"):
                    actors = bearers
            events.extend(self._events(unit, clause, actors, charged))
            if clause.kind == "main" and actors:
                self.last = actors
        if (
            lead
            and lead.norm
            and not own
            and not lead.purpose
            and not (norms and unit.first)
            and names_task(unit.tokens)
        ):
            norms.append((None, replace(lead.norm, open=False), lead.actors, bool(lead.actors)))
        if lead and own and not any(clause for clause, *_ in norms):
            norms.extend(self._item_norm(unit, found[0], lead))
        self.leads[unit.index] = self._as_lead(unit, found, norms, context)
        return Reading(unit, tuple(events), tuple(norms), lead, self.label, before)

    def _titles_next(self, unit: Unit) -> bool:
        """Whether a short line without an end is the title of the labelled lines after it, though no heading."""
        text, following = unit.block.text, unit.index + 1
        if len(text) > 90 or text.rstrip().endswith((".", ":", ",", ";")) or unit.block.lead_in is not None:
            return False
        if following >= len(self.structure.blocks) or not text[:1].isupper() or starts_labelled(text):
            return False
        return bool(unit.topic) and opens_labels(self.structure.blocks[following].text)

    def _label(self, unit: Unit) -> None:
        found = label_of(unit, self.structure)
        if found:
            self.label = found
        elif self.label and unit.block.lead_in is None and self.label.block != unit.index and self.label.whole is False:
            # a labelled line reaches to the next paragraph only where that one has no label and is short
            self.label = replace(self.label, continued=True)

    def _labelled(self, unit: Unit) -> bool:
        return self.label is not None and self.label.gives_mandate

    def _lead(self, unit: Unit) -> Lead | None:
        if unit.lead is None:
            return None
        return self.leads.get(unit.lead)

    def _context(self, unit: Unit, lead: Lead | None) -> tuple[str, ...]:
        if lead and lead.actors:
            return lead.actors
        if self._labelled(unit) and unit.topic:
            return (unit.topic,)
        return ()

    def _bare(self, unit: Unit, clause: Clause) -> bool:
        """Whether a list item starts with its verb, so that the subject is the lead-in's."""
        return clause.subject is None or ((clause.finite or 0) <= 1 and clause.inverted)

    def _subject(self, unit: Unit, clause: Clause, context: tuple[str, ...]) -> tuple[str, ...]:
        if clause.subject is None:
            if clause.kind == "som":
                return _before_relative(unit.tokens, clause.start)
            return context if clause.kind == "main" else ()
        lo, hi = clause.subject
        found = entities(unit.tokens, heads(unit.tokens, lo, hi))
        if not found and clause.inverted and clause.kind == "main" and self._headless(unit, clause):
            return context  # "Deltar och beslutar om medel" under a group's label
        return tuple(found)

    def _headless(self, unit: Unit, clause: Clause) -> bool:
        first = clause
        while first.before is not None:
            first = first.before
        return first.finite == 0 and (first.subject is None or unit.tokens[first.subject[0]].low in PREPOSITIONS)

    def _events(self, unit: Unit, clause: Clause, actors: tuple[str, ...], charged: tuple[str, ...]) -> list[Event]:
        tokens = unit.tokens
        events: list[Event] = []
        deputy: tuple[str, ...] = ()
        for number, verb in enumerate(clause.verbs):
            who = deputy or actors
            if verb.lemma in ("uppdra", "uppdraga", "ge"):
                deputy = charged_with_task(tokens, verb.at, clause.end)
            if verb.passive:
                by = tuple(agents(tokens, verb.at, clause.end))
                if not by and clause.kind == "att":
                    by = charged
                who, span = by, self._patient(unit, clause)
            else:
                span = self._object(tokens, clause, number)
            events.append(Event(verb, clause, who, span, clause.negated, bool(who)))
        return events

    def _patient(self, unit: Unit, clause: Clause) -> tuple[int, int]:
        if clause.subject:
            return clause.subject
        if clause.kind in ("som", "vilka", "vilket", "vilken"):
            end = clause.start
            start = end
            while start > 0 and not (form_of(unit.tokens[start - 1].low) or unit.tokens[start - 1].low in (":", ";")):
                start -= 1
            return start, end
        return 0, 0

    def _object(self, tokens: tuple[Token, ...], clause: Clause, number: int) -> tuple[int, int]:
        verb = clause.verbs[number]
        start = verb.at + 1
        if clause.inverted and clause.subject and verb.at == clause.finite:
            start = self._after_subject(tokens, clause)
        end = object_end(tokens, start, clause.end)
        if nothing_in(tokens, start, end) and number + 1 < len(clause.verbs):
            return self._object(tokens, clause, number + 1)  # "förvalta och följa upp X"
        if nothing_in(tokens, start, end):
            following = next_shared(tokens, end)
            if following is not None:
                return following, object_end(tokens, following, len(tokens))
        return start, end

    def _after_subject(self, tokens: tuple[Token, ...], clause: Clause) -> int:
        assert clause.subject is not None
        lo, hi = clause.subject
        chain = heads(tokens, lo, hi)
        return chain[-1] + 1 if chain else hi

    def _bare_events(self, unit: Unit, context: tuple[str, ...]) -> list[Event]:
        """Infinitives of an item or labelled line: "Bereda avtal för beslut av nämnden"."""
        tokens = unit.tokens
        group = infinitives(tokens, 0, len(tokens))
        events: list[Event] = []
        for number, verb in enumerate(group):
            start, end = 0, 0
            for governed in group[number:]:  # "fastställa, driftsätta och genomföra X"
                start = governed.at + 1
                end = object_end(tokens, start, len(tokens))
                if not nothing_in(tokens, start, end):
                    break
            events.append(Event(verb, None, context, (start, end), False, bool(context)))
        return events

    def _norm(self, unit: Unit, clause: Clause, actors: tuple[str, ...]) -> Norm | None:
        genre = self.genre
        agent = bool(clause.verbs and clause.verbs[0].passive and agents(unit.tokens, clause.verbs[0].at, clause.end))
        if genre is Genre.REPORT and unit.status.value == "proposed" and actors:
            genre = Genre.STEERING  # what a proposal says in the present tense is what it proposes
        actor = bool(actors) or (clause.kind == "main" and self._acts(unit, clause))
        return norm_of(unit.tokens, clause, genre, actor, agent)

    def _item_norm(
        self, unit: Unit, clause: Clause, lead: Lead
    ) -> list[tuple[Clause | None, Norm, tuple[str, ...], bool]]:
        """An item with a subject and finite verb of its own under a normative lead-in."""
        actors = self._subject(unit, clause, ())
        if not lead.norm or lead.purpose or not actors:
            return []
        trigger = unit.tokens[clause.finite or 0].low
        return [(clause, Norm(lead.norm.modality, trigger, Bearer.SUBJECT, clause.finite or 0), actors, True)]

    def _as_lead(
        self,
        unit: Unit,
        found: list[Clause],
        norms: list[tuple[Clause | None, Norm, tuple[str, ...], bool]],
        context: tuple[str, ...],
    ) -> Lead | None:
        """What this sentence gives to the items that it leads in; the block's last sentence counts."""
        for clause, norm, bearers, _ in reversed(norms):
            if norm.open and clause is not None:
                return Lead(bearers or self.last, norm, verb=norm.trigger)
        tokens = unit.tokens
        text = unit.text.rstrip()
        if not (text.endswith((":", "att", "för", "att:")) or text.endswith("bland annat")):
            return None
        for i, token in enumerate(tokens):
            if token.mention or not OWN.fullmatch(token.low):
                continue
            who = owner_of(tokens, i)
            purpose = token.low.startswith(("syfte", "mål", "roll", "funktion"))
            if not who and unit.topic and not purpose:
                who = (unit.topic,)
            if not who and self.last and found:
                who = self.last
            if who:
                norm = Norm(Modality.OBLIGATION, token.low, Bearer.SUBJECT, i)
                return Lead(who, norm, purpose, token.low)
        return None


def charged_with_task(tokens: tuple[Token, ...], at: int, end: int) -> tuple[str, ...]:
    """ "Uppdra åt X att ...", "ge X i uppdrag att ...": X does what follows."""
    charged = tuple(after_preposition(tokens, at, end, ("åt", "till")))
    task = any(t.low in ("uppdrag", "uppgift", "mandat") for t in tokens[at + 1 : at + 8])
    if charged or not task:
        return charged
    i = at + 1
    while i < end and not tokens[i].mention and tokens[i].low != "att" and i - at < 4:
        i += 1
    return tuple(entities(tokens, heads(tokens, i, end)))


def _before_relative(tokens: tuple[Token, ...], start: int) -> tuple[str, ...]:
    """What "som" right after a name stands for ("X, som även följer upp Y")."""
    at = start - 1
    if at >= 0 and tokens[at].low == ",":
        at -= 1
    if at > 0 and tokens[at - 1].low in ("vilken", "vilka", "vilket"):
        return ()  # "vilken grupp som förvaltar avtalet": a question
    mention = tokens[at].mention if at >= 0 else None
    return (mention.entity,) if mention else ()
