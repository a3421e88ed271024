"""The command `avtal`. Reading commands speak to the running service, or open the collection themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api import assistant, maintenance, taking_in, upkeep
from api.client import connect
from api.command import serve
from api.printing import AsJson, Limit, out, show
from api.settings import load
from corpus.errors import InvalidInputError
from corpus.files import write_atomic

app = typer.Typer(
    help="Läser svenska avtal och överenskommelser till en graf och ett sökindex, och svarar på frågor om dem.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="PDF-filer eller mappar.")],
    again: Annotated[bool, typer.Option("--again", help="Läs även det som är oförändrat.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Fortsätt och läs in det som ändras.")] = False,
    as_json: AsJson = False,
) -> None:
    """Läs in PDF-filer och mappar."""
    summary = taking_in.ingest(load(), paths, again=again, quiet=as_json)
    show(summary, as_json) if as_json else taking_in.report(out, summary)
    if watch:
        taking_in.watch(load(), paths, out)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Visa vad som är inläst och vad som inte gick att läsa."""
    with connect(load()) as client:
        body = client.get("/api/status")
    if as_json:
        return show(body, True)
    counts = body["counts"]
    out.print("  ".join(f"{label}: {counts[name]}" for name, label in maintenance.COUNTS.items()))
    table = Table("Fil", "Läge", "Sidor", "Anmärkning")
    for row in body["files"]:
        table.add_row(
            escape(row["file"]), maintenance.STATES[row["state"]], str(row["pages"] or ""), escape(row["message"])
        )
    out.print(table)


@app.command()
def search(
    q: Annotated[str, typer.Argument(help="Sökord eller fråga.")], limit: Limit = 10, as_json: AsJson = False
) -> None:
    """Sök stycken."""
    with connect(load()) as client:
        body = client.get("/api/search", q=q, limit=limit)
    if as_json:
        return show(body, True)
    if body["suggestion"]:
        out.print(f"Menade du [bold]{escape(body['suggestion'])}[/]?\n")
    if body["answer"]:
        out.print(f"[bold]{escape(body['answer']['text'])}[/]\n")
    for number, hit in enumerate(body["results"], start=1):
        title, section = escape(hit["document"]["title"]), escape(hit["section"] or "")
        out.print(f"[bold]{number}. {title}[/], sida {hit['page']}  [dim]{section}[/]")
        out.print(f"   {escape(hit['text'])}\n")


@app.command()
def ask(
    q: Annotated[str, typer.Argument(help="Fråga om grupper, ansvar och beslut.")], as_json: AsJson = False
) -> None:
    """Fråga grafen."""
    with connect(load()) as client:
        body = client.get("/api/ask", q=q)
    if as_json:
        return show(body, True)
    out.print(escape(body["answer"]))
    for row in [*body["rows"], *body["results"]][:10]:
        quote = row.get("quote") or row["text"]
        out.print(f"  [dim]{escape(row['document']['title'])}, sida {row['page']}:[/] {escape(quote)}")


@app.command()
def groups(limit: Limit = 200, as_json: AsJson = False) -> None:
    """Lista grupper och vad de förvaltar."""
    with connect(load()) as client:
        rows = client.rows("/api/groups", limit)
        for row in rows:
            row["agreements"] = client.rows(f"/api/groups/{row['id']}/agreements", 200)
    if as_json:
        return show(rows, True)
    table = Table("Grupp", "Typ", "Förvaltar, följer upp, beslutar om")
    for row in rows:
        owned = dict.fromkeys(f"{a['predicate']} {a['object']['name']}" for a in row["agreements"] if a["object"])
        table.add_row(escape(row["name"]), row["type"], escape("\n".join(owned)))
    out.print(table)


@app.command()
def conflicts(
    type: Annotated[str | None, typer.Option(help="Bara en typ.")] = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="Visa i stället det som sorterades bort, och varför.")
    ] = False,
    report: Annotated[Path | None, typer.Option(help="Skriv en rapport (PDF) till revisionsmötet i filen.")] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Lista stycken som säger emot varandra."""
    chosen = {"type": type, "verified": not rejected}
    with connect(load()) as client:
        if report is not None:
            data = client.data("/api/conflicts/report.pdf", **chosen)
            write_atomic(report, data)
            return show({"rapport": str(report), "byte": len(data)}, as_json)
        rows = client.rows("/api/conflicts", limit, **chosen)
    if as_json:
        return show(rows, True)
    for row in rows:
        said = escape(row["explanation"])
        out.print(f"[bold]{escape(row['type'])}[/] ({row['severity']}, {row['state']})  {said}  [dim]{row['id']}[/]")
        for side in (row["a"], row["b"]):
            out.print(f"   [dim]{escape(side['document']['title'])}, sida {side['page']}:[/] {escape(side['quote'])}")
        for text in (row["note"], row["precedence"], row["returned"]):
            if text:
                out.print(f"   [dim]{escape(text)}[/]")


@app.command()
def names(
    reason: Annotated[
        str | None, typer.Option(help="Bara ett skäl: unknown, abbreviation, ambiguous, alike, uncertain, reference.")
    ] = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Lista namn som är oklara: som leder till inget, till flera eller osäkert."""
    with connect(load()) as client:
        rows = client.rows("/api/unresolved", limit, reason=reason)
    if as_json:
        return show(rows, True)
    for row in rows:
        where = row["evidence"]
        out.print(f"[bold]{escape(row['name'])}[/]  {escape(row['explanation'])}")
        out.print(f"   [dim]{escape(where['document']['title'])}, sida {where['page']}:[/] {escape(where['quote'])}")
        for one in row["candidates"]:
            out.print(f"   kanske {escape(one['entity']['name'])}  [dim]{one['entity']['id']}[/]")


@app.command()
def touches(
    passage: Annotated[str, typer.Argument(help="Id för ett stycke eller en träff, eller ord ur stycket.")],
    as_json: AsJson = False,
) -> None:
    """Visa vad ett stycke berör: det som hänvisar till det, upprepar det eller säger emot det."""
    with connect(load()) as client:
        if " " in passage.strip() or not any(c.isdigit() for c in passage):
            hits = client.get("/api/search", q=passage, limit=1)["results"]
            if not hits:
                raise InvalidInputError("Inget stycke har de orden.")
            passage = hits[0]["id"]
        body = client.get(f"/api/passages/{passage}/touches")
    if as_json:
        return show(body, True)
    out.print(f"[bold]{escape(body['document']['title'])}, sida {body['page']}[/]  [dim]{body['id']}[/]")
    out.print(f"{escape(body['text'])}\n")
    for row in body["touches"]:
        out.print(
            f"[bold]{row['how']}[/]  {escape(row['document']['title'])}, sida {row['page']}: {escape(row['why'])}"
        )
        out.print(f"   [dim]{escape(row['text'])}[/]")


@app.command()
def clauses(
    kind: Annotated[str, typer.Argument(help="Frågan, till exempel uppfoljning, tvist, finansiering eller giltighet.")],
    limit: Limit = 200,
    as_json: AsJson = False,
) -> None:
    """Visa vad alla dokument säger om en fråga."""
    with connect(load()) as client:
        rows = client.rows("/api/clauses", limit, kind=kind)
    if as_json:
        return show(rows, True)
    for row in rows:
        out.print(f"[bold]{escape(row['document']['title'])}[/]{'' if row['clauses'] else '  [dim]säger inget[/]'}")
        for one in row["clauses"]:
            out.print(f"   [dim]sida {one['page']} {escape(one['section'] or '')}:[/] {escape(one['text'])}")


@app.command()
def sparql(
    query: Annotated[str, typer.Argument(help="Frågan, eller @FIL.")],
    format: Annotated[str, typer.Option(help="json, xml, csv eller tsv.")] = "csv",
) -> None:
    """Ställ en SPARQL-fråga."""
    text = Path(query[1:]).read_text(encoding="utf-8") if query.startswith("@") else query
    if format not in maintenance.SPARQL_TYPES:
        raise InvalidInputError(f"Formatet {format} finns inte. Välj json, xml, csv eller tsv.")
    with connect(load()) as client:
        sys.stdout.write(client.text("/sparql", accept=maintenance.SPARQL_TYPES[format], query=text))


@app.command()
def export(format: Annotated[str, typer.Option(help="turtle, nquads, jsonld eller csv.")] = "turtle") -> None:
    """Skriv ut hela grafen."""
    with connect(load()) as client:
        for line in client.lines("/api/export", format=format):
            sys.stdout.write(line + "\n")


for command in (*upkeep.COMMANDS, serve, assistant.mcp):
    app.command()(command)
