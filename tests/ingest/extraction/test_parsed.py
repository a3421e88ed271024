"""Clauses that the rules are unsure of, read again by the shipped parser."""

from __future__ import annotations

import pytest

from ingest.extraction.clauses import clauses
from ingest.extraction.parsed import read_clauses, unsure_clauses, written_words
from ingest.extraction.units import tokenize


def tokens_of(text):
    return tokenize(text, 0, len(text), ())


# sentence -> of its clause with a modal: the verbs (a passive ends in -s), the subject's words
MENDED = [
    ("Påsarna ska märkas eller blötläggas.", ["märka-s", "blötlägga-s"], "Påsarna"),
    ("Golven ska rengöras och bonvaxas varje vecka.", ["rengöra-s", "bonvaxa-s"], "Golven"),
    ("Om en vagn saknar broms, får vagnen inte tippa.", ["tippa"], "vagnen"),
    ("Chefen ska dessutom förvissa sig om att larmet fungerar.", ["förvissa"], "Chefen"),
]


@pytest.mark.parametrize(("text", "verbs", "subject"), MENDED)
def test_what_the_rules_lose_comes_from_the_tree(text, verbs, subject):
    tokens = tokens_of(text)
    assert unsure_clauses(tokens, clauses(tokens))
    clause = next(c for c in read_clauses(tokens) if c.modal)
    assert [v.lemma + "-s" * v.passive for v in clause.verbs] == verbs
    assert clause.subject is not None
    found = tokens[slice(*clause.subject)]
    assert text[found[0].start : found[-1].end] == subject


SURE = [
    "Nämnden ska besluta om planen.",
    "Planen ska beslutas av nämnden.",
    "Gruppen bereder ärenden och följer upp avtalet.",
    "Regionen och kommunen ska samverka om planeringen.",
    "Gruppen ska:",
    "Dörren plomberas.",
]


@pytest.mark.parametrize("text", SURE)
def test_what_the_rules_read_well_is_left_to_them(text):
    tokens = tokens_of(text)
    assert unsure_clauses(tokens, clauses(tokens)) == []
    assert read_clauses(tokens) == clauses(tokens)


@pytest.mark.parametrize("length", [20, 200])
def test_long_rows_are_not_parsed(length):
    tokens = tokens_of("När larmet går, ska även hissen svalna" + ", låsas" * length + ".")
    assert bool(unsure_clauses(tokens, clauses(tokens))) == (length == 20)


WORDS = [
    ("Se t.ex. 7 kap. 3 §.", ["Se", "t.ex.", "7", "kap.", "3", "§", "."]),
    ("Den gäller bl.a. vård.", ["Den", "gäller", "bl.a.", "vård", "."]),
    ("Slut på avtal.", ["Slut", "på", "avtal", "."]),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_abbreviations_are_one_word(text, expected):
    assert [form for _, form in written_words(tokens_of(text))] == expected


NORMS = [
    ("Kommunen ska, innan ett larm väljs, vidimera valet.", "obligation", "vidimera"),
    ("Kommunen får inte sysselsätta barn.", "prohibition", "sysselsätta"),
    ("Ledningsgruppen bör, när det behövs, vidimera protokollet.", "recommendation", "vidimera"),
    ("Regionen ska därutöver anbringa ett märke på dörren.", "obligation", "anbringa"),
]


@pytest.mark.parametrize(("text", "modality", "action"), NORMS)
def test_norms_with_verbs_that_no_list_holds(facts_of, text, modality, action):
    found = [o for o in facts_of(text).obligations if o.bearer_explicit]
    assert [(o.modality.value, o.action) for o in found] == [(modality, action)]
