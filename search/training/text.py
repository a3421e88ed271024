"""Reading the training texts: documents of one shape from five collections, and their paragraphs."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DOMAIN = re.compile(
    r"\b(?:häls\w+|vård\w*|sjukvård\w*|omsorg\w*|socialtjänst\w*|socialnämnd\w*|kommun\w*|region\w*|landsting\w*|patient\w*"
    r"|äldre\w*|funktionsned\w+|rehabilit\w+|hjälpmed\w+|samverka\w*|överenskommels\w+|psykiatri\w*|missbruk\w*|barn\w*)",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_#>|]+|<[^>]+>")
_SPACE = re.compile(r"[ \t\xa0]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”\"–-])")
DOMAIN_SHARE = 0.05  # of the words: above it a text counts as of the domain
DEVELOPMENT = 5  # every fifth document of the questions is kept for development
UNSEEN_FROM = "2025-07"  # tasks given to authorities from this month are kept out of training


@dataclass(frozen=True, slots=True)
class Source:
    """A document of a collection. `key` is what `questions.jsonl` calls it."""

    collection: str
    key: str
    title: str
    summary: str
    text: str
    date: str = ""
    kind: str = ""


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file, packed with gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def is_development(key: str) -> bool:
    """True for documents that no training text or pair may come from."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % DEVELOPMENT == 0


def sources(data: Path) -> Iterator[Source]:
    """All documents of the collections under `data`/text that have a text."""
    text = data / "text"
    for row in read_lines(text / "g0vse.jsonl.gz"):
        key = "g0vse " + row["url"].rstrip("/").rsplit("/", 1)[-1]
        yield Source(
            "g0vse",
            key,
            row.get("title") or "",
            row.get("summary") or "",
            row.get("text") or "",
            row.get("date") or "",
            row["type"],
        )
    for row in read_lines(text / "sfs.jsonl.gz"):
        yield Source("sfs", "sfs " + row["id"], row["title"], "", row["text"], row["issued"])
    for row in read_lines(text / "interpellations.jsonl.gz"):
        body = row["text"].partition("\n")[2]
        yield Source("interpellation", "interpellation " + row["id"], row["topic"], "", body)
    for number, row in enumerate(read_lines(text / "events.jsonl.gz")):
        if row.get("language") == "Svenska":
            yield Source(
                "event",
                f"event {number}",
                row.get("title") or "",
                "",
                row.get("description") or "",
                row.get("year") or "",
            )
    for row in read_lines(text / "agency-regulations.jsonl.gz"):
        yield Source("regulation", "regulation " + row["file"], "", "", "\n\n".join(row["pages"]))


def clean(text: str) -> str:
    """The text without markup, in single spaces. Line breaks stay."""
    return _SPACE.sub(" ", _MARKUP.sub(lambda m: m.group(1) or " ", text.replace("\u00ad", ""))).strip()


def paragraphs(text: str, least: int = 40) -> list[str]:
    """The paragraphs of a text of at least `least` characters, each on one line."""
    parts = (" ".join(clean(p).split()) for p in re.split(r"\n\s*\n|\n(?=[-*#\d])", text))
    return [p for p in parts if len(p) >= least]


def sentences(text: str) -> list[str]:
    """The sentences of 20 to 400 characters of a paragraph. Rough: enough for neighbours."""
    return [s for s in _SENTENCE.split(text) if 20 <= len(s) <= 400]


def of_the_domain(text: str) -> bool:
    """True where health, social services or municipalities are what the text is about."""
    return len(_DOMAIN.findall(text)) > DOMAIN_SHARE * (text.count(" ") + 1)
