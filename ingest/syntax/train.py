"""Train the tagger and parser that the package ships: `python -m ingest.syntax.train --data ../shared/data`.

UDPipe 1 (Straka and Strakova, 2017): a perceptron tagger (MorphoDiTa) and a transition-based parser with a small
neural classifier (Parsito) over vectors of 17 million words of running text (`vectors`). Talbanken's training part,
converted, is trained on; the odd sentences of PUD choose the iterations; Talbanken's development part and the
even sentences of PUD are only measured. The seeds are fixed, so the same data gives the same model.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer

from corpus.errors import ParserModelError
from ingest.syntax.convert import convert
from ingest.syntax.parser import MODEL
from ingest.syntax.tree import Tree, as_conllu, read_trees
from ingest.syntax.vectors import write_vectors

TRAIN = "sv_talbanken-ud1.0-train.conll.gz"
DEVELOPMENT = "sv_talbanken-ud-dev.conllu.gz"
PUD = "sv_pud-ud-test.conllu.gz"
TAGGER = "models=1;use_lemma=0;provide_lemma=0;use_xpostag=0;provide_xpostag=0;use_feats=1;provide_feats=1;iterations=2"
PARSER = (
    "transition_system=projective;transition_oracle=static;structured_interval=0;single_root=1;iterations=3;"
    "hidden_layer=100;embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;embedding_form=50;"
    "embedding_lemma=0;embedding_deprel=20;learning_rate=0.02;learning_rate_final=0.001;l2=0.5;batch_size=10;"
    "use_gold_tags=0"
)
FEATURES = frozenset({"VerbForm", "Voice", "Tense", "Definite", "Number", "Gender", "Case", "Degree"})


def halves(trees: Sequence[Tree]) -> tuple[tuple[Tree, ...], tuple[Tree, ...]]:
    """PUD's odd sentences (first, third, ...), for development, and the even ones, sealed for the card."""
    return tuple(trees[0::2]), tuple(trees[1::2])


def train(training: Sequence[Tree], held_out: Sequence[Tree], parser: str = PARSER, tagger: str = TAGGER) -> bytes:
    """The model as UDPipe writes it; `held_out` chooses among the iterations. Raises ParserModelError."""
    problem = ProcessingError()
    model = Trainer.train(
        "morphodita_parsito", _sentences(training), _sentences(held_out), "none", tagger, parser, problem
    )
    if problem.occurred():
        raise ParserModelError(f"Modellen kunde inte tränas: {problem.message}")
    return bytes(model) if isinstance(model, (bytes, bytearray)) else str(model).encode("utf-8", "surrogateescape")


def _comparable(tree: Tree) -> Tree:
    """The tree with the features that both versions of the treebank mark alike."""
    kept = (("|".join(f for f in word.feats.split("|") if f.split("=")[0] in FEATURES) or "_", word) for word in tree)
    return tuple(replace(word, feats=feats) for feats, word in kept)


def _sentences(trees: Sequence[Tree]) -> Sentences:
    reader = InputFormat.newConlluInputFormat()
    reader.setText(as_conllu(_comparable(tree) for tree in trees))
    found, problem, sentence = Sentences(), ProcessingError(), Sentence()
    while reader.nextSentence(sentence, problem):
        found.append(sentence)
        sentence = Sentence()
    if problem.occurred():
        raise ParserModelError(f"Trädbanken kunde inte läsas: {problem.message}")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Train from the treebanks under DATA/treebank and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="the folder with treebank/ and text/")
    options.add_argument("--out", type=Path, default=MODEL)
    options.add_argument("--parser", default=PARSER)
    options.add_argument("--tagger", default=TAGGER)
    chosen = options.parse_args(arguments)
    folder = chosen.data / "treebank"
    training = [convert(tree) for tree in read_trees(folder / TRAIN)]
    development, _ = halves(tuple(read_trees(folder / PUD)))
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        vectors = Path(scratch) / "vectors.txt"
        write_vectors(chosen.data / "text", vectors)
        parser = f"{chosen.parser};embedding_form_file={vectors}"
        chosen.out.write_bytes(train(training, development, parser, chosen.tagger))
    sys.stdout.write(f"{chosen.out}: {chosen.out.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
