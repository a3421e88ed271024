"""What is asked of the graph, as one SPARQL query: the query shown is the query that gave the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from corpus.ids import slug
from ingest.artifact import EntityKind
from ontology import facts
from ontology.catalogue import Catalogue
from ontology.rows import FactRow
from ontology.vocabulary import predicates

_SHORT = 4  # letters of a word that stands in many others
MOST = 200  # facts of an answer

_CLASSES = {
    "relation": "avtal:Relation",
    "mandate": "avtal:Mandate",
    "obligation": "avtal:Obligation",
    "definition": "avtal:Definition",
    "reference": "avtal:Reference",
}
# Who acts in a fact, and what it is shown with: (variable, property) by kind.
ROLES = {
    "relation": "avtal:subject",
    "mandate": "avtal:mandateHolder",
    "obligation": "odrl:assignee",
}
_SHOWN = {
    "relation": ("?fact avtal:predicate ?predicate .",),
    "mandate": ("?fact avtal:task ?task .",),
    "obligation": ("?fact avtal:modality ?modality .",),
    "definition": ("?fact avtal:term ?term ; avtal:meaning ?meaning .",),
    "reference": ("?fact avtal:target ?target .",),
}
_KINDS = {kind: kind.value for kind in EntityKind}


@dataclass(frozen=True, slots=True)
class Filled:
    """A role (a property or an alternative of two) filled by one of some entities."""

    role: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Facts of a kind that agree with all that is given."""

    kind: str
    filled: tuple[Filled, ...] = ()
    predicates: tuple[str, ...] = ()
    negated: bool | None = None
    subject_kind: EntityKind | None = None
    object_kind: EntityKind | None = None
    subject_named: str = ""  # what stands in the name of the subject, in lower case
    object_named: str = ""
    words: tuple[str, ...] = ()  # what stands in the quote, in lower case
    any_words: tuple[str, ...] = ()  # of which one stands there
    terms: tuple[str, ...] = ()  # of definitions, in lower case
    modalities: tuple[str, ...] = ()
    frequent: bool = False
    county: str = ""
    reference: str = ""  # kind of reference
    documents: tuple[str, ...] = ()

    def sparql(self, catalogue: Catalogue) -> str:
        """The query. Prefixes are those of the vocabulary."""
        lines: list[str] = []
        # engines plan a fixed term far better than one that VALUES binds
        for number, filled in enumerate(self.filled):
            terms = [str(catalogue.iris.entity(i)) for i in filled.ids]
            entity = terms[0] if len(terms) == 1 else f"?named{number}"
            if len(terms) > 1:
                lines.append(f"VALUES ?named{number} {{ {' '.join(terms)} }}")
            lines.append(f"?local{number} avtal:denotes {entity} . ?fact {filled.role} ?local{number} .")
        if self.predicates:
            lines.append(f"VALUES ?predicate {{ {' '.join(predicates()[p] for p in self.predicates)} }}")
        lines += [f"?fact a {_CLASSES[self.kind]} .", *_SHOWN[self.kind]]
        if self.frequent:
            lines.append("?fact avtal:frequency ?frequency .")
        if self.negated is not None:
            lines.append(f"?fact avtal:negated {str(self.negated).lower()} .")
        lines += self._ends()
        lines += ["?fact oa:hasTarget/oa:hasSelector/oa:exact ?quote ."]
        lines += self._filters(catalogue)
        body = "\n".join(f"  {line}" for line in lines)
        return f"SELECT DISTINCT {self._variables()} WHERE {{\n{body}\n}}\nORDER BY ?fact\nLIMIT {MOST}"

    def _variables(self) -> str:
        ends = {"relation": "?subject ?predicate ?object", "mandate": "?subject ?task"}
        duty = f"{'?subject ' if self._acting() else ''}?modality{' ?frequency' if self.frequent else ''}"
        more = {"obligation": duty, "definition": "?term ?meaning", "reference": "?target"}
        return f"?fact {ends.get(self.kind, '') or more[self.kind]} ?quote"

    def _ends(self) -> list[str]:
        """The names of subject and object."""
        lines = []
        role = ROLES.get(self.kind)
        if role and self._acting():
            lines.append(
                f"?fact {role} ?s . ?s avtal:denotes ?from . ?from skos:prefLabel ?subject ; avtal:kind ?fromKind ."
            )
        if self.kind == "relation":
            path = "?fact avtal:object ?o . ?o avtal:denotes ?to . ?to skos:prefLabel ?object ; avtal:kind ?toKind ."
            none = "?fact avtal:negated true . FILTER NOT EXISTS { ?fact avtal:object ?none }"
            lines.append(path if self.object_kind or self.object_named else f"{{ {path} }} UNION {{ {none} }}")
        return lines

    def _acting(self) -> bool:
        """Whether the fact has one who acts, in every row: duties may have none."""
        return self.kind != "obligation" or bool(self.filled)

    def _filters(self, catalogue: Catalogue) -> list[str]:
        lines = []
        for variable, kind in (("?fromKind", self.subject_kind), ("?toKind", self.object_kind)):
            if kind:
                lines.append(f"FILTER ({variable} = {Literal(_KINDS[kind])})")
        for variable, text in (("?subject", self.subject_named), ("?object", self.object_named)):
            if text:
                lines.append(f"FILTER (CONTAINS(LCASE(STR({variable})), {Literal(text)}))")
        lines += [_holding(word) for word in self.words]
        if self.any_words:
            each = " || ".join(f"CONTAINS(LCASE(STR(?quote)), {Literal(word)})" for word in self.any_words)
            lines.append(f"FILTER ({each})")
        if self.terms:
            lines.append(f"FILTER (LCASE(STR(?term)) IN ({', '.join(str(Literal(t)) for t in self.terms)}))")
        if self.modalities:
            lines.append(f"FILTER (?modality IN ({', '.join(f'avtal:{m}' for m in self.modalities)}))")
        if self.reference:
            lines.append(f"?fact avtal:referenceKind {Literal(self.reference)} .")
        if self.county:
            lines.append(f"?fact avtal:inVersion/avtal:jurisdiction {catalogue.iris.county(slug(self.county))} .")
        if self.documents:
            versions = [catalogue.document_record(d) for d in self.documents]
            terms = " ".join(str(catalogue.iris.version(v.id, v.version)) for v in versions)
            lines.append(f"VALUES ?version {{ {terms} }} ?fact avtal:inVersion ?version .")
        return lines


def _holding(word: str) -> str:
    """The quote holds a word; a short one at the beginning of a word only ("lag" is not in "förslag")."""
    if len(word) > _SHORT:
        return f"FILTER (CONTAINS(LCASE(STR(?quote)), {Literal(word)}))"
    return f"FILTER (REGEX(STR(?quote), {Literal(f'(^|[^a-zåäö]){word}')}, 'i'))"


def rows(pattern: Pattern, catalogue: Catalogue) -> list[FactRow]:
    """The facts of the pattern's query, those that apply first."""
    found = catalogue.view.query(pattern.sparql(catalogue))
    terms = list(dict.fromkeys(row[0] for row in found.rows if isinstance(row[0], NamedNode)))
    if not terms:
        return []
    records = catalogue.facts_by_id(catalogue.iris.fact_id(t.value) for t in terms)
    made = facts.rows_of(catalogue, records)
    order = ("in_force", "planned", "proposed", "historical", "repealed")
    return sorted(made, key=lambda r: order.index(r.status))


def first(patterns: Sequence[Pattern], catalogue: Catalogue) -> tuple[Pattern | None, list[FactRow]]:
    """The first pattern that has facts, with them; (None, []) where none has."""
    for pattern in patterns:
        found = rows(pattern, catalogue)
        if found:
            return pattern, found
    return None, []
