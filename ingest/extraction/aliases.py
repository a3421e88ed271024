"""Other names that the text gives: "(nedan kallad X)", "X (ABC)", "förkortat ABC"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.artifact import BlockKind, EntityKind
from ingest.extraction.found import Found
from ingest.extraction.heads import Head, head_of
from ingest.extraction.nouns import fold, upper_first
from ingest.extraction.text import Text

_CALLED = re.compile(
    r"(?:\(|,\s*)(?:(?:här\s*)?nedan|härefter|hädanefter|fortsättningsvis|i\s+fortsättningen|i\s+det\s+följande|i\s+detta\s+\w+|i\s+denna\s+\w+|även|också|tillsammans)?\s*"
    r"(?:kallade?|kallat|kallas|benämnd?|benämnda|benämnt|benämns|förkorta[dt]|förkortade|förkortas|förkortning)\s*(?:för|som)?\s*[”“\"']?(?P<n>[^”“\"'(),.;]{2,60}?)[”“\"']?\s*(?=[),.;]|\s(?:har|ska|är|träffar|om|och)\b)"
)
_BELOW = re.compile(
    r"\((?:nedan|härefter|hädanefter|fortsättningsvis|i\s+fortsättningen)\s+[”“\"']?(?!kalla|benämn|förkort)(?P<n>[^”“\"'(),.;]{2,40}?)[”“\"']?\s*\)"
)
_BRACKET = re.compile(r"\(\s*(?P<n>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,2}[A-ZÅÄÖ][\wÅÄÖåäö:-]{0,8})\s*\)")
_PHRASE = re.compile(r"(?P<p>(?:[A-ZÅÄÖ][\wåäöÅÄÖ/-]*)(?:[ ,]+(?:och|i|för|om|av|vid|[\wåäöÅÄÖ/-]+)){0,7})\s*$")
# "en grupp som består av ... (nedan kallad X)": X is that group, none named before
_NEW_BODY = re.compile(
    r"\b(?:en|ett)\s+(?:\w+\s+)?\w*(?:grupp|råd|nätverk|kommitté|forum|utskott)\s+(?:som|med|bestående)\b"
)
_NOT_SHORT = frozenset({"SIP", "PDF", "IT", "EU", "FN", "KBT", "ADL", "AI"})


@dataclass(frozen=True, slots=True)
class AliasLink:
    """The text says that `surface` is a name of what `target` found."""

    surface: str
    target: Found
    block: int
    start: int
    end: int


def find_aliases(text: Text, names: Mapping[int, Sequence[Found]]) -> Iterator[AliasLink]:
    """Names given in the text, with what they are names of."""
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index] or (
            "(" not in block.text
            and "kalla" not in block.text
            and "förkort" not in block.text
            and "benämn" not in block.text
        ):
            continue
        line = block.text
        known = sorted(names.get(index, ()), key=lambda f: f.start)
        for pattern in (_CALLED, _BELOW):
            for match in pattern.finditer(line):
                name = match["n"].strip()
                if len(name.split()) > 6:
                    continue
                target = _called(name, match.start(), line, known)
                if target is not None:
                    yield AliasLink(name, target, index, match.start("n"), match.start("n") + len(name))
        for match in _BRACKET.finditer(line):
            short = match["n"]
            if short in _NOT_SHORT:
                continue
            near = next((f for f in known if 0 <= match.start() - f.end <= 2 and f.end <= match.start()), None)
            if near is not None and near.type == "funktion" and near.owner and near.end > near.start + 1:
                near = replace(near, key=near.owner, type="övrig")
            if near is not None and near.kind is not EntityKind.MATTER:
                yield AliasLink(short, near, index, match.start("n"), match.end("n"))
        if block.kind is BlockKind.HEADING:
            yield from _in_heading(index, line, known)


def _in_heading(index: int, line: str, known: Sequence[Found]) -> Iterator[AliasLink]:
    """A heading "X (Y)" says that Y is another name of X, where Y is no place."""
    for first, second in pairwise(known):
        between, after = line[first.end : second.start], line[second.end : second.end + 1]
        if (
            between == " ("
            and after == ")"
            and first.kind is second.kind
            and second.type not in ("region", "kommun", "samverkansorganisation", "förvaltning")
        ):
            yield AliasLink(line[second.start : second.end], first, index, second.start, second.end)


def _called(name: str, at: int, line: str, known: Sequence[Found]) -> Found | None:
    begin = max(line.rfind(". ", 0, at), 0)
    before = [f for f in known if begin <= f.start and f.end <= at + 1]
    head = _head(name)
    if head is not None:
        same = [f for f in before if _shares_head(head, f)]
        if same and _NEW_BODY.search(line[same[-1].end : at]):
            return None
        if same:
            return same[-1]
    low = fold(name)
    wanted = {
        "regionen": "region",
        "landstinget": "region",
        "kommunerna": "kommun",
        "kommunen": "kommun",
        "parterna": "parter",
    }.get(low)
    if wanted is not None:
        return next((f for f in reversed(before) if f.type == wanted), None)
    close = [f for f in before if at - f.end <= 3]
    return close[-1] if close else before[-1] if before and head is None else None


def _head(name: str) -> Head | None:
    return head_of(re.split(r"[\s]", name.lower())[-1]) or head_of(name.lower().split()[0])


def _shares_head(head: Head, found: Found) -> bool:
    last = found.head.split(" ")[-1]
    return bool(last) and (
        last == head.base or last.endswith(head.tail) or (found.type == head.type and head.base == head.tail)
    )


def find_bracketed(text: Text, names: Mapping[int, Sequence[Found]]) -> Iterator[Found]:
    """ "Capital phrase (ABC)" whose initials fit and that nothing else has named: a body of its own."""
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index] or "(" not in block.text:
            continue
        known = names.get(index, ())
        for match in _BRACKET.finditer(block.text):
            short = match["n"]
            if short in _NOT_SHORT or any(f.end in (match.start(), match.start() - 1) for f in known):
                continue
            phrase = _PHRASE.search(block.text[: match.start()])
            if phrase is None:
                continue
            start = _fit(phrase["p"], short)
            if start is None:
                continue
            name = phrase["p"][start:].strip(" ,")
            at = phrase.start("p") + start
            if any(f.start < match.start() and at < f.end for f in known):
                continue
            yield Found(
                index,
                at,
                at + len(name),
                EntityKind.PARTY,
                _type(name),
                upper_first(name),
                f"bracket:{fold(name)}",
                "name-with-abbreviation",
                head=fold(name),
                aliases=(name, short),
            )


def _fit(phrase: str, short: str) -> int | None:
    """Where in the phrase the words begin whose initials make the abbreviation, or None."""
    letters = [c for c in short.casefold() if c.isalnum()]
    parts = [(m.start(), m.group()) for m in re.finditer(r"[^\W_]+", phrase)]
    for first in range(len(parts)):
        if not parts[first][1][0].isupper() or parts[first][1][0].casefold() != letters[0]:
            continue
        initials = "".join(word[0] for _, word in parts[first:]).casefold()
        whole = "".join(word for _, word in parts[first:]).casefold()
        if _subsequence(letters, initials) or (
            len(parts) - first >= 2 and _subsequence(letters, whole) and initials[0] == letters[0]
        ):
            return parts[first][0]
    return None


def _subsequence(letters: Sequence[str], text: str) -> bool:
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if at == 0:
            return False
    return True


def _type(name: str) -> str:
    last = name.rsplit(maxsplit=1)[-1].lower()
    for end, type_ in (
        ("nämnden", "nämnd"),
        ("förvaltningen", "förvaltning"),
        ("verket", "myndighet"),
        ("myndigheten", "myndighet"),
        ("förbundet", "kommunalförbund"),
        ("ab", "bolag"),
    ):
        if last.endswith(end):
            return type_
    return "övrig"
