"""The registers are whole and agree with each other; forms of nouns are read rightly."""

# ruff: noqa: E501 - tables of sentences
from __future__ import annotations

import pytest

from ingest.artifact import EntityKind
from ingest.extraction.heads import head_of
from ingest.extraction.jurisdiction import official
from ingest.extraction.nouns import one_edit_apart
from ingest.extraction.registries import municipalities, regions, statute_by_number, statutes, titles_by_number


def test_all_counties_and_municipalities_are_there() -> None:
    codes = {r.code for r in regions()}
    assert len(regions()) == len(codes) == 21
    assert len(municipalities()) == 290
    assert {m.county for m in municipalities().values()} == codes
    assert all(m.code.startswith(m.county) for m in municipalities().values())


def test_statutes_lead_to_statutes_in_force() -> None:
    known = statute_by_number()
    for statute in statutes():
        assert bool(statute.replaced_by) is bool(statute.replaced_from)
        if statute.replaced_by:
            assert statute.replaced_by in known
            assert statute.replaced_from[:4] >= statute.replaced_by.split(":")[0]


def test_numbers_carry_the_titles_of_the_register() -> None:
    titles = titles_by_number()
    known = [s for s in statutes() if s.number in titles]
    assert len(known) > 50
    for statute in known:
        assert statute.name.split()[0].lower().removesuffix("en")[:3] == titles[statute.number].split()[0].lower()[:3]


@pytest.mark.parametrize(
    ("word", "base", "definite", "plural", "genitive"),
    [
        ("styrgruppen", "styrgrupp", True, False, False),
        ("styrgruppernas", "styrgrupp", True, True, True),
        ("samrådsgrupper", "samrådsgrupp", False, True, False),
        ("nätverket", "nätverk", True, False, False),
        ("sekretariatets", "sekretariat", True, False, True),
        ("socialnämnden", "socialnämnd", True, False, False),
        ("överenskommelserna", "överenskommelse", True, True, False),
        ("avtalet", "avtal", True, False, False),
        ("riktlinjens", "riktlinje", True, False, True),
        ("regiondirektör", "regiondirektör", False, False, False),
        ("samordnaren", "samordnare", True, False, False),
        ("sjuksköterskan", "sjuksköterska", True, False, False),
        ("bup-grupper", "bup-grupp", False, True, False),
    ],
)
def test_head_is_read(word: str, base: str, definite: bool, plural: bool, genitive: bool) -> None:
    head = head_of(word)
    assert head is not None
    assert (head.base, head.definite, head.plural, head.genitive) == (base, definite, plural, genitive)


@pytest.mark.parametrize(
    "word", ["målgruppen", "åldersgrupper", "självstyrelse", "förvaltning", "hyresavtal", "arbetet", "kollektivavtal"]
)
def test_other_words_are_no_heads(word: str) -> None:
    assert head_of(word) is None


def test_documents_and_bodies_are_told_apart() -> None:
    kinds = {w: h.kind for w in ("riktlinje", "arbetsgrupp", "nämnden") if (h := head_of(w))}
    assert kinds == {"riktlinje": EntityKind.AGREEMENT, "arbetsgrupp": EntityKind.GROUP, "nämnden": EntityKind.PARTY}


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Kiruna", "Kiruna kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Salem", "Salems kommun"),
        ("Borås", "Borås Stad"),
        ("Kramfors", "Kramfors kommun"),
    ],
)
def test_official_names(name: str, full: str) -> None:
    assert official(name) == full


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [("styrgrupp", "styrgupp", True), ("styrgrupp", "stryrgrupp", True), ("ledning", "leding", True), ("styrgrupp", "styrgrupp", False), ("norra", "södra", False), ("rådet", "rdået", True)],
)  # fmt: skip
def test_one_edit(a: str, b: str, near: bool) -> None:
    assert one_edit_apart(a, b) is near
