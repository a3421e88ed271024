"""What the commands share: the console, their options, and how an answer is written."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

out = Console(highlight=False)
AsJson = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Högst så många rader.")]


def show(body: Any, as_json: bool) -> None:
    """An answer as JSON, or as lines of name and value."""
    if as_json:
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return
    for name, value in body.items():
        out.print(f"{name}: {escape(str(value))}")
