"""Talbanken in Universal Dependencies 1.0 brought to the scheme of version 2.

The training part of the treebank is of 2015; the parts that measure are of version 2. What changed:
https://universaldependencies.org/v2/summary.html (CONJ, obj, obl, flat, fixed, :pass, where conjunctions and
commas hang), and what the Swedish treebank has done since: copulas and modals are AUX, "inte" is a
particle, "på grund av" and "i dag" are written out as phrases, quantifiers modify as adjectives do.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.syntax.tree import ROOT, Tree, Word, children, under

_RENAMED = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "mwe": "fixed",
    "name": "flat:name",
    "nmod:agent": "obl:agent",
}
_PARTICLES = frozenset({"inte", "ej"})
_COMPARING = frozenset({"som", "än", "såsom"})
_PLACES = frozenset({"på", "till", "med", "av", "om", "åt", "utan", "igenom", "ifrån"})  # particles that stay ADP
_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "ADV"})


def convert(tree: Tree) -> Tree:
    """The tree in the scheme of version 2; words and their order stay."""
    words = [_renamed(word) for word in tree]
    for step in (_one_root, _write_out, _marks, _obliques, _open_complements, _to_following_conjunct):
        words = step(words)
    return tuple(words)


def _one_root(words: list[Word]) -> list[Word]:
    """A mark that stands as a second root hangs on the first one."""
    tops = [i for i, word in enumerate(words) if word.head == ROOT]
    for i in tops[1:]:
        words[i] = replace(words[i], head=tops[0], relation="punct" if words[i].upos == "PUNCT" else "parataxis")
    return words


def _renamed(word: Word) -> Word:
    relation = _RENAMED.get(word.relation, word.relation)
    upos = _upos(word)
    if relation == "det" and upos in ("ADJ", "NOUN", "NUM", "PROPN"):
        relation = {"ADJ": "amod", "NUM": "nummod"}.get(upos, "nmod")
    feats = word.feats
    if "VerbForm=Fin" in feats and word.xpos.startswith("VB"):
        feats = "Mood=Ind|" + feats
    elif word.xpos.startswith("PC"):
        feats = feats.replace("VerbForm=Fin", "VerbForm=Part")
    return replace(word, upos=upos, relation=relation, feats=feats)


def _upos(word: Word) -> str:
    low, kind = word.form.lower(), word.xpos.split("|")[0]
    if word.upos == "VERB" and word.relation in ("aux", "auxpass", "cop"):
        return "AUX"
    if kind in ("PS", "HS"):
        return "PRON"
    if word.upos == "CONJ":
        return "SCONJ" if word.relation == "mark" or low in _COMPARING else "CCONJ"
    if low in _PARTICLES and word.relation == "neg":
        return "PART"
    if kind == "PL":
        return "ADP" if low in _PLACES else "ADV"
    if kind == "HA" and low in ("när", "då"):
        return "SCONJ"
    return {"DT": "DET"}.get(word.upos, word.upos)


def _write_out(words: list[Word]) -> list[Word]:
    """Fixed expressions of a preposition and a noun become the phrases that they are."""
    below = children(tuple(words))
    for first, word in enumerate(list(words)):
        rest = [i for i in below[first] if words[i].relation == "fixed"]
        if not rest or rest[0] != first + 1:
            continue
        second = words[rest[0]]
        if second.upos == "SCONJ" and word.head != ROOT:  # "även om", "trots att"
            words[rest[0]] = replace(second, head=word.head, relation="mark")
            relation = "mark" if word.upos in ("ADP", "SCONJ") else "advmod"
            words[first] = replace(word, relation=relation)
        elif word.upos == "ADP" and second.upos in ("NOUN", "PRON") and word.head != ROOT:
            _phrase(words, first, rest)
    return words


def _phrase(words: list[Word], first: int, rest: list[int]) -> None:
    """ "i dag": the noun depends, the preposition marks it; "på grund av X": X depends on the noun."""
    noun, word = rest[0], words[first]
    governed = word.head
    if len(rest) == 1 and word.relation != "case":
        words[noun] = replace(words[noun], head=governed, relation="obl")
    elif len(rest) == 2 and words[rest[1]].upos == "ADP" and word.relation in ("case", "mark"):
        outer = words[governed]
        if outer.head == ROOT:
            return
        words[noun] = replace(words[noun], head=outer.head, relation="nmod" if outer.relation == "nmod" else "obl")
        clause = word.relation == "mark" or outer.relation in ("advcl", "acl")
        words[governed] = replace(outer, head=noun, relation="acl" if clause else "nmod")
        words[rest[1]] = replace(words[rest[1]], head=governed, relation="mark" if clause else "case")
    else:
        return
    words[first] = replace(word, head=noun, relation="case")


def _marks(words: list[Word]) -> list[Word]:
    """A preposition before an "att" clause marks the clause ("för att belysa"), as "när" does a clause of time."""
    marked = {word.head for word in words if word.relation == "mark"}
    for i, word in enumerate(words):
        if word.head == ROOT:
            continue
        before_clause = word.relation == "case" and word.upos == "ADP" and word.head in marked
        time = word.relation == "advmod" and word.upos == "SCONJ"
        if before_clause or time:
            words[i] = replace(word, relation="mark")
    return words


def _obliques(words: list[Word]) -> list[Word]:
    """Nominals that depend on predicates are obliques; so are those of a noun with a copula."""
    copular = {word.head for word in words if word.relation == "cop"}
    for i, word in enumerate(words):
        if word.relation == "nmod" and word.head != ROOT:
            governor = words[word.head]
            beside = word.head in copular and i < word.head
            if governor.upos in _PREDICATES or beside:
                words[i] = replace(word, relation="obl")
    return words


def _open_complements(words: list[Word]) -> list[Word]:
    """An infinitive without a subject or auxiliary of its own is an open complement."""
    full = {word.head for word in words if word.relation.startswith(("nsubj", "aux"))}
    for i, word in enumerate(words):
        if word.relation == "ccomp" and "VerbForm=Inf" in word.feats and i not in full:
            words[i] = replace(word, relation="xcomp")
    return words


def _to_following_conjunct(words: list[Word]) -> list[Word]:
    """Conjunctions, and the commas before a conjunct, hang on the conjunct that follows them."""
    below = children(tuple(words))
    tree = tuple(words)
    for i, word in enumerate(tree):
        if word.head == ROOT or word.relation not in ("cc", "punct"):
            continue
        after = [c for c in below[word.head] if tree[c].relation == "conj" and c > i]
        if not after:
            continue
        if word.relation == "cc" and i > word.head:
            words[i] = replace(word, head=after[0])
        elif word.relation == "punct" and word.form in (",", ";") and i > word.head:
            starts = under(tree, after[0])[0]
            between = tree[i + 1 : starts]
            if i < starts and all(w.relation in ("cc", "punct") for w in between):
                words[i] = replace(word, head=after[0])
    return words
