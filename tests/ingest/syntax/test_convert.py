"""Trees of version 1 brought to version 2: relations, classes, and where words hang."""

from __future__ import annotations

import pytest

from ingest.syntax.convert import convert
from ingest.syntax.tree import ROOT, Tree, Word


def tree(*rows: str) -> Tree:
    """A tree from rows of "form upos head relation [xpos [feats]]", heads counted from 1, the root's 0."""
    words = []
    for row in rows:
        form, upos, head, relation, *rest = row.split()
        xpos, feats = (*rest, "_", "_")[:2]
        words.append(Word(form, upos, feats, int(head) - 1, relation, xpos))
    return tuple(words)


def shown(result: Tree) -> list[str]:
    return [f"{w.form} {w.upos} {w.head + 1} {w.relation}" for w in result]


CASES = {
    "passive with an agent, auxiliary": (
        ["Planen NOUN 3 nsubjpass", "ska VERB 3 aux", "antas VERB 0 root", "av ADP 5 case",
         "nämnden NOUN 3 nmod:agent"],
        ["Planen NOUN 3 nsubj:pass", "ska AUX 3 aux", "antas VERB 0 root", "av ADP 5 case", "nämnden NOUN 3 obl:agent"],
    ),
    "object, negation, oblique of a verb": (
        ["Hon PRON 2 nsubj", "ger VERB 0 root", "inte ADV 2 neg AB", "råd NOUN 2 dobj", "i ADP 6 case",
         "dag NOUN 2 nmod"],
        ["Hon PRON 2 nsubj", "ger VERB 0 root", "inte PART 2 advmod", "råd NOUN 2 obj", "i ADP 6 case",
         "dag NOUN 2 obl"],
    ),
    "a noun's own nmod stays": (
        ["stöd NOUN 0 root", "till ADP 3 case", "barn NOUN 1 nmod"],
        ["stöd NOUN 0 root", "till ADP 3 case", "barn NOUN 1 nmod"],
    ),
    "copula, and what stands before it": (
        ["I ADP 2 case", "länet NOUN 5 nmod", "är VERB 5 cop", "det PRON 5 nsubj", "brist NOUN 0 root", "på ADP 7 case",
         "platser NOUN 5 nmod"],
        ["I ADP 2 case", "länet NOUN 5 obl", "är AUX 5 cop", "det PRON 5 nsubj", "brist NOUN 0 root", "på ADP 7 case",
         "platser NOUN 5 nmod"],
    ),
    "conjunction and comma hang on the conjunct after them": (
        ["läkare NOUN 0 root", ", PUNCT 1 punct", "skötare NOUN 1 conj", "och CONJ 1 cc", "tolkar NOUN 1 conj"],
        ["läkare NOUN 0 root", ", PUNCT 3 punct", "skötare NOUN 1 conj", "och CCONJ 5 cc", "tolkar NOUN 1 conj"],
    ),
    "a conjunction first in the sentence stays": (
        ["Men CONJ 3 cc", "de PRON 3 nsubj", "kom VERB 0 root", "och CONJ 3 cc", "gick VERB 3 conj"],
        ["Men CCONJ 3 cc", "de PRON 3 nsubj", "kom VERB 0 root", "och CCONJ 5 cc", "gick VERB 3 conj"],
    ),
    "a fixed adverbial is a phrase": (
        ["De PRON 2 nsubj", "möts VERB 0 root", "i ADP 2 advmod", "regel NOUN 3 mwe"],
        ["De PRON 2 nsubj", "möts VERB 0 root", "i ADP 4 case", "regel NOUN 2 obl"],
    ),
    "a fixed preposition is a phrase with what it governs": (
        ["Vården NOUN 2 nsubjpass", "ges VERB 0 root", "på ADP 6 case", "grund NOUN 3 mwe", "av ADP 3 mwe",
         "behov NOUN 2 nmod"],
        ["Vården NOUN 2 nsubj:pass", "ges VERB 0 root", "på ADP 4 case", "grund NOUN 2 obl",
         "av ADP 6 case", "behov NOUN 4 nmod"],
    ),
    "a fixed conjunction marks twice": (
        ["Vi PRON 2 nsubj", "går VERB 0 root", "trots ADP 6 mark", "att SCONJ 3 mwe", "det PRON 6 expl",
         "regnar VERB 2 advcl"],
        ["Vi PRON 2 nsubj", "går VERB 0 root", "trots ADP 6 mark", "att SCONJ 6 mark", "det PRON 6 expl",
         "regnar VERB 2 advcl"],
    ),
    "a preposition before an att clause marks it": (
        ["för ADP 3 case", "att PART 3 mark", "pröva VERB 4 advcl", "krävs VERB 0 root"],
        ["för ADP 3 mark", "att PART 3 mark", "pröva VERB 4 advcl", "krävs VERB 0 root"],
    ),
    "an infinitive without a subject is an open complement": (
        ["De PRON 2 nsubj", "försöker VERB 0 root", "enas VERB 2 ccomp VB|INF|SFO VerbForm=Inf|Voice=Pass"],
        ["De PRON 2 nsubj", "försöker VERB 0 root", "enas VERB 2 xcomp"],
    ),
    "quantifiers, possessives, comparison, particles": (
        ["sina DT 3 nmod:poss PS", "många ADJ 3 det", "brister NOUN 0 root", "som CONJ 5 mark", "förut ADV 3 advcl",
         "upp ADP 3 compound:prt PL", "till ADP 3 compound:prt PL"],
        ["sina PRON 3 nmod:poss", "många ADJ 3 amod", "brister NOUN 0 root", "som SCONJ 5 mark", "förut ADV 3 advcl",
         "upp ADV 3 compound:prt", "till ADP 3 compound:prt"],
    ),
    "a second root hangs on the first": (
        ["Nej INTJ 0 root", ". PUNCT 0 root"],
        ["Nej INTJ 0 root", ". PUNCT 1 punct"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_converts(case: str) -> None:
    before, after = CASES[case]
    assert shown(convert(tree(*before))) == after


def test_finite_verbs_have_a_mood_and_participles_are_none() -> None:
    finite, participle = convert(
        tree("går VERB 0 root VB|PRS|AKT Tense=Pres|VerbForm=Fin", "gående ADJ 1 advcl PC|PRS Tense=Pres|VerbForm=Fin")
    )
    assert finite.feats == "Mood=Ind|Tense=Pres|VerbForm=Fin"
    assert participle.feats == "Tense=Pres|VerbForm=Part"


@pytest.mark.parametrize("case", CASES)
def test_stays_a_tree(case: str) -> None:
    result = convert(tree(*CASES[case][0]))
    assert [w.relation for w in result if w.head == ROOT] == ["root"]
    for index in range(len(result)):
        seen = set()
        while index != ROOT:
            assert index not in seen
            seen.add(index)
            index = result[index].head
