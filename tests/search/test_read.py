"""The read path over a real index."""

import pytest

from search.embedding import StaticEmbedder
from search.index.edge import EdgeIndex
from search.index.port import Filters
from search.indexing import index_artifacts
from search.read import Searcher

from .conftest import ARTIFACTS, DISCHARGE, HOME_CARE


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("vem har kostnadsansvar för hjälpmedel på särskilt boende", HOME_CARE[1]),
        ("vem betalar för rullstolar på äldreboendet", HOME_CARE[1]),
        ("ansvar för sjukvård i hemmet", HOME_CARE[0]),
        ("vem avgör oenighet mellan parterna", HOME_CARE[3]),
        ("inskrivningsmedelande", DISCHARGE[0]),
        ("planering av samordnad individuell insats", DISCHARGE[1]),
        ("uppfoljning av samradsgrupp norr", HOME_CARE[2]),
    ],
)
def test_the_right_passage_comes_first(searcher: Searcher, question: str, expected: str) -> None:
    assert searcher.search(question).results[0].text == expected


@pytest.mark.parametrize("nothing", ["", "   ", "?!", "…"])
def test_an_empty_question_finds_nothing(searcher: Searcher, nothing: str) -> None:
    found = searcher.search(nothing)
    assert found.results == () and found.total == 0 and found.answer is None


def test_a_result_tells_where_it_stands_and_why(searcher: Searcher) -> None:
    first = searcher.search("kommunens ansvar för hemsjukvården").results[0]
    page = ARTIFACTS[0].structure.pages[0].text
    assert page[first.start : first.end] == first.text
    assert (first.page, first.document.id, first.document.file) == (1, "d-home", "d-home.pdf")
    assert first.section is not None and first.section.number == "2.1"
    assert first.boxes == ((0.1, 0.1, 0.9, 0.2),)
    assert "hemsjukvård" in {first.text[s:e].lower() for s, e in first.highlights}
    assert "ord: hemsjukvård" in first.matched


def test_copies_of_a_passage_collapse_and_are_named(searcher: Searcher) -> None:
    found = searcher.search("kostnadsansvaret för förskrivna hjälpmedel")
    assert [r.text.rstrip(" .") for r in found.results].count(HOME_CARE[1].rstrip(".")) == 1
    assert {d.id for r in found.results[:1] for d in (r.document, *r.copies)} == {"d-home", "d-discharge"}


def test_newest_first_is_by_the_date_of_the_document(searcher: Searcher) -> None:
    plain = searcher.search("hjälpmedel och vårdkontakt")
    dated = searcher.search("hjälpmedel och vårdkontakt", newest=True)
    assert {r.id for r in dated.results} == {r.id for r in plain.results}
    dates = [r.document.date or "" for r in dated.results]
    assert len(set(dates)) == 2 and dates == sorted(dates, reverse=True)
    assert dated.answer == plain.answer


def test_a_proposal_is_found_marked_and_never_the_answer(searcher: Searcher) -> None:
    found = searcher.search("kommunen betalar för utskrivningsklara patienter från dag fyra")
    assert found.results[0].text == DISCHARGE[2]
    assert found.results[0].status == "proposed"
    assert found.answer is None


def test_the_answer_is_a_sentence_of_its_passage(searcher: Searcher) -> None:
    found = searcher.search("hur ofta följer samrådsgrupp norr upp överenskommelsen")
    assert found.answer is not None
    assert found.answer.text == found.results[0].text[found.answer.start : found.answer.end]
    assert "en gång per år" in found.answer.text


def test_no_answer_where_the_documents_say_nothing(searcher: Searcher) -> None:
    assert searcher.search("öppettider på biblioteket i sommar").answer is None


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(document=("d-home",)), {"d-home"}),
        (Filters(type=("riktlinje",)), {"d-discharge"}),
        (Filters(valid_on=20210101), {"d-home"}),
        (Filters(year=(2023,)), {"d-discharge"}),
        (Filters(group=("Samrådsgrupp Norr",)), {"d-home"}),
        (Filters(party=("norrby-kommun",)), {"d-home", "d-discharge"}),
        (Filters(status=("repealed",)), set()),
    ],
)
def test_filters_leave_only_what_fulfils_them(searcher: Searcher, filters: Filters, documents: set[str]) -> None:
    found = searcher.search("ansvar för kommunen och regionen", filters=filters)
    assert {d.id for r in found.results for d in (r.document, *r.copies)} == documents


def test_counts_are_those_of_the_index_under_the_filters(searcher: Searcher) -> None:
    every = searcher.search("hemsjukvård", limit=2)
    assert every.searched == 8 and every.facets["document"] == {"d-home": 4, "d-discharge": 4}
    assert every.facets["status"] == {"in_force": 7, "proposed": 1}
    other = searcher.search("färdtjänst", limit=2)
    assert (other.searched, other.facets) == (every.searched, every.facets)  # they do not hang on the question
    some = searcher.search("hemsjukvård", filters=Filters(type=("riktlinje",)))
    assert some.searched == sum(some.facets["type"].values()) == 4
    assert len(some.results) <= some.total <= some.searched
    assert searcher.search("hemsjukvård", facets=False).facets == {}


def test_a_misspelt_question_gets_a_suggestion(searcher: Searcher) -> None:
    assert searcher.search("hemsjukvrd i hemmet").suggestion == "hemsjukvård i hemmet"
    assert searcher.search("hemsjukvård i hemmet").suggestion is None


def test_the_thesaurus_can_be_switched_off(searcher: Searcher) -> None:
    assert "hjälpmedel" in searcher.search("rullstol").expanded
    assert searcher.search("rullstol", expand=False).expanded == ()


def test_similar_passages_come_from_other_documents(searcher: Searcher) -> None:
    first = searcher.search("hemsjukvård i ordinärt boende").results[0]
    similar = searcher.similar(first.id)
    assert similar and all(r.document.id != first.document.id for r in similar)


def test_a_new_version_replaces_the_old_passages(index: EdgeIndex, embedder: StaticEmbedder) -> None:
    before = index.count(Filters())
    index_artifacts(index, embedder, ARTIFACTS[:1])
    assert index.count(Filters()) == before
