"""How much each half counts for a question."""

from pathlib import Path

import numpy as np
import pytest

from search.analysis import query_terms
from search.embedding import StaticEmbedder
from search.index.edge import EdgeIndex
from search.index.port import Filters, Hit
from search.query import Plan, Understanding, plan
from search.retrieval import LEAST, LONG, MOST, SHORT, Retriever, coverage, dense_weight, query_vector, retriever
from search.thesaurus import Concept, Thesaurus


def hit(text: str, title: str = "") -> Hit:
    return Hit("x", 1.0, {"text": text, "title": title, "section_heading": ""})


@pytest.mark.parametrize(
    ("question", "found", "share"),
    [
        ("kommunens ansvar", [hit("Kommunen har ansvaret.")], 1.0),
        ("kommunens ansvar", [hit("Ansvaret delas.", title="Kommunen")], 1.0),
        ("kommunens ansvar", [hit("Ingen av dem."), hit("Ansvaret delas.")], 0.5),
        ("kommunens ansvar", [hit("Ingen av dem.")], 0.0),
        ("kommunens ansvar", [], 0.0),
        ("och att", [hit("Kommunen har ansvaret.")], 0.0),
    ],
)
def test_coverage_is_the_share_that_the_best_passage_holds(question: str, found: list[Hit], share: float) -> None:
    assert coverage(query_terms(question), found) == pytest.approx(share)


def test_vectors_weigh_more_the_less_words_find_and_the_shorter_passages_are() -> None:
    weights = [dense_weight(c, 300) for c in (0.0, 0.3, 0.7, 1.0)]
    assert weights == sorted(weights, reverse=True)
    assert (weights[0], weights[-1]) == (pytest.approx(MOST), pytest.approx(LEAST))
    by_length = [dense_weight(1.0, length) for length in (0, SHORT, (SHORT + LONG) / 2, LONG, 9_000)]
    assert by_length == pytest.approx([LEAST, LEAST, LEAST / 2, 0.0, 0.0])
    assert dense_weight(0.0, 9_000) == pytest.approx(MOST)


def test_administrative_terms_draw_the_vector_of_a_question(embedder: StaticEmbedder) -> None:
    words = Thesaurus([Concept("x:p", "kostnadsansvar", ("stå för notan",))])
    term = embedder.encode_query("kostnadsansvar")
    with_it, without = (
        query_vector(embedder, plan("vem ska stå för notan", Understanding(words), expand=e)) for e in (True, False)
    )
    assert with_it @ term > without @ term
    assert np.linalg.norm(with_it) == pytest.approx(1.0, abs=1e-5)


def test_a_given_weight_takes_the_place_of_the_fitting_one(index: EdgeIndex, embedder: StaticEmbedder) -> None:
    made = plan("uppföljning en gång per år", Understanding())
    search = Retriever(index, embedder)
    by_vectors = search.joined(made, 8, Filters(), 1.0)
    near = index.dense(query_vector(embedder, made), 8, Filters())
    assert by_vectors[0].id == near[0].id
    by_words = search.joined(made, 8, Filters(), 0.0)
    assert by_words[0].id == index.sparse(made.sparse, 8, Filters())[0].id


def test_a_question_without_words_is_found_by_vectors_alone(index: EdgeIndex, embedder: StaticEmbedder) -> None:
    assert retriever(index, embedder).retrieve(Plan(text="vad"), 3, Filters())
    assert Retriever(index, embedder).retrieve(Plan(text="vad"), 3, Filters())


def test_an_index_without_passages_gives_none(tmp_path: Path, embedder: StaticEmbedder) -> None:
    with EdgeIndex(tmp_path / "empty", embedder.dimensions) as empty:
        assert retriever(empty, embedder).retrieve(plan("hemsjukvård", Understanding()), 8, Filters()) == []
