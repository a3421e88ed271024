"""The language-model tier, against a real server on this machine."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator

import pytest

from corpus.errors import LanguageModelError
from ingest.artifact import (
    Entity,
    EntityKind,
    Evidence,
    Facts,
    Metadata,
    Modality,
    Obligation,
    Page,
    PageSource,
    Passage,
    Problem,
    Relation,
    Section,
    Span,
    Status,
    Structure,
    Tier,
    page_slice,
)
from ingest.extraction.endpoint import ChatEndpoint
from ingest.extraction.modelling import Proposer
from ingest.extraction.proposals import RELATIONS, parse
from ontology.vocabulary import predicates
from tests.chat import Answer, Server, says

LINES = (
    "Ljusrådet håller samman avtalet om gatubelysning i Alviks kommun.",
    "Alviks kommun har att byta trasiga lampor inom tre dagar efter anmälan.",
    "Ljusrådet föreslås få hand om budgeten för julbelysning.",
)
TEXT = "\n".join(LINES)
ENTITIES = (
    Entity("g1", EntityKind.GROUP, "råd", "Ljusrådet"),
    Entity("a1", EntityKind.AGREEMENT, "avtal", "avtalet om gatubelysning"),
    Entity("p1", EntityKind.PARTY, "kommun", "Alviks kommun"),
    Entity("p2", EntityKind.PARTY, "region", "Region Mörker"),  # stands nowhere in the text
)
RELATION = {
    "kind": "relation",
    "quote": "Ljusrådet håller samman avtalet om gatubelysning",
    "subject": "g1",
    "predicate": "förvaltar",
    "object": "a1",
    "confidence": 0.7,
}
DUTY = {
    "kind": "obligation",
    "quote": "Alviks kommun har att byta trasiga lampor inom tre dagar efter anmälan",
    "bearer": "Alviks kommun",
    "modality": "obligation",
    "action": "byta trasiga lampor",
    "deadline": "inom tre dagar",
    "condition": "när det snöar",
}
MANDATE = {
    "kind": "mandate",
    "quote": "Ljusrådet föreslås få hand om budgeten för julbelysning",
    "group": "g1",
    "text": "få hand om budgeten",
    "verb": "föreslås",
}


def structure(problems: tuple[Problem, ...] = ()) -> Structure:
    spans, at = [], 0
    for line in LINES:
        spans.append(Span(1, at, at + len(line)))
        at += len(line) + 1
    passages = tuple(Passage(line, (span,), 0, (n,)) for n, (line, span) in enumerate(zip(LINES, spans, strict=True)))
    return Structure(
        Metadata("Avtal om ljus", "avtal"),
        (Page(1, 595, 842, TEXT, PageSource.TEXT),),
        (),
        (Section("1", "Ansvar", 1, None, 0, 3),),
        passages,
        problems,
    )


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(answer: Answer, seconds: float = 0.0) -> Server:
        started.append(Server(answer, seconds))
        return started[-1]

    yield start
    for server in started:
        server.close()


def enriched(
    server: Server, facts: Facts | None = None, seconds: float = 5.0, key: str = ""
) -> tuple[Structure, Facts]:
    proposer = Proposer(ChatEndpoint(server.url, "ljus-1", key, seconds))
    return proposer.enrich(structure(), facts or Facts(entities=ENTITIES))


def test_what_stands_in_the_text_is_kept_with_tier_method_and_confidence(serve) -> None:
    server = serve(says(RELATION, DUTY, MANDATE))
    read, facts = enriched(server, key="hemlig")
    assert not read.problems
    (relation,), (duty,), (mandate,) = facts.relations, facts.obligations, facts.mandates
    assert (relation.subject, relation.predicate, relation.object) == ("g1", "förvaltar", "a1")
    assert (relation.evidence.tier, relation.evidence.rule, relation.evidence.confidence) == (
        Tier.MODEL,
        "model:ljus-1",
        0.7,
    )
    assert (duty.bearer, duty.bearer_explicit, duty.action, duty.deadline) == (
        "p1",
        True,
        "byta trasiga lampor",
        "inom tre dagar",
    )
    assert duty.condition is None  # does not stand in the passage
    assert mandate.evidence.status is Status.PROPOSED  # the text says so, whatever the model thinks
    for fact in (relation, duty, mandate):
        assert page_slice(read.pages, fact.evidence.span) == fact.evidence.quote
    assert len(server.asked) == len(LINES) and set(server.keys) == {"Bearer hemlig"}
    assert server.asked[0]["path"] == "/v1/chat/completions" and server.asked[0]["model"] == "ljus-1"
    assert "p2" not in str(server.asked[0]["messages"])  # only who is named in the document is told


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "Ljusrådet sköter avtalet om gatubelysning med den äran"},  # invented
        {"quote": "ljusrådet håller samman avtalet om gatubelysning"},  # not verbatim
        {"quote": "Ljusrådet"},  # carries no fact
        {"quote": ""},
        {"subject": "p2"},  # known, but stands nowhere
        {"subject": "Mörkerrådet"},
        {"subject": None},
        {"object": "avtalet om mörker"},
        {"object": None},
        {"object": "g1"},
        {"predicate": "äger"},
        {"predicate": None},
        {"kind": "gissning"},
        {"negated": "kanske"},
        {"confidence": "hög"},
    ],
)
def test_what_the_text_does_not_bear_out_is_left_out(serve, change) -> None:
    read, facts = enriched(serve(says({**RELATION, **change})))
    assert facts == Facts(entities=ENTITIES) and not read.problems


@pytest.mark.parametrize(
    "change",
    [
        {"modality": "måste"},
        {"modality": None},
        {"bearer": "p2"},
        {"bearer": "någon"},
        {"quote": "byta alla lampor nu"},
    ],
)
def test_duties_are_judged_as_strictly(serve, change) -> None:
    assert enriched(serve(says({**DUTY, **change})))[1].obligations == ()


def test_a_rule_is_never_overridden(serve) -> None:
    line = LINES[1]
    start = TEXT.index(line)
    by_rule = Obligation(
        Evidence(Span(1, start, start + len(line)), line, 0, Status.IN_FORCE, "deontic", 0.9),
        "p1",
        True,
        Modality.OBLIGATION,
        "har att",
        "byta trasiga lampor",
    )
    same = Relation(Evidence(Span(1, 0, 9), "Ljusrådet", 0, Status.IN_FORCE, "table", 0.9), "g1", "förvaltar", "a1")
    known = Facts(entities=ENTITIES, relations=(same,), obligations=(by_rule,))
    _, facts = enriched(serve(says({**DUTY, "modality": "prohibition"}, RELATION, MANDATE)), known)
    assert facts.obligations == (by_rule,) and facts.relations == (same,) and len(facts.mandates) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda _: (200, b"hej"), "inte med JSON"),
        (lambda _: (200, b"\xff\xfe"), "inte med JSON"),
        (lambda _: (200, json.dumps({"choices": []}).encode()), "gav inget svar"),
        (
            lambda _: (200, json.dumps({"choices": [{"message": {"content": "Jag vet inte."}}]}).encode()),
            "inte med JSON",
        ),
        (
            lambda _: (200, json.dumps({"choices": [{"message": {"content": '{"facts": 3}'}}]}).encode()),
            "inte med JSON",
        ),
        (lambda _: (200, b"x" * 300_000), "för stort"),
        (lambda _: (500, b""), "fel 500"),
        (lambda _: (401, b""), "fel 401"),
    ],
)
def test_a_failing_model_leaves_a_remark_and_the_rules_facts(serve, answer, reason) -> None:
    read, facts = enriched(serve(answer))
    assert facts == Facts(entities=ENTITIES)
    (problem,) = read.problems
    assert problem.code == "sprakmodell" and reason in problem.message and "3 stycken" in problem.message


def test_a_slow_model_is_given_up(serve) -> None:
    server = serve(says(RELATION), seconds=1.5)
    read, facts = enriched(server, seconds=0.3)
    assert "inte i tid" in read.problems[0].message and facts.relations == ()


def test_a_model_that_is_not_there_is_given_up() -> None:
    read, _ = Proposer(ChatEndpoint("http://127.0.0.1:9/v1", "m", "", 2)).enrich(structure(), Facts(entities=ENTITIES))
    assert "går inte att nå" in read.problems[0].message


def test_a_busy_server_is_tried_again(serve) -> None:
    calls: list[str] = []
    well = says(RELATION)

    def answer(question: str) -> tuple[int, bytes]:
        calls.append(question)
        return (503, b"") if len(calls) == 1 else well(question)

    read, facts = enriched(serve(answer))
    assert not read.problems and len(facts.relations) == 1 and len(calls) == len(LINES) + 1


def test_one_bad_answer_does_not_spoil_the_others(serve) -> None:
    well = says(RELATION)
    read, facts = enriched(serve(lambda q: (400, b"") if q.endswith(LINES[1]) else well(q)))
    assert len(facts.relations) == 1 and "1 stycken" in read.problems[0].message


def test_nothing_of_the_text_is_logged(serve, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        enriched(serve(lambda _: (200, b"trasiga lampor")), key="hemlig")
    told = caplog.text
    assert "lampor" not in told and "hemlig" not in told and "Ljusrådet" not in told


@pytest.mark.parametrize("reply", ["", "[]", "{", "null", '{"facts": {}}'])
def test_what_is_no_answer(reply) -> None:
    with pytest.raises(LanguageModelError):
        parse(reply)


def test_a_malformed_fact_is_passed_over() -> None:
    assert len(parse('```json\n{"facts": [3, {"kind": "mandate"}, {"kind": "mandate", "quote": "x"}]}\n```')) == 1


def test_the_model_speaks_the_words_of_the_vocabulary() -> None:
    assert set(RELATIONS) == set(predicates())
