"""Which names mean one thing: keys are joined until no rule joins more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from ingest.artifact import EntityKind
from ingest.extraction.agreements import DOCUMENT
from ingest.extraction.aliases import AliasLink
from ingest.extraction.found import Found, Strength
from ingest.extraction.heads import head_of
from ingest.extraction.likeness import likeness, near
from ingest.extraction.nouns import content, deletions, fold, one_edit_apart
from ingest.extraction.titles import topic_words

_UNIONS = frozenset({"samverkansorganisation", "kommunalförbund", "samordningsförbund"})


_TITLES = frozenset(
    {"agreement-list", "agreement-table", "agreement-quoted", "agreement-label", "document-title", "agreement-about"}
)


class Keys:
    """A union of keys. The first key of a join stays the root."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        """The key that stands for all joined with this one."""
        while key in self._parent:
            key = self._parent[key]
        return key

    def join(self, into: str, key: str) -> None:
        """Let `key` mean what `into` means."""
        a, b = self.root(into), self.root(key)
        if a != b:
            self._parent[b] = a


def without_overlaps(found: Iterable[Found]) -> dict[int, list[Found]]:
    """By block and in order; of two that overlap the stronger stays, then the longer, then the surer."""
    by_block: dict[int, list[Found]] = defaultdict(list)
    for one in found:
        by_block[one.block].append(one)
    kept: dict[int, list[Found]] = {}
    for block, several in by_block.items():
        several.sort(key=lambda f: (-(f.end - f.start), -f.strength, -f.confidence, f.start))
        chosen: list[Found] = []
        for one in several:
            if one.end > one.start and not any(f.start < one.end and one.start < f.end for f in chosen):
                chosen.append(one)
        kept[block] = sorted(chosen, key=lambda f: f.start)
    return kept


def join_names(found: Sequence[Found], links: Sequence[AliasLink], county: str = "") -> Keys:
    """All joins that the names themselves and the alias definitions of the text give."""
    keys = Keys()
    by_alias: dict[str, str] = {}
    for link in links:
        low = fold(link.surface)
        if low in by_alias and keys.root(by_alias[low]) != keys.root(link.target.key):
            if link.surface.isupper() or any(c.isupper() for c in link.surface[1:]):
                keys.join(by_alias[low], link.target.key)
            continue
        by_alias[low] = link.target.key
    _join_surfaces(found, keys, by_alias)
    _join_acronyms(found, keys)
    _join_alike(found, keys, county)
    _join_topics(found, keys)
    _join_complements(found, keys)
    _join_organisations(found, keys)
    _join_spellings(found, keys)
    return keys


def _join_surfaces(found: Sequence[Found], keys: Keys, by_alias: dict[str, str]) -> None:
    """A name that is spelt as another's alias means it; one spelling of one kind is one thing."""
    seen: dict[tuple[EntityKind, str], str] = {}
    kinds = {one.key: one.kind for one in found}
    for one in found:
        if one.strength is not Strength.NAMED and one.key not in (DOCUMENT,):
            for alias in one.aliases:
                target = by_alias.get(fold(alias))
                if target is not None and not one.key.startswith(("region:", "kommuner:", "parter:")):
                    keys.join(target, one.key)
            continue
        for alias in (one.name, *one.aliases):
            low = fold(alias)
            if one.kind is EntityKind.GROUP and " " not in low and head_of(low) is not None:
                continue  # "styrgrupp" of "styrgrupp för X" joins nothing
            target = by_alias.get(low)
            if target is not None and (low != fold(one.name) or kinds.get(target) is one.kind):
                keys.join(target, one.key)
            if (
                len(low) > 2
                and (one.kind is EntityKind.GROUP or one.kind is EntityKind.AGREEMENT)
                and "||" not in one.key
            ):
                keys.join(seen.setdefault((one.kind, low), one.key), one.key)


def _join_acronyms(found: Sequence[Found], keys: Keys) -> None:
    """ "BUS-överenskommelsen" is the agreement that is called BUS."""
    short: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.kind is EntityKind.AGREEMENT and not one.key.startswith("acronym:"):
            for alias in one.aliases:
                if alias.isupper():
                    short[alias.casefold()].add(keys.root(one.key))
    for one in found:
        if one.key.startswith("acronym:"):
            roots = {keys.root(k) for k in short.get(one.key.removeprefix("acronym:"), ())}
            if len(roots) == 1:
                keys.join(roots.pop(), one.key)


def _join_alike(found: Sequence[Found], keys: Keys, county: str) -> None:
    """Titles that differ in words that say nothing, or long ones in which one has a word more, name one agreement."""
    titles = {f.key: f for f in found if f.kind is EntityKind.AGREEMENT and f.strength is Strength.NAMED}
    first: dict[str, str] = {}
    longer: dict[str, str] = {}
    for one in titles.values():
        if one.rule not in _TITLES:
            continue
        mark = likeness(one.kind, one.type, one.name, county)
        if mark is not None:
            keys.join(first.setdefault(mark, one.key), one.key)
            for shorter in near(one.kind, one.type, one.name, county):
                longer.setdefault(shorter, one.key)
    for mark, key in first.items():
        if mark in longer:
            keys.join(key, longer[mark])


def _join_topics(found: Sequence[Found], keys: Keys) -> None:
    """An agreement named by some words of its topic is the one whose topic holds them with fewest more."""
    topics: dict[str, frozenset[str]] = {}
    types: dict[str, str] = {}
    for one in found:
        if (
            one.kind is EntityKind.AGREEMENT
            and one.key.startswith("doc:")
            and "||" not in one.key
            and one.strength is Strength.NAMED
        ):
            about = one.aliases[0] if one.rule == "agreement-about" else one.name
            topics.setdefault(one.key, topic_words(about))
            types.setdefault(one.key, one.type)
        elif one.key == DOCUMENT:
            topics[DOCUMENT], types[DOCUMENT] = topic_words(one.name), one.type
    loose = {one.key for one in found if one.rule == "agreement-about"}
    for key in sorted(loose, key=lambda k: -len(topics.get(k, ()))):
        words = topics.get(key, frozenset())
        if not words:
            continue
        fits = [
            (len(other - words), root) for root, other in topics.items()
            if keys.root(root) != keys.root(key) and words <= other and _same_family(types[key], types[root])
            and not (root == DOCUMENT and len(other - words) > 0)
        ]  # fmt: skip
        fits.sort()
        strong = [f for f in fits if f[1] not in loose] or fits
        if strong and (
            len(strong) == 1 or strong[0][0] < strong[1][0] or keys.root(strong[0][1]) == keys.root(strong[1][1])
        ):
            extra, best = strong[0]
            keys.join(best if extra <= max(2, len(words)) else key, key)


def _same_family(a: str, b: str) -> bool:
    if a == b:
        return True
    return {a, b} <= {"överenskommelse", "avtal"} or {a, b} <= {"huvudöverenskommelse", "huvudavtal"}


def _join_complements(found: Sequence[Found], keys: Keys) -> None:
    """A bare or shorter name of a body is the longer one, where there is only one such."""
    full: dict[str, set[str]] = defaultdict(set)
    plurals: Counter[str] = Counter()
    parts: dict[str, tuple[str, str, str]] = {}
    for one in found:
        if one.kind is EntityKind.AGREEMENT or one.key.count("|") != 2:
            continue
        base, complement, owner = one.key.split("|")
        parts[one.key] = (base, complement, owner)
        last = one.aliases[0].split(" ")[-1].lower() if one.aliases else ""
        head = head_of(last)
        if head is not None and head.plural and one.kind is EntityKind.GROUP:
            plurals[base] += 1
        if complement or owner:
            full[base].add(one.key)
    for keys_of_base in full.values():
        _join_equal_complements([k for k in sorted(keys_of_base) if parts[k][1]], parts, keys)
    for key, (base, complement, _) in parts.items():
        if complement:
            longer = {k for k in full[base] if k != key and parts[k][1].startswith(complement + " ")}
            if len({keys.root(k) for k in longer}) == 1:
                keys.join(longer.pop(), key)
    _join_named_for(found, parts, keys)
    for key, (base, complement, owner) in parts.items():
        if complement or owner or base.startswith("funktion"):
            continue
        candidates = {keys.root(k) for k in full.get(base, ()) if not parts[k][2].startswith("respektive")}
        if len(candidates) == 1 and not plurals[base]:
            keys.join(candidates.pop(), key)
    _join_modified(parts, keys, plurals)


def _join_named_for(found: Sequence[Found], parts: dict[str, tuple[str, str, str]], keys: Keys) -> None:
    """ "Samrådsgruppen för X" is the group of its kind whose own name says that it is for X."""
    named = {one.key: one for one in found if one.kind is EntityKind.GROUP and one.key.startswith("named:")}
    types = {one.key: one.type for one in found}
    for key, (_, complement, _owner) in parts.items():
        if len(complement.split()) < 3:
            continue
        fits = {keys.root(k) for k, one in named.items() if complement in fold(one.name) and one.type == types.get(key)}
        if len(fits) == 1:
            keys.join(fits.pop(), key)


def _join_equal_complements(several: list[str], parts: dict[str, tuple[str, str, str]], keys: Keys) -> None:
    """Names that differ in how the same complement is written ("för barn och unga", "för barn/unga") are one."""
    for at, first in enumerate(several):
        for second in several[at + 1 :]:
            a, b = parts[first][1], parts[second][1]
            initials = ["".join(w[0] for w in x.split()) for x in (a, b)]
            if (
                content(a) == content(b)
                or (" " not in b and len(b) > 2 and initials[0].startswith(b))
                or (" " not in a and len(a) > 2 and initials[1].startswith(a))
            ):
                keys.join(first if len(a) > len(b) else second, second if len(a) > len(b) else first)


def _join_modified(parts: dict[str, tuple[str, str, str]], keys: Keys, plurals: Counter[str]) -> None:
    """ "styrgruppen" is "den politiska styrgruppen" where the document has no other; plural bodies stay apart."""
    bare = [
        k
        for k, (_, complement, owner) in parts.items()
        if not complement and not owner and " " not in k.split(":", 1)[1] and not k.startswith("funktion")
    ]
    for key in bare:
        base = parts[key][0]
        kind, _, noun = base.partition(":")
        longer = {
            keys.root(k)
            for k, (b, _, _) in parts.items()
            if b.startswith(f"{kind}:")
            and b.endswith(f" {noun}")
            and " och " not in b
            and not b.startswith(f"{kind}:lokal")
        }
        if len(longer) == 1 and not plurals[base] and kind in ("grupp", "sekretariat", "krets", "kärna", "samråd"):
            keys.join(longer.pop(), key)


def _join_organisations(found: Sequence[Found], keys: Keys) -> None:
    """ "Kommunförbundet" is the one whose full name begins so; "brukarorganisationer" are part of the longer row."""
    bare = {one.key: one for one in found if one.strength is Strength.BARE and one.type in _UNIONS}
    for key, one in bare.items():
        full = {
            keys.root(f.key)
            for f in found
            if f.strength is Strength.NAMED
            and f.type != "funktion"
            and f.kind is one.kind
            and fold(f.name).startswith(one.head)
        }
        if len(full) == 1:
            keys.join(full.pop(), key)
    users = {one.key: one.head for one in found if one.type == "brukarorganisation" and one.key.endswith("||")}
    for key, head in users.items():
        longer = sorted(k for k, h in users.items() if h != head and head.removesuffix("organisation") + "-" in h)
        if longer:
            keys.join(longer[0], key)


def _join_spellings(found: Sequence[Found], keys: Keys) -> None:
    """Long single words of one kind that differ by one letter are one name, misspelt ("Länsamverkansgrupp")."""
    shared: dict[tuple[EntityKind, str], dict[str, str]] = defaultdict(dict)
    count: Counter[str] = Counter()
    for one in found:
        count[one.head] += 1
    for one in found:
        word = one.head
        if len(word) < 10 or " " in word or not word.isalpha() or one.key.count("|") != 2:
            continue
        for form in deletions(word):
            shared[(one.kind, form)].setdefault(word, one.key)
    for several in shared.values():
        names = sorted(several, key=lambda w: (-count[w], w))
        for other in names[1:]:
            if one_edit_apart(names[0], other):
                keys.join(several[names[0]], several[other])
