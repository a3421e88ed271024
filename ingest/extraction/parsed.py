"""Clauses read by rule, and read again by the parser where the rules are unsure.

The rules are fast and, in most sentences of administrative prose, better than a tree from a small treebank.
What they lose is a verb that no list holds, the verb behind a long subject, and the subject behind the
verb: a clause with a modal that shows such a sign takes that part, and no other, from the tree of its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extraction.clauses import Clause, clauses
from ingest.extraction.grammar import Verb, only_adverbs, verb_at
from ingest.extraction.heads import head_of
from ingest.extraction.units import Token
from ingest.extraction.verbs import MODALS, Tense, VerbForm, form_of
from ingest.extraction.word_classes import NEGATIONS, PREPOSITIONS, SUBORDINATORS
from ingest.syntax.parser import shipped
from ingest.syntax.tree import Tree, children, under

_DEONTIC = frozenset({"ska", "böra", "få", "måste", "kunna", "behöva"})
_LONGEST = 90  # tokens of a sentence; longer ones are lists that no tree describes
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_NO_SUBJECT = PREPOSITIONS | {"som"}
_ABBREVIATED = frozenset({"kap", "nr", "st", "bl", "dnr", "ca", "resp", "jfr", "prop", "art", "mom", "s", "p"})


def read_clauses(tokens: tuple[Token, ...]) -> list[Clause]:
    """The finite clauses of a sentence, in order of their finite verbs."""
    found = clauses(tokens)
    unsure = unsure_clauses(tokens, found)
    if unsure:
        reading = _Parsed(tokens)
        for clause in unsure:
            reading.mend(clause)
    return found


def unsure_clauses(tokens: tuple[Token, ...], found: Sequence[Clause]) -> list[Clause]:
    """Those of the clauses found by rule that the parser should read again."""
    return [clause for clause in found if _unsure(tokens, clause)] if len(tokens) <= _LONGEST else []


def written_words(tokens: tuple[Token, ...]) -> list[tuple[int, str]]:
    """The words as the parser takes them, each with its first token: an abbreviation with its stops is one."""
    words: list[tuple[int, str]] = []
    i = 0
    while i < len(tokens):
        end = _word_end(tokens, i)
        words.append((i, _form(tokens[i]) if end == i + 1 else "".join(t.text for t in tokens[i:end])))
        i = end
    return words


def _unsure(tokens: tuple[Token, ...], clause: Clause) -> bool:
    if clause.modal not in _DEONTIC or clause.finite is None:
        return False
    return _verbs_lost(tokens, clause) or _verb_beside(tokens, clause) or _subject_lost(tokens, clause)


def _verbs_lost(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a clause with a modal has no verb, or one that was only guessed from its ending.

    A guess in -as right after the modal stands: no noun ends so.
    """
    finite = clause.finite or 0
    if clause.verbs:
        at = clause.verbs[0].at
        near = tokens[at].low.endswith("as") and only_adverbs(tokens, finite + 1, at)
        return form_of(tokens[at].low) is None and not near
    return finite + 2 < len(tokens) and tokens[-1].low not in (":", "att", "för")


def _verb_beside(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a word that may be a further verb is coordinated with the last one ("placeras eller avskärmas")."""
    if not clause.verbs:
        return False
    beside = tokens[clause.verbs[-1].at + 1 :][:2]
    if len(beside) < 2 or any(t.mention for t in beside) or beside[0].low not in ("och", "eller", "samt"):
        return False
    return beside[1].low.endswith(("a", "as")) and form_of(beside[1].low) is None


def _subject_lost(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether the subject is missing where one must be, or stands where the order of a main clause forbids it."""
    if clause.before is not None:
        return False
    return clause.kind in ("main", "rel") if clause.subject is None else _misplaced(tokens, clause)


def _misplaced(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether the subject was found before the verb, though a subordinate clause opens the sentence (V2)."""
    fronted = not tokens[0].mention and tokens[0].low in SUBORDINATORS
    return fronted and clause.kind == "main" and not clause.inverted and clause.before is None


class _Parsed:
    """The tree of a sentence of tokens; a mention is one word, an abbreviation with its stops too."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        words = written_words(tokens)
        self.first = [first for first, _ in words]  # of each word, its first token
        self.tree: Tree = shipped().parse([form for _, form in words])
        self.below = children(self.tree)
        self.word = {token: word for word, token in enumerate(self.first)}

    def mend(self, clause: Clause) -> None:
        """Take over from the tree what the rules have lost, where the tree holds the modal and its verb together."""
        modal = self.word.get(clause.finite if clause.finite is not None else -1)
        top = None if modal is None else self._governed(modal)
        if modal is None or top is None:
            return
        verbs = self._verbs(modal, top)
        if not verbs:
            return
        if _verbs_lost(self.tokens, clause):
            if not clause.verbs or clause.verbs[0].at != verbs[0].at:
                clause.verbs, clause.late = verbs, None
            clause.after = verbs[0].at + 1
            self._cut_subject(clause)
        elif _verb_beside(self.tokens, clause):
            clause.verbs.extend(verb for verb in verbs if verb.at > clause.verbs[-1].at)
        clause.end = max(clause.end, clause.verbs[-1].at + 1)
        if _subject_lost(self.tokens, clause):
            self._subject(clause, (*self.below[top], *self.below[modal]))
        beside = (i for i in (*self.below[top], *self.below[modal]) if clause.kind != "main" or i > modal)
        if any(self.tree[i].form.lower() in NEGATIONS for i in beside):
            clause.negated = True

    def _cut_subject(self, clause: Clause) -> None:
        """A subject behind the modal ends before the verb that the tree has found."""
        if clause.subject is None or not clause.inverted:
            return
        lo, hi = clause.subject
        if lo < clause.verbs[0].at < hi:
            clause.subject = (lo, clause.verbs[0].at)

    def _governed(self, modal: int) -> int | None:
        """The word that the modal helps: its head, the verb of which that head is the subject, or its complement."""
        top = self.tree[modal].head
        if not self.tree[modal].relation.startswith("aux"):
            found = (i for i in self.below[modal] if self.tree[i].relation == "xcomp" and i > modal)
            return next((i for i in found if self._infinitive(i)), None)
        if top <= modal:
            return None
        above = self.tree[top].head
        if not self._infinitive(top) and self.tree[top].relation in _SUBJECTS and above > top:
            return above
        return top

    def _verbs(self, modal: int, top: int) -> list[Verb]:
        """The verb that the modal governs, with the infinitives coordinated with it."""
        found: list[Verb] = []
        for word in (top, *(i for i in self.below[top] if self.tree[i].relation == "conj")):
            if word != top and any(self.tree[i].relation in _SUBJECTS or self._modal(i) for i in self.below[word]):
                continue  # a clause of its own
            at = word if self._infinitive(word) else self._copula(word, modal)
            if at is None:
                if word == top:
                    return []
                continue
            found.append(self._verb(at))
        return found

    def _modal(self, word: int) -> bool:
        return self.tree[word].relation == "aux" and self.tree[word].form.lower() in MODALS

    def _infinitive(self, word: int) -> bool:
        low = self.tree[word].form.lower()
        form = form_of(low)
        if form is not None and (form.tense is Tense.INFINITIVE or (form.passive and low == form.lemma + "s")):
            return True  # "ges", "antas"; not "väljs"
        if form is not None:
            return False
        if low.endswith("a") and any(self.tree[i].relation == "obj" for i in self.below[word]):
            return True  # no adjective has an object
        if self.tree[word].upos not in ("VERB", "AUX"):
            return False
        # the infinitive in -as is the present tense too
        return low.endswith("as") or (low.endswith("a") and "VerbForm=Inf" in self.tree[word].feats)

    def _copula(self, word: int, modal: int) -> int | None:
        """The "vara", "bli" or "ha" between the modal and a word that is no infinitive ("ska vara utförd")."""
        for i in self.below[word]:
            helps = self.tree[i].relation in ("cop", "aux", "aux:pass")
            if helps and i > modal and self.tree[i].form.lower() in ("vara", "bli", "ha"):
                return i
        return None

    def _verb(self, word: int) -> Verb:
        at = self.first[word]
        low = self.tokens[at].low
        form = form_of(low) or VerbForm(low.removesuffix("s"), Tense.INFINITIVE, low.endswith("s"))
        return verb_at(self.tokens, at, form)

    def _subject(self, clause: Clause, among: Sequence[int]) -> None:
        assert clause.finite is not None
        for i in among:
            if self.tree[i].relation not in _SUBJECTS:
                continue
            words = under(self.tree, i)
            lo, last = self.first[words[0]], words[-1]
            hi = self.first[last + 1] if last + 1 < len(self.first) else len(self.tokens)
            inverted = lo > clause.finite
            if lo <= clause.finite < hi or self.tokens[lo].low in _NO_SUBJECT or (clause.subject and not inverted):
                continue
            if not any(t.mention or t.low.isalpha() for t in self.tokens[lo:hi]):
                continue
            while hi > lo + 1 and self.tokens[hi - 1].low in (",", "."):
                hi -= 1
            clause.subject, clause.inverted = (lo, hi), inverted
            return


def _word_end(tokens: Sequence[Token], i: int) -> int:
    """Where the word from token `i` ends: abbreviations keep their stops ("t.ex.", "7 kap.")."""
    end = i + 1
    if tokens[i].mention or not tokens[i].low.isalpha() or len(tokens[i].low) > 5:
        return end
    while end < len(tokens) and tokens[end].low == "." and tokens[end].start == tokens[end - 1].end:
        inner = end + 1 < len(tokens) and tokens[end + 1].start == tokens[end].end and tokens[end + 1].low.isalpha()
        if inner:
            end += 2
        elif end > i + 1 or tokens[i].low in _ABBREVIATED:
            return end + 1
        else:
            break
    return end


def _form(token: Token) -> str:
    """The word that stands for a token: of a name of several words, the noun that heads it."""
    if not token.mention or " " not in token.text:
        return token.text
    words = token.text.split()
    return next((word for word in words if head_of(word.lower())), words[0])
