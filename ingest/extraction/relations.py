"""Relations: a table of predicates over the events of each sentence, lists of members, labelled lines."""

from __future__ import annotations

from ingest.artifact import EntityKind, Relation
from ingest.extraction.actors import after_preposition, entities, heads
from ingest.extraction.ownership import Ownership
from ingest.extraction.predicates import ACTORS, NOUNS, RESPONSIBLE, VERBS, Pattern
from ingest.extraction.readings import Event, Reading
from ingest.extraction.units import Token


class Relations(Ownership):
    """The relations of one document."""

    def find(self, readings: list[Reading]) -> list[Relation]:
        """All relations of the sentences, in order."""
        for reading in readings:
            self.follow(reading)
            for event in reading.events:
                self._event(reading, event)
            self.owned(reading)
            self._purpose_nouns(reading)
            self.label(reading)
            self.members(reading)
            self.document(reading)
        return self.rows

    def _event(self, reading: Reading, event: Event) -> None:
        tokens = reading.unit.tokens
        if event.verb.lemma in RESPONSIBLE:
            self._responsible(reading, event)
            return
        for pattern in VERBS.get(event.verb.lemma, ()):
            end = event.clause.end if event.clause else len(tokens)
            if pattern.words and not _has_word(tokens, event, end, pattern.words):
                continue
            if pattern.to:
                self._to(reading, event, pattern, end)
                continue
            subjects = (
                list(event.actors)
                if pattern.predicate in ("ersätter", "kompletterar", "regleras av")
                else self.actors(event.actors)
            )
            if event.verb.passive and pattern.predicate in ("regleras av",):
                subjects = self._regulators(tokens, event, end)
            if not subjects:
                continue
            start, stop = event.span
            if pattern.words == ("beslut",):
                start, stop = _after_word(tokens, event, end, "beslut")
            whole = event.clause is None or event.clause.kind == "main" or not event.verb.passive
            for object_ in self.objects(reading, start, stop, pattern, whole):
                for subject in subjects:
                    pair = (object_, subject) if pattern.inverse else (subject, object_)
                    self.add(
                        reading, pair[0], pattern.predicate, pair[1], f"verb:{event.verb.lemma}", 0.85, event.negated
                    )
            return

    def _regulators(self, tokens: tuple[Token, ...], event: Event, end: int) -> list[str]:
        return list(event.actors) or after_preposition(tokens, event.verb.at, end, ("av", "i", "genom"))

    def _to(self, reading: Reading, event: Event, pattern: Pattern, end: int) -> None:
        """ "X rapporterar (Y) till Z genom W": X and W report to Z; "Y rapporteras till Z genom W": W does."""
        tokens = reading.unit.tokens
        receivers = after_preposition(tokens, event.verb.at, end, pattern.to)
        if pattern.predicate == "ersätter":  # "X övergår till Y"
            before = entities(tokens, heads(tokens, *event.span)) if event.verb.passive else list(event.actors)
            for old in before:
                for new in receivers[:1]:
                    self.add(reading, new, "ersätter", old, f"verb:{event.verb.lemma}", 0.75, event.negated)
            return
        if pattern.predicate == "ingår i":
            receivers = receivers or self._organisation(tokens, event.verb.at, end)
            receivers = [r for r in receivers if self.kind(r) is EntityKind.GROUP or r in self.hosts]
            senders = self.actors(event.actors)
            if not receivers and event.clause is not None and event.clause.inverted:
                receivers, senders = self._fronted(tokens, event, end)
        else:
            receivers = self.actors(receivers)
            senders = [] if event.verb.passive else self.actors(event.actors)
            senders = senders + self.actors(after_preposition(tokens, event.verb.at, end, ("genom", "via")))
        for sender in senders:
            for receiver in receivers:
                self.add(reading, sender, pattern.predicate, receiver, f"verb:{event.verb.lemma}", 0.85, event.negated)

    def _organisation(self, tokens: tuple[Token, ...], at: int, end: int) -> list[str]:
        """ "ingår i X organisation": X, whatever kind of body it is."""
        for i in range(at + 1, min(at + 8, end, len(tokens) - 1)):
            mention = tokens[i].mention
            if mention and tokens[i + 1].low.startswith("organisation"):
                self.hosts.add(mention.entity)
                return [mention.entity]
        return []

    def _fronted(self, tokens: tuple[Token, ...], event: Event, end: int) -> tuple[list[str], list[str]]:
        """ "I gruppen ingår A, B och C": the group stands first, its members after the verb."""
        clause = event.clause
        assert clause is not None
        first = after_preposition(tokens, clause.start, event.verb.at, ("i",))
        members: list[str] = []
        for i in range(event.verb.at + 1, min(end, len(tokens))):
            token = tokens[i]
            if token.low in ("som", ":", ";", "vilka"):
                break
            if token.mention and self.kind(token.mention.entity) in ACTORS and token.mention.entity not in members:
                members.append(token.mention.entity)
        return [r for r in first if self.kind(r) is EntityKind.GROUP], members

    def _responsible(self, reading: Reading, event: Event) -> None:
        tokens = reading.unit.tokens
        subjects = self.actors(event.actors)
        if not subjects or event.negated:
            return
        end = event.clause.end if event.clause else len(tokens)
        start = next(
            (i + 1 for i in range(event.verb.at + 1, end) if tokens[i].low == "för" and not tokens[i].mention), None
        )
        if start is None or (start < end and tokens[start].low == "att"):
            return
        self._nouns(reading, subjects, start, end, "ansvarar för")

    def _nouns(self, reading: Reading, subjects: list[str], start: int, end: int, rest: str | None) -> None:
        """Nouns of action: "ansvarar för uppföljningen av X" says "följer upp" X."""
        tokens = reading.unit.tokens
        said = False
        for i in range(start, min(end, len(tokens))):
            low = tokens[i].low
            for stem, predicate in NOUNS:
                if tokens[i].mention or not low.startswith(stem) or len(low) > len(stem) + 9:
                    continue
                said = True
                if predicate == "rapporterar till":
                    targets = self.actors(after_preposition(tokens, i, end, ("till",)))
                else:
                    targets = self.objects(reading, i + 1, end, Pattern(predicate, owned=predicate == "förvaltar"))
                for subject in subjects:
                    for target in targets:
                        self.add(reading, subject, predicate, target, f"noun:{stem}", 0.75)
        if rest is None:
            return
        owned = [
            e
            for e in entities(tokens, heads(tokens, start, min(end, len(tokens))))
            if self.kind(e) is EntityKind.AGREEMENT
        ]
        for subject in subjects:
            for agreement in owned:
                self.add(reading, subject, "förvaltar", agreement, "verb:ansvara", 0.8)
        if said and rest:
            self._heading_agreement(reading, subjects, start, end)
        if not said:
            for object_ in self.objects(reading, start, end, Pattern(rest)):
                for subject in subjects:
                    self.add(reading, subject, rest, object_, "verb:ansvara", 0.8)

    def _heading_agreement(self, reading: Reading, subjects: list[str], start: int, end: int) -> None:
        """ "ansvarar för uppföljningen" with nothing after it: of the agreement that the heading names."""
        words = [t for t in reading.unit.tokens[start:end] if t.low not in (".", ",")]
        if len(words) != 1 or not words[0].low.startswith("uppföljning") or reading.unit.section is None:
            return
        heading = self.structure.sections[reading.unit.section].first
        for mention in self.table.at(heading):
            if self.kind(mention.entity) is EntityKind.AGREEMENT:
                for subject in subjects:
                    self.add(reading, subject, "följer upp", mention.entity, "heading:agreement", 0.7)

    def _purpose_nouns(self, reading: Reading) -> None:
        """ "för (formellt) fastställande av X", "för beslut av X": X decides on what stands before."""
        tokens = reading.unit.tokens
        for i, token in enumerate(tokens):
            if (
                token.mention
                or not token.low.startswith(("fastställande", "beslut", "godkännande"))
                or i + 2 >= len(tokens)
            ):
                continue
            if tokens[i + 1].low not in ("av", "i") or not any(
                t.low in ("för", "inför") for t in tokens[max(0, i - 2) : i]
            ):
                continue
            deciders = self.actors(entities(tokens, heads(tokens, i + 2, len(tokens))))
            predicate = "beslutar" if token.low.startswith("beslut") else "fastställer"
            for event in reading.events:
                if event.verb.at < i:
                    for object_ in self.objects(reading, event.span[0], min(event.span[1], i), Pattern(predicate)):
                        for decider in deciders:
                            self.add(reading, decider, predicate, object_, f"noun:{token.low}", 0.75)
                    break
        lead = reading.lead
        if lead and lead.actors and not any(e.verb.at <= 1 for e in reading.events):
            self._nouns(reading, self.actors(lead.actors), 0, 3, None)
            if lead.verb in ("ansvarar för", "svarar för") and not reading.events and len(tokens) > 1:
                for object_ in self.objects(reading, 0, len(tokens), Pattern("ansvarar för")):
                    for actor in self.actors(lead.actors):
                        self.add(reading, actor, "ansvarar för", object_, "lead:ansvarar", 0.75)


def _has_word(tokens: tuple[Token, ...], event: Event, end: int, words: tuple[str, ...]) -> bool:
    lo, hi = event.span
    near = [*tokens[event.verb.at + 1 : min(end, event.verb.at + 9)], *tokens[lo:hi]]
    return any(t.text.lower().startswith(words) for t in near)


def _after_word(tokens: tuple[Token, ...], event: Event, end: int, word: str) -> tuple[int, int]:
    for i in range(event.verb.at + 1, min(end, len(tokens))):
        if tokens[i].low.startswith(word):
            return i + 1, end
    return event.span
