"""From question to plan: spelling, everyday words, places."""

import pytest

from search.query import PLACE, Understanding, plan
from search.ranking import Ranked, collapse, fuse, weigh_status
from search.spelling import Speller
from search.thesaurus import Concept, Thesaurus, load_thesaurus

VOCABULARY = {"hemsjukvård": 9, "överenskommelse": 30, "uppföljning": 7, "kommunen": 40, "samverkan": 12}
WORDS = Thesaurus(
    [
        Concept("x:pay", "kostnadsansvar", ("stå för notan", "betala")),
        Concept("x:none", "samordning", ("vi och de",)),
    ]
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hemsjukvrd", "hemsjukvård"),
        ("överenskomelse", "överenskommelse"),
        ("uppfoljning", "uppföljning"),
        ("Komunnen samvärkan", "Kommunen samverkan"),
        ("kommunens överenskommelser", "kommunens överenskommelser"),
        ("bilen", "bilen"),
        ("SKR", "SKR"),
    ],
)
def test_misspelt_words_are_mended_and_right_ones_left(written: str, meant: str) -> None:
    assert Speller(VOCABULARY).correct(written) == meant


def test_without_a_vocabulary_nothing_is_mended() -> None:
    assert Speller().correct("hemsjukvrd") == "hemsjukvrd"


def test_idioms_are_matched_whole_and_inflected() -> None:
    assert [(s, c.preferred) for s, c in WORDS.matches("vem står för notan här")] == [
        ("står för notan", "kostnadsansvar")
    ]
    assert [c.preferred for _, c in WORDS.matches("kommunen betalade")] == ["kostnadsansvar"]
    assert WORDS.matches("vi och de som var med") == []


def test_the_administrative_term_is_searched_for_as_well() -> None:
    made = plan("vem står för notan", Understanding(WORDS))
    assert made.expanded[0] == "kostnadsansvar"
    assert set(made.sparse.indices) > set(plan("vem står för notan", Understanding(WORDS), expand=False).sparse.indices)


def test_the_administrative_terms_are_named_for_the_vectors() -> None:
    assert plan("vem står för notan", Understanding(WORDS)).nearby == "kostnadsansvar"
    assert plan("kostnadsansvar", Understanding(WORDS)).nearby == ""
    assert plan("vem står för notan", Understanding(WORDS), expand=False).nearby == ""


def test_what_was_misspelt_is_not_meant() -> None:
    made = plan("hemsjukvrd", Understanding(WORDS, Speller(VOCABULARY)))
    assert "whemsjukvrd" in made.own and "whemsjukvrd" not in made.meant
    assert "whemsjukvård" in made.own and "whemsjukvård" in made.meant


@pytest.mark.parametrize("question", ["vad säger 5 §", "kap. 5", "punkt 5", "§ 5", "avsnitt 5"])
def test_numbers_of_places_weigh_more(question: str) -> None:
    assert plan(question, Understanding()).own["n5"] == PLACE


def test_the_shipped_thesaurus_is_whole() -> None:
    shipped = load_thesaurus()
    assert len(shipped.concepts) >= 600
    for concept in shipped.concepts.values():
        assert concept.alternatives, concept.preferred
        assert all(iri in shipped.concepts for iri in (*concept.broader, *concept.related)), concept.preferred


def ranked(name: str, score: float, text: str, status: str = "in_force") -> Ranked:
    return Ranked(name, score, None, None, {"text": text, "status": status})


def test_what_does_not_apply_comes_below_what_does() -> None:
    found = weigh_status([ranked("a", 0.80, "x", "repealed"), ranked("b", 0.79, "y"), ranked("c", 0.2, "z")])
    assert [r.id for r in found] == ["b", "a", "c"]


def test_copies_go_under_the_first() -> None:
    text = "Kommunen svarar för kostnaden under de första sju dagarna efter utskrivning."
    found = [ranked("a", 0.9, text), ranked("b", 0.8, text.replace("ö", "o")), ranked("c", 0.7, "Något helt annat.")]
    assert [(r.id, [c.id for c in copies]) for r, copies in collapse(found, 5)] == [("a", ["b"]), ("c", [])]


def test_fusing_nothing_gives_nothing() -> None:
    assert fuse([], [], 0.5) == []
