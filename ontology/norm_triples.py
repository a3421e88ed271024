"""How often, by when and on what condition: the constraints of a norm (ODRL), and validity as time (OWL-Time).

Sources: ODRL Information Model 2.2 (W3C 2018), section 2.5; Time Ontology in OWL (W3C 2022).
"""

from __future__ import annotations

import re
from datetime import date as day

from pyoxigraph import Literal, NamedNode

from ingest.language.calendar import UNITS
from ingest.language.quantities import quantities
from ingest.language.quantity import Comparator, Kind, Quantity
from ontology.iris import Iris
from ontology.records import FactRecord
from ontology.triples import Triples, date, text
from ontology.vocabulary import node

_OPERATORS = {
    Comparator.EQ: "odrl:eq",
    Comparator.APPROX: "odrl:eq",
    Comparator.MIN: "odrl:gteq",
    Comparator.MAX: "odrl:lteq",
}
# Units of time that OWL-Time names; the others are ours.
_UNITS = {
    "year": "time:unitYear",
    "month": "time:unitMonth",
    "week": "time:unitWeek",
    "day": "time:unitDay",
    "hour": "time:unitHour",
    "minute": "time:unitMinute",
}
_OWN_UNITS = {
    "workday": "avtal:unitWorkday",
    "quarter": "avtal:unitQuarter",
    "term": "avtal:unitTerm",
    "half_year": "avtal:unitHalfYear",
    "mandate": "avtal:unitTermOfOffice",
}
_INSTANTS = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "time:inXSDDate"),
    (re.compile(r"\d{4}-\d{2}"), "time:inXSDgYearMonth"),
    (re.compile(r"\d{4}"), "time:inXSDgYear"),
)


def say_constraints(said: Triples, iris: Iris, record: FactRecord, fact: NamedNode) -> None:
    """The constraints of an obligation; words that measure nothing ("regelbundet") stand as they are."""
    for name, kind, operand, words in (
        ("frequency", Kind.FREQUENCY, "avtal:timesPerPeriod", record.frequency),
        ("deadline", Kind.DEADLINE, "odrl:elapsedTime", record.deadline),
        ("condition", None, "avtal:circumstance", record.condition),
    ):
        if not words:
            continue
        found = [q for q in quantities(words) if q.kind is kind] if kind else []
        if found and _says(said, iris, record, fact, name, operand, found[0]):
            continue
        _constraint(said, iris.anchor(record.id, name), fact, operand, "odrl:eq", text(words))


def say_validity(said: Triples, subject: NamedNode, start: str | None, end: str | None) -> None:
    """From when to when something applies, as an interval; nothing where neither is known."""
    bounds = [(name, value) for name, value in (("hasBeginning", start), ("hasEnd", end)) if value and _instant(value)]
    if not bounds:
        return
    interval = NamedNode(f"{subject.value}#validity")
    said.add(subject, "avtal:validity", interval)
    said.a(interval, "time:ProperInterval")
    for name, value in bounds:
        instant = NamedNode(f"{interval.value}-{name}")
        said.add(interval, f"time:{name}", instant)
        said.a(instant, "time:Instant")
        said.add(instant, _instant(value), date(value))


def _says(
    said: Triples, iris: Iris, record: FactRecord, fact: NamedNode, name: str, operand: str, found: Quantity
) -> bool:
    """Say what a quantity binds; False where it cannot be said so."""
    sides = [("", found.low if found.low is not None else found.high, _OPERATORS.get(found.comparator, "odrl:gteq"))]
    if found.comparator is Comparator.RANGE:
        sides = [("", found.low, "odrl:gteq"), ("-most", found.high, "odrl:lteq")]
    unit = _UNITS.get(found.unit) or _OWN_UNITS.get(found.unit)
    for suffix, value, operator in sides:
        if value is None:
            return False
        if found.unit in UNITS and unit:
            right = Literal(f"{value:g}", datatype=node("xsd:decimal"))
            one = _constraint(said, iris.anchor(record.id, name + suffix), fact, operand, operator, right)
            said.add(one, "odrl:unit", node(unit))
        elif found.unit == "date" and 1 <= value <= day.max.toordinal():
            right = Literal(day.fromordinal(int(value)).isoformat(), datatype=node("xsd:date"))
            _constraint(said, iris.anchor(record.id, name + suffix), fact, "odrl:dateTime", operator, right)
        else:
            return False
    return True


def _constraint(
    said: Triples, constraint: NamedNode, fact: NamedNode, operand: str, operator: str, right: Literal | None
) -> NamedNode:
    said.add(fact, "odrl:constraint", constraint)
    said.a(constraint, "odrl:Constraint")
    said.add(constraint, "odrl:leftOperand", node(operand))
    said.add(constraint, "odrl:operator", node(operator))
    said.add(constraint, "odrl:rightOperand", right)
    return constraint


def _instant(value: str) -> str:
    return next((name for pattern, name in _INSTANTS if pattern.fullmatch(value)), "")
