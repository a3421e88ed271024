"""Findings kept by scope, so that after a change only the scopes that it touches are examined again.

What is found in a scope follows from its documents and from what their bodies mean in the collection, and from
nothing else. Both are told by a mark; a scope whose mark is the same keeps its findings. So the result is that of
examining everything (`finder.examine`), whatever came in which order, and any file here can be deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from corpus.files import write_atomic
from ingest.artifact import SCHEMA, Artifact
from ingest.options import RECIPE
from search.conflicts.areas import Area, area, scopes
from search.conflicts.finder import examine_scope, joined
from search.conflicts.model import ConflictDocument, Finding

Local = tuple[str, str]  # (document, local entity id)
Meaning = tuple[str, str]  # (id, name) in the collection
_AREAS = "areas.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to compare, and how its artifact is read. `version` is another where the artifact is another."""

    document: str
    version: str
    load: Callable[[], Artifact]


class _Scope(msgspec.Struct, frozen=True):
    mark: str
    findings: tuple[Finding, ...]


class KeptFindings:
    """The findings of each scope in a folder, a file a scope, and what each document says of where it holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(
        self, sources: Sequence[Source], meant: Callable[[Iterable[Local]], Mapping[Local, Meaning]]
    ) -> list[Finding]:
        """All findings among documents of which none is a copy. `meant`: what local entities mean."""
        known = sorted(sources, key=lambda s: s.document)
        areas = self._areas(known)
        meanings = meant((a.document, local) for a in areas for local in a.bodies)
        parts: dict[str, list[tuple[Source, dict[str, Meaning]]]] = defaultdict(list)
        for source, one, scope in zip(known, areas, scopes(areas), strict=True):
            names = {local: meanings[at] for local in one.bodies if (at := (one.document, local)) in meanings}
            parts[scope].append((source, names))
        found = [self._scope(scope, part) for scope, part in sorted(parts.items())]
        self._forget({_name(scope) for scope in parts} | {_AREAS})
        return joined(found)

    def _scope(self, scope: str, part: Sequence[tuple[Source, dict[str, Meaning]]]) -> Sequence[Finding]:
        mark = _mark([scope, *((s.document, s.version, sorted(names.items())) for s, names in part)])
        path = self._folder / _name(scope)
        kept = _read(path, _Scope)
        if kept is not None and kept.mark == mark:
            return kept.findings
        found = examine_scope(scope, [ConflictDocument(source.load(), names) for source, names in part])
        write_atomic(path, msgspec.json.encode(_Scope(mark, tuple(found)), order="deterministic"))
        return found

    def _areas(self, sources: Sequence[Source]) -> list[Area]:
        """What the documents say of where they hold, read only from those whose version is new."""
        path = self._folder / _AREAS
        kept = _read(path, dict[str, Area]) or {}
        current = {_mark([s.document, s.version]): s for s in sources}
        now = {mark: kept.get(mark) or area(source.load()) for mark, source in current.items()}
        if now.keys() != kept.keys():
            write_atomic(path, msgspec.json.encode(now, order="deterministic"))
        return list(now.values())

    def _forget(self, wanted: set[str]) -> None:
        for path in self._folder.glob("*.json"):
            if path.name not in wanted:
                path.unlink()


def _read(path: Path, type_: type[T]) -> T | None:
    """What a file holds, or nothing where there is none or it cannot be read: it is then made anew."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=type_)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _name(scope: str) -> str:
    return f"{blake2b(scope.encode(), digest_size=8).hexdigest()}.json"


def _mark(what: Sequence[object]) -> str:
    return blake2b(msgspec.json.encode([_rules(), *what]), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def _rules() -> str:
    """Stands for how findings are made, so that those of an earlier program are not taken for those of this one."""
    digest = blake2b(f"{SCHEMA} {RECIPE}".encode(), digest_size=8)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
