"""The collection for assistants: a server of the Model Context Protocol (MCP, revision 2025-06-18), read only.

Every tool asks the API and gives back what it says, with document, page, quote and address for each
statement, so that an assistant can cite and a person can look. Needs the extra `mcp`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from pydantic import Field

from api.client import Client, connect
from api.exports import place_of
from api.settings import load
from corpus.errors import AvtalError, InvalidInputError

if TYPE_CHECKING:
    from mcp.server import MCPServer

INSTRUCTIONS = (
    "Avtalsgraf svarar på frågor om svenska avtal, överenskommelser och riktlinjer mellan regioner och kommuner. "
    "Ange alltid dokument och sida för det du återger, och säg när något är ett förslag eller inte längre gäller. "
    "Står det inget i svaren så framgår det inte av dokumenten: gissa inte."
)
_ROWS = 50
Words = Annotated[str, Field(description="Fråga eller ord på svenska", max_length=1000)]
Name = Annotated[str, Field(description="Id, eller namn eller förkortning som dokumenten använder")]
Most = Annotated[int, Field(ge=1, le=100, description="Högst så många rader")]


class Tools:
    """What an assistant can ask. `base` is the address of the pages, with a slash at the end."""

    def __init__(self, client: Client, base: str) -> None:
        self._client = client
        self._base = base

    def search(self, q: Words, limit: Most = 10, valid_on: str | None = None) -> dict[str, Any]:
        """Söker stycken som svarar på en fråga. `valid_on`: bara det som gäller en dag, som 2025-12-31."""
        found = self._client.get("/api/search", q=q, limit=limit, valid_on=valid_on)
        return {
            "answer": found["answer"] and self._cited(found["answer"], "text"),
            "passages": [self._cited(hit, "text") for hit in found["results"]],
            "did_you_mean": found["suggestion"],
        }

    def ask(self, q: Words) -> dict[str, Any]:
        """Svarar på vem som förvaltar, beslutar, rapporterar, ansvarar eller ska göra något, med belägg."""
        found = self._client.get("/api/ask", q=q)
        rows = [self._fact(row) for row in found["rows"]]
        return {
            "answer": found["answer"],
            "facts": rows,
            "passages": [self._cited(hit, "text") for hit in found["results"]],
            "sparql": found["sparql"],
        }

    def group(self, name: Name) -> dict[str, Any]:
        """En grupp: vad den förvaltar, följer upp och beslutar, dess uppdrag och vart den rapporterar."""
        thing = self._named("groups", name)
        return {
            "group": _told(thing),
            "relations": self._facts("/api/relations", subject=thing["id"]),
            "stated_by_others": self._facts("/api/relations", object=thing["id"]),
            "mandates": self._facts("/api/mandates", group=thing["id"]),
        }

    def agreement(self, name: Name) -> dict[str, Any]:
        """Ett avtal: parter, giltighet, vem som förvaltar det, och vad det ersätter eller bygger på."""
        thing = self._named("agreements", name)
        return {
            "agreement": _told(thing),
            "owners": [owner["name"] for owner in thing.get("owners", [])],
            "parties": [party["name"] for party in thing.get("parties", [])],
            "relations": self._facts("/api/relations", subject=thing["id"]),
            "stated_by_others": self._facts("/api/relations", object=thing["id"]),
        }

    def obligations(
        self,
        bearer: Annotated[str, Field(description="Den som ska göra något: id eller namn; tomt för alla")] = "",
        modality: Literal["", "obligation", "recommendation", "permission", "prohibition"] = "",
        limit: Most = _ROWS,
    ) -> dict[str, Any]:
        """Vad någon ska, bör, får eller inte får göra."""
        criteria = {k: v for k, v in (("bearer", bearer), ("modality", modality)) if v}
        return {"obligations": self._facts("/api/obligations", limit, **criteria)}

    def conflicts(
        self,
        document: Annotated[str, Field(description="Ett dokuments id; tomt för alla")] = "",
        state: Literal["", "new", "confirmed", "rejected", "fixed"] = "",
        limit: Most = 20,
    ) -> dict[str, Any]:
        """Stycken som säger emot varandra: båda citaten, vad som skiljer, vilket som har företräde, beslut."""
        criteria = {k: v for k, v in (("document", document), ("state", state)) if v}
        found = self._client.rows("/api/conflicts", limit, **criteria)
        kept = ("id", "type", "severity", "confidence", "explanation", "precedence", "state", "comment")
        return {
            "conflicts": [
                {k: c[k] for k in kept if k in c} | {side: self._cited(c[side], "quote") for side in ("a", "b")}
                for c in found
            ]
        }

    def compare(
        self,
        a: Annotated[str, Field(description="Det första dokumentets id")],
        b: Annotated[str, Field(description="Det andra dokumentets id")],
    ) -> dict[str, Any]:
        """Jämför två dokument eller versioner klausul för klausul; det som är lika räknas bara."""
        found = self._client.get("/api/compare", a=a, b=b)
        changed = [row for row in found["clauses"] if row["kind"] != "same"]
        return {"a": found["a"]["title"], "b": found["b"]["title"], "counts": found["counts"], "clauses": changed}

    def documents(self) -> dict[str, Any]:
        """Dokumenten i samlingen: id, titel, typ, datum, giltighet och status."""
        kept = ("id", "title", "type", "date", "valid_from", "valid_to", "status", "pages")
        return {"documents": [{k: d[k] for k in kept} for d in self._client.rows("/api/documents", 1_000)]}

    def _named(self, kind: str, name: str) -> dict[str, Any]:
        """The thing of an id, or the best of those with the name. Raises InvalidInputError."""
        found: list[dict[str, Any]] = self._client.rows(f"/api/{kind}", 200, q=name)
        folded = name.casefold()
        exact = [f for f in found if folded in (f["name"].casefold(), *(a.casefold() for a in f["aliases"]))]
        if exact or found:
            best = (exact or found)[0]
            return dict(self._client.get(f"/api/{kind}/{best['id']}"))
        try:
            return dict(self._client.get(f"/api/{kind}/{name}"))
        except AvtalError as error:
            raise InvalidInputError(f"”{name}” finns inte i samlingen. Sök efter namnet först.") from error

    def _facts(self, path: str, limit: int = _ROWS, **criteria: str) -> list[dict[str, Any]]:
        return [self._fact(row) for row in self._client.rows(path, limit, **criteria)]

    def _fact(self, row: dict[str, Any]) -> dict[str, Any]:
        kept = (
            "predicate",
            "negated",
            "text",
            "modality",
            "action",
            "condition",
            "deadline",
            "frequency",
            "term",
            "meaning",
        )
        told: dict[str, Any] = {k: row[k] for k in kept if row.get(k) not in (None, "", False)}
        told |= {k: row[k]["name"] for k in ("subject", "object", "group", "bearer") if isinstance(row.get(k), dict)}
        return told | self._cited(row, "quote")

    def _cited(self, row: dict[str, Any], text: str) -> dict[str, Any]:
        """The words of a row with where they stand."""
        document = row["document"]
        return {
            text: row[text],
            "document": document["title"],
            "document_id": document["id"],
            "page": row["page"],
            "section": row.get("section") or "",
            "status": row.get("status") or document["status"],
            "url": place_of(self._base, document["id"], row["page"], row["start"], row["end"]),
        }


def _told(thing: dict[str, Any]) -> dict[str, Any]:
    kept = ("id", "name", "aliases", "type", "status", "county", "valid_from", "valid_to", "target_group", "purpose")
    return {k: thing[k] for k in kept if thing.get(k)}


def server(client: Client, base: str) -> MCPServer[Any]:
    """The server over an open client. Raises InvalidInputError where the extra is missing."""
    try:
        # only here: the protocol's library is an extra
        from mcp.server import MCPServer  # noqa: PLC0415
        from mcp.server.mcpserver.exceptions import ToolError  # noqa: PLC0415
        from mcp_types import ToolAnnotations  # noqa: PLC0415
    except ImportError as error:
        raise InvalidInputError("Kommandot kräver tillägget: pip install 'avtalsgraf[mcp]'.") from error
    made: MCPServer[Any] = MCPServer("avtalsgraf", instructions=INSTRUCTIONS, log_level="WARNING")
    tools = Tools(client, base)
    offered: tuple[Callable[..., dict[str, Any]], ...] = (
        *(tools.search, tools.ask, tools.group, tools.agreement, tools.obligations, tools.conflicts),
        *(tools.compare, tools.documents),
    )

    def told(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        """The tool with its errors as the protocol has them: other exceptions would be hidden from the assistant."""

        @wraps(tool)
        def run(*args: Any, **kwargs: Any) -> dict[str, Any]:
            try:
                return tool(*args, **kwargs)
            except AvtalError as error:
                raise ToolError(error.message) from error

        return run

    for tool in offered:
        made.tool(annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))(told(tool))
    return made


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Svara över HTTP i stället för standard in och ut.")] = False,
    port: Annotated[int, typer.Option(help="Port för HTTP.")] = 8001,
) -> None:
    """Låt en assistent läsa samlingen (Model Context Protocol)."""
    settings = load()
    with connect(settings) as client:
        made = server(client, f"http://{settings.host}:{settings.port}/")
        if http:
            made.run("streamable-http", host=settings.host, port=port)
        else:
            made.run("stdio")
