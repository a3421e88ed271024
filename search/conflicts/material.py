"""What the rules look at: all statements, what documents are to each other, and what bodies are said to do."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import log
from typing import TypeVar

from ingest.artifact import BlockKind, Status
from ingest.extraction.triggers import Genre
from search.conflicts.areas import area, scopes
from search.conflicts.claims import Claim, claims, row_claims
from search.conflicts.identities import identities
from search.conflicts.model import ConflictDocument
from search.conflicts.precedence import LEVELS, level
from search.conflicts.statements import Read, Statement, content, read, wide

_REPLACES = re.compile(r"\bersätter\s+(?P<what>[^.;]{5,160})", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
T = TypeVar("T")
COMMON = 1500  # statements with one key; a word that more share tells nothing
FEW = 1000  # statements; fewer say little about which words are rare
REACH = 40  # of many that say the same kind of thing, each is held against so many that follow it
ALIKE = 0.8  # of the words of two titles are the same: one document twice, or two versions


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two statements that a rule takes for a conflict. Values are what is compared.

    `reason`: one Swedish sentence. `at`: characters of the statement's block, where not all of it is quoted.
    `rejected`: why verification takes it for none, in Swedish; empty where it holds.
    """

    type: str
    a: Statement
    b: Statement
    value_a: str
    value_b: str
    severity: str
    confidence: float
    reason: str
    at_a: tuple[int, int] | None = None
    at_b: tuple[int, int] | None = None
    rejected: str = ""


def couples(told: Sequence[T]) -> Iterator[tuple[T, T]]:
    """All pairs of a few; of many, each with those that follow it within reach, so that the work stays linear."""
    for at, one in enumerate(told):
        for other in told[at + 1 : at + 1 + REACH]:
            yield one, other


@dataclass
class Material:
    """The documents to compare, read."""

    reads: list[Read]
    older: dict[int, int] = field(default_factory=dict)  # version replaced -> by which document
    revised: dict[int, int] = field(default_factory=dict)  # proposal -> the document that it would change
    _weighed: dict[frozenset[str], float] = field(default_factory=dict)

    @cached_property
    def statements(self) -> list[Statement]:
        """All statements, by number."""
        return [s for r in self.reads for s in r.statements]

    @cached_property
    def scopes(self) -> dict[str, list[Statement]]:
        """The statements by scope, regulations left out: they bind nobody to a county's agreements.

        What several documents say in the same words stands once, for the one in force.
        """
        found: dict[str, dict[tuple[object, ...], Statement]] = defaultdict(dict)
        ranked = sorted((n for n, r in enumerate(self.reads) if r.genre is not Genre.REGULATION), key=self.rank)
        for number in ranked:
            one = self.reads[number]
            for s in one.statements:
                if s.said:
                    where = one.title if s.own or len(s.keys) < 3 else frozenset[str]()
                    same = (" ".join(s.text.casefold().split()), s.lead.casefold(), s.status, where, self.heading(s))
                    found[one.scope].setdefault(same, s)
        return {scope: sorted(told.values(), key=lambda s: s.number) for scope, told in found.items()}

    def rank(self, number: int) -> tuple[bool, bool, int, int]:
        """What of several documents that say the same stands for them: the one in force, of the highest level."""
        meta = self.reads[number].document.artifact.structure.metadata
        at = level(meta)
        return number in self.older, meta.status is not Status.IN_FORCE, len(LEVELS) if at is None else at, number

    def sharing(self, scope: str, keys: Iterable[str], least: int = 2) -> list[Statement]:
        """The statements of a scope that share so many keys, compounds by their last part too, in order."""
        counted: Counter[int] = Counter()
        filed = self._filed[scope]
        for k in keys:
            together = filed.get(k, ())
            if len(together) <= COMMON:
                counted.update(together)
        return [self.statements[n] for n in sorted(n for n, shared in counted.items() if shared >= least)]

    @cached_property
    def _filed(self) -> dict[str, dict[str, list[int]]]:
        filed: dict[str, dict[str, list[int]]] = {}
        for scope, statements in self.scopes.items():
            here = filed[scope] = defaultdict(list)
            for s in statements:
                for k in wide(s.full) | s.keys:
                    here[k].append(s.number)
        return filed

    @cached_property
    def claims(self) -> dict[str, list[Claim]]:
        """What bodies are said to do, by scope."""
        return {scope: list(self._claims(statements)) for scope, statements in self.scopes.items()}

    def _claims(self, statements: list[Statement]) -> Iterator[Claim]:
        before: Statement | None = None
        for s in statements:
            follows = before is not None and before.document == s.document and before.block == s.block
            yield from claims(s, self.reads[s.document].title, self.heading(s), before if follows else None)
            if s.kind is BlockKind.ROW:
                yield from row_claims(s, self.head(s))
            before = s

    def head(self, row: Statement) -> str:
        """The column heads of the table that a row stands in."""
        blocks = self.reads[row.document].document.artifact.structure.blocks
        table = blocks[row.block].table
        at = row.block
        while at >= 0 and blocks[at].table == table and table is not None:
            if blocks[at].kind is BlockKind.TABLE_HEAD:
                return blocks[at].text
            at -= 1
        return ""

    def heading(self, statement: Statement) -> frozenset[str]:
        """The keys of the heading that a statement stands under."""
        if statement.section is None:
            return frozenset()
        sections = self.reads[statement.document].document.artifact.structure.sections
        return frozenset(content(sections[statement.section].heading))

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a key tells: the rarer, the more."""
        counted: Counter[str] = Counter(k for s in {s.keys for s in self.statements} for k in s)
        total = max(FEW, len(self.statements))
        return {k: log(1 + total / n) for k, n in counted.items()}

    def weight(self, keys: frozenset[str] | set[str]) -> float:
        """How much keys tell together."""
        if isinstance(keys, frozenset):
            known = self._weighed.get(keys)
            if known is None:
                known = self._weighed[keys] = self._sum(keys)
            return known
        return self._sum(keys)

    def _sum(self, keys: frozenset[str] | set[str]) -> float:
        weights = self.weights
        return sum(sorted(weights.get(k, 1.0) for k in keys))  # sorted: the same sum whatever the order of the set

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The share of the lesser of two sets of keys that is in the other, by weight."""
        least = min(self.weight(a), self.weight(b))
        return self.weight(a & b) / least if least else 0.0

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The share of all keys that both sets have, by weight."""
        both = self.weight(a | b)
        return self.weight(a & b) / both if both else 0.0

    def versions(self, a: Statement, b: Statement) -> bool:
        """Whether one of the documents takes the place of the other."""
        return self.older.get(a.document) == b.document or self.older.get(b.document) == a.document

    def revises(self, a: Statement, b: Statement) -> bool:
        """Whether one of the documents proposes changes to the other."""
        return self.revised.get(a.document) == b.document or self.revised.get(b.document) == a.document

    def outdated(self, statement: Statement) -> bool:
        """Whether the document has been replaced by another one here."""
        return statement.document in self.older

    def proposal(self, statement: Statement) -> bool:
        """Whether it is only suggested."""
        return statement.status is Status.PROPOSED


def gather(documents: Sequence[ConflictDocument], areas: Sequence[str] | None = None) -> Material:
    """Read the documents. `areas`: their scopes, where they are known."""
    if areas is None:
        areas = scopes([area(d.artifact) for d in documents])
    same = identities(documents, areas)
    found: list[Read] = []
    first = 0
    for number, document in enumerate(documents):
        found.append(read(number, first, document, areas[number], _of(same, number, document)))
        first += len(found[-1].statements)
    material = Material(found)
    material.older = dict(_older(material))
    material.revised = dict(_revised(material))
    return material


def _of(same: Mapping[tuple[int, str], str], number: int, document: ConflictDocument) -> dict[str, str]:
    return {e.id: same[number, e.id] for e in document.artifact.facts.entities if (number, e.id) in same}


def _folded(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))


def _revised(material: Material) -> Iterator[tuple[int, int]]:
    """Which proposals are about changing which document: their titles share most words."""
    for number, one in enumerate(material.reads):
        meta = one.document.artifact.structure.metadata
        if meta.status is not Status.PROPOSED and not meta.type.startswith(("remiss", "förslag")):
            continue
        likely = [
            (material.overlap(one.title, r.title), -n)
            for n, r in enumerate(material.reads)
            if n != number and r.scope == one.scope and len(one.title & r.title) >= 2
            and r.document.artifact.structure.metadata.status is Status.IN_FORCE and n not in material.older
        ]  # fmt: skip
        if likely and max(likely)[0] >= 0.6:
            yield number, -max(likely)[1]


def _older(material: Material) -> Iterator[tuple[int, int]]:
    """Which documents are replaced by which: by their title and date, or because the newer one says so."""
    by_scope: dict[str, list[int]] = defaultdict(list)
    titles: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, one in enumerate(material.reads):
        by_scope[one.scope].append(number)
        titles[one.scope, _folded(one.document.artifact.structure.metadata.title)].append(number)
    for numbers in titles.values():
        dated = sorted((n for n in numbers if _date(material, n)), key=lambda n: _date(material, n))
        for old, new in itertools.pairwise(dated):
            if _date(material, old) < _date(material, new) and material.reads[old].title:
                yield old, new
    for number, one in enumerate(material.reads):
        for statement in one.statements:
            match = _REPLACES.search(statement.text)
            if match is None:
                continue
            what, year = frozenset(content(match["what"])), _YEAR.search(match["what"])
            for other in by_scope[one.scope]:
                title = material.reads[other].title
                if other == number or len(title) < 2 or len(by_scope[one.scope]) > 400:
                    continue
                dated_right = year is None or _date(material, other).startswith(year.group())
                if dated_right and title <= what and _date(material, other) <= _date(material, number):
                    yield other, number


def _date(material: Material, number: int) -> str:
    return material.reads[number].document.artifact.structure.metadata.date or ""
