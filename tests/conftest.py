"""Fixtures that more than one layer uses.

Policy: the smallest real thing that shows the behaviour. Rules are tested on text in tables, not
on documents. A test that needs documents takes `sample_pdfs` (rendered once a run) or `collection`
(five samples, one a scan, taken in by the real command, once a run; do not change it: copy it with
`own_collection`). Nothing reads the environment of the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from corpus.samples.build import build

SOME = ("01-", "02-", "03-", "14-", "16-")  # main agreement, guideline, an agreement, the scan, an older version


@pytest.fixture(scope="session")
def sample_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all sample agreements as PDF."""
    folder = tmp_path_factory.mktemp("samples")
    for _ in build(folder):
        pass
    return folder


@pytest.fixture(scope="session")
def some_pdfs(sample_pdfs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few of them."""
    folder = tmp_path_factory.mktemp("some")
    for path in sample_pdfs.glob("*.pdf"):
        if path.name.startswith(SOME):
            shutil.copy(path, folder / path.name)
    return folder


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def avtal() -> Run:
    """Runs the real command: `avtal(data_folder, "search", "ord")`."""

    def run(data: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("AVTAL_")}
        command = [str(Path(sys.executable).parent / "avtal"), *arguments]
        return subprocess.run(
            command,
            env={**environment, "AVTAL_DATA": str(data)},
            cwd=data.parent,
            capture_output=True,
            text=True,
            check=check,
            timeout=540,
        )

    return run


@pytest.fixture(scope="session")
def collection(some_pdfs: Path, avtal: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a few samples in it. Read only."""
    data = tmp_path_factory.mktemp("collection") / "data"
    avtal(data, "ingest", str(some_pdfs))
    return data


@pytest.fixture
def own_collection(collection: Path, tmp_path: Path) -> Path:
    """A copy of the collection that the test may change."""
    return Path(shutil.copytree(collection, tmp_path / "data"))


@pytest.fixture(scope="session")
def reader(collection: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the application over the collection, for reading."""
    data = Path(shutil.copytree(collection, tmp_path_factory.mktemp("read") / "data"))
    with TestClient(create_app(Settings(data=data))) as client:
        yield client


@pytest.fixture
def writer(own_collection: Path) -> Iterator[TestClient]:
    """A client of the application over a copy, for changing."""
    with TestClient(create_app(Settings(data=own_collection))) as client:
        yield client
