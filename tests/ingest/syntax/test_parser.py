"""The shipped model: what it gives for plain sentences, and what any answer must hold to."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ParserModelError
from ingest.syntax.parser import MODEL, UdpipeParser, shipped
from ingest.syntax.tree import ROOT, under

SENTENCES = [
    "Nämnden beslutar om planen .",
    "Planen ska antas av nämnden .",
    "Om avtalet sägs upp , ska parterna träffas .",
    "Läkaren får inte lämna ut journalen .",
    "Kommunen och regionen",
    "7 kap. 3 § ( 2017 : 30 )",
    "…",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_every_answer_is_a_tree_over_the_words(text: str) -> None:
    forms = text.split()
    tree = shipped().parse(forms)
    assert [word.form for word in tree] == forms
    tops = [i for i, word in enumerate(tree) if word.head == ROOT]
    assert len(tops) == 1
    assert under(tree, tops[0]) == list(range(len(forms)))


RELATIONS = [
    ("Nämnden beslutar om planen .", "Nämnden", "nsubj", "beslutar"),
    ("Planen ska antas av nämnden .", "Planen", "nsubj:pass", "antas"),
    ("Planen har antagits av nämnden .", "nämnden", "obl:agent", "antagits"),
    ("Planen ska antas av nämnden .", "ska", "aux", "antas"),
    ("Läkaren får inte lämna journalen .", "inte", "advmod", "lämna"),
    ("Läkaren får inte lämna journalen .", "journalen", "obj", "lämna"),
    ("Gruppen som bereder ärendet ska mötas .", "bereder", "acl:relcl", "Gruppen"),
]


@pytest.mark.parametrize(("text", "word", "relation", "head"), RELATIONS)
def test_relations_of_plain_sentences(text: str, word: str, relation: str, head: str) -> None:
    tree = shipped().parse(text.split())
    found = next(w for w in tree if w.form == word)
    assert (found.relation, tree[found.head].form) == (relation, head)


def test_nothing_gives_an_empty_tree() -> None:
    assert shipped().parse([]) == ()


def test_the_model_is_opened_once() -> None:
    assert shipped() is shipped()


@pytest.mark.parametrize("content", [None, b"", b"no model at all"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "model.udpipe"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ParserModelError, match="Språkmodellen"):
        UdpipeParser(path)


def test_the_model_is_small() -> None:
    assert MODEL.stat().st_size < 10_000_000
