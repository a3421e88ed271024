"""Documents as statements: what is compared, one sentence, list item or table row each.

A statement holds what tells it from another: the bodies named, the modality, the numbers with
their units, whom it is about, on what condition, and the keys of its other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingest.artifact import Block, BlockKind, Modality, PageSource, Span, Status, locate
from ingest.extraction.status import genre_of, status_of
from ingest.extraction.triggers import Genre
from ingest.language.keys import key, part_keys
from ingest.language.quantities import quantities
from ingest.language.quantity import Quantity
from ingest.language.stopwords import STOPWORDS
from ingest.language.tokens import sentences, words
from search.conflicts.bodies import Body, BodyFinder, Word
from search.conflicts.model import ConflictDocument

_READ = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.TITLE, BlockKind.HEADING, BlockKind.CONTENTS}
)
_WHOLE = frozenset({BlockKind.ROW, BlockKind.TITLE, BlockKind.HEADING, BlockKind.CONTENTS})
_LEADERS = re.compile(r"[\s.…_]*\s*\d*\s*$")
_MARK = re.compile(r"^(?:[•▪◦‣·*o–—-]|\(?[a-zåäö0-9]{1,2}[.)])\s+")
_PROHIBITED = re.compile(
    r"\b(?:får|ska|skall|kan)\s+(?:\w+\s+){0,2}?(?:inte|ej|aldrig)\b|\bförbjud\w+|\binte tillåt\w+"
    r"|\b(?:ingen|inget|inga)\s+(?:\w+\s+){1,3}?får\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(ska|skall|måste|bör|borde|får|åligger|är skyldiga?)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:inte|ej|ingen|inget|inga|saknar|saknas|aldrig)\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:^|[,;(–]\s*)om\b(?!\s+att\b)|\bom (?:det|den|de|inte|parterna|någon|barnet|patienten|personen"
    r"|tillståndet|så)\b"
    r"|\b(?:såvida|förutsatt|under förutsättning|när det|i det fall|i de fall|undantag\w*|utom|utöver"
    r"|dock|annars|särskilda skäl|akut\w*|brådskande)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"^(?:är|blir|bedömer|kommer|kan|har|begär|saknas|finns)\s+\w+.{3,90}?\s(?:ska|skall|bör|får|kan|gäller|tar|lyfts)\b",
    re.IGNORECASE,
)
_PEOPLE = (
    r"person(?:er)?|patient(?:en|er|erna)?|barn(?:et)?|unga|ungdomar|vuxna|äldre|den som|de som|enskilda"
    r"|individ(?:er)?|brukare|boende|elever|anhöriga|närstående|föräldrar|familjer|medarbetare|personal|invånare"
    r"|kvinnor|män|gravida|nyanlända|asylsökande|studerande|medborgare|kvinnan|modern"
)
_STOPS = (  # words that end the telling of whom it is for
    r"inom|ska|skall|bör|får|är|har|minst|senast|högst|fördelas|delas|ligger|vilar|åligger|svarar|ansvarar|betalar"
    r"|betalas|görs|sker|ges|erbjuds|med \d+|(?:en|ett|två|tre|fyra|fem|sex|åtta|tio|tolv|\d+) gång(?:er)?"
)
_TARGET = re.compile(
    r"\b(?:för|till|av|hos|åt)\s+(?:(?:de|den|det|alla|varje|en|ett|vissa)\s+)?"
    rf"(?:\w+(?:de|da|na|ta|rade|ade|ga|iga|a)\s+)?(?:{_PEOPLE})\b(?:(?!\b(?:{_STOPS})\b)[^.;:])*",
    re.IGNORECASE,
)
_RESIDENCE = re.compile(
    r"\b(?:särskilda? boenden?|ordinärt boende|hemsjukvård\w*|korttids\w+|placerad\w*|psykiatrisk vård"
    r"|barn\w*|vuxen\w*|vuxna|placering\w*|HVB\w*|familjehem\w*)",
    re.IGNORECASE,
)


# Said of the document that it stands in: two documents may differ in it.
_OWN = re.compile(
    r"^(?:(?:den här|denna|detta|dessa)\s+)?(?:målgrupp(?:en|erna)?|uppsägning(?:en)?|avtalstiden"
    r"|giltighetstiden|giltighet|uppföljning(?:en)?|dokumentet|tvist(?:er)?|parter(?:na)?:)\b"
    r"|^(?:den|det)\s+(?:gäller|kan|ska|får|löper|upphör|omfattar|förvaltas|följs|ersätter|är|har|tecknas|sägs)\b"
    r"|\b(?:överenskommelsen|avtalet|tillägget|riktlinjen|rutinen|arbetsordningen)\b(?!\s+(?:om|mellan|för|kring|från)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, item or row. `start`, `end`: its characters in its block's text."""

    number: int
    document: int
    block: int
    start: int
    end: int
    text: str
    lead: str  # of an item: what leads it in
    kind: BlockKind
    section: int | None
    status: Status
    modality: Modality | None
    negated: bool
    condition: bool
    bodies: tuple[Body, ...]
    topics: tuple[Body, ...]  # bodies of the lead-in, else of the headings
    words: tuple[Word, ...]
    keys: frozenset[str]  # content words without numbers
    target: frozenset[str]  # content words about whom it is
    numbers: tuple[Quantity, ...]
    own: bool = False  # said of the document that it stands in, so that two documents may differ in it
    broken: bool = False  # over a page break, so that only a part of it can be quoted

    @property
    def said(self) -> bool:
        """Whether it states anything: headings and lists of contents do not."""
        return self.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW)

    @property
    def full(self) -> str:
        """The statement after what leads it in."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Read:
    """A document as statements. `title` are the keys of its title."""

    document: ConflictDocument
    scope: str  # documents of one scope are compared
    genre: Genre
    title: frozenset[str]
    statements: tuple[Statement, ...]
    finder: BodyFinder
    quality: float  # how well its characters are known, 0 to 1


def read(number: int, first: int, document: ConflictDocument, scope: str, known_as: Mapping[str, str]) -> Read:
    """A document's statements, numbered from `first`. `known_as`: local entity id -> id in the scope."""
    structure = document.artifact.structure
    finder = BodyFinder(document, known_as)
    found: list[Statement] = []
    for index, block in enumerate(structure.blocks):
        if block.kind in _READ:
            found += _statements(number, first + len(found), document, finder, index, block)
    sources = [1.0 if p.source is PageSource.TEXT else 0.5 * p.confidence for p in structure.pages]
    meta = structure.metadata
    return Read(
        document,
        scope,
        genre_of(meta),
        frozenset(content(meta.title)),
        tuple(found),
        finder,
        sum(sources) / max(1, len(sources)),
    )


def content(text: str) -> list[str]:
    """The keys of the content words of a text, in order."""
    return [w for token in words(text) if (w := _key(token.text.lower()))]


def wide(text: str) -> frozenset[str]:
    """The keys of the content words of a text, with the last parts of its compounds."""
    lasts = (part_keys(t.text.lower()) for t in words(text))
    return frozenset(content(text)) | {_SAME.get(parts[-1], parts[-1]) for parts in lasts if parts}


@lru_cache(maxsize=131_072)
def _key(word: str) -> str:
    if word in STOPWORDS or word in _VAGUE or word.isdigit() or (len(word) < 3 and not word.isupper()):
        return ""
    return _SAME.get(found := key(word), found)


def span_of(document: ConflictDocument, block: int, start: int, end: int) -> Span:
    """Where characters of a block stand on their page."""
    return locate(document.artifact.structure.blocks[block], start, end)


def _statements(
    number: int, first: int, document: ConflictDocument, finder: BodyFinder, index: int, block: Block
) -> Iterator[Statement]:
    structure = document.artifact.structure
    mark = _MARK.match(block.text) if block.kind is BlockKind.ITEM else None
    offset = mark.end() if mark else 0
    lead = ""
    if block.lead_in is not None:
        before = structure.blocks[block.lead_in].text
        pieces = sentences(before)
        lead = before[pieces[-1][0] : pieces[-1][1]] if pieces else ""
    body = block.text[offset:]
    if block.kind is BlockKind.CONTENTS:
        body = _LEADERS.sub("", body)
    parts = [(0, len(body))] if block.kind in _WHOLE else sentences(body)
    section = structure.sections[block.section] if block.section is not None else None
    topics = finder.find(lead) if lead else ()
    if not topics:
        topics = finder.topic(block.section)
    made = 0
    for start, end in parts:
        text = body[start:end]
        if not any(c.isalpha() for c in text):
            continue
        said = _parsed(text)
        yield Statement(
            first + made,
            number,
            index,
            offset + start,
            offset + end,
            text,
            lead,
            block.kind,
            block.section,
            status_of(section.status if section else Status.IN_FORCE, structure.metadata, f"{lead} {text}"),
            said.modality or (_modality(lead) if lead else None),
            said.negated,
            said.condition,
            finder.find_words(text, said.words),
            topics,
            said.words,
            said.keys,
            said.target,
            said.numbers,
            said.own,
            len(block.spans) > 1 and _broken(block, offset + start, offset + end),
        )
        made += 1


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What a text says by itself, wherever it stands: worked out once for what many documents repeat."""

    modality: Modality | None
    negated: bool
    condition: bool
    words: tuple[Word, ...]
    keys: frozenset[str]
    target: frozenset[str]
    numbers: tuple[Quantity, ...]
    own: bool


@lru_cache(maxsize=65_536)
def _parsed(text: str) -> _Parsed:
    numbers = tuple(quantities(text))
    tokens = tuple(Word(t.start, t.end, lower, _key(lower)) for t in words(text) for lower in (t.text.lower(),))
    keys = frozenset(
        w.key for w in tokens if w.key and not any(q.start <= w.start < q.end and not _counted(q, w) for q in numbers)
    )
    targets = [m.group() for m in _TARGET.finditer(text)] + [m.group() for m in _RESIDENCE.finditer(text)]
    return _Parsed(
        _modality(text),
        bool(_NEGATED.search(text)),
        bool(_CONDITION.search(text) or _INVERTED.match(text)),
        tokens,
        keys,
        keys & frozenset(k for target in targets for k in content(target)),
        numbers,
        bool(_OWN.search(text)),
    )


def _broken(block: Block, start: int, end: int) -> bool:
    span = locate(block, start, end)
    return span.end - span.start < end - start


def _counted(quantity: Quantity, word: Word) -> bool:
    """Whether a word of a quantity is the noun that is counted, and so says what it is about."""
    return quantity.unit.startswith(word.text) and quantity.kind.value == "count"


def _modality(text: str) -> Modality | None:
    if _PROHIBITED.search(text):
        return Modality.PROHIBITION
    match = _MODAL.search(text)
    if match is None:
        return None
    word = match[1].lower()
    if word in ("bör", "borde"):
        return Modality.RECOMMENDATION
    return Modality.PERMISSION if word == "får" else Modality.OBLIGATION


_VAGUE = frozenset(
    (
        "upp",
        "ram",
        "ramen",
        "gäller",
        "gälla",
        "gällande",
        "respektive",
        "finns",
        "enligt",
        "enlighet",
        "inför",
        "föreslås",
        "föreslår",
        "föreslå",
        "fortsättningen",
    )
)
# Words that say the same in agreements, by key, as written by hand.
_GROUPS = (
    ("möte", "sammanträda", "träffas", "träffa", "möta", "mötas", "sammanträde", "träff"),
    ("ansvara", "svara", "ansvar", "ansvarig"),
    ("ung", "ungdom", "unga"),
    ("fastställa", "godkänna", "anta", "fastställande", "godkännande"),
    ("fördela", "fördelning"),
    ("upprätta", "utarbeta", "upprättande", "utarbetande"),
    ("uppföljning", "följa"),
    ("rapportera", "rapport", "rapportering", "återrapportering", "redovisa"),
    ("stödstruktur", "samverkansstruktur"),
    ("landsting", "region"),
    ("tvist", "tvister", "oenighet", "oense"),
)
_SAME = {key(word): key(group[0]) for group in _GROUPS for word in group}
