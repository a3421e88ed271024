"""What the pages written by hand name is there: settings, commands, modules, files, links; their example runs."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli import app
from api.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md"])
_CODE = re.compile(r"`([^`\n]+)`")
_MODULE = re.compile(r"^(?:corpus|ingest|ontology|search|api)(?:\.\w+)+")
_PATH = re.compile(r"^(?:corpus|ingest|ontology|search|api|tests|deploy|docs|requirements)/[\w./-]+")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def _named(page: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    for code in _CODE.findall(page.read_text(encoding="utf-8")):
        if found := pattern.match(code):
            yield found[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_settings_and_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    settings = {f"AVTAL_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert set(re.findall(r"\bAVTAL_[A-Z_]+\b", text)) <= settings
    commands = {c.callback.__name__ for c in app.registered_commands if c.callback}
    assert set(re.findall(r"(?:`|bin/)avtal ([a-z]+)", text)) <= commands


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_files_and_links_exist(page: Path) -> None:
    assert [path for path in _named(page, _PATH) if not (ROOT / path).exists()] == []
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_modules_and_functions_exist(page: Path) -> None:
    files = (".md", ".ttl", ".py", ".json")
    assert [name for name in _named(page, _MODULE) if not name.endswith(files) and not _exists(name)] == []


def _exists(name: str) -> bool:
    """Whether the longest module in a dotted name can be imported and has the rest."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[length:]:
            found = getattr(found, attribute, None)
        return found is not None
    return False


def test_a_name_that_is_not_there_is_noticed() -> None:
    assert _exists("ingest.pdf.reading.read_pdf") and not _exists("ingest.pdf.reading.read_word")


def test_the_example_runs(sample_pdfs: Path) -> None:
    text = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
    example = re.findall(r"```python\n(.*?)```", text, re.DOTALL)[0].replace("corpus/samples/pdf", str(sample_pdfs))
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stderr
    assert " triples\n" in done.stdout and "version " in done.stdout
