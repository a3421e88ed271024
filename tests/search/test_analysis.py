"""Terms, weights and sparse vectors."""

import pytest

from search.analysis import FOLDED, PART, Bm25, document_terms, document_vector, query_terms, sparse, term_id


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("överenskommelser", "överenskommelsen"),
        ("huvudmän", "huvudmannen"),
        ("överenskommelse om samverkan", "samverkansöverenskommelse"),
        ("samverkansöverenskommelse", "en överenskommelse om samverkan"),
        ("hjalpmedel", "hjälpmedel"),
        ("avsnitt 4.2", "enligt 4.2 ovan"),
        ("senast 2024-05-02", "den 2024-05-02"),
        ("HSL", "hsl"),
    ],
)
def test_a_question_shares_a_term_with_the_text(question: str, text: str) -> None:
    assert query_terms(question).keys() & document_terms(text).keys()


@pytest.mark.parametrize("text", ["", "och att det som", "…!?", "§"])
def test_stop_words_and_signs_give_no_terms(text: str) -> None:
    assert document_terms(text) == {}
    assert query_terms(text) == {}


def test_parts_and_folded_forms_weigh_less_than_the_word() -> None:
    weights = query_terms("samverkansöverenskommelse")
    assert max(weights.values()) == 1.0
    assert PART in weights.values() and FOLDED in weights.values()


def test_long_passages_and_repeated_words_weigh_less() -> None:
    bm25 = Bm25()
    short = document_vector({"wa": 1.0}, bm25)
    long = document_vector({"wa": 1.0, **{f"w{n}": 1.0 for n in range(200)}}, bm25)
    weight = dict(zip(long.indices, long.values, strict=True))[term_id("wa")]
    assert weight < short.values[0]
    twice = document_vector({"wa": 2.0}, bm25).values[0]
    assert short.values[0] < twice < 2 * short.values[0]


def test_sparse_vectors_are_sorted_and_unique() -> None:
    vector = sparse({"wb": 1.0, "wa": 0.5, "wc": 0.0})
    assert vector.indices == sorted({term_id("wa"), term_id("wb")})
    assert len(vector.values) == 2
