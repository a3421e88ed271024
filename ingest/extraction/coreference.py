"""Who "gruppen", "sekretariatet" or "riktlinjen" is at one place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.artifact import BlockKind, EntityKind, Section
from ingest.extraction.agreements import DOCUMENT
from ingest.extraction.document_phrases import collective_base
from ingest.extraction.found import Found, Strength
from ingest.extraction.heads import head_of
from ingest.extraction.merging import Keys
from ingest.extraction.named_groups import has_labels
from ingest.extraction.text import Text
from ingest.extraction.topics import topic_at

_REPORTS = frozenset({"rapport", "förstudie", "förstudierapport", "slutrapport", "delrapport", "utredning"})
_BACK = re.compile(
    r"(?<![\w-])(?P<w>(?:[Dd]en(?:na)? )?[Gg]ruppen|[Nn]ämnden|[Ff]örbundet|[Ff]orumet|[Nn]ätverket|[Rr]ådet)(?P<g>s?)(?![\w-])"  # noqa: E501
)
_THIS = re.compile(r"(?<![\w-])(?:[Dd]enna|[Dd]etta|[Ff]öreliggande)\s+(?P<h>[\w-]+(?:\s+[\w-]+){0,2})")


def find_back_references(
    text: Text, by_block: Mapping[int, Sequence[Found]], topics: Mapping[int, Found]
) -> Iterator[Found]:
    """ "Gruppen" means the topic of the section, else the one group named before it in the same section."""
    last: Found | None = None
    section: int | None = None
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        if block.section != section:
            section, last = block.section, None
        known = by_block.get(index, ())
        for match in _BACK.finditer(block.text):
            if any(f.start < match.end() and match.start() < f.end and f.strength is Strength.NAMED for f in known):
                continue
            before = [
                f
                for f in known
                if f.end <= match.start() and f.kind is EntityKind.GROUP and f.strength is not Strength.GENERIC
            ]
            topic = topic_at(text, topics, index)
            word = match["w"].lower()
            if "grupp" not in word and not (
                topic is not None
                and word.endswith(
                    (topic.head.split(" ")[-1] + "en", topic.head.split(" ")[-1] + "et", topic.type + "en")
                )
            ):
                continue
            target = topic if topic is not None and topic.kind is EntityKind.GROUP else before[-1] if before else last
            if target is not None:
                yield _mention(target, index, match.start(), match.end(), "coreference")
        groups = [f for f in known if f.kind is EntityKind.GROUP and f.strength is not Strength.GENERIC]
        last = groups[-1] if groups else last


def _mention(target: Found, block: int, start: int, end: int, rule: str) -> Found:
    return Found(
        block,
        start,
        end,
        target.kind,
        target.type,
        target.name,
        target.key,
        rule,
        Strength.BARE,
        head=target.head,
        owner=target.owner,
        confidence=0.7,
        silent=True,
    )


def find_this_document(text: Text) -> Iterator[Found]:
    """ "Denna riktlinje", "föreliggande rapport": this document."""
    meta = text.structure.metadata
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index]:
            continue
        for match in _THIS.finditer(block.text):
            for word in re.finditer(r"[\w-]+", match["h"]):
                head = head_of(word.group().lower())
                if head is not None:
                    break
            else:
                continue
            if head.kind is not EntityKind.AGREEMENT or head.genitive or head.plural:
                continue
            if (
                head.type != meta.type
                and head.base not in meta.title.lower()
                and not match.group().lower().startswith("före")
            ):
                continue
            end = match.start("h") + word.end()
            surface = block.text[match.start() : end]
            yield Found(
                index,
                match.start(),
                end,
                EntityKind.AGREEMENT,
                meta.type,
                meta.title,
                DOCUMENT,
                "this-document",
                Strength.NAMED,
                head=head.base,
                confidence=0.9,
                aliases=(surface,),
            )


def _has_own_secretariat(text: Text, section: Section) -> bool:
    return any(
        re.match(r"(?:.*[.] )?Ett sekretariat\b", b.text) for b in text.structure.blocks[section.first : section.last]
    )


_ROLES = frozenset(
    {"ordförande", "vice ordförande", "ordförande och vice ordförande", "ordförande och sekreterare", "sekreterare"}
)


def roles(text: Text, by_block: dict[int, list[Found]], topics: Mapping[int, Found]) -> None:
    """In a section on a group "ordförande" is that group's: the key and the name say whose."""
    for index, several in by_block.items():
        topic = topic_at(text, topics, index)
        if (
            topic is None
            or topic.kind is not EntityKind.GROUP
            or (topic.strength is Strength.GENERIC and topic.head in ("samrådsgrupp",))
        ):
            continue
        for at, one in enumerate(several):
            if one.type == "funktion" and not one.owner and one.head in _ROLES and one.key.endswith("||"):
                name = f"{one.name} för {topic.name}"
                several[at] = replace(
                    one, name=name, key=f"{one.key}{topic.key.replace('|', '/')}", owner=topic.key, aliases=(name,)
                )


def secretariats(text: Text, by_block: dict[int, list[Found]], topics: Mapping[int, Found]) -> None:
    """In the description of a group "sekretariatet" is that group's own: the key says whose."""
    described = {
        i
        for i, s in enumerate(text.structure.sections)
        if i in topics and (has_labels(text, s) or _has_own_secretariat(text, s))
    }
    for index, several in by_block.items():
        block = text.structure.blocks[index]
        if block.kind is BlockKind.HEADING:
            continue
        for at, one in enumerate(several):
            if not one.key.startswith("sekretariat:sekretariat|") or one.key != "sekretariat:sekretariat||":
                continue
            section = block.section
            while section is not None and section not in described:
                section = text.structure.sections[section].parent
            if (
                section is None
                or topics[section].kind is not EntityKind.GROUP
                or topics[section].key.startswith("sekretariat")
            ):
                continue
            group = topics[section]
            if group.strength is Strength.GENERIC:
                continue
            own = Found(
                one.block,
                one.start,
                one.end,
                one.kind,
                one.type,
                f"Sekretariatet för {group.name}",
                f"sekretariat:sekretariat||{group.key}",
                "secretariat-of-topic",
                Strength.NAMED,
                head="sekretariat",
                owner=group.key,
                confidence=0.8,
                aliases=(f"Sekretariatet för {group.name}", f"{group.name}s sekretariat"),
            )
            several[at] = own


def resolve_bare(text: Text, by_block: dict[int, list[Found]], topics: Mapping[int, Found], keys: Keys) -> None:
    """Let a bare head mean the topic of its section, and a bare document head the one document of its type."""
    documents = _by_head(by_block, keys)
    document_type = text.structure.metadata.type
    _headed(text, by_block, keys)
    section: int | None = None
    named: dict[str, Found] = {}  # the document named last in the section, by type
    for index in sorted(by_block):
        several = by_block[index]
        if text.structure.blocks[index].section != section:
            section, named = text.structure.blocks[index].section, {}
        for at, one in enumerate(several):
            if one.kind is EntityKind.AGREEMENT and one.strength is Strength.NAMED:
                named[one.type] = one
            if one.strength is not Strength.BARE or one.rule in ("coreference",):
                continue
            if one.kind is EntityKind.GROUP:
                topic = topic_at(text, topics, index)
                if topic is not None and _means_topic(topic, one, keys):
                    several[at] = _mention(topic, one.block, one.start, one.end, "coreference")
            elif one.key.startswith("doc:bare:") and keys.root(one.key) == one.key:
                base = one.key.removeprefix("doc:bare:")
                if base == document_type or (base in _REPORTS and document_type in _REPORTS):
                    keys.join(DOCUMENT, one.key)
                elif len(documents.get(base, ())) == 1:
                    keys.join(next(iter(documents[base])), one.key)
                elif len(documents.get(base, ())) > 1 and base in named:
                    several[at] = _mention(named[base], one.block, one.start, one.end, "coreference")


def _means_topic(topic: Found, one: Found, keys: Keys) -> bool:
    if topic.kind is not EntityKind.GROUP or topic.key == one.key or keys.root(topic.key) == keys.root(one.key):
        return False
    return _fits(topic, one)


def _by_head(by_block: Mapping[int, Sequence[Found]], keys: Keys) -> dict[str, set[str]]:
    """The roots of the documents named in the text, by head and by type."""
    documents: dict[str, set[str]] = {}
    for several in by_block.values():
        for one in several:
            if one.kind is EntityKind.AGREEMENT and one.strength is Strength.NAMED and one.rule != "statute-name":
                documents.setdefault(one.head, set()).add(keys.root(one.key))
                documents.setdefault(one.type, set()).add(keys.root(one.key))
    return documents


def _headed(text: Text, by_block: Mapping[int, Sequence[Found]], keys: Keys) -> None:
    """A heading that is only "Huvudöverenskommelse" means the agreement that the sentence after it begins with."""
    for section in text.structure.sections:
        heading = [f for f in by_block.get(section.first, ()) if f.key.startswith("doc:bare:")]
        first = by_block.get(section.first + 1, ())
        if len(heading) != 1 or not first or section.first + 1 >= section.last:
            continue
        filled = heading[0].end - heading[0].start >= 0.8 * len(
            text.structure.blocks[section.first].text.strip("0123456789. ")
        )
        named = first[0]
        if filled and named.start == 0 and named.kind is EntityKind.AGREEMENT and named.strength is Strength.NAMED:
            keys.join(named.key, heading[0].key)


def join_generic(by_block: Mapping[int, Sequence[Found]], keys: Keys) -> None:
    """ "Avtal" and "avtalen" that mean none in particular are one collective."""
    plural = {f.key for several in by_block.values() for f in several if f.key.startswith("doc:plural:")}
    for several in by_block.values():
        for one in several:
            if one.key.startswith("doc:bare:") and keys.root(one.key) == one.key:
                other = f"doc:plural:{collective_base(one.key.removeprefix('doc:bare:'))}"
                if other in plural:
                    keys.join(other, one.key)


def _fits(topic: Found, one: Found) -> bool:
    tail, head = one.head.split(" ")[-1], topic.head.split(" ")[-1]
    return (
        head == tail
        or (head_of(head) is None and tail in ("forum", "råd", "nätverk"))
        or head.endswith(tail)
        or (one.key.startswith("samråd:samråd|") and "samråd" in topic.key)
        or (topic.rule == "group-heading" and one.head in ("samrådsgrupp", "styrgrupp", "samverkansgrupp", "samråd"))
    )
