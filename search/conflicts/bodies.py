"""The bodies that a text names: those the document knows, the two principals, and roles by their noun."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.artifact import EntityKind
from ingest.language.keys import key
from ingest.language.tokens import words
from search.conflicts.model import ConflictDocument


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a statement. `key` is empty for function words and numbers."""

    start: int
    end: int
    text: str  # lower case
    key: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body named at characters `start` to `end`. `id` is the same wherever the same body is meant."""

    id: str
    name: str
    start: int
    end: int
    own: bool  # an entity of the document, or only a noun
    genitive: bool = False


# Forms of the two principals, and of both together.
_PRINCIPALS = {
    **dict.fromkeys(("regionen", "regionens", "landstinget", "landstingets", "landsting", "region"), "region"),
    **dict.fromkeys(("kommunen", "kommunens", "kommunerna", "kommunernas", "kommun", "kommuner", "kommuns"), "kommun"),
    **dict.fromkeys(
        ("parterna", "parternas", "huvudmännen", "huvudmännens", "huvudman", "huvudmans", "part", "parts", "parter"),
        "parter",
    ),
}
# Nouns that name a body or a role by their last part.
_ROLES = (
    *("grupp", "gruppen", "grupper", "grupperna", "gruppens", "gruppernas", "rådet", "rådets", "nämnden", "nämndens"),
    *("nämnd", "sekretariatet", "sekretariatets", "sekretariat", "utskottet", "utskott", "forumet", "styrelsen"),
    *("styrelse", "styrelsens", "centralen", "mottagningen", "avdelningen", "läkaren", "läkare", "chefen", "cheferna"),
    *("chef", "chefens", "sköterskan", "sköterska", "vårdkontakten", "samordnaren", "handläggaren", "psykiatrin"),
    *("direktören", "direktör", "förvaltningen", "förvaltningens", "socialtjänsten", "skolan", "vårdcentralen"),
    *("vårdcentral", "vårdcentraler", "vårdgivaren", "mottagaren", "avsändaren", "ombudet", "enheten", "kansliet"),
    *("kassan", "förmedlingen", "myndigheten", "länsstyrelsen", "förbundet", "bolaget", "rektorn", "polisen"),
    *("nätverket", "ledningen", "verksamheten", "ordföranden", "sjukhuset", "kliniken", "hemtjänsten"),
)
_JOINT = ("parter", "gemensamt")
_NEW = frozenset({"ny", "nytt", "nya"})  # a body that is not one of those known
_NOUNS = frozenset(_ROLES)
_ENDS = tuple(_NOUNS)
_NEVER = frozenset(
    {"målgrupp", "målgruppen", "målgrupper", "målgrupperna", "åldersgrupp", "åldersgrupper", "patientgrupper"}
)


class BodyFinder:
    """Finds bodies in the texts of one document."""

    def __init__(self, document: ConflictDocument, known_as: Mapping[str, str]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self._document = document
        self._topics: dict[int, tuple[Body, ...]] = {}
        for entity in document.artifact.facts.entities:
            if entity.kind not in (EntityKind.PARTY, EntityKind.GROUP):
                continue
            known = known_as.get(entity.id, entity.id)
            _, name = document.entities.get(entity.id, (entity.id, entity.name))
            for form in {entity.name, *entity.aliases}:
                if entity.type in _JOINT and " och " in form:
                    continue  # several bodies together: each is found by its own name
                tokens = tuple(t.text.lower() for t in words(form))
                if tokens and len(form) > 2 and not (len(tokens) == 1 and tokens[0] in _PRINCIPALS):
                    self._names[tokens[0]].append((tokens, known, name))
                    self._names[tokens[0]].sort(key=lambda n: -len(n[0]))

    def find(self, text: str) -> tuple[Body, ...]:
        """The bodies of a text, in order."""
        return self.find_words(text, [Word(t.start, t.end, t.text.lower(), "") for t in words(text)])

    def find_words(self, text: str, tokens: Sequence[Word]) -> tuple[Body, ...]:
        """The bodies of a text whose words are known, in order."""
        found: list[Body] = []
        at = 0
        while at < len(tokens):
            body, length = self._at(text, tokens, at)
            if body is not None:
                if any(t.text in _NEW for t in tokens[max(0, at - 1) : at + min(2, length)]):
                    body = replace(
                        body, id=f"ny:{body.id}", own=False, name=f"{tokens[at - 1].text} {text[body.start : body.end]}"
                    )
                found.append(body)
            at += length
        return tuple(found)

    def topic(self, section: int | None) -> tuple[Body, ...]:
        """The bodies that the nearest heading names, outwards."""
        if section is None:
            return ()
        if section not in self._topics:
            one = self._document.artifact.structure.sections[section]
            self._topics[section] = self.find(one.heading) or self.topic(one.parent)
        return self._topics[section]

    def _at(self, text: str, tokens: Sequence[Word], at: int) -> tuple[Body | None, int]:
        first = tokens[at].text
        for start in (first, first.removesuffix("s")):
            for names, known, name in self._names.get(start, ()):
                length = len(names)
                if at + length > len(tokens):
                    continue
                here = tuple(t.text for t in tokens[at : at + length])
                last = here[-1]
                if here[:-1] == names[:-1] and last in (
                    names[-1],
                    names[-1] + "s",
                    names[-1] + "en",
                    names[-1] + "ens",
                ):
                    genitive = last != names[-1] and last.endswith("s")
                    return Body(known, name, tokens[at].start, tokens[at + length - 1].end, True, genitive), length
        if first in _PRINCIPALS:
            known = _PRINCIPALS[first]
            if (
                known == "region"
                and at + 1 < len(tokens)
                and text[tokens[at + 1].start].isupper()
                and first == "region"
            ):
                return Body(
                    known, text[tokens[at].start : tokens[at + 1].end], tokens[at].start, tokens[at + 1].end, False
                ), 2
            return Body(
                known,
                text[tokens[at].start : tokens[at].end],
                tokens[at].start,
                tokens[at].end,
                False,
                first.endswith(("ns", "nas", "ts")),
            ), 1
        if first.endswith(_ENDS) or (first.endswith("ens") and first[:-1].endswith(_ENDS)):
            if first in _NEVER:
                return None, 1
            noun = key(first.removesuffix("s") if first.endswith("ens") else first)
            return Body(
                f"roll:{noun}",
                text[tokens[at].start : tokens[at].end],
                tokens[at].start,
                tokens[at].end,
                False,
                first.endswith("s"),
            ), 1
        return None, 1
