"""The page that describes the API, made from the application's own OpenAPI description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.pages.rendering import render

router = APIRouter()
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a call. `example` is what a caller can write."""

    name: str
    place: str
    type: str
    required: bool
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Call:
    """One method of one path."""

    id: str
    method: str
    path: str
    description: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    media: str
    answer: str


@router.get("/docs")
def reference(request: Request) -> HTMLResponse:
    """All calls by tag, with their parameters."""
    described = request.app.openapi()
    return render(request, "reference.html", title=described["info"]["title"], tags=calls(described))


def calls(described: Schema) -> dict[str, list[Call]]:
    """The calls of an OpenAPI 3.1 description by tag, in the order of the tags and of the paths."""
    found: dict[str, list[Call]] = {tag["name"]: [] for tag in described.get("tags", ())}
    for path, methods in described["paths"].items():
        for method, said in methods.items():
            found.setdefault(said.get("tags", ["övrigt"])[0], []).append(_call(described, path, method, said))
    return {tag: rows for tag, rows in found.items() if rows}


def _call(described: Schema, path: str, method: str, said: Schema) -> Call:
    content = said.get("requestBody", {}).get("content", {})
    media = next(iter(content), "")
    body = _resolved(described, content[media]["schema"]) if media else {}
    required = body.get("required", ())
    fields = tuple(_parameter(described, n, "body", s, n in required) for n, s in body.get("properties", {}).items())
    parameters = tuple(
        _parameter(described, p["name"], p["in"], {**p["schema"], **_told(p)}, p.get("required", False))
        for p in said.get("parameters", ())
        if p["in"] != "header"
    )
    return Call(
        said["operationId"], method.upper(), path, said["description"], parameters, fields, media, _answer(said)
    )


def _told(parameter: Schema) -> Schema:
    return {k: parameter[k] for k in ("description", "example", "examples") if k in parameter}


def _parameter(described: Schema, name: str, place: str, schema: Schema, required: bool) -> Parameter:
    one = _resolved(described, schema)
    return Parameter(name, place, _type(described, one), required, one.get("description", ""), _example(one))


def _resolved(described: Schema, schema: Schema) -> Schema:
    """The schema that a reference names, or the schema itself."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return described["components"]["schemas"][name] if name else schema


def _type(described: Schema, schema: Schema) -> str:
    """The type in a word: "string", "integer", "array of string"."""
    options = [_resolved(described, s) for s in schema.get("anyOf", ()) if s.get("type") != "null"]
    if options:
        return _type(described, options[0])
    if schema.get("type") == "array":
        return f"array of {_type(described, _resolved(described, schema.get('items', {})))}"
    return str(schema.get("format") or schema.get("type") or "object")


def _example(schema: Schema) -> str:
    """An example, else the default, else what its pattern or bounds say."""
    given = schema.get("examples") or ([schema["example"]] if "example" in schema else [])
    if given:
        return str(given[0])
    if schema.get("default") not in (None, "", [], {}):
        return str(schema["default"])
    bounds = [f"{sign} {schema[name]}" for name, sign in (("minimum", "≥"), ("maximum", "≤")) if name in schema]
    return " ".join(bounds)


def _answer(said: Schema) -> str:
    """The name of what comes back: a schema's, or a media type."""
    good: Schema = next((a for code, a in said["responses"].items() if code.startswith("2")), {})
    for media, content in good.get("content", {}).items():
        schema = content.get("schema", {})
        name = (schema.get("$ref") or schema.get("items", {}).get("$ref") or "").rpartition("/")[2]
        return name.replace("_", " ").strip() or str(schema.get("title") or media)
    return ""
