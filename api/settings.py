"""The settings: the only place that reads the environment.

Every setting is a variable `AVTAL_NAME`, or a line of the same in a file `.env` in the folder
where the command runs; the environment wins. They are passed down as plain values.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_type_hints

from corpus.errors import InvalidInputError


def _setting(default: Any, text: str) -> Any:
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults. The help text of each is what `docs/settings.md` shows."""

    data: Path = _setting(Path("data"), "The one folder that holds all data.")  # noqa: RUF009 - a path is immutable
    host: str = _setting("127.0.0.1", "Address that the service listens on.")
    port: int = _setting(8000, "Port that the service listens on.")
    base_iri: str = _setting("https://w3id.org/avtalsgraf/id/", "Prefix of the identifiers in the graph.")
    embedding: str = _setting(
        "", "Embedding model: empty for the shipped one, else a name or folder for sentence-transformers."
    )
    reranker: str = _setting(
        "", "Cross-encoder that orders the best passages anew: a name or folder for sentence-transformers."
    )
    nli: str = _setting(
        "", "Cross-encoder for inference that weighs conflicts: a name or folder for sentence-transformers."
    )
    qdrant_url: str = _setting("", "Address of a Qdrant server; empty for the engine in the process.")
    qdrant_key: str = _setting("", "API key of the Qdrant server.")
    sparql_url: str = _setting("", "Base address of a SPARQL 1.1 store; empty for Oxigraph in the data folder.")
    llm_url: str = _setting(
        "", "Address of a language model (OpenAI-compatible, as http://localhost:8080/v1) that may propose facts."
    )
    llm_model: str = _setting("", "Name of the language model; with the address empty it is not used.")
    llm_key: str = _setting("", "API key of the language model.")
    llm_seconds: float = _setting(60.0, "Longest time for the language model to answer about one passage, in seconds.")
    workers: int = _setting(2, "Processes that read documents at the same time.")
    max_pages: int = _setting(3000, "Most pages of a document.")
    max_seconds: int = _setting(900, "Longest time for reading one document, in seconds.")
    max_megabytes: int = _setting(2000, "Most memory for reading one document, in MB.")
    max_upload: int = _setting(100, "Largest file that can be uploaded, in MB.")
    sparql_seconds: float = _setting(10.0, "Longest time for a SPARQL query, in seconds.")
    sparql_rows: int = _setting(10_000, "Most rows that a SPARQL query returns.")
    contact: str = _setting(
        "", "Whom to contact about accessibility, as the accessibility statement says it: a name with e-mail or phone."
    )
    write_token: str = _setting("", "Where set, changes need the header `Authorization: Bearer TOKEN`.")


def load(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The settings in force. Raises InvalidInputError for a value that cannot be understood."""
    given = {**_dotenv((folder or Path.cwd()) / ".env"), **(os.environ if environment is None else environment)}
    types = get_type_hints(Settings)
    values: dict[str, object] = {}
    for item in fields(Settings):
        name = f"AVTAL_{item.name.upper()}"
        raw = given.get(name)
        if raw is None or raw == "":
            continue
        try:
            values[item.name] = types[item.name](raw)
        except ValueError:
            raise InvalidInputError(
                f"Inställningen {name} har värdet ”{raw}”, som inte går att tolka. Ange ett tal."
            ) from None
    return Settings(**values)  # type: ignore[arg-type]


def table() -> str:
    """The settings as a Markdown table, for the documentation."""
    rows = ["| Setting | Default | What it does |", "| --- | --- | --- |"]
    for item in fields(Settings):
        rows.append(f"| `AVTAL_{item.name.upper()}` | `{item.default}` | {item.metadata['help']} |")
    return "\n".join(rows) + "\n"


def _dotenv(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a file; comments and blank lines left out."""
    if not path.is_file():
        return {}
    pairs = (
        line.split("=", 1)
        for line in path.read_text(encoding="utf-8").splitlines()
        if "=" in line and not line.lstrip().startswith("#")
    )
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}
