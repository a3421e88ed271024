"""Candidates read word by word, and the order that the weights give them."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import CorruptStoreError
from search.alignment import Aligner, Closeness, context
from search.embedding import StaticEmbedder
from search.index.port import Hit
from search.ranking import Ranked, fuse
from search.weighing import MEASURES, TERMS, candidates, expanded, load_weights, ordered

TEXTS = [
    "Regionen har kostnadsansvaret för individuellt förskrivna hjälpmedel i särskilt boende.",
    "Samrådsgruppen träffas fyra gånger per år och för minnesanteckningar.",
    "Kommunen svarar för transporter, lokaler och utbildning av personal i verksamheten.",
]


def payload(text: str, title: str = "Överenskommelse", number: str = "", heading: str = "") -> dict[str, str]:
    return {"text": text, "title": title, "section_number": number, "section_heading": heading}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (payload("x"), "Överenskommelse"),
        (payload("x", number="2.1", heading="Möten"), "Överenskommelse. 2.1 Möten"),
        (payload("x", heading="Möten"), "Överenskommelse. Möten"),
        ({"text": "x"}, ""),
    ],
)
def test_the_context_is_title_and_heading(given: dict[str, str], shown: str) -> None:
    assert context(given) == shown


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("kostnadsansvar för hjälpmedel", 0),
        ("hur ofta ses gruppen", 1),
        ("hur ofta träffas samrådsgruppen", 1),
        ("vem utbildar personalen", 2),
    ],
)
def test_the_passage_with_the_nearest_words_is_closest(embedder: StaticEmbedder, question: str, best: int) -> None:
    near = Aligner(embedder).closeness(question, embedder.encode_query(question), [payload(t) for t in TEXTS])
    assert int(np.argmax(near.words)) == best
    assert float(np.abs(near.words).max()) <= 1 + 1e-6


def test_a_word_of_the_heading_helps_but_less_than_the_same_word_in_the_passage(embedder: StaticEmbedder) -> None:
    aligner, question = Aligner(embedder), "tvistlösning"
    vector = embedder.encode_query(question)
    given = [payload(TEXTS[2]), payload(TEXTS[2], heading="Tvistlösning"), payload("Tvistlösning sker så.")]
    words = aligner.closeness(question, vector, given).words
    assert words[0] < words[1] < words[2]


def test_terms_of_the_thesaurus_draw_the_passages_that_hold_them(embedder: StaticEmbedder) -> None:
    question, given = "stå för notan", [payload(text) for text in TEXTS]
    aligner, vector = Aligner(embedder), embedder.encode_query(question)
    plain = aligner.closeness(question, vector, given).words
    helped = aligner.closeness(question, vector, given, "kostnadsansvar").words
    assert helped[0] - helped[1:].max() > plain[0] - plain[1:].max()


@pytest.mark.parametrize("question", ["och att", "?", ""])
def test_a_question_of_stop_words_says_nothing(embedder: StaticEmbedder, question: str) -> None:
    near = Aligner(embedder).closeness(question, embedder.encode_query("mål"), [payload(TEXTS[0]), payload("")])
    assert near.words.tolist() == [0.0, 0.0]


def test_what_was_met_before_changes_nothing(embedder: StaticEmbedder) -> None:
    question = "vem betalar rullstolen"
    vector = embedder.encode_query(question)
    used = Aligner(embedder)
    for text in TEXTS:
        used.closeness(text, embedder.encode_query(text), [payload(t, title=text) for t in reversed(TEXTS)])
    given = [payload(t) for t in TEXTS]
    fresh = Aligner(embedder).closeness(question, vector, given)
    assert used.closeness(question, vector, given).words == pytest.approx(fresh.words, abs=1e-6)


def hits(*scores: tuple[str, float]) -> list[Hit]:
    return [Hit(name, score, payload(TEXTS[0])) for name, score in scores]


def near_of(embedder: StaticEmbedder, found: list[Ranked]) -> Closeness:
    return Aligner(embedder).closeness("hjälpmedel", embedder.encode_query("hjälpmedel"), [r.payload for r in found])


def test_each_measure_can_decide_the_order(embedder: StaticEmbedder) -> None:
    sparse, dense = hits(("a", 9.0), ("b", 2.0)), hits(("b", 0.9), ("c", 0.1), ("a", 0.1))
    both = fuse(dense, sparse, 0.5)
    found = candidates(dense, sparse, both, near_of(embedder, both))
    nothing = {measure: dict.fromkeys(TERMS, 0.0) for measure in MEASURES}
    by_words = ordered(found, 0.0, 0.0, nothing | {"sparse": {"always": 1.0, "uncovered": 0.0, "long": 0.0}})
    by_vectors = ordered(found, 1.0, 0.0, nothing | {"dense": {"always": 0.0, "uncovered": 1.0, "long": 0.0}})
    assert (by_words[0].id, by_vectors[0].id) == ("a", "b")
    assert {r.id for r in by_words} == {"a", "b", "c"} and all(0 <= r.score <= 1 for r in by_words)
    assert next(r for r in by_words if r.id == "c").sparse is None
    partly = candidates(dense, sparse, both[:1], near_of(embedder, both[:1]), both[1:])
    assert [r.id for r in ordered(partly, 0.0, 0.0, nothing)] == [r.id for r in both]


def test_terms_are_scaled_by_the_question() -> None:
    measures = np.array([[1.0, 2.0, 3.0, 4.0]])
    assert expanded(measures, 0.5, 0.0).tolist() == [[1, 0.5, 0, 2, 1, 0, 3, 1.5, 0, 4, 2, 0]]


def test_the_shipped_weights_let_words_count_less_where_they_find_little() -> None:
    weights = load_weights()
    assert weights["sparse"]["always"] > 0 > weights["sparse"]["uncovered"]
    assert weights["dense"]["uncovered"] > 0 and weights["words"]["always"] > 0


@pytest.mark.parametrize(
    "table", ["", "[]", "{}", json.dumps({"sparse": {"always": 1}}), json.dumps({name: {} for name in MEASURES})]
)
def test_a_broken_table_is_refused(tmp_path: Path, table: str) -> None:
    (tmp_path / "w.json").write_text(table, encoding="utf-8")
    with pytest.raises(CorruptStoreError):
        load_weights(tmp_path / "w.json")
