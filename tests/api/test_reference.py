"""The generated pages of `docs/`, and that they leave nothing out."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from api import cli_reference, reference
from api.app import create_app
from api.cli import app
from api.settings import Settings


@pytest.mark.parametrize("module", [reference, cli_reference])
def test_the_page_is_what_the_code_gives(module) -> None:
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run `make docs`"


def test_every_call_has_a_heading() -> None:
    page = reference.page()
    for path, methods in create_app(Settings()).openapi()["paths"].items():
        for method in methods:
            assert f"### `{method.upper()} {path}`\n" in page


def test_every_command_and_option_of_the_help_is_there() -> None:
    sections = {part.split("`")[1].split()[1]: part for part in cli_reference.page().split("\n## ")[1:]}
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.callback.__name__
        shown = CliRunner().invoke(app, [name, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1"}).output
        options = {word for word in shown.split() if word.startswith("--") and word.isascii()} - {"--help"}
        assert {o for o in options if f"`{o}" not in sections[name]} == set()
    assert len(sections) == len(app.registered_commands)
