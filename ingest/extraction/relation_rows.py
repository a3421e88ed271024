"""The rows of relations of a document, and what a verb is done to: entities, else matters."""

from __future__ import annotations

import re

from ingest.artifact import EntityKind, Relation, Structure
from ingest.extraction.actors import entities, heads, mentioned
from ingest.extraction.evidence import evidence_for
from ingest.extraction.matters import Matters, phrase_of
from ingest.extraction.predicates import ACTORS, DOCUMENT_WORDS, INSIDE, POSSESSED, ROLE_WORDS, Pattern
from ingest.extraction.readings import Reading
from ingest.extraction.table import EntityTable
from ingest.extraction.titles import topic_words
from ingest.extraction.units import Token
from ingest.extraction.word_classes import ADVERBS, COORDINATORS, PREPOSITIONS

_LAWS = ("lag", "förordning", "balk")
_ABOUT = frozenset({"kring", "om", "för", "avseende", "gällande", "rörande", "angående"})
_OF_AGREEMENTS = frozenset({"förvaltar", "följer upp"})
_TIME_WORDS = frozenset({"en", "ett", "varje", "vart", "vartannat", "årligen", "två", "tre", "fyra", "minst", "senast"})


class RelationRows:
    """Collects rows, once for each sentence, and resolves objects."""

    def __init__(self, structure: Structure, table: EntityTable, matters: Matters) -> None:
        self.structure, self.table, self.matters = structure, table, matters
        self.rows: list[Relation] = []
        self._seen: set[tuple[object, ...]] = set()
        self.hosts: set[str] = set()  # bodies in whose organisation others sit
        self._spoken_of: str | None = None  # the agreement that the sentence before named last
        self._now: tuple[int | None, str | None] = (None, None)  # section and agreement of this sentence

    def kind(self, entity: str) -> EntityKind:
        """The kind of an entity of the table; a matter where it is none of them."""
        known = self.table.entities.get(entity)
        return known.kind if known else EntityKind.MATTER

    def actors(self, found: tuple[str, ...] | list[str]) -> list[str]:
        """Those that can act; where all parties are named as one, each of them too."""
        acting = [e for e in found if self.kind(e) in ACTORS]
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

    def objects(self, reading: Reading, start: int, end: int, pattern: Pattern, whole: bool = True) -> list[str]:
        """What a verb is done to: entities heading the phrase, else the phrase as a matter, with what it is about."""
        tokens = reading.unit.tokens
        end = min(end, len(tokens))
        start = _skip_particles(tokens, start, end)
        direct = entities(tokens, heads(tokens, start, end))
        if not direct and _is_pronoun(tokens, start, end):
            known = self.antecedent(reading, start)
            return [known] if known else []
        if (
            direct
            and self._is_steering(direct[0])
            and not self.named(direct[0])
            and pattern.predicate in _OF_AGREEMENTS
        ):
            topical = self._topical(reading, start, end)
            if topical:
                return topical
        if pattern.owned:
            within = mentioned(tokens, start, end)
            return [e for e in direct or within if self.kind(e) is EntityKind.AGREEMENT] or self._collective(
                reading, start, end, pattern
            )
        offices = pattern.predicate == "utser" and any(_is_role(self.table.entities[e].name) for e in direct[:1])
        vague = [e for e in direct if self._vague(e) or self._plain(e, tokens[start:end])]
        if direct and not offices and not vague:
            return direct
        if pattern.predicate in ("ersätter", "kompletterar"):
            return [e for e in mentioned(tokens, start, len(tokens)) if self.kind(e) is not EntityKind.PARTY][:1]
        found = [e for e in direct if e not in vague]
        if pattern.predicate == "beslutar" and start < end and tokens[start].low == "att":
            start, end = start + 1, _infinitive_end(tokens, start + 1)
        phrase = phrase_of(tokens, start, end, reading.unit.block.text, whole)
        if phrase and not phrase.lower().startswith("att "):
            phrase = self._of_topic(reading, phrase)
            evidence = evidence_for(reading.unit, self.structure.pages, self.structure.metadata, "object", 0.7)
            found.append(self.matters.mint(phrase, evidence))
        if pattern.predicate in INSIDE:
            about = [e for e in mentioned(tokens, start, end) if self.kind(e) is not EntityKind.PARTY]
            if not about and phrase and _is_role(phrase) and reading.unit.topic and pattern.predicate == "utser":
                about = [reading.unit.topic]
            found.extend(about or self._possessor(reading, start, phrase))
        if tokens[end : end + 1] and tokens[end].low == ":":
            found.extend(self._listed(reading, end + 1))
        return found

    def follow(self, reading: Reading) -> None:
        """Goes on to the next sentence; what the one before spoke of is kept within a section."""
        unit = reading.unit
        section, named = self._now
        if section != unit.section:
            named = None
        self._spoken_of = named
        here = [t.mention.entity for t in unit.tokens if t.mention and self._is_steering(t.mention.entity)]
        self._now = (unit.section, here[-1] if here else named)

    def _is_steering(self, entity: str) -> bool:
        return self.kind(entity) is EntityKind.AGREEMENT and self.table.entities[entity].type not in _LAWS

    def antecedent(self, reading: Reading, before: int) -> str | None:
        """The agreement that "den" means at token `before`: the last one named in the sentence or the one before."""
        for token in reversed(reading.unit.tokens[:before]):
            if token.mention and self._is_steering(token.mention.entity):
                return token.mention.entity
        return self._spoken_of

    def _topical(self, reading: Reading, start: int, end: int) -> list[str]:
        """ "överenskommelserna om X samt kring Y": the agreements of the document that are about X and about Y."""
        tokens = reading.unit.tokens
        found: list[str] = []
        at = next((i for i in range(start, end) if not tokens[i].mention and tokens[i].low in _ABOUT), None)
        while at is not None:
            stop = next((i for i in range(at + 1, end) if not tokens[i].mention and tokens[i].low in _ABOUT), None)
            words = topic_words(reading.unit.block.text[tokens[at].end : tokens[(stop or end) - 1].end])
            fits = [
                (len(topic_words(e.name) - words), e.id)
                for e in self.table.entities.values()
                if self._is_steering(e.id) and self.named(e.id) and words and words <= topic_words(e.name)
            ]
            found.extend(e for extra, e in sorted(fits) if extra == min(fits)[0])
            at = stop
        return found

    def _of_topic(self, reading: Reading, phrase: str) -> str:
        """ "Ordförande" under the heading of a group is that group's chair."""
        topic = self.table.entities.get(reading.unit.topic or "")
        if topic is None or not _is_role(phrase) or " för " in phrase or " i " in phrase or " till " in phrase:
            return phrase
        inside = phrase.lower().split()[-1].startswith(("ledam", "deltagare", "representant"))
        return f"{phrase} {'i' if inside else 'för'} {topic.name}"

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

    def _possessor(self, reading: Reading, start: int, phrase: str | None) -> list[str]:
        """ "X har ett uppdrag som beslutas av Y": Y decides on X's."""
        if phrase is None or not phrase.lower().split()[-1].startswith(POSSESSED):
            return []
        for event in reading.events:
            if event.verb.lemma == "ha" and event.verb.at < start:
                return list(event.actors)
        return []

    def _collective(self, reading: Reading, start: int, end: int, pattern: Pattern) -> list[str]:
        """ "förvaltar länsövergripande överenskommelser inom sitt område": agreements that are not named."""
        tokens = reading.unit.tokens
        if not any(w in t.low for t in tokens[start : start + 6] for w in DOCUMENT_WORDS):
            return []
        phrase = phrase_of(tokens, start, end, reading.unit.block.text)
        if phrase is None:
            return []
        evidence = evidence_for(reading.unit, self.structure.pages, self.structure.metadata, "object", 0.7)
        return [self.matters.mint(phrase, evidence)]

    def named(self, agreement: str) -> bool:
        """Whether it is one agreement with a name, not "överenskommelser" in general."""
        entity = self.table.entities[agreement]
        return " " in entity.name and entity.type != "lag"

    def _plain(self, entity: str, tokens: tuple[Token, ...]) -> bool:
        """Whether the place has only the bare indefinite word for a kind of document ("rutiner fastställs")."""
        known = self.table.entities[entity]
        if known.kind is not EntityKind.AGREEMENT or " " in known.name or known.name.isupper():
            return False
        text = next((t.text.lower() for t in tokens if t.mention and t.mention.entity == entity), "")
        return " " not in text and not text.endswith(("na", "en", "et", "n"))

    def _vague(self, entity: str) -> bool:
        """Whether it is a kind of document only ("rutiner"): the whole phrase says more."""
        known = self.table.entities[entity]
        return known.kind is EntityKind.AGREEMENT and not any(
            " " in name or name.isupper() for name in (known.name, *known.aliases)
        )


def _infinitive_end(tokens: tuple[Token, ...], start: int) -> int:
    """Where "att inrätta och avveckla grupper" ends."""
    for i in range(start, len(tokens)):
        if tokens[i].low in (".", ";", ":", "som", "när", "om"):
            return i
    return len(tokens)


def _is_pronoun(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether the phrase is only "den" or "denna"."""
    if start >= end or tokens[start].mention or tokens[start].low not in ("den", "denna", "dessa", "dem"):
        return False
    if start + 1 >= end:
        return True
    following = tokens[start + 1]
    return not following.mention and (
        following.low in PREPOSITIONS
        or following.low in ADVERBS
        or following.low in COORDINATORS
        or following.low == "."
        or following.low in _TIME_WORDS
    )


def _is_role(phrase: str) -> bool:
    return any(word.lower().startswith(ROLE_WORDS) for word in phrase.split()[:6])


def _skip_particles(tokens: tuple[Token, ...], start: int, end: int) -> int:
    while (
        start < end
        and not tokens[start].mention
        and tokens[start].low in ("upp", "fram", "om", "över", "av", "också", "även", "för", ",")
    ):
        start += 1
    return start
