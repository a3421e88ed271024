"""The API as a page: `python -m api.reference` writes `docs/api.md` from the application's own description."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from api.app import create_app
from api.pages.reference import Call, Parameter, calls
from api.settings import Settings
from corpus.files import write_atomic

PAGE = Path(__file__).parent.parent / "docs" / "api.md"
_HEAD = """# The API

Made by `make docs` from the application's own description; change that, not this page. The running service shows the
same at `/docs`, for machines at `/openapi.json`. The groups of calls bear the Swedish names that they have there.

- Lists come in pages: `items`, `total`, and `next`, the `cursor` of the following page, or null.
- What is said comes with its evidence: `document`, `page`, `quote`, and `start` and `end`, which count the characters
  of the page's text.
- Errors are `application/problem+json` (RFC 9457) with a Swedish `detail` and a `code`.
- Changes need `Authorization: Bearer TOKEN` where `AVTAL_WRITE_TOKEN` is set ([operators.md](operators.md))."""


def page() -> str:
    """The page, in Markdown."""
    found = calls(create_app(Settings()).openapi())
    return "\n\n".join([_HEAD, *(part for tag, rows in found.items() for part in _group(tag, rows))]) + "\n"


def _group(tag: str, rows: list[Call]) -> Iterator[str]:
    yield f"## {tag.capitalize()}"
    for call in rows:
        yield f"### `{call.method} {call.path}`"
        yield call.description
        if call.parameters or call.body:
            heads = ["| Parameter | Where | Type | What it is |", "| --- | --- | --- | --- |"]
            yield "\n".join([*heads, *map(_row, (*call.parameters, *call.body))])
        if call.answer:
            yield f"Answer: {call.answer}"


def _row(one: Parameter) -> str:
    said = [one.description] if one.description else []
    said += ["required"] if one.required and one.place != "path" else []
    said += [f"`{one.example}`"] if one.example else []
    told = "; ".join(said).replace("|", "\\|")
    return f"| `{one.name}` | {one.place} | {one.type} | {told} |"


def main() -> None:
    """Write the page."""
    write_atomic(PAGE, page().encode())


if __name__ == "__main__":
    main()
