"""Decisions are found again by what the two texts say, and a pair whose text has changed says what was decided."""

from dataclasses import replace

import pytest

from corpus.decisions import Decision, DecisionKind
from ontology.rows import DocumentRef
from search.conflicts.model import Finding, Side, finding_id
from search.judgements import Verdict, judge, remembered

A = "Läkaren ska besvara remissen om dietist inom fem dagar från det att den kom in."
B = "Läkaren ska besvara remissen om dietist inom två veckor från det att den kom in."


def _side(document: str, quote: str, page: int = 1) -> Side:
    ref = DocumentRef(document, f"Överenskommelse {document}", f"{document}.pdf", "överenskommelse", None, "in_force")
    return Side("s", ref, page, quote, 0, len(quote), (), None, "in_force", "frist", 0.9)


def _finding(a: str = A, b: str = B, kind: str = "frist", page: int = 1, other: str = "d-2") -> Finding:
    one, two = _side("d-1", a, page), _side(other, b)
    return Finding(finding_id(kind, a, b), kind, "hög", 0.9, "Tiden är olika.", one, two)


def _decided(state: str, finding: Finding | None = None, when: str = "2026-03-01T10:00:00+00:00") -> Decision:
    about = finding or _finding()
    values = {"state": state, "comment": "gäller olika remisser", **remembered(about)}
    return Decision(DecisionKind.CONFLICT, about.id, values, "Kim", when)


SAME = {
    "as it was": _finding(),
    "on another page": _finding(page=7),
    "with other marks and spaces": _finding(a=f"•  {A[:-1]} "),
    "in capitals": _finding(b=B.upper()),
    "found by another rule": _finding(kind="frekvens"),
    "the sides changed": replace(_finding(), a=_finding().b, b=_finding().a),
}


@pytest.mark.parametrize("finding", SAME.values(), ids=SAME)
def test_a_decision_holds_where_the_texts_say_the_same(finding: Finding) -> None:
    decision = _decided("rejected")
    assert judge([finding], [decision]) == [Verdict(decision)]


CHANGED = {
    "one word": (_finding(a=A.replace("fem dagar", "sju dagar")), "”fem” har blivit ”sju”"),
    "a word struck": (_finding(a=A.replace("om dietist ", "")), "”om dietist” är struket"),
    "a word added": (_finding(b=B.replace("Läkaren", "Läkaren alltid")), "”alltid” är tillagt"),
}


@pytest.mark.parametrize(("finding", "said"), CHANGED.values(), ids=CHANGED)
@pytest.mark.parametrize(
    ("state", "done"), [("rejected", "avvisades"), ("confirmed", "bekräftades"), ("fixed", "markerades som åtgärdat")]
)
def test_a_pair_whose_text_has_changed_is_new_and_says_so(finding: Finding, said: str, state: str, done: str) -> None:
    (verdict,) = judge([finding], [_decided(state)])
    assert verdict.decision is None
    assert said in verdict.returned and f"Paret {done} av Kim 2026-03-01" in verdict.returned
    assert "gäller olika remisser" in verdict.returned


OTHERS = {
    "another document": _finding(a=A.replace("fem", "sju"), other="d-3"),
    "another matter": _finding(
        a="Kommunen betalar hyran för lokalerna i december varje år.", b="Hyran betalas av regionen."
    ),
}


@pytest.mark.parametrize("finding", OTHERS.values(), ids=OTHERS)
def test_another_pair_knows_nothing_of_it(finding: Finding) -> None:
    assert judge([finding], [_decided("rejected")]) == [Verdict()]


def test_a_pair_that_stands_is_not_told_of_beside_another() -> None:
    changed = _finding(a=A.replace("fem dagar", "sju dagar"))
    decision = _decided("rejected")
    assert judge([_finding(), changed], [decision]) == [Verdict(decision), Verdict()]


def test_the_last_decision_counts() -> None:
    first, last = _decided("rejected"), _decided("confirmed", _finding(kind="frekvens"), "2026-04-01T10:00:00+00:00")
    assert judge([_finding()], [first, last])[0].decision == last
    assert judge([_finding()], [first, _decided("new", when="2026-05-01T10:00:00+00:00")])[0].decision is not None


def test_a_decision_that_kept_no_quotes_is_found_by_its_id() -> None:
    old = Decision(DecisionKind.CONFLICT, _finding().id, {"state": "rejected"}, "Kim", "2025-01-01")
    assert judge([_finding(), _finding(a="Något annat sägs.")], [old]) == [Verdict(old), Verdict()]
