"""A small collection of two agreements and an index of it, shared by the tests of search."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.artifact import (
    Artifact,
    Entity,
    EntityKind,
    Facts,
    Metadata,
    Page,
    PageSource,
    Passage,
    Section,
    Span,
    Status,
    Structure,
)
from search.embedding import StaticEmbedder
from search.index.edge import EdgeIndex
from search.indexing import index_artifacts
from search.query import Understanding
from search.read import Searcher, vocabulary
from search.spelling import Speller
from search.thesaurus import load_thesaurus

HOME_CARE = [
    "Kommunen ansvarar för hemsjukvård i ordinärt boende för personer över 18 år.",
    "Regionen har kostnadsansvaret för individuellt förskrivna hjälpmedel i särskilt boende.",
    "Samrådsgrupp Norr följer upp överenskommelsen en gång per år och rapporterar till parterna.",
    "Vid oenighet ska frågan lyftas till närmast högre chef hos respektive part.",
]
DISCHARGE = [
    "Slutenvården skickar ett inskrivningsmeddelande inom 24 timmar från det att patienten skrivs in.",
    "Fast vårdkontakt i primärvården kallar till samordnad individuell planering inom tre dagar.",
    "Det föreslås att kommunen betalar för utskrivningsklara patienter från och med dag fyra.",
    "Regionen har kostnadsansvaret för individuellt förskrivna hjälpmedel i särskilt boende .",
]


def artifact(
    document: str, title: str, kind: str, texts: list[str], year: int, proposed: int | None = None
) -> Artifact:
    """An artifact of one page with a passage a line."""
    passages, offset = [], 0
    for number, text in enumerate(texts):
        status = Status.PROPOSED if number == proposed else Status.IN_FORCE
        span = Span(1, offset, offset + len(text))
        passages.append(Passage(text, (span,), 0, (number,), ((0.1, 0.1, 0.9, 0.2),), status))
        offset += len(text) + 1
    entities = (
        Entity("p1", EntityKind.PARTY, "kommun", "Norrby kommun"),
        Entity("g1", EntityKind.GROUP, "samrådsgrupp", "Samrådsgrupp Norr", ("SGN",)),
        Entity("a1", EntityKind.AGREEMENT, "överenskommelse", title, parties=("p1",), target_group="äldre"),
    )
    structure = Structure(
        Metadata(title, kind, date=f"{year}-03", valid_from=f"{year}-03-01", valid_to=f"{year + 2}-12-31"),
        (Page(1, 595, 842, "\n".join(texts), PageSource.TEXT),),
        (),
        (Section("2.1", "Ansvar och uppföljning", 1, None, 0, len(texts)),),
        tuple(passages),
    )
    return Artifact(document, document + "v", "0", f"{document}.pdf", structure, Facts(entities=entities))


ARTIFACTS = [
    artifact("d-home", "Överenskommelse om hemsjukvård", "överenskommelse", HOME_CARE, 2020),
    artifact("d-discharge", "Riktlinje om utskrivning", "riktlinje", DISCHARGE, 2023, proposed=2),
]


@pytest.fixture(scope="session")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


@pytest.fixture
def index(tmp_path: Path, embedder: StaticEmbedder) -> Iterator[EdgeIndex]:
    with EdgeIndex(tmp_path / "index", embedder.dimensions) as made:
        index_artifacts(made, embedder, ARTIFACTS)
        yield made


@pytest.fixture
def searcher(index: EdgeIndex, embedder: StaticEmbedder) -> Searcher:
    return Searcher(index, embedder, Understanding(load_thesaurus(), Speller(vocabulary(index))))
