"""Corrections and decisions by the real command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from api.correcting import fields
from corpus.errors import InvalidInputError
from tests.conftest import Run


@pytest.mark.parametrize(
    ("pairs", "values"),
    [
        (["status=in_force"], {"status": "in_force"}),
        (["quote=a = b", "why="], {"quote": "a = b", "why": ""}),
        ([], {}),
    ],
)
def test_pairs_are_fields(pairs: list[str], values: dict[str, str]) -> None:
    assert fields(pairs) == values


@pytest.mark.parametrize("pair", ["status", "=in_force", ""])
def test_what_is_no_pair_is_refused(pair: str) -> None:
    with pytest.raises(InvalidInputError, match="fält=värde"):
        fields([pair])


def test_a_correction_is_applied_and_travels_as_a_file(own_collection: Path, tmp_path: Path, avtal: Run) -> None:
    other = Path(shutil.copytree(own_collection, tmp_path / "other" / "data"))
    query = "SELECT ?fact WHERE { ?fact a avtal:Relation ; avtal:predicate avtal:manages } ORDER BY ?fact LIMIT 2"
    changed, rejected = (
        line.rsplit("/", 1)[1] for line in avtal(own_collection, "sparql", query).stdout.splitlines()[1:]
    )
    said = avtal(
        own_collection, "correct", "change", changed, "status=proposed", "--who", "Ada", "--why", "läst fel", "--json"
    )
    decision = json.loads(said.stdout)
    assert (decision["who"], decision["why"], decision["values"]) == ("Ada", "läst fel", {"status": "proposed"})
    avtal(own_collection, "correct", "reject", rejected)

    def state(data: Path) -> tuple[str, str]:
        status = f"SELECT ?status WHERE {{ <https://w3id.org/avtalsgraf/id/fact/{changed}> avtal:status ?status }}"
        there = f"ASK {{ <https://w3id.org/avtalsgraf/id/fact/{rejected}> a avtal:Relation }}"
        return tuple(avtal(data, "sparql", q).stdout.split()[-1] for q in (status, there))  # type: ignore[return-value]

    assert state(own_collection)[0].endswith("#proposed")
    file = tmp_path / "beslut.jsonl"
    assert json.loads(avtal(own_collection, "decisions", "export", str(file), "--json").stdout) == {"beslut": 2}
    before = state(other)
    assert before[0].endswith("#in_force") or before[0].endswith("#planned") or before[1] == "true"
    assert json.loads(avtal(other, "decisions", "import", str(file), "--json").stdout) == {"new": 2}
    assert state(other) == state(own_collection) != before
    assert json.loads(avtal(other, "decisions", "import", str(file), "--json").stdout) == {"new": 0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("correct", "change", "f1", "status"), "fält=värde"),
        (("decisions", "import", "finns-inte.jsonl"), "kan inte läsas"),
    ],
)
def test_errors_say_what_to_do(own_collection: Path, avtal: Run, arguments: tuple[str, ...], said: str) -> None:
    done = avtal(own_collection, *arguments, check=False)
    assert done.returncode == 1 and said in done.stderr
