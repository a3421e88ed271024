"""The command line as a page: `python -m api.cli_reference` writes `docs/cli.md` from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from api.cli import app
from corpus.files import write_atomic

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
_HEAD = """# The command `avtal`

Made by `make docs` from the commands themselves; change `api/cli.py`, not this page. The texts are Swedish, as
`avtal COMMAND --help` shows them.

- The data folder is `AVTAL_DATA` ([settings.md](settings.md)), `data` where it is not set.
- Where the service runs over the folder, the commands ask it; else they open the folder themselves. `rebuild` and
  `restore` need the folder for themselves: stop the service first.
- An error is one Swedish line on standard error, and the exit status is 1. `validate` and `doctor` also end with 1
  where they find something."""


def page() -> str:
    """The page, in Markdown."""
    return "\n\n".join([_HEAD, *(part for command in app.registered_commands for part in _command(command))]) + "\n"


def _command(command: CommandInfo) -> Iterator[str]:
    assert command.callback is not None
    hints = get_type_hints(command.callback, include_extras=True)
    taken = [
        (name, *get_args(hints[name]), parameter.default)
        for name, parameter in inspect.signature(command.callback).parameters.items()
    ]
    arguments = [(_argument(name, kind), info.help) for name, kind, info, _ in taken if isinstance(info, ArgumentInfo)]
    options = [_option(*one) for one in taken if isinstance(one[2], OptionInfo)]
    yield f"## `{' '.join(['avtal', command.callback.__name__, *(name for name, _ in arguments)])}`"
    yield inspect.getdoc(command.callback) or ""
    if taken:
        yield "\n".join(
            ["| | |", "| --- | --- |", *(f"| `{name}` | {said} |" for name, said in (*arguments, *options))]
        )


def _argument(name: str, kind: Any) -> str:
    return f"{name.upper()}{'...' if get_origin(kind) is list else ''}"


def _option(name: str, kind: Any, info: OptionInfo, default: Any) -> tuple[str, str]:
    """How an option is written, and its help with the default."""
    # in `Annotated`, Typer keeps the first name that is given as if it were the default
    given = [n for n in (info.default, *(info.param_decls or ())) if isinstance(n, str) and n.startswith("-")]
    written = ", ".join(given) or f"--{name.replace('_', '-')}"
    if kind is bool:
        return written, info.help or ""
    stands = "N" if int in (kind, *get_args(kind)) else "TEXT"
    left_out = f" Utelämnad: {default}." if default is not None else ""
    return f"{written} {stands}", f"{info.help}{left_out}"


def main() -> None:
    """Write the page."""
    write_atomic(PAGE, page().encode())


if __name__ == "__main__":
    main()
