"""Small artifacts made by hand: the text is written, and every quote is found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from corpus.ids import content_hash, document_id, version_id
from ingest.artifact import (
    Artifact,
    Definition,
    Entity,
    EntityKind,
    Evidence,
    Facts,
    Mandate,
    Metadata,
    Modality,
    Obligation,
    Page,
    PageSource,
    Reference,
    Relation,
    Section,
    Span,
    Status,
    Structure,
)


@dataclass
class Draft:
    """A document under way; `build` makes the artifact."""

    title: str
    county: str | None = "Dalarnas län"
    type: str = "överenskommelse"
    status: Status = Status.IN_FORCE
    date: str | None = "2023-01-01"
    valid_from: str | None = None
    valid_to: str | None = None
    file: str = ""
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Any] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def evidence(self, quote: str, status: Status | None = None, rule: str = "regel") -> Evidence:
        start = len(self.text)
        self.text += quote + "\n"
        span = Span(1, start, start + len(quote))
        return Evidence(span, quote, None, status or self.status, rule, 0.9, ((0.1, 0.1, 0.9, 0.12),))

    def entity(self, local: str, kind: EntityKind, type_: str, name: str, *aliases: str, **more: Any) -> str:
        evidence = (self.evidence(f"{name} nämns här."),)
        self.entities[local] = Entity(local, kind, type_, name, aliases, evidence=evidence, **more)
        return local

    def relation(self, subject: str, predicate: str, object_: str | None, quote: str, **more: Any) -> None:
        evidence = self.evidence(quote, more.pop("status", None))
        self.facts.append(Relation(evidence, subject, predicate, object_, **more))

    def mandate(self, group: str, quote: str, verb: str = "samordna") -> None:
        self.facts.append(Mandate(self.evidence(quote), group, quote, verb))

    def obligation(self, bearer: str | None, quote: str, modality: Modality = Modality.OBLIGATION, **more: Any) -> None:
        fact = Obligation(self.evidence(quote), bearer, bearer is not None, modality, "ska", quote, **more)
        self.facts.append(fact)

    def definition(self, term: str, meaning: str) -> None:
        self.facts.append(Definition(self.evidence(f"Med {term} avses {meaning}."), term, meaning))

    def reference(self, kind: str, target: str, quote: str, resolved: str | None = None, note: str = "") -> None:
        self.facts.append(Reference(self.evidence(quote), kind, target, quote, resolved, note))

    def build(self) -> Artifact:
        digest = content_hash(f"{self.title}{self.county}{self.file}".encode())
        metadata = Metadata(
            self.title,
            self.type,
            self.status,
            self.date,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            county=self.county,
        )
        page = Page(1, 595.0, 842.0, self.text, PageSource.TEXT)

        def of(kind: type[Any]) -> tuple[Any, ...]:
            return tuple(f for f in self.facts if isinstance(f, kind))

        facts = Facts(
            tuple(self.entities.values()), of(Relation), of(Mandate), of(Obligation), of(Definition), of(Reference)
        )
        structure = Structure(metadata, (page,), (), tuple(self.sections), ())
        return Artifact(
            document_id(digest),
            version_id(content_hash(self.text.encode())),
            digest,
            self.file or f"{self.title}.pdf",
            structure,
            facts,
        )


@pytest.fixture
def draft() -> Callable[..., Draft]:
    """Starts a document."""
    return Draft


@pytest.fixture
def agreement(draft: Callable[..., Draft]) -> Draft:
    """A document with one fact of each kind."""
    d = draft("Överenskommelse om hälsa för äldre")
    d.entity("e1", EntityKind.GROUP, "samrådsgrupp", "Samråd Äldre i Dalarna", "SÄD")
    d.entity("e2", EntityKind.AGREEMENT, "överenskommelse", "Överenskommelse om hälsa för äldre")
    d.entity("e3", EntityKind.PARTY, "region", "Region Dalarna", "regionen")
    d.entity("e4", EntityKind.AGREEMENT, "lag", "Socialtjänstlagen", "SoL", identifier="2001:453")
    d.relation("e1", "förvaltar", "e2", "Samråd Äldre i Dalarna förvaltar överenskommelsen.")
    d.relation("e1", "ersätter", "e2", "Samrådet ersätter inte överenskommelsen.", negated=True)
    d.mandate("e1", "Samrådet samordnar gemensam utbildning.")
    d.obligation("e3", "Regionen ska kalla till möte fyra gånger per år.", frequency="fyra gånger per år")
    d.obligation(None, "Utförare bör erbjuda hembesök.", Modality.RECOMMENDATION)
    d.definition("närsjukvård", "vård nära hemmet")
    d.reference("statute", "2001:453", "enligt socialtjänstlagen (2001:453)", "e4", "Ersatt av 2025:400.")
    d.reference("section", "9.9", "se avsnitt 9.9", None, "Avsnittet finns inte.")
    return d
