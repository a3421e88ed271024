"""Agreements and other steering documents by their titles: this one, and those in lists, tables, labels and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import Block, BlockKind, EntityKind
from ingest.extraction.found import Found
from ingest.extraction.heads import head_of
from ingest.extraction.nouns import fold, upper_first
from ingest.extraction.text import Text
from ingest.extraction.titles import document_type, title_key, title_type, topic_words
from ingest.extraction.tokens import item_start
from ingest.extraction.verbs import MODALS, Tense, form_of

DOCUMENT = "document:this"
_A = EntityKind.AGREEMENT
_QUOTED = re.compile(r"[”“\"»](?P<q>[^”“\"«»\n]{6,180})[”“\"«]")
_LEAD = re.compile(
    r"(?i)\b(?:följande|nedanstående|dessa|nedan)\b[^.]{0,80}?\b(?P<h>\w*(?:överenskommelser|avtal|riktlinjer|rutiner|styrdokument|dokument))\b[^.]*:?\s*$"
    r"|^(?:\w+ ){0,3}(?P<i>\w*(?:överenskommelser|avtal|riktlinjer|rutiner|styrdokument))\b(?: mellan [^.:]{0,60}| finns| gäller)?:\s*$"  # noqa: E501
)
_COLUMN = re.compile(
    r"(?i)^\W*(?:samverkans|tilläggs|huvud)?(?P<h>överenskommelse|avtal|riktlinje|rutin|styrdokument|dokument)(?:r|n|ens?)?\b"
)
_OPENS = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ”“"»0123456789')
_PRIORITIES = re.compile(
    r"(?<![\w-])[Pp]rioriterade områden(?:na)?(?: för [^.,;:()]{3,60}?(?= (?:i|som|fastställs|är|ska)\b|[.,;:()]|$))?|(?<![\w-])(?:[Dd]e )?prioriterade områdena"  # noqa: E501
)
_SUPPLEMENT = re.compile(r"(?:,?\s+inklusive|\s+med|,?\s+samt)\s+(?=tillägg)")
_ADDED = re.compile(
    r"\b(?:inklusive|samt|med) (?P<t>tillägg (?:(?:om|för|kring|gällande|avseende) )?[^.;:|]{8,120}?)(?= samt [A-ZÅÄÖ]|[.;:|]|$)"  # noqa: E501
)
_INTRODUCES = frozenset({"om", "för", "kring", "avseende", "gällande", "angående", "rörande", "mellan", "vid", "till"})
_NOUNS = frozenset({"vårdar", "delar", "svar"})
_LABEL = re.compile(
    r"^(?:Tillhörande|Gällande|Aktuella?)\s+(?:länsövergripande\s+)?\w*(?:överenskommelse|avtal)(?:r|n|rna)?\s*:?\s+(?=[A-ZÅÄÖ])"
)


def find_document(text: Text) -> Found | None:
    """This document itself, at its title block where it is one."""
    meta = text.structure.metadata
    if not meta.title:
        return None
    wanted = fold(meta.title)
    for index, block in enumerate(text.structure.blocks):
        if text.words[index] and (
            fold(block.text) == wanted
            or (
                len(wanted) > 12
                and (wanted in fold(block.text) or (fold(block.text) in wanted and len(block.text) > 25))
            )
        ):
            return _document(index, len(block.text), meta.title, meta.type)
        if index > 40:
            break
    first = next((i for i, w in enumerate(text.words) if w), None)
    return None if first is None else _document(first, len(text.structure.blocks[first].text), meta.title, meta.type)


def _document(index: int, end: int, title: str, type_: str) -> Found:
    return Found(
        index,
        0,
        end,
        _A,
        type_ or "övrig",
        upper_first(title.strip(" .")),
        DOCUMENT,
        "document-title",
        head=type_,
        confidence=0.97,
        aliases=(title,),
    )


def find_titles(text: Text) -> Iterator[Found]:
    """Titles in lists of agreements, in tables with such a column, and in quotes after a document head."""
    blocks = text.structure.blocks
    columns: dict[int, tuple[int, str]] = {}
    for index, block in enumerate(blocks):
        if not text.words[index]:
            continue
        if block.kind is BlockKind.TABLE_HEAD and block.table is not None:
            for column, cell in enumerate(block.cells):
                match = _COLUMN.match(cell)
                if match:
                    columns[block.table] = (column, match["h"].lower())
                    break
        elif block.kind is BlockKind.ROW:
            column, type_ = columns.get(block.table or -1, (-1, "överenskommelse"))
            yield from _row_titles(index, block, column, type_)
        elif block.kind is BlockKind.ITEM and block.lead_in is not None:
            match = _LEAD.search(blocks[block.lead_in].text)
            start = item_start(block)
            item = block.text[start:].rstrip(" .,;")
            if match and 5 < len(item) < 260 and item[0] in _OPENS and not re.search(r"[.!?]\s+[A-ZÅÄÖ]", item):
                type_ = _singular((match["h"] or match["i"]).lower())
                item = re.split(r",\s+(?:som|vilken|vilket|där)\s", item)[0]
                for lo, hi in _segments(item):
                    yield _title(index, start + lo, start + hi, item[lo:hi], type_, "agreement-list")
        label = _LABEL.match(block.text)
        if label is not None:
            yield from _labelled(index, block.text, label.end())
        yield from _added(index, block.text)
        for match in _PRIORITIES.finditer(block.text):
            yield _priorities(text, index, match)
        for match in _QUOTED.finditer(block.text):
            found = _quoted(text, index, match)
            if found is not None:
                yield found


def _added(index: int, line: str) -> Iterator[Found]:
    """Supplements that a sentence adds to an agreement ("X, inklusive tillägg om Y")."""
    for match in _ADDED.finditer(line):
        title = match["t"].rstrip(" .,;")
        if len(title.split()) >= 3 and not any(_finite(word) for word in title.split()):
            start = match.start("t")
            yield _title(index, start, start + len(title), title, "tilläggsöverenskommelse", "agreement-added")


def _labelled(index: int, line: str, start: int) -> Iterator[Found]:
    """Titles after a label ("Tillhörande överenskommelser X samt Y."): sentences without a verb."""
    for sentence in re.finditer(r"[A-ZÅÄÖ][^.]*", line[start:]):
        for part in re.finditer(r"(?:(?!\s+samt\b|,?\s+inklusive\b).)+", sentence.group()):
            title = re.sub(r"^\s*(?:samt|,?\s*inklusive)\s+", "", part.group())
            at = start + sentence.start() + part.end() - len(title)
            words_ = title.split()
            if (
                len(words_) < 3
                or not (title[0].isupper() or title.startswith("tillägg"))
                or re.search(r"\b(?:finns|är|ska|har|att|planeras|saknas|kan)\b", title)
            ):
                continue
            yield _title(index, at, at + len(title.rstrip()), title.rstrip(), "överenskommelse", "agreement-label")


def _priorities(text: Text, index: int, match: re.Match[str]) -> Found:
    line = text.structure.blocks[index].text
    owner = re.search(r"(?<![\w-])([A-ZÅÄÖ]{2,8}):?s? $", line[: match.start()])
    start, end = owner.start() if owner else match.start(), match.end()
    for word in re.finditer(r"[^\W_]+", line[match.start() : match.end()]):
        form = form_of(word.group().lower())
        if (
            form is not None
            and form.tense in (Tense.PRESENT, Tense.PAST)
            and word.start() > len("prioriterade områden")
        ):
            end = match.start() + len(line[match.start() : match.start() + word.start()].rstrip())
            break
    return Found(
        index,
        start,
        end,
        _A,
        "övrig",
        upper_first(line[start:end]),
        "doc:prioriterade områden",
        "priorities",
        head="prioriterat område",
        aliases=(line[start:end],),
        confidence=0.8,
    )


def _singular(plural: str) -> str:
    head = head_of(plural)
    return document_type(head) if head else "dokument"


def _row_titles(index: int, block: Block, column: int, type_: str) -> Iterator[Found]:
    """The titles in a row: all that the column of documents holds, in the other cells what begins with a head."""
    fallback = "överenskommelse" if type_ in ("dokument", "styrdokument") else type_
    at = 0
    for number, cell in enumerate(block.cells):
        start = block.text.find(cell, at) if cell else -1
        if start < 0:
            continue
        at = start + len(cell)
        for lo, hi in _segments(cell):
            title = cell[lo:hi]
            if len(fold(title)) < 4 or not re.search(r"[A-Za-zÅÄÖåäö]{3}", title):
                continue
            if number == column or _begins_with_head(title):
                yield _title(index, start + lo, start + hi, title, fallback, "agreement-table")


def _segments(cell: str) -> Iterator[tuple[int, int]]:
    """The parts of a cell or item: parted by ";", a supplement parted from what it supplements."""
    for part in re.finditer(r"[^;]+", cell):
        start = part.start()
        for add in _SUPPLEMENT.finditer(part.group()):
            yield _trimmed(cell, start, part.start() + add.start())
            start = part.start() + add.end()
        yield _trimmed(cell, start, part.end())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " .,":
        start += 1
    while end > start and text[end - 1] in " .,":
        end -= 1
    return start, end


def _begins_with_head(title: str) -> bool:
    """Whether a text is a title: begins with a document head and what it is about, and has no finite verb."""
    words_ = title.split()
    if not 3 <= len(words_) <= 24 or not (title[0].isupper() or title.startswith("tillägg")):
        return False
    head = head_of(words_[0].lower())
    supplement = words_[0].lower() == "tillägg"
    if not supplement and (head is None or head.kind is not _A or head.plural or head.definite):
        return False
    return words_[1] in _INTRODUCES and not any(_finite(word) for word in words_)


def _finite(word: str) -> bool:
    low = word.lower().strip(" .,")
    form = form_of(low)
    return low in MODALS or (
        form is not None
        and form.tense is Tense.PRESENT
        and not form.passive
        and low != word[:0]
        and low.endswith("r")
        and low not in _NOUNS
    )


def _quoted(text: Text, index: int, match: re.Match[str]) -> Found | None:
    title = match["q"].strip()
    head = next(
        (h for h in (head_of(w.lower()) for w in re.findall(r"[^\W_]+", title)[:4]) if h and h.kind is _A), None
    )
    before = text.structure.blocks[index].text[max(0, match.start() - 60) : match.start()].casefold()
    near = re.search(
        r"(överenskommelse|avtal|riktlinje|rutin|anvisning|handlingsplan|policy)\w*\W*(?:är|heter|kallad|benämnd|som)?\W*$",
        before,
    )
    if (head is None and near is None) or not title[0].isupper() or len(title.split()) < 2:
        return None
    type_ = document_type(head) if head else near[1] if near else "överenskommelse"
    return _title(index, match.start("q"), match.start("q") + len(match["q"]), title, type_, "agreement-quoted")


def _title(index: int, start: int, end: int, title: str, fallback: str, rule: str) -> Found:
    clean = upper_first(title.strip(" .,;*"))
    type_ = title_type(clean, fallback)
    short = re.search(
        r"\((?P<s>[A-ZÅÄÖ][\w& -]{1,24}(?:-överenskommelsen)?)\)$|,\s*(?P<t>[A-ZÅÄÖ]{2,6})$|[–-]\s*(?P<u>[A-ZÅÄÖ][A-ZÅÄÖ ]{2,14})$",  # noqa: E501
        clean,
    )
    aliases = [clean]
    if short:
        aliases.append(short["s"] or short["t"] or short["u"])
        aliases.append(clean[: short.start()].strip(" ,–-"))
    bare = re.sub(r"^(?:Överenskommelse\s*[-–]\s*|Samverkan (?:vid|om) )", "", clean)
    if bare != clean and len(bare.split()) > 3:
        aliases.append(upper_first(bare))
    plain = re.sub(
        r"(?i),\s*(?:regional |sammanhållen )?(?:tilläggs)?överenskommelse(?: mellan .*)?$|\s+mellan .*$", "", clean
    )
    if plain != clean and len(plain) > 12 and len(topic_words(plain)) > 1:
        aliases.append(plain)
    return Found(
        index,
        start,
        end,
        _A,
        type_,
        clean,
        title_key(clean, type_),
        rule,
        head=type_,
        confidence=0.93,
        aliases=tuple(dict.fromkeys(aliases)),
    )
