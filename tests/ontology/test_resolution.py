from __future__ import annotations

import random
from itertools import count

import pytest

from corpus.decisions import Decision, DecisionKind
from ingest.artifact import EntityKind, Status
from ontology.names import is_abbreviation, is_generic, key, merges_as_alias, merges_as_name
from ontology.records import EntityRecord
from ontology.resolution import resolve

GROUP, PARTY, AGREEMENT = EntityKind.GROUP, EntityKind.PARTY, EntityKind.AGREEMENT
_numbers = count()


def local(document, kind, type_, name, *aliases, county="dalarnas-lan", status=Status.IN_FORCE, **more):
    return EntityRecord(f"e{next(_numbers)}", document, county, kind, type_, name, status, aliases, **more)


def clusters(entities, decisions=(), copies=None):
    """The names of the members of each entity of the collection."""
    names = {(e.document, e.id): e.name for e in entities}
    return sorted(sorted(names[m] for m in r.members) for r in resolve(entities, decisions, copies))


@pytest.mark.parametrize(
    ("a", "b", "merged"),
    [
        # one name, one county
        (local("d1", GROUP, "råd", "Rådet för näring"), local("d2", GROUP, "råd", "Rådet för näring"), True),
        (local("d1", GROUP, "råd", "Rådet för näring"), local("d2", GROUP, "råd", "Rådet  för ”näring”"), True),
        # another county, another kind, another name
        (
            local("d1", GROUP, "råd", "Rådet för näring"),
            local("d2", GROUP, "råd", "Rådet för näring", county="kalmar-lan"),
            False,
        ),
        (local("d1", GROUP, "råd", "Rådet för näring"), local("d2", PARTY, "råd", "Rådet för näring"), False),
        (local("d1", GROUP, "råd", "Rådet för näring"), local("d2", GROUP, "råd", "Rådet för kultur"), False),
        # within one document two stay two
        (local("d1", GROUP, "råd", "Rådet för näring"), local("d1", GROUP, "råd", "Rådet för näring"), False),
        # titles and groups that differ in words that say nothing
        (
            local("d1", AGREEMENT, "överenskommelse", "Samverkan kring tandvård för barn, överenskommelse"),
            local("d2", AGREEMENT, "överenskommelse", "Överenskommelse om tandvård för barn"),
            True,
        ),
        (
            local("d1", GROUP, "samrådsgrupp", "Länssamverkan om barns tandvård"),
            local("d2", GROUP, "samrådsgrupp", "Länsövergripande samverkan om barns tandvård"),
            True,
        ),
        (
            local("d1", AGREEMENT, "överenskommelse", "Överenskommelse om tandvård för barn"),
            local("d2", AGREEMENT, "tilläggsöverenskommelse", "Tillägg om tandvård för barn"),
            False,
        ),
        # abbreviations and aliases
        (local("d1", GROUP, "råd", "Rådet för näring", "RFN"), local("d2", GROUP, "råd", "Näringsrådet", "RFN"), True),
        (local("d1", GROUP, "råd", "Rådet för näring", "RFN"), local("d2", GROUP, "råd", "RFN"), True),
        (
            local("d1", GROUP, "sekretariat", "Sekretariatet för kultur", "sekretariatet"),
            local("d2", GROUP, "sekretariat", "Sekretariatet för näring", "sekretariatet"),
            False,
        ),
        (local("d1", GROUP, "styrgrupp", "styrgruppen"), local("d2", GROUP, "styrgrupp", "Styrgruppen"), False),
        (local("d1", AGREEMENT, "avtal", "avtalet"), local("d2", AGREEMENT, "avtal", "Avtalet"), False),
        # public bodies over all counties; statutes by number whatever they are called
        (
            local("d1", PARTY, "region", "Region Dalarna"),
            local("d2", PARTY, "region", "Region Dalarna", county="x"),
            True,
        ),
        (local("d1", PARTY, "region", "regionen"), local("d2", PARTY, "region", "regionen", county="x"), False),
        (
            local("d1", AGREEMENT, "lag", "Skollagen", identifier="2010:800"),
            local("d2", AGREEMENT, "lag", "skollag", county="x", identifier="2010:800"),
            True,
        ),
        (
            local("d1", AGREEMENT, "lag", "Förvaltningslagen", identifier="1986:223"),
            local("d2", AGREEMENT, "lag", "Förvaltningslagen", identifier="2017:900"),
            False,
        ),
    ],
)
def test_two_entities_are_one_or_two(a, b, merged):
    assert len(resolve([a, b])) == (1 if merged else 2)


def test_an_alias_that_one_document_gives_to_two_joins_nothing():
    entities = [
        local("d1", GROUP, "råd", "Rådet Alfa", "RAD"),
        local("d2", GROUP, "råd", "Rådet Beta", "RAD"),
        local("d3", GROUP, "råd", "Rådet Alfa"),
        local("d3", GROUP, "råd", "Rådet Beta"),
    ]
    assert clusters(entities) == [["Rådet Alfa"] * 2, ["Rådet Beta"] * 2]


def test_the_order_of_the_documents_does_not_matter():
    entities = [
        local(f"d{d}", GROUP, "råd", f"Rådet {name}", name[:3].upper())
        for d in range(6)
        for name in ("Alfa", "Beta", "Gamma", "Delta")
    ]
    first = resolve(entities)
    shuffled = entities[:]
    random.Random(3).shuffle(shuffled)
    assert resolve(shuffled) == first and len(first) == 4


def test_ids_are_the_same_each_time_and_unique():
    entities = [local(f"d{d}", GROUP, "styrgrupp", "Styrgruppen") for d in range(3)]
    entities += [local("d0", GROUP, "råd", "Rådet"), local("d0", GROUP, "råd", "Rådet")]
    ids = [r.id for r in resolve(entities)]
    assert len(set(ids)) == 5 and ids == [r.id for r in resolve(entities)]


def test_a_person_joins_and_parts_names():
    entities = [
        local("d1", GROUP, "råd", "Rådet Alfa", "RAB"),
        local("d2", GROUP, "råd", "Rådet Beta", "RAB"),
        local("d3", GROUP, "råd", "Rådet Gamma"),
    ]
    assert clusters(entities) == [["Rådet Alfa", "Rådet Beta"], ["Rådet Gamma"]]
    part = [Decision(DecisionKind.PART, f"group-dalarnas-lan-radet-{n}", {"name": "RAB"}) for n in ("alfa", "beta")]
    assert clusters(entities, part) == [["Rådet Alfa"], ["Rådet Beta"], ["Rådet Gamma"]]
    join = Decision(DecisionKind.JOIN, "group-dalarnas-lan-radet-gamma", {"with": "group-dalarnas-lan-radet-alfa"})
    assert clusters(entities, [*part, join]) == [["Rådet Alfa", "Rådet Gamma"], ["Rådet Beta"]]


def test_a_name_that_says_too_little_is_joined_by_a_person():
    entities = [
        local("d1", GROUP, "styrgrupp", "Styrgruppen"),
        local("d1", GROUP, "styrgrupp", "Styrgrupp Ljus"),
        local("d2", GROUP, "styrgrupp", "Styrgruppen"),
    ]
    one, two, named = sorted((r.id for r in resolve(entities)), key=lambda i: (i.endswith("ljus"), i))
    join = Decision(DecisionKind.JOIN, one, {"with": named})
    assert clusters(entities, [join]) == [["Styrgrupp Ljus", "Styrgruppen"], ["Styrgruppen"]]
    joined = next(r for r in resolve(entities, [join]) if len(r.members) == 2)
    assert (joined.name, joined.aliases) == ("Styrgrupp Ljus", ("Styrgruppen",)) and two != one


def test_a_name_that_was_parted_is_given_back_by_a_later_join():
    entities = [local("d1", GROUP, "råd", "Rådet Alfa", "RAB"), local("d2", GROUP, "råd", "Rådet Beta", "RAB")]
    alfa, beta = (f"group-dalarnas-lan-radet-{n}" for n in ("alfa", "beta"))
    part = Decision(DecisionKind.PART, alfa, {"name": "RAB"})
    assert clusters(entities, [part]) == [["Rådet Alfa"], ["Rådet Beta"]]
    assert [r.aliases for r in resolve(entities, [part])] == [(), ("RAB",)]
    join = Decision(DecisionKind.JOIN, alfa, {"with": beta, "name": "RAB"})
    assert clusters(entities, [part, join]) == [["Rådet Alfa", "Rådet Beta"]]
    assert "RAB" in resolve(entities, [part, join])[0].aliases


def test_a_name_that_says_something_goes_before_a_generic_one():
    entities = [
        *(local(f"d{d}", AGREEMENT, "överenskommelse", "Överenskommelsen", "ÖOLJ") for d in range(3)),
        local("d9", AGREEMENT, "överenskommelse", "Överenskommelse om ljus", "ÖOLJ"),
    ]
    (one,) = resolve(entities)
    assert one.name == "Överenskommelse om ljus" and set(one.aliases) == {"Överenskommelsen", "ÖOLJ"}


def test_copies_of_one_document_count_once():
    entities = [local("d1", GROUP, "styrgrupp", "styrgruppen"), local("d2", GROUP, "styrgrupp", "styrgruppen")]
    (one,) = resolve(entities, (), {"d2": "d1"})
    assert one.documents == ("d1",) and len(one.members) == 2


def test_an_entity_of_the_collection_gathers_what_its_documents_know():
    kommun = local("d1", PARTY, "kommun", "Ljusvattnets kommun", identifier="9901")
    more = {"parties": (kommun.id,), "valid_to": "2030", "status": Status.PROPOSED}
    entities = [
        kommun,
        local("d1", AGREEMENT, "avtal", "Avtal om ljus", "ALJ", **more),
        local("d2", AGREEMENT, "avtal", "Avtal om ljus i Dalarna", "ALJ", valid_from="2020", target_group="alla"),
    ]
    agreement = next(r for r in resolve(entities) if r.kind is AGREEMENT)
    assert agreement.status is Status.IN_FORCE  # one document says that it applies, the other only proposes it
    assert (agreement.valid_from, agreement.valid_to, agreement.target_group) == ("2020", "2030", "alla")
    assert {agreement.name, *agreement.aliases} == {"Avtal om ljus", "Avtal om ljus i Dalarna", "ALJ"}
    assert agreement.documents == ("d1", "d2") and len(agreement.parties) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Samverkan – ”Barn & unga”", "samverkan barn unga"),
        ("  HSF ", "hsf"),
        ("Hälso- och sjukvård", "hälso och sjukvård"),
    ],
)
def test_key(name, expected):
    assert key(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sekretariatet", True),
        ("Styrgruppen", True),
        ("den nya överenskommelsen", True),
        ("respektive kommun", True),
        ("arbetsgrupper", True),
        ("parterna", True),
        ("Styrgrupp Skola", False),
        ("Region Kalmar län", False),
        ("Nätverket Norrsken", False),
    ],
)
def test_generic_names(name, expected):
    assert is_generic(name) is expected
    assert merges_as_name(name) is not expected


@pytest.mark.parametrize(
    ("name", "abbreviation", "alias"),
    [
        ("HSF", True, True),
        ("SoL", True, True),
        ("BoU-råd", False, True),
        ("regionen", False, False),
        ("Samrådet", False, False),
        ("Norrskenet", False, True),
        ("norrskenet", False, False),
        ("rådet för ljus", False, True),
        ("A", False, False),
    ],
)
def test_what_an_alias_says(name, abbreviation, alias):
    assert is_abbreviation(name) is abbreviation
    assert merges_as_alias(name) is alias
