"""Who takes part in a group, what a group's labelled lines say, and which document belongs to which."""

from __future__ import annotations

from ingest.artifact import EntityKind
from ingest.extraction.actors import after_preposition, entities, heads, mentioned
from ingest.extraction.labels import LabelKind
from ingest.extraction.predicates import ACTORS
from ingest.extraction.readings import Reading
from ingest.extraction.relation_rows import RelationRows
from ingest.extraction.units import Token


class Membership(RelationRows):
    """Relations of lists, labels and names rather than of verbs in the table."""

    def label(self, reading: Reading) -> None:
        """Relations that a labelled line under a group's heading gives."""
        label, unit = reading.label, reading.unit
        if label is None or unit.topic is None or self.kind(unit.topic) not in ACTORS:
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
                if mention and self.kind(mention.entity) is EntityKind.AGREEMENT and self.named(mention.entity):
                    self.add(reading, unit.topic, "förvaltar", mention.entity, "label:agreements", 0.9)
        elif label.kind is LabelKind.MEMBERS and not label.continued and not _acts(reading):
            for i, token in enumerate(tokens):
                if token.mention and self.kind(token.mention.entity) is EntityKind.PARTY and not _chosen_by(tokens, i):
                    self.add(reading, token.mention.entity, "ingår i", unit.topic, "label:members", 0.8)
                elif token.mention and _chosen_by(tokens, i):
                    self.add(reading, token.mention.entity, "utser", unit.topic, "label:members", 0.75)
        elif label.kind is LabelKind.REPORTS_TO:
            for receiver in self.actors(mentioned(tokens, 0, len(tokens))):
                self.add(reading, unit.topic, "rapporterar till", receiver, "label:reports", 0.85)

    def members(self, reading: Reading) -> None:
        """ "Gruppen består av ordförande från X och Y", "A är adjungerad": who takes part."""
        tokens, unit = reading.unit.tokens, reading.unit
        for event in reading.events:
            if event.clause is None or event.negated:
                continue
            end = event.clause.end
            word = event.verb.lemma
            groups = [a for a in event.actors if self.kind(a) is EntityKind.GROUP]
            if word == "bestå" or word == "bemanna":
                if word == "bemanna":
                    groups = [
                        g for g in entities(tokens, heads(tokens, *event.span)) if self.kind(g) is EntityKind.GROUP
                    ]
                for group in groups:
                    for member in self.actors(mentioned(tokens, event.verb.at, end)):
                        self.add(reading, member, "ingår i", group, f"verb:{word}", 0.75)
            if (
                word == "vara"
                and any(t.low.startswith("adjunger") for t in tokens[event.verb.at : event.verb.at + 4])
                and unit.topic
            ):
                for member in self.actors(event.actors):
                    self.add(reading, member, "ingår i", unit.topic, "verb:adjungera", 0.8)
        self._listed_members(reading)

    def _listed_members(self, reading: Reading) -> None:
        """ "ett sekretariat bestående av X och Y"; groups listed after "följande grupper:"."""
        tokens, unit = reading.unit.tokens, reading.unit
        for i, token in enumerate(tokens):
            if token.low == "bestående" and i + 1 < len(tokens) and tokens[i + 1].low == "av":
                named = next((t.mention.entity for t in reversed(tokens[:i]) if t.mention), None)
                if named and self.kind(named) is EntityKind.GROUP:
                    for member in self.actors(mentioned(tokens, i, len(tokens))):
                        self.add(reading, member, "ingår i", named, "noun:bestående", 0.75)
        lead = unit.lead
        if (
            lead is not None
            and tokens
            and tokens[0].mention
            and self.kind(tokens[0].mention.entity) is EntityKind.GROUP
        ):
            words = self.structure.blocks[lead].text.rstrip()
            if words.endswith(":") and "följande" in words:
                for mention in self.table.at(lead)[-1:]:
                    if self.kind(mention.entity) is EntityKind.GROUP:
                        self.add(reading, tokens[0].mention.entity, "ingår i", mention.entity, "list:groups", 0.8)

    def document(self, reading: Reading) -> None:
        """ "X under Y", "tillägg till X", "X inklusive tillägg om Y", "grundar sig på X"."""
        tokens = reading.unit.tokens
        for i, token in enumerate(tokens):
            if not token.mention or i + 2 >= len(tokens):
                continue
            entity = token.mention.entity
            later = tokens[i + 1]
            if later.low == "under" and tokens[i + 2].mention and self.kind(entity) is EntityKind.GROUP:
                over = tokens[i + 2].mention
                if over and self.kind(over.entity) is EntityKind.GROUP:
                    self.add(reading, entity, "underordnad", over.entity, "under", 0.75)
            if self.kind(entity) is EntityKind.AGREEMENT:
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
                        if self.kind(basis) is EntityKind.AGREEMENT and self.kind(subject) is EntityKind.AGREEMENT:
                            self.add(reading, subject, "grundar sig på", basis, f"verb:{event.verb.lemma}", 0.8)


def _acts(reading: Reading) -> bool:
    """Whether the sentence says what somebody does rather than who takes part ("fullmäktige väljer ledamöter")."""
    return any(
        e.clause is not None
        and e.clause.kind == "main"
        and e.verb.lemma
        not in ("bestå", "ingå", "delta", "vara", "ha", "utgöra", "bemanna", "representera", "finnas", "adjungera")
        and e.verb.at == e.clause.finite
        and not (e.verb.passive and e.verb.lemma == "utse")
        for e in reading.events
    )


def _chosen_by(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the mention names who appoints: "utses av X"."""
    before = [t.low for t in tokens[max(0, i - 3) : i]]
    return "av" in before and any(w.startswith(("utse", "utsed")) for w in before)
