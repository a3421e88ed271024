"""The entry point `avtal`: errors as one Swedish line, and `serve` without what only other commands need."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from api.server import serve as run_server
from api.settings import load
from corpus.errors import AvtalError


def serve(
    host: Annotated[str | None, typer.Option(help="Adress att lyssna på.")] = None,
    port: Annotated[int | None, typer.Option(help="Port att lyssna på.")] = None,
    welcome: Annotated[bool, typer.Option("--welcome", help="Skriv vad man kan öppna och fråga.")] = False,
) -> None:
    """Starta tjänsten."""
    run_server(load(), host, port, welcome)


def main() -> None:
    """Run the command; errors of the project become one Swedish line and exit status 1."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        if sys.argv[1:2] == ["serve"]:
            alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
            alone.command()(serve)
            alone(args=sys.argv[2:], prog_name="avtal serve")
        else:
            # only here: the client of the other commands takes a third of a second, which the service need not wait for
            from api.cli import app  # noqa: PLC0415

            app()
    except AvtalError as error:
        Console(stderr=True, highlight=False).print(f"[red]Fel:[/] {escape(error.message)}")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
