"""Copies and versions, told from records made of real text."""

from __future__ import annotations

import random
import re

import pytest

from ingest.artifact import Status
from ingest.shingles import figures, resemblance, sketch
from ontology.copies import copies, editions
from ontology.records import DocumentRecord

_WORDS = re.findall(
    r"\w+",
    "avtal ansvar barn beslut boende chef hem insats kommun kostnad ledning lokal möte nämnd omsorg parter person "
    "region rutin samråd skola stöd uppdrag uppföljning utförare vård verksamhet ålder äldre öppen år åtgärd",
)


def prose(seed: int, count: int = 900) -> str:
    chance = random.Random(seed)
    words = [chance.choice(_WORDS) + chance.choice(("", "en", "s", "et", "ar")) for _ in range(count)]
    for at in range(30, count, 60):
        words[at] = f"{chance.randrange(1990, 2030)}-{chance.randrange(10, 13)}-{chance.randrange(10, 29)}"
    return " ".join(words)


def misread(text: str, share: float, seed: int = 1) -> str:
    """Marks lost everywhere, and one letter wrong in `share` of the words."""
    chance = random.Random(seed)
    words = text.translate(str.maketrans("åäö", "aao")).split()
    return " ".join(
        word[:-1] + "i" if chance.random() < share and word.isalpha() and len(word) > 3 else word for word in words
    )


def record(id_: str, text: str, *, soundness: float = 1.0, **more: object) -> DocumentRecord:
    fields: dict[str, object] = {
        "title": f"Dokument {id_}",
        "type": "överenskommelse",
        "pages": 5,
    }
    return DocumentRecord(
        id=id_,
        version="1",
        graph=f"urn:{id_}",
        file=f"{id_}.pdf",
        status=Status.IN_FORCE,
        sketch=sketch([text]),
        figures=figures([text]),
        soundness=soundness,
        **{**fields, **more},  # type: ignore[arg-type]
    )


def test_the_sketch_measures_the_share_of_common_shingles() -> None:
    first, other = prose(1), prose(2)
    half = " ".join([*first.split()[:600], *other.split()[:300]])
    assert resemblance(sketch([first]), sketch([first])) == 1
    assert resemblance(sketch([first]), sketch([other])) < 0.05
    assert 0.35 < resemblance(sketch([first]), sketch([half])) < 0.65
    assert sketch(["för kort text"]) == ()
    assert sketch([first.upper()]) == sketch([first]) == sketch(first.split("\n"))


@pytest.mark.parametrize(
    ("change", "soundness", "same"),
    [
        (lambda t: t, 1.0, True),  # saved twice
        (lambda t: misread(t, 0.0), 0.8, True),  # no marks read
        (lambda t: misread(t, 0.06), 0.8, True),  # a scan
        (lambda t: misread(t, 0.12), 0.5, True),  # a mended layer
        (lambda t: " ".join(t.split()[: len(t.split()) // 4]), 0.8, False),  # an extract
        (lambda t: re.sub(r"\b(?:19|20)\d\d", "2031", t), 1.0, False),  # the same words, other dates: a version
        (lambda t: re.sub(r"\b(?:19|20)\d\d", "2031", t), 0.8, False),
        (lambda t: t.replace("parter", "regionen och kommunen"), 1.0, False),  # another wording
    ],
)
def test_copies_say_the_same(change, soundness: float, same: bool) -> None:
    text = prose(3)
    found = copies([record("a", text), record("b", change(text), soundness=soundness), record("c", prose(4))])
    assert found == ({"b": "a"} if same else {})


def test_the_best_read_copy_is_the_original_whatever_the_order() -> None:
    text = prose(5)
    three = [
        record("a", misread(text, 0.1), soundness=0.5),
        record("b", misread(text, 0.03, 2), soundness=0.8),
        record("c", text),
    ]
    assert copies(three) == copies(reversed(three)) == {"a": "c", "b": "c"}


def test_documents_of_one_form_letter_are_no_copies() -> None:
    form = prose(6, 600)
    many = [record(f"{n:03}", f"{form} {prose(100 + n, 120)}") for n in range(90)]
    assert copies(many) == {}


def test_without_text_the_title_page_must_agree() -> None:
    a = record("a", "", title="Avtal om tolk", date="2020-01-01", county="Dalarnas län")
    b = record("b", "", title="Avtal om tolk", date="2020-01-01", county="Dalarnas län", pages=6, soundness=0.0)
    c = record("c", "", title="Avtal om tolk", date="2021-01-01", county="Dalarnas län")
    d = record("d", "", title="Avtal om tolk", date="2020-01-01", county="Gotlands län")
    assert copies([a, b, c, d]) == {"b": "a"}


@pytest.mark.parametrize(
    ("first", "second", "linked"),
    [
        ({"register_number": "HSN 2019-0123"}, {"register_number": "hsn 2019/0123"}, True),
        ({"register_number": "HSN 2019-0123"}, {"register_number": "HSN 2019-0124"}, False),
        ({"register_number": "HSN 1"}, {"register_number": "HSN 1", "type": "tjänsteutlåtande"}, False),
        ({"title": "Avtal om tolk 2019–2021"}, {"title": "Avtal om tolk 2022-2024"}, True),
        ({"title": "Avtal om tolk"}, {"title": "Reviderad avtal om tolk, version 2.1"}, True),
        ({"title": "Avtal om tolk"}, {"title": "Avtal om tolk", "parties": ("mora",)}, False),
        ({"title": "Avtal om tolk"}, {"title": "Avtal om hjälpmedel"}, False),
        ({"title": "Avtal"}, {"title": "Avtal"}, False),  # the title says too little
    ],
)
def test_versions_have_number_or_title_and_parties_in_common(first, second, linked: bool) -> None:
    common = {"county": "Dalarnas län", "parties": ("mora", "region dalarna")}
    a = record("a", prose(7), date="2019-05-01", **{**common, **first})
    b = record("b", prose(8), date="2022-05-01", **{**common, **second})
    assert editions([a, b], {}) == editions([b, a], {}) == ({"b": "a"} if linked else {})


def test_versions_follow_each_other_and_copies_are_none() -> None:
    common = {"title": "Avtal om tolk", "parties": ("mora", "region dalarna")}
    four = [
        record("a", prose(9), date="2018", **common),
        record("b", prose(10), date="2020", **common),
        record("c", prose(11), date="2022-02-01", **common),
        record("d", prose(11), date="2022-02-01", soundness=0.8, **common),
    ]
    copied = copies(four)
    assert copied == {"d": "c"}
    assert editions(four, copied) == {"b": "a", "c": "b"}
