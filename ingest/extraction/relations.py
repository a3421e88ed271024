"""Relations: a table of predicates over the events of each sentence, lists of members, labelled lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.artifact import EntityKind, Relation, Structure
from ingest.extraction.actors import after_preposition, entities, heads, mentioned
from ingest.extraction.events import Event, Reading
from ingest.extraction.evidence import evidence_for
from ingest.extraction.labels import LabelKind
from ingest.extraction.matters import Matters, phrase_of
from ingest.extraction.table import EntityTable
from ingest.extraction.units import Token


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a verb says. `words`: one must stand in the object ("beslut"); `to`: the object stands after it."""

    predicate: str
    words: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    owned: bool = False  # the object must be an agreement
    inverse: bool = False  # subject and object change places


_VERBS: dict[str, tuple[Pattern, ...]] = {
    "förvalta": (Pattern("förvaltar", owned=True),),
    "äga": (Pattern("förvaltar", owned=True),),
    "administrera": (Pattern("förvaltar", owned=True),),
    "sköta": (Pattern("förvaltar", owned=True),),
    "ha hand om": (Pattern("förvaltar", owned=True),),
    "följa upp": (Pattern("följer upp"),),
    "utvärdera": (Pattern("följer upp"),),
    "fastställa": (Pattern("fastställer"),),
    "godkänna": (Pattern("utser", words=("representant", "ledam", "deltagare")), Pattern("fastställer")),
    "besluta": (Pattern("beslutar"),),
    "avgöra": (Pattern("beslutar"),),
    "fatta": (Pattern("beslutar", words=("beslut",)),),
    "ta": (Pattern("beslutar", words=("beslut",)),),
    "bereda": (Pattern("bereder"),),
    "ta fram": (Pattern("bereder"),),
    "utarbeta": (Pattern("bereder"),),
    "föreslå": (Pattern("bereder"),),
    "rapportera": (Pattern("rapporterar till", to=("till",)),),
    "återrapportera": (Pattern("rapporterar till", to=("till",)),),
    "redovisa": (Pattern("rapporterar till", to=("till", "för")),),
    "lyfta": (Pattern("rapporterar till", to=("till",)),),
    "delge": (Pattern("rapporterar till", to=("till",)),),
    "avrapportera": (Pattern("rapporterar till", to=("till",)),),
    "vidarerapportera": (Pattern("rapporterar till", to=("till",)),),
    "utse": (Pattern("utser"),),
    "tillsätta": (Pattern("utser"),),
    "utnämna": (Pattern("utser"),),
    "välja": (Pattern("utser", words=("ordförande", "ledam", "representant", "sekreterare", "styrelse")),),
    "ingå": (Pattern("ingår i", to=("i",)),),
    "delta": (Pattern("ingår i", to=("i",)),),
    "ersätta": (Pattern("ersätter"),),
    "komplettera": (Pattern("kompletterar"),),
    "anta": (Pattern("antas av", inverse=True),),
    "teckna": (Pattern("tecknas av", inverse=True),),
    "underteckna": (Pattern("tecknas av", inverse=True),),
    "publicera": (Pattern("publicerar"),),
    "samordna": (Pattern("samordnar"),),
    "koordinera": (Pattern("samordnar"),),
    "initiera": (Pattern("initierar"),),
    "se över": (Pattern("bereder"),),
    "revidera": (Pattern("bereder"),),
    "omvandla": (Pattern("ersätter", to=("till", "i"), inverse=True),),
    "övergå": (Pattern("ersätter", to=("till", "i"), inverse=True),),
    "reglera": (Pattern("regleras av", inverse=True),),
}
_RESPONSIBLE = ("ansvara", "svara")
# nouns of action after "ansvarar för", "för beslut av": noun stem -> predicate
_NOUNS = (
    ("uppföljning", "följer upp"),
    ("förvaltning", "förvaltar"),
    ("samordning", "samordnar"),
    ("beredning", "bereder"),
    ("framtagande", "bereder"),
    ("fastställande", "fastställer"),
    ("beslut", "beslutar"),
    ("godkännande", "fastställer"),
    ("rapportering", "rapporterar till"),
    ("återrapportering", "rapporterar till"),
)
_INSIDE = frozenset({"utser", "beslutar", "bereder", "följer upp"})  # also of what the object is about
_ACTORS = frozenset({EntityKind.PARTY, EntityKind.GROUP})
_ROLE_WORDS = ("ordförande", "ledam", "representant", "sekreterare", "deltagare", "sammankallande", "vice")
_POSSESSED = ("uppdrag", "arbetsordning", "verksamhetsplan", "budget", "sammansättning", "bemanning", "utformning", "mandat")
_DOCUMENT_WORDS = ("överenskommelse", "avtal", "riktlinje", "rutin", "behandlingslinje", "handlingsplan")


class Relations:
    """The relations of one document."""

    def __init__(self, structure: Structure, table: EntityTable, matters: Matters) -> None:
        self.structure, self.table, self.matters = structure, table, matters
        self.rows: list[Relation] = []
        self._seen: set[tuple[object, ...]] = set()

    def find(self, readings: list[Reading]) -> list[Relation]:
        """All relations of the sentences, in order."""
        for reading in readings:
            for event in reading.events:
                self._event(reading, event)
            self._purpose_nouns(reading)
            self._label(reading)
            self._members(reading)
            self._document(reading)
        return self.rows

    def _kind(self, entity: str) -> EntityKind:
        known = self.table.entities.get(entity)
        return known.kind if known else EntityKind.MATTER

    def _actors(self, found: tuple[str, ...] | list[str]) -> list[str]:
        acting = [e for e in found if self._kind(e) in _ACTORS]
        if any(self.table.entities[e].type == "parter" for e in acting):
            acting.extend(p for p in self.table.parties if p not in acting)
        return acting

    def add(
        self,
        reading: Reading,
        subject: str,
        predicate: str,
        object_: str | None,
        rule: str,
        confidence: float,
        negated: bool = False,
    ) -> None:
        """Adds a row, once for each sentence."""
        if subject == object_:
            return
        key = (reading.unit.index, reading.unit.start, subject, predicate, object_, negated)
        if key in self._seen:
            return
        self._seen.add(key)
        evidence = evidence_for(reading.unit, self.structure.pages, self.structure.metadata, rule, confidence)
        self.rows.append(Relation(evidence, subject, predicate, object_, negated))

    def _event(self, reading: Reading, event: Event) -> None:
        tokens = reading.unit.tokens
        if event.verb.lemma in _RESPONSIBLE:
            self._responsible(reading, event)
            return
        for pattern in _VERBS.get(event.verb.lemma, ()):
            end = event.clause.end if event.clause else len(tokens)
            if pattern.to:
                self._to(reading, event, pattern, end)
                continue
            if pattern.words and not _has_word(tokens, event, end, pattern.words):
                continue
            subjects = (
                list(event.actors)
                if pattern.predicate in ("ersätter", "kompletterar", "regleras av")
                else self._actors(event.actors)
            )
            if event.verb.passive and pattern.predicate in ("regleras av",):
                subjects = self._regulators(tokens, event, end)
            if not subjects:
                continue
            start, stop = event.span
            if pattern.words == ("beslut",):
                start, stop = _after_word(tokens, event, end, "beslut")
            whole = event.clause is None or event.clause.kind == "main" or not event.verb.passive
            for object_ in self._objects(reading, start, stop, pattern, whole):
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
            receivers = [r for r in receivers if self._kind(r) is EntityKind.GROUP]
            senders = self._actors(event.actors)
        else:
            receivers = self._actors(receivers)
            senders = [] if event.verb.passive else self._actors(event.actors)
            senders = senders + self._actors(after_preposition(tokens, event.verb.at, end, ("genom", "via")))
        for sender in senders:
            for receiver in receivers:
                self.add(reading, sender, pattern.predicate, receiver, f"verb:{event.verb.lemma}", 0.85, event.negated)

    def _responsible(self, reading: Reading, event: Event) -> None:
        tokens = reading.unit.tokens
        subjects = self._actors(event.actors)
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
            for stem, predicate in _NOUNS:
                if tokens[i].mention or not low.startswith(stem) or len(low) > len(stem) + 9:
                    continue
                said = True
                if predicate == "rapporterar till":
                    targets = self._actors(after_preposition(tokens, i, end, ("till",)))
                else:
                    targets = self._objects(reading, i + 1, end, Pattern(predicate, owned=predicate == "förvaltar"))
                for subject in subjects:
                    for target in targets:
                        self.add(reading, subject, predicate, target, f"noun:{stem}", 0.75)
        if rest is None:
            return
        owned = [
            e
            for e in entities(tokens, heads(tokens, start, min(end, len(tokens))))
            if self._kind(e) is EntityKind.AGREEMENT
        ]
        for subject in subjects:
            for agreement in owned:
                self.add(reading, subject, "förvaltar", agreement, "verb:ansvara", 0.8)
        if said and rest:
            self._heading_agreement(reading, subjects, start, end)
        if not said:
            for object_ in self._objects(reading, start, end, Pattern(rest)):
                for subject in subjects:
                    self.add(reading, subject, rest, object_, "verb:ansvara", 0.8)

    def _heading_agreement(self, reading: Reading, subjects: list[str], start: int, end: int) -> None:
        """ "ansvarar för uppföljningen" with nothing after it: of the agreement that the heading names."""
        words = [t for t in reading.unit.tokens[start:end] if t.low not in (".", ",")]
        if len(words) != 1 or not words[0].low.startswith("uppföljning") or reading.unit.section is None:
            return
        heading = self.structure.sections[reading.unit.section].first
        for mention in self.table.at(heading):
            if self._kind(mention.entity) is EntityKind.AGREEMENT:
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
            deciders = self._actors(entities(tokens, heads(tokens, i + 2, len(tokens))))
            predicate = "beslutar" if token.low.startswith("beslut") else "fastställer"
            for event in reading.events:
                if event.verb.at < i:
                    for object_ in self._objects(reading, event.span[0], min(event.span[1], i), Pattern(predicate)):
                        for decider in deciders:
                            self.add(reading, decider, predicate, object_, f"noun:{token.low}", 0.75)
                    break
        lead = reading.lead
        if lead and lead.actors and not any(e.verb.at <= 1 for e in reading.events):
            self._nouns(reading, self._actors(lead.actors), 0, 3, None)

    def _objects(
        self, reading: Reading, start: int, end: int, pattern: Pattern, whole: bool = True
    ) -> list[str]:
        """What a verb is done to: entities heading the phrase, else the phrase as a matter, with what it is about."""
        tokens = reading.unit.tokens
        end = min(end, len(tokens))
        start = _skip_particles(tokens, start, end)
        direct = entities(tokens, heads(tokens, start, end))
        if pattern.owned:
            within = mentioned(tokens, start, end)
            return [e for e in direct or within if self._kind(e) is EntityKind.AGREEMENT] or self._collective(
                reading, start, end, pattern
            )
        offices = pattern.predicate == "utser" and any(_is_role(self.table.entities[e].name) for e in direct[:1])
        vague = [e for e in direct if self._vague(e)]
        if direct and not offices and not vague:
            return direct
        if pattern.predicate in ("ersätter", "kompletterar"):
            return [e for e in mentioned(tokens, start, len(tokens)) if self._kind(e) is not EntityKind.PARTY][:1]
        found = [e for e in direct if e not in vague]
        phrase = phrase_of(tokens, start, end, reading.unit.block.text, whole)
        if phrase:
            phrase = self._of_topic(reading, phrase)
            evidence = evidence_for(reading.unit, self.structure.pages, self.structure.metadata, "object", 0.7)
            found.append(self.matters.mint(phrase, evidence))
        if pattern.predicate in _INSIDE:
            about = [e for e in mentioned(tokens, start, end) if self._kind(e) is not EntityKind.PARTY]
            if not about and phrase and _is_role(phrase) and reading.unit.topic and pattern.predicate == "utser":
                about = [reading.unit.topic]
            found.extend(about or self._possessor(reading, start, phrase))
        if tokens[end : end + 1] and tokens[end].low == ":":
            found.extend(self._listed(reading, end + 1))
        return found

    def _listed(self, reading: Reading, start: int) -> list[str]:
        """What stands after a colon in the sentence: "de två systemen för X: A och B"."""
        tokens, unit = reading.unit.tokens, reading.unit
        known = entities(tokens, heads(tokens, start, len(tokens)))
        if known or start >= len(tokens):
            return known
        listed = unit.block.text[tokens[start].start : unit.end].rstrip(" .")
        parts = [p.strip() for p in re.split(r",\s|(?<!-)\s+(?:och|samt)\s+", listed)]
        if not 2 <= len(parts) <= 4 or any(not 8 < len(p) < 80 for p in parts):
            return []
        evidence = evidence_for(unit, self.structure.pages, self.structure.metadata, "object", 0.65)
        return [self.matters.mint(part, evidence) for part in parts]

    def _of_topic(self, reading: Reading, phrase: str) -> str:
        """ "Ordförande" under the heading of a group is that group's chair."""
        topic = self.table.entities.get(reading.unit.topic or "")
        if topic is None or not _is_role(phrase) or " för " in phrase or " i " in phrase or " till " in phrase:
            return phrase
        return f"{phrase} för {topic.name}"

    def _possessor(self, reading: Reading, start: int, phrase: str | None) -> list[str]:
        """ "X har ett uppdrag som beslutas av Y": Y decides on X's."""
        if phrase is None or not phrase.lower().split()[-1].startswith(_POSSESSED):
            return []
        for event in reading.events:
            if event.verb.lemma == "ha" and event.verb.at < start:
                return list(event.actors)
        return []

    def _collective(self, reading: Reading, start: int, end: int, pattern: Pattern) -> list[str]:
        """ "förvaltar länsövergripande överenskommelser inom sitt område": agreements that are not named."""
        tokens = reading.unit.tokens
        if not any(w in t.low for t in tokens[start : start + 6] for w in _DOCUMENT_WORDS):
            return []
        phrase = phrase_of(tokens, start, end, reading.unit.block.text)
        if phrase is None:
            return []
        evidence = evidence_for(reading.unit, self.structure.pages, self.structure.metadata, "object", 0.7)
        return [self.matters.mint(phrase, evidence)]

    def _label(self, reading: Reading) -> None:
        label, unit = reading.label, reading.unit
        if label is None or unit.topic is None or self._kind(unit.topic) not in _ACTORS:
            return
        tokens = unit.tokens
        if label.kind is LabelKind.AGREEMENTS:
            if any(t.low in ("ingen", "inget", "inga", "saknas") for t in tokens):
                self.add(reading, unit.topic, "förvaltar", None, "label:agreements", 0.85, negated=True)
                return
            for i in range(len(tokens)):
                mention = tokens[i].mention
                if tokens[i].low in ("kopplat", "kopplad", "planeras", "utifrån", "utgår", "statliga", "nationella"):
                    break
                if mention and self._kind(mention.entity) is EntityKind.AGREEMENT and self._named(mention.entity):
                    self.add(reading, unit.topic, "förvaltar", mention.entity, "label:agreements", 0.9)
        elif label.kind is LabelKind.MEMBERS and not label.continued:
            for i, token in enumerate(tokens):
                if token.mention and self._kind(token.mention.entity) is EntityKind.PARTY and not _chosen_by(tokens, i):
                    self.add(reading, token.mention.entity, "ingår i", unit.topic, "label:members", 0.8)
                elif token.mention and _chosen_by(tokens, i):
                    self.add(reading, token.mention.entity, "utser", unit.topic, "label:members", 0.75)
        elif label.kind is LabelKind.REPORTS_TO:
            for receiver in self._actors(mentioned(tokens, 0, len(tokens))):
                self.add(reading, unit.topic, "rapporterar till", receiver, "label:reports", 0.85)

    def _named(self, agreement: str) -> bool:
        """Whether it is one agreement with a name, not "överenskommelser" in general."""
        entity = self.table.entities[agreement]
        return " " in entity.name and entity.type != "lag"

    def _vague(self, entity: str) -> bool:
        """Whether it is a kind of document only ("rutiner"): the whole phrase says more."""
        known = self.table.entities[entity]
        return known.kind is EntityKind.AGREEMENT and not any(
            " " in name or name.isupper() for name in (known.name, *known.aliases)
        )

    def _members(self, reading: Reading) -> None:
        """ "Gruppen består av ordförande från X och Y", "A är adjungerad": who takes part."""
        tokens, unit = reading.unit.tokens, reading.unit
        for event in reading.events:
            if event.clause is None or event.negated:
                continue
            end = event.clause.end
            word = event.verb.lemma
            groups = [a for a in event.actors if self._kind(a) is EntityKind.GROUP]
            if word == "bestå" or word == "bemanna":
                if word == "bemanna":
                    groups = [
                        g for g in entities(tokens, heads(tokens, *event.span)) if self._kind(g) is EntityKind.GROUP
                    ]
                for group in groups:
                    for member in self._actors(mentioned(tokens, event.verb.at, end)):
                        self.add(reading, member, "ingår i", group, f"verb:{word}", 0.75)
            if (
                word == "vara"
                and any(t.low.startswith("adjunger") for t in tokens[event.verb.at : event.verb.at + 4])
                and unit.topic
            ):
                for member in self._actors(event.actors):
                    self.add(reading, member, "ingår i", unit.topic, "verb:adjungera", 0.8)
        for i, token in enumerate(tokens):
            if token.low == "bestående" and i + 1 < len(tokens) and tokens[i + 1].low == "av":
                named = next((t.mention.entity for t in reversed(tokens[:i]) if t.mention), None)
                if named and self._kind(named) is EntityKind.GROUP:
                    for member in self._actors(mentioned(tokens, i, len(tokens))):
                        self.add(reading, member, "ingår i", named, "noun:bestående", 0.75)
        lead = unit.lead
        if (
            lead is not None
            and tokens
            and tokens[0].mention
            and self._kind(tokens[0].mention.entity) is EntityKind.GROUP
        ):
            words = self.structure.blocks[lead].text.rstrip()
            if words.endswith(":") and "följande" in words:
                for mention in self.table.at(lead)[-1:]:
                    if self._kind(mention.entity) is EntityKind.GROUP:
                        self.add(reading, tokens[0].mention.entity, "ingår i", mention.entity, "list:groups", 0.8)

    def _document(self, reading: Reading) -> None:
        """ "X under Y", "tillägg till X", "X inklusive tillägg om Y", "grundar sig på X"."""
        tokens = reading.unit.tokens
        for i, token in enumerate(tokens):
            if not token.mention or i + 2 >= len(tokens):
                continue
            entity = token.mention.entity
            later = tokens[i + 1]
            if later.low == "under" and tokens[i + 2].mention and self._kind(entity) is EntityKind.GROUP:
                over = tokens[i + 2].mention
                if over and self._kind(over.entity) is EntityKind.GROUP:
                    self.add(reading, entity, "underordnad", over.entity, "under", 0.75)
            if self._kind(entity) is EntityKind.AGREEMENT:
                for j in range(i + 1, min(i + 5, len(tokens))):
                    other = tokens[j].mention
                    if other and "tillägg" in tokens[j].text.lower() and other.entity != entity:
                        self.add(reading, other.entity, "kompletterar", entity, "tillägg", 0.8)
        for event in reading.events:
            if event.clause is None:
                continue
            end = event.clause.end
            if event.verb.lemma in ("grunda", "bygga", "utgå", "basera"):
                for basis in after_preposition(tokens, event.verb.at, end, ("på", "från", "i")):
                    for subject in event.actors or tuple(mentioned(tokens, *event.span) if event.verb.passive else ()):
                        if self._kind(basis) is EntityKind.AGREEMENT and self._kind(subject) is EntityKind.AGREEMENT:
                            self.add(reading, subject, "grundar sig på", basis, f"verb:{event.verb.lemma}", 0.8)


def _is_role(phrase: str) -> bool:
    return any(word.lower().startswith(_ROLE_WORDS) for word in phrase.split()[:6])


def _has_word(tokens: tuple[Token, ...], event: Event, end: int, words: tuple[str, ...]) -> bool:
    lo, hi = event.span
    near = [*tokens[event.verb.at + 1 : min(end, event.verb.at + 9)], *tokens[lo:hi]]
    return any(t.low.startswith(words) for t in near if not t.mention)


def _after_word(tokens: tuple[Token, ...], event: Event, end: int, word: str) -> tuple[int, int]:
    for i in range(event.verb.at + 1, min(end, len(tokens))):
        if tokens[i].low.startswith(word):
            return i + 1, end
    return event.span


def _skip_particles(tokens: tuple[Token, ...], start: int, end: int) -> int:
    while (
        start < end
        and not tokens[start].mention
        and tokens[start].low in ("upp", "fram", "om", "över", "av", "också", "även", "för", ",")
    ):
        start += 1
    return start


def _chosen_by(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the mention names who appoints: "utses av X"."""
    before = [t.low for t in tokens[max(0, i - 3) : i]]
    return "av" in before and any(w.startswith(("utse", "utsed")) for w in before)
