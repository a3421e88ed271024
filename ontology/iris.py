"""The IRIs of a collection, minted in this one place from a base."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode


class Iris:
    """IRIs under `base`, which ends with "/" or "#"."""

    def __init__(self, base: str) -> None:
        self.base = base

    def document(self, document: str) -> NamedNode:
        """A document: the work, whatever its version."""
        return NamedNode(f"{self.base}document/{_safe(document)}")

    def version(self, document: str, version: str) -> NamedNode:
        """A version of a document: the expression."""
        return NamedNode(f"{self.base}document/{_safe(document)}/{_safe(version)}")

    def graph(self, document: str, version: str) -> NamedNode:
        """The named graph of a document version."""
        return NamedNode(f"{self.base}graph/{_safe(document)}/{_safe(version)}")

    def curated(self, document: str = "") -> NamedNode:
        """The named graph of what people entered or confirmed: of a document, or about names."""
        return NamedNode(f"{self.base}graph/curated" + (f"/{_safe(document)}" if document else ""))

    @property
    def inferred(self) -> NamedNode:
        """The named graph of what follows from several documents together."""
        return NamedNode(f"{self.base}graph/inferred")

    def page(self, document: str, version: str, page: int) -> NamedNode:
        """A page of a document version, from 1."""
        return NamedNode(f"{self.version(document, version).value}#page={page}")

    def section(self, document: str, version: str, index: int) -> NamedNode:
        """A section of a document version, from 0."""
        return NamedNode(f"{self.version(document, version).value}/section/{index}")

    def local(self, document: str, entity: str) -> NamedNode:
        """An entity as one document knows it."""
        return NamedNode(f"{self.base}document/{_safe(document)}/entity/{_safe(entity)}")

    def entity(self, entity: str) -> NamedNode:
        """An entity of the collection, by its id."""
        return NamedNode(f"{self.base}entity/{_safe(entity)}")

    def entity_id(self, iri: str) -> str:
        """The id in an entity's IRI."""
        return iri.removeprefix(f"{self.base}entity/")

    def fact(self, fact: str) -> NamedNode:
        """A fact, by its id."""
        return NamedNode(f"{self.base}fact/{_safe(fact)}")

    def fact_id(self, iri: str) -> str:
        """The id in a fact's IRI."""
        return iri.removeprefix(f"{self.base}fact/")

    def anchor(self, fact: str, part: str) -> NamedNode:
        """A part of a fact's anchor in the text: "target", "quote", "position", "page"."""
        return NamedNode(f"{self.base}fact/{_safe(fact)}#{part}")

    def rule(self, name: str) -> NamedNode:
        """The rule or model that finds facts."""
        return NamedNode(f"{self.base}rule/{_safe(name)}")

    def reading(self, document: str, version: str, rule: str) -> NamedNode:
        """The activity in which a rule read a document version."""
        return NamedNode(f"{self.version(document, version).value}/reading/{_safe(rule)}")

    def decision(self, decision: str) -> NamedNode:
        """A person's decision."""
        return NamedNode(f"{self.base}decision/{_safe(decision)}")

    def beside(self, kind: str, id_: str = "") -> NamedNode:
        """Something that stands beside the documents ("conflicts", "gaps", "followup"), or the named graph of such."""
        return NamedNode(f"{self.base}{kind}/{_safe(id_)}" if id_ else f"{self.base}graph/{kind}")

    def county(self, slug: str) -> NamedNode:
        """A county as jurisdiction."""
        return NamedNode(f"{self.base}county/{_safe(slug)}")


@lru_cache(maxsize=16_384)
def _safe(text: str) -> str:
    return quote(text, safe="-._~")
