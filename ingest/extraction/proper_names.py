"""Organisations with a name of one word that no register holds and no sentence explains.

A word that is always written with a capital, also inside sentences, is a proper name; where it acts
("X ansvarar"), owns ("Xs styrelse") or stands beside a known body ("regionen och X") it is an organisation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ingest.artifact import BlockKind, EntityKind
from ingest.extraction.found import Found
from ingest.extraction.heads import head_of
from ingest.extraction.nouns import fold
from ingest.extraction.registries import municipalities, regions
from ingest.extraction.text import Text, core
from ingest.extraction.verbs import MODALS, Tense, form_of

_NAME = re.compile(r"(?<![\w.@/-])(?P<n>[A-ZÅÄÖ][a-zåäöé]{3,})(?![\w@-])")
_BODY = r"(?:[Rr]egionen|[Ll]andstinget|[Kk]ommunerna|Region [A-ZÅÄÖ]\w+|[A-ZÅÄÖ]{2,6}|\w+(?:förvaltningen|nämnden|gruppen|styrelsen|förbundet))"  # noqa: E501
_BESIDE_LEFT = re.compile(rf"{_BODY},? (?:och|samt|respektive) $")
_BESIDE_RIGHT = re.compile(rf"^,? (?:och|samt|respektive) {_BODY}")
_OWNS = re.compile(
    r"^ (?:styrelse|kansli|webb\w*|hemsida|nätverk|representant\w*|tjänsteperson\w*|ledning|medlem\w*|sekretariat\w*|direktör|ordförande|\w+nätverk)"  # noqa: E501
)
_INSIDE = re.compile(r"[\wåäö,)] $")  # the word before: the name does not begin the sentence
_LOWER = re.compile(r"(?<![\w.@/:-])[a-zåäöé]{4,}(?![\w@-]|\.[a-z])")  # not in addresses
_LANDS = frozenset({"Sverige", "Norden", "Europa", "Götaland", "Svealand", "Norrland", "Finland", "Norge", "Danmark"})
_LEAST, _VOTES = 3, 2


def find_organisations(text: Text) -> Iterator[Found]:
    """A name at each of its places, where the document says enough that it is an organisation."""
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    votes: dict[str, int] = defaultdict(int)
    inside: set[str] = set()
    lower: set[str] = set()
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        lower.update(_LOWER.findall(block.text))
        if block.kind is BlockKind.HEADING:
            continue
        for match in _NAME.finditer(block.text):
            name = match["n"]
            before, after = (
                block.text[max(0, match.start() - 40) : match.start()],
                block.text[match.end() : match.end() + 40],
            )
            owned = name.endswith("s") and bool(_OWNS.match(after))
            base = name[:-1] if owned else name
            places[base].append((index, match.start(), match.end()))
            if _INSIDE.search(before):
                inside.add(base)
            votes[base] += bool(owned or _BESIDE_LEFT.search(before) or _BESIDE_RIGHT.match(after) or _acts(after))
    for name, several in places.items():
        if len(several) < _LEAST or votes[name] < _VOTES or name not in inside or name.lower() in lower:
            continue
        if _known(name):
            continue
        for index, start, end in several:
            yield Found(
                index, start, end, EntityKind.PARTY, "samverkansorganisation", name, f"named:{fold(name)}", "organisation-name",  # noqa: E501
                head=fold(name), aliases=(name,), confidence=0.75,
            )  # fmt: skip


def _acts(after: str) -> bool:
    """Whether a finite verb in the active follows."""
    word = re.match(r" ([a-zåäö]+)", after)
    if word is None:
        return False
    form = form_of(word[1])
    return word[1] in MODALS or (form is not None and form.tense is Tense.PRESENT and not form.passive)


def _known(name: str) -> bool:
    if name in _LANDS or head_of(name.lower()) is not None or form_of(name.lower()) is not None:
        return True
    plain = name.removesuffix("s")
    return name in municipalities() or plain in municipalities() or any(core(r) in (name, plain) for r in regions())
