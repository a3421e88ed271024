from __future__ import annotations

import pytest

from ingest.artifact import EntityKind, Modality

D, R, P, F = Modality.OBLIGATION, Modality.RECOMMENDATION, Modality.PERMISSION, Modality.PROHIBITION  # D: duty

# sentence in an agreement -> modality and bearer of its norms (bearer None: nobody named or understood)
NORMS = [
    ("Kommunen ska lämna en årlig redovisning.", [(D, "Kommunen")]),
    ("Regionen skall utse en kontaktperson.", [(D, "Regionen")]),
    ("Sekretariatet måste föra en förteckning.", [(D, "Sekretariatet")]),
    ("Vid behov ska Samrådet kalla till extra möte.", [(D, "Samrådet")]),
    ("Inför varje termin ska Ledningsgruppen besluta om en plan.", [(D, "Ledningsgruppen")]),
    ("Kommunen bör lämna synpunkter i god tid.", [(R, "Kommunen")]),
    ("Kommunen bör inte ändra rutinen under sommaren.", [(R, "Kommunen")]),
    ("Regionen får anlita underleverantörer.", [(P, "Regionen")]),
    ("Regionen får inte lämna ut uppgifterna.", [(F, "Regionen")]),
    ("Kommunen ska inte debitera resor.", [(F, "Kommunen")]),
    ("Samrådet kan uppdra åt Arbetsutskottet att ta fram underlag.", [(P, "Samrådet")]),
    ("Kommunen kan med fördel sprida informationen.", [(P, "Kommunen")]),
    ("Sekretariatet ansvarar för planeringen.", [(D, "Sekretariatet")]),
    ("Regionen svarar för kostnaden.", [(D, "Regionen")]),
    ("För administrationen ansvarar Kommunen.", [(D, "Kommunen")]),
    ("Kommunen har ansvar för att resorna bokas.", [(D, "Kommunen")]),
    ("Kommunen har det yttersta ansvaret för boendet.", [(D, "Kommunen")]),
    ("Kommunen har skyldighet att samverka.", [(D, "Kommunen")]),
    ("Kommunen är skyldig att anmäla avvikelser.", [(D, "Kommunen")]),
    ("Sekretariatet har i uppdrag att samordna arbetet.", [(D, "Sekretariatet")]),
    ("Samrådet har till uppgift att följa utvecklingen.", [(D, "Samrådet")]),
    ("Samrådet har självklart att förhålla sig till planen.", [(D, "Samrådet")]),
    ("Parterna förbinder sig att följa rutinen.", [(D, "Parterna")]),
    ("Regionen åtar sig att finansiera utbildningen.", [(D, "Regionen")]),
    ("Det åligger Kommunen att informera de boende.", [(D, "Kommunen")]),
    ("Vårdkansliet erbjuder Kommunen stöd.", [(D, "Vårdkansliet")]),
    ("Kanslichefen förväntas delta i mötena.", [(R, "Kanslichefen")]),
    ("Kommunen uppmanas att nominera ledamöter.", [(R, "Kommunen")]),
    ("Ledningsgruppen föreslås besluta om en ny ordning.", [(R, "Ledningsgruppen")]),
    ("Det är Samrådets ansvar att följa upp planen.", [(D, "Samrådet")]),
    ("Kommunen har rätt att säga upp avtalet.", [(P, "Kommunen")]),
    # the present tense binds in an agreement
    ("Kommunen rapporterar avvikelser till Vårdkansliet.", [(D, "Kommunen")]),
    ("Ledamöterna utses av Tekniska nämnden.", [(D, "Tekniska nämnden")]),
    ("Planen fastställs av Ledningsgruppen.", [(D, "Ledningsgruppen")]),
    ("Rutinen publiceras på webbplatsen.", [(D, None)]),
    ("Samrådet träffas minst fyra gånger per år.", [(D, "Samrådet")]),
    (
        "Sekretariatet bereder ärenden och Ledningsgruppen fastställer planen.",
        [(D, "Sekretariatet"), (D, "Ledningsgruppen")],
    ),
    ("Det är Ledningsgruppen som fastställer planen.", [(D, "Ledningsgruppen")]),
    ("Samrådet har ett uppdrag som beslutas av Ledningsgruppen.", [(D, "Ledningsgruppen")]),
    ("Inga mottagningar ska stängas.", [(F, None)]),
    ("Avtalet omfattar inte resor och Ramavtalet ersätter inte lagens krav.", [(F, None), (F, "Ramavtalet")]),
    ("Kommunen ska, när ett beslut är fattat, lämna underlag till Regionen.", [(D, "Kommunen")]),
    ("Om det är möjligt bör föreningar som företräder de äldre ges tillfälle att yttra sig.", [(R, None)]),
    ("Hur många platser som ska finnas beslutas av Ledningsgruppen.", [(D, "Ledningsgruppen")]),
]


@pytest.mark.parametrize(("sentence", "expected"), NORMS, ids=[s[:48] for s, _ in NORMS])
def test_norms_of_a_sentence(facts_of, sentence, expected):
    found = [(o.modality, o.bearer) for o in facts_of(sentence).obligations]
    assert found == expected


# sentence, type of document: no norm
NOT_NORMS = [
    ("Kommunen får stöd av Vårdkansliet.", "överenskommelse"),
    ("Kommunen får många frågor om resor.", "överenskommelse"),
    ("Många äldre bor i ordinärt boende.", "rapport"),
    ("Avtalet ska ses som ett komplement.", "överenskommelse"),
    ("Förändringen kan innebära att kostnaden ökar.", "överenskommelse"),
    ("Samverkan kan bidra till bättre vård.", "överenskommelse"),
    ("Kommunen har många boenden.", "överenskommelse"),
    ("Ramavtalet beskriver arbetsformerna.", "överenskommelse"),
    ("Kommunen har inget ansvar för transporten.", "överenskommelse"),
    ("För att barnen ska få stöd behövs tidiga insatser.", "rapport"),
    ("Vi vet inte hur platserna ska fördelas.", "rapport"),
    ("De vårdtagare som ska flytta är äldre.", "rapport"),
    ("Kommunen rapporterar avvikelser till Vårdkansliet.", "rapport"),
    ("Enkäten visar att Kommunen och Regionen samverkar.", "rapport"),
    ("Tillsynen utövas av länsstyrelsen.", "föreskrift"),
    ("I 2 kap. ska 3 § ha följande lydelse.", "föreskrift"),
    ("Med anläggning avses en byggnad.", "föreskrift"),
    ("Arbetet påbörjades av Samrådet förra året.", "rapport"),
]


@pytest.mark.parametrize(("sentence", "type_"), NOT_NORMS, ids=[s[:48] for s, _ in NOT_NORMS])
def test_no_norm(facts_of, sentence, type_):
    assert [(o.modality, o.trigger) for o in facts_of(sentence, type_=type_).obligations] == []


def test_bodies_named_together_share_a_row_and_have_one_each(facts_of):
    facts = facts_of("Kommunen och Regionen ska samverka om bemanningen.")
    names = {e.id: e for e in facts.entities}
    assert [o.bearer for o in facts.obligations][1:] == ["Kommunen", "Regionen"]
    together = names[facts.obligations[0].bearer or ""]
    assert together.name == "Kommunen och Regionen"
    assert together.parties == ("Kommunen", "Regionen")


# lines -> (bearer, modality, start of the quote) of each norm
LISTS = [
    (
        ["Sekretariatet ansvarar för:", "- planering av mötena", "- bereda underlag till Samrådet"],
        [("Sekretariatet", D, "planering"), ("Sekretariatet", D, "bereda")],
    ),
    (
        ["Kanslichefen förväntas:", "- delta i mötena", "- Kommunen utser en ersättare"],
        [("Kanslichefen", R, "delta"), ("Kommunen", D, "Kommunen utser")],
    ),
    (
        ["# Samrådet", "I uppdraget ingår att:", "- Föreslå rutiner", "- Besvarar inkomna frågor"],
        [("Samrådet", D, "Föreslå"), ("Samrådet", D, "Besvarar")],
    ),
    (
        ["Kommunen ska:", "- lämna uppgifter", "- så att planen kan följas"],
        [("Kommunen", D, "lämna")],
    ),
    (
        ["Samarbetet bör påbörjas", "- när behovet är stort"],
        [(None, R, "Samarbetet")],
    ),
    (["Samrådets syfte är att", "- vara arena för dialog"], []),
    (["# Samrådet", "Uppdrag Bereda och följa upp planer."], [("Samrådet", D, "Bereda")]),
    (["# Samrådet", "Möten: Fyra möten per år."], [("Samrådet", D, "Fyra möten")]),
]


@pytest.mark.parametrize(("lines", "expected"), LISTS, ids=[lines[0][:40] for lines, _ in LISTS])
def test_items_take_the_lead_ins_bearer_and_force(facts_of, lines, expected):
    found = [(o.bearer, o.modality, o.evidence.quote) for o in facts_of(*lines).obligations]
    assert [(b, m) for b, m, _ in found] == [(b, m) for b, m, _ in expected]
    assert all(quote.startswith(start) for (_, _, quote), (_, _, start) in zip(found, expected, strict=True))


DETAILS = [
    (
        "Kommunen ska vid behov lämna underlag till Regionen senast den 1 mars.",
        "lämna",
        "Regionen",
        "vid behov",
        "senast den 1 mars",
        None,
    ),
    ("Samrådet träffas minst fyra (4) gånger per år.", "träffas", None, None, None, "minst fyra (4) gånger per år"),
    ("Kommunen ska årligen redovisa utfallet.", "redovisa", None, None, None, "årligen"),
    ("Regionen ska inom tre veckor besvara frågan.", "besvara", None, None, "inom tre veckor", None),
    ("Sekretariatet ansvarar för att sammanställa svaren.", "sammanställa", None, None, None, None),
    ("Planen fastställs av Ledningsgruppen.", "fastställa", None, None, None, None),
]


@pytest.mark.parametrize(("sentence", "action", "counterparty", "condition", "deadline", "frequency"), DETAILS)
def test_details_of_a_norm(facts_of, sentence, action, counterparty, condition, deadline, frequency):
    row = facts_of(sentence).obligations[0]
    assert (row.action, row.counterparty, row.condition, row.deadline, row.frequency) == (
        action,
        counterparty,
        condition,
        deadline,
        frequency,
    )


def test_a_bearer_that_is_only_understood_is_marked(facts_of):
    rows = facts_of("Parterna samverkar om vården.", "Avvikelser hanteras lokalt.").obligations
    assert [(o.bearer, o.bearer_explicit) for o in rows] == [("Parterna", True), ("Parterna", False)]


# sentence in an agreement -> the name of a bearer that no table knows
UNNAMED = [
    ("Läkaren skickar ett utlåtande inom tio dagar.", "Läkaren"),
    ("Anmälan ska göras av innehavaren.", "Innehavaren"),
    ("Den som lämnar uppgifter ska styrka sin behörighet.", "Den som lämnar uppgifter"),
    ("Bedömer läkaren att patienten kan behöva stöd ska avdelningen skicka ett meddelande.", "Avdelningen"),
    ("Frågan lyfts till närmaste chefer, som ska lämna besked inom en vecka.", "Närmaste chefer"),
    ("Kan regionen inte ge den tid som avtalats får verksamhetschefen anlita andra.", "Verksamhetschefen"),
    ("Vid behov ska ett samtal hållas av ansvarig läkare.", "Ansvarig läkare"),
]


@pytest.mark.parametrize(("sentence", "name"), UNNAMED, ids=[s[:44] for s, _ in UNNAMED])
def test_a_bearer_that_no_register_knows_has_its_noun_as_name(facts_of, sentence, name):
    facts = facts_of(sentence)
    names = {e.id: e.name for e in facts.entities}
    assert name in [names.get(o.bearer or "") for o in facts.obligations]
    assert all(e.kind is EntityKind.PARTY for e in facts.entities if e.name == name)


def test_bodies_named_together_are_a_party(facts_of):
    facts = facts_of("Kommunen och Regionen ska dela kostnaden.")
    together = [e for e in facts.entities if e.parties]
    assert [(e.kind, set(e.parties)) for e in together] == [(EntityKind.PARTY, {"Kommunen", "Regionen"})]


def test_a_label_alone_is_no_fact_without_words(facts_of):
    facts = facts_of("# Samrådet", "Uppdrag. Stödja det lokala arbetet i länet.")
    rows = [*facts.mandates, *facts.obligations, *facts.relations]
    assert rows
    assert all(r.evidence.quote.strip() for r in rows)
