"""Mandates: what a group, body or function has to do, may decide, or receives from others."""

from __future__ import annotations

from ingest.artifact import Entity, EntityKind, Evidence, Mandate, Structure
from ingest.extraction.actors import after_preposition
from ingest.extraction.events import charged_with_task
from ingest.extraction.evidence import evidence_for
from ingest.extraction.grammar import infinitives
from ingest.extraction.readings import Event, Reading
from ingest.extraction.table import EntityTable
from ingest.extraction.wordlists import words

_NOT_BODIES = frozenset({"kommun", "region"})
_RECEIVES = words(
    """
    rapportera redovisa återrapportera lyfta delge hänskjuta återkoppla anmäla överlämna lämna
    """
)
# what a body is for, said with a verb of being
_IS_FOR = words(
    """
    fungera vara utgöra sträva verka syfta stödja möjliggöra leda bistå bidra fortsätta
    """
)
# what a group does that is a power or task, also where a report only tells of it
_POWERS = words(
    """
    besluta fastställa godkänna utse tillsätta bereda samordna förvalta initiera teckna publicera prioritera planera
    """
) | {"följa upp"}
_ROLES = tuple(
    words(
        """
    forum länk arena stöd organ nyckel styrgrupp koppling mottagare kontakt samverkansforum nav ledningsgrupp
    rådgivande beredande samordnande referensgrupp remissinstans part beslutande sammanhållande
    """
    )
)


def find_mandates(structure: Structure, table: EntityTable, readings: list[Reading]) -> list[Mandate]:
    """The mandates of the document in order, one row for each group and sentence."""
    rows: list[Mandate] = []
    for reading in readings:
        given: dict[str, tuple[str, str, float]] = {}
        for group, verb, rule, confidence in _of_reading(reading):
            entity = table.entities.get(group)
            if entity is not None and _body(entity) and group not in given:
                given[group] = (verb, rule, confidence)
        if not given:
            continue
        text = reading.unit.text.rstrip(" .")
        for group, (verb, rule, confidence) in given.items():
            evidence: Evidence = evidence_for(reading.unit, structure.pages, structure.metadata, rule, confidence)
            rows.append(Mandate(evidence, group, text, verb))
    return rows


def _body(entity: Entity) -> bool:
    if entity.kind is EntityKind.GROUP:
        return True
    return entity.kind is EntityKind.PARTY and entity.type not in _NOT_BODIES


def _of_reading(reading: Reading) -> list[tuple[str, str, str, float]]:
    """Group, verb, rule and confidence of each mandate in a sentence."""
    found: list[tuple[str, str, str, float]] = []
    for _, norm, bearers, _ in reading.norms:
        if not norm.open:
            found.extend((bearer, norm.trigger, f"mandate:{norm.trigger}", 0.85) for bearer in bearers)
    lead, label = reading.lead, reading.label
    if lead and lead.norm and not reading.norms:
        verb = _first_verb(reading) or lead.verb
        found.extend((actor, verb, f"mandate:{lead.verb or 'lead'}", 0.85) for actor in lead.actors)
    if label and label.gives_mandate and reading.unit.topic:
        found.append((reading.unit.topic, _first_verb(reading) or label.word.lower(), "mandate:label", 0.85))
    for event in reading.events:
        found.extend(_of_event(reading, event))
    if not any(bearers for _, _, bearers, _ in reading.norms):
        found.extend(_owned(reading))
    return found


def _first_verb(reading: Reading) -> str | None:
    group = infinitives(reading.unit.tokens, 0, len(reading.unit.tokens))
    return group[0].lemma if group and group[0].at <= 6 else None


def _of_event(reading: Reading, event: Event) -> list[tuple[str, str, str, float]]:
    tokens = reading.unit.tokens
    found: list[tuple[str, str, str, float]] = []
    end = event.clause.end if event.clause else len(tokens)
    lemma = event.verb.lemma
    if lemma in _RECEIVES:
        for group in after_preposition(tokens, event.verb.at, end, ("till", "för")):
            found.append((group, f"{lemma}s till", "mandate:receives", 0.75))
        for group in after_preposition(tokens, event.verb.at, end, ("genom", "via")):
            found.append((group, f"{lemma}s genom", "mandate:passes-on", 0.75))
    if event.clause is not None and event.clause.kind == "main" and not event.negated and lemma in _IS_FOR:
        after = [t.low for t in tokens[event.verb.at + 1 : event.verb.at + 8]]
        if lemma == "vara" and not event.actors and _pronoun(reading, event) and _is_role(after):
            found.extend((actor, lemma, "mandate:role", 0.65) for actor in reading.before[:1])
        if lemma not in ("vara", "utgöra") or _is_role(after):
            found.extend((actor, lemma, "mandate:role", 0.7) for actor in event.actors)
    if lemma in ("ge", "uppdra", "uppdraga") and not event.negated:
        charged = charged_with_task(tokens, event.verb.at, end)
        found.extend((body, "ges i uppdrag", "mandate:charged", 0.85) for body in charged)
    if lemma in _POWERS and _told(event):
        found.extend((actor, lemma, "mandate:power", 0.75) for actor in event.actors)
    if event.verb.passive and event.clause is not None and lemma not in ("omfatta", "utgöra", "beröra", "påverka"):
        found.extend((actor, f"{lemma}s av", "mandate:agent", 0.8) for actor in event.actors)
    return found


def _told(event: Event) -> bool:
    """Whether the verb is the finite one of an affirmed main clause in the active."""
    clause = event.clause
    if clause is None or clause.kind != "main" or event.negated:
        return False
    return not event.verb.passive and event.verb.at == clause.finite


def _is_role(following: list[str]) -> bool:
    return any(w.endswith(_ROLES) or w.startswith(_ROLES) for w in following)


def _pronoun(reading: Reading, event: Event) -> bool:
    """Whether the subject is only "det" or "den": what was spoken of before."""
    if event.clause is None or event.clause.subject is None:
        return False
    lo, hi = event.clause.subject
    return hi - lo == 1 and reading.unit.tokens[lo].low in ("det", "den", "denna", "detta")


def _owned(reading: Reading) -> list[tuple[str, str, str, float]]:
    """ "X:s uppdrag är ...", "beslutsunderlag till X", "med utgångspunkt från X"."""
    found: list[tuple[str, str, str, float]] = []
    tokens = reading.unit.tokens
    for i, token in enumerate(tokens[:-1]):
        following = tokens[i + 1]
        if token.mention and following.low.startswith(("uppdrag", "uppgift", "ansvar", "mandat", "syfte", "roll")):
            found.append((token.mention.entity, following.low, "mandate:owned", 0.7))
        if token.low.startswith("beslutsunderlag") and following.low == "till":
            found.extend(
                (g, "beslutsunderlag till", "mandate:decides", 0.7)
                for g in after_preposition(tokens, i, i + 8, ("till",))
            )
        if token.low == "ärenden" and following.low in ("i", "för", "hos"):
            found.extend(
                (g, "ärenden i", "mandate:business", 0.65)
                for g in after_preposition(tokens, i, i + 6, ("i", "för", "hos"))
            )
        if token.low in ("uppdrag", "uppdraget") and following.low in ("för", "till"):
            found.extend(
                (g, token.low, "mandate:owned", 0.7) for g in after_preposition(tokens, i, i + 8, ("för", "till"))
            )
    return found
