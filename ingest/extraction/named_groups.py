"""Groups known by where they stand: under a heading of their own, in a list of groups, or said to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.artifact import BlockKind, EntityKind, Section
from ingest.extraction.found import Found, Strength
from ingest.extraction.heads import head_of
from ingest.extraction.nouns import fold, upper_first
from ingest.extraction.phrases import group_type
from ingest.extraction.text import Text
from ingest.extraction.tokens import item_start

LABELS = (
    "målgrupp", "uppdrag", "syfte", "deltagare", "ledamöter", "sammansättning", "struktur", "möten", "mötesfrekvens", "sekretariat",  # noqa: E501
    "ordförande", "årsplan", "kommunikation", "representation", "mandat", "rapportering", "tillhörande", "ansvar", "bemanning", "lokala grupper", "koppling",  # noqa: E501
)  # fmt: skip
_LIST = re.compile(
    r"(?i)\b(?:följande|nedanstående|dessa)\b[^.:]{0,60}?\b(?P<h>[\w-]*(?:grupper|råd|nätverk|samråd|forum|fora))\b[^.]{0,80}:?\s*$"
)
_IS = re.compile(
    r"(?:^|(?<=[.!?] ))(?P<n>[A-ZÅÄÖ][\wÅÄÖåäö-]*(?: [A-ZÅÄÖ][\wÅÄÖåäö-]*){0,3}) är (?:(?:en|ett|den|det|länets|\w+s)\s+)(?P<r>[^.;:]{3,90})"  # noqa: E501
)
_CONSISTS = re.compile(
    r"^(?P<n>[A-ZÅÄÖ][\wÅÄÖåäö -]{1,60}?) (?:består av|utgörs av|träffas|sammanträder|leds av|bildas av)\b"
)
_KNOWLEDGE = re.compile(r"(?<![\w-])(?P<a>NPO|RPO|LPO|NAG|RAG|NSG|RSG)(?P<t> [a-zåäö]+(?: [a-zåäö]+)?)?(?![\w-])")
_TOPIC = re.compile(
    r"^ (?:psykisk hälsa|barns? och (?:ungdomars|ungas) hälsa|äldres hälsa|primärvård|[a-zåäö]+(?:sjukdomar|vård|hälsa))$"  # noqa: E501
)
_PROPOSED_NAME = re.compile(
    r"^(?:Namnförslag|Förslag (?:till|på) namn)\s*:\s*(?P<n>[A-ZÅÄÖ][^.()]{6,120}?)\s*(?:\((?P<s>[^()]{3,60})\))?\s*\.?$"  # noqa: E501
)
_ORGANISATION = re.compile(
    r"\b(?:medlemsorganisation|intresseorganisation|samverkansorganisation|organisation|kommunförbund)\b"
)


_NEW = re.compile(
    r"\b(?:en|ett) (?P<g>(?:\w+ )?\w*(?:grupp|råd|nätverk|kommitté|forum|utskott)) (?:som|med|bestående)\b[^.()]{3,200}"
    r"\((?:här)?nedan (?:kalla[dt]e?|benämn[dt]a?) (?P<n>[A-ZÅÄÖ][\w ]{3,40})\)"
)


def find_named_groups(text: Text) -> Iterator[Found]:
    """Groups by heading with labelled lines, by list, by a sentence that says so, and knowledge-governance groups."""
    yield from _labelled(text)
    yield from _listed(text)
    for index, block in enumerate(text.structure.blocks):
        if not text.words[index] or block.kind is BlockKind.HEADING:
            continue
        for match in _NEW.finditer(block.text):
            yield _new_group(index, match)
        for match in _IS.finditer(block.text):
            found = _said(index, match)
            if found is not None:
                yield found
        consists = _CONSISTS.match(block.text)
        if (
            consists
            and block.section is not None
            and _heads(text.structure.sections[block.section].heading, consists["n"])
            and head_of(consists["n"].split()[-1].lower()) is None
        ):
            yield Found(
                index,
                0,
                consists.end("n"),
                EntityKind.GROUP,
                "grupp",
                consists["n"],
                f"named:{fold(consists['n'])}",
                "group-consists",
                head=fold(consists["n"]),
                aliases=(consists["n"],),
            )
        named = _PROPOSED_NAME.match(block.text)
        if named is not None:
            aliases = (named["n"], named["s"]) if named["s"] else (named["n"],)
            yield Found(
                index,
                named.start("n"),
                named.end("n"),
                EntityKind.GROUP,
                "samrådsgrupp",
                named["n"],
                f"named:{fold(named['n'])}",
                "group-proposed-name",
                head="samrådsgrupp",
                aliases=aliases,
            )
        for match in _KNOWLEDGE.finditer(block.text):
            topic = match["t"] or ""
            end = match.end() if _TOPIC.match(topic) else match.end("a")
            name = block.text[match.start() : end]
            yield Found(
                index,
                match.start(),
                end,
                EntityKind.GROUP,
                "nätverk",
                name,
                f"knowledge:{match['a']}",
                "knowledge-group",
                head=match["a"],
                aliases=(name, match["a"]),
            )


def _heads(heading: str, name: str) -> bool:
    return fold(heading) == fold(name)


def has_labels(text: Text, section: Section) -> bool:
    """Whether two or more lines of the section begin with a label of a group's description."""
    labels = set()
    for block in text.structure.blocks[section.first + 1 : section.last]:
        low = block.text[:40].casefold()
        label = next((x for x in LABELS if low.startswith(x)), None)
        if block.kind is BlockKind.HEADING and (label is None or block.level <= section.level):
            break
        if label is not None:
            rest = block.text[len(label) :].lstrip()
            if (
                block.kind is BlockKind.HEADING
                or rest[:1] in ":."
                or rest[:1].isupper()
                or rest[:1].isdigit()
                or not rest
            ):
                labels.add(label)
    return len(labels) >= 2


def _labelled(text: Text) -> Iterator[Found]:
    for section in text.structure.sections:
        block = text.structure.blocks[section.first]
        if not 2 <= len(section.heading) <= 90 or not has_labels(text, section):
            continue
        name = re.split(r"\s+[–-]\s+gäller\b", section.heading)[0].strip(" .:")
        start = block.text.find(name)
        if start < 0 or fold(name) in LABELS:
            continue
        head = next(
            (
                h
                for h in (head_of(w.lower()) for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", name))
                if h and h.kind is EntityKind.GROUP
            ),
            None,
        )
        if head is None and any(fold(name).startswith(x) for x in LABELS):
            continue
        type_ = (
            group_type(head.base, ("politisk",) if "politisk" in name.lower() else (), head.tail, head.type)
            if head
            else "tjänstemannagrupp"
        )
        plain = re.sub(r"\s*\([^)]*\)$", "", name)
        yield Found(
            section.first,
            start,
            start + len(name),
            EntityKind.GROUP,
            type_,
            upper_first(name),
            _heading_key(plain),
            "group-heading",
            head=head.base if head else fold(plain),
            confidence=0.92,
            aliases=tuple(dict.fromkeys((name, plain))),
        )


def _heading_key(name: str) -> str:
    """The key that a phrase of the same words has, where the heading begins with its head."""
    first, _, rest = name.partition(" ")
    head = head_of(first.lower())
    if head is None or head.kind is not EntityKind.GROUP or not rest:
        return f"named:{fold(name)}"
    return f"{head.tail}:{head.base}|{re.sub(r'^(?:för|kring|till) ', '', rest.lower())}|"


def _listed(text: Text) -> Iterator[Found]:
    blocks = text.structure.blocks
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.ITEM or block.lead_in is None or not text.words[index]:
            continue
        match = _LIST.search(blocks[block.lead_in].text)
        start = item_start(block)
        name = block.text[start:].rstrip(" .,;")
        if match is None or len(name) > 200 or re.search(r"[.!?]\s+[A-ZÅÄÖ]", name) or not name[:1].isupper():
            continue
        short = re.search(r"\s*\((?P<s>[^()]{2,60})\)$", name)
        plain = name[: short.start()] if short else name
        head = head_of(match["h"].lower())
        if head is None:
            continue
        type_ = group_type(head.base, (), head.tail, head.type)
        aliases = (plain, short["s"]) if short else (plain,)
        yield Found(
            index,
            start,
            start + len(plain),
            EntityKind.GROUP,
            type_,
            upper_first(plain),
            f"named:{fold(plain)}",
            "group-list",
            head=head.base,
            owner=f"{head.tail}:{head.base}||",
            aliases=aliases,
            confidence=0.92,
        )


def _new_group(index: int, match: re.Match[str]) -> Found:
    """A group that is described and then given its name."""
    name = match["n"].strip()
    head = head_of(name.split()[0].lower())
    type_ = group_type(head.base, (), head.tail, head.type) if head else "grupp"
    return Found(
        index, match.start("g"), match.end("g"), EntityKind.GROUP, type_, name, f"named:{fold(name)}", "group-said",
        head=head.base if head else fold(name), aliases=(name,),
    )  # fmt: skip


def _said(index: int, match: re.Match[str]) -> Found | None:
    name = match["n"]
    if name.split()[0].lower() in (
        "det",
        "detta",
        "den",
        "denna",
        "syftet",
        "målet",
        "parterna",
        "ett",
        "en",
        "här",
        "parter",
    ) or head_of(name.split()[-1].lower()):
        return None
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", match["r"])[:6]
    for at, word in enumerate(words):
        head = head_of(word.lower())
        if head is not None and head.kind is EntityKind.GROUP and not head.definite:
            type_ = group_type(
                head.base,
                ("politisk",) if any(w.lower().startswith("politisk") for w in words[:at]) else (),
                head.tail,
                head.type,
            )
            return Found(
                index,
                match.start("n"),
                match.end("n"),
                EntityKind.GROUP,
                type_,
                name,
                f"named:{fold(name)}",
                "group-said",
                Strength.NAMED,
                head=head.base,
                aliases=(name,),
            )
        if word.lower() in ("som", "för", "med", "av"):
            break
    if _ORGANISATION.search(" ".join(words)):
        return Found(
            index,
            match.start("n"),
            match.end("n"),
            EntityKind.PARTY,
            "samverkansorganisation",
            name,
            f"named:{fold(name)}",
            "organisation-said",
            head=fold(name),
            aliases=(name,),
        )
    return None
