"""What the collection and people add beside the documents, as triples: conflicts, gaps, follow-ups and decisions.

Each lies in a named graph of its own (`Iris.beside`), is made anew whenever it changes, and says where it comes from
(PROV-O): the rule that found it, the versions that it rests on, or the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from corpus.decisions import Decision, DecisionKind
from ontology.fact_triples import say_decision
from ontology.gaps import Gap
from ontology.iris import Iris
from ontology.triples import Triples, date, text
from ontology.vocabulary import concept, node

CONFLICTS, GAPS, DECISIONS = "conflicts", "gaps", "decisions"


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a conflict: where it stands. `start` and `end` are characters of the page's text."""

    document: str
    page: int
    quote: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict as the graph holds it."""

    id: str
    type: str
    severity: str
    confidence: float
    explanation: str
    a: Said
    b: Said


def conflict_triples(iris: Iris, found: Iterable[Disagreement], versions: Mapping[str, str]) -> tuple[Triple, ...]:
    """Conflicts with both quotes. `versions`: of the documents by id; a conflict of one that is gone is left out."""
    said = Triples()
    for one in found:
        if one.a.document not in versions or one.b.document not in versions:
            continue
        name = iris.beside(CONFLICTS, one.id)
        said.a(name, "avtal:Conflict")
        kind = concept("avtal:ConflictType", one.type) or "avtal:other_conflict"
        said.add(name, "avtal:conflictType", node(kind))
        said.add(name, "dcterms:type", text(one.type))
        said.add(name, "avtal:severity", text(one.severity))
        said.add(name, "avtal:confidence", float(one.confidence))
        said.add(name, "dcterms:description", text(one.explanation))
        _say_origin(said, iris, name, f"konflikt:{one.type}")
        for part, side in (("avtal:partA", one.a), ("avtal:partB", one.b)):
            version = iris.version(side.document, versions[side.document])
            said.add(name, "prov:wasDerivedFrom", version)
            said.add(name, part, _say_anchor(said, name, part, side, version))
    return said.all()


def gap_triples(iris: Iris, found: Iterable[Gap]) -> tuple[Triple, ...]:
    """Gaps with the things and facts that show them."""
    said = Triples()
    for gap in found:
        name = iris.beside(GAPS, gap.id)
        said.a(name, "avtal:Gap")
        said.add(name, "avtal:gapKind", node(f"avtal:{gap.kind}"))
        said.add(name, "dcterms:description", text(gap.explanation))
        said.add(name, "avtal:about", *(iris.entity(i) for i in gap.entities))
        said.add(name, "avtal:about", iris.document(gap.document) if gap.document else None)
        said.add(name, "prov:wasDerivedFrom", *(iris.fact(f.id) for f in gap.facts))
        _say_origin(said, iris, name, f"lucka:{gap.kind}")
    return said.all()


def decision_triples(iris: Iris, decisions: Sequence[Decision]) -> tuple[Triple, ...]:
    """What people decided about conflicts, and the follow-ups of agreements: planned, done, with what outcome."""
    said = Triples()
    for decision in decisions:
        if decision.kind is DecisionKind.CONFLICT:
            conflict = iris.beside(CONFLICTS, decision.target)
            say_decision(said, iris, decision, conflict)
            said.add(iris.decision(decision.id), "avtal:state", decision.values.get("state"))
            said.add(iris.decision(decision.id), "avtal:note", text(decision.values.get("comment")))
        elif decision.kind is DecisionKind.FOLLOWUP:
            name = iris.beside("followup", decision.id)
            said.a(name, "avtal:FollowUp")
            said.add(name, "avtal:about", iris.entity(decision.target))
            said.add(name, "avtal:planned", date(decision.values.get("planned")))
            said.add(name, "prov:endedAtTime", date(decision.values.get("done")))
            said.add(name, "avtal:outcome", text(decision.values.get("outcome")))
            said.add(name, "prov:wasAssociatedWith", text(decision.who))
            said.add(name, "prov:generatedAtTime", decision.when)
    return said.all()


def _say_origin(said: Triples, iris: Iris, name: NamedNode, rule: str) -> None:
    activity = NamedNode(f"{iris.rule(rule).value}#use")
    said.add(name, "prov:wasGeneratedBy", activity)
    said.a(activity, "prov:Activity")
    said.add(activity, "prov:wasAssociatedWith", iris.rule(rule))
    said.a(iris.rule(rule), "prov:SoftwareAgent")
    said.add(iris.rule(rule), "rdfs:label", rule)


def _say_anchor(said: Triples, name: NamedNode, part: str, side: Said, version: NamedNode) -> NamedNode:
    """Where a side stands, as the evidence of a fact does (Web Annotation)."""
    start = f"{name.value}#{part.partition(':')[2]}"
    target, quote, page, position = (NamedNode(start + end) for end in ("", "-quote", "-page", "-position"))
    said.a(target, "oa:SpecificResource")
    said.add(target, "oa:hasSource", version)
    said.add(target, "oa:hasSelector", quote, page)
    said.add(target, "avtal:page", side.page)
    said.add(target, "avtal:value", text(side.value))
    said.a(quote, "oa:TextQuoteSelector")
    said.add(quote, "oa:exact", text(side.quote))
    said.a(page, "oa:FragmentSelector")
    said.add(page, "rdf:value", f"page={side.page}")
    said.add(page, "oa:refinedBy", position)
    said.a(position, "oa:TextPositionSelector")
    said.add(position, "oa:start", side.start)
    said.add(position, "oa:end", side.end)
    return target
