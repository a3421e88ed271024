"""Bodies that changed their names: one body with dated names (ORG: org:ChangeEvent), from the register of regions."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from ingest.extraction.registries import Region, regions
from ontology.names import key
from ontology.records import GlobalRecord
from ontology.triples import Triples, date, text


@cache
def _regions() -> dict[str, Region]:
    return {key(region.name): region for region in regions()}


def say_changes(said: Triples, record: GlobalRecord, entity: NamedNode) -> None:
    """When a region took its name, and what it was called before."""
    region = _regions().get(key(record.name)) if record.type in ("region", "landsting") else None
    if region is None or not region.former:
        return
    event = NamedNode(f"{entity.value}#name-{region.since}")
    said.add(entity, "org:resultedFrom", event)
    said.a(event, "org:ChangeEvent")
    said.add(event, "dcterms:date", date(region.since))
    said.add(event, "org:resultingOrganization", entity)
    said.add(event, "avtal:formerName", *(text(name) for name in region.former))
