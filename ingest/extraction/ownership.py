"""Who owns and follows up what, said with nouns: "X är ägare av Y", "ansvaret för Y ligger på X"."""

from __future__ import annotations

from ingest.artifact import EntityKind
from ingest.extraction.actors import after_preposition, entities, heads, mentioned
from ingest.extraction.membership import Membership
from ingest.extraction.predicates import NOUNS, Pattern
from ingest.extraction.readings import Event, Reading
from ingest.extraction.word_classes import ADVERBS

_OWNERS = ("ägare", "förvaltare", "avtalsägare", "avtalsförvaltare", "dokumentägare", "huvudansvarig")
_RESTS = frozenset({"ligga", "åvila", "vila", "tillfalla"})
_BUSINESS = frozenset({"ärende", "ärenden", "beslutsärende", "beslutsärenden"})
_REVIEWS = ("uppföljning", "utvärdering")


class Ownership(Membership):
    """Relations between a body and an agreement that a noun says rather than the verb."""

    def owned(self, reading: Reading) -> None:
        """The rows of a sentence."""
        for event in reading.events:
            if event.clause is None or event.negated:
                continue
            if event.verb.lemma in ("vara", "utgöra"):
                self._business(reading, event)
            if event.verb.lemma == "vara":
                self._is_owner(reading, event)
                self._is_below(reading, event)
            elif event.verb.lemma in _RESTS:
                self._rests_on(reading, event)
            elif event.verb.lemma == "ha":
                self._parts(reading, event)
            elif event.verb.lemma == "göra":
                self._reviews(reading, event)

    def _is_owner(self, reading: Reading, event: Event) -> None:
        tokens = reading.unit.tokens
        at = next(
            (i for i in range(event.verb.at + 1, min(event.verb.at + 5, len(tokens))) if tokens[i].low in _OWNERS), 0
        )
        if not at or at + 1 >= len(tokens) or tokens[at + 1].low not in ("av", "till", "för"):
            return
        for owner in self.actors(event.actors):
            for object_ in self.objects(reading, at + 2, len(tokens), Pattern("förvaltar", owned=True)):
                self.add(reading, owner, "förvaltar", object_, "noun:owner", 0.85)

    def _is_below(self, reading: Reading, event: Event) -> None:
        tokens = reading.unit.tokens
        near = range(event.verb.at + 1, min(event.verb.at + 5, len(tokens)))
        at = next((i for i in near if tokens[i].low.startswith(("underordna", "underställ"))), 0)
        if not at:
            return
        for over in entities(tokens, heads(tokens, at + 1, len(tokens))):
            for subject in event.actors:
                self.add(reading, subject, "underordnad", over, "noun:underordnad", 0.85)

    def _rests_on(self, reading: Reading, event: Event) -> None:
        """ "Ansvaret för att hålla X aktuell ligger på Y", "uppföljningen av X ligger hos Y"."""
        tokens, clause = reading.unit.tokens, event.clause
        assert clause is not None
        lo = min(clause.start, (clause.subject or (0, 0))[0])
        before = tokens[lo : event.verb.at]
        words = [t.low for t in before if not t.mention]
        if not any(w.startswith(("ansvar", *(stem for stem, _ in NOUNS))) for w in words):
            return
        bearers = self.actors(after_preposition(tokens, event.verb.at, len(tokens), ("på", "hos", "i")))
        predicate = next((p for w in words for stem, p in NOUNS if w.startswith(stem)), "förvaltar")
        if predicate in ("beslutar", "rapporterar till"):
            return
        for agreement in mentioned(tokens, lo, event.verb.at):
            if self.kind(agreement) is EntityKind.AGREEMENT and self.table.entities[agreement].type != "lag":
                for bearer in bearers:
                    self.add(reading, bearer, predicate, agreement, "noun:ansvar", 0.8)

    def _parts(self, reading: Reading, event: Event) -> None:
        """ "Nämnden har ett arbetsutskott och två beredningar": groups within a group."""
        tokens, clause = reading.unit.tokens, event.clause
        assert clause is not None
        wholes = [a for a in event.actors if self.kind(a) is EntityKind.GROUP]
        start = event.verb.at + 1
        while start < len(tokens) and tokens[start].low in ADVERBS:
            start += 1
        for part in entities(tokens, heads(tokens, start, clause.end)):
            if self.kind(part) is EntityKind.GROUP and clause.kind == "main":
                for whole in wholes:
                    self.add(reading, part, "ingår i", whole, "verb:ha", 0.75)

    def _business(self, reading: Reading, event: Event) -> None:
        """ "Ändringar i X utgör ärenden i Y", "X är en fråga för Y": Y decides."""
        tokens, clause = reading.unit.tokens, event.clause
        assert clause is not None
        near = range(event.verb.at + 1, min(event.verb.at + 5, len(tokens)))
        at = next((i for i in near if tokens[i].low in _BUSINESS and not tokens[i].mention), 0)
        if not at or not clause.subject:
            return
        about = [e for e in mentioned(tokens, *clause.subject) if self.kind(e) is not EntityKind.PARTY]
        for decider in self.actors(after_preposition(tokens, at, at + 4, ("i", "för", "hos"))):
            for object_ in about:
                self.add(reading, decider, "beslutar", object_, "noun:ärende", 0.7)

    def _reviews(self, reading: Reading, event: Event) -> None:
        """ "Gruppen gör en samlad uppföljning i november": of what is named, else of what was spoken of before."""
        tokens = reading.unit.tokens
        at = next(
            (
                i
                for i in range(event.verb.at + 1, min(event.verb.at + 7, len(tokens)))
                if tokens[i].low.startswith(_REVIEWS)
            ),
            0,
        )
        if not at:
            return
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if following in ("av", "för", "kring"):
            found = self.objects(reading, at + 2, len(tokens), Pattern("följer upp"))
        else:
            known = self.antecedent(reading, event.verb.at)
            found = [known] if known else []
        for subject in self.actors(event.actors):
            for object_ in found:
                self.add(reading, subject, "följer upp", object_, "noun:uppföljning", 0.75)
