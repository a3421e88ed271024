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
    """The stored query with its parameters filled. Raises KeyError for a parameter that it does not have.

    A single term is written in place of the variable where the query does not select it: engines
    plan a fixed property or class far better than one that VALUES binds.
    """
    text = stored(name)
    known = set(_PARAMETER.findall(text))
    for parameter, terms in values.items():
        if parameter not in known:
            raise KeyError(f"{name}.rq has no parameter {parameter}")
        variable = re.compile(rf"\?{parameter}\b")
        clause = f"VALUES ?{parameter} {{ UNDEF }}"
        if len(terms) == 1 and not variable.search(text[text.index("SELECT") : text.index("WHERE")]):
            term = str(terms[0])
            text = variable.sub(lambda _, term=term: term, text.replace(clause, ""))  # type: ignore[misc]
        else:
            text = text.replace(clause, f"VALUES ?{parameter} {{ {' '.join(map(str, terms))} }}")
    return text


def ask(view: GraphView, name: str, /, **values: Sequence[NamedNode | Literal]) -> Solutions:
    """The answer of a stored query."""
    return view.query(filled(name, **values))
