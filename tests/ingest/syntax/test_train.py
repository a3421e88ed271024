"""Training on a small treebank made here: the whole command, the halves, and that it repeats."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pytest

pytest.importorskip("scipy")

from corpus.errors import ParserModelError
from ingest.syntax.parser import UdpipeParser
from ingest.syntax.score import score
from ingest.syntax.train import DEVELOPMENT, PUD, TRAIN, halves, main, train
from ingest.syntax.tree import Tree, Word, as_conllu, read_trees

TAGGER = "models=1;use_lemma=0;provide_lemma=0;use_xpostag=0;provide_xpostag=0;iterations=3"
PARSER = (
    "transition_system=projective;transition_oracle=static;single_root=1;iterations=4;hidden_layer=30;"
    "embedding_form=10;embedding_upostag=5;embedding_feats=5;embedding_deprel=5;embedding_xpostag=0;embedding_lemma=0;"
    "learning_rate=0.05;learning_rate_final=0.01;batch_size=1;use_gold_tags=1"
)
SUBJECTS = ("Nämnden", "Regionen", "Kommunen", "Styrelsen")
VERBS = ("antar", "prövar", "granskar")
OBJECTS = ("planen", "avtalet", "budgeten", "rutinen")


def bank() -> list[Tree]:
    """ "Nämnden antar planen." in all combinations."""
    rows = itertools.product(SUBJECTS, VERBS, OBJECTS)
    return [
        (
            Word(subject, "NOUN", "Definite=Def", 1, "nsubj", "NN"),
            Word(verb, "VERB", "VerbForm=Fin", -1, "root", "VB"),
            Word(object_, "NOUN", "Definite=Def", 1, "obj", "NN", space_after=False),
            Word(".", "PUNCT", "_", 1, "punct", "MAD"),
        )
        for subject, verb, object_ in rows
    ]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.write(text)


def test_the_command_makes_a_model_that_parses_its_language(tmp_path: Path) -> None:
    trees = bank()
    write(tmp_path / "treebank" / TRAIN, as_conllu(trees[:40]))
    write(tmp_path / "treebank" / PUD, as_conllu(trees[40:]))
    write(tmp_path / "treebank" / DEVELOPMENT, as_conllu(trees[40:]))
    texts = [{"text": " ".join(w.form for w in tree)} for tree in trees]
    write(tmp_path / "text" / "sfs.jsonl.gz", "\n".join(map(json.dumps, texts)))
    out = tmp_path / "model" / "small.udpipe"
    main(["--data", str(tmp_path), "--out", str(out), "--tagger", TAGGER, "--parser", PARSER])
    found = score(halves(trees[40:])[1], UdpipeParser(out))
    assert found.upos > 0.9
    assert found.las > 0.9


def test_training_repeats() -> None:
    trees = bank()
    assert train(trees[:20], trees[20:30], PARSER, TAGGER) == train(trees[:20], trees[20:30], PARSER, TAGGER)


def test_a_tree_without_a_root_is_refused() -> None:
    broken = tuple(Word(w.form, w.upos, w.feats, -1, "dep") for w in bank()[0])
    with pytest.raises(ParserModelError):
        train([broken], [broken], PARSER, TAGGER)


def test_halves_share_nothing() -> None:
    odd, even = halves(bank())
    assert len(odd) == len(even) == 24
    assert not set(odd) & set(even)


def test_trees_survive_the_file(tmp_path: Path) -> None:
    trees = [
        tuple(w if w.xpos == "_" else Word(w.form, w.upos, w.feats, w.head, w.relation) for w in t) for t in bank()
    ]
    (tmp_path / "trees.conllu").write_text(as_conllu(trees), encoding="utf-8")
    assert list(read_trees(tmp_path / "trees.conllu")) == trees


def test_comments_and_empty_nodes_are_passed_over(tmp_path: Path) -> None:
    rows = "# text = Ja .\n1\tJa\t_\tINTJ\t_\t_\t0\troot\t_\t_\n1.1\tses\t_\tVERB\t_\t_\t_\t_\t_\t_\n\n"
    (tmp_path / "trees.conllu").write_text(rows, encoding="utf-8")
    assert [[w.form for w in tree] for tree in read_trees(tmp_path / "trees.conllu")] == [["Ja"]]
