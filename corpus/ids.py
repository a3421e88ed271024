"""Identifiers, minted in this one place.

A document is known by its content hash the first time it is seen and keeps that id through
its versions; a version is known by the hash of its bytes. Facts are known by what they
say, so that the same fact read again has the same id.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NewType

DocumentId = NewType("DocumentId", str)
VersionId = NewType("VersionId", str)
PassageId = NewType("PassageId", str)
EntityId = NewType("EntityId", str)
FactId = NewType("FactId", str)

_HASH_LENGTH = 12  # hexadecimal digits: 48 bits, no collision expected below ten million
_SLUG_LENGTH = 80


def content_hash(data: bytes) -> str:
    """The SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def version_id(digest: str) -> VersionId:
    """The id of a document version, from the SHA-256 of its bytes."""
    return VersionId(digest[:_HASH_LENGTH])


def document_id(digest: str) -> DocumentId:
    """The id of a document, from the SHA-256 of the first version seen."""
    return DocumentId(f"d-{digest[:_HASH_LENGTH]}")


def slug(text: str) -> str:
    """Lower case ASCII with hyphens: "Hälso- och sjukvård" is "halso-och-sjukvard".

    >>> slug("Hälso- och sjukvård")
    'halso-och-sjukvard'
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z]+", "-", plain).strip("-")[:_SLUG_LENGTH].rstrip("-")


def entity_id(kind: str, *parts: str) -> EntityId:
    """The id of an entity, from its kind and its distinguishing names (county, name)."""
    return EntityId("-".join([kind, *(slug(p) for p in parts if p)]))


def fact_id(kind: str, *parts: str) -> FactId:
    """The id of a fact or finding, from its kind and what it says, in order."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_HASH_LENGTH]
    return FactId(f"{kind}-{digest}")


def passage_id(version: VersionId, number: int) -> PassageId:
    """The id of the n-th passage (from 0) of a document version."""
    return PassageId(f"{version}-{number}")
