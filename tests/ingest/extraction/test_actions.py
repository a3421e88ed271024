from __future__ import annotations

import pytest

from ingest.artifact import Modality

# sentence in an agreement -> action and object of its first norm
ACTIONS = [
    ("Kommunen ska lämna uppgifter för att styrka behovet.", "lämna", "uppgifter för att styrka behovet"),
    ("Kommunen ska upprätta och följa upp planen.", "upprätta och följa upp", "planen"),
    ("Regionen ska lämna in rapporten före jul.", "lämna in", "rapporten före jul"),
    ("Regionen ska gå igenom och godkänna listan.", "gå igenom och godkänna", "listan"),
    ("Det bör vara möjligt att boka tid.", "vara", "möjligt att boka tid"),
    ("Dörrarna ska kunna låsas.", "kunna låsa", "Dörrarna"),
    ("Uppgifterna ska kunna lämnas digitalt.", "kunna lämna", "Uppgifterna"),
    ("Vid varje byte ska mängderna delas upp på månader.", "dela upp", "mängderna"),
    ("I trapphuset ska ledstängerna dessutom vara målade.", "vara", "målade"),
    ("För varje leverans ska ett skriftligt kvitto utfärdas.", "utfärda", "ett skriftligt kvitto"),
    ("Om prov saknas, ska de uppgifter som anges i bilagan redovisas.", "redovisa", "de uppgifter som anges i bilagan"),
    ("Det ska säkerställas att rummet är låst.", "säkerställa", "att rummet är låst"),
    ("Endast godkända lokaler får användas.", "använda", "Endast godkända lokaler"),
    ("För dessa hem ansvarar Kommunen för tillsynen.", "ansvara", "för tillsynen"),
    ("Kommunen ansvarar för att rutinerna följs.", "ansvara", "för att rutinerna följs"),
    ("Kommunen ska, för att skydda de boende, se till att larmet fungerar.", "se till", "att larmet fungerar"),
    ("Avfallet får inte deponeras på platsen.", "deponera", "Avfallet"),
    ("Ritningar ska digitaliseras före arkivering.", "digitalisera", "Ritningar"),
]


@pytest.mark.parametrize(("sentence", "action", "what"), ACTIONS, ids=[s[:44] for s, *_ in ACTIONS])
def test_what_a_norm_is_about(facts_of, sentence, action, what):
    row = facts_of(sentence).obligations[0]
    assert (row.action, row.object) == (action, what)


# lines -> action and object of each norm
LISTED = [
    (
        ["Anmälan ska innehålla följande uppgifter:", "- sökandens adress", "- en kort beskrivning"],
        [("innehålla", "sökandens adress"), ("innehålla", "en kort beskrivning")],
    ),
    (["Av planen ska framgå", "- mål", "- medel"], [("framgå", "mål; medel")]),
    (["Kommunen ska ha rutiner som beskriver", "- larm", "- jour"], [("ha", "rutiner som beskriver: larm; jour")]),
]


@pytest.mark.parametrize(("lines", "expected"), LISTED, ids=[lines[0] for lines, _ in LISTED])
def test_a_lead_in_gives_its_verb_and_items_their_words(facts_of, lines, expected):
    rows = facts_of(*lines).obligations
    assert expected == [(o.action, o.object) for o in rows][: len(expected)]


# sentence -> condition, deadline and frequency of its first norm
TERMS = [
    ("Om resan ställs in ska Kommunen meddela Regionen.", ("Om resan ställs in", None, None)),
    (
        "Om Kommunen finner att planen bör ändras ska Regionen underrättas.",
        ("Om Kommunen finner att planen bör ändras", None, None),
    ),
    ("I de fall bilen saknas ska taxi användas.", ("I de fall bilen saknas", None, None)),
    ("Kommunen ska lämna en lista och, om prov tagits, ett svar.", (None, None, None)),
    ("Kommunen ska informera om vilka regler som gäller.", (None, None, None)),
    ("Kommunen ska senast en vecka före starten informera de boende.", (None, "senast en vecka före starten", None)),
    (
        "Svar ska lämnas senast två månader efter att vården har avslutats.",
        (None, "senast två månader efter att vården har avslutats", None),
    ),
    ("Kommunen ska hantera avfall som uppkommer regelbundet.", (None, None, None)),
    ("Regler ska gälla ärenden som har inletts före den 2 maj 2021.", (None, None, None)),
]


@pytest.mark.parametrize(("sentence", "terms"), TERMS, ids=[s[:44] for s, _ in TERMS])
def test_terms_belong_to_the_norm_and_are_whole(facts_of, sentence, terms):
    row = facts_of(sentence).obligations[0]
    assert (row.condition, row.deadline, row.frequency) == terms


def test_terms_of_one_clause_are_not_the_others(facts_of):
    rows = facts_of("Kommunen ska årligen granska listan och Regionen ska lämna ett svar.").obligations
    assert [o.frequency for o in rows] == ["årligen", None]


# sentence -> who bears its first norm, by name
BEARERS = [
    ("Sökanden ska bifoga ett intyg.", "Sökanden"),
    ("Proven ska tas av ett laboratorium.", "Ett laboratorium"),
    ("2.1 Leverantören ska märka varorna.", "Leverantören"),
    ("Vid oro ska den som ser det larma.", "Den som ser det"),
    ("Det åligger den oberoende experten att göra provet.", "Den oberoende experten"),
    ("Om läraren finner brister ska denna anmäla dem.", "Läraren"),
    ("Medlen ska användas för former av boende.", None),
    ("Provet bör göras av behållaren.", None),
    ("Befogenheterna ska vara skriftliga.", None),
]


@pytest.mark.parametrize(("sentence", "name"), BEARERS, ids=[s[:44] for s, _ in BEARERS])
def test_bearers_are_people_and_bodies(facts_of, sentence, name):
    facts = facts_of(sentence)
    names = {e.id: e.name for e in facts.entities if e.type == "funktion"}
    assert names.get(facts.obligations[0].bearer or "") == name


def test_a_label_and_a_presumption_bind_nobody(facts_of):
    assert not facts_of("Skylten har texten ”Får endast användas ute”.").obligations
    assert not facts_of("Varor som följer normen ska förutsättas vara säkra.").obligations


def test_a_negation_in_an_insertion_is_not_the_norms(facts_of):
    row = facts_of("Planen ska om inte annat följer av lag hållas tillgänglig.").obligations[0]
    assert row.modality is Modality.OBLIGATION


def test_a_counterparty_is_a_name_and_no_text(facts_of):
    rows = facts_of(
        "Kommunen ska lämna underlag till Regionen.", "Kommunen ska göra ett tillägg till Ramavtalet."
    ).obligations
    assert [o.counterparty for o in rows] == ["Regionen", None]
