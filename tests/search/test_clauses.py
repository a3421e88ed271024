"""Kinds of clauses: headings and sentences that are of a kind, those that are not, and clauses of whole documents."""

from __future__ import annotations

import pytest

from search.clause_kinds import KINDS, KindFinder
from search.thesaurus import load_thesaurus

HEADINGS = [
    ("7 Uppföljning och utvärdering", {"uppfoljning"}),
    ("Revidering av rutinen", {"uppfoljning"}),
    ("Kostnadsfördelning", {"finansiering"}),
    ("Ersättning och betalningsvillkor", {"finansiering"}),
    ("8.2 Tvister", {"tvist"}),
    ("Meningsskiljaktigheter", {"tvist"}),
    ("Giltighetstid och uppsägning", {"giltighet", "uppsagning"}),
    ("Avtalsperiod", {"giltighet"}),
    ("Sekretess", {"sekretess"}),
    ("Behandling av personuppgifter", {"sekretess"}),
    ("Avvikelsehantering", {"avvikelser"}),
    ("Ansvarsfördelning", {"ansvar"}),
    ("Samordnad individuell plan (SIP)", {"sip"}),
    ("Utskrivning från sluten vård", {"utskrivning"}),
    ("Målgrupp", {"malgrupp"}),
    ("Mål", {"syfte"}),
    ("Parter", {"parter"}),
    ("Begrepp och definitioner", {"definitioner"}),
    ("Samverkansformer", {"samverkansform"}),
    ("Bakgrund", set()),
    ("Bilaga 2", set()),
    ("Partnerskap", set()),
]
SENTENCES = [
    ("Överenskommelsen följs upp en gång per år.", False, "uppfoljning", True),
    ("Sekretariatet följer även upp målen.", False, "uppfoljning", True),
    ("Rutinen ses över vartannat år.", False, "uppfoljning", True),
    ("Patienten får en uppföljande kontakt inom tre dagar.", False, "uppfoljning", False),
    ("Regionen betalar två tredjedelar.", False, "finansiering", True),
    ("Är parterna oense lyfts frågan till cheferna.", False, "tvist", True),
    ("Avtalet gäller tills vidare.", False, "giltighet", True),
    ("Avtalet kan sägas upp med sex månaders varsel.", False, "uppsagning", True),
    ("En avvikelse rapporteras inom fem dagar.", False, "avvikelser", True),
    ("Den enskilde lämnar sitt samtycke.", False, "sekretess", True),
    ("Kommunen ansvarar för hemsjukvården.", True, "ansvar", True),
    ("Alla hälsades välkomna till mötet.", False, "tvist", False),
]


@pytest.fixture(scope="module")
def finder() -> KindFinder:
    return KindFinder(load_thesaurus())


@pytest.mark.parametrize(("heading", "kinds"), HEADINGS, ids=[h for h, _ in HEADINGS])
def test_headings(finder: KindFinder, heading: str, kinds: set[str]) -> None:
    assert {k.name for k in finder.headed(heading)} == kinds


@pytest.mark.parametrize(("sentence", "duty", "kind", "is_one"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_sentences(finder: KindFinder, sentence: str, duty: bool, kind: str, is_one: bool) -> None:
    assert (kind in {k.name for k in finder.said(sentence, duty)}) is is_one


def test_the_thesaurus_has_the_concepts_of_the_table() -> None:
    known = {c.preferred for c in load_thesaurus().concepts.values()}
    assert {term for kind in KINDS for term in kind.concepts} <= known
    assert len({k.name for k in KINDS}) == len({k.label for k in KINDS}) == len(KINDS)
