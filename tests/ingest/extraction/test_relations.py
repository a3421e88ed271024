from __future__ import annotations

import pytest

from ingest.artifact import Block, BlockKind, Entity, EntityKind, Metadata, Page, PageSource, Span, Structure
from ingest.extraction.facts import find_facts
from ingest.extraction.table import EntityTable, Mention

# lines -> (subject, predicate, object) that must be among the relations; a matter stands under its name
RELATIONS = [
    (["Samrådet är ägare av Ramavtalet."], ("Samrådet", "förvaltar", "Ramavtalet")),
    (["Samrådet håller Ramavtalet aktuellt."], ("Samrådet", "förvaltar", "Ramavtalet")),
    (["Ansvaret för att hålla Ramavtalet aktuellt ligger på Samrådet."], ("Samrådet", "förvaltar", "Ramavtalet")),
    (["Det är Samrådet som svarar för förvaltning av Ramavtalet."], ("Samrådet", "förvaltar", "Ramavtalet")),
    (["Ramavtalet förvaltas av Samrådet, som även följer upp det."], ("Samrådet", "förvaltar", "Ramavtalet")),
    (["Ramavtalet ägs av Samrådet, som även utvärderar den varje år."], ("Samrådet", "följer upp", "Ramavtalet")),
    (
        ["Ramavtalet gäller i tre år.", "Den fastställs av Ledningsgruppen."],
        ("Ledningsgruppen", "fastställer", "Ramavtalet"),
    ),
    (["Samrådet ansvarar för att Ramavtalet utvärderas."], ("Samrådet", "följer upp", "Ramavtalet")),
    (["Samrådet gör en samlad uppföljning av Ramavtalet."], ("Samrådet", "följer upp", "Ramavtalet")),
    (["Ramavtalet har antagits av Tekniska nämnden."], ("Ramavtalet", "antas av", "Tekniska nämnden")),
    (["I Samrådet ingår Kommunen, Regionen och Vårdkansliet."], ("Vårdkansliet", "ingår i", "Samrådet")),
    (["Samrådet är underordnat Ledningsgruppen."], ("Samrådet", "underordnad", "Ledningsgruppen")),
    (["Samrådet lämnar en rapport till Ledningsgruppen."], ("Samrådet", "rapporterar till", "Ledningsgruppen")),
    (["Arbetsutskottet ombildas vid årsskiftet till Samrådet."], ("Samrådet", "ersätter", "Arbetsutskottet")),
    (["Ledningsgruppen ger Samrådet i uppdrag att ta fram mallar."], ("Samrådet", "bereder", "Mallar")),
    (["Ramavtalet läggs ut på webben av Sekretariatet."], ("Sekretariatet", "publicerar", "Ramavtalet")),
    (
        ["Sekretariatet ansvarar för:", "- diarieföring av handlingar"],
        ("Sekretariatet", "ansvarar för", "Diarieföring av handlingar"),
    ),
    (["Ledningsgruppen har ett Arbetsutskottet."], ("Arbetsutskottet", "ingår i", "Ledningsgruppen")),
    (
        ["Ändringar i Samrådets sammansättning utgör ärenden i Ledningsgruppen."],
        ("Ledningsgruppen", "beslutar", "Samrådet"),
    ),
    (["Samrådet förvaltar Avtal om hemrehabilitering."], ("Samrådet", "förvaltar", "Avtal om hemrehabilitering")),
    (["Avtal om hemrehabilitering förvaltas av Samrådet."], ("Samrådet", "förvaltar", "Avtal om hemrehabilitering")),
    (["Kommunen ansvarar för Ramavtalet."], ("Kommunen", "förvaltar", "Ramavtalet")),
    (["Samrådet ska förvalta och följa upp Ramavtalet."], ("Samrådet", "förvaltar", "Ramavtalet")),
    (["Samrådet ska förvalta och följa upp Ramavtalet."], ("Samrådet", "följer upp", "Ramavtalet")),
    (["Sekretariatet ansvarar för uppföljningen av Ramavtalet."], ("Sekretariatet", "följer upp", "Ramavtalet")),
    (["Parterna ansvarar för att Ramavtalet följs upp varje år."], ("Parterna", "följer upp", "Ramavtalet")),
    (["Parterna ansvarar för att Ramavtalet följs upp varje år."], ("Kommunen", "följer upp", "Ramavtalet")),
    (["Ledningsgruppen fastställer verksamhetsplanen."], ("Ledningsgruppen", "fastställer", "Verksamhetsplanen")),
    (["Rutinerna fastställs av Ledningsgruppen."], ("Ledningsgruppen", "fastställer", "Rutinerna")),
    (["Ledningsgruppen fattar beslut om budgeten."], ("Ledningsgruppen", "beslutar", "Budgeten")),
    (["Inför varje år beslutar Ledningsgruppen om prioriteringar."], ("Ledningsgruppen", "beslutar", "Prioriteringar")),
    (
        ["Ledningsgruppen beslutar om medel som tilldelas kommunerna gemensamt."],
        ("Ledningsgruppen", "beslutar", "Medel som tilldelas kommunerna gemensamt"),
    ),
    (["Samrådet har ett uppdrag som beslutas av Ledningsgruppen."], ("Ledningsgruppen", "beslutar", "Samrådet")),
    (["Sekretariatet bereder ärenden till Samrådet."], ("Sekretariatet", "bereder", "Samrådet")),
    (["Förslag till mål tas fram av Sekretariatet."], ("Sekretariatet", "bereder", "Förslag till mål")),
    (["Samrådet rapporterar till Ledningsgruppen."], ("Samrådet", "rapporterar till", "Ledningsgruppen")),
    (
        ["Samrådet rapporterar till Ledningsgruppen genom Sekretariatet."],
        ("Sekretariatet", "rapporterar till", "Ledningsgruppen"),
    ),
    (["Hinder rapporteras till Ledningsgruppen genom Samrådet."], ("Samrådet", "rapporterar till", "Ledningsgruppen")),
    (["Ledningsgruppen utser Arbetsutskottet."], ("Ledningsgruppen", "utser", "Arbetsutskottet")),
    (["# Samrådet", "Ordförande utses av Ledningsgruppen."], ("Ledningsgruppen", "utser", "Ordförande för Samrådet")),
    (["# Samrådet", "Ledamöterna utses av Kommunen."], ("Kommunen", "utser", "Samrådet")),
    (["Kommunen ingår i Samrådet."], ("Kommunen", "ingår i", "Samrådet")),
    (["Samrådet består av chefer från Kommunen och Regionen."], ("Regionen", "ingår i", "Samrådet")),
    (["# Samrådet", "Deltagare Tjänstemän (Kommunen, Vårdkansliet)."], ("Vårdkansliet", "ingår i", "Samrådet")),
    (["# Samrådet", "Kanslichefen är adjungerad."], ("Kanslichefen", "ingår i", "Samrådet")),
    (["Ramavtalet ersätter Avtal om hemrehabilitering."], ("Ramavtalet", "ersätter", "Avtal om hemrehabilitering")),
    (["Arbetsutskottet övergår till Samrådet."], ("Samrådet", "ersätter", "Arbetsutskottet")),
    (
        ["Tillägg om sommardrift kompletterar Ramavtalet."],
        ("Tillägg om sommardrift", "kompletterar", "Ramavtalet"),
    ),
    (["Ramavtalet tecknas av Kanslichefen."], ("Ramavtalet", "tecknas av", "Kanslichefen")),
    (["Ramavtalet antas av Tekniska nämnden."], ("Ramavtalet", "antas av", "Tekniska nämnden")),
    (["Sekretariatet samordnar utbildningarna."], ("Sekretariatet", "samordnar", "Utbildningarna")),
    (["Regionen initierar gemensamma projekt."], ("Regionen", "initierar", "Gemensamma projekt")),
    (["Kommunen ansvarar för transporterna."], ("Kommunen", "ansvarar för", "Transporterna")),
    (["Ersättningen regleras av Ramavtalet."], ("Ersättningen", "regleras av", "Ramavtalet")),
    (
        ["# Samrådet", "Tillhörande avtal: Avtal om hemrehabilitering."],
        ("Samrådet", "förvaltar", "Avtal om hemrehabilitering"),
    ),
    (["Sekretariatet ansvarar för:", "- uppföljning av Ramavtalet"], ("Sekretariatet", "följer upp", "Ramavtalet")),
    (
        ["Samrådet kan uppdra åt Arbetsutskottet att följa upp Ramavtalet och rapportera till Sekretariatet."],
        ("Arbetsutskottet", "rapporterar till", "Sekretariatet"),
    ),
    (["Sekretariatet under Ledningsgruppen kallar till möten."], ("Sekretariatet", "underordnad", "Ledningsgruppen")),
    (["Ramavtalet publiceras på Vårdkansliets webbplats."], ("Vårdkansliet", "publicerar", "Ramavtalet")),
    (["Samrådet bereder planen för beslut av Ledningsgruppen."], ("Ledningsgruppen", "beslutar", "Planen")),
]


def triples(facts):
    names = {e.id: e.name for e in facts.entities}
    return {(names[r.subject], r.predicate, names.get(r.object or ""), r.negated) for r in facts.relations}


@pytest.mark.parametrize(("lines", "expected"), RELATIONS, ids=[f"{x[1]}: {lines[-1][:44]}" for lines, x in RELATIONS])
def test_relation_is_found(facts_of, lines, expected):
    assert (*expected, False) in triples(facts_of(*lines))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Ramavtalet ersätter inte Avtal om hemrehabilitering."],
            ("Ramavtalet", "ersätter", "Avtal om hemrehabilitering", True),
        ),
        (["# Samrådet", "Tillhörande avtal: Det finns inget avtal."], ("Samrådet", "förvaltar", None, True)),
    ],
)
def test_negated_relations_say_so(facts_of, lines, expected):
    assert expected in triples(facts_of(*lines))


# ownership only where it is said
@pytest.mark.parametrize(
    "sentence",
    [
        "Samrådet diskuterar Ramavtalet.",
        "Kommunen har tecknat Ramavtalet.",
        "Samrådet ansvarar för mötena.",
        "Regionen följer Ramavtalet.",
        "Ramavtalet omfattar Kommunen och Regionen.",
        "Sekretariatet sköter lokalerna.",
        "Samrådet har inget ansvar för Ramavtalet.",
        "Samrådet är värd för mötena om Ramavtalet.",
    ],
)
def test_no_ownership_that_is_not_said(facts_of, sentence):
    assert [t for t in triples(facts_of(sentence)) if t[1] == "förvaltar"] == []


def test_coordination_gives_each_pair_a_row(facts_of):
    facts = facts_of("Kommunen och Regionen förvaltar Ramavtalet och Avtal om hemrehabilitering.")
    owned = {(s, o) for s, p, o, _ in triples(facts) if p == "förvaltar"}
    assert owned == {(s, o) for s in ("Kommunen", "Regionen") for o in ("Ramavtalet", "Avtal om hemrehabilitering")}
    assert {r.evidence.quote for r in facts.relations} == {
        "Kommunen och Regionen förvaltar Ramavtalet och Avtal om hemrehabilitering."
    }


def test_every_quote_stands_on_its_page(facts_of):
    lines = [
        "# Samrådet",
        "Samrådet bereder planen. Ledningsgruppen fastställer planen, t.ex. i maj.",
        "Uppdrag Följa upp Ramavtalet.",
    ]
    facts = facts_of(*lines)
    text = "\n".join(line.removeprefix("# ") for line in lines)
    rows = [*facts.relations, *facts.mandates, *facts.obligations]
    assert rows
    assert all(text[r.evidence.span.start : r.evidence.span.end] == r.evidence.quote for r in rows)


def test_a_table_of_groups_and_agreements_says_who_manages_what():
    head, row = "Samrådsgrupp | Förvaltar", "Samrådet | Ramavtalet"
    page = Page(1, 595.0, 842.0, f"{head}\n{row}\n", PageSource.TEXT)
    blocks = tuple(
        Block(kind, text, (Span(1, start, start + len(text)),), cells=tuple(text.split(" | ")), table=0)
        for kind, text, start in ((BlockKind.TABLE_HEAD, head, 0), (BlockKind.ROW, row, len(head) + 1))
    )
    entities = {
        "g": Entity("g", EntityKind.GROUP, "samrådsgrupp", "Samrådet"),
        "a": Entity("a", EntityKind.AGREEMENT, "avtal", "Ramavtalet"),
    }
    table = EntityTable(entities, {1: (Mention(1, 0, 8, "g"), Mention(1, 11, 21, "a"))})
    facts = find_facts(Structure(Metadata("", "riktlinje"), (page,), blocks, (), ()), table)
    assert ("Samrådet", "förvaltar", "Ramavtalet", False) in triples(facts)
    assert all(r.evidence.quote == row for r in facts.relations)
