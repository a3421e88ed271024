"""What a title says: the type of document, and a key that is the same for two spellings of one title."""

from __future__ import annotations

import re

from ingest.artifact import EntityKind
from ingest.extraction.heads import Head, head_of
from ingest.extraction.nouns import content

_KINDS_OF = (
    *("överenskomm", "samverk", "tilläggs", "tillägg", "avtal", "sammanhåll"),
    *("regional", "länsövergrip", "gemensam", "huvudö"),
)


_KIND_WORDS = frozenset({"riktlinj", "rutin", "handlingspla", "handlingsplan", "län", "region", "kommun"})


def document_type(head: Head) -> str:
    """The type of a document by its head and modifiers."""
    if head.type == "överenskommelse":
        if head.base.startswith("huvud"):
            return "huvudöverenskommelse"
        if head.base.startswith("tilläggs"):
            return "tilläggsöverenskommelse"
    if head.type == "avtal" and head.base.startswith("huvud"):
        return "huvudavtal"
    return head.type


def title_type(title: str, fallback: str) -> str:
    """The type that a title gives itself: its first document head, or a tillägg after a dash or comma."""
    if re.search(r"(?i)tilläggs(?:överenskommelse|avtal)|\btillägg\b", title):
        return "tilläggsöverenskommelse"
    for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", title):
        head = head_of(word.lower())
        if head is not None and head.kind is EntityKind.AGREEMENT:
            return document_type(head)
    return fallback


def title_key(title: str, type_: str) -> str:
    """The same for two spellings of one title. The words "överenskommelse" and "samverkan" say nothing."""
    family = {
        "överenskommelse": "ö",
        "avtal": "ö",
        "huvudöverenskommelse": "h",
        "huvudavtal": "h",
        "tilläggsöverenskommelse": "t",
    }.get(type_, type_)
    return f"doc:{family}:{' '.join(sorted(topic_words(title)))}"


def topic_words(title: str) -> frozenset[str]:
    """The stems that say what a document is about; parties and the kind of document left out."""
    title = re.sub(r"\([^)]*\)", " ", title)
    title = re.sub(r"\b(?:i|inom) (?:länet\b|[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)? län\b)", " ", title)
    title = re.sub(r"(?i)\bmellan\b(?:(?!\b(?:om|angående|avseende|gällande|kring)\b).)*", " ", title)
    return frozenset(w for w in content(title) if not w.startswith(_KINDS_OF) and w not in _KIND_WORDS)
