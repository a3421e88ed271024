"""The stored queries, `queries/*.rq`, and how their parameters are filled.

A query is valid SPARQL as it stands; `VALUES ?name { UNDEF }` marks a parameter, which is
filled with terms or left as it is (anything).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from ontology.graph import GraphView, Solutions

_FOLDER = Path(__file__).parent / "queries"
_PARAMETER = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")


@cache
def stored(name: str) -> str:
    """The text of a stored query."""
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def names() -> list[str]:
    """The names of the stored queries."""
    return sorted(p.stem for p in _FOLDER.glob("*.rq"))


def filled(name: str, /, **values: Sequence[NamedNode | Literal]) -> str:
    """The stored query with its parameters filled. Raises KeyError for a parameter that it does not have."""
    text = stored(name)
    known = set(_PARAMETER.findall(text))
    for parameter in values:
        if parameter not in known:
            raise KeyError(f"{name}.rq has no parameter {parameter}")

    def put(found: re.Match[str]) -> str:
        terms = values.get(found[1])
        return found[0] if terms is None else f"VALUES ?{found[1]} {{ {' '.join(map(str, terms))} }}"

    return _PARAMETER.sub(put, text)


def ask(view: GraphView, name: str, /, **values: Sequence[NamedNode | Literal]) -> Solutions:
    """The answer of a stored query."""
    return view.query(filled(name, **values))
