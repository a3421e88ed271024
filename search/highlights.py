"""Where the words of a question stand in a passage, and which they are."""

from __future__ import annotations

from search.analysis import word_terms, words
from search.query import Plan

_NAMED = 8  # reasons that are told


class Highlighter:
    """Marks the words of one question in passages. Every word is judged once, however often it stands there."""

    def __init__(self, made: Plan) -> None:
        self._own, self._extra = made.own.keys(), made.extra.keys()
        self._judged: dict[str, str] = {}

    def mark(self, text: str) -> tuple[list[tuple[int, int]], list[str]]:
        """The places of the words of the question, or of the thesaurus's words for it, and the reasons, in Swedish."""
        marks: list[tuple[int, int]] = []
        why: dict[str, None] = {}
        judged = self._judged
        for word, start, end in words(text):
            reason = judged.get(word)
            if reason is None:
                reason = judged[word] = self._judge(word)
            if reason:
                marks.append((start, end))
                why[reason] = None
        return marks, list(why)[:_NAMED]

    def _judge(self, word: str) -> str:
        terms = word_terms(word)
        if terms is None:
            return ""
        held = {terms.whole, *terms.parts, terms.folded} - {""}
        if held & self._own:
            return f"ord: {word}"
        return f"närliggande ord: {word}" if held & self._extra else ""
