"""What names are found in a text, which of them mean one thing, and where they stand."""

# ruff: noqa: E501 - tables of sentences
from __future__ import annotations

import pytest

from ingest.artifact import (
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Metadata,
    Page,
    PageSource,
    Section,
    Span,
    Structure,
    page_slice,
)
from ingest.extraction.entities import find_entities
from ingest.extraction.nouns import fold
from ingest.extraction.table import EntityTable


def structure(
    lines: list[str], county: str | None = "Västerbottens län", title: str = "", type_: str = "riktlinje"
) -> Structure:
    """Blocks of one page: "# " is a heading, "- " an item led in by the paragraph before, other lines paragraphs."""
    text = ""
    blocks: list[Block] = []
    sections: list[Section] = []
    lead: int | None = None
    for line in lines:
        kind = (
            BlockKind.HEADING
            if line.startswith("# ")
            else BlockKind.ITEM
            if line.startswith("- ")
            else BlockKind.PARAGRAPH
        )
        shown = line.removeprefix("# ")
        text += "\n" if text else ""
        start = len(text)
        text += shown
        if kind is BlockKind.HEADING:
            sections.append(Section("", shown, 1, None, len(blocks), len(blocks) + 1))
        elif sections:
            last = sections[-1]
            sections[-1] = Section(last.number, last.heading, 1, None, last.first, len(blocks) + 1)
        if kind is BlockKind.PARAGRAPH:
            lead = len(blocks)
        blocks.append(
            Block(
                kind, shown, (Span(1, start, len(text)),), len(sections) - 1 if sections else None,
                level=1 if kind is BlockKind.HEADING else 0, number="-" if kind is BlockKind.ITEM else "",
                lead_in=lead if kind is BlockKind.ITEM else None,
            )
        )  # fmt: skip
    page = Page(1, 595, 842, text, PageSource.TEXT)
    return Structure(Metadata(title, type_, county=county), (page,), tuple(blocks), tuple(sections), ())


def called(table: EntityTable, name: str) -> list[Entity]:
    """The entities with that name or alias."""
    return [e for e in table.entities.values() if fold(name) in {fold(n) for n in (e.name, *e.aliases)}]


def meant(table: EntityTable, s: Structure, words: str) -> list[str]:
    """Names of the entities that these words mean, at each place."""
    found = []
    for index, several in sorted(table.mentions.items()):
        for m in several:
            if s.blocks[index].text[m.start : m.end] == words:
                found.append(table.entities[m.entity].name)
    return found


PARTY, GROUP, AGREEMENT = EntityKind.PARTY, EntityKind.GROUP, EntityKind.AGREEMENT


@pytest.mark.parametrize(
    ("line", "name", "kind", "type_"),
    [
        ("Region Västerbotten svarar för läkare.", "Region Västerbotten", PARTY, "region"),
        ("Västerbottens läns landsting svarade för läkare.", "Region Västerbotten", PARTY, "region"),
        ("Landstinget i Västerbotten svarade för läkare.", "Region Västerbotten", PARTY, "region"),
        ("VGR har prövat detta.", "Västra Götalandsregionen", PARTY, "region"),
        ("Umeå kommun deltar.", "Umeå kommun", PARTY, "kommun"),
        ("Lycksele kommuns nämnd deltar.", "Lycksele kommun", PARTY, "kommun"),
        ("Göteborgs Stad deltar.", "Göteborgs Stad", PARTY, "kommun"),
        ("Länets femton kommuner deltar.", "Kommunerna i Västerbottens län", PARTY, "kommun"),
        ("Kommunerna i Västerbottens län deltar.", "Kommunerna i Västerbottens län", PARTY, "kommun"),
        ("Samtliga kommuner i länet deltar.", "Kommunerna i Västerbottens län", PARTY, "kommun"),
        ("Socialnämnden beslutar.", "Socialnämnden", PARTY, "nämnd"),
        ("Folkhälso- och primärvårdsnämnden beslutar.", "Folkhälso- och primärvårdsnämnden", PARTY, "nämnd"),
        ("Omsorgsförvaltningen bereder.", "Omsorgsförvaltningen", PARTY, "förvaltning"),
        ("Kommunalförbundet Vård i samspel ansvarar.", "Kommunalförbundet Vård i samspel", PARTY, "kommunalförbund"),
        ("Socialstyrelsen meddelar föreskrifter.", "Socialstyrelsen", PARTY, "myndighet"),
        ("Försäkringskassan deltar vid behov.", "Försäkringskassan", PARTY, "myndighet"),
        ("Länsstyrelsen bjuds in.", "Länsstyrelsen i Västerbottens län", PARTY, "myndighet"),
        ("SKR ger stöd.", "Sveriges Kommuner och Regioner", PARTY, "samverkansorganisation"),
        ("Vårdbolaget Norr AB utför tjänsten.", "Vårdbolaget Norr AB", PARTY, "bolag"),
        ("Brukarorganisationer bjuds in.", "Brukarorganisationer", PARTY, "brukarorganisation"),
        ("Ungdomsmottagningarna ger råd.", "Ungdomsmottagningarna", PARTY, "vårdenhet"),
        ("Regiondirektören tecknar avtalet.", "Regiondirektören", PARTY, "funktion"),
        ("Avtalet tecknas av respektive kommuns socialchef.", "Respektive kommuns socialchef", PARTY, "funktion"),
        ("Medicinskt ansvarig sjuksköterska kontaktas.", "Medicinskt ansvarig sjuksköterska", PARTY, "funktion"),
        ("Arbetet leds av en styrgrupp för nära vård.", "styrgrupp för nära vård", GROUP, "tjänstemannagrupp"),
        ("Den politiska samverkansgruppen träffas.", "politiska samverkansgruppen", GROUP, "politisk grupp"),
        ("Samrådsgrupperna rapporterar.", "Samrådsgrupperna", GROUP, "samrådsgrupp"),
        ("Tillfälliga arbetsgrupper utses.", "Tillfälliga arbetsgrupper", GROUP, "arbetsgrupp"),
        ("Socialchefsnätverket informeras.", "Socialchefsnätverket", GROUP, "nätverk"),
        ("Det gemensamma sekretariatet kallar.", "gemensamma sekretariatet", GROUP, "sekretariat"),
        ("Lokala BUP-grupper finns.", "Lokala BUP-grupper", GROUP, "tjänstemannagrupp"),
        ("Norrkraft är en politisk ledningsgrupp med tolv ledamöter.", "Norrkraft", GROUP, "politisk grupp"),
        ("NAG bjuds in.", "NAG", GROUP, "nätverk"),
        ("Parterna följer överenskommelsen om egenvård i hemmet.", "överenskommelsen om egenvård i hemmet", AGREEMENT, "överenskommelse"),
        ("Se ”Rutin för trygg hemgång”.", "Rutin för trygg hemgång", AGREEMENT, "rutin"),
        ("En handlingsplan för suicidprevention tas fram.", "handlingsplan för suicidprevention", AGREEMENT, "handlingsplan"),
        ("Enligt LSS har den enskilde rätt.", "Lagen om stöd och service till vissa funktionshindrade", AGREEMENT, "lag"),
        ("Enligt patientlagen ska information ges.", "Patientlagen", AGREEMENT, "lag"),
        ("Enligt lag (2003:1210) om finansiell samordning gäller.", "Lagen om finansiell samordning av rehabiliteringsinsatser", AGREEMENT, "lag"),
    ],
)  # fmt: skip
def test_name_is_found(line: str, name: str, kind: EntityKind, type_: str) -> None:
    table = find_entities(structure([line]))
    found = called(table, name)
    assert [(e.kind, e.type) for e in found] == [(kind, type_)]


@pytest.mark.parametrize(
    "line",
    [
        "Målgruppen är vuxna med stora behov.",
        "Åldersgruppen växer snabbt.",
        "Personalgrupper med olika kompetens möts.",
        "Det finns flera patientgrupper.",
        "Arbetet är viktigt för alla.",
        "Samråd sker vid behov.",
        "Det är ett forum för dialog.",
        "Handläggningen ska ge god vägledning.",
        "Lund är vackert på våren.",
    ],
)
def test_everyday_words_are_no_names(line: str) -> None:
    assert find_entities(structure([line])).entities == {}


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Region Västerbotten (nedan kallad regionen) ansvarar.", "Regionen betalar."], ["Region Västerbotten", "regionen"]),
        (["Hälso- och sjukvårdsförvaltningen (HSF) bereder.", "HSF kallar."], ["Hälso- och sjukvårdsförvaltningen", "HSF"]),
        (["Gemensam styrgrupp för nära vård (GSN) leder.", "GSN beslutar."], ["Gemensam styrgrupp för nära vård", "GSN"]),
        (["Kommunalförbundet Vård i samspel ansvarar.", "Kommunalförbundet betalar."], ["Kommunalförbundet Vård i samspel", "Kommunalförbundet"]),
        (["Chefsgruppen Trygg hemgång leder arbetet.", "Chefsgruppen träffas ofta."], ["Chefsgruppen Trygg hemgång", "Chefsgruppen"]),
        (["Länssamordningsgruppen leder.", "Länssamordningsgruppen kallar.", "Länsamordningsgruppen beslutar."], ["Länssamordningsgruppen", "Länsamordningsgruppen"]),
        (["En överenskommelse (nedan kallad NÖK) om nära vård finns.", "NÖK gäller."], ["överenskommelse om nära vård", "NÖK"]),
        (["Följande överenskommelser finns:", "- Samverkan kring barn i särskild oro (BISO)", "BISO-överenskommelsen följs upp."], ["Samverkan kring barn i särskild oro (BISO)", "BISO-överenskommelsen"]),
        (["Överenskommelsen om samverkan kring egenvård i hemmet gäller.", "Parterna följer överenskommelsen om egenvård."], ["överenskommelsen om samverkan kring egenvård i hemmet", "överenskommelsen om egenvård"]),
        (["Hälso- och sjukvårdslagen (HSL) gäller.", "HSL är en ramlag."], ["Hälso- och sjukvårdslagen", "HSL"]),
        (["Följande samrådsgrupper finns:", "- Länsgemensam samverkan om barns hälsa (Barns hälsa)", "Barns hälsa rapporterar."], ["Länsgemensam samverkan om barns hälsa", "Barns hälsa"]),
    ],
)  # fmt: skip
def test_names_of_one_thing_are_together(lines: list[str], names: list[str]) -> None:
    table = find_entities(structure(lines))
    found = [{e.id for e in called(table, name)} for name in names]
    assert all(len(ids) == 1 for ids in found)
    assert len(set.union(*found)) == 1


@pytest.mark.parametrize(
    ("lines", "short", "name", "kind"),
    [
        (["Hälso- och sjukvårdsförvaltningen leder. HSF kallar. HSF bereder. HSF bjuder in."], "HSF", "Hälso- och sjukvårdsförvaltningen", PARTY),
        (["Frågan lyfts till VNS. Beslut fattas av VNS. VNS beslutar om tid."], "VNS", "VNS", GROUP),
        (["Enligt VÖX gäller detta. Enligt VÖX sker uppföljning. Parterna följer VÖX."], "VÖX", "VÖX", AGREEMENT),
    ],
)  # fmt: skip
def test_acronym_that_is_never_spelt_out(lines: list[str], short: str, name: str, kind: EntityKind) -> None:
    assert [(e.name, e.kind) for e in called(find_entities(structure(lines)), short)] == [(name, kind)]


@pytest.mark.parametrize("line", ["SIP upprättas. En SIP följs upp. Varje SIP sparas.", "Frågan lyfts till ABD."])
def test_acronym_of_no_body(line: str) -> None:
    assert find_entities(structure([line])).entities == {}


@pytest.mark.parametrize(
    ("lines", "first", "second"),
    [
        (["Styrgruppen för nära vård möts. Nu bildas en styrgrupp för digital vård."], "Styrgruppen för nära vård", "styrgrupp för digital vård"),
        (["Enligt hälso- och sjukvårdslagen HSL, socialtjänstlagen SoL och skollagen gäller."], "HSL", "SoL"),
        (["Samverkan leds av regionala rådet. Lokala rådet verkar i kommunen."], "regionala rådet", "lokala rådet"),
        (["# Styrgrupp för nära vård", "Möts ofta.", "# Styrgrupp för digital vård", "Möts sällan."], "Styrgrupp för nära vård", "Styrgrupp för digital vård"),
        (["Region Västerbotten och Region Norrbotten samverkar."], "Region Västerbotten", "Region Norrbotten"),
    ],
)  # fmt: skip
def test_similar_names_stay_two(lines: list[str], first: str, second: str) -> None:
    table = find_entities(structure(lines))
    one, other = called(table, first), called(table, second)
    assert len(one) == len(other) == 1
    assert one[0].id != other[0].id


@pytest.mark.parametrize(
    ("lines", "words", "name"),
    [
        (["# Lyftet", "Lyftet består av tolv ledamöter.", "Ordförande utses av forumet."], "forumet", "Lyftet"),
        (["Beredningsgruppen för 1 år i taget väljs. En sekreterare kallar."], "Beredningsgruppen", "Beredningsgruppen"),
        (["Landstinget betalar."], "Landstinget", "Region Västerbotten"),
        (["# Västra Götaland", "Regionen betalar."], "Regionen", "Västra Götalandsregionen"),
        (["# Beredningsgruppen", "Gruppen träffas sex gånger."], "Gruppen", "Beredningsgruppen"),
        (["# Vårdrådet Norr", "Målgrupp Alla", "Uppdrag Leda", "Sekretariatet kallar."], "Sekretariatet", "Sekretariatet för Vårdrådet Norr"),
        (["Kommunen betalar."], "Kommunen", "Kommunerna i Västerbottens län"),
        (["Respektive part betalar."], "Respektive part", "Parterna (Västerbottens län)"),
        (["Båda huvudmännen betalar."], "Båda huvudmännen", "Huvudmännen (Västerbottens län)"),
        (["Ordföranden kallas. Deltagare är Umeå, Vännäs och Robertsfors kommuner."], "Vännäs", "Vännäs kommun"),
    ],
)  # fmt: skip
def test_words_mean_by_their_place(lines: list[str], words: str, name: str) -> None:
    s = structure(lines)
    assert meant(find_entities(s), s, words) == [name]


def test_this_document_is_an_agreement_with_parties() -> None:
    lines = [
        "Riktlinje för trygg hemgång",
        "Region Västerbotten och länets kommuner har antagit denna riktlinje.",
        "Riktlinjen gäller tills vidare.",
    ]
    s = structure(lines, title="Riktlinje för trygg hemgång")
    table = find_entities(s)
    assert table.document is not None
    assert table.entities[table.document].name == "Riktlinje för trygg hemgång"
    assert [table.entities[p].name for p in table.parties] == ["Region Västerbotten", "Kommunerna i Västerbottens län"]
    assert meant(table, s, "Riktlinjen") == ["Riktlinje för trygg hemgång"]


def test_purpose_and_target_group_are_read() -> None:
    lines = ["Rutin för trygg hemgång", "Syftet med rutinen är att korta väntan. Målgruppen är äldre med stora behov."]
    s = structure(lines, title="Rutin för trygg hemgång", type_="rutin")
    table = find_entities(s)
    assert table.document is not None
    document = table.entities[table.document]
    assert (document.purpose, document.target_group) == ("att korta väntan", "äldre med stora behov")


def test_purpose_of_something_else_is_not_the_agreements() -> None:
    s = structure(["Syftet med samverkan, byggd på avtal och rutiner, är att skapa mervärde för alla."])
    assert [e.name for e in find_entities(s).entities.values() if e.purpose] == []


def test_topics_are_the_groups_of_headings() -> None:
    s = structure(["# Gemensamt sekretariat", "Det bereder ärenden.", "# Uppföljning av arbetet", "Sker årligen."])
    table = find_entities(s)
    assert {k: table.entities[v].name for k, v in table.topics.items()} == {0: "Gemensamt sekretariat"}


def test_unknown_county_is_read_from_the_text() -> None:
    s = structure(
        ["Region Fjällmark och kommunerna i Fjällmarks län samverkar med Snövik kommun.", "Regionen betalar."],
        county=None,
    )
    table = find_entities(s)
    assert meant(table, s, "Regionen") == ["Region Fjällmark"]
    assert called(table, "Kommunerna i Fjällmarks län")[0].type == "kommun"
    assert called(table, "Snövik")[0].type == "kommun"


def test_unknown_region_without_its_county() -> None:
    s = structure(["Avtalet gäller mellan Region Fjällmark och länets nio kommuner.", "Regionen betalar."], county=None)
    table = find_entities(s)
    assert meant(table, s, "Regionen") == ["Region Fjällmark"]
    assert [e.name for e in called(table, "länets nio kommuner")] == ["Kommunerna"]


def test_every_mention_and_quote_stands_where_it_says() -> None:
    lines = [
        "# Samverkansråd och arbetsgrupper",
        "Samverkansrådet (SR) består av socialcheferna i Umeå, Vindeln och Nordmaling samt Region Västerbottens närsjukvårdschef.",
        "SR utser en arbetsgrupp för hjälpmedel. Gruppen rapporterar till SR.",
        "- Avtal om hjälpmedel enligt HSL (2017:30)",
    ]
    s = structure(lines)
    table = find_entities(s)
    for index, several in table.mentions.items():
        ends = [0]
        for m in several:
            assert m.block == index and m.entity in table.entities
            assert ends[-1] <= m.start < m.end <= len(s.blocks[index].text)
            ends.append(m.end)
    for entity in table.entities.values():
        assert entity.parent is None or entity.parent in table.entities
        for e in entity.evidence:
            assert e.quote == page_slice(s.pages, e.span) != ""
