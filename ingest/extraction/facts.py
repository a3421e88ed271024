"""All facts of a document: entities as found, then relations, mandates and obligations on top of them."""

from __future__ import annotations

from ingest.artifact import Facts, Structure
from ingest.extraction.definitions import find_definitions
from ingest.extraction.events import read
from ingest.extraction.hierarchy import structural_relations
from ingest.extraction.mandates import find_mandates
from ingest.extraction.matters import Matters
from ingest.extraction.obligations import find_obligations
from ingest.extraction.ownership_tables import table_relations
from ingest.extraction.references import find_references
from ingest.extraction.relations import Relations
from ingest.extraction.table import EntityTable


def find_facts(structure: Structure, table: EntityTable) -> Facts:
    """The facts of a document. Entities are those of the table and the matters that relations are about."""
    matters = Matters(structure.metadata.county)
    readings = read(structure, table, matters)
    relations = Relations(structure, table, matters).find(readings)
    obligations = find_obligations(structure, table, readings, matters)
    return Facts(
        entities=(*table.entities.values(), *matters.entities()),
        relations=(*relations, *structural_relations(structure, table), *table_relations(structure, table)),
        mandates=tuple(find_mandates(structure, table, readings)),
        obligations=tuple(obligations),
        definitions=tuple(find_definitions(structure)),
        references=tuple(find_references(structure, table)),
    )
