"""Questions to a small graph made by hand: what is understood, what is said, and that the SPARQL gives the rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from corpus.ids import content_hash, document_id, version_id
from ingest.artifact import (
    Artifact,
    Definition,
    Entity,
    EntityKind,
    Evidence,
    Facts,
    Mandate,
    Metadata,
    Modality,
    Obligation,
    Page,
    PageSource,
    Reference,
    Relation,
    Span,
    Status,
    Structure,
)
from ontology.build import GraphBuilder
from ontology.catalogue import Catalogue
from ontology.oxigraph import OxigraphStore
from ontology.rows import DocumentRef
from ontology.vocabulary import DATA
from search.ask import answer
from search.conflicts.model import Side
from search.findings import Judged

G, P, A = EntityKind.GROUP, EntityKind.PARTY, EntityKind.AGREEMENT
ENTITIES = (
    Entity("g1", G, "samrådsgrupp", "Länsrådet för barn och unga", ("LBU",)),
    Entity("g2", G, "samrådsgrupp", "Samrådsgrupp Hjälpmedel"),
    Entity("g3", G, "styrgrupp", "Styrgrupp Fjällvård"),
    Entity("g4", G, "nätverk", "Nätverket för rehabilitering"),
    Entity("p1", P, "kommun", "Älvdalens kommun"),
    Entity("p2", P, "kommun", "Malungs kommun"),
    Entity("p3", P, "region", "Region Dalarna", ("RD",)),
    Entity("a1", A, "överenskommelse", "Överenskommelse om skolhälsa", valid_from="2023-01-01", valid_to="2026-12-31"),
    Entity("a2", A, "överenskommelse", "Samverkan vid demenssjukdom"),
    Entity("a3", A, "riktlinje", "Riktlinje för fjällräddning", valid_from="2024-05-01"),
    Entity("a4", A, "överenskommelse", "Överenskommelse om tandvård"),
)
S = Status


class Text:
    """A page under way; every quote stands in it."""

    def __init__(self) -> None:
        self.text = ""

    def __call__(self, quote: str, status: Status = S.IN_FORCE) -> Evidence:
        start = len(self.text)
        self.text += quote + "\n"
        return Evidence(Span(1, start, start + len(quote)), quote, None, status, "regel", 0.9)


def _graph() -> OxigraphStore:
    says = Text()
    relations = (
        Relation(says("Länsrådet förvaltar överenskommelsen om skolhälsa."), "g1", "förvaltar", "a1"),
        Relation(says("Samrådsgrupp Hjälpmedel föreslås förvalta tandvården.", S.PROPOSED), "g2", "förvaltar", "a4"),
        Relation(says("Styrgrupp Fjällvård har ingen överenskommelse."), "g3", "förvaltar", None, True),
        Relation(says("Länsrådet rapporterar till styrgruppen."), "g1", "rapporterar till", "g3"),
        Relation(says("Styrgruppen fastställer riktlinjen."), "g3", "fastställer", "a3"),
        Relation(says("Överenskommelsen undertecknas av Region Dalarna."), "a1", "tecknas av", "p3"),
        Relation(says("Älvdalens kommun sitter i Länsrådet."), "p1", "ingår i", "g1"),
        Relation(says("Malungs kommun sitter i Länsrådet."), "p2", "ingår i", "g1"),
        Relation(says("Älvdalens kommun sitter i nätverket."), "p1", "ingår i", "g4"),
        Relation(says("Riktlinjen ersätter inte överenskommelsen om skolhälsa."), "a3", "ersätter", "a1", True),
        Relation(says("Tandvården ersätter samverkan vid demens."), "a4", "ersätter", "a2"),
    )
    mandates = (Mandate(says("Länsrådet ordnar utbildning för skolor."), "g1", "ordna utbildning för skolor", "ordna"),)
    duty, ban = Modality.OBLIGATION, Modality.PROHIBITION
    obligations = (
        Obligation(
            says("Länsrådet ska träffas minst tre gånger per år."),
            "g1",
            True,
            duty,
            "ska",
            "träffas",
            frequency="minst tre gånger per år",
        ),
        Obligation(says("Malungs kommun ska erbjuda hembesök inom en vecka."), "p2", True, duty, "ska", "erbjuda"),
        Obligation(says("Chauffören får inte lämna ut journaler."), "p1", False, ban, "får inte", "lämna"),
        Obligation(says("Region Dalarna ska bekosta ambulansflyget."), "p3", True, duty, "ska", "bekosta"),
    )
    definitions = (Definition(says("Med fjällsäkert avses utrustat för snö."), "fjällsäkert", "utrustat för snö"),)
    references = (Reference(says("enligt patientlagen (2014:821)"), "statute", "2014:821", "patientlagen", None),)
    for entity in ENTITIES:
        says(entity.name)
    digest = content_hash(b"fraga")
    structure = Structure(
        Metadata("Samverkan i Dalarna", "överenskommelse", date="2023-01-01", county="Dalarnas län"),
        (Page(1, 595.0, 842.0, says.text, PageSource.TEXT),),
        (),
        (),
        (),
    )
    facts = Facts(ENTITIES, relations, mandates, obligations, definitions, references)
    artifact = Artifact(document_id(digest), version_id(digest), digest, "samverkan.pdf", structure, facts)
    store = OxigraphStore()
    builder = GraphBuilder(store, DATA)
    builder.put(artifact)
    builder.settle()
    return store


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(_graph(), DATA)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # roles
        ("Vilka överenskommelser förvaltar Länsrådet för barn och unga?", ["Överenskommelse om skolhälsa"]),
        ("Vem förvaltar överenskommelsen om skolhälsa?", ["Länsrådet för barn och unga förvaltar"]),
        ("Till vem rapporterar LBU?", ["rapporterar till Styrgrupp Fjällvård"]),
        ("Vem rapporterar till Styrgrupp Fjällvård?", ["Länsrådet för barn och unga rapporterar"]),
        ("Av vem fastställs riktlinjen för fjällräddning?", ["Styrgrupp Fjällvård fastställer"]),
        ("Vem skriver under överenskommelsen om skolhälsa?", ["tecknas av Region Dalarna"]),
        # everyday words, inflections, misspellings, topics
        ("Vem sköter skolhälsoöverenskommelsen?", ["Länsrådet för barn och unga förvaltar"]),
        ("Vem har hand om skolhälsan i länet, alltså överenskommelsen om skolhälsa?", ["Länsrådet"]),
        ("Vem klubbar riktlinjen för fjällräddning?", ["Styrgrupp Fjällvård"]),
        ("Vem fastställer riktlinjen för fjällräddnign?", ["Styrgrupp Fjällvård"]),
        ("Vad äger barnrådet?", ["skolhälsa"]),
        # members, negation, yes and no
        ("I vilka grupper sitter Älvdalens kommun?", ["Länsrådet för barn och unga", "Nätverket för rehabilitering"]),
        ("Vilka kommuner ingår i Länsrådet för barn och unga?", ["Älvdalens kommun", "Malungs kommun"]),
        ("Vilka grupper saknar överenskommelse?", ["Styrgrupp Fjällvård förvaltar inte"]),
        ("Ersätter riktlinjen för fjällräddning överenskommelsen om skolhälsa?", ["Nej."]),
        ("Ersätter överenskommelsen om tandvård samverkan vid demenssjukdom?", ["Ja."]),
        # status, absence
        ("Vem förvaltar överenskommelsen om tandvård?", ["förslag i Samverkan i Dalarna"]),
        ("Vem förvaltar demensöverenskommelsen?", ["framgår inte"]),
        ("Vilken av samrådsgrupperna fastställer riktlinjen för fjällräddning?", ["framgår inte"]),
        # tasks, duties, how often, who does
        ("Vilka uppgifter har Länsrådet för barn och unga?", ["ordna utbildning"]),
        ("Vad ska Malungs kommun göra?", ["hembesök"]),
        ("Hur ofta träffas Länsrådet för barn och unga?", ["minst tre gånger per år"]),
        ("Vem bekostar ambulansflyget?", ["Region Dalarna"]),
        ("Får man lämna ut journaler?", ["Nej", "får inte lämna ut"]),
        # words, names, dates, statutes, counts
        ("Vad betyder fjällsäkert?", ["utrustat för snö"]),
        ("Vad betyder LBU?", ["Länsrådet för barn och unga"]),
        ("Vilka namn har Region Dalarna?", ["RD"]),
        ("När gäller överenskommelsen om skolhälsa?", ["2023-01-01", "2026-12-31"]),
        ("Vilka lagar hänvisar dokumenten till?", ["patientlagen"]),
        ("Hur många samrådsgrupper finns det?", ["2", "Samrådsgrupp Hjälpmedel"]),
        ("Vilka överenskommelser har utgått?", ["Överenskommelse om skolhälsa (till 2026-12-31)"]),
    ],
)
def test_what_is_said(catalogue: Catalogue, question: str, said: Sequence[str]) -> None:
    asked = answer(question, catalogue)
    assert asked is not None and asked.kind == "relation"
    assert [part for part in said if part not in asked.answer] == [], asked.answer
    if asked.rows:
        assert "Samverkan i Dalarna" in asked.answer
        found = catalogue.view.query(asked.sparql or "")
        assert found.variables[0] == "fact"
        named = {row[0].value.rsplit("/", 1)[1] for row in found.rows if row[0] is not None}
        assert named == {row.id for row in asked.rows}
    else:
        assert catalogue.view.query(asked.sparql or "").variables


@pytest.mark.parametrize(
    "question",
    ["", "   ", "Hur är vädret i morgon?", "Vem uppfann hjulet?", "skolhälsa", "?!", "Vem", "vilka grupper"],
)
def test_what_the_graph_does_not_hold_is_left_to_the_search(catalogue: Catalogue, question: str) -> None:
    assert answer(question, catalogue) is None


@pytest.mark.parametrize("wrong", ["Region Dalarna", "LBU"])
def test_an_answer_is_never_about_someone_else(catalogue: Catalogue, wrong: str) -> None:
    asked = answer("Vem fastställer riktlinjen för fjällräddning?", catalogue)
    assert asked is not None and wrong not in asked.answer


def _judged(explanation: str, a: str, b: str) -> Judged:
    document = DocumentRef("d1", "Samverkan i Dalarna", "samverkan.pdf", "riktlinje", None, S.IN_FORCE)

    def side(quote: str) -> Side:
        return Side(quote, document, 3, quote, 0, len(quote), (), None, S.IN_FORCE, "regel", 0.9)

    return Judged("k1", "frist", "hög", 0.9, explanation, side(a), side(b))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # all words of the question stand in what a finding tells
        ("Har något avtal en undertecknare utan egen budget?", "Rådet undertecknar men har ingen egen budget."),
        ("Vilka överenskommelser gäller inte längre?", "Avtalet gäller inte enligt den ena texten."),
    ],
)
def test_what_a_finding_tells_answers(catalogue: Catalogue, question: str, said: str) -> None:
    found = [
        _judged(
            "Rådet undertecknar men har ingen egen budget.", "Rådet skriver under avtalet.", "Rådet saknar budget."
        ),
        _judged("Avtalet gäller inte enligt den ena texten.", "Avtalet är uppsagt.", "Avtalet tillämpas."),
    ]
    asked = answer(question, catalogue, lambda: found)
    assert asked is not None and said in asked.answer


@pytest.mark.parametrize(
    "question",
    ["Har någon grupp bytt sammansättning?", "Säger dokumenten olika om vilka som ingår i LBU?"],
)
def test_one_document_alone_disagrees_with_nobody_on_members(catalogue: Catalogue, question: str) -> None:
    asked = answer(question, catalogue)
    assert asked is not None and asked.answer.startswith("Nej")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Säger dokumenten olika om kallelse till vårdplanering?", "Ja, 1 "),
        ("Finns det någon motsägelse om vårdplanering?", "Ja, 1 "),
        ("Finns det någon motsägelse om parkering?", "Nej"),
    ],
)
def test_disagreement_comes_from_the_findings(catalogue: Catalogue, question: str, begins: str) -> None:
    found = [
        _judged(
            "Olika frist.", "Kallelse till vårdplanering inom tre dagar.", "Kallelse till vårdplanering senast dag 7."
        )
    ]
    asked = answer(question, catalogue, lambda: found)
    assert asked is not None and asked.answer.startswith(begins)
    assert ("inom tre dagar" in asked.answer) == begins.startswith("Ja")
