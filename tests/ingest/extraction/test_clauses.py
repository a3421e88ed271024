from __future__ import annotations

import pytest

from ingest.extraction.clauses import clauses
from ingest.extraction.units import sentences, tokenize
from ingest.extraction.verbs import Tense, form_of

FORMS = [
    ("ombildas", "ombilda", Tense.PRESENT, True),
    ("bor", "bo", Tense.PRESENT, False),
    ("fastställs", "fastställa", Tense.PRESENT, True),
    ("rapporterar", "rapportera", Tense.PRESENT, False),
    ("utses", "utse", Tense.PRESENT, True),
    ("görs", "göra", Tense.PRESENT, True),
    ("ges", "ge", Tense.PRESENT, True),
    ("tas", "ta", Tense.PRESENT, True),
    ("förvalta", "förvalta", Tense.INFINITIVE, False),
    ("tillsättas", "tillsätta", Tense.INFINITIVE, True),
    ("träffas", "träffas", Tense.PRESENT, False),
    ("finns", "finnas", Tense.PRESENT, False),
]


@pytest.mark.parametrize(("form", "lemma", "tense", "passive"), FORMS)
def test_verb_forms(form, lemma, tense, passive):
    reading = form_of(form)
    assert reading is not None
    assert (reading.lemma, reading.tense, reading.passive) == (lemma, tense, passive)


@pytest.mark.parametrize("word", ["för", "krav", "svar", "vård", "prioriterade", "fastställda", "inför", "stadgar"])
def test_words_that_are_no_verbs_here(word):
    reading = form_of(word)
    assert reading is None or reading.tense is not Tense.PRESENT or word == "stadgar"


SENTENCES = [
    ("Planen gäller t.ex. skolan. Den ses över.", ["Planen gäller t.ex. skolan.", "Den ses över."]),
    ("Enligt 3 kap. 2 § gäller detta. Övrigt lämnas.", ["Enligt 3 kap. 2 § gäller detta.", "Övrigt lämnas."]),
    ("Vad gäller? Inget är sagt!", ["Vad gäller?", "Inget är sagt!"]),
    ("Gruppen (bl.a. Hemvården) deltar.", ["Gruppen (bl.a. Hemvården) deltar."]),
    ("Ett möte", ["Ett möte"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text, expected):
    assert [text[a:b] for a, b in sentences(text)] == expected


# sentence -> (kind, start of the subject, verbs) of each clause; a passive verb ends in -s
CLAUSES = [
    ("Gruppen bereder ärenden.", [("main", "Gruppen", ["bereda"])]),
    ("Vid behov kallar ordföranden till möte.", [("main", "ordföranden", ["kalla"])]),
    ("Planen fastställs av nämnden.", [("main", "Planen", ["fastställa-s"])]),
    (
        "Gruppen bereder, beslutar och följer upp ärenden.",
        [("main", "Gruppen", ["bereda"]), ("main", "Gruppen", ["besluta"]), ("main", "Gruppen", ["följa upp"])],
    ),
    (
        "Grupper som leds av regionen ska redovisa arbetet.",
        [("som", None, ["leda-s"]), ("main", "Grupper som leds av regionen", ["redovisa"])],
    ),
    ("När planen är klar skickar gruppen den vidare.", [("när", "planen", ["vara"]), ("main", "gruppen", ["skicka"])]),
    ("Gruppen ser till att ärenden hanteras.", [("main", "Gruppen", ["se till"]), ("att", "ärenden", ["hantera-s"])]),
    ("För att spara tid hanteras ärenden skriftligt.", [("main", "ärenden", ["hantera-s"])]),
    ("Arbetet ska kunna utvecklas.", [("main", "Arbetet", ["kunna", "utveckla-s"])]),
    (
        "Ledamöter utses för ett år, senast i maj, året före perioden ska inledas.",
        [("main", "Ledamöter", ["utse-s"]), ("rel", None, ["inleda-s"])],
    ),
    ("Det är rektorn som fastställer planen.", [("main", "Det", ["vara"]), ("main", "rektorn", ["fastställa"])]),
    (
        "Gruppen fungerar som referensgrupp men leds av chefen.",
        [("main", "Gruppen", ["fungera"]), ("main", "Gruppen", ["leda-s"])],
    ),
    (
        "I det fall parterna är överens används mallen.",
        [("fall", "parterna", ["vara"]), ("main", "mallen", ["använda-s"])],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CLAUSES, ids=[s[:44] for s, _ in CLAUSES])
def test_clauses(sentence, expected):
    tokens = tokenize(sentence, 0, len(sentence), ())
    found = [
        (
            c.kind,
            " ".join(t.text for t in tokens[slice(*c.subject)]).rstrip(" ,") if c.subject else None,
            [v.lemma + ("-s" if v.passive else "") for v in c.verbs],
        )
        for c in clauses(tokens)
    ]
    assert [(kind, verbs) for kind, _, verbs in found] == [(kind, verbs) for kind, _, verbs in expected]
    assert all(
        (a or "").startswith(b or "") and bool(a) == bool(b)
        for (_, a, _), (_, b, _) in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("Planen ersätter inte avtalet.", True),
        ("Inga möten ska ställas in.", True),
        ("Gruppen ska inte besluta.", True),
        ("Gruppen beslutar i frågor som inte är avgjorda.", False),
        ("Gruppen ska besluta även om alla inte deltar.", False),
    ],
)
def test_scope_of_negation(sentence, negated):
    tokens = tokenize(sentence, 0, len(sentence), ())
    main = next(c for c in clauses(tokens) if c.kind == "main")
    assert main.negated is negated
