"""The rules of the house that no other tool checks."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("corpus", "ingest", "ontology", "search", "api")
MOST_LINES = 400


def _modules() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]


@pytest.mark.parametrize("name", PACKAGES)
def test_no_other_distribution_owns_our_names(name: str) -> None:
    assert set(metadata.packages_distributions().get(name, [])) <= {"avtalsgraf"}
    module = __import__(name)
    assert Path(module.__file__ or "").is_relative_to(ROOT)


def test_modules_are_small_and_have_a_subject() -> None:
    long = [f"{p.relative_to(ROOT)}: {n}" for p in _modules() if (n := len(p.read_text().splitlines())) > MOST_LINES]
    assert long == []
    assert not [p for p in _modules() if p.stem in {"utils", "common", "helpers", "core", "misc"}]


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        str(p.relative_to(ROOT)) for p in _modules() if "os.environ" in p.read_text() or "getenv(" in p.read_text()
    ]
    assert [r for r in readers if r != "api/settings.py"] == [r for r in readers if _passes_on(ROOT / r)]


def _passes_on(path: Path) -> bool:
    """A module may hand its environment on to a program that it starts, changed or not."""
    text = path.read_text()
    return "{**os.environ" in text or "**os.environ" in text


def test_there_are_no_packages_under_tests() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []
