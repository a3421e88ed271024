from __future__ import annotations

from datetime import date

import pytest

from corpus.errors import InvalidInputError
from ingest.artifact import EntityKind, Status
from ontology import entities
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.gaps import gaps
from ontology.oxigraph import OxigraphStore
from ontology.periods import covers, first_day, last_day, parse_day
from ontology.register import register
from ontology.vocabulary import DATA

TODAY = date(2026, 3, 1)


@pytest.fixture
def catalogue(draft, agreement):
    old = draft("Avtal om ambulans", type="avtal", valid_from="2020-01-01", valid_to="2022-12", county="Kalmar län")
    old.entity("a", EntityKind.AGREEMENT, "avtal", "Avtal om ambulans", valid_to="2022-12", parties=("p",))
    old.entity("p", EntityKind.PARTY, "region", "Region Kalmar län")
    old.entity("g", EntityKind.GROUP, "arbetsgrupp", "Arbetsgrupp Ambulans", status=Status.HISTORICAL)
    old.relation("g", "förvaltar", "a", "Arbetsgrupp Ambulans förvaltar avtalet.")
    old.relation("a", "tecknas av", "p", "Avtalet tecknas av Region Kalmar län.")
    new = draft("Överenskommelse om tandvård", valid_from="2025", county="Kalmar län")
    new.entity("a", EntityKind.AGREEMENT, "överenskommelse", "Överenskommelse om tandvård")
    new.entity("b", EntityKind.GROUP, "nätverk", "Nätverk Tandvård Kalmar", "NTK")
    new.entity("c", EntityKind.GROUP, "råd", "Rådet för tandvård i Kalmar län")
    new.mandate("c", "Rådet följer tandvårdens utveckling.")
    third = draft("Lägesrapport", type="rapport", county="Kalmar län")
    third.entity("n", EntityKind.GROUP, "nätverk", "Nya taltrasten i Kalmar", "NTK")
    third.entity("m", EntityKind.GROUP, "nätverk", "Nätverk Tandvård Kalmar")
    store = OxigraphStore()
    builder = GraphBuilder(store, DATA)
    builder.put_all([d.build() for d in (agreement, old, new, third)])
    return Catalogue(store.view(), DATA)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Överenskommelse om hälsa för äldre", "Överenskommelse om tandvård", "Avtal om ambulans"]),
        ({"county": "Kalmar län"}, ["Överenskommelse om tandvård", "Avtal om ambulans"]),
        ({"valid_on": date(2021, 5, 1)}, ["Avtal om ambulans"]),
        ({"valid_on": date(2022, 12, 31)}, ["Avtal om ambulans"]),
        ({"valid_on": date(2023, 6, 1)}, ["Överenskommelse om hälsa för äldre"]),
        ({"valid_on": TODAY}, ["Överenskommelse om hälsa för äldre", "Överenskommelse om tandvård"]),
        ({"county": "Okänt län"}, []),
    ],
)
def test_register_lists_what_applies(catalogue, query, titles):
    assert [r.document.title for r in register(catalogue, **query).items] == titles


def test_a_register_row_names_owner_and_signatory(catalogue):
    (row,) = register(catalogue, valid_on=date(2021, 5, 1)).items
    assert [o.name for o in row.owners] == ["Arbetsgrupp Ambulans"]
    assert [s.name for s in row.signed_by] == [p.name for p in row.parties] == ["Region Kalmar län"]
    assert (row.level, row.valid_to, row.next_follow_up) == ("avtal", "2022-12", None)


def _found(catalogue, kind, **more):
    return [(g.entity.name if g.entity else None) for g in gaps(catalogue, TODAY, kind=kind, **more).items]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("agreement_without_owner", ["Överenskommelse om tandvård"]),
        ("owner_abolished", ["Avtal om ambulans"]),
        ("mandate_without_agreement", ["Rådet för tandvård i Kalmar län"]),
        ("end_date_passed", ["Avtal om ambulans"]),
        ("end_date_missing", ["Överenskommelse om hälsa för äldre", "Överenskommelse om tandvård"]),
        ("broken_reference", [None]),
        ("replaced_statute", [None]),
        ("ambiguous_name", ["Nätverk Tandvård Kalmar"]),
        ("followup_overdue", []),
    ],
)
def test_gaps_of_each_kind(catalogue, kind, names):
    assert sorted(_found(catalogue, kind), key=str) == sorted(names, key=str)


def test_gaps_show_their_evidence_and_keep_their_ids(catalogue):
    page = gaps(catalogue, TODAY, limit=200)
    assert page.total == len(page.items) == len({g.id for g in page.items})
    assert all(g.evidence and g.document and g.explanation.endswith(".") for g in page.items)
    assert [g.id for g in page.items] == [g.id for g in gaps(catalogue, TODAY, limit=200).items]


def test_an_overdue_follow_up_is_a_gap_until_it_is_planned_anew(catalogue):
    (agreement,) = entities.agreements(catalogue, q="tandvård").items
    assert _found(catalogue, "followup_overdue", follow_ups={agreement.id: "2026-02"}) == [agreement.name]
    assert _found(catalogue, "followup_overdue", follow_ups={agreement.id: "2026-03"}) == []
    rows = register(catalogue, follow_ups={agreement.id: "2026-03"}).items
    assert [r.next_follow_up for r in rows if r.document.title == agreement.name] == ["2026-03"]


def test_an_unknown_kind_is_refused(catalogue):
    with pytest.raises(InvalidInputError, match="replaced_statute"):
        gaps(catalogue, TODAY, kind="regn")


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
        ("2024-13", None, None),
        ("våren 2024", None, None),
    ],
)
def test_dates_as_exact_as_they_are(value, first, last):
    assert (first_day(value), last_day(value)) == (first, last)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024", "2024", True),
        ("2025", None, False),
        (None, "2023", False),
        (None, None, True),
        ("2024-05-31", "2024-05-31", True),
    ],
)
def test_covers(start, end, expected):
    assert covers(start, end, date(2024, 5, 31)) is expected


def test_a_day_that_is_none_is_refused():
    with pytest.raises(InvalidInputError, match="igår"):
        parse_day("igår")
