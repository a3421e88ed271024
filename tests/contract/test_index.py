"""One suite over every adapter of the passage index."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreLockedError
from search.analysis import Bm25, document_terms, document_vector, query_terms, sparse
from search.index.client import MEMORY, ClientIndex
from search.index.edge import EdgeIndex
from search.index.port import Filters, PassageIndex, Point, point_id

DIMENSIONS = 8
TEXTS = [
    ("a", "Kommunen svarar för hemsjukvård i ordinärt boende.", "avtal", ["Norrby"], 2020, 20200101, 20221231),
    ("a", "Regionen svarar för läkarinsatser dygnet runt.", "avtal", ["Norrby", "Söderby"], 2020, 20200101, 20221231),
    ("b", "Parterna följer upp hjälpmedel en gång om året.", "riktlinje", ["Söderby"], 2023, 20230101, 99999999),
    ("b", "Hjälpmedel skrivs ut av en legitimerad person.", "riktlinje", ["Söderby"], 2023, 20230101, 99999999),
    ("c", "Ett förslag till gemensam budget läggs fram i maj.", "rapport", [], 2024, 0, 99999999),
]


def vector(number: int) -> np.ndarray:
    base = np.full(DIMENSIONS, 0.1, dtype=np.float32)
    base[number] = 1.0
    return base / np.linalg.norm(base)


def point(number: int) -> Point:
    document, text, kind, parties, year, start, end = TEXTS[number]
    payload = {
        "document": document, "type": kind, "party": parties, "group": [], "target_group": [], "status": "in_force",
        "county": "", "year": year, "valid_from": start, "valid_to": end, "text": text,
    }  # fmt: skip
    return Point(
        point_id(f"{document}-{number}"), vector(number), document_vector(document_terms(text), Bm25()), payload
    )


@pytest.fixture(params=["edge", "memory"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PassageIndex]:
    made: PassageIndex = (
        EdgeIndex(tmp_path / "i", DIMENSIONS) if request.param == "edge" else ClientIndex(MEMORY, "p", DIMENSIONS)
    )
    made.upsert([point(n) for n in range(len(TEXTS))])
    yield made
    made.close()


def texts(hits: list) -> list[str]:
    return [h.payload["text"] for h in hits]


def test_nearest_by_vector_comes_first(index: PassageIndex) -> None:
    hits = index.dense(vector(2), 3, Filters())
    assert texts(hits)[0] == TEXTS[2][1]
    assert hits[0].score == pytest.approx(1.0, abs=1e-3)
    assert len(hits) == 3


def test_rare_words_weigh_more_than_common_ones(index: PassageIndex) -> None:
    hits = index.sparse(sparse(query_terms("hjälpmedel legitimerad")), 5, Filters())
    assert texts(hits) == [TEXTS[3][1], TEXTS[2][1]]
    assert index.sparse(sparse({}), 5, Filters()) == []


def test_fusion_takes_from_both_lists(index: PassageIndex) -> None:
    words = sparse(query_terms("budget"))
    both = texts(index.hybrid(vector(0), words, 5, Filters(), (1.0, 1.0)))
    assert TEXTS[0][1] in both[:2] and TEXTS[4][1] in both[:2]
    assert texts(index.hybrid(vector(0), words, 1, Filters(), (0.1, 3.0))) == [TEXTS[4][1]]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), 5),
        (Filters(document=("a",)), 2),
        (Filters(document=("a", "c")), 3),
        (Filters(type=("riktlinje",)), 2),
        (Filters(party=("Söderby",)), 3),
        (Filters(party=("Söderby",), document=("a",)), 1),
        (Filters(year=(2020, 2024)), 3),
        (Filters(valid_on=20210615), 3),
        (Filters(valid_on=20230615), 3),
        (Filters(status=("repealed",)), 0),
    ],
)
def test_filters(index: PassageIndex, filters: Filters, expected: int) -> None:
    assert index.count(filters) == expected
    assert len(index.dense(vector(0), 10, filters)) == expected
    assert len(list(index.scroll(filters))) == expected


def test_facets_count_what_the_filters_leave(index: PassageIndex) -> None:
    facets = index.facets(Filters(party=("Söderby",)))
    assert facets["type"] == {"riktlinje": 2, "avtal": 1}
    assert facets["party"] == {"Söderby": 3, "Norrby": 1}
    assert facets["year"] == {"2023": 2, "2020": 1}


def test_a_document_leaves_with_all_its_passages(index: PassageIndex) -> None:
    index.delete_document("b")
    assert index.count(Filters()) == 3
    assert TEXTS[2][1] not in texts(index.dense(vector(2), 10, Filters()))
    assert index.sparse(sparse(query_terms("hjälpmedel")), 5, Filters()) == []


def test_a_passage_stored_again_is_replaced(index: PassageIndex) -> None:
    index.upsert([point(1)])
    assert index.count(Filters()) == 5


def test_vectors_come_back(index: PassageIndex) -> None:
    wanted = point(3).id
    found = index.vectors([wanted, point_id("none")])
    assert list(found) == [wanted]
    assert np.allclose(found[wanted], vector(3), atol=1e-5)


def test_optimising_changes_no_answer(index: PassageIndex) -> None:
    before = texts(index.hybrid(vector(2), sparse(query_terms("hjälpmedel året")), 4, Filters()))
    index.optimize()
    index.flush()
    assert texts(index.hybrid(vector(2), sparse(query_terms("hjälpmedel året")), 4, Filters())) == before


def test_edge_keeps_its_points_and_has_one_owner(tmp_path: Path) -> None:
    with EdgeIndex(tmp_path / "i", DIMENSIONS) as first:
        first.upsert([point(0)])
        first.flush()
        with pytest.raises(StoreLockedError):
            EdgeIndex(tmp_path / "i", DIMENSIONS)
    with EdgeIndex(tmp_path / "i", DIMENSIONS) as again:
        assert again.count(Filters()) == 1
